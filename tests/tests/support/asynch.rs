//! Both clients over a socket, in little memory. The async one has no runtime: each read and each write is waited for once,
//! so that a test can drop a future at every place where it waits.

use std::io::{ErrorKind, Read as _, Write as _};
use std::net::TcpStream;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use embedded_io_async::{Read, Write};
use picoredis::asynch::{Bare, Redis};
use picoredis::embedded_io;

/// A client that never waits longer than this, so that a broken test fails instead of hanging.
const LIMIT: Duration = Duration::from_secs(30);

/// The client of these tests.
pub(crate) type Async = Redis<Bare<Socket>, Vec<u8>, 32>;

/// A socket whose every operation is pending once, and then done.
#[derive(Debug)]
pub(crate) struct Socket(TcpStream);

/// A client of whoever listens on that port of this machine, in so much memory for each direction.
pub(crate) fn connect(port: u16, memory: usize) -> Async {
    Redis::over(socket(port), vec![0; memory], vec![0; memory])
}

/// The blocking client over such a socket.
#[allow(dead_code, reason = "not every test needs it")]
pub(crate) fn connect_blocking(
    port: u16,
    memory: usize,
) -> picoredis::Redis<picoredis::transport::Bare<Socket>, Vec<u8>, 32> {
    picoredis::Redis::over(socket(port), vec![0; memory], vec![0; memory])
}

fn socket(port: u16) -> Socket {
    let stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    stream.set_nodelay(true).unwrap();
    stream.set_read_timeout(Some(LIMIT)).unwrap();
    Socket(stream)
}

/// Runs a future to its end.
pub(crate) fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(output) = poll(future.as_mut()) {
            return output;
        }
    }
}

/// Polls a future so many times, and drops it; what it came to, if it was ready by then.
#[allow(dead_code, reason = "not every test needs it")]
pub(crate) fn cut<F: Future>(future: F, polls: usize) -> Option<F::Output> {
    let mut future = pin!(future);
    for _ in 0..polls {
        if let Poll::Ready(output) = poll(future.as_mut()) {
            return Some(output);
        }
    }
    None
}

fn poll<F: Future>(future: Pin<&mut F>) -> Poll<F::Output> {
    future.poll(&mut Context::from_waker(Waker::noop()))
}

/// Pending once.
pub(crate) async fn wait() {
    let mut waited = false;
    std::future::poll_fn(|_| if std::mem::replace(&mut waited, true) { Poll::Ready(()) } else { Poll::Pending }).await;
}

impl embedded_io::ErrorType for Socket {
    type Error = std::io::Error;
}

impl embedded_io::Read for Socket {
    fn read(&mut self, buf: &mut [u8]) -> std::io::Result<usize> {
        self.0.read(buf).map_err(|error| match error.kind() {
            ErrorKind::WouldBlock => ErrorKind::TimedOut.into(),
            _ => error,
        })
    }
}

impl embedded_io::Write for Socket {
    fn write(&mut self, buf: &[u8]) -> std::io::Result<usize> {
        self.0.write(buf)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Read for Socket {
    async fn read(&mut self, buf: &mut [u8]) -> std::io::Result<usize> {
        wait().await;
        embedded_io::Read::read(self, buf)
    }
}

impl Write for Socket {
    async fn write(&mut self, buf: &[u8]) -> std::io::Result<usize> {
        wait().await;
        self.0.write(buf)
    }

    async fn flush(&mut self) -> std::io::Result<()> {
        wait().await;
        Ok(())
    }
}
