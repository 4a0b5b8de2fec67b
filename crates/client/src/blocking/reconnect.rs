//! Making a lost connection anew, and sending again what may be sent again.

use core::time::Duration;

use picoredis_core::session::Standing;

use super::Redis;
use crate::error::{Error, ErrorKind, Fate, Result};
use crate::reconnect::{Ended, Next, Outage, may_pass};
use crate::transport::Reopen;

/// What a connection with a policy does where one without does nothing. These are pointers, so that a program without a
/// policy has nothing of it.
pub(crate) struct Hooks<T, B, const DEPTH: usize> {
    /// Makes a connection ready for the next command.
    pub(super) settle: fn(&mut Redis<T, B, DEPTH>, &mut Outage) -> Result<()>,
    /// Whether a command is to be sent again.
    pub(super) again: fn(&mut Redis<T, B, DEPTH>, &Ended<'_>, &mut Outage) -> Result<bool>,
}

impl<T: Reopen> Hooks<T, super::DefaultBuffer, 128> {
    pub(crate) const fn new() -> Self {
        Hooks { settle: settle::<T>, again: again::<T> }
    }
}

impl<T, B, const DEPTH: usize> Clone for Hooks<T, B, DEPTH> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T, B, const DEPTH: usize> Copy for Hooks<T, B, DEPTH> {}

/// Makes the connection ready, or a new one where it is lost.
fn settle<T: Reopen>(redis: &mut Redis<T>, outage: &mut Outage) -> Result<()> {
    let now = redis.io.now();
    let Some(recovery) = &mut redis.link.recovery else { return Ok(redis.settle_alone()?) };
    if recovery.closed {
        return Err(Error::new(ErrorKind::NotConnected, Fate::NotSent));
    }
    let idle = recovery.is_idle(now);
    let lost = redis.link.session.standing() == Standing::Broken || idle && redis.io.stream_mut().is_stale();
    if !lost {
        match redis.settle_alone() {
            // A reply that is late once more will not come: the peer may be gone without a word.
            Err(failed) if !failed.is_interrupted() => {}
            settled => return Ok(settled?),
        }
    }
    revive(redis, outage)
}

/// Connects, again and again, as long as that may help.
fn revive<T: Reopen>(redis: &mut Redis<T>, outage: &mut Outage) -> Result<()> {
    redis.shut();
    let mut failure = Error::new(ErrorKind::Closed, Fate::NotSent);
    if redis.link.end_transaction() {
        return Err(failure);
    }
    loop {
        let now = redis.io.now();
        let Some(recovery) = &mut redis.link.recovery else { return Err(failure) };
        let Some(pause) = outage.before_connecting(recovery, now) else { return Err(failure) };
        redis.pause(pause)?;
        match reconnect(redis, outage) {
            Ok(()) => return Ok(()),
            // Whatever became of the first words, the command was not among them.
            Err(error) => failure = Error::new(error.into_kind(), Fate::NotSent),
        }
        if !may_pass(failure.kind()) {
            return Err(failure);
        }
    }
}

/// Connects once.
fn reconnect<T: Reopen>(redis: &mut Redis<T>, outage: &Outage) -> Result<()> {
    let now = redis.io.now();
    redis.open_within(outage.time_left(now))?;
    let restored = redis.say_again();
    restored.inspect_err(|_| redis.shut())
}

fn again<T: Reopen>(redis: &mut Redis<T>, ended: &Ended<'_>, outage: &mut Outage) -> Result<bool> {
    let next = redis.link.judge(ended);
    let Some(recovery) = &mut redis.link.recovery else { return Ok(false) };
    match next {
        Next::Tell => Ok(false),
        Next::Repeat => match outage.before_repeating(recovery, redis.io.now()) {
            Some(pause) => redis.pause(pause).map(|()| true),
            None => Ok(false),
        },
        Next::Reconnect if outage.goes_on(recovery, redis.io.now()) => {
            redis.shut();
            Ok(true)
        }
        Next::Reconnect => Ok(false),
    }
}

impl<T: Reopen> Redis<T> {
    /// Waits, unless whoever waits has had enough.
    fn pause(&mut self, pause: Duration) -> Result<()> {
        /// How long an interruption may go unnoticed.
        const LOOK: Duration = Duration::from_millis(100);
        let mut left = pause;
        while !left.is_zero() {
            let part = if self.interrupt.is_some() { left.min(LOOK) } else { left };
            self.io.wait(part);
            left -= part;
            self.ask_whether_enough().map_err(|kind| Error::new(kind, Fate::NotSent))?;
        }
        Ok(())
    }

    /// Makes it what the lost one was, and tells of the gap.
    fn say_again(&mut self) -> Result<()> {
        for said in self.link.remembered() {
            match said.confirmations {
                None => self.once(&said.command().any())?,
                Some(pushes) => self.confirmed(&said.command().any(), pushes)?,
            }
        }
        self.link.inbox.reconnected();
        Ok(())
    }
}
