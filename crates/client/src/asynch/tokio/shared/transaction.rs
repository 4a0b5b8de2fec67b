//! Pipelines and transactions of those who share a connection.

use super::SharedRedis;
use crate::error::Result;
use crate::pipeline::{Batch, IntoBatch};
use crate::transaction::Transaction;

impl SharedRedis {
    /// Sends several commands in one go, and takes their replies: each its own result. See [`pipeline`](crate::pipeline).
    ///
    /// Those of others may be executed between them, if they are many.
    ///
    /// ```
    /// # tokio::runtime::Runtime::new().unwrap().block_on(async {
    /// # let redis = picoredis::asynch::SharedRedis::open(&picoredis_tests::server().url()).await?;
    /// use picoredis::cmd;
    ///
    /// let (set, get) = redis.pipeline((cmd::set("foo", "bar"), cmd::get("foo"))).await;
    /// assert!(set?);
    /// assert_eq!(get?.unwrap(), "bar");
    /// # redis.del("foo").await?;
    /// # Ok::<(), picoredis::Error>(())
    /// # }).unwrap();
    /// ```
    pub async fn pipeline<P: IntoBatch>(&self, commands: P) -> <P::Batch as Batch>::Output {
        let mut batch = commands.into_batch();
        if let Err(lost) = self.0.play(&mut batch, false).await {
            lost.tell(&mut batch);
        }
        batch.finish()
    }

    /// Executes several commands together, or none of them: `MULTI`, the commands, `EXEC`, in one go. When the future is
    /// dropped, all of it is executed or nothing.
    ///
    /// To watch keys takes a connection of one's own: [`Redis::transaction_watching`](crate::asynch::Redis::transaction_watching).
    ///
    /// ```
    /// # tokio::runtime::Runtime::new().unwrap().block_on(async {
    /// # let redis = picoredis::asynch::SharedRedis::open(&picoredis_tests::server().url()).await?;
    /// use picoredis::cmd;
    ///
    /// redis.mset(("from", 10, "to", 0)).await?;
    /// let (from, to) = redis.transaction((cmd::decrby("from", 3), cmd::incrby("to", 3))).await?;
    /// assert_eq!((from?, to?), (7, 3));
    /// # redis.del(["from", "to"]).await?;
    /// # Ok::<(), picoredis::Error>(())
    /// # }).unwrap();
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Redis::transaction`](crate::asynch::Redis::transaction).
    pub async fn transaction<P: IntoBatch>(&self, commands: P) -> Result<<P::Batch as Batch>::Output> {
        let mut batch = Transaction::new(commands.into_batch());
        if let Err(lost) = self.0.play(&mut batch, true).await {
            lost.tell(&mut batch);
        }
        batch.finish()
    }
}
