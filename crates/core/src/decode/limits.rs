//! How much the decoder takes.

/// How much the decoder takes from a peer before it calls it an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes in one bulk string, bulk error, verbatim or streamed string. 512 MiB, Redis' own limit.
    pub bulk: usize,
    /// Elements in one aggregate; a pair counts as two. 2^31 - 4, the most that can be told.
    pub aggregate: u32,
    /// Bytes in one line: a simple string, an error, a number. 64 KiB.
    pub line: u32,
}

impl Limits {
    /// The limits of a decoder made by [`Decoder::new`](super::Decoder::new).
    pub const DEFAULT: Limits = Limits { bulk: 512 << 20, aggregate: super::MOST, line: 64 << 10 };
}

impl Default for Limits {
    fn default() -> Self {
        Self::DEFAULT
    }
}
