//! A socket of tokio as a transport.

use core::fmt;
use core::future::poll_fn;
use core::pin::Pin;
use core::task::{Context, Poll, ready};
use std::io;
use std::sync::Arc;

use ::tokio::io::{AsyncRead as _, AsyncWrite as _, ReadBuf};
use ::tokio::net::TcpStream;
use ::tokio::time::Instant;
use embedded_io::ErrorKind;

use super::clock::Clock;
#[cfg(feature = "tls")]
use super::encrypted::Encrypted;
use super::socket;
use crate::asynch::{Moved, Transport};
use crate::config::{Config, Timeout};
#[cfg(feature = "tls")]
use crate::transport::tls;

/// A socket of tokio, with TLS or without, or the place of one that was closed, and all that it takes to open it again.
///
/// When the connection fails, or the peer closes it, the socket is closed at once. It wants a runtime with its input and
/// output and its time enabled, as `#[tokio::main]` makes it.
pub struct Stream {
    pub(crate) config: Arc<Config>,
    channel: Option<Channel>,
    clock: Clock,
    epoch: Instant,
    /// What the last connection failed of.
    #[cfg(feature = "tls")]
    failure: Option<io::Error>,
}

/// What the bytes go through.
enum Channel {
    Plain(TcpStream),
    #[cfg(feature = "tls")]
    Tls(std::boxed::Box<Encrypted>),
}

impl Stream {
    pub(super) fn closed(config: Arc<Config>) -> Self {
        Stream {
            config,
            channel: None,
            clock: Clock::default(),
            epoch: Instant::now(),
            #[cfg(feature = "tls")]
            failure: None,
        }
    }

    /// Opens a socket to where the configuration says.
    pub(super) async fn open(&mut self, timeout: Timeout) -> io::Result<()> {
        #[cfg(feature = "tls")]
        self.failure.take();
        #[cfg(feature = "tls")]
        if let Some(session) = tls::session(&self.config)? {
            let deadline = socket::deadline(timeout);
            let socket = socket::connect(&self.config.endpoint, timeout).await?;
            let handshake = Encrypted::shake_hands(session, socket);
            let encrypted = socket::until(deadline, handshake, "the TLS handshake", timeout).await?;
            self.channel = Some(Channel::Tls(encrypted.into()));
            return Ok(());
        }
        self.channel = Some(Channel::Plain(socket::connect(&self.config.endpoint, timeout).await?));
        Ok(())
    }

    pub(super) fn close(&mut self) {
        #[cfg(feature = "tls")]
        if let Some(Channel::Tls(encrypted)) = &mut self.channel {
            encrypted.say_goodbye();
        }
        self.channel = None;
    }

    /// Whether the peer has closed the connection, or it has failed, as far as can be told without waiting: for a
    /// connection that has lain idle. Of one that is closed or was never opened it is true.
    ///
    /// What has come and was not read stands before the end: it is `false` until that is read.
    pub fn is_stale(&mut self) -> bool {
        match &mut self.channel {
            None => true,
            Some(Channel::Plain(socket)) => matches!(socket::ahead(socket), Ok(Some(0)) | Err(_)),
            #[cfg(feature = "tls")]
            Some(Channel::Tls(encrypted)) => encrypted.is_stale(),
        }
    }

    /// Whether the server has yet to say what it thinks of the client's certificate.
    #[cfg(feature = "tls")]
    pub(super) fn is_on_trial(&self) -> bool {
        matches!(&self.channel, Some(Channel::Tls(encrypted)) if encrypted.is_on_trial())
    }

    /// What TLS says of why the last connection failed, once.
    #[cfg(feature = "tls")]
    pub(super) fn take_failure(&mut self) -> Option<io::Error> {
        self.failure.take().filter(tls::is_failure)
    }

