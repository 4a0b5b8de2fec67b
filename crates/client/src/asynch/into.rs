//! Replies in memory that is there already: the caller's, or the connection's.

use picoredis_core::args::Args;
use picoredis_core::command::Command;
use picoredis_core::reply::Slice;

use super::stream::ReplyStream;
use super::{Memory, Redis, Transport};
use crate::error::{Result, refused};
use crate::into::{Gather, Lent, lend};
use crate::stream::Next;

impl<T: Transport, B: Memory, const DEPTH: usize> Redis<T, B, DEPTH> {
    /// Runs a command and puts its reply, a string, into memory of the caller's: the front of it, filled, or `None` if the
    /// reply is null. Nothing is allocated.
    ///
    /// # Errors
    ///
    /// As [`run`](Redis::run). A longer reply is [`Capacity`](crate::ReplyError::Capacity), which says how many bytes it
    /// has; the next command gets its own reply.
    pub async fn run_into<'m, A: Args, R>(
        &mut self,
        command: Command<'_, A, R>,
        memory: &'m mut [u8],
    ) -> Result<Option<&'m mut [u8]>> {
        self.run_with(&command, Slice::new(memory)).await
    }

    /// Runs a command and lends its reply, a string, out of the memory that the connection receives in: as `[u8]` or as
    /// `str`; `None` if the reply is null. Nothing is allocated, and what comes in one piece is not copied.
    ///
    /// # Errors
    ///
    /// As [`run`](Redis::run), but that nothing is sent again by a policy to reconnect. A reply that has not less bytes
    /// than that memory is [`Capacity`](crate::ReplyError::Capacity), which says how many it has; the next command gets its
    /// own reply.
    pub async fn run_ref<V: Lent + ?Sized>(
        &mut self,
        command: Command<'_, impl Args, impl Sized>,
    ) -> Result<Option<&V>> {
        let label = command.label();
        let gathered = self.stream(command).await?.gather().await?;
        gathered
            .finish()
            .and_then(|place| lend(place, self.link.received.memory.as_ref()))
            .map_err(|error| refused(error).told(label))
    }
}

impl<T: Transport, B: Memory, const DEPTH: usize> ReplyStream<'_, T, B, DEPTH> {
    /// Takes the whole reply, and gathers a string at the front of the memory that it is received in.
    async fn gather(mut self) -> Result<Gather> {
        let mut gather = Gather::default();
        while let Next::Event(kept) = self.receive(gather.len).await? {
            gather.take(kept, self.redis.link.received.memory.as_mut());
        }
        Ok(gather)
    }
}
