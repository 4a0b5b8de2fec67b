//! A command on its way and its reply: what is to be waited for next, without their types. So little is left of them in a
//! future.

use picoredis_core::command::{AnyCommand, Wait};
use picoredis_core::reply::AnyReceive;

use super::{Memory, Redis, Transport};
use crate::error::{Failed, Failure, Result, Trouble, error_of};

/// How far a command and its reply are.
pub(super) struct Trip {
    wait: Wait,
    /// How many bytes of the command have been put into the outbox.
    passed: usize,
    /// Those were all.
    sent: bool,
    /// How much had been received when the time for the reply began, once it has.
    progress: Option<u64>,
}

impl Trip {
    pub(super) fn new(wait: Wait) -> Self {
        Trip { wait, passed: 0, sent: false, progress: None }
    }
}

/// What is to be waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Need {
    /// That the outbox is sent.
    Sent(What),
    /// That something comes.
    More,
}

/// What is in the outbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// A piece of a command.
    Piece,
    /// All of one, or its end.
    Rest,
}

impl<T: Transport, B: Memory, const DEPTH: usize> Redis<T, B, DEPTH> {
    /// Whether a command may go out, now that the connection has been made ready for it.
    pub(super) fn begin(&mut self, settled: Result<(), Trouble>, command: &AnyCommand<'_>) -> Result<()> {
        // Not before: a subscription that was given up may have been refused meanwhile.
        let admitted = settled.and_then(|()| Ok(self.link.admit(command)?));
        admitted.map_err(|trouble| error_of(trouble).told(command.label()))
    }

    /// What to wait for next; `None`: the reply is there.
    pub(super) fn next_need(
        &mut self,
        trip: &mut Trip,
        command: &AnyCommand<'_>,
        reply: &mut AnyReceive<'_>,
    ) -> Result<Option<Need>, Failed> {
        if !trip.sent {
            trip.sent = self.put(command, &mut trip.passed)?;
            return Ok(Some(Need::Sent(if trip.sent { What::Rest } else { What::Piece })));
        }
        let Some(progress) = &mut trip.progress else {
            // Nothing has been received so far: the connection was ready for the command.
            self.half_sent = false;
            self.expect(trip.wait);
            trip.progress = Some(self.link.session.received());
            return Ok(Some(Need::More));
        };
        if self.link.decode_reply(reply).map_err(Failure::in_doubt)? {
            return Ok(None);
        }
        self.renew(progress);
        Ok(Some(Need::More))
    }

    /// Sends what is in the outbox.
    pub(super) async fn flush_of(&mut self, what: What) -> Result<(), Failed> {
        let flushed = self.flush().await;
        // Of half a command the server makes nothing.
        flushed.map_err(|failed| if what == What::Piece { failed.failure.not_sent() } else { failed })
    }
}
