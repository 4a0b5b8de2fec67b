//! What the task of a connection does as long as somebody wants one: it sends and receives, and makes a lost connection anew
//! where there is a policy for that.

use core::future::{Future, poll_fn};
use core::mem;
use core::pin::pin;
use core::task::Poll;
use std::sync::Arc;

use super::driver::Driver;
use super::line::{Line, Standing};
use crate::asynch::Redis;
use crate::error::{ErrorKind, Result};
use crate::reconnect::Outage;

impl Driver {
    /// Goes on until the connection is closed, or lost for good.
    pub(super) async fn attend(mut self) {
        loop {
            let kind = poll_fn(|cx| self.drive(cx)).await;
            if !self.outlives() {
                return self.end(&kind);
            }
            self.lose(&kind);
            if !self.revive().await {
                return self.end(&ErrorKind::NotConnected);
            }
        }
    }

    /// Whether there is to be another connection.
    fn outlives(&self) -> bool {
        self.connection.recovery.is_some() && self.line.is_open()
    }

    /// Makes a new connection, if need be when somebody wants one again; `false`: it was closed meanwhile.
    async fn revive(&mut self) -> bool {
        // As long as nothing comes but what is said first, it is the same outage.
        if self.connection.session.received() > self.greeted {
            self.outage = Outage::default();
        }
        loop {
            let Some(connected) = self.reconnect().await else { return false };
            let Err(error) = connected else { return true };
            self.outage = Outage::default();
            self.give_up(error.kind());
            if !wanted_again(&self.line).await {
                return false;
            }
        }
    }

    /// Connects, as often as the policy says; `None`: the connection was closed meanwhile.
    async fn reconnect(&mut self) -> Option<Result<()>> {
        let config = Arc::clone(&self.stream.config);
        let mut redis = Redis::closed(Arc::clone(&config));
        redis.set_timeout(self.line.timeout);
        redis.hooks = config.reconnect.map(|revival| revival.asynch);
        for (spec, wire) in self.line.lock().said.drain(..) {
            self.connection.executed(spec, &wire);
        }
        redis.link.inbox = mem::take(&mut self.connection.inbox);
        redis.link.recovery = self.connection.recovery.take();
        redis.link.tap = mem::take(&mut self.connection.tap);
        redis.link.session.fail();
        let connected = unless_closed(&self.line, redis.settle_within(&mut self.outage)).await;
        if matches!(connected, Some(Ok(()))) {
            self.line.speak(redis.protocol());
            self.greeted = redis.link.session.received();
            self.begin_again();
        }
        self.stream = redis.io;
        *self.connection = redis.link;
        connected
    }
}

/// Does it, unless the connection is closed meanwhile.
async fn unless_closed<T>(line: &Line, work: impl Future<Output = T>) -> Option<T> {
    let mut work = pin!(work);
    poll_fn(|cx| {
        {
            let mut queue = line.lock();
            if queue.standing == Standing::Closing {
                return Poll::Ready(None);
            }
            queue.sleep(cx);
        }
        work.as_mut().poll(cx).map(Some)
    })
    .await
}

/// Tells that there is no connection, and waits until somebody wants one; `false`: nobody does any more.
async fn wanted_again(line: &Line) -> bool {
    {
        let mut queue = line.lock();
        // Somebody may have come while those before were told.
        if queue.standing == Standing::Open && queue.calls.is_empty() {
            queue.standing = Standing::Lost;
        }
    }
    line.heard.notify_waiters();
    poll_fn(|cx| {
        let mut queue = line.lock();
        match queue.standing {
            Standing::Lost => {
                queue.sleep(cx);
                Poll::Pending
            }
            standing => Poll::Ready(standing == Standing::Open),
        }
    })
    .await
}
