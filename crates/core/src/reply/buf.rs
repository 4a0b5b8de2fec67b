//! A string in memory of a fixed size.

use core::fmt;
use core::ops::Deref;

use super::{Build, FromReply, unexpected};
use crate::error::ReplyError;
use crate::event::{Event, Text};
use crate::number::Digits;

/// A string of at most `N` bytes, without an allocator. A longer reply is an error that says how many were needed.
///
/// ```
/// use picoredis_core::reply::{Buf, Build, FromReply};
/// use picoredis_core::event::{Event, Text, TextKind};
/// use picoredis_core::error::ReplyError;
///
/// let text = |data| Event::Text(Text { kind: TextKind::Bulk, data, len: None, first: true, last: true });
/// let mut builder = Buf::<4>::builder();
/// assert_eq!(builder.event(text(b"four"))?.as_deref(), Some(&b"four"[..]));
/// assert_eq!(builder.event(text(b"fives")), Err(ReplyError::Capacity { needed: 5, capacity: 4 }));
/// # Ok::<(), ReplyError>(())
/// ```
#[derive(Clone, Copy)]
pub struct Buf<const N: usize> {
    bytes: [u8; N],
    /// Never more than `N`.
    len: usize,
}

impl<const N: usize> Buf<N> {
    /// An empty one.
    pub const fn new() -> Self {
        Buf { bytes: [0; N], len: 0 }
    }

    /// The text, if it is UTF-8.
    pub fn as_str(&self) -> Option<&str> {
        core::str::from_utf8(self).ok()
    }

    /// Adds bytes; adds none and says `false` if there is no room for all.
    pub fn push(&mut self, bytes: &[u8]) -> bool {
        let free = self.bytes.get_mut(self.len..).unwrap_or_default();
        let Some(place) = free.get_mut(..bytes.len()) else { return false };
        place.copy_from_slice(bytes);
        self.len = self.len.wrapping_add(bytes.len());
        true
    }
}

impl<const N: usize> Default for Buf<N> {
    fn default() -> Self {
        Self::new()
    }
}

impl<const N: usize> Deref for Buf<N> {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or_default()
    }
}

impl<const N: usize> PartialEq for Buf<N> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<const N: usize> Eq for Buf<N> {}

impl<const N: usize> fmt::Debug for Buf<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "b\"{}\"", self.escape_ascii())
    }
}

/// Exactly `N` bytes.
impl<const N: usize> FromReply for [u8; N] {
    type Builder = ExactBuilder<N>;

    fn builder() -> ExactBuilder<N> {
        ExactBuilder(Buf::builder())
    }
}

/// Builds an array of bytes.
#[derive(Debug)]
pub struct ExactBuilder<const N: usize>(BufBuilder<N>);

impl<const N: usize> Build for ExactBuilder<N> {
    type Output = [u8; N];

    fn event(&mut self, event: Event<'_>) -> Result<Option<[u8; N]>, ReplyError> {
        match self.0.event(event)? {
            Some(buf) if buf.len < N => Err(ReplyError::Length { expected: N }),
            buf => Ok(buf.map(|buf| buf.bytes)),
        }
    }
}

impl<const N: usize> FromReply for Buf<N> {
    type Builder = BufBuilder<N>;

    fn builder() -> BufBuilder<N> {
        BufBuilder { buf: Buf::new(), needed: 0 }
    }
}

/// Builds a [`Buf`].
#[derive(Debug)]
pub struct BufBuilder<const N: usize> {
    buf: Buf<N>,
    /// How many bytes have come.
    needed: usize,
}

impl<const N: usize> Build for BufBuilder<N> {
    type Output = Buf<N>;

    fn event(&mut self, event: Event<'_>) -> Result<Option<Buf<N>>, ReplyError> {
        match event {
            Event::Text(text) if !text.kind.is_error() => self.piece(text),
            Event::Integer(number) => {
                let data = &*Digits::from_i64(number);
                self.piece(Text { kind: crate::event::TextKind::Simple, data, len: None, first: true, last: true })
            }
            other => Err(unexpected("a string", other)),
        }
    }
}

impl<const N: usize> BufBuilder<N> {
    fn piece(&mut self, text: Text<'_>) -> Result<Option<Buf<N>>, ReplyError> {
        self.needed = self.needed.saturating_add(text.data.len());
        self.buf.push(text.data);
        if !text.last {
            return Ok(None);
        }
        let needed = core::mem::take(&mut self.needed);
        let buf = core::mem::take(&mut self.buf);
        if needed > N { Err(ReplyError::Capacity { needed, capacity: N }) } else { Ok(Some(buf)) }
    }
}
