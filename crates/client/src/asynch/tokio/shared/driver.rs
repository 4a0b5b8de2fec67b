//! The task that sends and receives for all.

use core::task::{Context, Poll};
use core::time::Duration;
use std::boxed::Box;
use std::collections::VecDeque;
use std::sync::Arc;

use ::tokio::time::Instant;
use embedded_io::ErrorKind as IoKind;
use picoredis_core::error::SessionError;
use picoredis_core::session::DrainBudget;

use super::call::Call;
use super::line::{Connection, DEPTH, Line, Queue, Standing};
use crate::asynch::tokio::Stream;
use crate::asynch::tokio::clock::Clock;
use crate::asynch::{Redis, Transport as _};
use crate::error::ErrorKind;
use crate::link::PROGRESS;
use crate::reconnect::Outage;

/// How many pushes are laid out ahead of those who ask for them.
const AHEAD: usize = 64;

/// Sends what is in the queue of the line, in one write, receives, and gives each reply to who waits for it.
///
/// It is one task, and not work that callers do for each other: a caller may be slow, or never polled again, and must not
/// keep the others waiting. It costs one more task that is polled per write and per read, not per command.
pub(super) struct Driver {
    pub(super) stream: Stream,
    pub(super) connection: Box<Connection>,
    pub(super) line: Arc<Line>,
    budget: DrainBudget,
    /// Who waits, in the order of the commands.
    calls: VecDeque<Call>,
    /// How many commands are in the outbox, sent or not, and how many are still in the queue.
    packed: u32,
    waiting: u32,
    /// It has let others go first, to send for all of them at once.
    gathered: bool,
    /// There is more than one caller.
    crowded: bool,
    clock: Clock,
    /// When the calls were taken that are not `late`, in the order of the calls, and how many at a time.
    bursts: VecDeque<(Instant, usize)>,
    /// How many of the calls, the first ones, have been told that the time is up.
    late: usize,
    /// When and where that began.
    late_since: Option<(Instant, usize)>,
    /// The last time that something large came or went.
    progress: Option<Instant>,
    received: usize,
    written: usize,
    /// The tries to make a lost connection anew, and how many bytes had come on the present one before it was of use.
    pub(super) outage: Outage,
    pub(super) greeted: usize,
}

impl Driver {
    pub(super) fn new(redis: Redis, line: Arc<Line>) -> Self {
        let budget = redis.io.config.drain;
        let mut connection = Box::new(redis.link);
        connection.inbox.open();
        Driver {
            stream: redis.io,
            connection,
            line,
            budget,
            calls: VecDeque::new(),
            packed: 0,
            waiting: 0,
            gathered: false,
            crowded: false,
            clock: Clock::default(),
            bursts: VecDeque::new(),
            late: 0,
            late_since: None,
            progress: None,
            received: 0,
            written: 0,
            outage: Outage::default(),
            greeted: 0,
        }
    }

    /// Goes on until there is nothing to do, or the end has come: why.
    pub(super) fn drive(&mut self, cx: &mut Context<'_>) -> Poll<ErrorKind> {
        match self.step(cx) {
            Ok(()) => Poll::Pending,
            Err(kind) => Poll::Ready(kind),
        }
    }

    fn step(&mut self, cx: &mut Context<'_>) -> Result<(), ErrorKind> {
        loop {
            let received = self.receive(cx)?;
            let gathering = self.take(cx)?;
            let sent = self.send(cx)?;
            if gathering {
                return Ok(());
            }
            if !received && !sent && self.rest(cx)? {
                return Ok(());
            }
        }
    }

    /// Takes what is in the queue; `true` if others are let go first.
    fn take(&mut self, cx: &Context<'_>) -> Result<bool, ErrorKind> {
        let mut queue = self.line.lock();
        if queue.standing != Standing::Open {
            return Err(ErrorKind::NotConnected);
        }
        queue.awake();
        lay_out(&mut queue, &mut self.connection, &self.line);
        if queue.astray && self.waiting == 0 {
            // What is under way is answered first, but for what nobody waits for any more.
            return if self.calls.len() == self.late { Err(ErrorKind::Closed) } else { Ok(false) };
        }
        if queue.calls.is_empty() && self.waiting == 0 {
            return Ok(false);
        }
        if self.crowded && !self.gathered {
            // Those who were woken by the last replies are about to send more.
            self.gathered = true;
            cx.waker().wake_by_ref();
            return Ok(true);
        }
        self.gathered = false;
        if self.calls.is_empty() && has_gone(&mut self.connection, &mut self.stream) {
            return Err(ErrorKind::Closed);
        }
        let taken = queue.calls.len();
        if taken > 0 {
            self.crowded = taken > 1 || !self.calls.is_empty();
            self.bursts.push_back((Instant::now(), taken));
            for call in queue.calls.drain(..) {
                self.waiting += call.commands;
                self.calls.push_back(call);
            }
        }
        if self.connection.outbox.bytes().is_empty() {
            self.connection.outbox.refill(|sent| queue.exchange_bytes(sent));
            self.packed = core::mem::take(&mut self.waiting);
            (0..self.packed).for_each(|_| self.connection.session.sent());
        }
        Ok(false)
    }

