//! The async face over a socket, and something to drive it with: no runtime, no thread.

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

use picoredis::embedded_io::{ErrorKind, ErrorType};
use picoredis::session::Login;
use picoredis::{Protocol, asynch};

/// The async client of the tests.
pub(crate) type AsyncRedis = asynch::Redis<Wire, Vec<u8>>;

/// Drives a future that is woken by nobody: looks at it again and again.
pub(crate) fn block_on<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    let mut looks = 0u32;
    loop {
        if let Poll::Ready(ready) = future.as_mut().poll(&mut context) {
            return ready;
        }
        looks += 1;
        if looks.is_multiple_of(64) { std::thread::sleep(Duration::from_micros(50)) } else { std::thread::yield_now() }
    }
}

/// A client over a connection to a loopback port, that has said nothing yet.
pub(crate) fn open(port: u16) -> AsyncRedis {
    AsyncRedis::with_transport(Wire::connect(port).unwrap(), vec![0; 32 << 10], vec![0; 16 << 10])
}

/// A client that has said which protocol and which database it wants.
#[allow(dead_code, reason = "not every test that has a socket needs a handshake")]
pub(crate) fn connect(port: u16, protocol: Protocol, db: u32) -> AsyncRedis {
    let mut redis = open(port);
    block_on(redis.login(&Login { protocol, db, ..Login::default() })).unwrap();
    redis
}

/// A socket that never blocks.
#[derive(Debug)]
pub(crate) struct Wire {
    socket: TcpStream,
    deadline: Option<Instant>,
}

impl Wire {
    pub(crate) fn connect(port: u16) -> io::Result<Self> {
        let socket = TcpStream::connect(("127.0.0.1", port))?;
        socket.set_nodelay(true)?;
        socket.set_nonblocking(true)?;
        Ok(Wire { socket, deadline: None })
    }

    /// What came of an attempt; `Pending` if it would have blocked and there is time.
    fn outcome(&self, outcome: io::Result<usize>) -> Poll<Result<usize, ErrorKind>> {
        match outcome {
            Ok(len) => Poll::Ready(Ok(len)),
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => match self.deadline {
                Some(deadline) if Instant::now() >= deadline => Poll::Ready(Err(ErrorKind::TimedOut)),
                _ => Poll::Pending,
            },
            Err(error) => Poll::Ready(Err(error.kind().into())),
        }
    }
}

impl asynch::Transport for Wire {
    fn set_deadline(&mut self, millis: Option<u64>) {
        self.deadline = millis.map(|millis| Instant::now() + Duration::from_millis(millis));
    }
}

impl ErrorType for Wire {
    type Error = ErrorKind;
}

impl embedded_io_async::Read for Wire {
    async fn read(&mut self, buf: &mut [u8]) -> Result<usize, ErrorKind> {
        std::future::poll_fn(|_| {
            let read = self.socket.read(buf);
            self.outcome(read)
        })
        .await
    }
}

impl embedded_io_async::Write for Wire {
    async fn write(&mut self, buf: &[u8]) -> Result<usize, ErrorKind> {
        std::future::poll_fn(|_| {
            let written = self.socket.write(buf);
            self.outcome(written)
        })
        .await
    }

    async fn flush(&mut self) -> Result<(), ErrorKind> {
        Ok(())
    }
}
