//! How long to wait for what comes, and reading it.

use embedded_io::{Error as _, ErrorKind as IoKind};

use super::Redis;
use crate::allowed::Allowed;
use crate::direct::Destination;
use crate::error::Failure;
use crate::link::PROGRESS;
use crate::transport::Transport;

/// Where what comes is read to.
enum Place<'a> {
    /// The memory of the link, behind so many bytes.
    Behind(usize),
    #[cfg_attr(not(feature = "alloc"), allow(dead_code, reason = "all goes through the memory of the link"))]
    Elsewhere(&'a mut [u8]),
}

/// How long to wait for a reply.
pub(super) struct Patience {
    /// In all, if nothing or little comes.
    pub(super) allowed: Allowed,
    /// When the time is up; `None` if it never is, or there is no clock, or nobody has looked at it yet.
    deadline: Option<u64>,
    /// Something has been waited for.
    begun: bool,
    /// How much had been received when the time began.
    progress: usize,
}

impl Patience {
    /// There is not more time than that, whatever else is allowed.
    pub(super) fn shorten(&mut self, now: u64, left: u64) {
        self.allowed = self.allowed.min(Allowed::of(Some(left)));
        let end = now.saturating_add(left);
        self.deadline = Some(self.deadline.map_or(end, |deadline| deadline.min(end)));
    }
}

impl<T: Transport, B: AsRef<[u8]> + AsMut<[u8]>, const DEPTH: usize> Redis<T, B, DEPTH> {
    /// The patience for a reply that may take so long. Its first read has all the time there is; the clock is asked when that
    /// was not enough or was interrupted, and the time begins anew then, but once. Most replies come at once.
    #[inline]
    pub(super) fn patience(&self, allowed: Allowed) -> Patience {
        Patience { allowed, deadline: None, begun: false, progress: self.link.session.received() }
    }

    /// The patience for so many milliseconds from now on.
    pub(super) fn patience_from_now(&mut self, allowed: Allowed) -> Patience {
        let deadline = allowed.millis().and_then(|millis| Some(self.io.now()?.saturating_add(millis)));
        Patience { deadline, ..self.patience(allowed) }
    }

    /// Receives what there is, within the time.
    pub(super) fn fill(&mut self, patience: &mut Patience) -> Result<(), Failure> {
        self.fill_behind(patience, 0)
    }

    /// The same for what takes the reply: the bytes of a large string are read straight to where they belong.
    #[inline]
    pub(super) fn fill_for<D: Destination>(
        &mut self,
        patience: &mut Patience,
        destination: &mut D,
    ) -> Result<(), Failure> {
        #[cfg(feature = "alloc")]
        if let Some(room) = self.link.room(destination) {
            let len = self.read(patience, Place::Elsewhere(room))?;
            self.link.filled(len, destination);
            return Ok(());
        }
        let _ = destination;
        self.fill(patience)
    }

    /// Receives what there is behind the first `keep` bytes of the memory, which stay as they are.
    pub(super) fn fill_behind(&mut self, patience: &mut Patience, keep: usize) -> Result<(), Failure> {
        let len = self.read(patience, Place::Behind(keep))?;
        self.link.received.filled_behind(keep, len);
        Ok(())
    }

    /// Reads what there is, within the time: how many bytes, but never none.
    #[inline(never)]
    fn read(&mut self, patience: &mut Patience, mut place: Place<'_>) -> Result<usize, Failure> {
        self.arm(patience)?;
        loop {
            let memory = match &mut place {
                Place::Behind(keep) => self.link.received.free_behind(*keep),
                Place::Elsewhere(memory) => memory,
            };
            match self.io.read(memory) {
                Ok(0) => return Err(self.link.ended()),
                Ok(len) => return Ok(len),
                Err(error) => match error.kind() {
                    // By a signal: the time goes on.
                    IoKind::Interrupted => {
                        self.ask_whether_enough()?;
                        self.arm(patience)?;
                    }
                    // The read may have been cut shorter than the time that is left.
                    IoKind::TimedOut if self.io.is_timed() && patience.deadline.is_some() => self.arm(patience)?,
                    IoKind::TimedOut => return Err(self.give_up(patience)),
                    kind => {
                        self.link.session.fail();
                        return Err(Failure::io(kind));
                    }
                },
            }
        }
    }

    #[cold]
    pub(super) fn ask_whether_enough(&mut self) -> Result<(), Failure> {
        #[cfg(feature = "alloc")]
        if self.interrupt.as_mut().is_some_and(|enough| enough()) {
            self.link.give_up();
            return Err(Failure::INTERRUPTED);
        }
        Ok(())
    }

    /// Has the next read end when the time is up, if it is not up already.
    #[inline]
    fn arm(&mut self, patience: &mut Patience) -> Result<(), Failure> {
        if !self.io.is_timed() {
            return Ok(());
        }
        // So it is for most commands.
        if !patience.begun && self.armed == patience.allowed.millis() {
            patience.begun = true;
            return Ok(());
        }
        self.arm_for(patience)
    }

    #[inline(never)]
    fn arm_for(&mut self, patience: &mut Patience) -> Result<(), Failure> {
        let left = self.time_left(patience)?;
        // Setting it is a system call: one that is right by an eighth is let be.
        let fits = match (self.armed, left) {
            (Some(armed), Some(left)) => armed >= left && armed - left <= left / 8,
            (armed, left) => armed == left,
        };
        if !fits {
            self.io.set_read_timeout(left).map_err(|error| {
                self.link.session.fail();
                Failure::io(error.kind())
            })?;
            self.armed = left;
        }
        Ok(())
    }

    /// How long the next read may take. For the first the clock need not be asked.
    fn time_left(&mut self, patience: &mut Patience) -> Result<Option<u64>, Failure> {
        let first = !core::mem::replace(&mut patience.begun, true);
        let allowed = patience.allowed.millis();
        let (Some(millis), false) = (allowed, first) else { return Ok(allowed) };
        let Some(now) = self.io.now() else { return Ok(allowed) };
        let deadline = *patience.deadline.get_or_insert(now.saturating_add(millis));
        let received = self.link.session.received();
        // Pushes are no progress: a peer could go on with them for ever.
        if self.link.session.is_in_reply() && received.wrapping_sub(patience.progress) >= PROGRESS {
            patience.progress = received;
            patience.deadline = Some(now.saturating_add(millis));
            return Ok(allowed);
        }
        if now >= deadline { Err(self.give_up(patience)) } else { Ok(Some(deadline - now)) }
    }

    #[cold]
    #[inline(never)]
    fn give_up(&mut self, patience: &Patience) -> Failure {
        self.link.give_up();
        if let Some(now) = self.io.now() {
            // From now on the skipping takes time.
            self.link.session.drain_time_left(now);
        }
        Failure::timeout(patience.allowed)
    }
}
