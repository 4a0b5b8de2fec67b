//! Sending commands.

use picoredis_core::args::Args;
use picoredis_core::command::{AnyCommand, Command, Wait};
use picoredis_core::target::FOR_SPEED;

use super::{Memory, Redis, Transport};
use crate::allowed::Allowed;
use crate::error::{ErrorKind, Failure, Fate};
use crate::link::{Link, Stop};
use crate::pack::Lost;
use crate::pipeline::{Batch, Outgoing};

impl<T: Transport, B: Memory, const DEPTH: usize> Redis<T, B, DEPTH> {
    /// Sends one command; the outbox is empty.
    pub(super) async fn send<A: Args, R>(&mut self, command: &Command<'_, A, R>) -> Result<(), Failure> {
        let mut passed = 0;
        while !self.put(&command.any(), &mut passed)? {
            // Of half a command the server makes nothing.
            self.flush().await.map_err(|failed| failed.not_sent())?;
        }
        self.flush().await?;
        self.half_sent = false;
        Ok(())
    }

    /// Puts the next piece of a command into the outbox, all of it if there is room: whether it was the last.
    pub(super) fn put(&mut self, command: &AnyCommand<'_>, passed: &mut usize) -> Result<bool, Failure> {
        #[cfg(feature = "alloc")]
        if *passed == 0 {
            self.link.tap.sends(command);
        }
        let whole = self.link.put(command, passed)?;
        self.is_put(whole, *passed);
        Ok(whole)
    }

    /// So much of a command is put, and the last piece of that is in the outbox.
    fn is_put(&mut self, whole: bool, passed: usize) {
        // Of the last piece alone nobody could tell what it is the rest of.
        self.half_sent = !whole || passed > self.link.outbox.bytes().len();
        if whole {
            // To the server it is a command with its last byte.
            self.link.session.sent();
        }
    }

    /// Sends one command of a batch for which there is no room: as much of it as there is room for, again and again. The
    /// batch gives it anew each time.
    pub(super) async fn send_large<P: Batch>(&mut self, batch: &mut P) -> Result<(), Lost> {
        let mut passed = 0;
        loop {
            let mut large = Large { link: &mut self.link, passed };
            let given = batch.send(&mut large).map_err(|kind| Lost::alone(kind, Fate::NotSent))?;
            passed = large.passed;
            let whole = given.count() > 0;
            self.is_put(whole, passed);
            self.flush()
                .await
                .map_err(|failed| Lost::alone(failed.into(), if whole { failed.fate() } else { Fate::NotSent }))?;
            if whole {
                self.half_sent = false;
                return Ok(());
            }
        }
    }

    /// Sends what is in the outbox. After a failure the rest is still there.
    pub(super) async fn flush(&mut self) -> Result<(), Failure> {
        self.expect(Wait::None);
        while let Some(need) = self.outgoing() {
            self.serve(need).await?;
        }
        Ok(())
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
        self.link.put(&command.any(), &mut self.passed).map_err(|failed| failed.into())
    }
}

impl<B: Memory, const DEPTH: usize> Link<B, DEPTH> {
    /// Puts what comes behind the first `passed` bytes of a command into the outbox, which is empty: all of it, if there is
    /// room or the memory grows. Whether that was the last.
    fn put(&mut self, command: &AnyCommand<'_>, passed: &mut usize) -> Result<bool, Failure> {
        if FOR_SPEED && *passed == 0 && self.encode(command, None).is_ok() {
            *passed = self.outbox.bytes().len();
            return Ok(true);
        }
        let mut piece = self.encode_piece(command, *passed);
        if piece == Err(Stop::Full) && *passed == 0 && self.outbox.memory.grow_to(self.len_of(command)) {
            piece = self.encode_piece(command, 0);
        }
        let len = self.outbox.bytes().len();
        *passed += len;
        match piece {
            Ok(()) => Ok(true),
            Err(Stop::Full) if len > 0 => Ok(false),
            Err(stop) => Err(self.not_sent(stop, Allowed::of(None))),
        }
    }
}
