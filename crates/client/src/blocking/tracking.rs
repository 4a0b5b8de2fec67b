//! Hearing of keys that change.

use embedded_io::{Error as _, ErrorKind as IoKind};
use picoredis_core::args::Args;
use picoredis_core::cmd;
use picoredis_core::session::Standing;

use super::Redis;
use crate::error::{Failure, Result};
use crate::tracking::words;
use crate::transport::Transport;

impl<T: Transport, B: AsRef<[u8]> + AsMut<[u8]>, const DEPTH: usize> Redis<T, B, DEPTH> {
    /// Has the server tell when keys change that this connection has read, or that have such a prefix: each time
    /// [`Push::Invalidate`](crate::Push::Invalidate) comes by [`next_push`](Redis::next_push). The options are those of
    /// `CLIENT TRACKING ON`; `()` is none. [`Cached`](crate::Cached) is a cache that works so.
    ///
    /// ```
    /// # let url = picoredis_tests::server().url();
    /// # let mut other = picoredis::Redis::open(&url)?;
    /// use picoredis::{Protocol, Push, Redis};
    ///
    /// # let port = picoredis_tests::server().port();
    /// let mut redis = Redis::builder().port(port).protocol(Protocol::Resp3).connect()?;
    /// redis.track(("BCAST", "PREFIX", "user:"))?;
    /// other.set("user:1", "Ann")?;
    /// assert_eq!(redis.next_push(None)?, Some(Push::Invalidate(Some(vec!["user:1".into()]))));
    /// # other.del("user:1")?;
    /// # Ok::<(), picoredis::Error>(())
    /// ```
    ///
    /// A [policy](crate::Reconnect) tracks on the next connection, too. For other options [`untrack`](Redis::untrack)
    /// first.
    ///
    /// Source: [CLIENT TRACKING](https://redis.io/docs/latest/commands/client-tracking/).
    ///
    /// # Errors
    ///
    /// The connection speaks RESP2, which has no room for what is said unasked. The server refuses, or what befell the
    /// connection.
    pub fn track(&mut self, options: impl Args) -> Result<()> {
        self.link.allows_tracking()?;
        self.link.inbox.open();
        self.run(cmd::client_tracking("ON").arg(&options))?;
        self.link.inbox.keep_tracking(Some(words(&options)));
        Ok(())
    }

    /// Has the server tell no longer.
    ///
    /// # Errors
    ///
    /// What befell the connection.
    pub fn untrack(&mut self) -> Result<()> {
        self.run(cmd::client_tracking("OFF"))?;
        self.link.inbox.keep_tracking(None);
        Ok(())
    }

    /// Takes what the server has said by now, without waiting for more.
    pub(super) fn hear_now(&mut self) -> Result<(), Failure> {
        if self.standing() == Standing::Broken {
            return Err(Failure::NOT_CONNECTED);
        }
        // Whoever is here waits for no reply.
        self.link.give_up();
        loop {
            self.link.decode(&mut |_| false)?;
            match self.io.read_now(self.link.received.memory.as_mut()) {
                Ok(Some(0)) => return Err(self.link.ended()),
                Ok(Some(len)) => self.link.received.filled(len),
                Ok(None) => return Ok(()),
                Err(error) if error.kind() == IoKind::Interrupted => {}
                Err(error) => {
                    self.link.session.fail();
                    return Err(Failure::io(error.kind()));
                }
            }
        }
    }
}
