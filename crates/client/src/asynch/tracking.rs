//! Hearing of keys that change.

use core::future::{Future as _, poll_fn};
use core::pin::pin;
use core::task::Poll;

use picoredis_core::args::Args;
use picoredis_core::cmd;
use picoredis_core::command::Wait;
use picoredis_core::session::Standing;

use super::{Memory, Redis, Transport};
use crate::error::{Failure, Result};
use crate::tracking::words;

impl<T: Transport, B: Memory, const DEPTH: usize> Redis<T, B, DEPTH> {
    /// Has the server tell when keys change that this connection has read, or that have such a prefix: each time
    /// [`Push::Invalidate`](crate::Push::Invalidate) comes by [`next_push`](Redis::next_push). The options are those of
    /// `CLIENT TRACKING ON`; `()` is none. [`Cached`](crate::Cached) is a cache that works so.
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
    pub async fn track(&mut self, options: impl Args) -> Result<()> {
        self.link.allows_tracking()?;
        self.link.inbox.open();
        self.run(cmd::client_tracking("ON").arg(&options)).await?;
        self.link.inbox.keep_tracking(Some(words(&options)));
        Ok(())
    }

    /// Has the server tell no longer.
    ///
    /// # Errors
    ///
    /// What befell the connection.
    pub async fn untrack(&mut self) -> Result<()> {
        self.run(cmd::client_tracking("OFF")).await?;
        self.link.inbox.keep_tracking(None);
        Ok(())
    }

    /// Takes what the server has said by now, without waiting for more.
    pub(super) async fn hear_now(&mut self) -> Result<(), Failure> {
        if self.standing() == Standing::Broken {
            return Err(Failure::NOT_CONNECTED);
        }
        // Whoever is here waits for no reply.
        self.link.give_up();
        self.expect(Wait::None);
        loop {
            self.link.decode(&mut |_| false)?;
            match self.io.has_news() {
                Some(true) => self.fill().await?,
                Some(false) => return Ok(()),
                None if self.fill_at_once().await? => {}
                None => return Ok(()),
            }
        }
    }

    /// Receives what there is, if a look is enough for that.
    async fn fill_at_once(&mut self) -> Result<bool, Failure> {
        self.io.set_deadline(None);
        let mut filling = pin!(self.fill());
        poll_fn(|cx| match filling.as_mut().poll(cx) {
            Poll::Ready(filled) => Poll::Ready(filled.map(|()| true)),
            Poll::Pending => Poll::Ready(Ok(false)),
        })
        .await
    }
}
