//! Making a lost connection anew, and sending again what may be sent again, on tokio's sockets.

use core::future::Future;
use core::pin::Pin;
use core::time::Duration;
use std::boxed::Box;

use picoredis_core::session::Standing;

use super::{LoginOf, Redis, Stream, Transport as _};
use crate::error::{Error, ErrorKind, Fate, Result};
use crate::reconnect::{Ended, Next, Outage, may_pass};

/// What a connection with a policy does where one without does nothing. These are pointers, so that a program without a
/// policy has nothing of it.
pub(crate) struct Hooks<T, B, const DEPTH: usize> {
    /// Whether the connection is lost.
    is_lost: fn(&mut Redis<T, B, DEPTH>) -> Result<bool>,
    /// Makes a new one.
    revive: Revive<T, B, DEPTH>,
    /// What is done about a command that has ended.
    judge: fn(&mut Redis<T, B, DEPTH>, &Ended<'_>) -> Next,
    /// Goes about sending a command again; whether it may be tried.
    again: Again<T, B, DEPTH>,
}

type Soon<'a, R> = Pin<Box<dyn Future<Output = R> + Send + 'a>>;
type Revive<T, B, const DEPTH: usize> = for<'a> fn(&'a mut Redis<T, B, DEPTH>, &'a mut Outage) -> Soon<'a, Result<()>>;
type Again<T, B, const DEPTH: usize> = for<'a> fn(&'a mut Redis<T, B, DEPTH>, Next, &'a mut Outage) -> Soon<'a, bool>;

impl Hooks<Stream, super::DefaultBuffer, 128> {
    pub(crate) const fn new() -> Self {
        Hooks {
            is_lost,
            revive: |redis, outage| Box::pin(revive(redis, outage)),
            judge,
            again: |redis, next, outage| Box::pin(again(redis, next, outage)),
        }
    }
}

impl<T, B, const DEPTH: usize> Clone for Hooks<T, B, DEPTH> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T, B, const DEPTH: usize> Copy for Hooks<T, B, DEPTH> {}

impl<T: super::Transport, B: super::Memory, const DEPTH: usize> Hooks<T, B, DEPTH> {
    /// Makes the connection ready, or a new one where it is lost.
    pub(super) async fn settle(self, redis: &mut Redis<T, B, DEPTH>, outage: &mut Outage) -> Result<()> {
        if !(self.is_lost)(redis)? && redis.settle_alone().await.is_ok() {
            return Ok(());
        }
        // Or a reply is late once more, and will not come: the peer may be gone without a word.
        (self.revive)(redis, outage).await
    }

    /// Whether a command is sent again.
    pub(super) async fn again(self, redis: &mut Redis<T, B, DEPTH>, ended: Ended<'_>, outage: &mut Outage) -> bool {
        match (self.judge)(redis, &ended) {
            Next::Tell => false,
            next => (self.again)(redis, next, outage).await,
        }
    }
}

fn is_lost(redis: &mut Redis) -> Result<bool> {
    let now = redis.io.now();
    let Some(recovery) = &mut redis.link.recovery else { return Ok(false) };
    if recovery.closed {
        return Err(Error::new(ErrorKind::NotConnected, Fate::NotSent));
    }
    let idle = recovery.is_idle(now);
    Ok(redis.link.session.standing() == Standing::Broken || idle && redis.io.is_stale())
}

/// Connects, again and again, as long as that may help.
async fn revive(redis: &mut Redis, outage: &mut Outage) -> Result<()> {
    redis.shut();
    let mut failure = Error::new(ErrorKind::Closed, Fate::NotSent);
    // One that was given up is nobody's any more.
    let given_up = core::mem::take(&mut redis.in_transaction);
    if redis.link.end_transaction() && !given_up {
        return Err(failure);
    }
    loop {
        let now = redis.io.now();
        let Some(recovery) = &mut redis.link.recovery else { return Err(failure) };
        let Some(pause) = outage.before_connecting(recovery, now) else { return Err(failure) };
        wait(pause).await;
        match reconnect(redis, outage).await {
            Ok(()) => return Ok(()),
            // Whatever became of the first words, the command was not among them.
            Err(error) => failure = Error::new(error.into_kind(), Fate::NotSent),
        }
        if !may_pass(failure.kind()) {
            return Err(failure);
        }
    }
}

/// Connects once. When the future is dropped, there is no connection.
async fn reconnect(redis: &mut Redis, outage: &Outage) -> Result<()> {
    let now = redis.io.now();
    redis.open_within(outage.time_left(now)).await?;
    let mut login_of = LoginOf { redis, done: false };
    login_of.redis.say_again().await?;
    login_of.done = true;
    Ok(())
}

fn judge(redis: &mut Redis, ended: &Ended<'_>) -> Next {
    redis.link.judge(ended)
}

async fn again(redis: &mut Redis, next: Next, outage: &mut Outage) -> bool {
    let Some(recovery) = &mut redis.link.recovery else { return false };
    match next {
        Next::Tell => false,
        Next::Repeat => match outage.before_repeating(recovery, redis.io.now()) {
            Some(pause) => {
                wait(pause).await;
                true
            }
            None => false,
        },
        Next::Reconnect => {
            let goes_on = outage.goes_on(recovery, redis.io.now());
            if goes_on {
                redis.shut();
            }
            goes_on
        }
    }
}

async fn wait(pause: Duration) {
    if !pause.is_zero() {
        ::tokio::time::sleep(pause).await;
    }
}

impl Redis {
    /// Makes it what the lost one was, and tells of the gap.
    async fn say_again(&mut self) -> Result<()> {
        for said in self.link.remembered() {
            match said.confirmations {
                None => self.once(&said.command()).await?,
                Some(pushes) => self.confirmed(&said.command(), pushes).await?,
            }
        }
        self.link.inbox.reconnected();
        Ok(())
    }
}
