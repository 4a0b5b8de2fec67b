//! Pushes as they come, into a type of the caller's: where there is no memory to keep them.

use picoredis_core::command::Wait;
use picoredis_core::reply::{FromReply, Receive};

use super::{Memory, Redis, Transport};
use crate::error::{Error, Failure, Fate, Result, refused};
use crate::link::Incoming;

impl<T: Transport, B: Memory, const DEPTH: usize> Redis<T, B, DEPTH> {
    /// The next thing that the server says unasked, taken as a reply is: a message is its kind, its channel and its payload;
    /// one that came by a pattern has the pattern before the channel.
    ///
    /// It needs no allocator, and nothing is kept for it: what comes while a command is answered is
    /// [missed](Redis::missed_pushes), or with an allocator waits for `next_push`. With one, `next_push` is the better:
    /// when this future is dropped in the middle of a push, that one is lost.
    ///
    /// # Errors
    ///
    /// It is no such value: the connection is in step. Or what befell the connection.
    pub async fn next_push_as<R: FromReply>(&mut self) -> Result<R> {
        self.link.inbox.open();
        self.expect(Wait::Forever);
        // The rest of one that was left half way, when a future was dropped.
        let mut is_rest = self.link.session.is_in_push();
        self.link.inbox.missed += u64::from(is_rest);
        let mut push = Receive::new(R::builder());
        loop {
            let enough = self.link.decode_pushes(&mut |incoming| {
                let Incoming::Push { event, last } = incoming else { return false };
                if !is_rest {
                    push.event(*event);
                }
                last && !core::mem::take(&mut is_rest)
            });
            if enough.map_err(Failure::not_sent)? {
                return push.finish().map_err(|error| Error::new(refused(error).into_kind(), Fate::NotSent));
            }
            self.fill().await.map_err(Failure::not_sent)?;
        }
    }

    /// How many pushes came that nobody took, and for which there was no memory, since this was asked last.
    pub fn missed_pushes(&mut self) -> u64 {
        core::mem::take(&mut self.link.inbox.missed)
    }
}
