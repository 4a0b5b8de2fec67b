//! Pushes as values, one after the other.

use core::time::Duration;

use super::Redis;
use crate::allowed::Allowed;
use crate::error::{Error, Fate, Result};
use crate::push::Push;
use crate::reconnect::Outage;
use crate::transport::Transport;

impl<T: Transport, B: AsRef<[u8]> + AsMut<[u8]>, const DEPTH: usize> Redis<T, B, DEPTH> {
    /// The next thing that the server said unasked: a message, an invalidation, a line of `MONITOR`. `None` if nothing is
    /// said for so long; without a timeout it waits for ever.
    ///
    /// What came while commands were answered has been kept, up to 16 MiB; [`Push::Missed`] tells of what was not. With a
    /// [policy](crate::Reconnect) a connection that is lost is made again first, in the policy's time, and
    /// [`Push::Reconnected`] tells of it.
    ///
    /// ```
    /// # let mut redis = picoredis::Redis::open(&picoredis_tests::server().url())?;
    /// use std::time::Duration;
    ///
    /// redis.subscribe("news")?;
    /// assert!(redis.next_push(Duration::from_millis(10))?.is_none());
    /// # Ok::<(), picoredis::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// What befell the connection.
    pub fn next_push(&mut self, timeout: impl Into<Option<Duration>>) -> Result<Option<Push>> {
        let timeout = timeout.into().map(|timeout| u64::try_from(timeout.as_millis()).unwrap_or(u64::MAX));
        self.link.inbox.open();
        let mut patience = self.patience_from_now(Allowed::of(timeout));
        let mut outage = Outage::default();
        loop {
            if let Some(push) = self.link.next_push() {
                return Ok(Some(push));
            }
            match self.receive(&mut patience, &mut |incoming| incoming.ends_push()) {
                Ok(()) => {}
                Err(failure) if failure.is_timeout() => return Ok(None),
                Err(_) if self.is_made_anew(&mut outage)? => {}
                Err(kind) => return Err(Error::new(kind, Fate::NotSent)),
            }
        }
    }

    /// Pushes one after the other, for ever, or until none comes for so long; or until the connection fails, which is the
    /// last item. As [`next_push`](Redis::next_push).
    ///
    /// ```
    /// # let url = picoredis_tests::server().url();
    /// # let (mut redis, mut other) = (picoredis::Redis::open(&url)?, picoredis::Redis::open(&url)?);
    /// redis.subscribe("news")?;
    /// # other.publish("news", "it works")?;
    /// for push in redis.pushes(None) {
    ///     if let Some(message) = push?.into_message() {
    ///         println!("{}: {}", message.channel, message.payload);
    ///         break;
    ///     }
    /// }
    /// # Ok::<(), picoredis::Error>(())
    /// ```
    pub fn pushes(&mut self, timeout: impl Into<Option<Duration>>) -> Pushes<'_, T, B, DEPTH> {
        Pushes { redis: self, timeout: timeout.into(), ended: false }
    }
}

/// Pushes one after the other: see [`Redis::pushes`].
#[derive(Debug)]
pub struct Pushes<'a, T, B, const DEPTH: usize> {
    redis: &'a mut Redis<T, B, DEPTH>,
    timeout: Option<Duration>,
    ended: bool,
}

impl<T: Transport, B: AsRef<[u8]> + AsMut<[u8]>, const DEPTH: usize> Iterator for Pushes<'_, T, B, DEPTH> {
    type Item = Result<Push>;

    fn next(&mut self) -> Option<Result<Push>> {
        if self.ended {
            return None;
        }
        let next = self.redis.next_push(self.timeout).transpose();
        self.ended = !matches!(next, Some(Ok(_)));
        next
    }
}
