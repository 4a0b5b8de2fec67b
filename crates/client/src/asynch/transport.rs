//! What carries the bytes of an async client.

use embedded_io::ErrorType;
use embedded_io_async::{Read, Write};

/// The transport of a [`Redis`](super::Redis) that names none.
#[cfg(feature = "tokio")]
pub type DefaultTransport = super::Stream;
/// The transport of a [`Redis`](super::Redis) that names none: there is none without `tokio`.
#[cfg(not(feature = "tokio"))]
pub type DefaultTransport = core::convert::Infallible;

/// A connection that bytes are read from and written to in `async` functions, and what it knows of time.
///
/// Any `embedded_io_async` connection is one in a [`Bare`], which knows nothing of time.
pub trait Transport: Read + Write {
    /// Makes every read and write fail with [`TimedOut`](embedded_io::ErrorKind::TimedOut) when so many milliseconds have
    /// gone by from now; `None`: never. A transport that knows nothing of time leaves it to the caller.
    fn set_deadline(&mut self, millis: Option<u64>) {
        let _ = millis;
    }

    /// Milliseconds on a steady clock; `None` if there is none. With one, the skipping of late replies has an end.
    fn now(&mut self) -> Option<u64> {
        None
    }

    /// Whether something has come that was not read, or the end; `None` if nobody can tell without reading.
    fn has_news(&mut self) -> Option<bool> {
        None
    }

    /// Writes some of `bytes`, or reads what has come into `memory`: what can be done first, and writes if both can. A peer
    /// that reads no more before its replies are taken does not stop a pipeline then. Where nobody can tell, it writes.
    ///
    /// # Errors
    ///
    /// As `write` and `read`.
    fn write_or_read(&mut self, bytes: &[u8], memory: &mut [u8]) -> impl Future<Output = Result<Moved, Self::Error>> {
        let _ = memory;
        async { self.write(bytes).await.map(Moved::Out) }
    }
}

/// A transport that is lent: its owner has it back when the [`Redis`](super::Redis) is gone, to open it again.
impl<T: Transport + ?Sized> Transport for &mut T {
    fn set_deadline(&mut self, millis: Option<u64>) {
        (**self).set_deadline(millis);
    }

    fn now(&mut self) -> Option<u64> {
        (**self).now()
    }

    fn has_news(&mut self) -> Option<bool> {
        (**self).has_news()
    }

    fn write_or_read(&mut self, bytes: &[u8], memory: &mut [u8]) -> impl Future<Output = Result<Moved, Self::Error>> {
        (**self).write_or_read(bytes, memory)
    }
}

/// What a [`Transport`] could do first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moved {
    /// So many bytes were written.
    Out(usize),
    /// So many bytes were read: with 0, the peer has closed the connection.
    In(usize),
}

/// Any `embedded_io_async` connection as a [`Transport`].
#[derive(Debug)]
pub struct Bare<T>(pub T);

impl<T: Read + Write> Transport for Bare<T> {}

impl<T: ErrorType> ErrorType for Bare<T> {
    type Error = T::Error;
}

impl<T: Read> Read for Bare<T> {
    async fn read(&mut self, buf: &mut [u8]) -> Result<usize, T::Error> {
        self.0.read(buf).await
    }
}

impl<T: Write> Write for Bare<T> {
    async fn write(&mut self, buf: &[u8]) -> Result<usize, T::Error> {
        self.0.write(buf).await
    }

    async fn flush(&mut self) -> Result<(), T::Error> {
        self.0.flush().await
    }
}
