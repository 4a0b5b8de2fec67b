//! A scripted TCP peer: a server that misbehaves exactly as a test tells it.
//!
//! ```
//! use picoredis_tests::peer::{Peer, Step};
//! use std::io::{Read, Write};
//! use std::net::TcpStream;
//!
//! let peer = Peer::start([Step::ReadCommand, Step::Dribble(b"+PONG\r\n".to_vec()), Step::Close])?;
//! let mut stream = TcpStream::connect(peer.address())?;
//! stream.write_all(b"*1\r\n$4\r\nPING\r\n")?;
//! let mut reply = Vec::new();
//! stream.read_to_end(&mut reply)?;
//! assert_eq!(reply, b"+PONG\r\n");
//! assert_eq!(peer.join().unwrap(), b"*1\r\n$4\r\nPING\r\n");
//! # Ok::<(), std::io::Error>(())
//! ```

use std::io::{self, ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

/// How long a whole script may take, so that a broken test fails instead of hanging.
const LIMIT: Duration = Duration::from_secs(30);

/// One thing the peer does. Before the first step, and for a step after [`Step::Close`] or [`Step::Reset`], it accepts
/// the next connection.
#[derive(Debug)]
pub enum Step {
    /// Reads as many bytes as these; they must be these.
    Expect(Vec<u8>),
    /// Reads one command, an array of bulk strings, whatever it says.
    ReadCommand,
    /// Waits until the client hangs up; it must not send anything before.
    ExpectClose,
    /// Writes these bytes.
    Send(Vec<u8>),
    /// Writes these bytes one by one, each in its own packet.
    Dribble(Vec<u8>),
    /// Writes these bytes again and again until the client hangs up.
    Repeat(Vec<u8>),
    /// The same with this pause after each time.
    Trickle(Vec<u8>, Duration),
    /// Goes on when the test sends on the other end of this channel.
    Wait(Receiver<()>),
    /// Goes on after this time: for tests of time itself. All others have [`Step::Wait`].
    Delay(Duration),
    /// Closes the connection. Only for a client that has sent nothing unread: otherwise it becomes a reset.
    Close,
    /// Waits for bytes from the client, and breaks the connection without reading them (the client sees a reset).
    Reset,
}

/// The peer, playing its script in a thread of its own.
#[derive(Debug)]
pub struct Peer {
    address: SocketAddr,
    deadline: Instant,
    outcome: Receiver<Outcome>,
}

/// What the script came to: the bytes received, or what went wrong at which step.
type Outcome = Result<Vec<u8>, String>;

impl Peer {
    /// Listens on a free loopback port and plays `script` to who connects. The last connection stays open until the
    /// client leaves, unless the script closes it.
    ///
    /// # Errors
    /// When no port can be had.
    pub fn start(script: impl IntoIterator<Item = Step>) -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let address = listener.local_addr()?;
        let deadline = Instant::now() + LIMIT;
        let steps: Vec<Step> = script.into_iter().collect();
        let (sender, outcome) = mpsc::channel();
        thread::spawn(move || {
            Stage { listener, connection: None, received: Vec::new(), deadline }.play(steps, &sender)
        });
        Ok(Self { address, deadline, outcome })
    }

    /// Where to connect to.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The port of [`Peer::address`]; the host is 127.0.0.1.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// The address as clients take it: `redis://127.0.0.1:PORT`.
    pub fn url(&self) -> String {
        format!("redis://{}", self.address)
    }

    /// Waits for the end of the script; returns all bytes its steps have read, from all connections in order.
    ///
    /// # Errors
    /// The step that failed, and why: another byte than expected, an end too soon, the time limit.
    pub fn join(self) -> Result<Vec<u8>, String> {
        // A little more than the thread has, which knows better what it waits for.
        let limit = self.deadline.saturating_duration_since(Instant::now()) + Duration::from_secs(1);
        self.outcome.recv_timeout(limit).unwrap_or_else(|error| match error {
            RecvTimeoutError::Timeout => Err(format!("not done within {LIMIT:?}: did nobody connect?")),
            RecvTimeoutError::Disconnected => Err("the peer's thread is gone".into()),
        })
    }
}

/// What a script is played with.
struct Stage {
    listener: TcpListener,
    connection: Option<TcpStream>,
    received: Vec<u8>,
    deadline: Instant,
}

impl Stage {
    fn play(mut self, steps: Vec<Step>, outcome: &Sender<Outcome>) {
        for (number, step) in steps.into_iter().enumerate() {
            let name = name_of(&step);
            if let Err(error) = self.perform(step) {
                let reason = if is_timeout(&error) { format!("not done within {LIMIT:?}") } else { error.to_string() };
                // Who does not join does not care.
                let _ = outcome.send(Err(format!("step {} ({name}): {reason}", number + 1)));
                return;
            }
        }
        let _ = outcome.send(Ok(std::mem::take(&mut self.received)));
        self.hold_open();
    }

    /// Keeps the connection until the client has left (or the time is over), as a client may still look at it.
    fn hold_open(&mut self) {
        let Some(mut stream) = self.connection.take() else { return };
        let mut rest = [0; 4096];
        while self.limit(&stream).is_ok() && stream.read(&mut rest).is_ok_and(|count| count > 0) {}
    }

