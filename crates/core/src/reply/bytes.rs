//! Strings of any length.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use core::ops::{Deref, DerefMut};

use super::{Build, FromReply};
use crate::args::Args;
use crate::encode::Visit;
use crate::error::Misfit;
use crate::event::{Event, Text};
use crate::number::Digits;
use crate::reply::scalar::Scalar;

/// A byte string, as Redis stores and sends it: a `Vec<u8>` that compares with text and prints readably.
///
/// ```
/// use picoredis_core::reply::Bytes;
///
/// let bar = Bytes::from("bar");
/// assert_eq!(bar, "bar");
/// assert_eq!(format!("{bar:?}"), r#"b"bar""#);
/// assert_eq!(Bytes::from("42").parse::<u16>(), Some(42));
/// ```
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bytes(Vec<u8>);

impl Bytes {
    /// The text, if it is UTF-8.
    pub fn as_str(&self) -> Option<&str> {
        core::str::from_utf8(self).ok()
    }

    /// The number that the text reads as: an integer type, `f64` or `f32`.
    pub fn parse<T: Scalar>(&self) -> Option<T> {
        T::from_text(self)
    }

    /// The bytes themselves.
    pub fn into_vec(self) -> Vec<u8> {
        self.0
    }
}

impl Deref for Bytes {
    type Target = Vec<u8>;

    fn deref(&self) -> &Vec<u8> {
        &self.0
    }
}

impl DerefMut for Bytes {
    fn deref_mut(&mut self) -> &mut Vec<u8> {
        &mut self.0
    }
}

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        self
    }
}

/// So that a map with such keys is asked with any bytes: `map.get(&b"key"[..])`.
impl core::borrow::Borrow<[u8]> for Bytes {
    fn borrow(&self) -> &[u8] {
        self
    }
}

impl<T: AsRef<[u8]> + ?Sized> From<&T> for Bytes {
    fn from(bytes: &T) -> Self {
        Bytes(bytes.as_ref().into())
    }
}

impl From<Vec<u8>> for Bytes {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes(bytes)
    }
}

impl From<String> for Bytes {
    fn from(text: String) -> Self {
        Bytes(text.into())
    }
}

impl From<Bytes> for Vec<u8> {
    fn from(bytes: Bytes) -> Self {
        bytes.0
    }
}

impl TryFrom<Bytes> for String {
    type Error = alloc::string::FromUtf8Error;

    fn try_from(bytes: Bytes) -> Result<String, Self::Error> {
        String::from_utf8(bytes.0)
    }
}

macro_rules! compares {
    ($($type:ty)*) => {
        $(impl PartialEq<$type> for Bytes {
            fn eq(&self, other: &$type) -> bool {
                let other: &[u8] = other.as_ref();
                self.0 == other
            }
        })*
    };
}

compares!(str &str String [u8] &[u8] Vec<u8>);

impl<const N: usize> PartialEq<&[u8; N]> for Bytes {
    fn eq(&self, other: &&[u8; N]) -> bool {
        self.0 == *other
    }
}

impl fmt::Debug for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "b\"{}\"", self.escape_ascii())
    }
}

/// The text; what is not UTF-8 is replaced.
impl fmt::Display for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        String::from_utf8_lossy(self).fmt(f)
    }
}

impl Args for Bytes {
    fn count(&self) -> usize {
        1
    }

    fn visit<V: Visit>(&self, visitor: &mut V) -> Result<(), V::Error> {
        visitor.arg(self)
    }
}

/// Builds the bytes of a string, and what is made of them.
#[derive(Debug, Default)]
pub struct BytesBuilder {
    /// The pieces that have come, and behind them zeros where the next are read to.
    bytes: Vec<u8>,
    /// How many bytes have come.
    held: usize,
}

/// The most bytes that are made ready on the peer's word alone.
const RESERVE: usize = 64 << 10;

