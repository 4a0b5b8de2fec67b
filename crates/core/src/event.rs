//! What the decoder says: a reply as a sequence of events.
//!
//! | wire | events |
//! |---|---|
//! | `:42\r\n` | `Integer(42)` |
//! | `$3\r\nfoo\r\n` | `Text { kind: Bulk, data: b"foo", first: true, last: true, .. }` |
//! | `*1\r\n+OK\r\n` | `Begin(Array, Some(1))`, `Text { kind: Simple, .. }`, `End` |
//!
//! A string that is not whole in the input arrives as several [`Text`] events, of which the first has
//! `first` and the final one `last`. Nothing is ever copied: `data` borrows the input.

/// One thing that the decoder found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event<'a> {
    /// A null of either protocol: `_`, `$-1` or `*-1`.
    Null,
    /// A RESP3 boolean, `#t` or `#f`.
    Boolean(bool),
    /// An integer, `:42`.
    Integer(i64),
    /// A string of any kind, or a piece of one.
    Text(Text<'a>),
    /// An aggregate begins. The number counts elements, and pairs for [`Aggregate::Map`] and
    /// [`Aggregate::Attribute`]; it is `None` for a streamed aggregate, whose length nobody knows yet.
    Begin(Aggregate, Option<u32>),
    /// The aggregate begun last ends.
    End,
}

impl Event<'_> {
    /// What kind of event this is.
    pub const fn kind(&self) -> EventKind {
        match self {
            Event::Null => EventKind::Null,
            Event::Boolean(_) => EventKind::Boolean,
            Event::Integer(_) => EventKind::Integer,
            Event::Text(text) => text.kind.of_event(),
            Event::Begin(kind, _) => kind.of_event(),
            Event::End => EventKind::End,
        }
    }

    /// What this is, in words.
    pub const fn describe(&self) -> &'static str {
        self.kind().words()
    }
}

/// What came, for errors. Its words are in a program only if it shows them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EventKind {
    // In the order of `TextKind`.
    /// A simple string.
    Simple,
    /// An error, simple or bulk.
    Error,
    /// A bulk string.
    Bulk,
    /// A verbatim string.
    Verbatim,
    /// A big number.
    BigNumber,
    /// A double.
    Double,
    // In the order of `Aggregate`.
    /// An array begins.
    Array,
    /// A map begins.
    Map,
    /// A set begins.
    Set,
    /// A push begins.
    Push,
    /// An attribute begins.
    Attribute,
    /// A null.
    Null,
    /// A boolean.
    Boolean,
    /// An integer.
    Integer,
    /// An aggregate ends.
    End,
    /// A string that reads as something else than what was asked for.
    OtherText,
    /// A reply that says something else.
    OtherReply,
    /// The reply ends.
    EndOfReply,
}

impl EventKind {
    /// What this is, in words.
    pub const fn words(self) -> &'static str {
        match self {
            EventKind::Simple => "a simple string",
            EventKind::Error => "an error",
            EventKind::Bulk => "a bulk string",
            EventKind::Verbatim => "a verbatim string",
            EventKind::BigNumber => "a big number",
            EventKind::Double => "a double",
            EventKind::Array => "an array",
            EventKind::Map => "a map",
            EventKind::Set => "a set",
            EventKind::Push => "a push",
            EventKind::Attribute => "an attribute",
            EventKind::Null => "null",
            EventKind::Boolean => "a boolean",
            EventKind::Integer => "an integer",
            EventKind::End => "the end of an aggregate",
            EventKind::OtherText => "another text",
            EventKind::OtherReply => "another reply",
            EventKind::EndOfReply => "the end of the reply",
        }
    }
}

/// A string, or a piece of one: what the payload holds is `data` of all pieces from `first` to `last`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text<'a> {
    /// What kind of string it is.
    pub kind: TextKind,
    /// This piece. It may be empty.
    pub data: &'a [u8],
    /// How many bytes the peer announced for the whole payload; `None` for lines and streamed strings.
    pub len: Option<usize>,
    /// Nothing of this string came before.
    pub first: bool,
    /// Nothing of this string comes after; its terminator has been seen.
    pub last: bool,
}

/// The kinds of string in the protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextKind {
    /// A simple string, `+OK`.
    Simple,
    /// A simple error, `-ERR unknown command`.
    Error,
    /// A bulk string, `$3`, or a streamed one, `$?`.
    Bulk,
    /// A bulk error, `!21`.
    BulkError,
    /// A verbatim string, `=15`, with its three format bytes, such as `txt` or `mkd`.
    Verbatim([u8; 3]),
    /// A big number, `(3492890328409238509324850943850943825024385`: a sign and digits.
    BigNumber,
    /// A double, `,1.5`, in the text of the wire: the decoder has checked that it is one, and
    /// [`number::parse_f64`](crate::number::parse_f64) reads it.
    Double,
}

impl TextKind {
    /// Whether this string is an error.
    pub const fn is_error(self) -> bool {
        matches!(self, TextKind::Error | TextKind::BulkError)
    }

    pub(crate) const fn of_event(self) -> EventKind {
        match self {
            TextKind::Simple => EventKind::Simple,
            TextKind::Error | TextKind::BulkError => EventKind::Error,
            TextKind::Bulk => EventKind::Bulk,
            TextKind::Verbatim(_) => EventKind::Verbatim,
            TextKind::BigNumber => EventKind::BigNumber,
            TextKind::Double => EventKind::Double,
        }
    }
}

/// The kinds of aggregate in the protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aggregate {
    /// `*2`: a list.
    Array,
    /// `%2`: keys and values in turn.
    Map,
    /// `~2`: a set.
    Set,
    /// `>2`: something the server says unasked, such as a pub/sub message.
    Push,
    /// `|2`: keys and values that describe the value that follows.
    Attribute,
}

impl Aggregate {
    const fn of_event(self) -> EventKind {
        match self {
            Aggregate::Array => EventKind::Array,
            Aggregate::Map => EventKind::Map,
            Aggregate::Set => EventKind::Set,
            Aggregate::Push => EventKind::Push,
            Aggregate::Attribute => EventKind::Attribute,
        }
    }
}
