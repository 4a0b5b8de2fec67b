//! What can go wrong, who is to blame, and every word that is said about it.

use core::fmt;

use crate::event::{Event, EventKind};
use crate::number::Digits;

/// The peer violated the protocol.
///
/// The connection is of no more use: nobody can know where the next reply begins.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct ProtocolError {
    fault: Fault,
    offset: usize,
}

impl ProtocolError {
    pub(crate) const fn new(fault: Fault, offset: usize) -> Self {
        ProtocolError { fault, offset }
    }

    /// The fault, and where: for whoever keeps the two apart.
    #[doc(hidden)]
    pub const fn parts(self) -> (Fault, usize) {
        (self.fault, self.offset)
    }

    #[doc(hidden)]
    pub const fn from_parts(fault: Fault, offset: usize) -> Self {
        Self::new(fault, offset)
    }

    /// What kind of violation it is.
    pub fn kind(&self) -> ProtocolErrorKind {
        self.fault.expected().kind()
    }

    /// Where the offending byte stands, counted from the first byte the decoder was given.
    pub const fn offset(&self) -> usize {
        self.offset
    }

    /// What should have stood there, in words.
    pub fn expected(&self) -> &'static str {
        self.fault.expected().words()
    }

    /// The byte that stood there instead; `None` where a size, and no single byte, is to blame.
    pub const fn found(&self) -> Option<u8> {
        self.fault.found()
    }
}

impl fmt::Display for ProtocolError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("protocol error at byte ")?;
        f.write_str(Digits::from_u64(self.offset as u64).as_str())?;
        f.write_str(": ")?;
        f.write_str(self.kind().words())?;
        f.write_str(", expected ")?;
        f.write_str(self.expected())?;
        if let Some(byte) = self.found() {
            f.write_str(", found '")?;
            for escaped in core::ascii::escape_default(byte) {
                f.write_str(core::str::from_utf8(&[escaped]).unwrap_or_default())?;
            }
            f.write_str("'")?;
        }
        Ok(())
    }
}

impl fmt::Debug for ProtocolError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ProtocolError({self})")
    }
}

impl core::error::Error for ProtocolError {}

/// The kinds of protocol violation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ProtocolErrorKind {
    /// A byte that begins no value.
    UnknownType,
    /// A malformed number or length.
    Number,
    /// A number that does not fit.
    Overflow,
    /// CR or LF is missing, or stands where it must not.
    Terminator,
    /// A negative length that means nothing.
    Length,
    /// A malformed boolean, double, big number or verbatim string.
    Value,
    /// Something legal in the wrong place: a push inside an aggregate, a stray `.` or `;`.
    Nesting,
    /// More aggregates inside each other than the decoder holds.
    Depth,
    /// Longer than the caller's [`Limits`](crate::decode::Limits) allow.
    Limit,
}

impl ProtocolErrorKind {
    const fn words(self) -> &'static str {
        match self {
            ProtocolErrorKind::UnknownType => "unknown type",
            ProtocolErrorKind::Number => "malformed number",
            ProtocolErrorKind::Overflow => "number out of range",
            ProtocolErrorKind::Terminator => "bad line end",
            ProtocolErrorKind::Length => "illegal negative length",
            ProtocolErrorKind::Value => "malformed value",
            ProtocolErrorKind::Nesting => "misplaced value",
            ProtocolErrorKind::Depth => "nested too deep",
            ProtocolErrorKind::Limit => "limit exceeded",
        }
    }
}

/// The server answered with an error: `-ERR unknown command 'bogus'`.
#[derive(Clone, PartialEq, Eq)]
// Without an allocator it is moved about: words are moved faster, and by less code, than bytes.
#[cfg_attr(not(feature = "alloc"), repr(align(4)))]
pub struct ServerError {
    #[cfg(feature = "alloc")]
    text: alloc::vec::Vec<u8>,
    /// Without an allocator the first bytes have to do.
    #[cfg(not(feature = "alloc"))]
    text: [u8; 63],
    #[cfg(not(feature = "alloc"))]
    len: u8,
}

impl ServerError {
    /// Longer texts are cut: no server has that much to say.
    #[cfg(feature = "alloc")]
    const LONGEST: usize = 64 << 10;

    /// An error of that text, `ERR unknown command`.
    pub fn new(text: &[u8]) -> Self {
        let mut error = Self::empty();
        error.extend(text);
        error
    }