    /// Sends what there is; whether something went.
    fn send(&mut self, cx: &mut Context<'_>) -> Result<bool, ErrorKind> {
        let bytes = self.connection.outbox.bytes();
        if bytes.is_empty() {
            return Ok(false);
        }
        let len = match self.stream.poll_write(cx, bytes) {
            Poll::Pending => return Ok(false),
            Poll::Ready(Ok(0)) => return Err(ErrorKind::Io(IoKind::WriteZero)),
            Poll::Ready(written) => written.map_err(ErrorKind::Io)?,
        };
        self.connection.outbox.taken(len);
        self.written = self.written.wrapping_add(len);
        if let Poll::Ready(flushed) = self.stream.poll_flush(cx) {
            flushed.map_err(ErrorKind::Io)?;
        }
        Ok(true)
    }

    /// Receives what there is; whether something came.
    fn receive(&mut self, cx: &mut Context<'_>) -> Result<bool, ErrorKind> {
        match self.stream.poll_read(cx, &mut self.connection.received.memory) {
            Poll::Pending => Ok(false),
            Poll::Ready(Ok(0)) => Err(ErrorKind::Closed),
            Poll::Ready(Ok(len)) => {
                self.connection.received.filled(len);
                self.deliver()?;
                Ok(true)
            }
            Poll::Ready(Err(kind)) => Err(ErrorKind::Io(kind)),
        }
    }

    /// Gives what came to those who wait for it.
    fn deliver(&mut self) -> Result<(), ErrorKind> {
        let mut room = 0;
        let mut delivered = Ok(());
        while delivered.is_ok() && !self.connection.received.bytes().is_empty() {
            let Some(call) = self.calls.front() else {
                delivered = self.connection.decode(&mut |_| false).map(drop).map_err(Into::into);
                continue;
            };
            match call.receiver.receive(&mut self.connection) {
                Ok(true) => {
                    room += call.weight as usize;
                    self.calls.pop_front();
                    self.answered();
                }
                Ok(false) => break,
                Err(kind) => delivered = Err(kind),
            }
        }
        self.line.leave(room);
        delivered
    }

    /// The first call is.
    #[inline]
    fn answered(&mut self) {
        if self.late > 0 {
            self.late -= 1;
            if self.late == 0 {
                self.late_since = None;
            }
        } else if let Some((_, calls)) = self.bursts.front_mut() {
            *calls -= 1;
            if *calls == 0 {
                self.bursts.pop_front();
            }
        }
    }

    /// Sleeps, unless there is something in the queue, pushes are to be laid out, or the time of somebody is up.
    fn rest(&mut self, cx: &mut Context<'_>) -> Result<bool, ErrorKind> {
        while let Some(end) = self.next_end() {
            if self.clock.poll_at(end, cx).is_pending() {
                break;
            }
            self.time_is_up()?;
        }
        let mut queue = self.line.lock();
        // Who took pushes in the meantime found nobody to wake.
        let laid_out = !queue.more_pushes || queue.pushes.len() >= AHEAD;
        let idle = (queue.calls.is_empty() || queue.astray) && laid_out && queue.standing == Standing::Open;
        if idle {
            queue.sleep(cx);
        }
        Ok(idle)
    }

    /// When the time of the first who wait is up, or that for those who do not.
    fn next_end(&self) -> Option<Instant> {
        let drained =
            self.late_since.and_then(|(since, _)| since.checked_add(Duration::from_millis(self.budget.millis)));
        let answered = self.bursts.front().and_then(|(at, _)| {
            let since = self.progress.map_or(*at, |progress| progress.max(*at));
            since.checked_add(self.line.timeout?)
        });
        drained.into_iter().chain(answered).min()
    }

    #[cold]
    fn time_is_up(&mut self) -> Result<(), ErrorKind> {
        let now = Instant::now();
        let received = self.connection.session.received();
        if let Some((since, from)) = self.late_since {
            let spent = now.saturating_duration_since(since) >= Duration::from_millis(self.budget.millis);
            if spent || received.wrapping_sub(from) > self.budget.bytes {
                return Err(ErrorKind::Session(SessionError::DrainBudget));
            }
        }
        // What is large has its time anew as long as it keeps coming, or going.
        let comes = self.connection.session.is_in_reply() && received.wrapping_sub(self.received) >= PROGRESS;
        let goes = !self.connection.outbox.bytes().is_empty() && self.written >= PROGRESS;
        self.received = received;
        self.written = 0;
        if comes || goes {
            self.progress = Some(now);
        }
        let (Some(timeout), Some((at, calls))) = (self.line.timeout, self.bursts.front().copied()) else {
            return Ok(());
        };
        let since = self.progress.map_or(at, |progress| progress.max(at));
        if now.saturating_duration_since(since) < timeout {
            return Ok(());
        }
        let kind = ErrorKind::Timeout(timeout.as_millis() as u64);
        if self.connection.recovery.is_some() && self.late_since.is_some_and(|(_, from)| received == from) {
            // Once more, and not a byte since: the peer may be gone without a word.
            return Err(kind);
        }
        self.bursts.pop_front();
        for call in self.calls.range(self.late..self.late + calls) {
            call.receiver.fail(&kind, call.commands);
        }
        self.late += calls;
        self.late_since = self.late_since.or(Some((now, received)));
        Ok(())
    }

