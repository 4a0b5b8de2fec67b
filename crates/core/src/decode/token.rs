//! What there is on the wire, and where a token stands.

use crate::event::Aggregate;

/// What comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// A type byte, or the end of the innermost aggregate.
    Value,
    /// The digits of an integer, a length or a count, and their CR.
    Number,
    /// The bytes of a simple string, error, double or big number, and their CR.
    Line,
    /// The `t` or `f` of a boolean.
    Boolean,
    /// The `xxx:` of a verbatim string.
    Format,
    /// `number` more bytes of a payload.
    Payload,
    /// The CR of a token that has neither digits nor a text.
    Cr,
    /// The LF of a token.
    Lf,
    /// The CR after a payload, and then its LF.
    PayloadCr,
    PayloadLf,
    /// The `;` of the next chunk of a streamed string.
    Chunk,
    /// Nothing: a protocol error was found, and there is no way on.
    Failed,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token {
    // In the order of `TextKind`.
    Simple,
    Error,
    Bulk,
    BulkError,
    Verbatim,
    BigNumber,
    Double,
    /// A chunk of a streamed string.
    Chunk,
    // In the order of `Aggregate`.
    Array,
    Map,
    Set,
    Push,
    Attribute,
    Integer,
    Boolean,
    Null,
    /// The `.` that ends a streamed aggregate.
    Dot,
}

/// The first byte of each token, and what follows it.
pub(super) static TOKENS: [(u8, Token, State); 16] = [
    (b'$', Token::Bulk, State::Number),
    (b':', Token::Integer, State::Number),
    (b'*', Token::Array, State::Number),
    (b'+', Token::Simple, State::Line),
    (b'%', Token::Map, State::Number),
    (b'>', Token::Push, State::Number),
    (b'_', Token::Null, State::Cr),
    (b',', Token::Double, State::Line),
    (b'-', Token::Error, State::Line),
    (b'~', Token::Set, State::Number),
    (b'#', Token::Boolean, State::Boolean),
    (b'=', Token::Verbatim, State::Number),
    (b'|', Token::Attribute, State::Number),
    (b'(', Token::BigNumber, State::Line),
    (b'!', Token::BulkError, State::Number),
    (b'.', Token::Dot, State::Cr),
];

/// What the tokens from `Array` on are.
pub(super) static AGGREGATES: [Aggregate; 5] =
    [Aggregate::Array, Aggregate::Map, Aggregate::Set, Aggregate::Push, Aggregate::Attribute];
