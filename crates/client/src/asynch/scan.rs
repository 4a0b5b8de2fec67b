//! Scanning: the items of `SCAN`, `HSCAN`, `SSCAN` and `ZSCAN`, one after the other.

use core::fmt;

use picoredis_core::args::Args;
use picoredis_core::command::table;
use picoredis_core::reply::{Bytes, FromReply};

use super::{Memory, Redis, Transport};
use crate::error::Result;
use crate::scan::Pages;

/// Scanning: see [`scan_iter`](crate::Redis::scan_iter) of the blocking client.
impl<T: Transport, B: Memory, const DEPTH: usize> Redis<T, B, DEPTH> {
    /// All keys of the database, or those that the options name, one after the other.
    pub fn scan_iter<A: Args>(&mut self, options: A) -> Scan<'_, (), A, Bytes, T, B, DEPTH> {
        Scan { pages: Pages::new(&table::SCAN, (), options), redis: self }
    }

    /// All fields of a hash with their values; with the option `NOVALUES`, fields alone.
    pub fn hscan_iter<K: Args, A: Args>(&mut self, key: K, options: A) -> Scan<'_, K, A, (Bytes, Bytes), T, B, DEPTH> {
        Scan { pages: Pages::new(&table::HSCAN, key, options), redis: self }
    }

    /// All members of a set.
    pub fn sscan_iter<K: Args, A: Args>(&mut self, key: K, options: A) -> Scan<'_, K, A, Bytes, T, B, DEPTH> {
        Scan { pages: Pages::new(&table::SSCAN, key, options), redis: self }
    }

    /// All members of a sorted set with their scores, in no order.
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
    pub fn redis(&mut self) -> &mut Redis<T, B, DEPTH> {
        self.redis
    }
}

impl<K: Args, A: Args, R: FromReply, T: Transport, B: Memory, const DEPTH: usize> Scan<'_, K, A, R, T, B, DEPTH> {
    /// The next item; `None` after the last one, or after an error. The future may be dropped: no item is lost with it.
    ///
    /// # Errors
    ///
    /// As [`run`](Redis::run), once.
    pub async fn next(&mut self) -> Option<Result<R>> {
        loop {
            if let Some(item) = self.pages.item() {
                return Some(Ok(item));
            }
            let page = self.redis.run(self.pages.ask()?).await;
            if let Err(error) = self.pages.take(page) {
                return Some(Err(error));
            }
        }
    }
}

impl<K, A, R, T: fmt::Debug, B, const DEPTH: usize> fmt::Debug for Scan<'_, K, A, R, T, B, DEPTH> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Scan").field("redis", &self.redis).finish_non_exhaustive()
    }
}
