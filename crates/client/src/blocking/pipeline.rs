//! Pipelines: commands go out while replies come in.

use embedded_io::Error as _;
use picoredis_core::args::Args;
use picoredis_core::command::{Command, Wait};
use picoredis_core::session::Incoming;

use super::Redis;
use super::write::Line;
use crate::error::ErrorKind;
use crate::link::{Link, Stop};
use crate::pipeline::{Batch, Given, IntoBatch, Outgoing, abandon};
use crate::transport::Transport;

/// Why a batch came to an end before its time, and how many of the commands that lack a reply had been sent by then.
struct Lost {
    kind: ErrorKind,
    sent: u32,
}

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
            abandon(batch, &lost.kind, lost.sent);
        }
    }

    /// Two bursts of commands at the most are under way: the second is sent while the replies to the first come in.
    fn play<P: Batch>(&mut self, batch: &mut P) -> Result<(), Lost> {
        self.settle().map_err(|error| Lost { kind: error.into_kind(), sent: 0 })?;
        let mut wait = Wait::None;
        loop {
            let earlier = self.link.session.due();
            let mut packing = Packing { link: &mut self.link, packed: 0, wait };
            let packed_up = packing.pack(batch);
            let packed = packing.packed;
            wait = packing.wait;
            self.send_burst(batch, packed)?;
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

    /// Sends what has been packed. As long as earlier commands are unanswered, it reads where it cannot write.
    fn send_burst<P: Batch>(&mut self, batch: &mut P, packed: u32) -> Result<(), Lost> {
        while self.link.session.due() > packed {
            let bytes = self.link.outbox.bytes();
            if bytes.is_empty() {
                break;
            }
            match self.io.write_now(bytes) {
                Ok(Some(taken)) => self.link.outbox.taken(taken),
                Ok(None) => {
                    let mut patience = self.patience(Wait::None);
                    self.fill(&mut patience).map_err(|kind| self.lost(kind, packed))?;
                    self.take_replies(batch, 0).map_err(|kind| self.lost(kind, packed))?;
                }
                Err(error) => return Err(self.lost(ErrorKind::Io(error.kind()), packed)),
            }
        }
        let sent = Line::new(&mut self.io, self.timeout).send(&mut self.link.outbox);
        sent.map_err(|kind| {
            let kind = self.link.not_sent(Stop::Io(kind), self.timeout).into_kind();
            self.lost(kind, packed)
        })?;
        self.flush().map_err(|error| self.lost(error.into_kind(), packed))
    }

    /// Sends one command that is larger than the memory, past it.
    fn send_large<P: Batch>(&mut self, batch: &mut P) -> Result<(), Lost> {
        let mut large = Large { redis: self, wait: Wait::None };
        let sent = batch.send(&mut large);
        let wait = large.wait;
        sent.map_err(|kind| Lost { kind, sent: 0 })?;
        self.receive_until(batch, 0, wait)
    }

    /// Receives until so many commands are unanswered.
    fn receive_until<P: Batch>(&mut self, batch: &mut P, keep: u32, wait: Wait) -> Result<(), Lost> {
        while self.link.session.due() > keep {
            let mut patience = self.patience(wait);
            // Each reply has its own time.
            let before = self.link.session.due();
            while self.link.session.due() == before {
                let enough = self.take_replies(batch, keep).map_err(|kind| self.lost(kind, 0))?;
                if !enough && self.link.session.due() == before {
                    self.fill(&mut patience).map_err(|kind| self.lost(kind, 0))?;
                }
            }
        }
        Ok(())
    }

    /// Takes what has come, until so many commands are unanswered.
    fn take_replies<P: Batch>(&mut self, batch: &mut P, keep: u32) -> Result<bool, ErrorKind> {
        let mut left = self.link.session.due();
        self.link.decode(&mut |incoming| match incoming {
            Incoming::Reply { event, last } => {
                batch.event(event, last);
                left -= u32::from(last);
                last && left <= keep
            }
            Incoming::Push { .. } => false,
        })
    }

    /// Of the commands packed last, some may lie in the outbox still.
    #[cold]
    fn lost(&mut self, kind: ErrorKind, packed: u32) -> Lost {
        let unsent = self.link.outbox.unsent_of(packed);
        if unsent > 0 {
            self.link.session.fail();
        }
        Lost { kind, sent: self.link.session.due().saturating_sub(unsent) }
    }
}

/// Takes commands as long as there is room for them.
struct Packing<'a, B, const DEPTH: usize> {
    link: &'a mut Link<B, DEPTH>,
    packed: u32,
    /// The longest that one of them may wait.
    wait: Wait,
}

impl<B: AsRef<[u8]> + AsMut<[u8]>, const DEPTH: usize> Packing<'_, B, DEPTH> {
    /// Takes commands until there is no room for the next, or none is left.
    fn pack<P: Batch>(&mut self, batch: &mut P) -> Result<Given, ErrorKind> {
        loop {
            let given = batch.send(self)?;
            if given != Given::Taken {
                return Ok(given);
            }
        }
    }
}

impl<B: AsRef<[u8]> + AsMut<[u8]>, const DEPTH: usize> Outgoing for Packing<'_, B, DEPTH> {
    fn command<A: Args, R>(&mut self, command: &Command<'_, A, R>) -> Result<bool, ErrorKind> {
        self.link.accepts(command)?;
        match self.link.encode(command, None) {
            Ok(()) => {}
            Err(Stop::Full) => return Ok(false),
            Err(stop) => return Err(self.link.not_sent(stop, None).into_kind()),
        }
        #[cfg(feature = "alloc")]
        self.link.tap.sends(command);
        self.link.session.sent();
        self.packed += 1;
        self.wait = self.wait.max(command.wait());
        Ok(true)
    }
}

/// Takes one command for which the memory is too small.
struct Large<'a, T, B, const DEPTH: usize> {
    redis: &'a mut Redis<T, B, DEPTH>,
    wait: Wait,
}

impl<T: Transport, B: AsRef<[u8]> + AsMut<[u8]>, const DEPTH: usize> Outgoing for Large<'_, T, B, DEPTH> {
    fn command<A: Args, R>(&mut self, command: &Command<'_, A, R>) -> Result<bool, ErrorKind> {
        self.redis.send(command).map_err(|error| error.into_kind())?;
        self.wait = command.wait();
        Ok(true)
    }
}