    /// The end has come: everybody is told, each what became of the own command.
    pub(super) fn end(&mut self, kind: &ErrorKind) {
        let mut queue = self.line.lock();
        if queue.standing == Standing::Closed {
            return;
        }
        queue.standing = Standing::Closed;
        drop(queue);
        self.stop();
        let unsent = self.unsent();
        self.tell(self.calls.len(), unsent, kind);
        self.line.heard.notify_waiters();
    }

    /// The connection is lost, and another one is about to be made: whoever cannot know what became of the own command is
    /// told. What was not sent is left for the next connection.
    pub(super) fn lose(&mut self, kind: &ErrorKind) {
        self.stop();
        let unsent = self.unsent();
        // Nor is kept for what a reply has begun, or whose time is up.
        let least = self.late.max(self.connection.session.is_in_reply().into());
        let (mut kept, mut first) = (0, self.calls.len());
        while let Some(call) = self.calls.get(first.wrapping_sub(1)).filter(|_| first > least) {
            if call.commands > unsent - kept {
                break;
            }
            kept += call.commands;
            first -= 1;
        }
        self.line.lock().put_back(self.connection.outbox.unsent::<DEPTH>(), unsent - kept);
        self.tell(first, unsent - kept, kind);
        self.calls.iter().for_each(|call| call.receiver.restart());
        (self.packed, self.waiting) = (0, kept);
    }

    /// A new connection is there, for what the lost one has left unsent.
    pub(super) fn begin_again(&mut self) {
        self.bursts.clear();
        if !self.calls.is_empty() {
            self.bursts.push_back((Instant::now(), self.calls.len()));
        }
        (self.late, self.late_since, self.progress) = (0, None, None);
        (self.received, self.written) = (0, 0);
        self.gathered = false;
        self.line.renew();
    }

    /// There will be no connection for what waits.
    pub(super) fn give_up(&mut self, kind: &ErrorKind) {
        self.stop();
        let unsent = self.unsent();
        self.tell(self.calls.len(), unsent, kind);
        self.line.lock().put_back(&[], unsent);
        self.waiting = 0;
    }

    /// Nothing more goes or comes: what is in the queue is taken as it is.
    fn stop(&mut self) {
        self.stream.close();
        let mut queue = self.line.lock();
        while let Some(push) = self.connection.next_push() {
            queue.pushes.push_back(push);
        }
        queue.more_pushes = false;
        self.waiting += queue.calls.iter().map(|call| call.commands).sum::<u32>();
        self.calls.extend(queue.calls.drain(..));
    }

    /// How many commands, the last ones, have not been sent.
    fn unsent(&self) -> u32 {
        self.connection.outbox.unsent_of::<DEPTH>(self.packed) + self.waiting
    }

    /// Tells the first calls what became of their commands, of which so many, the last ones, were not sent.
    fn tell(&mut self, calls: usize, mut unsent: u32, kind: &ErrorKind) {
        let mut room = 0;
        for call in self.calls.drain(..calls).rev() {
            let lacking = unsent.min(call.commands);
            unsent -= lacking;
            call.receiver.fail(kind, call.commands - lacking);
            room += call.weight as usize;
        }
        self.line.leave(room);
    }
}

/// Whether a connection that has lain idle, as its policy has it, was closed meanwhile. The runtime may not have heard of it.
#[inline]
fn has_gone(connection: &mut Connection, stream: &mut Stream) -> bool {
    let Some(recovery) = &mut connection.recovery else { return false };
    recovery.is_idle(stream.now()) && stream.is_stale()
}

/// Lays out pushes for those who ask for them.
#[inline]
fn lay_out(queue: &mut Queue, connection: &mut Connection, line: &Line) {
    while queue.pushes.len() < AHEAD {
        let Some(push) = connection.next_push() else { break };
        queue.pushes.push_back(push);
        line.heard.notify_one();
    }
    queue.more_pushes = queue.pushes.len() >= AHEAD;
}

/// The runtime is at its end.
impl Drop for Driver {
    fn drop(&mut self) {
        self.end(&ErrorKind::NotConnected);
    }
}
