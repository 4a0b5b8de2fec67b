//! Sending commands.

use embedded_io::{Error as _, ErrorKind as IoKind};
use picoredis_core::args::Args;
use picoredis_core::command::{Command, Wait};

use super::{Memory, PROGRESS, Redis, Transport};
use crate::error::{Error, ErrorKind, Fate, Result};
use crate::link::{Link, Stop};
use crate::pipeline::Outgoing;

impl<T: Transport, B: Memory, const DEPTH: usize> Redis<T, B, DEPTH> {
    /// Sends one command; the outbox is empty.
    pub(super) async fn send<A: Args, R>(&mut self, command: &Command<'_, A, R>) -> Result<()> {
        #[cfg(feature = "alloc")]
        self.link.tap.sends(command);
        match self.link.encode(command, None) {
            Ok(()) => {
                self.link.session.sent();
                self.flush().await
            }
            Err(Stop::Full) => self.send_large(|large| large.command(command)).await,
            Err(stop) => Err(self.link.not_sent(stop, self.timeout)),
        }
    }

    /// Sends one command for which there is no room: as much of it as there is room for, again and again. `give` gives it
    /// anew each time.
    pub(super) async fn send_large(
        &mut self,
        mut give: impl FnMut(&mut Large<'_, B, DEPTH>) -> Result<bool, ErrorKind>,
    ) -> Result<()> {
        let mut passed = 0;
        loop {
            let mut large = Large { link: &mut self.link, passed };
            let whole = give(&mut large).map_err(|kind| Error::new(kind, Fate::NotSent))?;
            passed = large.passed;
            // Of the last piece alone nobody could tell what it is the rest of.
            self.half_sent = !whole || passed > self.link.outbox.bytes().len();
            if !whole {
                self.flush().await.map_err(|error| Error::new(error.into_kind(), Fate::NotSent))?;
                continue;
            }
            // To the server it is a command with its last byte.
            self.link.session.sent();
            self.flush().await?;
            self.half_sent = false;
            return Ok(());
        }
    }

    /// Sends what is in the outbox. After a failure the rest is still there.
    pub(super) async fn flush(&mut self) -> Result<()> {
        if self.link.outbox.bytes().is_empty() {
            return Ok(());
        }
        self.expect(Wait::None);
        let mut taken = 0;
        while !self.link.outbox.bytes().is_empty() {
            let stop = match self.io.write(self.link.outbox.bytes()).await {
                Ok(0) => IoKind::WriteZero,
                Ok(len) => {
                    self.link.outbox.taken(len);
                    taken += len as u64;
                    if taken >= PROGRESS {
                        // What is large has its time anew.
                        taken = 0;
                        self.expect(Wait::None);
                    }
                    continue;
                }
                Err(error) if error.kind() == IoKind::Interrupted => continue,
                Err(error) => error.kind(),
            };
            // Of half a command the server makes nothing: it cannot have been executed.
            return Err(self.link.not_sent(Stop::Io(stop), self.timeout));
        }
        self.link.outbox.memory.relax();
        self.pass_on().await
    }

    /// Has the transport pass on all that it took.
    pub(super) async fn pass_on(&mut self) -> Result<()> {
        self.io.flush().await.map_err(|error| {
            self.link.session.fail();
            Error::new(ErrorKind::Io(error.kind()), Fate::MaybeExecuted)
        })
    }
}

/// Takes one command for which there is no room: all of it, if the memory grows, else the next piece of it.
pub(super) struct Large<'a, B, const DEPTH: usize> {
    link: &'a mut Link<B, DEPTH>,
    /// How many bytes of it have been sent.
    passed: usize,
}

impl<B: Memory, const DEPTH: usize> Outgoing for Large<'_, B, DEPTH> {
    /// With `false` another piece is to come.
    fn command<A: Args, R>(&mut self, command: &Command<'_, A, R>) -> Result<bool, ErrorKind> {
        let piece = if self.passed == 0 && self.link.outbox.memory.grow_to(command.encoded_len()) {
            self.link.encode(command, None)
        } else {
            self.link.encode_piece(command, self.passed)
        };
        let len = self.link.outbox.bytes().len();
        self.passed += len;
        match piece {
            Ok(()) => Ok(true),
            Err(Stop::Full) if len > 0 => Ok(false),
            Err(stop) => Err(self.link.not_sent(stop, None).into_kind()),
        }
    }
}
