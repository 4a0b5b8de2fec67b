//! What a decoder makes of a run of bytes, in a form that can be compared.

use picoredis_core::error::ProtocolErrorKind;

use super::value::Value;

/// The replies in some bytes, and how the bytes end.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The whole replies, in order.
    pub replies: Vec<Value>,
    /// What comes after them.
    pub end: End,
}

/// How a run of bytes ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// With the last byte of a reply, or before the first one.
    Idle,
    /// In the middle of a reply.
    Incomplete,
    /// In a protocol error.
    Error {
        /// What is wrong.
        kind: ProtocolErrorKind,
        /// How many bytes stand before the offending one.
        offset: u64,
    },
}
