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
    /// What this is, in words: for errors.
    pub const fn describe(&self) -> &'static str {
        match self {
            Event::Null => "null",
            Event::Boolean(_) => "a boolean",
            Event::Integer(_) => "an integer",
            Event::Text(text) => text.kind.describe(),
            Event::Begin(kind, _) => kind.describe(),
            Event::End => "the end of an aggregate",
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

    pub(crate) const fn describe(self) -> &'static str {
        match self {
            TextKind::Simple => "a simple string",
            TextKind::Error | TextKind::BulkError => "an error",
            TextKind::Bulk => "a bulk string",
            TextKind::Verbatim(_) => "a verbatim string",
            TextKind::BigNumber => "a big number",
            TextKind::Double => "a double",
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
    const fn describe(self) -> &'static str {
        match self {
            Aggregate::Array => "an array",
            Aggregate::Map => "a map",
            Aggregate::Set => "a set",
            Aggregate::Push => "a push",
            Aggregate::Attribute => "an attribute",
        }
    }
}
