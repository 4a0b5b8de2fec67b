//! A socket of embassy-net as a transport.

use core::net::SocketAddrV4;

use embassy_net::Stack;
use embassy_net::tcp::TcpSocket;
use embassy_time::{Duration, Instant, with_deadline};
use embedded_io_async::{ErrorKind, ErrorType, Read, Write};
use picoredis::asynch::Transport;

/// What a socket receives into, and sends from.
pub struct Memory {
    receive: [u8; 4096],
    send: [u8; 2048],
}

impl Memory {
    pub const fn new() -> Self {
        Memory { receive: [0; 4096], send: [0; 2048] }
    }
}

impl Default for Memory {
    fn default() -> Self {
        Self::new()
    }
}

/// How long connecting may take.
const PATIENCE: Duration = Duration::from_secs(5);

/// A socket with a deadline, which the client sets.
pub struct Socket<'a> {
    socket: TcpSocket<'a>,
    deadline: Option<Instant>,
}

impl<'a> Socket<'a> {
    /// One that is not connected.
    pub fn new(stack: Stack<'a>, memory: &'a mut Memory) -> Self {
        let mut socket = TcpSocket::new(stack, &mut memory.receive, &mut memory.send);
        socket.set_nagle_enabled(false);
        // A peer that is gone without a word is noticed within a minute.
        socket.set_keep_alive(Some(Duration::from_secs(20)));
        socket.set_timeout(Some(Duration::from_secs(60)));
        Socket { socket, deadline: None }
    }

    /// Connects to a server; what was connected before is no longer.
    ///
    /// # Errors
    ///
    /// Nobody listens there, or nobody answers.
    pub async fn connect(&mut self, server: SocketAddrV4) -> Result<(), ErrorKind> {
        self.socket.abort();
        let socket = &mut self.socket;
        let connect = async { socket.connect(server).await.map_err(|_| ErrorKind::ConnectionRefused) };
        within(Some(Instant::now() + PATIENCE), connect).await
    }
}

impl ErrorType for Socket<'_> {
    type Error = ErrorKind;
}

impl Read for Socket<'_> {
    async fn read(&mut self, memory: &mut [u8]) -> Result<usize, ErrorKind> {
        let socket = &mut self.socket;
        let read = async { socket.read(memory).await.map_err(|_| ErrorKind::ConnectionReset) };
        within(self.deadline, read).await
    }
}

impl Write for Socket<'_> {
    async fn write(&mut self, bytes: &[u8]) -> Result<usize, ErrorKind> {
        let socket = &mut self.socket;
        let write = async { socket.write(bytes).await.map_err(|_| ErrorKind::ConnectionReset) };
        within(self.deadline, write).await
    }

    async fn flush(&mut self) -> Result<(), ErrorKind> {
        Ok(()) // what is written is on its way
    }
}

impl Transport for Socket<'_> {
    fn set_deadline(&mut self, millis: Option<u64>) {
        self.deadline = millis.map(|millis| Instant::now() + Duration::from_millis(millis));
    }

    fn now(&mut self) -> Option<u64> {
        Some(Instant::now().as_millis())
    }
}

/// Does it until a deadline, if there is one.
///
/// # Errors
///
/// Those of `work`, and [`TimedOut`](ErrorKind::TimedOut).
pub async fn within<R>(
    deadline: Option<Instant>,
    work: impl Future<Output = Result<R, ErrorKind>>,
) -> Result<R, ErrorKind> {
    match deadline {
        Some(deadline) => with_deadline(deadline, work).await.unwrap_or(Err(ErrorKind::TimedOut)),
        None => work.await,
    }
}
