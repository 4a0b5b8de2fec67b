//! Which commands can be answered from memory.

use alloc::vec::Vec;
use core::convert::Infallible;

use picoredis_core::args::Args;
use picoredis_core::command::{Command, Spec};
use picoredis_core::encode::Visit;
use picoredis_core::reply::Bytes;

use super::cache::Cache;

/// Commands that read one key, the first argument, and whose reply is the same as long as the key is: none that look at
/// the clock (`TTL`), at chance (`SRANDMEMBER`), at a cursor (`HSCAN`) or at other keys (`SORT_RO`).
const NAMES: [&str; 48] = [
    "BITCOUNT",
    "BITFIELD_RO",
    "BITPOS",
    "DUMP",
    "EXISTS",
    "GEODIST",
    "GEOHASH",
    "GEOPOS",
    "GEORADIUSBYMEMBER_RO",
    "GEORADIUS_RO",
    "GEOSEARCH",
    "GET",
    "GETBIT",
    "GETRANGE",
    "HEXISTS",
    "HGET",
    "HGETALL",
    "HKEYS",
    "HLEN",
    "HMGET",
    "HSTRLEN",
    "HVALS",
    "LINDEX",
    "LLEN",
    "LPOS",
    "LRANGE",
    "SCARD",
    "SISMEMBER",
    "SMEMBERS",
    "SMISMEMBER",
    "STRLEN",
    "SUBSTR",
    "TYPE",
    "XLEN",
    "XRANGE",
    "XREVRANGE",
    "ZCARD",
    "ZCOUNT",
    "ZLEXCOUNT",
    "ZMSCORE",
    "ZRANGE",
    "ZRANGEBYLEX",
    "ZRANGEBYSCORE",
    "ZRANK",
    "ZREVRANGE",
    "ZREVRANGEBYSCORE",
    "ZREVRANK",
    "ZSCORE",
];

/// The key that a command reads, if its reply may be kept.
pub(crate) fn key<A: Args, R>(command: &Command<'_, A, R>) -> Option<Bytes> {
    let name = command.spec()?.name();
    NAMES.binary_search(&name).ok()?;
    if name == "EXISTS" && command.count() != 2 {
        return None;
    }
    let mut key = Second { words: 0, key: Vec::new() };
    let Ok(()) = command.visit(&mut key);
    Some(key.key.into())
}

/// The word behind the name, in however many pieces it comes.
struct Second {
    words: usize,
    key: Vec<u8>,
}

impl Visit for Second {
    type Error = Infallible;

    fn arg(&mut self, bytes: &[u8]) -> Result<(), Infallible> {
        self.words += 1;
        self.piece(bytes)
    }

    fn piece(&mut self, bytes: &[u8]) -> Result<(), Infallible> {
        if self.words == 2 {
            self.key.extend_from_slice(bytes);
        }
        Ok(())
    }
}

/// Removes from a cache what a command may change.
pub(crate) fn invalidate<A: Args, R>(cache: &mut Cache, command: &Command<'_, A, R>) {
    let mut removal = Removal { cache, word: Vec::new() };
    let Ok(()) = command.visit(&mut removal);
}

/// Takes every word for a key.
struct Removal<'a> {
    cache: &'a mut Cache,
    /// One that comes in pieces.
    word: Vec<u8>,
}

impl Visit for Removal<'_> {
    type Error = Infallible;

    fn arg(&mut self, bytes: &[u8]) -> Result<(), Infallible> {
        self.cache.remove(bytes);
        Ok(())
    }

    fn begin_arg(&mut self, _: u64) -> Result<(), Infallible> {
        self.word.clear();
        Ok(())
    }

    fn piece(&mut self, bytes: &[u8]) -> Result<(), Infallible> {
        // One that is longer than the cache is in it under no key.
        if self.word.len() <= self.cache.most() {
            self.word.extend_from_slice(bytes);
        }
        Ok(())
    }

    fn end_arg(&mut self) -> Result<(), Infallible> {
        self.cache.remove(&self.word);
        Ok(())
    }
}

/// What a command that is not answered from memory does to what is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    /// It only reads.
    None,
    /// It may change the keys that it names.
    Keys,
    /// Nobody knows what it changes.
    All,
    /// It may end the tracking.
    Tracking,
}

impl Effect {
    pub(crate) fn of(spec: Option<&'static Spec>) -> Self {
        let Some(spec) = spec else { return Effect::All };
        match spec.name() {
            "CLIENT TRACKING" | "HELLO" | "RESET" | "AUTH" => Effect::Tracking,
            // A script may change what it does not name.
            "EVAL" | "EVALSHA" | "FCALL" => Effect::All,
            _ if spec.read_only => Effect::None,
            _ if spec.keys().is_empty() => Effect::All,
            _ => Effect::Keys,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use picoredis_core::command::{Begin, Find};

    #[test]
    fn each_reads_the_first_argument() {
        assert!(NAMES.is_sorted());
        for name in NAMES {
            let spec = Spec::find(name).unwrap();
            assert!(spec.read_only, "{name}");
            let [keys] = spec.keys() else { panic!("{name}: {:?}", spec.keys()) };
            assert_eq!(keys.begin, Begin::Index(1), "{name}");
            let last = if name == "EXISTS" { -1 } else { 0 };
            assert_eq!(keys.find, Find::Range { last, step: 1, limit: 0 }, "{name}");
        }
    }
}
