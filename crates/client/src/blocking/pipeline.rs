//! Pipelines: commands go out while replies come in.

use embedded_io::{Error as _, ErrorKind as IoKind};
use picoredis_core::args::Args;
use picoredis_core::command::{Command, Wait};

use super::Redis;
use super::write::{Line, Pace};
use crate::error::{ErrorKind, Fate, error_of};
use crate::link::Stop;
use crate::pack::{Lost, Packing};
use crate::pipeline::{Batch, Given, IntoBatch, Outgoing};
use crate::transport::Transport;

impl<T: Transport, B: AsRef<[u8]> + AsMut<[u8]>, const DEPTH: usize> Redis<T, B, DEPTH> {
    /// Sends several commands in one go, and takes their replies: each its own result. See [`pipeline`](crate::pipeline).
    ///
    /// ```
    /// # let mut redis = picoredis::Redis::open(&picoredis_tests::server().url())?;
    /// use picoredis::cmd;
    ///
    /// let (set, get, wrong) = redis.pipeline((cmd::set("foo", "bar"), cmd::get("foo"), cmd::incr("foo")));
    /// assert!(set?);
    /// assert_eq!(get?.unwrap(), "bar");
    /// assert_eq!(wrong.unwrap_err().command(), Some("INCR"));
    /// # redis.del("foo")?;
    /// # Ok::<(), picoredis::Error>(())
    /// ```
    pub fn pipeline<P: IntoBatch>(&mut self, commands: P) -> <P::Batch as Batch>::Output {
        let mut batch = commands.into_batch();
        self.play_to_end(&mut batch);
        batch.finish()
    }

    /// Sends the commands of a batch, and has it know what became of each.
    pub(super) fn play_to_end<P: Batch>(&mut self, batch: &mut P) {
        if let Err(lost) = self.play(batch) {
            self.link.failed(&lost.kind);
            lost.tell(batch);
        }
    }

    /// Two bursts of commands at the most are under way: the second is sent while the replies to the first come in.
    fn play<P: Batch>(&mut self, batch: &mut P) -> Result<(), Lost> {
        self.settle().map_err(|trouble| Lost { kind: error_of(trouble).into_kind(), sent: 0 })?;
        let mut wait = Wait::None;
        loop {
            let earlier = self.link.session.due();
            let mut packing = Packing::new(&mut self.link, wait);
            let packed_up = packing.pack(batch);
            let packed = packing.packed;
            wait = packing.wait;
            self.send_burst(batch, packed, wait)?;
            match packed_up {
                Ok(Given::None) => return self.receive_until(batch, 0, wait),
                // Larger than the memory: it goes out alone.
                Ok(_) if packed == 0 && earlier == 0 => self.send_large(batch)?,
                Ok(_) => self.receive_until(batch, packed, wait)?,
                Err(kind) => {
                    self.receive_until(batch, 0, wait)?;
                    return Err(Lost { kind, sent: 0 });
                }
            }
        }
    }

    /// Sends what has been packed. Where it cannot write it reads, as long as there are replies to come.
    fn send_burst<P: Batch>(&mut self, batch: &mut P, packed: u32, wait: Wait) -> Result<(), Lost> {
        let mut pace = Pace::new(self.timeout);
        let mut patience = self.patience(self.timeout.beside(wait));
        while !self.link.outbox.bytes().is_empty() {
            let written = if self.link.goes_at_once(packed, self.io.holds()) {
                Ok(None)
            } else {
                self.io.write_now(self.link.outbox.bytes())
            };
            match written {
                Ok(Some(taken)) => self.link.outbox.taken(taken),
                Ok(None) if self.link.awaits_replies(packed) => {
                    // What has come lies where the next is read to.
                    if self.link.received.bytes().is_empty() {
                        self.fill(&mut patience).map_err(|kind| self.link.lost(kind, packed))?;
                    }
                    let before = self.link.session.due();
                    self.link.take_replies(batch, 0).map_err(|kind| self.link.lost(kind, packed))?;
                    if self.link.session.due() < before {
                        // Each reply has its own time.
                        patience = self.patience(self.timeout.beside(wait));
                    }
                }
                Ok(None) => {
                    let mut line = Line::new(&mut self.io, pace);
                    let written = line.write(self.link.outbox.bytes());
                    pace = line.pace;
                    let taken = written.map_err(|kind| self.not_written(kind, packed))?;
                    self.link.outbox.taken(taken);
                }
                Err(error) if error.kind() == IoKind::Interrupted => {}
                Err(error) => return Err(self.not_written(error.kind(), packed)),
            }
        }
        self.flush().map_err(|failed| self.link.lost(failed, packed))
    }

    #[cold]
    fn not_written(&mut self, kind: IoKind, packed: u32) -> Lost {
        let failed = self.link.not_sent(Stop::Io(kind), self.timeout);
        self.link.lost(failed, packed)
    }

    /// Sends one command that is larger than the memory, past it.
    fn send_large<P: Batch>(&mut self, batch: &mut P) -> Result<(), Lost> {
        let mut large = Large { redis: self, wait: Wait::None, fate: Fate::NotSent };
        let sent = batch.send(&mut large);
        let Large { wait, fate, .. } = large;
        sent.map_err(|kind| Lost::alone(kind, fate))?;
        self.receive_until(batch, 0, wait)
    }

    /// Receives until so many commands are unanswered.
    fn receive_until<P: Batch>(&mut self, batch: &mut P, keep: u32, wait: Wait) -> Result<(), Lost> {
        while self.link.session.due() > keep {
            let mut patience = self.patience(self.timeout.beside(wait));
            // Each reply has its own time.
            let before = self.link.session.due();
            while self.link.session.due() == before {
                let enough = self.link.take_replies(batch, keep).map_err(|kind| self.link.lost(kind, 0))?;
                if !enough && self.link.session.due() == before {
                    self.fill_for(&mut patience, batch).map_err(|kind| self.link.lost(kind, 0))?;
                }
            }
        }
        Ok(())
    }
}

/// Takes one command for which the memory is too small.
struct Large<'a, T, B, const DEPTH: usize> {
    redis: &'a mut Redis<T, B, DEPTH>,
    wait: Wait,
    /// What became of it, if it failed.
    fate: Fate,
}

impl<T: Transport, B: AsRef<[u8]> + AsMut<[u8]>, const DEPTH: usize> Outgoing for Large<'_, T, B, DEPTH> {
    fn command<A: Args, R>(&mut self, command: &Command<'_, A, R>) -> Result<bool, ErrorKind> {
        self.wait = command.wait();
        self.redis.send(&command.any()).map(|()| true).map_err(|failed| {
            self.fate = failed.fate();
            failed.into()
        })
    }
}
