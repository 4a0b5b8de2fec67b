//! Transactions.

use picoredis_core::args::Args;
use picoredis_core::cmd;

use super::Redis;
use crate::error::{ErrorKind, Result};
use crate::pipeline::{Batch, IntoBatch};
use crate::transaction::Transaction;
use crate::transport::Transport;

impl<T: Transport, B: AsRef<[u8]> + AsMut<[u8]>, const DEPTH: usize> Redis<T, B, DEPTH> {
    /// Executes several commands together, or none of them: `MULTI`, the commands, `EXEC`, in one go.
    ///
    /// ```
    /// # let mut redis = picoredis::Redis::open(&picoredis_tests::server().url())?;
    /// use picoredis::cmd;
    ///
    /// redis.mset(("from", 10, "to", 0))?;
    /// let (from, to) = redis.transaction((cmd::decrby("from", 3), cmd::incrby("to", 3)))?;
    /// assert_eq!((from?, to?), (7, 3));
    /// # redis.del(["from", "to"])?;
    /// # Ok::<(), picoredis::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// A command was refused while they were queued, and the error names it; a key that was watched has been changed,
    /// [`Aborted`](ErrorKind::Aborted); or the connection failed. The error's [`fate`](crate::Error::fate) tells what became of
    /// them all: with `NotSent` and `Refused` none was executed, with `MaybeExecuted` nobody knows. A command that fails
    /// while it is executed has an error of its own, and leaves the others alone.
    pub fn transaction<P: IntoBatch>(&mut self, commands: P) -> Result<<P::Batch as Batch>::Output> {
        let mut batch = Transaction::new(commands.into_batch());
        self.play_to_end(&mut batch);
        if batch.is_open() && self.run(cmd::discard()).is_err() {
            // Nobody knows whether it is in there still.
            self.link.session.fail();
        }
        batch.finish()
    }

    /// Executes what `plan` makes of the values of some keys, if nobody has changed them in between; else it plans again,
    /// `tries` times in all.
    ///
    /// ```
    /// # let mut redis = picoredis::Redis::open(&picoredis_tests::server().url())?;
    /// use picoredis::cmd;
    ///
    /// redis.set("balance", 10)?;
    /// let (balance,) = redis.transaction_watching("balance", 5, |redis| {
    ///     let balance: i64 = redis.run(cmd::get("balance").reply())?;
    ///     Ok((cmd::set("balance", balance * 2),))
    /// })?;
    /// assert!(balance?);
    /// # redis.del("balance")?;
    /// # Ok::<(), picoredis::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`transaction`](Redis::transaction), with [`Aborted`](ErrorKind::Aborted) after the last try; or those of
    /// `plan`, after which nothing is watched any more.
    pub fn transaction_watching<P: IntoBatch>(
        &mut self,
        keys: impl Args,
        tries: u32,
        mut plan: impl FnMut(&mut Self) -> Result<P>,
    ) -> Result<<P::Batch as Batch>::Output> {
        let mut left = tries;
        loop {
            self.run(cmd::watch(&keys))?;
            let planned = plan(self).inspect_err(|_| {
                // The error of the plan is the one to tell.
                let _ = self.run(cmd::unwatch());
            });
            let outcome = self.transaction(planned?);
            left = left.saturating_sub(1);
            match outcome {
                Err(error) if left > 0 && matches!(error.kind(), ErrorKind::Aborted) => {}
                outcome => return outcome,
            }
        }
    }
}
