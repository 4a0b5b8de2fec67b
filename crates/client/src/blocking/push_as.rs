//! Pushes as they come, into a type of the caller's: where there is no memory to keep them.

use picoredis_core::reply::{FromReply, Receive};

use super::Redis;
use crate::allowed::Allowed;
use crate::error::{Error, Fate, Result, refused};
use crate::link::Incoming;
use crate::transport::Transport;

impl<T: Transport, B: AsRef<[u8]> + AsMut<[u8]>, const DEPTH: usize> Redis<T, B, DEPTH> {
    /// The next thing that the server says unasked, taken as a reply is: a message is its kind, its channel and its payload;
    /// one that came by a pattern has the pattern before the channel. `None` if nothing is said for so many milliseconds;
    /// without a timeout it waits for ever.
    ///
    /// It needs no allocator, and nothing is kept for it: what comes while a command is answered is
    /// [missed](Redis::missed_pushes), or with an allocator waits for `next_push`. With one, `next_push` is the better.
    ///
    /// ```
    /// # let url = picoredis_tests::server().url();
    /// # let (mut redis, mut other) = (picoredis::Redis::open(&url)?, picoredis::Redis::open(&url)?);
    /// use picoredis::reply::Buf;
    ///
    /// redis.subscribe("led")?;
    /// other.publish("led", "on")?;
    /// let message = redis.next_push_as::<(Buf<8>, Buf<16>, Buf<16>)>(Some(3000))?;
    /// assert_eq!(message.unwrap().2.as_str(), Some("on"));
    /// # Ok::<(), picoredis::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// It is no such value: the connection is in step. Or what befell the connection.
    pub fn next_push_as<R: FromReply>(&mut self, timeout_ms: Option<u64>) -> Result<Option<R>> {
        self.link.inbox.open();
        // The rest of one that was left half way, when the time was up.
        let mut is_rest = self.link.session.is_in_push();
        self.link.inbox.missed += u64::from(is_rest);
        let mut push = Receive::new(R::builder());
        let mut patience = self.patience_from_now(Allowed::of(timeout_ms));
        loop {
            let enough = self.link.decode_pushes(&mut |incoming| {
                let Incoming::Push { event, last } = incoming else { return false };
                if !is_rest {
                    push.event(*event);
                }
                last && !core::mem::take(&mut is_rest)
            });
            let filled = match enough {
                Ok(true) => {
                    return push
                        .finish()
                        .map(Some)
                        .map_err(|error| Error::new(refused(error).into_kind(), Fate::NotSent));
                }
                Ok(false) => self.fill(&mut patience),
                Err(kind) => Err(kind),
            };
            match filled {
                Ok(()) => {}
                Err(failure) if failure.is_timeout() => return Ok(None),
                Err(failure) => return Err(failure.not_sent().into()),
            }
        }
    }

    /// How many pushes came that nobody took, and for which there was no memory, since this was asked last.
    pub fn missed_pushes(&mut self) -> u64 {
        core::mem::take(&mut self.link.inbox.missed)
    }
}
