//! A server in memory that fails at a byte: it takes so many, gives so many replies, and then there is an end of some kind.

use std::task::Poll;

use picoredis::embedded_io::{self, ErrorKind, ErrorType};

/// How reading ends when all replies have been given.
#[derive(Clone, Copy, Debug)]
#[allow(dead_code, reason = "not every test needs every end")]
pub(crate) enum End {
    /// The peer has closed the connection.
    Close,
    /// An error of the transport.
    Fail(ErrorKind),
    /// These bytes come.
    Say(&'static [u8]),
}

/// Answers each command with `+` and its number, unless it is to say something else.
#[derive(Clone, Debug)]
pub(crate) struct Cut {
    /// How many bytes it takes; a write of more is cut, and the next one fails.
    pub(crate) takes: usize,
    /// How many replies it gives.
    pub(crate) gives: usize,
    pub(crate) end: End,
    /// After how many bytes it cannot pass on what it took.
    pub(crate) holds: usize,
    /// What it answers to which command; the first is 0.
    pub(crate) answer: fn(usize) -> String,
    /// What it has taken.
    pub(crate) taken: Vec<u8>,
    /// How many replies it has given.
    given: usize,
}

impl Cut {
    pub(crate) fn new(takes: usize, gives: usize, end: End) -> Self {
        let answer = |number| format!("+{number}\r\n");
        Cut { takes, gives, end, holds: usize::MAX, answer, taken: Vec::new(), given: 0 }
    }

    /// How many commands it has whole.
    pub(crate) fn whole(&self) -> usize {
        let mut bytes = &self.taken[..];
        let mut count = 0;
        while let Some(rest) = after_command(bytes) {
            bytes = rest;
            count += 1;
        }
        count
    }
}

fn after_command(bytes: &[u8]) -> Option<&[u8]> {
    let (words, mut rest) = header(bytes)?;
    for _ in 0..words {
        let (len, word) = header(rest)?;
        rest = word.get(len + 2..)?;
    }
    Some(rest)
}

fn header(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let end = bytes.windows(2).position(|end| end == b"\r\n")?;
    Some((str::from_utf8(&bytes[1..end]).ok()?.parse().ok()?, &bytes[end + 2..]))
}

impl ErrorType for Cut {
    type Error = ErrorKind;
}

impl embedded_io::Read for Cut {
    fn read(&mut self, buf: &mut [u8]) -> Result<usize, ErrorKind> {
        let reply;
        let bytes = if self.given < self.gives.min(self.whole()) {
            reply = (self.answer)(self.given);
            self.given += 1;
            reply.as_bytes()
        } else {
            match self.end {
                End::Close => return Ok(0),
                End::Fail(kind) => return Err(kind),
                End::Say(bytes) => bytes,
            }
        };
        buf[..bytes.len()].copy_from_slice(bytes);
        Ok(bytes.len())
    }
}

impl embedded_io::Write for Cut {
    fn write(&mut self, buf: &[u8]) -> Result<usize, ErrorKind> {
        let len = buf.len().min(self.takes - self.taken.len());
        self.taken.extend_from_slice(&buf[..len]);
        if len > 0 { Ok(len) } else { Err(ErrorKind::ConnectionReset) }
    }

    fn flush(&mut self) -> Result<(), ErrorKind> {
        if self.taken.len() < self.holds { Ok(()) } else { Err(ErrorKind::ConnectionAborted) }
    }
}

/// The same for async clients, which have to wait once with the byte after so many.
#[derive(Debug)]
pub(crate) struct AsyncCut<'a> {
    pub(crate) cut: &'a mut Cut,
    pub(crate) stalls: Option<usize>,
}

impl<'a> AsyncCut<'a> {
    pub(crate) fn new(cut: &'a mut Cut, stalls: Option<usize>) -> Self {
        AsyncCut { cut, stalls }
    }
}

impl ErrorType for AsyncCut<'_> {
    type Error = ErrorKind;
}

impl embedded_io_async::Read for AsyncCut<'_> {
    async fn read(&mut self, buf: &mut [u8]) -> Result<usize, ErrorKind> {
        embedded_io::Read::read(self.cut, buf)
    }
}

impl embedded_io_async::Write for AsyncCut<'_> {
    async fn write(&mut self, buf: &[u8]) -> Result<usize, ErrorKind> {
        let left = self.stalls.map_or(buf.len(), |stalls| stalls - self.cut.taken.len());
        if left == 0 && !buf.is_empty() {
            self.stalls = None;
            pending_once().await;
        }
        let piece = if left == 0 { buf } else { &buf[..left.min(buf.len())] };
        embedded_io::Write::write(self.cut, piece)
    }

    async fn flush(&mut self) -> Result<(), ErrorKind> {
        embedded_io::Write::flush(self.cut)
    }
}

async fn pending_once() {
    let mut waited = false;
    std::future::poll_fn(|_| if std::mem::replace(&mut waited, true) { Poll::Ready(()) } else { Poll::Pending }).await;
}