/// How many bytes are cleared at a time to be read to: as many as a socket may hold. Each read tells the server that there is
/// room again, and on one core that has it run at once, for a little.
const CLEARED: usize = 4 << 20;

impl Build for BytesBuilder {
    type Output = Vec<u8>;

    #[inline]
    fn event(&mut self, event: Event<'_>) -> Result<Option<Vec<u8>>, Misfit> {
        match event {
            Event::Text(text) if text.first && text.last && !text.kind.is_error() => Ok(Some(text.data.into())),
            other => self.rare(other),
        }
    }

    fn room(&mut self, left: usize) -> Option<&mut [u8]> {
        self.grow(left, left.min(RESERVE));
        let room = self.bytes.capacity().saturating_sub(self.held).min(left);
        // Not a few bytes at a time, and none of them is cleared twice.
        if self.bytes.len().saturating_sub(self.held) < room.min(CLEARED / 2) {
            self.bytes.resize(self.held.saturating_add(room.min(CLEARED)), 0);
        }
        self.bytes.get_mut(self.held..)
    }

    fn filled(&mut self, len: usize) {
        self.held = self.held.saturating_add(len).min(self.bytes.len());
    }
}

impl BytesBuilder {
    #[inline(never)]
    fn rare(&mut self, event: Event<'_>) -> Result<Option<Vec<u8>>, Misfit> {
        match event {
            Event::Text(text) if !text.kind.is_error() => Ok(self.piece(text)),
            Event::Integer(number) => Ok(Some(Digits::from_i64(number).to_vec())),
            _ => Err(Misfit::Event { expected: "a string" }),
        }
    }

    fn piece(&mut self, text: Text<'_>) -> Option<Vec<u8>> {
        self.bytes.truncate(self.held);
        if let Some(len) = text.len {
            let left = len.saturating_sub(self.held);
            self.grow(left, text.data.len());
        }
        self.bytes.extend_from_slice(text.data);
        self.held = self.bytes.len();
        text.last.then(|| core::mem::take(self).bytes)
    }

    /// Makes room for `needed` bytes of the `left` ones that are still to come, and for more at once.
    fn grow(&mut self, left: usize, needed: usize) {
        if self.bytes.capacity().saturating_sub(self.held) < needed {
            // A vector that doubles may hold twice what it needs: there is no more room than was announced.
            let room = left.min(self.held.max(RESERVE));
            self.bytes.reserve_exact(room.saturating_sub(self.bytes.len().saturating_sub(self.held)));
        }
    }
}

macro_rules! from_bytes {
    ($($type:ty, $builder:ident, $doc:literal, |$bytes:ident| $from:expr;)*) => {
        $(
            impl FromReply for $type {
                type Builder = $builder;

                fn builder() -> $builder {
                    $builder::default()
                }
            }

            #[doc = $doc]
            #[derive(Debug, Default)]
            pub struct $builder(BytesBuilder);

            impl Build for $builder {
                type Output = $type;

                #[inline]
                fn event(&mut self, event: Event<'_>) -> Result<Option<$type>, Misfit> {
                    let Some($bytes) = self.0.event(event)? else { return Ok(None) };
                    $from.map(Some)
                }

                fn room(&mut self, left: usize) -> Option<&mut [u8]> {
                    self.0.room(left)
                }

                fn filled(&mut self, len: usize) {
                    self.0.filled(len);
                }
            }
        )*
    };
}

from_bytes! {
    Bytes, WrappedBuilder, "Builds [`Bytes`].", |bytes| Ok(Bytes(bytes));
    String, StringBuilder, "Builds a `String`.", |bytes| String::from_utf8(bytes).map_err(|_| Misfit::Utf8);
}

/// A byte string: a `u8` stands for a byte, not for a number.
impl FromReply for Vec<u8> {
    type Builder = BytesBuilder;

    fn builder() -> BytesBuilder {
        BytesBuilder::default()
    }
}
