//! Commands that change what a connection speaks: `HELLO` and `RESET`.

use picoredis_core::command::{AnyCommand, Command};
use picoredis_core::event::{Aggregate, Event};
use picoredis_core::session::{Protocol, Session};

use crate::error::Failure;
use crate::inbox::Inbox;
use crate::link::Link;
use crate::unsendable::Unsendable;

/// What is due that may change the protocol.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Change {
    /// Nothing.
    #[default]
    None,
    /// The answer to `HELLO`.
    Hello,
    /// The answer to `RESET`.
    Reset,
}

impl Change {
    /// Of most commands the compiler knows it.
    #[inline]
    fn of<A, R>(command: &Command<'_, A, R>) -> Self {
        match command.changes_protocol() {
            false => Change::None,
            true if command.label() == "HELLO" => Change::Hello,
            true => Change::Reset,
        }
    }

    /// What is due, which is no longer so.
    pub(crate) fn take(&mut self) -> Self {
        core::mem::take(self)
    }
}

/// Takes an event of what is said while an answer is due that may change the protocol.
pub(crate) type Follow<const DEPTH: usize> = fn(Change, &Event<'_>, &mut Protocol, &mut Inbox, &mut Session<DEPTH>);

impl<B, const DEPTH: usize> Link<B, DEPTH> {
    /// A command is about to be sent, alone: what it may change.
    #[inline]
    pub(crate) fn may_change<A, R>(&mut self, command: &Command<'_, A, R>) {
        self.coming = Change::of(command);
        if self.coming != Change::None {
            self.changer = Some(follow);
        }
    }
}

impl<B: AsRef<[u8]> + AsMut<[u8]>, const DEPTH: usize> Link<B, DEPTH> {
    /// Whether a command can be sent now, and alone. What it changes is followed when it is answered.
    #[inline]
    pub(crate) fn admit(&mut self, command: &AnyCommand<'_>) -> Result<(), Failure> {
        self.accepts(command).and_then(|()| self.follow_alone(command.spec())).map_err(Failure::not_sent)?;
        self.change = self.coming;
        Ok(())
    }

    /// Callers stop waiting for all that is due.
    pub(crate) fn give_up(&mut self) {
        self.session.give_up(0);
        if self.change != Change::None && self.session.due() > 0 {
            // Nobody can tell what the server will speak.
            self.session.fail();
        }
    }

    /// From now on this protocol is spoken.
    pub(crate) fn speak(&mut self, protocol: Protocol) {
        self.protocol = protocol;
        self.inbox.spoken_to_in(protocol, &mut self.session);
    }
}

/// A [`Follow`].
#[cold]
fn follow<const DEPTH: usize>(
    change: Change,
    event: &Event<'_>,
    protocol: &mut Protocol,
    inbox: &mut Inbox,
    session: &mut Session<DEPTH>,
) {
    *protocol = match (change, event) {
        (Change::None, _) => return,
        // Refused: all is as it was.
        (_, Event::Text(text)) if text.kind.is_error() => return,
        // The answer is in the new protocol already.
        (Change::Hello, Event::Begin(Aggregate::Map, _)) => Protocol::Resp3,
        (Change::Hello, Event::Begin(Aggregate::Array, _)) => Protocol::Resp2,
        (Change::Reset, Event::Text(_)) => {
            inbox.reset();
            Protocol::Resp2
        }
        // Queued, in a transaction of the caller's own: nobody sees what comes of it.
        _ => return session.fail(),
    };
    inbox.spoken_to_in(*protocol, session);
}

/// Whether a command may go out among others: not one that changes the protocol, for what follows would be sent before
/// it is known what is spoken.
pub(crate) fn not_alone(command: &AnyCommand<'_>) -> Result<(), Failure> {
    if command.changes_protocol() {
        return Err(Failure::unsendable(Unsendable::ProtocolAmongOthers));
    }
    Ok(())
}
