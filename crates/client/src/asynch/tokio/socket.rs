//! Sockets of tokio: how they are opened.

use core::future::Future;
use core::time::Duration;
#[cfg(unix)]
use std::path::Path;
use std::vec::Vec;
use std::{io, net};

use ::tokio::net::{TcpStream, lookup_host};
use ::tokio::time::{Instant, timeout_at};

use crate::config::{Endpoint, Timeout};
use crate::transport::socket::{prepare, timed_out};

/// When a time that begins now is up; `None` is never.
pub(super) fn deadline(timeout: Timeout) -> Option<Instant> {
    Instant::now().checked_add(timeout?)
}

/// Connects to an endpoint within the time. What connects to a Unix socket is a `TcpStream` too: beyond connecting the
/// system makes no difference between the two.
pub(super) async fn connect(endpoint: &Endpoint, timeout: Timeout) -> io::Result<TcpStream> {
    match endpoint {
        Endpoint::Tcp { host, port } => connect_tcp(host, *port, timeout).await,
        #[cfg(unix)]
        Endpoint::Unix(path) => until(deadline(timeout), connect_unix(path), "connecting", timeout).await,
        #[cfg(not(unix))]
        Endpoint::Unix(_) => Err(io::Error::new(io::ErrorKind::Unsupported, "this system has no Unix sockets")),
    }
}

/// Connects to the first address of `host` that answers. Finding the addresses counts too.
async fn connect_tcp(host: &str, port: u16, timeout: Timeout) -> io::Result<TcpStream> {
    let deadline = deadline(timeout);
    let addresses: Vec<_> = until(deadline, lookup_host((host, port)), "finding its address", timeout).await?.collect();
    let mut failure = io::Error::new(io::ErrorKind::NotFound, "the name has no address");
    for (index, address) in addresses.iter().enumerate() {
        let share = deadline.map(|deadline| {
            // An address that swallows everything must leave time for those behind it.
            let left = deadline.saturating_duration_since(Instant::now()) / (addresses.len() - index) as u32;
            Instant::now() + left.max(Duration::from_millis(1))
        });
        match until(share, TcpStream::connect(address), "connecting", timeout).await {
            Ok(socket) => return prepared(socket),
            Err(error) => failure = error,
        }
    }
    Err(failure)
}

#[cfg(unix)]
async fn connect_unix(path: &Path) -> io::Result<TcpStream> {
    use std::os::fd::OwnedFd;

    let socket = ::tokio::net::UnixStream::connect(path).await?.into_std()?;
    TcpStream::from_std(net::TcpStream::from(OwnedFd::from(socket)))
}

fn prepared(socket: TcpStream) -> io::Result<TcpStream> {
    let socket: net::TcpStream = socket.into_std()?;
    prepare(&socket)?;
    TcpStream::from_std(socket)
}

/// How much has come, by the word of the system: the runtime hears of it a moment later. `None` if nothing has; 0 is the end.
pub(super) fn ahead(socket: &TcpStream) -> io::Result<Option<usize>> {
    #[cfg(not(windows))]
    let twin = std::os::fd::AsFd::as_fd(socket).try_clone_to_owned()?;
    #[cfg(windows)]
    let twin = std::os::windows::io::AsSocket::as_socket(socket).try_clone_to_owned()?;
    match net::TcpStream::from(twin).peek(&mut [0]) {
        Ok(len) => Ok(Some(len)),
        Err(error) if error.kind() == io::ErrorKind::WouldBlock => Ok(None),
        Err(error) => Err(error),
    }
}

/// Does it until then, or says what took too long.
pub(super) async fn until<T>(
    deadline: Option<Instant>,
    work: impl Future<Output = io::Result<T>>,
    what: &str,
    timeout: Timeout,
) -> io::Result<T> {
    match deadline {
        None => work.await,
        Some(deadline) => timeout_at(deadline, work).await.unwrap_or_else(|_| Err(timed_out(what, timeout))),
    }
}
