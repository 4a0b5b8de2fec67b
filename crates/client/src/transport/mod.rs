//! What carries the bytes.

#[cfg(feature = "std")]
mod keepalive;
#[cfg(feature = "std")]
mod reopen;
#[cfg(feature = "std")]
pub(crate) mod socket;
#[cfg(feature = "std")]
mod stream;
#[cfg(feature = "tls")]
pub(crate) mod tls;

use embedded_io::{ErrorType, Read, Write};

#[cfg(feature = "std")]
pub use reopen::Reopen;
#[cfg(feature = "std")]
pub use stream::Stream;
#[cfg(feature = "tls")]
pub use tls::{Pem, Tls};

/// The transport of a [`Redis`](crate::Redis) that names none.
#[cfg(feature = "std")]
pub type DefaultTransport = Stream;
/// The transport of a [`Redis`](crate::Redis) that names none: there is none without `std`.
#[cfg(not(feature = "std"))]
pub type DefaultTransport = core::convert::Infallible;

/// A connection that bytes are read from and written to, and what it knows of time.
///
/// Any `embedded_io` connection is one in a [`Bare`], which knows nothing of time. A transport whose reads may block for
/// ever should bring a clock: without one there are no timeouts.
///
/// A `write` that fails has taken nothing, as the traits of `embedded_io` have it: the command then counts as not sent.
/// What a transport takes and cannot pass on it says in `flush`: the command may then have been executed. A read or write
/// that a signal cuts short says `Interrupted`, and is made again within the time that is left.
pub trait Transport: Read + Write {
    /// Whether it may know of time. Where this is plainly `false`, nothing that asks for it is in a program.
    fn is_timed(&self) -> bool {
        true
    }

    /// Milliseconds on a steady clock; `None` if there is none.
    fn now(&mut self) -> Option<u64> {
        None
    }

    /// Makes every read from now on fail with [`TimedOut`](embedded_io::ErrorKind::TimedOut) when nothing has come for
    /// so many milliseconds; `None`: never.
    ///
    /// # Errors
    ///
    /// The transport's own.
    fn set_read_timeout(&mut self, millis: Option<u64>) -> Result<(), Self::Error> {
        let _ = millis;
        Ok(())
    }

    /// The same for every write of which nothing has been taken for so long.
    ///
    /// # Errors
    ///
    /// The transport's own.
    fn set_write_timeout(&mut self, millis: Option<u64>) -> Result<(), Self::Error> {
        let _ = millis;
        Ok(())
    }

    /// Writes what can be written without waiting, at least a byte; `None` if nothing can. Where nobody can tell, it waits
    /// as `write` does.
    ///
    /// # Errors
    ///
    /// As `write`.
    fn write_now(&mut self, bytes: &[u8]) -> Result<Option<usize>, Self::Error> {
        self.write(bytes).map(Some)
    }

    /// How many bytes `write` surely takes without waiting, when the peer has read all that was written before: what lies
    /// between the two holds as many. 0 where nobody can tell; then [`write_now`](Transport::write_now) finds out.
    fn holds(&self) -> usize {
        0
    }

    /// Writes bytes that `write` surely takes without waiting: see [`holds`](Transport::holds). A transport may save itself the
    /// trouble that it takes over waiting.
    ///
    /// # Errors
    ///
    /// As `write`.
    fn write_held(&mut self, bytes: &[u8]) -> Result<usize, Self::Error> {
        self.write(bytes)
    }

    /// Reads what has come already; `None` if that is nothing, or if nobody can tell.
    ///
    /// # Errors
    ///
    /// As `read`.
    fn read_now(&mut self, memory: &mut [u8]) -> Result<Option<usize>, Self::Error> {
        let _ = memory;
        Ok(None)
    }
}

/// A transport that is lent: its owner has it back when the [`Redis`](crate::Redis) is gone, to open it again.
impl<T: Transport + ?Sized> Transport for &mut T {
    fn is_timed(&self) -> bool {
        (**self).is_timed()
    }

    fn now(&mut self) -> Option<u64> {
        (**self).now()
    }

    fn set_read_timeout(&mut self, millis: Option<u64>) -> Result<(), Self::Error> {
        (**self).set_read_timeout(millis)
    }

    fn set_write_timeout(&mut self, millis: Option<u64>) -> Result<(), Self::Error> {
        (**self).set_write_timeout(millis)
    }

    fn write_now(&mut self, bytes: &[u8]) -> Result<Option<usize>, Self::Error> {
        (**self).write_now(bytes)
    }

    fn holds(&self) -> usize {
        (**self).holds()
    }

    fn write_held(&mut self, bytes: &[u8]) -> Result<usize, Self::Error> {
        (**self).write_held(bytes)
    }

    fn read_now(&mut self, memory: &mut [u8]) -> Result<Option<usize>, Self::Error> {
        (**self).read_now(memory)
    }
}

/// Any `embedded_io` connection as a [`Transport`]. A read that fails with
/// [`TimedOut`](embedded_io::ErrorKind::TimedOut) is a timeout of the command.
#[derive(Debug)]
pub struct Bare<T>(pub T);

impl<T: Read + Write> Transport for Bare<T> {
    fn is_timed(&self) -> bool {
        false
    }
}

impl<T: ErrorType> ErrorType for Bare<T> {
    type Error = T::Error;
}

impl<T: Read> Read for Bare<T> {
    fn read(&mut self, buf: &mut [u8]) -> Result<usize, T::Error> {
        self.0.read(buf)
    }
}

impl<T: Write> Write for Bare<T> {
    fn write(&mut self, buf: &[u8]) -> Result<usize, T::Error> {
        self.0.write(buf)
    }

    fn flush(&mut self) -> Result<(), T::Error> {
        self.0.flush()
    }
}
