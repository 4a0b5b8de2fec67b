//! One command that somebody waits for.

use core::future::poll_fn;
use core::mem;
use core::task::{Context, Poll, Waker};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use picoredis_core::reply::{Build, Receive};

use super::line::Connection;
use crate::error::{Error, ErrorKind, Fate, Result, refused};
use crate::link::Incoming;

/// What takes the replies to one command, or to a few that were handed over together.
pub(super) trait Receiver: Send + Sync {
    /// Takes what has come; `true` when all its replies have ended.
    fn receive(&self, connection: &mut Connection) -> core::result::Result<bool, ErrorKind>;

    /// None of its commands was sent; they will be on another connection.
    fn restart(&self) {}

    /// There will be no more replies. Of its commands so many have been sent.
    fn fail(&self, kind: &ErrorKind, sent: u32);
}

/// Commands on their way.
pub(super) struct Call {
    pub(super) receiver: Arc<dyn Receiver>,
    /// How many commands.
    pub(super) commands: u32,
    /// How much room they take.
    pub(super) weight: u32,
}

/// Whoever waits for one reply, and what has come of it.
pub(super) struct Waiter<W: Build>(Mutex<State<W>>);

struct State<W: Build> {
    /// It stays where it is until whoever waits takes it.
    reply: Option<Receive<W>>,
    standing: Standing,
}

enum Standing {
    Waiting(Waker),
    Answered,
    Failed(ErrorKind, Fate),
    /// Nobody waits any more.
    Left,
}

impl<W: Build<Output: Send + 'static> + Send + 'static> Waiter<W> {
    /// Hands a command over when it is first polled, and waits for what comes of it.
    pub(super) async fn answer(
        builder: W,
        hand_over: impl FnOnce(Arc<dyn Receiver>) -> core::result::Result<(), ErrorKind>,
    ) -> Result<W::Output> {
        let mut begin = Some((builder, hand_over));
        let mut waiting = Waiting { waiter: None };
        poll_fn(|cx| match begin.take() {
            None => waiting.poll(cx),
            Some((builder, hand_over)) => {
                let standing = Standing::Waiting(cx.waker().clone());
                let waiter = Arc::new(Waiter(Mutex::new(State { reply: Some(Receive::new(builder)), standing })));
                if let Err(kind) = hand_over(Arc::clone(&waiter) as Arc<dyn Receiver>) {
                    return Poll::Ready(Err(Error::new(kind, Fate::NotSent)));
                }
                waiting.waiter = Some(waiter);
                Poll::Pending
            }
        })
        .await
    }
}

impl<W: Build> Waiter<W> {
    fn lock(&self) -> MutexGuard<'_, State<W>> {
        // A builder that panicked has left its state as it was.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells one who waits what has come of it.
    fn conclude(mut state: MutexGuard<'_, State<W>>, conclusion: Standing) {
        if !matches!(state.standing, Standing::Waiting(_)) {
            return;
        }
        if let Standing::Waiting(waker) = mem::replace(&mut state.standing, conclusion) {
            drop(state);
            waker.wake();
        }
    }
}

impl<W: Build<Output: Send> + Send> Receiver for Waiter<W> {
    fn receive(&self, connection: &mut Connection) -> core::result::Result<bool, ErrorKind> {
        let mut state = self.lock();
        let State { reply: Some(reply), standing: Standing::Waiting(_) } = &mut *state else {
            return Ok(connection.decode(&mut |incoming| matches!(incoming, Incoming::Reply { last: true, .. }))?);
        };
        let whole = connection.decode_reply(&mut reply.any())?;
        if whole {
            Self::conclude(state, Standing::Answered);
        }
        Ok(whole)
    }

    #[cold]
    fn fail(&self, kind: &ErrorKind, sent: u32) {
        let fate = if sent > 0 { Fate::MaybeExecuted } else { Fate::NotSent };
        Self::conclude(self.lock(), Standing::Failed(kind.repeat(), fate));
    }
}

/// Waits, and tells when it does not any more.
struct Waiting<W: Build> {
    waiter: Option<Arc<Waiter<W>>>,
}

impl<W: Build> Waiting<W> {
    fn poll(&mut self, cx: &Context<'_>) -> Poll<Result<W::Output>> {
        let Some(waiter) = &self.waiter else { return Poll::Pending };
        let mut state = waiter.lock();
        if let Standing::Waiting(waker) = &mut state.standing {
            waker.clone_from(cx.waker());
            return Poll::Pending;
        }
        let (reply, conclusion) = state.leave();
        drop(state);
        self.waiter = None;
        match (conclusion, reply) {
            (Standing::Answered, Some(reply)) => Poll::Ready(reply.finish().map_err(refused)),
            (Standing::Failed(kind, fate), _) => Poll::Ready(Err(Error::new(kind, fate))),
            _ => Poll::Pending,
        }
    }
}

impl<W: Build> State<W> {
    /// Nobody waits any more: what there was.
    fn leave(&mut self) -> (Option<Receive<W>>, Standing) {
        (self.reply.take(), mem::replace(&mut self.standing, Standing::Left))
    }
}

impl<W: Build> Drop for Waiting<W> {
    fn drop(&mut self) {
        if let Some(waiter) = &self.waiter {
            let left = waiter.lock().leave();
            // Not while it is locked.
            drop(left);
        }
    }
}
