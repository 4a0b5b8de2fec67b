//! Making sure that the next reply is that of the next command: what there is to wait for until it is.

use picoredis_core::command::{Command, Spec, Wait, table};
use picoredis_core::session::Standing;

use super::need::Need;
use super::{Memory, Redis, Transport};
use crate::allowed::Allowed;
use crate::error::{Failure, Trouble};
use crate::reconnect::Outage;

/// How far a connection is made ready.
pub(super) struct Settling {
    begun: bool,
    /// Which command of those that end a transaction comes next, and how many bytes of it have gone.
    ending: usize,
    passed: usize,
    /// All has gone; what is skipped has its time.
    drains: bool,
}

impl Settling {
    pub(super) const fn new() -> Self {
        Settling { begun: false, ending: 0, passed: 0, drains: false }
    }
}

/// Whichever of the two there is to end, the queue or the watching: the other one changes nothing.
static ENDINGS: [&Spec; 2] = [&table::DISCARD, &table::UNWATCH];

impl<T: Transport, B: Memory, const DEPTH: usize> Redis<T, B, DEPTH> {
    /// Makes sure that the next reply is that of the next command.
    pub(super) async fn settle(&mut self) -> Result<(), Trouble> {
        self.settle_within(&mut Outage::default()).await
    }

    /// The same for a command for which something may have been tried already.
    pub(super) async fn settle_within(&mut self, outage: &mut Outage) -> Result<(), Trouble> {
        #[cfg(feature = "tokio")]
        if let Some(hooks) = self.hooks {
            return hooks.settle(self, outage).await;
        }
        let _ = outage;
        self.settle_alone().await?;
        Ok(())
    }

    /// The same on this connection and no other: what futures that were dropped have left behind is sent to its end, or not
    /// at all, and their replies are skipped.
    pub(super) async fn settle_alone(&mut self) -> Result<(), Failure> {
        let mut settling = Settling::new();
        while let Some(need) = self.settle_need(&mut settling)? {
            self.serve(need).await.map_err(|failure| self.unsettled(failure))?;
        }
        Ok(())
    }

    /// What to wait for next; `None`: the connection is ready.
    #[inline]
    pub(super) fn settle_need(&mut self, settling: &mut Settling) -> Result<Option<Need>, Failure> {
        if !settling.begun && self.is_settled() { Ok(None) } else { self.unsettled_need(settling) }
    }

    #[cold]
    #[inline(never)]
    fn unsettled_need(&mut self, settling: &mut Settling) -> Result<Option<Need>, Failure> {
        if !settling.begun {
            settling.begun = true;
            self.leave_what_was()?;
        }
        if let Some(need) = self.outgoing() {
            return Ok(Some(need));
        }
        if let Some(spec) = ENDINGS.get(settling.ending).filter(|_| self.in_transaction) {
            let command: Command<'_, _, ()> = Command::listed(spec, ());
            if self.put(&command.any(), &mut settling.passed)? {
                settling.passed = 0;
                settling.ending += 1;
            }
            return Ok(Some(Need::Write));
        }
        self.half_sent = false;
        if core::mem::take(&mut self.in_transaction) {
            self.link.give_up();
            #[cfg(feature = "std")]
            self.link.end_transaction();
        }
        if !core::mem::replace(&mut settling.drains, true) {
            self.expect(Wait::None);
        }
        self.drain_need().map_err(Failure::not_sent)
    }

    /// Nobody waits any more for what is due, and what has not begun to go does not go.
    fn leave_what_was(&mut self) -> Result<(), Failure> {
        if self.half_sent {
            self.link.session.fail();
        }
        if self.link.session.standing() == Standing::Broken {
            return Err(Failure::NOT_CONNECTED.not_sent());
        }
        self.link.take_back_unsent();
        self.link.give_up();
        self.expect(Wait::None);
        Ok(())
    }

    /// Skips what has come of what nobody waits for.
    fn drain_need(&mut self) -> Result<Option<Need>, Failure> {
        self.link.decode(&mut |_| false)?;
        if self.link.session.standing() == Standing::Clean {
            self.link.forget_confirmations();
            return Ok(None);
        }
        // However much keeps coming, and however long a reply may take.
        if let Some(now) = self.io.now() {
            let left = self.link.session.drain_time_left(now);
            if left == 0 {
                return Err(Failure::DRAIN_BUDGET);
            }
            let left = Allowed::of(Some(left));
            if left < self.allowed {
                self.allowed = left;
                self.io.set_deadline(left.millis());
            }
        }
        Ok(Some(Need::Read))
    }

    /// Why the connection is not ready, after a need could not be served: of the next command nothing has gone.
    #[cold]
    pub(super) fn unsettled(&self, failure: Failure) -> Failure {
        if failure.is_timeout() && self.link.session.standing() == Standing::Broken {
            // That was all the time there was.
            return Failure::DRAIN_BUDGET;
        }
        failure.not_sent()
    }
}
