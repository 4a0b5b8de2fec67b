//! Commands of a batch into the outbox, and replies to the batch: what the drivers share of pipelines.

use picoredis_core::args::Args;
use picoredis_core::command::{Command, Wait};
use picoredis_core::target::FOR_SPEED;

use crate::allowed::Allowed;
use crate::change;
use crate::error::{Error, ErrorKind, Failure, Fate};
use crate::link::{Incoming, Link, Stop};
#[cfg(feature = "alloc")]
use crate::pipeline::Pipeline;
use crate::pipeline::{Batch, Given, Outgoing};
use crate::unsendable::Unsendable;

/// Takes commands as long as there is room for them.
pub(crate) struct Packing<'a, B, const DEPTH: usize> {
    link: &'a mut Link<B, DEPTH>,
    pub(crate) packed: u32,
    /// The longest that one of them may wait.
    pub(crate) wait: Wait,
}

impl<'a, B: AsRef<[u8]> + AsMut<[u8]>, const DEPTH: usize> Packing<'a, B, DEPTH> {
    /// Before the first command of a burst, after others that may wait so long.
    pub(crate) fn new(link: &'a mut Link<B, DEPTH>, wait: Wait) -> Self {
        Packing { link, packed: 0, wait }
    }

    /// Takes commands until there is no room for the next, or none is left.
    pub(crate) fn pack<P: Batch>(&mut self, batch: &mut P) -> Result<Given, ErrorKind> {
        loop {
            let given = batch.send(self)?;
            if given.count() == 0 {
                return Ok(given);
            }
        }
    }
}

impl<B: AsRef<[u8]> + AsMut<[u8]>, const DEPTH: usize> Outgoing for Packing<'_, B, DEPTH> {
    fn command<A: Args, R>(&mut self, command: &Command<'_, A, R>) -> Result<bool, ErrorKind> {
        let wait = command.wait();
        let untyped = &command.any();
        self.link.accepts(untyped)?;
        change::not_alone(untyped)?;
        self.link.follow(untyped.spec())?;
        // With its types it is written faster, and by more code.
        let encoded = if FOR_SPEED { self.link.encode(command, None) } else { self.link.encode(untyped, None) };
        match encoded {
            Ok(()) => {}
            Err(Stop::Full) => return Ok(false),
            Err(stop) => return Err(self.link.not_sent(stop, Allowed::of(None)).into()),
        }
        #[cfg(feature = "alloc")]
        self.link.tap.sends(untyped);
        self.link.session.sent();
        self.packed += 1;
        self.wait = self.wait.max(wait);
        Ok(true)
    }

    /// What nothing has to be known of is copied in one go.
    #[cfg(feature = "alloc")]
    fn recorded(&mut self, commands: &Pipeline, next: usize) -> Result<Given, ErrorKind> {
        if FOR_SPEED && self.link.takes_as_it_is() {
            let free = self.link.outbox.free();
            let (count, wire) = commands.plain_from(next, free.len());
            if let (1.., Some(place)) = (count, free.get_mut(..wire.len())) {
                place.copy_from_slice(wire);
                self.link.outbox.put(wire.len());
                let sent = u32::try_from(count).unwrap_or(u32::MAX);
                self.link.session.sent_many(sent);
                self.packed = self.packed.saturating_add(sent);
                return Ok(Given::Taken(count));
            }
        }
        commands.give_one(next, self)
    }
}

/// Why a batch came to an end before its time, and how many of the commands that lack a reply had been sent by then.
pub(crate) struct Lost {
    pub(crate) kind: ErrorKind,
    pub(crate) sent: u32,
}

impl Lost {
    /// A command that was sent alone failed so.
    #[cold]
    pub(crate) fn alone(kind: ErrorKind, fate: Fate) -> Self {
        Lost { kind, sent: u32::from(fate == Fate::MaybeExecuted) }
    }

    /// Tells a batch what became of the commands without replies: so many of them were sent, and the rest was not.
    #[cold]
    pub(crate) fn tell<P: Batch>(self, batch: &mut P) {
        let fate = if self.sent > 0 { Fate::MaybeExecuted } else { Fate::NotSent };
        crate::notice::failed(&Error::new(self.kind.repeat(), fate).of(batch.label(0)));
        for _ in 0..self.sent {
            batch.fail(&self.kind, Fate::MaybeExecuted);
        }
        let mut kind = self.kind;
        while batch.fail(&kind, Fate::NotSent) {
            if let ErrorKind::Unsendable(_) = kind {
                // It is the first that cannot be sent.
                kind = ErrorKind::Unsendable(Unsendable::AfterUnsendable);
            }
        }
    }
}

impl<B: AsRef<[u8]> + AsMut<[u8]>, const DEPTH: usize> Link<B, DEPTH> {
    /// Takes what has come, until so many commands are unanswered.
    pub(crate) fn take_replies<P: Batch>(&mut self, batch: &mut P, keep: u32) -> Result<bool, Failure> {
        loop {
            let most = self.session.due().saturating_sub(keep);
            let answered = self.run(most, |run| batch.run(run));
            let mut left = self.session.due();
            if answered && left <= keep {
                return Ok(true);
            }
            let mut enough = false;
            let stopped = self.decode(&mut |incoming| match incoming {
                Incoming::Reply { event, last } => {
                    batch.event(*event, last);
                    left -= u32::from(last);
                    enough = last && left <= keep;
                    enough || FOR_SPEED
                }
                Incoming::Push { .. } => false,
            })?;
            if enough || !stopped {
                return Ok(enough);
            }
        }
    }

    /// Whether the server has the whole of a command that it has not answered, some of those packed last lying in the
    /// outbox still. It may write that answer before it reads on; of half a command it only wants more.
    pub(crate) fn awaits_replies(&self, packed: u32) -> bool {
        let due = self.session.due();
        due > packed || due > self.outbox.unsent_of::<DEPTH>(packed)
    }

    /// Whether what lies in the outbox surely can be written without waiting, on a connection that holds so many bytes:
    /// nothing else is under way.
    pub(crate) fn goes_at_once(&self, packed: u32, holds: usize) -> bool {
        self.outbox.bytes().len() <= holds && self.session.due() == packed && !self.awaits_replies(packed)
    }

    /// Of the commands packed last, some may lie in the outbox still.
    #[cold]
    pub(crate) fn lost(&mut self, failure: Failure, packed: u32) -> Lost {
        let unsent = self.outbox.unsent_of::<DEPTH>(packed);
        if unsent > 0 {
            self.session.fail();
        }
        Lost { kind: failure.into(), sent: self.session.due().saturating_sub(unsent) }
    }
}
