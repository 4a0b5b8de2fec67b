//! What can go wrong, who is to blame, and every word that is said about it.

use core::fmt;

use crate::number::Digits;

/// The peer violated the protocol.
///
/// The connection is of no more use: nobody can know where the next reply begins.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct ProtocolError {
    fault: Fault,
    offset: u64,
}

impl ProtocolError {
    pub(crate) const fn new(fault: Fault, offset: u64) -> Self {
        ProtocolError { fault, offset }
    }

    /// What kind of violation it is.
    pub const fn kind(&self) -> ProtocolErrorKind {
        self.fault.kind
    }

    /// Where the offending byte stands, counted from the first byte the decoder was given.
    pub const fn offset(&self) -> u64 {
        self.offset
    }

    /// What should have stood there, in words.
    pub const fn expected(&self) -> &'static str {
        self.fault.expected.words()
    }

    /// The byte that stood there instead; `None` where a size, and no single byte, is to blame.
    pub const fn found(&self) -> Option<u8> {
        self.fault.found
    }
}

impl fmt::Display for ProtocolError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("protocol error at byte ")?;
        f.write_str(Digits::from_u64(self.offset).as_str())?;
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

/// A protocol error before anybody knows where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    kind: ProtocolErrorKind,
    expected: Expected,
    found: Option<u8>,
}

impl Fault {
    pub(crate) const fn new(kind: ProtocolErrorKind, expected: Expected) -> Self {
        Fault { kind, expected, found: None }
    }

    pub(crate) const fn found(mut self, byte: u8) -> Self {
        self.found = Some(byte);
        self
    }
}

/// What should have come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Expected {
    Type,
    NoPush,
    Described,
    MapValue,
    Digit,
    DigitOrCr,
    MinusOne,
    Range,
    Cr,
    Lf,
    PayloadEnd,
    Boolean,
    Double,
    BigNumber,
    Format,
    Chunk,
    Smaller,
    ShorterLine,
    Shallower,
}

impl Expected {
    const fn words(self) -> &'static str {
        match self {
            Expected::Type => "a type byte",
            Expected::NoPush => "no push inside another value",
            Expected::Described => "the value that the attribute describes",
            Expected::MapValue => "the value of the map's last key",
            Expected::Digit => "a digit",
            Expected::DigitOrCr => "a digit or CR",
            Expected::MinusOne => "-1 as the only negative length",
            Expected::Range => "a number of 64 bits",
            Expected::Cr => "CR",
            Expected::Lf => "LF",
            Expected::PayloadEnd => "CRLF after the payload",
            Expected::Boolean => "t or f",
            Expected::Double => "a double",
            Expected::BigNumber => "a sign and digits",
            Expected::Format => "three bytes of format and a colon",
            Expected::Chunk => "the next chunk of the streamed string",
            Expected::Smaller => "a size within the limits",
            Expected::ShorterLine => "a line within the limits",
            Expected::Shallower => "fewer aggregates inside each other",
        }
    }
}
