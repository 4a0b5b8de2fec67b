//! Pushes as values, one after the other.

use picoredis_core::command::Wait;

use super::{Memory, Redis, Transport};
use crate::error::{Error, Fate, Result};
use crate::push::Push;
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
        self.link.inbox.open();
        let mut outage = Outage::default();
        loop {
            if let Some(push) = self.link.next_push() {
                return Ok(push);
            }
            self.expect(Wait::Forever);
            match self.answered(|incoming| incoming.ends_push()).await {
                Ok(()) => {}
                Err(_) if self.is_made_anew(&mut outage).await? => {}
                Err(kind) => return Err(Error::new(kind, Fate::NotSent)),
            }
        }
    }
}
