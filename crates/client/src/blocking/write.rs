//! Sending commands.

use embedded_io::{Error as _, ErrorKind as IoKind};
use picoredis_core::command::AnyCommand;
use picoredis_core::target::FOR_SPEED;

use super::Redis;
use crate::allowed::Allowed;
use crate::error::Failure;
use crate::link::{Outbox, PROGRESS, Stop};
use crate::transport::Transport;

impl<T: Transport, B: AsRef<[u8]> + AsMut<[u8]>, const DEPTH: usize> Redis<T, B, DEPTH> {
    /// Sends one command: in one write, if it fits the memory, else as it comes.
    pub(super) fn send(&mut self, command: &AnyCommand<'_>) -> Result<(), Failure> {
        #[cfg(feature = "alloc")]
        self.link.tap.sends(command);
        let mut line = Line::new(&mut self.io, Pace::new(self.timeout));
        let mut passed = false;
        let mut beyond = |bytes: &[u8]| {
            passed = true;
            line.write_all(bytes)
        };
        let sent = match self.link.encode(command, Some(&mut beyond)) {
            // What goes out before it may still lie between the two.
            Ok(()) if passed => line.send(&mut self.link.outbox).map_err(Stop::Io),
            Ok(()) => line.send_alone(&mut self.link.outbox).map_err(Stop::Io),
            Err(stop) => Err(stop),
        };
        // Of half a command the server makes nothing: it cannot have been executed.
        sent.map_err(|stop| self.link.not_sent(stop, self.timeout))?;
        self.flush()?;
        self.link.session.sent();
        Ok(())
    }

    /// Has the transport pass on all that it took.
    #[inline]
    pub(super) fn flush(&mut self) -> Result<(), Failure> {
        self.io.flush().map_err(|error| {
            self.link.session.fail();
            Failure::io(error.kind()).in_doubt()
        })
    }
}

/// How long writing may take: the time begins anew with every 16 KiB that are taken.
#[derive(Clone, Copy)]
pub(super) struct Pace {
    allowed: Allowed,
    /// When the time is up; unknown until a write has taken only a part.
    deadline: Option<u64>,
    /// Bytes taken since the time began.
    taken: usize,
}

impl Pace {
    pub(super) fn new(allowed: Allowed) -> Self {
        Pace { allowed, deadline: None, taken: 0 }
    }
}

/// The way out.
pub(super) struct Line<'a, T> {
    io: &'a mut T,
    pub(super) pace: Pace,
}

impl<'a, T: Transport> Line<'a, T> {
    pub(super) fn new(io: &'a mut T, pace: Pace) -> Self {
        Line { io, pace }
    }

    /// Sends what is in the outbox, when nothing else is under way: the peer has read all that was written before.
    #[inline]
    fn send_alone<B: AsRef<[u8]> + AsMut<[u8]>>(&mut self, outbox: &mut Outbox<B>) -> Result<(), IoKind> {
        let len = outbox.bytes().len();
        if FOR_SPEED && (1..=self.io.holds()).contains(&len) {
            let written = self.io.write_held(outbox.bytes());
            outbox.taken(self.taken(len, written)?);
        }
        self.send(outbox)
    }

    /// Sends what is in the outbox.
    #[inline]
    pub(super) fn send<B: AsRef<[u8]> + AsMut<[u8]>>(&mut self, outbox: &mut Outbox<B>) -> Result<(), IoKind> {
        self.write_all(outbox.bytes())?;
        outbox.clear();
        Ok(())
    }

    #[inline(never)]
    pub(super) fn write_all(&mut self, mut bytes: &[u8]) -> Result<(), IoKind> {
        while !bytes.is_empty() {
            let taken = self.write(bytes)?;
            bytes = bytes.get(taken..).unwrap_or_default();
        }
        Ok(())
    }

    /// Writes some of it, within the time.
    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<usize, IoKind> {
        let written = self.io.write(bytes);
        self.taken(bytes.len(), written)
    }

    /// How many bytes of those that were to be written were taken.
    #[inline]
    fn taken(&mut self, asked: usize, written: Result<usize, T::Error>) -> Result<usize, IoKind> {
        let taken = match written {
            Ok(0) => return Err(IoKind::WriteZero),
            Ok(len) if len == asked => return Ok(len),
            Ok(len) => len,
            Err(error) if error.kind() == IoKind::Interrupted => 0,
            Err(error) => return Err(error.kind()),
        };
        self.check_time(taken)?;
        Ok(taken)
    }

    #[cold]
    fn check_time(&mut self, taken: usize) -> Result<(), IoKind> {
        let (Some(allowed), Some(now)) = (self.pace.allowed.millis(), self.io.now()) else { return Ok(()) };
        let pace = &mut self.pace;
        pace.taken = pace.taken.saturating_add(taken);
        match pace.deadline {
            Some(deadline) if pace.taken < PROGRESS && now >= deadline => return Err(IoKind::TimedOut),
            Some(_) if pace.taken < PROGRESS => {}
            _ => {
                pace.deadline = Some(now.saturating_add(allowed));
                pace.taken = 0;
            }
        }
        Ok(())
    }
}
