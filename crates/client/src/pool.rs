//! Pools of connections: [`Config`] makes and judges the connections of the pools that people use.
//!
//! A connection goes back into the pool only if whoever takes it next finds it as good as new: nothing is due on it and
//! nothing is subscribed. All others are closed. Before it is handed out again it is tried with `UNWATCH`, which has it
//! forget what it watches, too; one that was left within a transaction does not answer that with `OK`, and is closed.

use crate::{Config, Error};

/// Blocking connections in a pool of [r2d2](https://docs.rs/r2d2).
///
/// ```
/// # let url = picoredis_tests::server().url();
/// use picoredis::Config;
///
/// let pool = r2d2::Pool::builder().max_size(4).build(url.parse::<Config>()?).unwrap();
/// let mut redis = pool.get().unwrap();
/// assert_eq!(redis.ping()?, "PONG");
/// # Ok::<(), picoredis::Error>(())
/// ```
#[cfg(feature = "r2d2")]
#[cfg_attr(docsrs, doc(cfg(feature = "r2d2")))]
impl r2d2::ManageConnection for Config {
    type Connection = crate::Redis;
    type Error = Error;

    fn connect(&self) -> Result<crate::Redis, Error> {
        Config::connect(self.clone())
    }

    fn is_valid(&self, redis: &mut crate::Redis) -> Result<(), Error> {
        redis.run(crate::cmd::unwatch().reply::<bool>()).map(drop)
    }

    fn has_broken(&self, redis: &mut crate::Redis) -> bool {
        !redis.is_reusable()
    }
}

/// Async connections in a pool of [deadpool](https://docs.rs/deadpool).
///
/// ```
/// # tokio::runtime::Runtime::new().unwrap().block_on(async {
/// # let url = picoredis_tests::server().url();
/// use picoredis::Config;
///
/// let pool = deadpool::managed::Pool::<Config>::builder(url.parse()?).max_size(4).build().unwrap();
/// let mut redis = pool.get().await.unwrap();
/// assert_eq!(redis.ping().await?, "PONG");
/// # Ok::<(), picoredis::Error>(())
/// # }).unwrap();
/// ```
#[cfg(feature = "deadpool")]
#[cfg_attr(docsrs, doc(cfg(feature = "deadpool")))]
impl deadpool::managed::Manager for Config {
    type Type = crate::asynch::Redis;
    type Error = Error;

    async fn create(&self) -> Result<Self::Type, Error> {
        self.clone().connect_async().await
    }

    async fn recycle(
        &self,
        redis: &mut Self::Type,
        _: &deadpool::managed::Metrics,
    ) -> deadpool::managed::RecycleResult<Error> {
        if !redis.is_reusable() {
            return Err(deadpool::managed::RecycleError::message("it is broken, owes a reply or is subscribed"));
        }
        redis.run(crate::cmd::unwatch().reply::<bool>()).await?;
        Ok(())
    }
}
