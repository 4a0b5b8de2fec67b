//! Arguments to bytes: the array of bulk strings that is a command, written into the caller's sink.
//!
//! ```
//! use picoredis_core::encode::{Encoder, Visit};
//!
//! let mut buffer = [0; 64];
//! let mut encoder = Encoder::new(&mut buffer[..]);
//! encoder.begin(2)?;
//! encoder.arg(b"GET")?;
//! encoder.arg(b"foo")?;
//! let room_left = encoder.into_sink().len();
//! assert_eq!(&buffer[..64 - room_left], b"*2\r\n$3\r\nGET\r\n$3\r\nfoo\r\n");
//! # Ok::<(), picoredis_core::encode::Full>(())
//! ```

mod pen;

use core::convert::Infallible;

use crate::number::Header;
use crate::target::FOR_SPEED;
pub use pen::{Pen, Spill};

/// Where encoded bytes go: a vector, a slice, a socket's buffer.
pub trait Sink {
    /// Why bytes could not be taken.
    type Error;

    /// Takes all of `bytes`.
    ///
    /// # Errors
    ///
    /// The sink's own: a slice is full, a connection fails. What has been taken before is then of no use.
    fn write(&mut self, bytes: &[u8]) -> Result<(), Self::Error>;

    /// Puts a short argument with its header where it belongs, in one go. `false`: not a byte of it, as there is no room, or
    /// nothing is gained by it.
    #[doc(hidden)]
    #[inline]
    fn put_arg(&mut self, header: &[u8], bytes: &[u8]) -> bool {
        let _ = (header, bytes);
        false
    }
}

/// Receives the arguments of a command one by one: an encoder, a counter, a debug printer.
pub trait Visit {
    /// Why an argument could not be taken.
    type Error;

    /// Takes one argument.
    ///
    /// # Errors
    ///
    /// The visitor's own.
    fn arg(&mut self, bytes: &[u8]) -> Result<(), Self::Error>;

    /// Begins an argument of `len` bytes that comes in pieces. To a visitor that looks for words it is an empty one.
    ///
    /// # Errors
    ///
    /// The visitor's own.
    fn begin_arg(&mut self, len: u64) -> Result<(), Self::Error> {
        let _ = len;
        self.arg(b"")
    }

    /// Takes the next piece of the argument that was begun.
    ///
    /// # Errors
    ///
    /// The visitor's own.
    fn piece(&mut self, bytes: &[u8]) -> Result<(), Self::Error> {
        let _ = bytes;
        Ok(())
    }

    /// The argument that was begun is whole.
    ///
    /// # Errors
    ///
    /// The visitor's own.
    fn end_arg(&mut self) -> Result<(), Self::Error> {
        Ok(())
    }

    /// Takes so many arguments as an encoder has written them before; `false` if they have to come one by one.
    ///
    /// # Errors
    ///
    /// The visitor's own.
    #[doc(hidden)]
    fn takes_encoded(&mut self, args: &[u8], count: usize) -> Result<bool, Self::Error>
    where
        Self: Sized,
    {
        let _ = (args, count);
        Ok(false)
    }
}

impl<V: Visit + ?Sized> Visit for &mut V {
    type Error = V::Error;

    #[inline]
    fn arg(&mut self, bytes: &[u8]) -> Result<(), V::Error> {
        (**self).arg(bytes)
    }

    #[inline]
    fn begin_arg(&mut self, len: u64) -> Result<(), V::Error> {
        (**self).begin_arg(len)
    }

    #[inline]
    fn piece(&mut self, bytes: &[u8]) -> Result<(), V::Error> {
        (**self).piece(bytes)
    }

    #[inline]
    fn end_arg(&mut self) -> Result<(), V::Error> {
        (**self).end_arg()
    }
}

/// Writes a command to a [`Sink`]: [`begin`](Encoder::begin) once, then every argument.
#[derive(Debug)]
pub struct Encoder<S> {
    sink: S,
    /// How many announced arguments have not been written.
    lacks: usize,
}

impl<S: Sink> Encoder<S> {
    /// An encoder that writes to `sink`.
    pub const fn new(sink: S) -> Self {
        Encoder { sink, lacks: 0 }
    }

    /// Announces how many arguments follow; the command's name counts as one.
    ///
    /// # Errors
    ///
    /// The sink's.
    #[inline]
    pub fn begin(&mut self, args: usize) -> Result<(), S::Error> {
        self.lacks = args;
        self.header(b'*', args as u64)
    }

    /// Writes arguments that are encoded already.
    #[inline]
    pub(crate) fn encoded(&mut self, args: &[u8], count: usize) -> Result<(), S::Error> {
        self.lacks = self.lacks.wrapping_sub(count);
        self.sink.write(args)
    }

    /// How many arguments were written, if none were announced.
    #[cfg(feature = "alloc")]
    pub(crate) const fn written(&self) -> usize {
        0usize.wrapping_sub(self.lacks)
    }

    /// Whether as many arguments were written as were announced. What was written else is no command, and would put the
    /// connection out of step.
    pub const fn is_whole(&self) -> bool {
        self.lacks == 0
    }

