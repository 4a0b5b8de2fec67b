//! A short cut for messages of channels, of which many come one behind the other.

use super::Decoder;
use super::run::string;

/// A message of a channel, where it lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Published<'a> {
    /// The channel that it was published to.
    pub channel: &'a [u8],
    /// What was published.
    pub payload: &'a [u8],
    /// The pattern that the channel matched, if it came by a pattern.
    pub pattern: Option<&'a [u8]>,
}

impl<'a> Published<'a> {
    /// A message that lies elsewhere.
    pub const fn new(channel: &'a [u8], payload: &'a [u8], pattern: Option<&'a [u8]>) -> Self {
        Published { channel, payload, pattern }
    }
}

impl<const DEPTH: usize> Decoder<DEPTH> {
    /// The message that comes next, if it is one and whole in the input. It may be an array, as in RESP2, or only a push. All
    /// else is left to the states.
    #[inline]
    pub(crate) fn published<'a>(&mut self, input: &mut &'a [u8], may_be_array: bool) -> Option<Published<'a>> {
        const LONGEST: usize = "pmessage".len();
        let limits = &self.limits;
        let may_come = self.is_between() && self.depth == 0 && DEPTH > 0;
        if !may_come || limits.aggregate < 4 || limits.bulk < LONGEST {
            return None;
        }
        let (message, rest) = message(input, may_be_array, limits.bulk)?;
        self.pass(input, rest);
        Some(message)
    }
}

#[inline]
fn message(input: &[u8], may_be_array: bool, bulk: usize) -> Option<(Published<'_>, &[u8])> {
    let rest = match input {
        [b'>', rest @ ..] => rest,
        [b'*', rest @ ..] if may_be_array => rest,
        _ => return None,
    };
    let (pattern, rest) = match rest.strip_prefix(b"3\r\n$7\r\nmessage\r\n") {
        Some(rest) => (None, rest),
        None => rare(rest, bulk)?,
    };
    let (channel, rest) = string(rest, bulk)?;
    let (payload, rest) = string(rest, bulk)?;
    Some((Published { channel, payload, pattern }, rest))
}

/// Of a message that came by a pattern, or from a shard channel, all before the channel.
fn rare(input: &[u8], bulk: usize) -> Option<(Option<&[u8]>, &[u8])> {
    if let Some(rest) = input.strip_prefix(b"3\r\n$8\r\nsmessage\r\n") {
        return Some((None, rest));
    }
    let (pattern, rest) = string(input.strip_prefix(b"4\r\n$8\r\npmessage\r\n")?, bulk)?;
    Some((Some(pattern), rest))
}
