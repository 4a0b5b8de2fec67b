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
    /// Something has been begun since the time was set.
    begun: bool,
    timer: Option<Pin<Box<Sleep>>>,
}

impl Clock {
    /// The next wait may take so many milliseconds.
    #[inline]
    pub(super) fn set(&mut self, millis: Option<u64>) {
        self.allowed = millis;
        self.end = None;
        self.begun = false;
    }

    /// Something more begins: whether the time is up, though there never was anything to wait for. Of the first thing since
    /// the time was set nobody asks, so that a command answered by one read costs no look at the clock.
    #[inline]
    pub(super) fn is_up(&mut self) -> bool {
        core::mem::replace(&mut self.begun, true) && self.end().is_some_and(|end| Instant::now() >= end)
    }

    /// There is nothing to do but wait: ready when the time is up.
    pub(super) fn poll_up(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let Some(end) = self.end() else { return Poll::Pending };
        self.poll_at(end, cx)
    }

    /// Ready at that time, also for a task that has worked so much without a pause that the runtime keeps its timers from it.
    pub(super) fn poll_at(&mut self, end: Instant, cx: &mut Context<'_>) -> Poll<()> {
        if Instant::now() >= end {
            return Poll::Ready(());
        }
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

#[cfg(test)]
mod tests {
    use core::future::{Future, poll_fn};
    use core::pin::pin;

    use super::*;

    /// The runtime lets a task do so much without a pause, and then keeps all from it that it waits for, timers too.
    #[test]
    fn a_task_that_never_pauses_is_told_that_the_time_is_up() {
        let runtime = ::tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            ::tokio::time::pause();
            let mut clock = Clock::default();
            let end = Instant::now() + Duration::from_secs(1);
            assert!(poll_fn(|cx| Poll::Ready(clock.poll_at(end, cx).is_pending())).await);
            ::tokio::time::advance(Duration::from_secs(2)).await;
            let told = poll_fn(|cx| {
                while pin!(::tokio::task::consume_budget()).poll(cx).is_ready() {}
                Poll::Ready(clock.poll_at(end, cx).is_ready())
            });
            assert!(told.await);
        });
    }
}
