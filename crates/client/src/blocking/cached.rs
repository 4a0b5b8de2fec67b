//! The client that remembers, blocking.

use picoredis_core::args::Args;
use picoredis_core::cmd;
use picoredis_core::command::Command;
use picoredis_core::reply::{Bytes, FromReply};

use super::Redis;
use crate::cached::{Cached, recorded};
use crate::error::{Result, refused};
use crate::transport::Transport;

impl<T: Transport, B: AsRef<[u8]> + AsMut<[u8]>, const DEPTH: usize> Cached<Redis<T, B, DEPTH>> {
    /// The value of a key; `None` if there is none. As [`Redis::get`].
    ///
    /// # Errors
    ///
    /// As [`run`](Cached::run).
    pub fn get(&mut self, key: impl Args) -> Result<Option<Bytes>> {
        self.run(cmd::get(key))
    }

    /// Runs a command, or gives the reply that is remembered. As [`Redis::run`].
    ///
    /// # Errors
    ///
    /// The connection speaks RESP2; or as [`Redis::run`].
    pub fn run<A: Args, R: FromReply>(&mut self, command: Command<'_, A, R>) -> Result<R> {
        let Some(key) = self.memory.key(&command) else { return self.redis.run(command) };
        self.listen()?;
        let now = self.redis.io.now();
        if let Some(answer) = self.memory.answer(&key, now) {
            return answer.map_err(|error| error.told(command.label()));
        }
        self.fetch(&command, &key)
    }

    /// Takes what the server has said by now, and makes sure that it would have said something.
    fn listen(&mut self) -> Result<()> {
        if !self.memory.tracks {
            self.redis.track(())?;
            self.memory.begin();
        }
        self.take_changes();
        let now = self.redis.io.now();
        if self.memory.is_silent(now) {
            match self.redis.run(cmd::ping().reply::<()>()) {
                Ok(()) => self.memory.hear(now),
                // The command will tell why.
                Err(_) => self.memory.lose(),
            }
            self.take_changes();
        }
        Ok(())
    }

    fn take_changes(&mut self) {
        if self.redis.hear_now().is_err() {
            self.memory.lose();
        }
        let memory = &mut self.memory;
        self.redis.link.inbox.changes(&mut |keys| memory.change(keys));
    }

    /// Asks the server, and remembers what it says, if nothing has changed meanwhile.
    fn fetch<A: Args, R: FromReply>(&mut self, command: &Command<'_, A, R>, key: &Bytes) -> Result<R> {
        self.memory.ask();
        let sent = self.redis.io.now();
        let policy = self.redis.link.policy();
        let (reply, ttl) = self.redis.pipeline((recorded(command), cmd::pttl(key)));
        let reply = match reply {
            Err(error) if policy.is_some_and(|policy| policy.repeats_read(&error)) => {
                return self.redis.run_with(command, R::builder());
            }
            reply => reply?,
        };
        self.take_changes();
        if let Ok(ttl) = ttl {
            self.memory.keep(key, &reply, ttl, sent);
        }
        reply.build().map_err(|error| refused(error).told(command.label()))
    }
}
