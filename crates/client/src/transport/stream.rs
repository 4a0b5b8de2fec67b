//! Sockets of the operating system: TCP, and Unix sockets where there are any.

use core::fmt;
use std::io::{self, Read as _, Write as _};
use std::net::{TcpStream, ToSocketAddrs};
#[cfg(unix)]
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::time::{Duration, Instant};
use std::vec::Vec;

use embedded_io::ErrorKind;

use super::{Transport, keepalive};
use crate::config::{Config, Endpoint, Timeout};

/// A socket of the operating system, or the place of one that was closed, and all that it takes to open it again.
pub struct Stream {
    pub(crate) config: Arc<Config>,
    socket: Option<Socket>,
    /// When the clock began.
    epoch: Instant,
}

enum Socket {
    Tcp(TcpStream),
    #[cfg(unix)]
    Unix(UnixStream),
}

impl Stream {
    pub(crate) fn closed(config: Arc<Config>) -> Self {
        Stream { config, socket: None, epoch: Instant::now() }
    }

    /// Opens a socket to where the configuration says.
    pub(crate) fn open(&mut self, timeout: Timeout) -> io::Result<()> {
        let socket = match &self.config.endpoint {
            Endpoint::Tcp { host, port } => Socket::Tcp(connect(host, *port, timeout)?),
            #[cfg(unix)]
            Endpoint::Unix(path) => Socket::Unix(UnixStream::connect(path)?),
            #[cfg(not(unix))]
            Endpoint::Unix(_) => {
                return Err(io::Error::new(io::ErrorKind::Unsupported, "this system has no Unix sockets"));
            }
        };
        socket.set_write_timeout(timeout)?;
        self.socket = Some(socket);
        Ok(())
    }

    pub(crate) fn close(&mut self) {
        self.socket = None;
    }

    fn socket(&mut self) -> Result<&mut Socket, ErrorKind> {
        self.socket.as_mut().ok_or(ErrorKind::NotConnected)
    }
}

impl fmt::Debug for Stream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let standing = if self.socket.is_some() { "open" } else { "closed" };
        write!(f, "{} ({standing})", self.config.endpoint)
    }
}

/// Connects to the first address of `host` that answers, all within one timeout.
fn connect(host: &str, port: u16, timeout: Timeout) -> io::Result<TcpStream> {
    let addresses: Vec<_> = (host, port).to_socket_addrs()?.collect();
    let deadline = timeout.map(|timeout| Instant::now() + timeout);
    let mut failure = io::Error::new(io::ErrorKind::NotFound, "the name has no address");
    for (index, address) in addresses.iter().enumerate() {
        let attempt = match deadline {
            None => TcpStream::connect(address),
            Some(deadline) => {
                // An address that swallows everything must leave time for those behind it.
                let share = deadline.saturating_duration_since(Instant::now()) / (addresses.len() - index) as u32;
                TcpStream::connect_timeout(address, share.max(Duration::from_millis(1)))
            }
        };
        match attempt {
            Ok(socket) => {
                socket.set_nodelay(true)?;
                keepalive::enable(&socket);
                return Ok(socket);
            }
            Err(error) => failure = error,
        }
    }
    Err(failure)
}

impl Socket {
    fn set_read_timeout(&self, timeout: Timeout) -> io::Result<()> {
        match self {
            Socket::Tcp(socket) => socket.set_read_timeout(timeout),
            #[cfg(unix)]
            Socket::Unix(socket) => socket.set_read_timeout(timeout),
        }
    }

    fn set_write_timeout(&self, timeout: Timeout) -> io::Result<()> {
        match self {
            Socket::Tcp(socket) => socket.set_write_timeout(timeout),
            #[cfg(unix)]
            Socket::Unix(socket) => socket.set_write_timeout(timeout),
        }
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
        self.socket()?.set_read_timeout(timeout).map_err(kind)
    }

    fn set_write_timeout(&mut self, millis: Option<u64>) -> Result<(), ErrorKind> {
        self.socket()?.set_write_timeout(millis.map(Duration::from_millis)).map_err(kind)
    }
}

impl embedded_io::ErrorType for Stream {
    type Error = ErrorKind;
}

impl embedded_io::Read for Stream {
    fn read(&mut self, buf: &mut [u8]) -> Result<usize, ErrorKind> {
        match self.socket()? {
            Socket::Tcp(socket) => socket.read(buf),
            #[cfg(unix)]
            Socket::Unix(socket) => socket.read(buf),
        }
        .map_err(kind)
    }
}

impl embedded_io::Write for Stream {
    fn write(&mut self, buf: &[u8]) -> Result<usize, ErrorKind> {
        match self.socket()? {
            Socket::Tcp(socket) => socket.write(buf),
            #[cfg(unix)]
            Socket::Unix(socket) => socket.write(buf),
        }
        .map_err(kind)
    }

    fn flush(&mut self) -> Result<(), ErrorKind> {
        Ok(())
    }
}

/// What kind of failure it is. A socket whose time is up says `WouldBlock` on some systems and `TimedOut` on others.
#[cold]
fn kind(error: io::Error) -> ErrorKind {
    match error.kind() {
        io::ErrorKind::WouldBlock => ErrorKind::TimedOut,
        kind => kind.into(),
    }
}
