//! Pushes as values, one after the other.

use picoredis_core::command::Wait;

use super::{Memory, Redis, Transport};
use crate::error::{Error, Fate, Result};
use crate::push::{Came, Push, PushRef};
use crate::reconnect::Outage;

impl<T: Transport, B: Memory, const DEPTH: usize> Redis<T, B, DEPTH> {
    /// The next thing that the server said unasked: a message, an invalidation, a line of `MONITOR`.
    ///
    /// What came while commands were answered has been kept, up to 16 MiB; [`Push::Missed`] tells of what was not. The
    /// future may be dropped: nothing is lost with it. With a [policy](crate::Reconnect) a connection that is lost is made
    /// again first, and [`Push::Reconnected`] tells of it.
    ///
    /// # Errors
    ///
    /// What befell the connection.
    pub async fn next_push(&mut self) -> Result<Push> {
        self.hear(|came| came.into_push()).await
    }

    /// The same for those who do not keep messages: each is lent to `take` where it lies, mostly in the memory of the
    /// connection, and nothing is copied or allocated.
    ///
    /// # Errors
    ///
    /// What befell the connection.
    pub async fn next_push_with<R>(&mut self, take: impl FnOnce(PushRef<'_>) -> R) -> Result<R> {
        self.hear(|came| came.lend(take)).await
    }

    /// Hands what comes next to `hear`.
    async fn hear<R>(&mut self, hear: impl FnOnce(Came<'_>) -> R) -> Result<R> {
        self.link.inbox.open();
        let mut outage = Outage::default();
        loop {
            if let Some(came) = self.link.came() {
                return Ok(hear(came));
            }
            self.expect(Wait::Forever);
            let read = match self.link.decode(&mut |incoming| incoming.ends_push()) {
                Ok(true) => Ok(()),
                Ok(false) => self.fill().await,
                Err(failure) => Err(failure),
            };
            match read {
                Ok(()) => {}
                Err(_) if self.is_made_anew(&mut outage).await? => {}
                Err(kind) => return Err(Error::new(kind, Fate::NotSent)),
            }
        }
    }
}
