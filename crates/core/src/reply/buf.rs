//! A string in memory of a fixed size.

use core::fmt;
use core::ops::Deref;

use super::slice::Filling;
use super::{Build, FromReply};
use crate::error::Misfit;
use crate::event::Event;

/// A string of at most `N` bytes, without an allocator. A longer reply is an error that says how many were needed.
///
/// ```
/// use picoredis_core::reply::{Buf, Build, FromReply};
/// use picoredis_core::event::{Event, Text, TextKind};
/// use picoredis_core::error::Misfit;
///
/// let text = |data| Event::Text(Text { kind: TextKind::Bulk, data, len: None, first: true, last: true });
/// let mut builder = Buf::<4>::builder();
/// assert_eq!(builder.event(text(b"four"))?.as_deref(), Some(&b"four"[..]));
/// assert_eq!(builder.event(text(b"fives")), Err(Misfit::Capacity { needed: 5, capacity: 4 }));
/// # Ok::<(), Misfit>(())
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

    fn event(&mut self, event: Event<'_>) -> Result<Option<[u8; N]>, Misfit> {
        match self.0.event(event)? {
            Some(buf) if buf.len < N => Err(Misfit::Length { expected: N }),
            buf => Ok(buf.map(|buf| buf.bytes)),
        }
    }
}

impl<const N: usize> FromReply for Buf<N> {
    type Builder = BufBuilder<N>;

    fn builder() -> BufBuilder<N> {
        BufBuilder { bytes: [0; N], filling: Filling::new() }
    }
}

/// Builds a [`Buf`].
#[derive(Debug)]
pub struct BufBuilder<const N: usize> {
    bytes: [u8; N],
    filling: Filling,
}

impl<const N: usize> Build for BufBuilder<N> {
    type Output = Buf<N>;

    #[inline]
    fn event(&mut self, event: Event<'_>) -> Result<Option<Buf<N>>, Misfit> {
        let len = self.filling.event(&mut self.bytes, event)?;
        Ok(len.map(|len| Buf { bytes: self.bytes, len }))
    }
}
