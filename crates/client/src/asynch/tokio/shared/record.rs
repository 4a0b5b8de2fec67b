//! Replies to several commands, kept until whoever waits for them takes them: what takes them may borrow, and cannot be
//! lent to another task.

use core::future::poll_fn;
use core::mem;
use core::task::{Context, Poll, Waker};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use picoredis_core::event::Event;

use super::call::Receiver;
use super::line::Connection;
use crate::error::ErrorKind;
use crate::link::Incoming;
use crate::pack::Lost;
use crate::pipeline::Batch;
use crate::recording::Recording;

/// Replies to commands that were handed over together.
pub(super) struct Record(Mutex<State>);

struct State {
    replies: Recording,
    /// How many commands were handed over, and how many of them have replies that have not ended.
    commands: u32,
    due: u32,
    /// No more replies are taken, and of those that were not so many may have been executed.
    lost: Option<Lost>,
    waker: Option<Waker>,
    /// Nobody waits any more.
    left: bool,
}

impl Record {
    /// For the replies to so many commands.
    pub(super) fn new(commands: u32) -> Arc<Self> {
        Arc::new(Record(Mutex::new(State {
            replies: Recording::default(),
            commands,
            due: commands,
            lost: None,
            waker: None,
            left: false,
        })))
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Receiver for Record {
    fn receive(&self, connection: &mut Connection) -> Result<bool, ErrorKind> {
        let mut state = self.lock();
        let whole = connection.decode(&mut |incoming| match incoming {
            Incoming::Reply { event, last } => {
                state.take(*event, last);
                state.due == 0
            }
            Incoming::Push { .. } => false,
        })?;
        if whole {
            state.conclude();
        }
        Ok(whole)
    }

    #[cold]
    fn fail(&self, kind: &ErrorKind, sent: u32) {
        let mut state = self.lock();
        if state.due > 0 && state.lost.is_none() {
            // The commands before were answered. What comes too late from now on is no answer.
            let answered = state.commands - state.due;
            state.lost = Some(Lost { kind: kind.repeat(), sent: sent.saturating_sub(answered) });
            state.conclude();
        }
    }
}

impl State {
    fn take(&mut self, event: Event<'_>, last: bool) {
        self.due -= u32::from(last);
        if self.left || self.lost.is_some() {
            return;
        }
        self.replies.push(event);
    }

    fn conclude(&mut self) {
        if let Some(waker) = self.waker.take() {
            waker.wake();
        }
    }
}

/// Waits for a record, and tells when it does not any more.
pub(super) struct Awaited {
    pub(super) record: Arc<Record>,
}

impl Awaited {
    /// Gives the replies to the batch when all have come, or what has come when it is known that no more will.
    pub(super) async fn play<P: Batch>(self, batch: &mut P) -> Result<(), Lost> {
        let mut state = poll_fn(|cx| self.poll(cx)).await;
        state.replies.play(|event, last| batch.event(event, last));
        match state.lost.take() {
            None => Ok(()),
            Some(lost) => Err(lost),
        }
    }

    fn poll(&self, cx: &Context<'_>) -> Poll<State> {
        let mut state = self.record.lock();
        if state.due > 0 && state.lost.is_none() {
            state.waker = Some(cx.waker().clone());
            return Poll::Pending;
        }
        let (commands, due) = (state.commands, state.due);
        let left = State { replies: Recording::default(), commands, due, lost: None, waker: None, left: true };
        Poll::Ready(mem::replace(&mut *state, left))
    }

    /// How many of its commands may have been executed that are not answered, when the connection is lost already.
    pub(super) fn sent(&self) -> u32 {
        let state = self.record.lock();
        match &state.lost {
            Some(lost) => lost.sent,
            None => state.due,
        }
    }
}

impl Drop for Awaited {
    fn drop(&mut self) {
        let mut state = self.record.lock();
        state.left = true;
        state.replies = Recording::default();
    }
}
