//! Pushes as values, one after the other.

use super::{Memory, Redis, Transport};
use crate::error::{Error, Fate, Result};
use crate::push::Push;

impl<T: Transport, B: Memory, const DEPTH: usize> Redis<T, B, DEPTH> {
    /// The next thing that the server said unasked: a message, an invalidation, a line of `MONITOR`.
    ///
    /// What came while commands were answered has been kept, up to 16 MiB; [`Push::Missed`] tells of what was not. The
    /// future may be dropped: nothing is lost with it.
    ///
    /// # Errors
    ///
    /// What befell the connection.
    pub async fn next_push(&mut self) -> Result<Push> {
        self.link.inbox.open();
        self.io.set_deadline(None);
        loop {
            if let Some(push) = self.link.next_push() {
                return Ok(push);
            }
            let ended = self.answered(|incoming| incoming.ends_push()).await;
            ended.map_err(|kind| Error::new(kind, Fate::NotSent))?;
        }
    }
}