    /// Gives the sink back.
    pub fn into_sink(self) -> S {
        self.sink
    }

    /// `$3\r\n`; the short ones, which are nearly all, in one piece where speed is worth more than size.
    #[inline]
    fn header(&mut self, kind: u8, number: u64) -> Result<(), S::Error> {
        match Short::of(number) {
            None => self.long_header(kind, number),
            Some(Short::One(digit)) => self.sink.write(&one_digit(kind, digit)),
            Some(Short::Two(digits)) => self.sink.write(&two_digits(kind, digits)),
        }
    }

    #[inline(never)]
    fn long_header(&mut self, kind: u8, number: u64) -> Result<(), S::Error> {
        self.sink.write(&Header::of(kind, number))
    }
}

impl<S: Sink> Visit for Encoder<S> {
    type Error = S::Error;

    // On a board, size is worth more than speed. Elsewhere a call would take half as long as what it does.
    #[cfg_attr(target_os = "none", inline(never))]
    #[cfg_attr(not(target_os = "none"), inline(always))]
    fn arg(&mut self, bytes: &[u8]) -> Result<(), S::Error> {
        self.lacks = self.lacks.wrapping_sub(1);
        let len = bytes.len() as u64;
        let is_put = match Short::of(len) {
            Some(Short::One(digit)) => self.sink.put_arg(&one_digit(b'$', digit), bytes),
            Some(Short::Two(digits)) => self.sink.put_arg(&two_digits(b'$', digits), bytes),
            None => false,
        };
        if is_put {
            return Ok(());
        }
        self.header(b'$', len)?;
        self.sink.write(bytes)?;
        self.sink.write(b"\r\n")
    }

    fn begin_arg(&mut self, len: u64) -> Result<(), S::Error> {
        self.lacks = self.lacks.wrapping_sub(1);
        self.header(b'$', len)
    }

    fn piece(&mut self, bytes: &[u8]) -> Result<(), S::Error> {
        self.sink.write(bytes)
    }

    fn end_arg(&mut self) -> Result<(), S::Error> {
        self.sink.write(b"\r\n")
    }

    #[inline]
    fn takes_encoded(&mut self, args: &[u8], count: usize) -> Result<bool, S::Error> {
        self.encoded(args, count).map(|()| true)
    }
}

/// A number of one or two digits, as nearly all are; on a board, size is worth more than speed, and no number is short.
enum Short {
    One(u8),
    Two(u8),
}

impl Short {
    #[inline]
    fn of(number: u64) -> Option<Self> {
        match number {
            _ if !FOR_SPEED => None,
            0..10 => Some(Short::One(number as u8)),
            10..100 => Some(Short::Two(number as u8)),
            _ => None,
        }
    }
}

#[inline]
fn one_digit(kind: u8, digit: u8) -> [u8; 4] {
    [kind, b'0'.wrapping_add(digit), b'\r', b'\n']
}

#[inline]
fn two_digits(kind: u8, digits: u8) -> [u8; 5] {
    [kind, b'0'.wrapping_add(digits / 10), b'0'.wrapping_add(digits % 10), b'\r', b'\n']
}

impl<S: Sink + ?Sized> Sink for &mut S {
    type Error = S::Error;

    #[inline]
    fn write(&mut self, bytes: &[u8]) -> Result<(), S::Error> {
        (**self).write(bytes)
    }

    #[inline(always)]
    fn put_arg(&mut self, header: &[u8], bytes: &[u8]) -> bool {
        (**self).put_arg(header, bytes)
    }
}

/// The slice that was written to has no room for more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Full;

impl core::fmt::Display for Full {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("the buffer is too small for the command")
    }
}

impl core::error::Error for Full {}

/// Writes to the front of the slice and keeps the rest of it.
impl Sink for &mut [u8] {
    type Error = Full;

    fn write(&mut self, bytes: &[u8]) -> Result<(), Full> {
        let (front, rest) = core::mem::take(self).split_at_mut_checked(bytes.len()).ok_or(Full)?;
        front.copy_from_slice(bytes);
        *self = rest;
        Ok(())
    }
}

#[cfg(feature = "alloc")]
impl Sink for alloc::vec::Vec<u8> {
    type Error = Infallible;

    #[inline]
    fn write(&mut self, bytes: &[u8]) -> Result<(), Infallible> {
        self.extend_from_slice(bytes);
        Ok(())
    }

    // Always: how long the header is, is known where it is called from.
    #[inline(always)]
    fn put_arg(&mut self, header: &[u8], bytes: &[u8]) -> bool {
        // It grows once at the most.
        self.reserve(bytes.len().saturating_add(header.len()).saturating_add(2));
        self.extend_from_slice(header);
        self.extend_from_slice(bytes);
        self.extend_from_slice(b"\r\n");
        true
    }
}

/// Writes nowhere and counts: how long the encoding will be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size(pub usize);

impl Sink for Size {
    type Error = Infallible;

    #[inline]
    fn write(&mut self, bytes: &[u8]) -> Result<(), Infallible> {
        self.0 = self.0.saturating_add(bytes.len());
        Ok(())
    }
}
