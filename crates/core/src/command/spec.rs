//! What the table says of a command.

use core::cmp::Ordering;

use super::SPECS;

/// One command of the table: what a client must know to send it well.
#[derive(Debug)]
pub struct Spec {
    /// The name in upper case, a subcommand's after its container's: `CLIENT INFO`.
    pub name: &'static str,
    /// How many words the name has.
    pub(crate) words: usize,
    /// Those words as the bulk strings that they are on the wire: `$3\r\nGET\r\n`.
    pub(crate) wire: &'static [u8],
    /// Whether it changes nothing, so that it may be sent twice.
    pub read_only: bool,
    /// Whether it is answered by one reply: not by pushes, a stream or nothing, as `SUBSCRIBE`, `MONITOR` and
    /// `CLIENT REPLY` are.
    pub one_reply: bool,
    /// Whether the server may keep the caller waiting on purpose.
    pub block: Block,
    /// Where its keys stand.
    pub keys: &'static [KeySpec],
}

impl Spec {
    /// The command of that name, in any case.
    ///
    /// ```
    /// use picoredis_core::command::Spec;
    ///
    /// assert!(Spec::find("get").is_some_and(|spec| spec.read_only));
    /// assert!(Spec::find("bogus").is_none());
    /// ```
    pub fn find(name: &str) -> Option<&'static Spec> {
        find(name.bytes())
    }

    /// The command that begins with these words, in any case: a subcommand if the second word names one.
    ///
    /// ```
    /// use picoredis_core::command::Spec;
    ///
    /// assert_eq!(Spec::of_words(b"config", b"get").unwrap().name, "CONFIG GET");
    /// assert_eq!(Spec::of_words(b"get", b"config").unwrap().name, "GET");
    /// ```
    pub fn of_words(first: &[u8], second: &[u8]) -> Option<&'static Spec> {
        let both = first.iter().chain(b" ").chain(second).copied();
        find(both).or_else(|| find(first.iter().copied()))
    }
}

fn find(name: impl Iterator<Item = u8> + Clone) -> Option<&'static Spec> {
    let compare =
        |spec: &&Spec| -> Ordering { spec.name.bytes().cmp(name.clone().map(|byte| byte.to_ascii_uppercase())) };
    let index = SPECS.binary_search_by(compare).ok()?;
    SPECS.get(index).copied()
}

/// Whether and how long a command may wait on purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Block {
    /// It answers at once.
    No,
    /// It waits as many seconds as the argument there says; 0 is for ever.
    Seconds(At),
    /// The same in milliseconds.
    Millis(At),
}

/// Where an argument stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// Counted from 0, the first argument after the name; negative from the end, -1 the last.
    Index(i8),
    /// After this word; the command does not wait without it.
    After(&'static str),
}

/// Where some of a command's keys stand, as the server itself describes it.
///
/// Source: [key specifications](https://redis.io/docs/latest/develop/reference/key-specs/).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeySpec {
    /// Where to begin.
    pub begin: Begin,
    /// Where to go on from there.
    pub find: Find,
}

/// Where the keys of a [`KeySpec`] begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begin {
    /// At this word, where 0 is the first word of the command's name.
    Index(u8),
    /// After this word, sought from there; negative is counted, and sought, from the end.
    Keyword {
        /// The word, in upper case.
        word: &'static str,
        /// Where to begin the search.
        from: i16,
    },
    /// Nobody can tell.
    Unknown,
}

/// Which arguments are keys, from where a [`KeySpec`] begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Find {
    /// Every `step`th up to the `last`.
    Range {
        /// Counted from the beginning; negative from the end of the command, -1 its last argument.
        last: i16,
        /// 1: each is a key; 2: each second one.
        step: u8,
        /// With `last` -1: 2 stops half way through the remaining arguments, 3 after a third.
        limit: u8,
    },
    /// As many as an argument says.
    Count {
        /// Where the count stands, from the beginning.
        at: u8,
        /// Where the first key stands, from the beginning.
        first: u8,
        /// 1: each is a key; 2: each second one.
        step: u8,
    },
    /// Nobody can tell.
    Unknown,
}

/// What a person wants to know of a command.
#[derive(Debug)]
pub struct Doc {
    /// The name, as in [`Spec::name`].
    pub name: &'static str,
    /// What it does, in a sentence.
    pub summary: &'static str,
    /// Its arguments: `key value [NX | XX] [GET]`.
    pub syntax: &'static str,
    /// The version that first had it.
    pub since: &'static str,
    /// What it costs.
    pub complexity: &'static str,
    /// The group it stands in: `string`, `hash`, `generic`.
    pub group: &'static str,
}
