//! Scanning: an iterator for each of `SCAN`, `HSCAN`, `SSCAN` and `ZSCAN`.

use core::fmt;
use core::iter::FusedIterator;

use picoredis_core::args::Args;
use picoredis_core::command::table;
use picoredis_core::reply::{Bytes, FromReply};

use super::Redis;
use crate::error::Result;
use crate::scan::Pages;
use crate::transport::Transport;

/// Scanning.
///
/// What is there from the beginning of a scan to its end comes at least once; what comes or goes meanwhile may or may not
/// come. An item may come twice. Options are those of the command, in its own words: `("MATCH", "user:*", "COUNT", 100)`,
/// or `()`.
///
/// Source: [SCAN](https://redis.io/docs/latest/commands/scan/).
impl<T: Transport, B: AsRef<[u8]> + AsMut<[u8]>, const DEPTH: usize> Redis<T, B, DEPTH> {
    /// All keys of the database, or those that the options name, one after the other. The server is asked for a page at a
    /// time, and goes on with other clients in between.
    ///
    /// ```
    /// # let mut redis = picoredis::Redis::builder().port(picoredis_tests::server().port()).db(7).connect()?;
    /// redis.mset(("user:1", "ann", "user:2", "bob", "other", 1))?;
    /// let mut users = Vec::new();
    /// for key in redis.scan_iter(("MATCH", "user:*", "COUNT", 100)) {
    ///     users.push(key?);
    /// }
    /// users.sort();
    /// assert_eq!(users, ["user:1", "user:2"]);
    ///
    /// let keys: Vec<String> = redis.scan_iter(()).reply().collect::<Result<_, _>>()?;
    /// assert_eq!(keys.len(), 3);
    /// # redis.flushdb()?;
    /// # Ok::<(), picoredis::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Each item is a result. An error, as of [`run`](Redis::run), is the last one.
    pub fn scan_iter<A: Args>(&mut self, options: A) -> Scan<'_, (), A, Bytes, T, B, DEPTH> {
        Scan { pages: Pages::new(&table::SCAN, (), options), redis: self }
    }

    /// All fields of a hash with their values. With the option `NOVALUES` (Redis 7.4, Valkey 8) an item is a field alone:
    /// [`reply`](Scan::reply) says so.
    ///
    /// ```
    /// # let mut redis = picoredis::Redis::open(&picoredis_tests::server().url())?;
    /// redis.hset("shoes", ("ann", 41, "bob", 43))?;
    /// for shoe in redis.hscan_iter("shoes", ()).reply::<(String, u32)>() {
    ///     let (name, size) = shoe?;
    ///     println!("{name} has {size}");
    /// }
    /// # assert_eq!(redis.hscan_iter("shoes", ()).count(), 2);
    /// # redis.del("shoes")?;
    /// # Ok::<(), picoredis::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`scan_iter`](Redis::scan_iter).
    pub fn hscan_iter<K: Args, A: Args>(&mut self, key: K, options: A) -> Scan<'_, K, A, (Bytes, Bytes), T, B, DEPTH> {
        Scan { pages: Pages::new(&table::HSCAN, key, options), redis: self }
    }

    /// All members of a set.
    ///
    /// ```
    /// # let mut redis = picoredis::Redis::open(&picoredis_tests::server().url())?;
    /// redis.sadd("primes", [2, 3, 5, 7, 11])?;
    /// let sum: u32 = redis.sscan_iter("primes", ()).reply::<u32>().sum::<Result<_, _>>()?;
    /// assert_eq!(sum, 28);
    /// # redis.del("primes")?;
    /// # Ok::<(), picoredis::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`scan_iter`](Redis::scan_iter).
    pub fn sscan_iter<K: Args, A: Args>(&mut self, key: K, options: A) -> Scan<'_, K, A, Bytes, T, B, DEPTH> {
        Scan { pages: Pages::new(&table::SSCAN, key, options), redis: self }
    }

    /// All members of a sorted set with their scores, in no order.
    ///
    /// ```
    /// # let mut redis = picoredis::Redis::open(&picoredis_tests::server().url())?;
    /// redis.zadd("scores", (1.5, "ann", 2.5, "bob"))?;
    /// let best = redis.zscan_iter("scores", ()).filter_map(Result::ok).map(|(_, score)| score).fold(0.0, f64::max);
    /// assert_eq!(best, 2.5);
    /// # redis.del("scores")?;
    /// # Ok::<(), picoredis::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`scan_iter`](Redis::scan_iter).
    pub fn zscan_iter<K: Args, A: Args>(&mut self, key: K, options: A) -> Scan<'_, K, A, (Bytes, f64), T, B, DEPTH> {
        Scan { pages: Pages::new(&table::ZSCAN, key, options), redis: self }
    }
}

/// The items of a scan, one after the other: see [`Redis::scan_iter`].
pub struct Scan<'a, K, A, R, T, B, const DEPTH: usize> {
    redis: &'a mut Redis<T, B, DEPTH>,
    pages: Pages<K, A, R>,
}

impl<'a, K: Args, A: Args, R: FromReply, T, B, const DEPTH: usize> Scan<'a, K, A, R, T, B, DEPTH> {
    /// The same scan from the beginning, with each item taken as an `S`.
    pub fn reply<S: FromReply>(self) -> Scan<'a, K, A, S, T, B, DEPTH> {
        Scan { redis: self.redis, pages: self.pages.reply() }
    }

    /// The connection, for other commands between two items.
    ///
    /// ```
    /// # let mut redis = picoredis::Redis::builder().port(picoredis_tests::server().port()).db(8).connect()?;
    /// # redis.mset(("old:1", 1, "old:2", 2))?;
    /// let mut keys = redis.scan_iter(("MATCH", "old:*"));
    /// while let Some(key) = keys.next() {
    ///     keys.redis().unlink(key?)?;
    /// }
    /// assert_eq!(redis.dbsize()?, 0);
    /// # Ok::<(), picoredis::Error>(())
    /// ```
    pub fn redis(&mut self) -> &mut Redis<T, B, DEPTH> {
        self.redis
    }
}

impl<K, A, R, T, B, const DEPTH: usize> Iterator for Scan<'_, K, A, R, T, B, DEPTH>
where
    K: Args,
    A: Args,
    R: FromReply,
    T: Transport,
    B: AsRef<[u8]> + AsMut<[u8]>,
{
    type Item = Result<R>;

    fn next(&mut self) -> Option<Result<R>> {
        loop {
            if let Some(item) = self.pages.item() {
                return Some(Ok(item));
            }
            let page = self.redis.run(self.pages.ask()?);
            if let Err(error) = self.pages.take(page) {
                return Some(Err(error));
            }
        }
    }
}

impl<K, A, R, T, B, const DEPTH: usize> FusedIterator for Scan<'_, K, A, R, T, B, DEPTH>
where
    K: Args,
    A: Args,
    R: FromReply,
    T: Transport,
    B: AsRef<[u8]> + AsMut<[u8]>,
{
}

impl<K, A, R, T: fmt::Debug, B, const DEPTH: usize> fmt::Debug for Scan<'_, K, A, R, T, B, DEPTH> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Scan").field("redis", &self.redis).finish_non_exhaustive()
    }
}