    /// Reads what there is, or has the task woken when there is something.
    #[inline]
    pub(super) fn poll_read(&mut self, cx: &mut Context<'_>, memory: &mut [u8]) -> Poll<Result<usize, ErrorKind>> {
        let read = match &mut self.channel {
            None => return Poll::Ready(Err(ErrorKind::NotConnected)),
            Some(Channel::Plain(socket)) => {
                let mut memory = ReadBuf::new(memory);
                Pin::new(socket).poll_read(cx, &mut memory).map_ok(|()| memory.filled().len())
            }
            #[cfg(feature = "tls")]
            Some(Channel::Tls(encrypted)) => encrypted.poll_read(cx, memory),
        };
        match ready!(read) {
            Ok(0) if !memory.is_empty() => {
                self.channel = None;
                Poll::Ready(Ok(0))
            }
            read => Poll::Ready(read.map_err(|error| self.failed(error))),
        }
    }

    /// Writes what can be written, or has the task woken when something can.
    #[inline]
    pub(super) fn poll_write(&mut self, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<Result<usize, ErrorKind>> {
        let written = match &mut self.channel {
            None => return Poll::Ready(Err(ErrorKind::NotConnected)),
            Some(Channel::Plain(socket)) => Pin::new(socket).poll_write(cx, bytes),
            #[cfg(feature = "tls")]
            Some(Channel::Tls(encrypted)) => encrypted.poll_write(cx, bytes),
        };
        written.map_err(|error| self.failed(error))
    }

    /// Passes on what was taken: nothing waits here without TLS.
    #[inline]
    pub(super) fn poll_flush(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), ErrorKind>> {
        let _ = &cx;
        match &mut self.channel {
            None => Poll::Ready(Err(ErrorKind::NotConnected)),
            Some(Channel::Plain(_)) => Poll::Ready(Ok(())),
            #[cfg(feature = "tls")]
            Some(Channel::Tls(encrypted)) => encrypted.poll_flush(cx).map_err(|error| self.failed(error)),
        }
    }

    /// The result, or that the time is up.
    fn in_time<T>(&mut self, cx: &mut Context<'_>, result: Poll<Result<T, ErrorKind>>) -> Poll<Result<T, ErrorKind>> {
        match result {
            Poll::Pending => self.clock.poll_up(cx).map(|()| Err(ErrorKind::TimedOut)),
            ready => ready,
        }
    }

    #[cold]
    fn failed(&mut self, error: io::Error) -> ErrorKind {
        self.channel = None;
        let kind = match error.kind() {
            // The system's own patience is at an end, and with it the connection.
            io::ErrorKind::TimedOut => ErrorKind::ConnectionAborted,
            kind => kind.into(),
        };
        #[cfg(feature = "tls")]
        {
            self.failure = Some(error);
        }
        kind
    }
}

impl fmt::Debug for Stream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let standing = if self.channel.is_some() { "open" } else { "closed" };
        write!(f, "{} ({standing})", self.config.endpoint)
    }
}

impl Transport for Stream {
    fn has_news(&mut self) -> Option<bool> {
        match &mut self.channel {
            None => Some(true),
            // The runtime hears of it soon.
            Some(Channel::Plain(socket)) => Some(!matches!(socket::ahead(socket), Ok(None))),
            #[cfg(feature = "tls")]
            Some(Channel::Tls(_)) => None,
        }
    }

    #[inline]
    fn set_deadline(&mut self, millis: Option<u64>) {
        self.clock.set(millis);
    }

    fn now(&mut self) -> Option<u64> {
        u64::try_from(self.epoch.elapsed().as_millis()).ok()
    }

    async fn write_or_read(&mut self, bytes: &[u8], memory: &mut [u8]) -> Result<Moved, ErrorKind> {
        if self.clock.is_up() {
            return Err(ErrorKind::TimedOut);
        }
        poll_fn(|cx| {
            let moved = match self.poll_write(cx, bytes) {
                Poll::Pending => self.poll_read(cx, memory).map_ok(Moved::In),
                written => written.map_ok(Moved::Out),
            };
            self.in_time(cx, moved)
        })
        .await
    }
}