    #[cfg(feature = "alloc")]
    pub(crate) const fn empty() -> Self {
        ServerError { text: alloc::vec::Vec::new() }
    }

    #[cfg(not(feature = "alloc"))]
    pub(crate) const fn empty() -> Self {
        ServerError { text: [0; 63], len: 0 }
    }

    /// Adds what came later of the same text.
    #[cfg(feature = "alloc")]
    pub(crate) fn extend(&mut self, more: &[u8]) {
        let room = Self::LONGEST.saturating_sub(self.text.len());
        self.text.extend(more.iter().take(room));
    }

    #[cfg(not(feature = "alloc"))]
    pub(crate) fn extend(&mut self, more: &[u8]) {
        let free = self.text.iter_mut().skip(self.len.into());
        for (place, &byte) in free.zip(more) {
            *place = byte;
            self.len = self.len.wrapping_add(1);
        }
    }

    /// The whole text as it came. Without `alloc` it is cut after 63 bytes.
    pub fn as_bytes(&self) -> &[u8] {
        #[cfg(feature = "alloc")]
        return &self.text;
        #[cfg(not(feature = "alloc"))]
        return self.text.get(..self.len.into()).unwrap_or_default();
    }

    /// The first word: `ERR`, `WRONGTYPE`, `MOVED`.
    pub fn code(&self) -> &str {
        self.parts().0
    }

    /// What follows the code.
    pub fn message(&self) -> &str {
        self.parts().1
    }

    /// Whether the server has too many clients: it says so to whoever comes, instead of an answer to anything, and hangs up.
    pub fn is_server_full(&self) -> bool {
        self.code() == "ERR" && self.message().starts_with("max number of clients")
    }

    fn parts(&self) -> (&str, &str) {
        // Up to the first byte that is no text; servers hardly ever send any.
        let text = self.as_bytes().utf8_chunks().next().map_or("", |chunk| chunk.valid());
        let end = text.bytes().position(|byte| byte == b' ').unwrap_or(text.len());
        let (code, rest) = text.split_at_checked(end).unwrap_or((text, ""));
        (code, rest.get(1..).unwrap_or(""))
    }
}

impl fmt::Display for ServerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for chunk in self.as_bytes().utf8_chunks() {
            f.write_str(chunk.valid())?;
            if !chunk.invalid().is_empty() {
                f.write_str("\u{FFFD}")?;
            }
        }
        Ok(())
    }
}

impl fmt::Debug for ServerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ServerError({self})")
    }
}

impl core::error::Error for ServerError {}

/// A reply came and was no such value as the caller asked for. The connection is still in step.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReplyError {
    /// The server answered with an error.
    Server(ServerError),
    /// An error stands inside the reply where a value was asked for. What the other elements tell has happened.
    Inside(ServerError),
    /// A reply of another kind.
    Mismatch {
        /// What the caller asked for.
        expected: &'static str,
        /// What came.
        found: EventKind,
    },
    /// A number that the type asked for cannot hold.
    Range {
        /// The type asked for.
        expected: &'static str,
    },
    /// A string that is not UTF-8 where a `String` was asked for; ask for bytes.
    Utf8,
    /// An aggregate of another length than asked for.
    Length {
        /// How many elements the type asked for has.
        expected: usize,
    },
    /// What a builder of the caller's own has to say.
    Custom(&'static str),
    /// A reply that the caller's buffer cannot hold.
    Capacity {
        /// How many bytes the reply has.
        needed: usize,
        /// How many the buffer holds.
        capacity: usize,
    },
}

impl ReplyError {
    /// The same where it befalls an element and not the reply as a whole.
    #[cfg(not(target_os = "none"))]
    pub(crate) fn inside(self) -> Self {
        match self {
            ReplyError::Server(error) => ReplyError::Inside(error),
            error => error,
        }
    }
}

/// Why an event is no part of the value that is built: what a builder says. It is small, for a builder is in a program once for
/// each type; with the event it becomes a [`ReplyError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Misfit {
    /// It is an error of the server's, or of another kind.
    Event {
        /// What was asked for.
        expected: &'static str,
    },
    /// A string that reads as something else.
    Text {
        /// What was asked for.
        expected: &'static str,
    },
    /// A number that the type asked for cannot hold.
    Range {
        /// The type asked for.
        expected: &'static str,
    },
    /// A string that is not UTF-8.
    Utf8,
    /// An aggregate of another length than asked for.
    Length {
        /// How many elements the type asked for has.
        expected: usize,
    },
    /// What a builder of the caller's own has to say.
    Custom(&'static str),
    /// A string that the caller's buffer cannot hold.
    Capacity {
        /// How many bytes it has.
        needed: usize,
        /// How many the buffer holds.
        capacity: usize,
    },
}

