//! What a connection remembers for the next one, and what is done about a command that failed.

use core::time::Duration;

use picoredis_core::command::Spec;
use picoredis_core::decode::Decoder;
use picoredis_core::error::ServerError;
use picoredis_core::event::Event;

use super::{Reconnect, Waits};
use crate::error::{Error, ErrorKind, Fate};

/// The state of a connection with a policy.
#[derive(Clone, Debug)]
pub(crate) struct Recovery {
    pub(crate) policy: Reconnect,
    seed: u64,
    /// The database that a command chose.
    pub(crate) db: Option<u32>,
    /// Keys are watched.
    watches: bool,
    /// `MULTI` has been said.
    queues: bool,
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
        Recovery { policy, seed, db: None, watches: false, queues: false, closed: false, used: None }
    }

    /// The pauses of another outage.
    pub(super) fn waits(&mut self) -> Waits {
        let seed = self.seed;
        self.seed = seed.wrapping_add(1);
        Waits::new(&self.policy, seed)
    }

    /// The connection is a new one, made on purpose.
    pub(crate) fn forget(&mut self) {
        self.db = None;
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
    }

    /// It is made ready for a command now: whether it has lain idle so long that it should be looked at.
    pub(crate) fn is_idle(&mut self, now: Option<u64>) -> bool {
        let before = core::mem::replace(&mut self.used, now);
        let idle = before.zip(now).map(|(before, now)| Duration::from_millis(now.saturating_sub(before)));
        idle.is_none_or(|idle| idle >= self.policy.idle)
    }

    /// A command goes out among others.
    pub(crate) fn follow(&mut self, spec: Option<&'static Spec>) -> Result<(), ErrorKind> {
        if spec.is_some_and(|spec| spec.name == "SELECT") {
            let words =
                "with a policy to reconnect, another database is selected by itself, and not among other commands";
            return Err(ErrorKind::Unsendable(words));
        }
        self.note(spec);
        Ok(())
    }

    /// A command has gone out that may change what the server remembers.
    fn note(&mut self, spec: Option<&'static Spec>) {
        match spec.map_or("", |spec| spec.name) {
            "WATCH" => self.watches = true,
            "UNWATCH" => self.watches = false,
            "MULTI" => self.queues = true,
            "EXEC" | "DISCARD" => self.end_transaction(),
            "RESET" => {
                self.end_transaction();
                self.db = Some(0);
            }
            _ => {}
        }
    }

    /// What is done about a command, which `wire` still shows if it was a short one.
    pub(crate) fn judge(&mut self, ended: &Ended<'_>, wire: &[u8]) -> Next {
        if self.is_in_transaction() {
            if ended.error.is_some() {
                self.end_transaction();
            } else {
                self.note(ended.spec);
            }
            return Next::Tell;
        }
        match (ended.error, ended.refusal) {
            (Some(error), _) => self.after_failure(error, ended),
            (None, Some(refusal)) => after_refusal(refusal, ended.spec),
            (None, None) => {
                self.note(ended.spec);
                if ended.spec.is_some_and(|spec| spec.name == "SELECT") {
                    self.db = selected(wire).or(self.db);
                }
                Next::Tell
            }
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

/// Only where the server has not even begun with it.
fn after_refusal(refusal: &ServerError, spec: Option<&'static Spec>) -> Next {
    // What a script answers is the script's own, and what the table does not know may be one.
    let is_script = spec.is_none_or(|spec| matches!(spec.name, "EVAL" | "EVALSHA" | "FCALL" | "EXEC"));
    if is_script {
        return Next::Tell;
    }
    match refusal.code() {
        "READONLY" => Next::Reconnect,
        _ if is_full(refusal) => Next::Reconnect,
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
        ErrorKind::Server(refusal) => passes(refusal.code()) || is_full(refusal),
        ErrorKind::Io(_) | ErrorKind::Closed | ErrorKind::Timeout(_) => true,
        _ => false,
    }
}

/// Whether the server said that it cannot now.
fn passes(code: &str) -> bool {
    matches!(code, "LOADING" | "BUSY" | "TRYAGAIN" | "MASTERDOWN" | "CLUSTERDOWN")
}

/// Whether the server has too many clients; it closes the connection then.
fn is_full(refusal: &ServerError) -> bool {
    refusal.code() == "ERR" && refusal.message().starts_with("max number of clients")
}

/// The database that a `SELECT` chose, read from what was sent.
fn selected(mut wire: &[u8]) -> Option<u32> {
    let mut decoder: Decoder<1> = Decoder::new();
    let mut last = None;
    while let Ok(Some(event)) = decoder.next(&mut wire) {
        match event {
            Event::Text(text) => last = core::str::from_utf8(text.data).ok(),
            Event::End => return last?.parse().ok(),
            _ => {}
        }
    }
    None
}
