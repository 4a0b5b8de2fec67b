//! What the table says of a command.

use core::ops::Deref;

use super::table::{self, KEY_LISTS, SPECS};

/// One command of the table: what a client must know to send it well.
///
/// It is small, and one pointer all in all: a program may hold four hundred, and each pointer costs it four words when it can be
/// loaded anywhere.
#[derive(Clone, Copy, Debug)]
pub struct Spec {
    /// Its name, and behind that the name's words as the bulk strings that they are on the wire: `GET$3\r\nGET\r\n`.
    pub(crate) text: &'static str,
    /// How long the name is.
    pub(crate) len: u8,
    /// How many words it has.
    pub(crate) words: u8,
    /// Where its keys stand in the list of all such places.
    pub(crate) keys: u8,
    /// Whether it changes nothing, so that it may be sent twice.
    pub read_only: bool,
    /// Whether it is answered by one reply: not by pushes, a stream or nothing, as `SUBSCRIBE`, `MONITOR` and
    /// `CLIENT REPLY` are.
    pub one_reply: bool,
    /// Whether the server may keep the caller waiting on purpose.
    pub block: Block,
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
        place_of(&Upper::new(&[name.as_bytes()])?).ok().and_then(|place| SPECS.get(place))
    }

    /// The command that begins with these words, in any case: a subcommand if the second word names one.
    ///
    /// ```
    /// use picoredis_core::command::Spec;
    ///
    /// assert_eq!(Spec::of_words(b"config", b"get").unwrap().name(), "CONFIG GET");
    /// assert_eq!(Spec::of_words(b"get", b"config").unwrap().name(), "GET");
    /// ```
    pub fn of_words(first: &[u8], second: &[u8]) -> Option<&'static Spec> {
        let word = Upper::new(&[first])?;
        let (alone, behind) = match place_of(&word) {
            Ok(place) => (SPECS.get(place), place.wrapping_add(1)),
            Err(place) => (None, place),
        };
        // The longer names that begin with this one stand behind it.
        let longer = SPECS.get(behind).and_then(|spec| spec.name_bytes().strip_prefix(&*word)?.first());
        if longer != Some(&b' ') {
            return alone;
        }
        let both = Upper::new(&[first, b" ", second]).and_then(|name| place_of(&name).ok());
        both.and_then(|place| SPECS.get(place)).or(alone)
    }

    /// Whether whatever begins with this word is this command, so that for many of a kind the table need not be asked again.
    ///
    /// ```
    /// use picoredis_core::command::Spec;
    ///
    /// assert!(Spec::find("GET").unwrap().is_all_of(b"get"));
    /// // There is COMMAND INFO as well.
    /// assert!(!Spec::find("COMMAND").unwrap().is_all_of(b"command"));
    /// assert!(!Spec::find("CONFIG GET").unwrap().is_all_of(b"config"));
    /// ```
    #[inline]
    pub fn is_all_of(&self, first: &[u8]) -> bool {
        self.name_bytes().eq_ignore_ascii_case(first) && self.name_bytes() != table::COMMAND.name_bytes()
    }

    /// The name in upper case, a subcommand's after its container's: `CLIENT INFO`.
    pub fn name(&self) -> &'static str {
        self.text.get(..self.len.into()).unwrap_or_default()
    }

    /// The same as bytes, for constants.
    pub const fn name_bytes(&self) -> &'static [u8] {
        self.parts().0
    }

    /// The words of the name as they are on the wire, for constants.
    pub const fn wire(&self) -> &'static [u8] {
        self.parts().1
    }

    /// How many words the name has.
    #[inline]
    pub const fn words(&self) -> usize {
        self.words as usize
    }

    #[inline]
    const fn parts(&self) -> (&'static [u8], &'static [u8]) {
        match self.text.as_bytes().split_at_checked(self.len as usize) {
            Some(parts) => parts,
            None => (b"", b""),
        }
    }

    /// Where its keys stand.
    ///
    /// ```
    /// use picoredis_core::command::{Begin, Spec};
    ///
    /// assert_eq!(Spec::find("GET").unwrap().keys()[0].begin, Begin::Index(1));
    /// assert!(Spec::find("PING").unwrap().keys().is_empty());
    /// ```
    pub fn keys(&self) -> &'static [KeySpec] {
        KEY_LISTS.get(usize::from(self.keys)).copied().unwrap_or_default()
    }
}

/// What a client has to know of without the table: the commands that are not answered by one reply, and those after which the
/// connection is not what it was.
static REMARKABLE: [&Spec; 27] = [
    &table::AUTH,
    &table::CLIENT_NO_EVICT,
    &table::CLIENT_NO_TOUCH,
    &table::CLIENT_REPLY,
    &table::CLIENT_SETINFO,
    &table::CLIENT_SETNAME,
    &table::CLIENT_TRACKING,
    &table::DISCARD,
    &table::EXEC,
    &table::HELLO,
    &table::MONITOR,
    &table::MULTI,
    &table::PSUBSCRIBE,
    &table::PSYNC,
    &table::PUNSUBSCRIBE,
    &table::QUIT,
    &table::READONLY,
    &table::READWRITE,
    &table::RESET,
    &table::SELECT,
    &table::SSUBSCRIBE,
    &table::SUBSCRIBE,
    &table::SUNSUBSCRIBE,
    &table::SYNC,
    &table::UNSUBSCRIBE,
    &table::UNWATCH,
    &table::WATCH,
];

/// As [`Spec::of_words`], for the few that are remarkable.
pub(super) fn of_first_words(first: &[u8], second: &[u8]) -> Option<&'static Spec> {
    REMARKABLE.iter().copied().find(|spec| {
        let mut words = spec.name_bytes().split(|byte| *byte == b' ');
        let is = |word: Option<&[u8]>, said: &[u8]| word.is_none_or(|word| word.eq_ignore_ascii_case(said));
        is(words.next(), first) && is(words.next(), second)
    })
}

/// Where a name stands in the table, or would stand.
fn place_of(name: &[u8]) -> Result<usize, usize> {
    SPECS.binary_search_by(|spec| spec.name_bytes().cmp(name))
}

/// A name in upper case, as the table has them.
struct Upper {
    bytes: [u8; LONGEST],
    len: usize,
}

/// No name is longer.
pub(super) const LONGEST: usize = 32;

const _: () = {
    let mut rest: &[Spec] = &SPECS;
    while let [spec, others @ ..] = rest {
        assert!(spec.name_bytes().len() <= LONGEST, "a name is longer than LONGEST");
        rest = others;
    }
};

impl Upper {
    /// Of its parts; `None` if it is longer than any name.
    fn new(parts: &[&[u8]]) -> Option<Self> {
        let mut name = Upper { bytes: [0; LONGEST], len: 0 };
        for part in parts {
            let place = name.bytes.get_mut(name.len..)?.get_mut(..part.len())?;
            place.copy_from_slice(part);
            place.make_ascii_uppercase();
            name.len = name.len.wrapping_add(part.len());
        }
        Some(name)
    }
}

impl Deref for Upper {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or_default()
    }
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
    /// After the word `BLOCK`; the command does not wait without it.
    AfterBlock,
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
