//! A client that remembers what it has read.

mod cache;
mod cacheable;

use alloc::vec::Vec;
use core::fmt;

use picoredis_core::args::Args;
use picoredis_core::command::Command;
use picoredis_core::encode::Encoder;
use picoredis_core::reply::{Bytes, FromReply};

use crate::error::{Result, refused};
use crate::recording::Recording;
use cache::Cache;
use cacheable::Effect;

/// A client that remembers what it has read, until the server says that it was changed.
///
/// `C` is a [`Redis`](crate::Redis) or an [`asynch::Redis`](crate::asynch::Redis), in RESP3: the server
/// [tracks](crate::Redis::track) what is read, and tells of changes beside its replies. A reply that is remembered is
/// given again as whatever type is asked for.
///
/// ```
/// # let port = picoredis_tests::server().port();
/// use picoredis::{Cached, Protocol, Redis, cmd};
///
/// let redis = Redis::builder().port(port).protocol(Protocol::Resp3).connect()?;
/// let mut cached = Cached::new(redis, 1 << 20); // in a megabyte
/// cached.run(cmd::set("name", "Ann"))?;
/// assert_eq!(cached.get("name")?.unwrap(), "Ann");
/// assert_eq!(cached.run(cmd::get("name").reply::<String>())?, "Ann"); // from memory
/// assert_eq!((cached.hits(), cached.misses()), (1, 1));
/// # cached.run(cmd::del("name"))?;
/// # Ok::<(), picoredis::Error>(())
/// ```
///
/// # How old an answer may be
///
/// Before it answers from memory it takes what the server has said by then: an answer is at most as old as a message
/// from the server is under way. If nothing was heard from the server for a second, it is asked for a sign of life
/// first, so that one that is gone without a word cannot make answers older than that. (A connection without a clock is
/// not asked.)
///
/// Everything is forgotten when the connection is lost, or made again by a [policy](crate::Reconnect), and when the
/// server says that all keys have changed, as after `FLUSHALL`. A key that expires is forgotten when its time is up, by
/// the clock here; to know that time, a reply that is not remembered is fetched together with the key's `PTTL`. The
/// fields of a hash that have times of their own are forgotten when the server removes them.
///
/// What is written through this client is forgotten at once: one reads one's own writes.
///
/// # What is remembered
///
/// The replies to commands that read one key: `GET`, `HGETALL`, `LRANGE`, `ZSCORE` and some forty others; none that
/// depend on time, on chance, on a cursor or on other keys. All other commands go to the server. When the memory is
/// full, a key that was not used for a while makes room.
pub struct Cached<C> {
    pub(crate) redis: C,
    pub(crate) memory: Memory,
}

impl<C> Cached<C> {
    /// Remembers with so many bytes of memory, about. The server is asked to track with the first command.
    pub fn new(redis: C, bytes: usize) -> Self {
        let memory = Memory {
            cache: Cache::new(bytes),
            wire: Vec::new(),
            tracks: false,
            stale: false,
            heard: None,
            hits: 0,
            misses: 0,
        };
        Cached { redis, memory }
    }

    /// The client, to do anything with. All is forgotten before: nobody knows what will be done.
    pub fn redis_mut(&mut self) -> &mut C {
        self.memory.doubt_tracking();
        &mut self.redis
    }

    /// The client, which still tracks.
    pub fn into_inner(self) -> C {
        self.redis
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.memory.cache.clear();
    }

    /// How often an answer came from memory.
    pub fn hits(&self) -> u64 {
        self.memory.hits
    }

    /// How often it could have come from memory, and did not.
    pub fn misses(&self) -> u64 {
        self.memory.misses
    }

    /// Of how many keys something is remembered.
    pub fn len(&self) -> usize {
        self.memory.cache.len()
    }

    /// Whether nothing is remembered.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Bytes of memory that are in use, about.
    pub fn weight(&self) -> usize {
        self.memory.cache.weight()
    }
}

impl<C: fmt::Debug> fmt::Debug for Cached<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cached")
            .field("redis", &self.redis)
            .field("keys", &self.len())
            .field("weight", &self.weight())
            .finish_non_exhaustive()
    }
}

