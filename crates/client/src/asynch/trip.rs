//! A command on its way and its reply: what is to be waited for next, without their types. So little is left of them in a
//! future.

use picoredis_core::command::{AnyCommand, Wait};
use picoredis_core::reply::AnyReceive;

use super::need::Need;
use super::settle::Settling;
use super::{Memory, Redis, Transport};
use crate::error::{Failure, Trouble};

/// How far a command and its reply are.
pub(super) struct Trip {
    wait: Wait,
    /// Nobody asks whether the command may go out.
    admitted: bool,
    stage: Stage,
    /// How many bytes of the command have been put into the outbox.
    passed: usize,
    /// How much had been received when the time for the reply began.
    progress: usize,
    /// What became of the last need.
    pub(super) served: Result<(), Failure>,
    /// What became of the command, in the end.
    outcome: Result<(), Trouble>,
}

enum Stage {
    /// The connection is made ready.
    Settling(Settling),
    /// The command is put into the outbox, piece by piece.
    Sending,
    /// All of it has been put there.
    Sent,
    /// The reply is due.
    Receiving,
}

impl Trip {
    pub(super) const fn new(wait: Wait) -> Self {
        Trip {
            wait,
            admitted: false,
            stage: Stage::Settling(Settling::new()),
            passed: 0,
            progress: 0,
            served: Ok(()),
            outcome: Ok(()),
        }
    }

    /// For a command of the driver's own.
    pub(super) fn own() -> Self {
        let mut trip = Self::new(Wait::None);
        trip.admitted = true;
        trip
    }

    /// Whether the connection could be made ready, or a new one.
    #[cfg(feature = "tokio")]
    pub(super) fn is_ready(&mut self, ready: Result<(), Trouble>) {
        self.outcome = ready;
    }

    /// Whether the connection was ready for the command, and the command one that can be sent.
    #[cfg(feature = "tokio")]
    pub(super) const fn has_begun(&self) -> bool {
        !matches!(self.stage, Stage::Settling(_))
    }

    /// Why there is no reply.
    #[cfg(feature = "tokio")]
    pub(super) fn error(&self) -> Option<&Trouble> {
        self.outcome.as_ref().err()
    }

    /// What became of the command.
    pub(super) fn into_outcome(self) -> Result<(), Trouble> {
        self.outcome
    }
}

impl<T: Transport, B: Memory, const DEPTH: usize> Redis<T, B, DEPTH> {
    /// What to wait for next; `None`: the reply is there, or will not come.
    #[cfg_attr(not(feature = "alloc"), expect(clippy::useless_conversion, reason = "with it they are two types"))]
    pub(super) fn next_need(
        &mut self,
        trip: &mut Trip,
        command: &AnyCommand<'_>,
        reply: &mut AnyReceive<'_>,
    ) -> Option<Need> {
        #[cfg(feature = "tokio")]
        trip.outcome.as_ref().ok()?;
        let next = match trip.served {
            Ok(()) => self.go_on(trip, command, reply),
            Err(failure) => Err(self.failed_on(trip, failure)),
        };
        next.unwrap_or_else(|failure| {
            trip.outcome = Err(failure.into());
            None
        })
    }

    fn go_on(
        &mut self,
        trip: &mut Trip,
        command: &AnyCommand<'_>,
        reply: &mut AnyReceive<'_>,
    ) -> Result<Option<Need>, Failure> {
        if let Stage::Settling(settling) = &mut trip.stage {
            if let Some(need) = self.settle_need(settling)? {
                return Ok(Some(need));
            }
            // Not before: a subscription that was given up may have been refused meanwhile.
            if !trip.admitted {
                self.link.admit(command)?;
            }
            trip.stage = Stage::Sending;
        }
        if let Some(need) = self.outgoing() {
            return Ok(Some(need));
        }
        match trip.stage {
            Stage::Sending => {
                if self.put(command, &mut trip.passed)? {
                    trip.stage = Stage::Sent;
                }
                self.expect(Wait::None);
                return Ok(Some(Need::Write));
            }
            Stage::Sent => {
                // Nothing has been received so far: the connection was ready for the command.
                self.half_sent = false;
                self.expect(trip.wait);
                trip.progress = self.link.session.received();
                trip.stage = Stage::Receiving;
            }
            _ => {
                if self.link.decode_reply(reply).map_err(Failure::in_doubt)? {
                    return Ok(None);
                }
                self.renew(&mut trip.progress);
            }
        }
        Ok(Some(Need::Read))
    }

    /// What a failure to serve a need of the command means for it: of half a command the server makes nothing.
    #[cold]
    fn failed_on(&self, trip: &Trip, failure: Failure) -> Failure {
        match trip.stage {
            Stage::Settling(_) => self.unsettled(failure),
            Stage::Sending => failure.not_sent(),
            Stage::Sent | Stage::Receiving => failure,
        }
    }
}