impl Misfit {
    /// What that means for the reply that the event is of. An error of the server's stands inside it.
    #[cold]
    #[inline(never)]
    pub fn of(self, event: &Event<'_>) -> ReplyError {
        match (self, event) {
            (Misfit::Event { .. }, Event::Text(text)) if text.kind.is_error() => {
                ReplyError::Inside(ServerError::new(text.data))
            }
            (Misfit::Event { expected }, _) => ReplyError::Mismatch { expected, found: event.kind() },
            (Misfit::Text { expected }, _) => ReplyError::Mismatch { expected, found: EventKind::OtherText },
            (Misfit::Range { expected }, _) => ReplyError::Range { expected },
            (Misfit::Utf8, _) => ReplyError::Utf8,
            (Misfit::Length { expected }, _) => ReplyError::Length { expected },
            (Misfit::Custom(words), _) => ReplyError::Custom(words),
            (Misfit::Capacity { needed, capacity }, _) => ReplyError::Capacity { needed, capacity },
        }
    }
}

impl fmt::Display for ReplyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ReplyError::Server(error) => error.fmt(f),
            ReplyError::Inside(error) => write!(f, "an error inside the reply: {error}"),
            ReplyError::Custom(words) => f.write_str(words),
            ReplyError::Mismatch { expected, found } => write!(f, "expected {expected}, got {}", found.words()),
            ReplyError::Range { expected } => write!(f, "expected {expected}, got a number out of its range"),
            ReplyError::Utf8 => f.write_str("expected UTF-8 text, got other bytes"),
            ReplyError::Length { expected } => write!(f, "expected {expected} elements, got another number of them"),
            ReplyError::Capacity { needed, capacity } => write!(f, "needed {needed} bytes, buffer holds {capacity}"),
        }
    }
}

impl core::error::Error for ReplyError {}

/// Why a connection is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SessionError {
    /// The peer violated the protocol.
    Protocol(ProtocolError),
    /// It was broken before.
    Broken,
    /// The peer answered what nobody asked.
    Unasked,
    /// Replies that nobody waited for took more bytes or time than the budget to skip them.
    DrainBudget,
}

impl fmt::Display for SessionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SessionError::Protocol(error) => error.fmt(f),
            SessionError::Broken => f.write_str("the connection is broken"),
            SessionError::Unasked => f.write_str("a reply came that no command asked for"),
            SessionError::DrainBudget => f.write_str("a late reply took more than the budget to skip it"),
        }
    }
}

impl core::error::Error for SessionError {}

/// A protocol error before anybody knows where it stands: what should have come in the lowest byte, and in the other one the byte
/// that came, if one is to blame.
#[doc(hidden)]
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Fault(u32);

impl Fault {
    /// Marks that no byte is to blame.
    const SIZE: u32 = 0x80;

    /// That should have come instead of `byte`, which is to blame unless a size is.
    pub(crate) const fn new(expected: Expected, byte: Option<u8>) -> Self {
        match byte {
            Some(byte) if !expected.is_size() => Fault(expected as u32 | (byte as u32) << 8),
            _ => Fault(expected as u32 | Self::SIZE),
        }
    }

    /// For whoever hands it on beside something else.
    pub const fn bits(self) -> u16 {
        self.0 as u16
    }

    /// Out of its [`bits`](Fault::bits).
    pub const fn from_bits(bits: u16) -> Self {
        Fault(bits as u32)
    }

    fn expected(self) -> Expected {
        EXPECTED.get((self.0 & Self::SIZE.wrapping_sub(1)) as usize).copied().unwrap_or(Expected::Type)
    }

    const fn found(self) -> Option<u8> {
        if self.0 & Self::SIZE == 0 { Some((self.0 >> 8) as u8) } else { None }
    }
}

impl fmt::Debug for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} and not {:?}", self.expected(), self.found())
    }
}

