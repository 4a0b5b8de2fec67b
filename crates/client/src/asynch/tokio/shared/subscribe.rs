//! Pub/sub on a connection that is shared.

use core::future::poll_fn;
use core::task::{Context, Poll, Waker};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::link::Incoming;
use picoredis_core::args::Args;
use picoredis_core::cmd;
use picoredis_core::command::Command;
use picoredis_core::error::ReplyError;
use picoredis_core::reply::{FromReply, Receive};
use picoredis_core::session::Protocol;

use super::call::Receiver;
use super::line::{Connection, Line};
use super::{SharedRedis, not_sent};
use crate::Unsendable;
use crate::error::{Error, ErrorKind, Fate, Result, refused};
use crate::inbox::Kind;

/// Pub/sub, in RESP3: messages come beside the replies to the commands of all, by [`next_push`](SharedRedis::next_push). In
/// RESP2 a connection that is subscribed takes no other commands, and these are refused.
///
/// Source: [pub/sub](https://redis.io/docs/latest/develop/pubsub/).
impl SharedRedis {
    /// Subscribes to channels, and waits until the server has confirmed it.
    ///
    /// # Errors
    ///
    /// The server refuses, or what befell the connection.
    pub async fn subscribe(&self, channels: impl Args) -> Result<()> {
        self.subscription(&cmd::subscribe(&channels), channels.count(), Kind::Channels).await
    }

    /// Subscribes to all channels whose name matches one of some patterns: `news.*`. As
    /// [`subscribe`](SharedRedis::subscribe).
    ///
    /// # Errors
    ///
    /// As [`subscribe`](SharedRedis::subscribe).
    pub async fn psubscribe(&self, patterns: impl Args) -> Result<()> {
        self.subscription(&cmd::psubscribe(&patterns), patterns.count(), Kind::Patterns).await
    }

    /// Subscribes to shard channels, since Redis 7. As [`subscribe`](SharedRedis::subscribe).
    ///
    /// # Errors
    ///
    /// As [`subscribe`](SharedRedis::subscribe).
    pub async fn ssubscribe(&self, shard_channels: impl Args) -> Result<()> {
        self.subscription(&cmd::ssubscribe(&shard_channels), shard_channels.count(), Kind::Shards).await
    }

    /// Ends subscriptions to channels, for all who share the connection; without any named, `()`, to all.
    ///
    /// # Errors
    ///
    /// What befell the connection.
    pub async fn unsubscribe(&self, channels: impl Args) -> Result<()> {
        self.subscription(&cmd::unsubscribe().arg(&channels), channels.count(), Kind::Channels).await
    }

    /// Ends subscriptions to patterns; without any named, `()`, to all.
    ///
    /// # Errors
    ///
    /// What befell the connection.
    pub async fn punsubscribe(&self, patterns: impl Args) -> Result<()> {
        self.subscription(&cmd::punsubscribe().arg(&patterns), patterns.count(), Kind::Patterns).await
    }

    /// Ends subscriptions to shard channels; without any named, `()`, to all.
    ///
    /// # Errors
    ///
    /// What befell the connection.
    pub async fn sunsubscribe(&self, shard_channels: impl Args) -> Result<()> {
        self.subscription(&cmd::sunsubscribe().arg(&shard_channels), shard_channels.count(), Kind::Shards).await
    }

    async fn subscription<A: Args, R>(&self, command: &Command<'_, A, R>, named: usize, kind: Kind) -> Result<()> {
        self.confirmed(command, named, kind).await.map_err(|error| error.told(command.label()))
    }

    async fn confirmed<A: Args, R>(&self, command: &Command<'_, A, R>, named: usize, kind: Kind) -> Result<()> {
        if self.0.line.protocol() == Protocol::Resp2 {
            return Err(not_sent(ErrorKind::Unsendable(Unsendable::OthersSubscribed)));
        }
        self.0.show(command);
        let room = self.0.line.room(Line::weight_of(command.encoded_len())).await?;
        let subscriber = Subscriber::new(named, kind);
        self.0.line.hand_over(command, Arc::clone(&subscriber) as Arc<dyn Receiver>, room).map_err(not_sent)?;
        poll_fn(|cx| subscriber.poll(cx)).await
    }
}

/// Whoever waits for the confirmations of a subscription, or of its end.
struct Subscriber(Mutex<State>);

struct State {
    /// How many channels were named; without any, how many there are is known when it is due.
    named: usize,
    kind: Kind,
    /// It is due: what comes is for it.
    due: bool,
    refusal: Option<Receive<<() as FromReply>::Builder>>,
    outcome: Option<Result<()>>,
    waker: Option<Waker>,
}

impl Subscriber {
    fn new(named: usize, kind: Kind) -> Arc<Self> {
        let refusal = Some(Receive::new(<()>::builder()));
        Arc::new(Subscriber(Mutex::new(State { named, kind, due: false, refusal, outcome: None, waker: None })))
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn poll(&self, cx: &Context<'_>) -> Poll<Result<()>> {
        let mut state = self.lock();
        if let Some(outcome) = state.outcome.take() {
            return Poll::Ready(outcome);
        }
        state.waker = Some(cx.waker().clone());
        Poll::Pending
    }
}

impl State {
    fn conclude(&mut self, outcome: Result<()>) {
        self.outcome = Some(outcome);
        if let Some(waker) = self.waker.take() {
            waker.wake();
        }
    }

    fn refused(&mut self) -> Result<(), ReplyError> {
        self.refusal.take().map_or(Ok(()), Receive::finish)
    }
}

impl Receiver for Subscriber {
    fn receive(&self, connection: &mut Connection) -> core::result::Result<bool, ErrorKind> {
        let mut state = self.lock();
        if !state.due {
            state.due = true;
            // Without names each one is confirmed, or that there is none.
            let all = connection.inbox.subscribed(state.kind).max(1);
            let named = u32::try_from(state.named).unwrap_or(u32::MAX);
            connection.inbox.expect(if named > 0 { named } else { all });
        }
        let mut refusal = false;
        while connection.inbox.awaited() > 0 && !refusal {
            let more = connection.decode(&mut |incoming| match incoming {
                Incoming::Reply { event, last } => {
                    if let Some(reply) = &mut state.refusal {
                        reply.event(*event);
                    }
                    refusal = last;
                    last
                }
                Incoming::Push { last, .. } => last,
            })?;
            if !more {
                return Ok(false);
            }
        }
        connection.inbox.expect(0);
        let outcome = if refusal { state.refused().map_err(refused) } else { Ok(()) };
        state.conclude(outcome);
        Ok(true)
    }

    fn restart(&self) {
        self.lock().due = false;
    }

    #[cold]
    fn fail(&self, kind: &ErrorKind, sent: u32) {
        let fate = if sent > 0 { Fate::MaybeExecuted } else { Fate::NotSent };
        let mut state = self.lock();
        if state.outcome.is_none() {
            state.conclude(Err(Error::new(kind.repeat(), fate)));
        }
    }
}
