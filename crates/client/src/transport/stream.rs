//! Sockets of the operating system: TCP, with TLS or without, and Unix sockets where there are any.

use core::fmt;
use std::io::{self, Read as _, Write as _};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::{Duration, Instant};

use embedded_io::ErrorKind;

#[cfg(feature = "tls")]
use super::tls::{self, Encrypted};
use super::{Transport, socket};
use crate::config::{Config, Timeout};

/// A socket of the operating system, or the place of one that was closed, and all that it takes to open it again.
///
/// When the connection fails, or the peer closes it, the socket is closed at once.
pub struct Stream {
    pub(crate) config: Arc<Config>,
    channel: Option<Channel>,
    /// When the clock began.
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
    pub(crate) fn closed(config: Arc<Config>) -> Self {
        Stream {
            config,
            channel: None,
            epoch: Instant::now(),
            #[cfg(feature = "tls")]
            failure: None,
        }
    }

    /// Opens a socket to where the configuration says.
    pub(crate) fn open(&mut self, timeout: Timeout) -> io::Result<()> {
        #[cfg(feature = "tls")]
        self.failure.take();
        #[cfg(feature = "tls")]
        if let Some(session) = tls::session(&self.config)? {
            let deadline = socket::deadline(timeout);
            let socket = socket::connect(&self.config.endpoint, timeout)?;
            let encrypted = Encrypted::shake_hands(session, socket, deadline, timeout, self.config.enough)?;
            self.channel = Some(Channel::Tls(encrypted.into()));
            return Ok(());
        }
        self.channel = Some(Channel::Plain(socket::connect(&self.config.endpoint, timeout)?));
        Ok(())
    }

    pub(crate) fn close(&mut self) {
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
            Some(Channel::Plain(socket)) => match socket::at_once(socket, |socket| socket.peek(&mut [0])) {
                Ok(ahead) => ahead == Some(0),
                Err(_) => true,
            },
            #[cfg(feature = "tls")]
            Some(Channel::Tls(encrypted)) => encrypted.is_stale(),
        }
    }

    /// Whether the server has yet to say what it thinks of the client's certificate, or of there being none: in TLS 1.3
    /// the client hears that after the handshake, with the first reply.
    #[cfg(feature = "tls")]
    pub(crate) fn is_on_trial(&self) -> bool {
        matches!(&self.channel, Some(Channel::Tls(encrypted)) if encrypted.is_on_trial())
    }

    /// What TLS says of why the last connection failed, once.
    #[cfg(feature = "tls")]
    pub(crate) fn take_failure(&mut self) -> Option<io::Error> {
        self.failure.take().filter(tls::is_failure)
    }

    /// Does something with what is open, and closes it if that shows that it has failed.
    #[inline]
    fn with<T>(&mut self, work: impl FnOnce(&mut Channel) -> io::Result<T>) -> Result<T, ErrorKind> {
        let Some(channel) = &mut self.channel else { return Err(ErrorKind::NotConnected) };
        work(channel).map_err(|error| self.failed(error))
    }

    #[cold]
    fn failed(&mut self, error: io::Error) -> ErrorKind {
        match error.kind() {
            // A socket whose time is up says the one on some systems and the other on others.
            io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut => return ErrorKind::TimedOut,
            io::ErrorKind::Interrupted => return ErrorKind::Interrupted,
            _ => {}
        }
        self.channel = None;
        let kind = error.kind().into();
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
    // Not inlined: the driver looks at the clock in many places, and the arithmetic is long.
    #[inline(never)]
    fn now(&mut self) -> Option<u64> {
        u64::try_from(self.epoch.elapsed().as_millis()).ok()
    }

    fn set_read_timeout(&mut self, millis: Option<u64>) -> Result<(), ErrorKind> {
        // Zero would mean for ever.
        let timeout = millis.map(|millis| Duration::from_millis(millis.max(1)));
        self.with(|channel| match channel {
            Channel::Plain(socket) => socket.set_read_timeout(timeout),
            #[cfg(feature = "tls")]
            Channel::Tls(encrypted) => encrypted.set_read_timeout(timeout),
        })
    }

    fn set_write_timeout(&mut self, millis: Option<u64>) -> Result<(), ErrorKind> {
        let timeout = millis.map(|millis| Duration::from_millis(millis.max(1)));
        self.with(|channel| match channel {
            Channel::Plain(socket) => socket.set_write_timeout(timeout),
            #[cfg(feature = "tls")]
            Channel::Tls(encrypted) => encrypted.set_write_timeout(timeout),
        })
    }

    fn write_now(&mut self, bytes: &[u8]) -> Result<Option<usize>, ErrorKind> {
        self.with(|channel| match channel {
            Channel::Plain(socket) => socket::at_once(socket, |socket| socket.write(bytes)),
            #[cfg(feature = "tls")]
            Channel::Tls(encrypted) => encrypted.write_now(bytes),
        })
    }

    fn holds(&self) -> usize {
        match &self.channel {
            Some(Channel::Plain(_)) => socket::HELD,
            _ => 0,
        }
    }

    fn read_now(&mut self, memory: &mut [u8]) -> Result<Option<usize>, ErrorKind> {
        let room = memory.len();
        let read = self.with(|channel| match channel {
            Channel::Plain(socket) => socket::at_once(socket, |socket| socket.read(memory)),
            #[cfg(feature = "tls")]
            Channel::Tls(encrypted) => encrypted.read_now(memory),
        });
        if read == Ok(Some(0)) && room > 0 {
            self.channel = None;
        }
        read
    }
}

impl embedded_io::ErrorType for Stream {
    type Error = ErrorKind;
}

impl embedded_io::Read for Stream {
    #[inline]
    fn read(&mut self, buf: &mut [u8]) -> Result<usize, ErrorKind> {
        let room = buf.len();
        let read = self.with(|channel| match channel {
            Channel::Plain(socket) => socket.read(buf),
            #[cfg(feature = "tls")]
            Channel::Tls(encrypted) => encrypted.read(buf),
        });
        if read == Ok(0) && room > 0 {
            self.channel = None;
        }
        read
    }
}

impl embedded_io::Write for Stream {
    #[inline]
    fn write(&mut self, buf: &[u8]) -> Result<usize, ErrorKind> {
        self.with(|channel| match channel {
            Channel::Plain(socket) => socket.write(buf),
            #[cfg(feature = "tls")]
            Channel::Tls(encrypted) => encrypted.write(buf),
        })
    }

    #[inline]
    fn flush(&mut self) -> Result<(), ErrorKind> {
        self.with(|channel| match channel {
            // What a socket takes is the system's business.
            Channel::Plain(_) => Ok(()),
            #[cfg(feature = "tls")]
            Channel::Tls(encrypted) => encrypted.flush(),
        })
    }
}