/// What should have come. It also tells what kind of error it is that something else came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Expected {
    Type,
    /// For a byte that begins something, but not here.
    TypeHere,
    NoPush,
    Described,
    MapValue,
    Digit,
    /// For a sign.
    Unsigned,
    DigitOrCr,
    MinusOne,
    Range,
    Cr,
    /// For what is no line end either.
    OnlyCr,
    Lf,
    PayloadEnd,
    Boolean,
    Double,
    BigNumber,
    Format,
    /// For a length.
    RoomForFormat,
    Chunk,
    ShorterString,
    FewerElements,
    ShorterLine,
    Shallower,
}

/// All there are, in their order.
static EXPECTED: [Expected; 24] = [
    Expected::Type,
    Expected::TypeHere,
    Expected::NoPush,
    Expected::Described,
    Expected::MapValue,
    Expected::Digit,
    Expected::Unsigned,
    Expected::DigitOrCr,
    Expected::MinusOne,
    Expected::Range,
    Expected::Cr,
    Expected::OnlyCr,
    Expected::Lf,
    Expected::PayloadEnd,
    Expected::Boolean,
    Expected::Double,
    Expected::BigNumber,
    Expected::Format,
    Expected::RoomForFormat,
    Expected::Chunk,
    Expected::ShorterString,
    Expected::FewerElements,
    Expected::ShorterLine,
    Expected::Shallower,
];

impl Expected {
    const fn kind(self) -> ProtocolErrorKind {
        match self {
            Expected::Type => ProtocolErrorKind::UnknownType,
            Expected::Digit | Expected::DigitOrCr | Expected::OnlyCr => ProtocolErrorKind::Number,
            Expected::Range => ProtocolErrorKind::Overflow,
            Expected::Cr | Expected::Lf | Expected::PayloadEnd => ProtocolErrorKind::Terminator,
            Expected::Unsigned | Expected::MinusOne => ProtocolErrorKind::Length,
            Expected::Boolean | Expected::Double | Expected::BigNumber | Expected::Format | Expected::RoomForFormat => {
                ProtocolErrorKind::Value
            }
            Expected::TypeHere | Expected::NoPush | Expected::Described | Expected::MapValue | Expected::Chunk => {
                ProtocolErrorKind::Nesting
            }
            Expected::Shallower => ProtocolErrorKind::Depth,
            Expected::ShorterString | Expected::FewerElements | Expected::ShorterLine => ProtocolErrorKind::Limit,
        }
    }

    /// Whether no single byte is to blame.
    const fn is_size(self) -> bool {
        matches!(self.kind(), ProtocolErrorKind::Limit | ProtocolErrorKind::Depth)
            || matches!(self, Expected::RoomForFormat)
    }

    const fn words(self) -> &'static str {
        match self {
            Expected::Type | Expected::TypeHere => "a type byte",
            Expected::NoPush => "no push inside another value",
            Expected::Described => "the value that the attribute describes",
            Expected::MapValue => "the value of the map's last key",
            Expected::Digit | Expected::Unsigned => "a digit",
            Expected::DigitOrCr => "a digit or CR",
            Expected::MinusOne => "-1 as the only negative length",
            Expected::Range => "a number of 64 bits",
            Expected::Cr | Expected::OnlyCr => "CR",
            Expected::Lf => "LF",
            Expected::PayloadEnd => "CRLF after the payload",
            Expected::Boolean => "t or f",
            Expected::Double => "a double",
            Expected::BigNumber => "a sign and digits",
            Expected::Format | Expected::RoomForFormat => "three bytes of format and a colon",
            Expected::Chunk => "the next chunk of the streamed string",
            Expected::ShorterString => "a string within Limits::bulk",
            Expected::FewerElements => "an aggregate within Limits::aggregate",
            Expected::ShorterLine => "a line within Limits::line",
            Expected::Shallower => "fewer aggregates inside each other",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_tells_what_it_was_made_of() {
        for (index, expected) in EXPECTED.into_iter().enumerate() {
            assert_eq!(index, expected as usize);
            for byte in [None, Some(0), Some(b'\r'), Some(255)] {
                let fault = Fault::from_bits(Fault::new(expected, byte).bits());
                assert_eq!(fault.expected(), expected);
                assert_eq!(fault.found(), byte.filter(|_| !expected.is_size()));
            }
        }
        assert_eq!(Expected::Shallower as usize, EXPECTED.len() - 1, "the last one");
    }
}
