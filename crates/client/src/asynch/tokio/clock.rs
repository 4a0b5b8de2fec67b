//! When the time is up, by one timer of the runtime that is touched as seldom as can be.

use core::future::Future as _;
use core::pin::Pin;
use core::task::{Context, Poll, ready};
use core::time::Duration;
use std::boxed::Box;

use ::tokio::time::{Instant, Sleep, sleep_until};

/// A time that is set before every wait and hardly ever up.
///
/// Setting it costs nothing: it begins when there is something to wait for. The timer is left where it is when it goes off
/// before that, and is set on only then: once in the length of a timeout, however many waits there are.
#[derive(Debug, Default)]
pub(super) struct Clock {
    /// Milliseconds; `None` is for ever.
    allowed: Option<u64>,
    /// When they are over, since something is waited for.
    end: Option<Instant>,
    timer: Option<Pin<Box<Sleep>>>,
}

impl Clock {
    /// The next wait may take so many milliseconds.
    #[inline]
    pub(super) fn set(&mut self, millis: Option<u64>) {
        self.allowed = millis;
        self.end = None;
    }

    /// There is nothing to do but wait: ready when the time is up.
    pub(super) fn poll_up(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let Some(end) = self.end() else { return Poll::Pending };
        self.poll_at(end, cx)
    }

    /// Ready at that time.
    pub(super) fn poll_at(&mut self, end: Instant, cx: &mut Context<'_>) -> Poll<()> {
        let timer = self.timer.get_or_insert_with(|| Box::pin(sleep_until(end)));
        if timer.deadline() > end {
            timer.as_mut().reset(end);
        }
        ready!(timer.as_mut().poll(cx));
        while timer.deadline() < end {
            // It was set for an earlier wait.
            timer.as_mut().reset(end);
            ready!(timer.as_mut().poll(cx));
        }
        Poll::Ready(())
    }

    /// When the time is up; what is too far away is never.
    fn end(&mut self) -> Option<Instant> {
        let allowed = Duration::from_millis(self.allowed?);
        self.end = self.end.or_else(|| Instant::now().checked_add(allowed));
        self.end
    }
}
