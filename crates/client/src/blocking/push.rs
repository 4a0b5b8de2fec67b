//! Pushes as values, one after the other.

use core::time::Duration;

use super::Redis;
use crate::allowed::Allowed;
use crate::error::{Error, Fate, Result};
use crate::push::{Came, Push, PushRef};
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
        let mut next = None;
        self.hear(timeout.into(), &mut |came| next = Some(came.into_push()))?;
        Ok(next)
    }

    /// The same for those who do not keep messages: each is lent to `take` where it lies, mostly in the memory of the
    /// connection, and nothing is copied or allocated.
    ///
    /// ```
    /// # let url = picoredis_tests::server().url();
    /// # let (mut redis, mut other) = (picoredis::Redis::open(&url)?, picoredis::Redis::open(&url)?);
    /// use picoredis::PushRef;
    ///
    /// redis.subscribe("news")?;
    /// # other.publish("news", "it works")?;
    /// let len = redis.next_push_with(None, |push| match push {
    ///     PushRef::Message(message) => message.payload.len(),
    ///     _ => 0,
    /// })?;
    /// assert_eq!(len, Some(8));
    /// # Ok::<(), picoredis::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// What befell the connection.
    pub fn next_push_with<R>(
        &mut self,
        timeout: impl Into<Option<Duration>>,
        take: impl FnOnce(PushRef<'_>) -> R,
    ) -> Result<Option<R>> {
        let (mut take, mut taken) = (Some(take), None);
        self.hear(timeout.into(), &mut |came| taken = take.take().map(|take| came.lend(take)))?;
        Ok(taken)
    }

    /// Hands what comes next to `hear`, if something does.
    fn hear(&mut self, timeout: Option<Duration>, hear: &mut dyn FnMut(Came<'_>)) -> Result<()> {
        self.link.inbox.open();
        // Many come together: of those but the first waits for nothing, and looks at no clock.
        if let Some(came) = self.link.came() {
            hear(came);
            return Ok(());
        }
        let timeout = timeout.map(|timeout| u64::try_from(timeout.as_millis()).unwrap_or(u64::MAX));
        let mut patience = self.patience_from_now(Allowed::of(timeout));
        let mut outage = Outage::default();
        loop {
            let read = match self.link.decode(&mut |incoming| incoming.ends_push()) {
                Ok(true) => Ok(()),
                Ok(false) => self.fill(&mut patience),
                Err(failure) => Err(failure),
            };
            match read {
                Ok(()) => {}
                Err(failure) if failure.is_timeout() => return Ok(()),
                Err(_) if self.is_made_anew(&mut outage)? => {}
                Err(kind) => return Err(Error::new(kind, Fate::NotSent)),
            }
            if let Some(came) = self.link.came() {
                hear(came);
                return Ok(());
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
