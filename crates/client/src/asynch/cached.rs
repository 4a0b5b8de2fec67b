//! The client that remembers, in `async` functions.

use picoredis_core::args::Args;
use picoredis_core::cmd;
use picoredis_core::command::Command;
use picoredis_core::reply::{Bytes, FromReply};

use super::{Memory, Redis, Transport};
use crate::cached::{Cached, recorded};
use crate::error::{Result, refused};

impl<T: Transport, B: Memory, const DEPTH: usize> Cached<Redis<T, B, DEPTH>> {
    /// The value of a key; `None` if there is none. As [`Redis::get`].
    ///
    /// # Errors
    ///
    /// As [`run`](Cached::run).
    pub async fn get(&mut self, key: impl Args) -> Result<Option<Bytes>> {
        self.run(cmd::get(key)).await
    }

    /// Runs a command, or gives the reply that is remembered. As [`Redis::run`].
    ///
    /// # Errors
    ///
    /// The connection speaks RESP2; or as [`Redis::run`].
    pub async fn run<A: Args, R: FromReply>(&mut self, command: Command<'_, A, R>) -> Result<R> {
        let Some(key) = self.memory.key(&command) else { return self.redis.run(command).await };
        self.listen().await?;
        let now = self.redis.io.now();
        if let Some(answer) = self.memory.answer(&key, now) {
            return answer.map_err(|error| error.told(command.label()));
        }
        self.fetch(&command, &key).await
    }

    /// Takes what the server has said by now, and makes sure that it would have said something.
    async fn listen(&mut self) -> Result<()> {
        if !self.memory.tracks {
            self.redis.track(()).await?;
            self.memory.begin();
        }
        self.take_changes().await;
        let now = self.redis.io.now();
        if self.memory.is_silent(now) {
            match self.redis.run(cmd::ping().reply::<()>()).await {
                Ok(()) => self.memory.hear(now),
                // The command will tell why.
                Err(_) => self.memory.lose(),
            }
            self.take_changes().await;
        }
        Ok(())
    }

    async fn take_changes(&mut self) {
        if self.redis.hear_now().await.is_err() {
            self.memory.lose();
        }
        let memory = &mut self.memory;
        self.redis.link.inbox.changes(&mut |keys| memory.change(keys));
    }

    /// Asks the server, and remembers what it says, if nothing has changed meanwhile.
    async fn fetch<A: Args, R: FromReply>(&mut self, command: &Command<'_, A, R>, key: &Bytes) -> Result<R> {
        self.memory.ask();
        let sent = self.redis.io.now();
        let policy = self.redis.link.policy();
        let (reply, ttl) = self.redis.pipeline((recorded(command), cmd::pttl(key))).await;
        let reply = match reply {
            Err(error) if policy.is_some_and(|policy| policy.repeats_read(&error)) => {
                return self.redis.run_with(command, R::builder()).await;
            }
            reply => reply?,
        };
        self.take_changes().await;
        if let Ok(ttl) = ttl {
            self.memory.keep(key, &reply, ttl, sent);
        }
        reply.build().map_err(|error| refused(error).told(command.label()))
    }
}
