//! Sockets of the operating system: how they are opened, and how they are used without waiting.

use std::format;
use std::io;
use std::net::{TcpStream, ToSocketAddrs};
#[cfg(unix)]
use std::path::Path;
use std::time::{Duration, Instant};
use std::vec::Vec;

use super::keepalive;
use crate::config::{Endpoint, Timeout};

/// How many bytes the buffers of a socket and of its peer hold at the least: those of any system hold more.
pub(super) const HELD: usize = 16 << 10;

/// When a time that begins now is up; `None` is never.
pub(super) fn deadline(timeout: Timeout) -> Option<Instant> {
    Instant::now().checked_add(timeout?)
}

/// Nothing came of it in time.
#[cold]
pub(crate) fn timed_out(what: &str, timeout: Timeout) -> io::Error {
    let millis = timeout.unwrap_or_default().as_millis() as u64;
    io::Error::new(io::ErrorKind::TimedOut, format!("{what} timed out after {millis} ms"))
}

/// Connects to an endpoint within the time. What connects to a Unix socket is a `TcpStream` too: beyond connecting the
/// system makes no difference between the two, and `std` can look ahead in this one only.
pub(super) fn connect(endpoint: &Endpoint, timeout: Timeout) -> io::Result<TcpStream> {
    match endpoint {
        Endpoint::Tcp { host, port } => connect_tcp(host, *port, timeout),
        #[cfg(unix)]
        Endpoint::Unix(path) => connect_unix(path),
        #[cfg(not(unix))]
        Endpoint::Unix(_) => Err(io::Error::new(io::ErrorKind::Unsupported, "this system has no Unix sockets")),
    }
}

/// Connects to the first address of `host` that answers, all within one timeout.
fn connect_tcp(host: &str, port: u16, timeout: Timeout) -> io::Result<TcpStream> {
    let addresses: Vec<_> = (host, port).to_socket_addrs()?.collect();
    let deadline = deadline(timeout);
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
                prepare(&socket)?;
                return Ok(socket);
            }
            Err(error) => failure = error,
        }
    }
    // The system's own patience has a number.
    let ours = failure.kind() == io::ErrorKind::TimedOut && failure.raw_os_error().is_none();
    Err(if ours { timed_out("connecting", timeout) } else { failure })
}

/// Has a socket send what is short at once, and notice a peer that is gone.
pub(crate) fn prepare(socket: &TcpStream) -> io::Result<()> {
    socket.set_nodelay(true)?;
    keepalive::enable(socket);
    Ok(())
}

/// Without a timeout: the system has none, and waits while the queue of the server is full. A thread that waited in its
/// place would make every program larger by a third of it.
#[cfg(unix)]
fn connect_unix(path: &Path) -> io::Result<TcpStream> {
    use std::os::fd::OwnedFd;
    use std::os::unix::net::UnixStream;

    UnixStream::connect(path).map(OwnedFd::from).map(TcpStream::from)
}

/// Does something with a socket that would otherwise wait; `None` if it would have had to.
pub(super) fn at_once<T>(
    socket: &mut TcpStream,
    work: impl FnOnce(&mut TcpStream) -> io::Result<T>,
) -> io::Result<Option<T>> {
    socket.set_nonblocking(true)?;
    let done = work(socket);
    socket.set_nonblocking(false)?;
    match done {
        Ok(done) => Ok(Some(done)),
        Err(error) if error.kind() == io::ErrorKind::WouldBlock => Ok(None),
        Err(error) => Err(error),
    }
}
