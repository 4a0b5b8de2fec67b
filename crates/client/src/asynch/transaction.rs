//! Transactions.

use picoredis_core::args::Args;
use picoredis_core::cmd;

use super::{Memory, Redis, Transport};
use crate::error::{ErrorKind, Result};
use crate::pipeline::{Batch, IntoBatch};
use crate::transaction::Transaction;

impl<T: Transport, B: Memory, const DEPTH: usize> Redis<T, B, DEPTH> {
    /// Executes several commands together, or none of them: `MULTI`, the commands, `EXEC`, in one go.
    ///
    /// # Errors
    ///
    /// A command was refused while they were queued, and the error names it; a key that was watched has been changed,
    /// [`Aborted`](ErrorKind::Aborted); or the connection failed. The error's [`fate`](crate::Error::fate) tells what became of
    /// them all: with `NotSent` and `Refused` none was executed, with `MaybeExecuted` nobody knows. A command that fails
    /// while it is executed has an error of its own, and leaves the others alone. When the future is dropped, all of it is
    /// executed or nothing.
    pub async fn transaction<P: IntoBatch>(&mut self, commands: P) -> Result<<P::Batch as Batch>::Output> {
        let mut batch = Transaction::new(commands.into_batch());
        let mut within = Within { redis: self, ended: false };
        within.redis.play_to_end(&mut batch).await;
        within.ended = !batch.is_open();
        drop(within);
        batch.finish()
    }

    /// Executes what `plan` makes of the values of some keys, if nobody has changed them in between; else it plans again,
    /// `tries` times in all.
    ///
    /// For a future that moves between threads, as those of tokio's tasks do, the plan has to own what it uses: Rust does not
    /// see yet that a borrow would do.
    ///
    #[cfg_attr(feature = "tokio", doc = "```")]
    #[cfg_attr(not(feature = "tokio"), doc = "```text")]
    /// # let url = picoredis_tests::server().url();
    /// # tokio::runtime::Runtime::new().unwrap().block_on(async {
    /// use picoredis::asynch::Redis;
    /// use picoredis::cmd;
    ///
    /// # Redis::open(&url).await?.set("purse", 10).await?;
    /// let task = tokio::spawn(async move {
    ///     let mut redis = Redis::open(&url).await?;
    ///     let key = String::from("purse");
    ///     redis
    ///         .transaction_watching("purse", 5, async move |redis| {
    ///             let money: u32 = redis.run(cmd::get(&key).reply()).await?;
    ///             Ok((cmd::set("purse", money - money / 2),))
    ///         })
    ///         .await
    /// });
    /// let (set,) = task.await.unwrap()?;
    /// assert!(set?);
    /// # assert_eq!(Redis::builder().port(picoredis_tests::server().port()).connect()?.getdel("purse")?.unwrap(), "5");
    /// # Ok::<(), picoredis::Error>(())
    /// # }).unwrap();
    /// ```
    ///
    /// # Errors
    ///
    /// As [`transaction`](Redis::transaction), with [`Aborted`](ErrorKind::Aborted) after the last try; or those of
    /// `plan`, after which nothing is watched any more.
    pub async fn transaction_watching<P: IntoBatch>(
        &mut self,
        keys: impl Args,
        tries: u32,
        mut plan: impl AsyncFnMut(&mut Self) -> Result<P>,
    ) -> Result<<P::Batch as Batch>::Output> {
        let mut left = tries;
        loop {
            let mut within = Within { redis: self, ended: false };
            within.redis.run(cmd::watch(&keys)).await?;
            let planned = match plan(within.redis).await {
                Ok(planned) => planned,
                Err(error) => {
                    // The error of the plan is the one to tell.
                    within.ended = within.redis.run(cmd::unwatch()).await.is_ok();
                    return Err(error);
                }
            };
            let outcome = within.redis.transaction(planned).await;
            within.ended = true;
            drop(within);
            left = left.saturating_sub(1);
            match outcome {
                Err(error) if left > 0 && matches!(error.kind(), ErrorKind::Aborted) => {}
                outcome => return outcome,
            }
        }
    }
}

/// Between the beginning of a transaction, or of watching keys for one, and its end. Without an end the next command has to
/// make one first.
struct Within<'a, T, B, const DEPTH: usize> {
    redis: &'a mut Redis<T, B, DEPTH>,
    ended: bool,
}

impl<T, B, const DEPTH: usize> Drop for Within<'_, T, B, DEPTH> {
    fn drop(&mut self) {
        self.redis.in_transaction |= !self.ended;
    }
}