/// The same command, with its reply kept as it is.
pub(crate) fn recorded<'a, A: Args, R>(command: &'a Command<'_, A, R>) -> Command<'a, impl Args, Recording> {
    match command.spec() {
        Some(spec) => Command::spelled(command.name(), spec, command.args()),
        None => Command::unlisted(command.name(), command.args()),
    }
    .reply()
}

/// What is remembered, and what is known of how far it can be trusted: what the faces share.
pub(crate) struct Memory {
    cache: Cache,
    /// The present command, as it is on the wire.
    wire: Vec<u8>,
    /// The server tells of changes, as far as is known.
    pub(crate) tracks: bool,
    /// Something has changed since the present command was sent, and perhaps its key.
    stale: bool,
    /// When the server last gave a sign of life.
    heard: Option<u64>,
    hits: u64,
    misses: u64,
}

/// How long nothing need be heard from the server, in milliseconds.
const SILENCE: u64 = 1000;

impl Memory {
    /// The key of a command that can be answered from memory. What another may change is forgotten.
    pub(crate) fn key<A: Args, R>(&mut self, command: &Command<'_, A, R>) -> Option<Bytes> {
        let key = cacheable::key(command);
        if key.is_some() {
            self.wire.clear();
            let Ok(()) = command.encode(&mut Encoder::new(&mut self.wire));
            return key;
        }
        match Effect::of(command.spec()) {
            Effect::None => {}
            Effect::Keys => cacheable::invalidate(&mut self.cache, command),
            Effect::All => self.cache.clear(),
            Effect::Tracking => self.doubt_tracking(),
        }
        None
    }

    /// From now on the server tells of changes.
    pub(crate) fn begin(&mut self) {
        self.cache.clear();
        self.tracks = true;
    }

    /// Nobody knows whether the server tells of changes.
    pub(crate) fn doubt_tracking(&mut self) {
        self.cache.clear();
        self.tracks = false;
    }

    /// The server said that this key has changed; `None`: all of them.
    pub(crate) fn change(&mut self, keys: Option<&[Bytes]>) {
        self.stale = true;
        match keys {
            Some(keys) => keys.iter().for_each(|key| self.cache.remove(key)),
            None => self.cache.clear(),
        }
    }

    /// The connection is lost, and what was said on it.
    pub(crate) fn lose(&mut self) {
        self.stale = true;
        self.cache.clear();
    }

    /// Whether the server should give a sign of life before it is believed to be silent because nothing changes.
    pub(crate) fn is_silent(&self, now: Option<u64>) -> bool {
        let Some(now) = now else { return false };
        self.cache.len() > 0 && self.heard.is_none_or(|heard| now.saturating_sub(heard) >= SILENCE)
    }

    /// It gave one, after this time.
    pub(crate) fn hear(&mut self, since: Option<u64>) {
        self.heard = since;
    }

    /// The answer to the present command, from memory.
    pub(crate) fn answer<R: FromReply>(&mut self, key: &[u8], now: Option<u64>) -> Option<Result<R>> {
        match self.cache.get(key, &self.wire, now) {
            Some(reply) => {
                self.hits += 1;
                Some(reply.build().map_err(refused))
            }
            None => {
                self.misses += 1;
                None
            }
        }
    }

    /// The present command is sent now.
    pub(crate) fn ask(&mut self) {
        self.stale = false;
    }

    /// Keeps the reply to the present command, which was sent at that time, with the milliseconds that the key had to
    /// live; not, if something was heard meanwhile that may have been of this key.
    pub(crate) fn keep(&mut self, key: &[u8], reply: &Recording, ttl: i64, sent: Option<u64>) {
        self.heard = sent;
        if self.stale {
            return;
        }
        let end = match u64::try_from(ttl) {
            // It has no end, or there is no such key.
            Err(_) => None,
            Ok(ttl) => match sent {
                Some(sent) => Some(sent.saturating_add(ttl)),
                // Nobody could tell when it has come.
                None => return,
            },
        };
        self.cache.put(key, &self.wire, reply.clone(), end);
    }
}
