//! What a connection remembers for the next one, and what is done about a command that failed.

use core::time::Duration;

use std::sync::Arc;

use picoredis_core::command::Spec;
use picoredis_core::error::ServerError;
use picoredis_core::session::Protocol;

use super::state::{changes_state, words};
use super::{Reconnect, State, Waits};
use crate::error::{Error, ErrorKind, Failure, Fate};
use crate::inbox::Inbox;
use crate::link::Link;
use crate::unsendable::Unsendable;

/// The state of a connection with a policy.
#[derive(Clone)]
pub(crate) struct Recovery {
    pub(crate) policy: Reconnect,
    seed: u64,
    /// What commands have made of the connection.
    pub(crate) state: Arc<State>,
    /// Keys are watched.
    watches: bool,
    /// `MULTI` has been said.
    queues: bool,
    /// The command that has gone out alone, until somebody tells how it ended.
    alone: Option<&'static Spec>,
    /// Somebody closed it on purpose: it stays closed.
    pub(crate) closed: bool,
    /// When it was last made ready for a command.
    used: Option<u64>,
}

/// How a command ended.
pub(crate) struct Ended<'a> {
    /// What the table says of it.
    pub(crate) spec: Option<&'static Spec>,
    /// The connection failed.
    pub(crate) error: Option<&'a Error>,
    /// The server answered with an error.
    pub(crate) refusal: Option<&'a ServerError>,
    /// Some of the reply has come, but not all.
    pub(crate) begun: bool,
}

/// What is done then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Next {
    /// Its caller is told.
    Tell,
    /// It is sent again, after a pause.
    Repeat,
    /// It is sent again, on a new connection.
    Reconnect,
}

impl Recovery {
    pub(crate) fn new(policy: Reconnect, seed: u64) -> Self {
        let seed = policy.seed.unwrap_or(seed);
        Recovery {
            policy,
            seed,
            state: Arc::default(),
            watches: false,
            queues: false,
            alone: None,
            closed: false,
            used: None,
        }
    }

    /// The pauses of another outage.
    pub(super) fn waits(&mut self) -> Waits {
        let seed = self.seed;
        self.seed = seed.wrapping_add(1);
        Waits::new(&self.policy, seed)
    }

    /// The connection is a new one, made on purpose.
    pub(crate) fn forget(&mut self) {
        self.state = Arc::default();
        self.closed = false;
        self.end_transaction();
    }

    /// Whether the server remembers something that no new connection would have.
    pub(crate) fn is_in_transaction(&self) -> bool {
        self.watches || self.queues
    }

    /// Whoever began it knows that it is over.
    pub(crate) fn end_transaction(&mut self) {
        self.watches = false;
        self.queues = false;
        self.alone = None;
    }

    /// It is made ready for a command now: whether it has lain idle so long that it should be looked at.
    pub(crate) fn is_idle(&mut self, now: Option<u64>) -> bool {
        let before = core::mem::replace(&mut self.used, now);
        let idle = before.zip(now).map(|(before, now)| Duration::from_millis(now.saturating_sub(before)));
        idle.is_none_or(|idle| idle >= self.policy.idle)
    }

    /// Whether commands are queued.
    pub(crate) fn is_queueing(&self) -> bool {
        self.queues
    }

    /// Whether a command among others would change the connection, and nobody would notice.
    pub(crate) fn refuses(&self, spec: Option<&'static Spec>) -> Result<(), Failure> {
        if spec.is_some_and(changes_state) {
            return Err(Failure::unsendable(Unsendable::StateAmongOthers));
        }
        Ok(())
    }

    /// A command goes out alone. How the one before it ended was not told if its reply was streamed, or its future dropped: it
    /// has done its work all the same.
    pub(crate) fn goes_out(&mut self, spec: Option<&'static Spec>) {
        let before = core::mem::replace(&mut self.alone, spec);
        self.note(before);
    }

    /// The command that was to go out does not.
    #[cfg(feature = "async")]
    pub(crate) fn taken_back(&mut self) {
        self.alone = None;
    }

    /// A command has gone out that may change what the server remembers.
    pub(crate) fn note(&mut self, spec: Option<&'static Spec>) {
        match spec.map_or("", Spec::name) {
            "WATCH" => self.watches = true,
            "UNWATCH" => self.watches = false,
            "MULTI" => self.queues = true,
            // Without `MULTI` they are refused, and what is watched stays so.
            "EXEC" | "DISCARD" if !self.queues => {}
            "EXEC" | "DISCARD" | "RESET" => self.end_transaction(),
            _ => {}
        }
    }

