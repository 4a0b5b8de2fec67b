//! Replies in memory, as much of it as they may take: no connection, no clock.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;
use core::ops::Bound;

use picoredis_core::reply::Bytes;

use crate::recording::Recording;

/// Replies by key, and for each key by command.
///
/// What goes when the memory is full is found by the second-chance rule: a hand goes round over the keys, in their
/// order, and takes the first that was not used since it last came by. That is nearly as good as the key that was used
/// longest ago, and a use costs no more than setting a flag.
#[derive(Debug)]
pub(crate) struct Cache {
    keys: BTreeMap<Bytes, Entry>,
    /// The key that the hand took or passed last.
    hand: Option<Bytes>,
    /// The weight of all entries.
    weight: usize,
    /// The greatest that it may be.
    most: usize,
}

/// What is known of one key.
#[derive(Debug, Default)]
struct Entry {
    /// By the command, as it is on the wire.
    replies: BTreeMap<Vec<u8>, Recording>,
    /// When the key will be gone, on the clock of the connection; `None` is never.
    end: Option<u64>,
    used: bool,
    weight: usize,
}

/// About what the maps take for a key, and for a command.
const OVERHEAD: usize = 96;

impl Cache {
    pub(crate) fn new(most: usize) -> Self {
        Cache { keys: BTreeMap::new(), hand: None, weight: 0, most }
    }

    /// The reply to a command, if it is still what the server would say.
    pub(crate) fn get(&mut self, key: &[u8], command: &[u8], now: Option<u64>) -> Option<&Recording> {
        let end = self.keys.get(key)?.end;
        if end.is_some_and(|end| now.is_none_or(|now| now >= end)) {
            self.remove(key);
        }
        let entry = self.keys.get_mut(key)?;
        let reply = entry.replies.get(command)?;
        entry.used = true;
        Some(reply)
    }

    /// Keeps a reply, if it is not larger than all that may be kept.
    pub(crate) fn put(&mut self, key: &[u8], command: &[u8], reply: Recording, end: Option<u64>) {
        let of_key = key.len() + OVERHEAD;
        let of_reply = weight_of(command, &reply);
        if of_key + of_reply > self.most {
            return;
        }
        while self.weight + of_key + of_reply > self.most {
            self.advance();
        }
        let entry = self.keys.entry(key.into()).or_insert_with(|| {
            self.weight += of_key;
            Entry { weight: of_key, ..Entry::default() }
        });
        // The key is gone at one time for all commands: the earliest that any look at it has found is safe.
        entry.end = entry.end.into_iter().chain(end).min();
        let replaced = entry.replies.insert(command.into(), reply).map_or(0, |reply| weight_of(command, &reply));
        entry.weight = entry.weight + of_reply - replaced;
        self.weight = self.weight + of_reply - replaced;
    }

    /// The key was changed.
    pub(crate) fn remove(&mut self, key: &[u8]) {
        if let Some(entry) = self.keys.remove(key) {
            self.weight -= entry.weight;
        }
    }

    /// Nothing is known any more.
    pub(crate) fn clear(&mut self) {
        self.keys.clear();
        self.weight = 0;
    }

    /// How many keys there is something known of.
    pub(crate) fn len(&self) -> usize {
        self.keys.len()
    }

    /// The most memory that it may take.
    pub(crate) fn most(&self) -> usize {
        self.most
    }

    /// The memory that it takes, about.
    pub(crate) fn weight(&self) -> usize {
        self.weight
    }

    /// The hand goes on to the next key, or back to where the first one is.
    fn advance(&mut self) {
        let from = self.hand.as_ref().map_or(Bound::Unbounded, |hand| Bound::Excluded(&hand[..]));
        let next = self.keys.range_mut::<[u8], _>((from, Bound::Unbounded)).next();
        let Some((key, entry)) = next else {
            self.hand = None;
            return;
        };
        let (key, spared) = (key.clone(), core::mem::take(&mut entry.used));
        if !spared {
            self.remove(&key);
        }
        self.hand = Some(key);
    }
}

fn weight_of(command: &[u8], reply: &Recording) -> usize {
    command.len() + reply.weight() + OVERHEAD
}
