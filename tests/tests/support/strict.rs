//! A peer over pipes of few bytes, which reads no further before its reply has been taken: what a connection comes to
//! when no buffer on the way has room.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex};
use std::task::Poll;
use std::thread;
use std::time::{Duration, Instant};

use picoredis::asynch::{self, Moved};
use picoredis::embedded_io::{self, ErrorKind, ErrorType};
use picoredis::transport;

/// Who waits longer for the other side has a deadlock.
const LIMIT: Duration = Duration::from_secs(5);

/// Starts a peer that echoes the argument of each `ECHO`, and as many more bytes `.` as `padding` says. `capacity` is how
/// many bytes there is room for on the way there, and as many on the way back.
pub(crate) fn strict_peer(capacity: usize, padding: usize) -> PipeEnd {
    let pipes = [Pipe::new(capacity), Pipe::new(capacity)];
    let client = PipeEnd { input: Arc::clone(&pipes[0]), output: Arc::clone(&pipes[1]) };
    let [output, input] = pipes;
    let mut peer = PipeEnd { input, output };
    thread::spawn(move || while peer.answer_one(padding).is_some() {});
    client
}

#[derive(Debug)]
struct Pipe {
    capacity: usize,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    bytes: VecDeque<u8>,
    closed: bool,
}

impl Pipe {
    fn new(capacity: usize) -> Arc<Self> {
        Arc::new(Pipe { capacity, state: Mutex::default(), changed: Condvar::new() })
    }

    /// Does something as soon as it can be done.
    fn wait<T>(&self, mut attempt: impl FnMut(&mut State) -> Option<T>) -> Result<T, ErrorKind> {
        let end = Instant::now() + LIMIT;
        let mut state = self.state.lock().unwrap();
        loop {
            if let Some(done) = attempt(&mut state) {
                self.changed.notify_all();
                return Ok(done);
            }
            if Instant::now() >= end {
                return Err(ErrorKind::TimedOut);
            }
            state = self.changed.wait_timeout(state, LIMIT).unwrap().0;
        }
    }

    fn look<T>(&self, attempt: impl FnOnce(&mut State) -> Option<T>) -> Option<T> {
        let done = attempt(&mut self.state.lock().unwrap());
        self.changed.notify_all();
        done
    }

    fn put(&self, bytes: &[u8]) -> impl Fn(&mut State) -> Option<usize> {
        let capacity = self.capacity;
        move |state| {
            let len = bytes.len().min(capacity - state.bytes.len());
            state.bytes.extend(&bytes[..len]);
            (len > 0).then_some(len)
        }
    }
}

fn take(memory: &mut [u8]) -> impl FnMut(&mut State) -> Option<usize> {
    move |state| {
        let len = memory.len().min(state.bytes.len());
        memory[..len].iter_mut().zip(state.bytes.drain(..len)).for_each(|(place, byte)| *place = byte);
        (len > 0 || state.closed).then_some(len)
    }
}

/// One end of two pipes.
#[derive(Debug)]
pub(crate) struct PipeEnd {
    input: Arc<Pipe>,
    output: Arc<Pipe>,
}

impl PipeEnd {
    fn answer_one(&mut self, padding: usize) -> Option<()> {
        let mut words = Vec::new();
        for _ in 0..self.header()? {
            let mut word = vec![0; self.header()? + 2];
            self.read_exact(&mut word)?;
            word.truncate(word.len() - 2);
            words.push(word);
        }
        let mut payload = words.pop()?;
        payload.resize(payload.len() + padding, b'.');
        let header = format!("${}\r\n", payload.len());
        let mut reply = [header.as_bytes(), &payload, b"\r\n"].concat();
        while !reply.is_empty() {
            let len = self.output.wait(self.output.put(&reply)).ok()?;
            reply.drain(..len);
        }
        Some(())
    }

    fn header(&mut self) -> Option<usize> {
        let mut line = Vec::new();
        while !line.ends_with(b"\r\n") {
            let mut byte = [0];
            self.read_exact(&mut byte)?;
            line.push(byte[0]);
        }
        str::from_utf8(&line[1..line.len() - 2]).ok()?.parse().ok()
    }

    fn read_exact(&mut self, mut memory: &mut [u8]) -> Option<()> {
        while !memory.is_empty() {
            let len = self.input.wait(take(memory)).ok().filter(|len| *len > 0)?;
            memory = &mut memory[len..];
        }
        Some(())
    }
}

impl Drop for PipeEnd {
    fn drop(&mut self) {
        for pipe in [&self.input, &self.output] {
            pipe.look(|state| {
                state.closed = true;
                Some(())
            });
        }
    }
}

impl ErrorType for PipeEnd {
    type Error = ErrorKind;
}

impl embedded_io::Read for PipeEnd {
    fn read(&mut self, buf: &mut [u8]) -> Result<usize, ErrorKind> {
        self.input.wait(take(buf))
    }
}

impl embedded_io::Write for PipeEnd {
    fn write(&mut self, buf: &[u8]) -> Result<usize, ErrorKind> {
        self.output.wait(self.output.put(buf))
    }

    fn flush(&mut self) -> Result<(), ErrorKind> {
        Ok(())
    }
}

impl transport::Transport for PipeEnd {
    fn write_now(&mut self, bytes: &[u8]) -> Result<Option<usize>, ErrorKind> {
        Ok(self.output.look(self.output.put(bytes)))
    }
}

/// The same for async clients.
#[derive(Debug)]
pub(crate) struct AsyncPipeEnd {
    pipes: PipeEnd,
    /// When somebody has waited too long.
    end: Option<Instant>,
}

impl AsyncPipeEnd {
    pub(crate) fn new(pipes: PipeEnd) -> Self {
        AsyncPipeEnd { pipes, end: None }
    }

    fn outcome<T>(&mut self, outcome: Option<T>) -> Poll<Result<T, ErrorKind>> {
        match outcome {
            Some(len) => {
                self.end = None;
                Poll::Ready(Ok(len))
            }
            None if Instant::now() >= *self.end.get_or_insert_with(|| Instant::now() + LIMIT) => {
                Poll::Ready(Err(ErrorKind::TimedOut))
            }
            None => Poll::Pending,
        }
    }
}

impl ErrorType for AsyncPipeEnd {
    type Error = ErrorKind;
}

impl embedded_io_async::Read for AsyncPipeEnd {
    async fn read(&mut self, buf: &mut [u8]) -> Result<usize, ErrorKind> {
        std::future::poll_fn(|_| {
            let taken = self.pipes.input.look(|state| take(buf)(state));
            self.outcome(taken)
        })
        .await
    }
}

impl embedded_io_async::Write for AsyncPipeEnd {
    async fn write(&mut self, buf: &[u8]) -> Result<usize, ErrorKind> {
        std::future::poll_fn(|_| {
            let put = self.pipes.output.look(self.pipes.output.put(buf));
            self.outcome(put)
        })
        .await
    }

    async fn flush(&mut self) -> Result<(), ErrorKind> {
        Ok(())
    }
}

impl asynch::Transport for AsyncPipeEnd {
    async fn write_or_read(&mut self, bytes: &[u8], memory: &mut [u8]) -> Result<Moved, ErrorKind> {
        std::future::poll_fn(|_| {
            let put = self.pipes.output.look(self.pipes.output.put(bytes)).map(Moved::Out);
            let moved = put.or_else(|| self.pipes.input.look(|state| take(memory)(state)).map(Moved::In));
            self.outcome(moved)
        })
        .await
    }
}