impl embedded_io::ErrorType for Stream {
    type Error = ErrorKind;
}

impl embedded_io_async::Read for Stream {
    async fn read(&mut self, memory: &mut [u8]) -> Result<usize, ErrorKind> {
        // A peer could go on with pushes for ever.
        if self.clock.is_up() {
            return Err(ErrorKind::TimedOut);
        }
        poll_fn(|cx| {
            let read = self.poll_read(cx, memory);
            self.in_time(cx, read)
        })
        .await
    }
}

impl embedded_io_async::Write for Stream {
    async fn write(&mut self, bytes: &[u8]) -> Result<usize, ErrorKind> {
        poll_fn(|cx| {
            let written = self.poll_write(cx, bytes);
            self.in_time(cx, written)
        })
        .await
    }

    async fn flush(&mut self) -> Result<(), ErrorKind> {
        poll_fn(|cx| {
            let flushed = self.poll_flush(cx);
            self.in_time(cx, flushed)
        })
        .await
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::io::{Read as _, Write as _};
    use std::os::fd::OwnedFd;
    use std::os::unix::net::UnixStream;
    use std::time::Duration;
    use std::vec;

    use embedded_io_async::Read as _;

    use super::*;

    /// A stream, and its other end.
    fn pair() -> (Stream, UnixStream) {
        let (here, there) = UnixStream::pair().unwrap();
        here.set_nonblocking(true).unwrap();
        let mut stream = Stream::closed(Arc::new(Config::default()));
        let socket = std::net::TcpStream::from(OwnedFd::from(here));
        stream.channel = Some(Channel::Plain(TcpStream::from_std(socket).unwrap()));
        (stream, there)
    }

    fn block_on(future: impl Future<Output = ()>) {
        ::tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future);
    }

    /// Else a peer that never stops could keep somebody for ever.
    #[test]
    fn the_time_is_up_although_there_is_something_to_read() {
        block_on(async {
            let (mut stream, mut there) = pair();
            ::tokio::time::pause();
            let mut memory = [0; 4];
            there.write_all(&[0; 20]).unwrap();
            stream.set_deadline(Some(1000));
            for _ in 0..2 {
                ::tokio::time::advance(Duration::from_millis(600)).await;
                assert_eq!(stream.read(&mut memory).await, Ok(4));
            }
            // The time begins with the second thing that is done.
            ::tokio::time::advance(Duration::from_millis(1100)).await;
            assert_eq!(stream.read(&mut memory).await, Err(ErrorKind::TimedOut));
            assert_eq!(stream.write_or_read(&[0], &mut memory).await, Err(ErrorKind::TimedOut));
            // Nothing was lost.
            stream.set_deadline(None);
            for _ in 0..3 {
                assert_eq!(stream.read(&mut memory).await, Ok(4));
            }
        });
    }

    #[test]
    fn it_reads_where_it_cannot_write() {
        block_on(async {
            let (mut stream, mut there) = pair();
            let (bytes, mut memory) = ([b'x'; 4096], [0; 16]);
            // It writes as long as it can, whatever there is to read.
            there.write_all(b"reply").unwrap();
            let mut written = 0;
            let read = loop {
                match stream.write_or_read(&bytes, &mut memory).await.unwrap() {
                    Moved::Out(len) => written += len,
                    Moved::In(len) => break len,
                }
            };
            assert_eq!(&memory[..read], b"reply");
            // It has the task woken by either.
            let writer = std::thread::spawn(move || {
                there.write_all(b"more").unwrap();
                there
            });
            assert_eq!(stream.write_or_read(&bytes, &mut memory).await, Ok(Moved::In(4)));
            let mut there = writer.join().unwrap();
            let reader = std::thread::spawn(move || {
                there.read_exact(&mut vec![0; written]).unwrap();
                there
            });
            assert!(matches!(stream.write_or_read(&bytes, &mut memory).await, Ok(Moved::Out(1..))));
            drop(reader.join().unwrap());
        });
    }
}