    /// What is done about a command that has ended.
    pub(crate) fn judge(&mut self, ended: &Ended<'_>) -> Next {
        self.alone = None;
        let was_in_transaction = self.is_in_transaction();
        if let Some(error) = ended.error {
            self.failed(error.kind());
            if outlives(error.kind()) && error.fate() != Fate::NotSent {
                // It does late what it does.
                self.note(ended.spec);
            }
        } else if was_in_transaction {
            self.note(ended.spec);
        }
        if was_in_transaction {
            return Next::Tell;
        }
        match (ended.error, ended.refusal) {
            (Some(error), _) => self.after_failure(error, ended),
            (None, Some(refusal)) => after_refusal(refusal, ended.spec),
            (None, None) => {
                self.note(ended.spec);
                Next::Tell
            }
        }
    }

    /// Something befell the connection: whether it is lost, and what was watched there.
    pub(crate) fn failed(&mut self, kind: &ErrorKind) {
        if !outlives(kind) {
            self.end_transaction();
        }
    }

    fn follow(&mut self, spec: &Spec, wire: &[u8], inbox: &mut Inbox, protocol: Protocol) {
        if changes_state(spec) {
            Arc::make_mut(&mut self.state).follow(spec, wire);
        } else if spec.name() == "CLIENT TRACKING" && protocol == Protocol::Resp3 {
            inbox.follow_tracking(&words(wire));
        }
    }

    fn after_failure(&self, error: &Error, ended: &Ended<'_>) -> Next {
        let repeats = match error.kind() {
            ErrorKind::Io(_) | ErrorKind::Closed | ErrorKind::Timeout(_) => match error.fate() {
                Fate::NotSent => true,
                Fate::MaybeExecuted => {
                    self.policy.repeats_reads && ended.spec.is_some_and(|spec| spec.read_only) && !ended.begun
                }
                Fate::Refused | Fate::Executed => false,
            },
            _ => false,
        };
        if repeats { Next::Reconnect } else { Next::Tell }
    }
}

impl<B: AsRef<[u8]> + AsMut<[u8]>, const DEPTH: usize> Link<B, DEPTH> {
    /// What is done about a command that has ended, which the outbox still shows if it was a short one.
    pub(crate) fn judge(&mut self, ended: &Ended<'_>) -> Next {
        let Some(recovery) = &mut self.recovery else { return Next::Tell };
        let executed = ended.error.is_none() && ended.refusal.is_none() && !recovery.queues;
        if let Some(spec) = ended.spec.filter(|_| executed) {
            recovery.follow(spec, self.outbox.memory.as_ref(), &mut self.inbox, self.protocol);
        }
        recovery.judge(ended)
    }

    /// A command was executed, which may have changed what the next connection has to be told.
    #[cfg(feature = "tokio")]
    pub(crate) fn executed(&mut self, spec: &Spec, wire: &[u8]) {
        if let Some(recovery) = &mut self.recovery {
            recovery.follow(spec, wire, &mut self.inbox, self.protocol);
        }
    }
}

/// Whether a connection outlives this: nobody waits any more, and all that was sent is executed.
fn outlives(kind: &ErrorKind) -> bool {
    matches!(kind, ErrorKind::Timeout(_) | ErrorKind::Interrupted)
}

/// Only where the server has not even begun with it.
fn after_refusal(refusal: &ServerError, spec: Option<&'static Spec>) -> Next {
    // What a script answers is the script's own, and what the table does not know may be one.
    let is_script = spec.is_none_or(|spec| matches!(spec.name(), "EVAL" | "EVALSHA" | "FCALL" | "EXEC"));
    if is_script {
        return Next::Tell;
    }
    match refusal.code() {
        "READONLY" => Next::Reconnect,
        _ if refusal.is_server_full() => Next::Reconnect,
        code if passes(code) => Next::Repeat,
        _ => Next::Tell,
    }
}

/// Whether connecting may succeed later.
pub(crate) fn may_pass(error: &ErrorKind) -> bool {
    match error {
        // A certificate, or an address, does not get any better.
        ErrorKind::Connect { error, .. } => {
            use std::io::ErrorKind as Kind;
            !matches!(error.kind(), Kind::InvalidData | Kind::InvalidInput | Kind::Unsupported)
        }
        ErrorKind::Server(refusal) => passes(refusal.code()) || refusal.is_server_full(),
        ErrorKind::Io(_) | ErrorKind::Closed | ErrorKind::Timeout(_) => true,
        _ => false,
    }
}

/// Whether the server said that it cannot now.
fn passes(code: &str) -> bool {
    matches!(code, "LOADING" | "BUSY" | "TRYAGAIN" | "MASTERDOWN" | "CLUSTERDOWN")
}
