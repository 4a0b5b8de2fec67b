//! Pools of connections: [`Config`] makes and judges the connections of the pools that people use.
//!
//! A connection goes back into the pool only if whoever takes it next finds it as good as new: nothing is due on it and
//! nothing is subscribed. All others are closed.

use crate::{Config, Error, Redis};

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
    type Connection = Redis;
    type Error = Error;

    fn connect(&self) -> Result<Redis, Error> {
        Config::connect(self.clone())
    }

    fn is_valid(&self, redis: &mut Redis) -> Result<(), Error> {
        redis.ping().map(drop)
    }

    fn has_broken(&self, redis: &mut Redis) -> bool {
        !redis.is_reusable()
    }
}