    fn perform(&mut self, step: Step) -> io::Result<()> {
        match step {
            Step::Wait(signal) => return self.wait(&signal),
            Step::Delay(time) => {
                thread::sleep(time);
                return Ok(());
            }
            _ => {}
        }
        let mut stream = self.connect()?;
        self.limit(&stream)?;
        let keep = match step {
            Step::Expect(bytes) => self.expect(&mut stream, &bytes).map(|()| true),
            Step::ReadCommand => self.read_command(&mut stream).map(|()| true),
            Step::ExpectClose => expect_close(&mut stream).map(|()| false),
            Step::Send(bytes) => stream.write_all(&bytes).map(|()| true),
            Step::Dribble(bytes) => dribble(&mut stream, &bytes).map(|()| true),
            Step::Repeat(bytes) => repeat(&mut stream, &bytes, Duration::ZERO).map(|()| false),
            Step::Trickle(bytes, pause) => repeat(&mut stream, &bytes, pause).map(|()| false),
            Step::Reset => stream.peek(&mut [0]).map(|_| false),
            Step::Close | Step::Wait(_) | Step::Delay(_) => Ok(false),
        }?;
        self.connection = keep.then_some(stream);
        Ok(())
    }

    /// Takes the connection, or accepts the next one.
    fn connect(&mut self) -> io::Result<TcpStream> {
        if let Some(stream) = self.connection.take() {
            return Ok(stream);
        }
        let (stream, _) = self.listener.accept()?;
        stream.set_nodelay(true)?;
        Ok(stream)
    }

    /// Lets reads and writes fail at the deadline.
    fn limit(&self, stream: &TcpStream) -> io::Result<()> {
        let left = self.deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(ErrorKind::TimedOut.into());
        }
        stream.set_read_timeout(Some(left))?;
        stream.set_write_timeout(Some(left))
    }

    fn wait(&self, signal: &Receiver<()>) -> io::Result<()> {
        let left = self.deadline.saturating_duration_since(Instant::now());
        signal.recv_timeout(left).map_err(|error| io::Error::other(format!("no signal from the test: {error}")))
    }

    fn expect(&mut self, stream: &mut TcpStream, expected: &[u8]) -> io::Result<()> {
        let start = self.received.len();
        self.read(stream, expected.len())?;
        let came = &self.received[start..];
        if came == expected {
            return Ok(());
        }
        let (expected, came) = (expected.escape_ascii(), came.escape_ascii());
        Err(io::Error::other(format!("expected \"{expected}\", but \"{came}\" came")))
    }

    /// Reads `*N`, then N times `$length` and that many bytes.
    fn read_command(&mut self, stream: &mut TcpStream) -> io::Result<()> {
        for _ in 0..self.read_header(stream, b'*')? {
            let length = self.read_header(stream, b'$')?;
            self.read(stream, length + 2)?;
        }
        Ok(())
    }

    /// Reads a line of `mark` and a number.
    fn read_header(&mut self, stream: &mut TcpStream, mark: u8) -> io::Result<usize> {
        let start = self.received.len();
        while !self.received[start..].ends_with(b"\r\n") {
            self.read(stream, 1)?;
        }
        let line = self.received[start..].escape_ascii().to_string();
        let number = line.strip_prefix(char::from(mark)).and_then(|rest| rest.strip_suffix(r"\r\n")?.parse().ok());
        number.ok_or_else(|| io::Error::other(format!("not the header of a command: \"{line}\"")))
    }

    /// Appends exactly `count` bytes to what was received: what no step has asked for stays unread.
    fn read(&mut self, stream: &mut TcpStream, count: usize) -> io::Result<()> {
        let start = self.received.len();
        stream.take(count as u64).read_to_end(&mut self.received)?;
        if self.received.len() - start == count {
            return Ok(());
        }
        let came = self.received[start..].escape_ascii();
        Err(io::Error::other(format!("the client hung up after \"{came}\", {count} bytes were expected")))
    }
}

fn name_of(step: &Step) -> &'static str {
    match step {
        Step::Expect(_) => "expect",
        Step::ReadCommand => "read a command",
        Step::ExpectClose => "expect the close",
        Step::Send(_) => "send",
        Step::Dribble(_) => "dribble",
        Step::Repeat(_) => "repeat",
        Step::Trickle(..) => "trickle",
        Step::Wait(_) => "wait",
        Step::Delay(_) => "delay",
        Step::Close => "close",
        Step::Reset => "reset",
    }
}

fn expect_close(stream: &mut TcpStream) -> io::Result<()> {
    let mut byte = [0];
    match stream.read(&mut byte) {
        Ok(0) => Ok(()),
        Ok(_) => Err(io::Error::other(format!("the client sent \"{}\" before", byte.escape_ascii()))),
        Err(error) if is_hang_up(&error) => Ok(()),
        Err(error) => Err(error),
    }
}

fn dribble(stream: &mut TcpStream, bytes: &[u8]) -> io::Result<()> {
    // Without delay (TCP_NODELAY) each write is a packet.
    bytes.iter().try_for_each(|byte| stream.write_all(&[*byte]))
}

fn repeat(stream: &mut TcpStream, bytes: &[u8], pause: Duration) -> io::Result<()> {
    loop {
        match stream.write_all(bytes) {
            Ok(()) => thread::sleep(pause),
            Err(error) if is_hang_up(&error) => return Ok(()),
            Err(error) => return Err(error),
        }
    }
}

fn is_hang_up(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::BrokenPipe | ErrorKind::ConnectionReset | ErrorKind::ConnectionAborted)
}

/// Which of the two an expired socket timeout is depends on the platform.
fn is_timeout(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::TimedOut | ErrorKind::WouldBlock)
}
