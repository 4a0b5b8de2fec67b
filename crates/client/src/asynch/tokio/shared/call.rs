//! One command that somebody waits for.

use core::future::poll_fn;
use core::mem;
use core::task::{Context, Poll, Waker};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use picoredis_core::error::ReplyError;
use picoredis_core::reply::{Build, Receive};
use picoredis_core::session::Incoming;

use super::line::Connection;
use crate::error::{Error, ErrorKind, Fate, Result, refused};

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

enum State<W: Build> {
    Waiting(Receive<W>, Waker),
    Answered(core::result::Result<W::Output, ReplyError>),
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
                let state = State::Waiting(Receive::new(builder), cx.waker().clone());
                let waiter = Arc::new(Waiter(Mutex::new(state)));
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

    /// Changes the state of one who waits, and wakes them.
    fn conclude(mut state: MutexGuard<'_, State<W>>, conclusion: impl FnOnce(Receive<W>) -> State<W>) {
        let State::Waiting(reply, waker) = mem::replace(&mut *state, State::Left) else { return };
        *state = conclusion(reply);
        drop(state);
        waker.wake();
    }
}

impl<W: Build<Output: Send> + Send> Receiver for Waiter<W> {
    fn receive(&self, connection: &mut Connection) -> core::result::Result<bool, ErrorKind> {
        let mut state = self.lock();
        let State::Waiting(reply, _) = &mut *state else {
            return Ok(connection.decode(&mut |incoming| matches!(incoming, Incoming::Reply { last: true, .. }))?);
        };
        let whole = connection.decode(&mut |incoming| match incoming {
            Incoming::Reply { event, last } => {
                reply.event(event);
                last
            }
            Incoming::Push { .. } => false,
        })?;
        if whole {
            Self::conclude(state, |reply| State::Answered(reply.finish()));
        }
        Ok(whole)
    }

    #[cold]
    fn fail(&self, kind: &ErrorKind, sent: u32) {
        let fate = if sent > 0 { Fate::MaybeExecuted } else { Fate::NotSent };
        let state = self.lock();
        if let State::Waiting(..) = &*state {
            Self::conclude(state, |_| State::Failed(kind.repeat(), fate));
        }
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
        if let State::Waiting(_, waker) = &mut *state {
            waker.clone_from(cx.waker());
            return Poll::Pending;
        }
        let conclusion = mem::replace(&mut *state, State::Left);
        drop(state);
        self.waiter = None;
        match conclusion {
            State::Answered(answer) => Poll::Ready(answer.map_err(refused)),
            State::Failed(kind, fate) => Poll::Ready(Err(Error::new(kind, fate))),
            State::Waiting(..) | State::Left => Poll::Pending,
        }
    }
}

impl<W: Build> Drop for Waiting<W> {
    fn drop(&mut self) {
        if let Some(waiter) = &self.waiter {
            let left = mem::replace(&mut *waiter.lock(), State::Left);
            // Not while it is locked.
            drop(left);
        }
    }
}
