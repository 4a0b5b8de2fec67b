//! Where callers and the driver meet: what is to be sent, and who waits for what.

use core::mem;
use core::sync::atomic::{AtomicU32, Ordering};
use core::task::{Context, Waker};
use core::time::Duration;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::vec::Vec;

use ::tokio::sync::{Notify, Semaphore, SemaphorePermit};
use ::tokio::time::timeout;
use picoredis_core::args::Args;
use picoredis_core::command::{Command, Spec};
use picoredis_core::encode::Encoder;
use picoredis_core::session::Protocol;

use super::call::{Call, Receiver};
use super::not_sent;
use crate::debug::Tap;
use crate::error::{ErrorKind, Result};
use crate::link::{Link, whole_commands};
use crate::push::Push;

/// A connection without its transport.
pub(super) type Connection = Link<Vec<u8>, DEPTH>;

/// How many aggregates a reply may nest, as in any client with `std`.
pub(super) const DEPTH: usize = 128;

/// How many bytes of commands may be on their way, each command counting [`LEAST`] at least.
const ROOM: usize = 1 << 20;
pub(super) const LEAST: usize = 64;

/// How much memory is kept for the next commands.
const KEPT: usize = 64 << 10;

/// What callers and the driver have in common.
pub(super) struct Line {
    queue: Mutex<Queue>,
    /// Room for commands.
    room: Semaphore,
    /// A push has come, or none will.
    pub(super) heard: Notify,
    /// Shows what is sent, if that was asked for.
    pub(super) tap: Option<Mutex<Tap>>,
    pub(super) timeout: Option<Duration>,
    /// What is spoken.
    protocol: Mutex<Protocol>,
    /// The connection is made again by a policy.
    pub(super) lasts: bool,
    /// The number of the present connection.
    connection: AtomicU32,
}

/// What is to be sent.
pub(super) struct Queue {
    /// Commands, encoded: the first `whole` bytes of it.
    pub(super) bytes: Vec<u8>,
    whole: usize,
    /// The same commands, for who waits for them.
    pub(super) calls: Vec<Call>,
    /// Pushes that came.
    pub(super) pushes: VecDeque<Push>,
    /// The driver has more of them.
    pub(super) more_pushes: bool,
    /// Commands that have changed the connection, for the next one.
    pub(super) said: Vec<(&'static Spec, Vec<u8>)>,
    /// The connection leads to where nobody wants to be: another one is to be made.
    pub(super) astray: bool,
    /// The driver, if it sleeps.
    driver: Option<Waker>,
    pub(super) standing: Standing,
}

/// How it stands with the driver.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// It is at work.
    Open,
    /// It has tried in vain to make a lost connection anew, and tries again when somebody wants something.
    Lost,
    /// It is to end.
    Closing,
    /// There is none.
    Closed,
}

impl Line {
    pub(super) fn new(timeout: Option<Duration>, tap: Option<Tap>, lasts: bool) -> Self {
        Line {
            queue: Mutex::new(Queue {
                bytes: Vec::new(),
                whole: 0,
                calls: Vec::new(),
                pushes: VecDeque::new(),
                more_pushes: false,
                said: Vec::new(),
                astray: false,
                driver: None,
                standing: Standing::Open,
            }),
            room: Semaphore::new(ROOM),
            heard: Notify::new(),
            tap: tap.map(Mutex::new),
            timeout,
            protocol: Mutex::default(),
            lasts,
            connection: AtomicU32::new(0),
        }
    }

    pub(super) fn protocol(&self) -> Protocol {
        *self.protocol.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn speak(&self, protocol: Protocol) {
        *self.protocol.lock().unwrap_or_else(PoisonError::into_inner) = protocol;
    }

    pub(super) fn lock(&self) -> MutexGuard<'_, Queue> {
        // Whoever panicked was encoding: what it has written is not `whole`.
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn is_open(&self) -> bool {
        self.lock().standing == Standing::Open
    }

    /// The number of the connection that a command goes over which is handed over now, or of one before it.
    #[inline]
    pub(super) fn connection(&self) -> u32 {
        self.connection.load(Ordering::Relaxed)
    }

    /// Another connection is wanted than the one of that number.
    pub(super) fn leave_connection(&self, number: u32) {
        let mut queue = self.lock();
        if self.connection() == number {
            queue.astray = true;
            queue.wake();
        }
    }

    /// Another connection is there.
    pub(super) fn renew(&self) {
        let mut queue = self.lock();
        queue.astray = false;
        self.connection.fetch_add(1, Ordering::Relaxed);
    }

    /// How much room so many bytes take.
    #[inline]
    pub(super) fn weight_of(len: usize) -> u32 {
        // What is larger than all room takes all of it, and goes alone.
        len.clamp(LEAST, ROOM) as u32
    }

    /// Room, if there is some and nobody was there before.
    #[inline]
    pub(super) fn room_at_once(&self, weight: u32) -> Option<SemaphorePermit<'_>> {
        self.room.try_acquire_many(weight).ok()
    }

    /// Room, when it is our turn.
    pub(super) async fn room(&self, weight: u32) -> Result<SemaphorePermit<'_>> {
        let room = self.room.acquire_many(weight);
        let room = match self.timeout {
            None => room.await,
            Some(limit) => {
                let late = |_| not_sent(ErrorKind::Timeout(limit.as_millis() as u64));
                timeout(limit, room).await.map_err(late)?
            }
        };
        room.map_err(|_| not_sent(ErrorKind::NotConnected))
    }

    /// Has the wire shown, if that was asked for.
    #[inline]
    pub(super) fn show(&self, show: impl FnOnce(&mut Tap)) {
        if let Some(tap) = &self.tap {
            show(&mut tap.lock().unwrap_or_else(PoisonError::into_inner));
        }
    }

    /// Commands that took so much room have been answered.
    pub(super) fn leave(&self, weight: usize) {
        self.room.add_permits(weight);
    }

    /// Puts a command into the queue.
    pub(super) fn hand_over<A: Args, R>(
        &self,
        command: &Command<'_, A, R>,
        receiver: Arc<dyn Receiver>,
        room: SemaphorePermit<'_>,
    ) -> core::result::Result<(), ErrorKind> {
        self.enqueue(receiver, 1, room, |bytes| {
            let mut encoder = Encoder::new(bytes);
            let Ok(()) = command.encode(&mut encoder);
            if encoder.is_whole() { Ok(()) } else { Err(super::burst::MISCOUNTED) }
        })
    }

    /// Puts so many commands into the queue, and wakes the driver if it sleeps.
    pub(super) fn enqueue(
        &self,
        receiver: Arc<dyn Receiver>,
        commands: u32,
        room: SemaphorePermit<'_>,
        encode: impl FnOnce(&mut Vec<u8>) -> core::result::Result<(), ErrorKind>,
    ) -> core::result::Result<(), ErrorKind> {
        let mut queue = self.lock();
        if !queue.wants() {
            return Err(ErrorKind::NotConnected);
        }
        let whole = queue.whole;
        queue.bytes.truncate(whole);
        encode(&mut queue.bytes)?;
        queue.whole = queue.bytes.len();
        let weight = room.num_permits() as u32;
        queue.calls.push(Call { receiver, commands, weight });
        // It is given back when the reply has come.
        room.forget();
        let driver = queue.driver.take();
        // Not while it is locked: the driver wants the lock first of all.
        drop(queue);
        if let Some(driver) = driver {
            driver.wake();
        }
        Ok(())
    }
}

impl Queue {
    /// Wakes the driver, if it sleeps.
    pub(super) fn wake(&mut self) {
        if let Some(driver) = self.driver.take() {
            driver.wake();
        }
    }

    /// Somebody wants something of the connection: whether there is one, or may be soon.
    pub(super) fn wants(&mut self) -> bool {
        if self.standing == Standing::Lost {
            self.standing = Standing::Open;
            self.wake();
        }
        self.standing == Standing::Open
    }

    /// The connection is not wanted any more.
    pub(super) fn close(&mut self) {
        if matches!(self.standing, Standing::Open | Standing::Lost) {
            self.standing = Standing::Closing;
            self.wake();
        }
    }

    /// What a lost connection has left unsent goes before all else, but for so many commands at the front of it all.
    pub(super) fn put_back(&mut self, unsent: &[u8], skip: u32) {
        self.bytes.truncate(self.whole);
        self.bytes.splice(..0, unsent.iter().copied());
        let (_, skipped) = whole_commands::<DEPTH>(&self.bytes, skip);
        self.bytes.drain(..skipped);
        self.whole = self.bytes.len();
    }

    /// The driver sleeps from now on.
    pub(super) fn sleep(&mut self, cx: &Context<'_>) {
        self.driver = Some(cx.waker().clone());
    }

    /// The driver is awake.
    pub(super) fn awake(&mut self) {
        self.driver = None;
    }

    /// The bytes of whole commands, for those that were sent.
    pub(super) fn exchange_bytes(&mut self, sent: &mut Vec<u8>) {
        self.bytes.truncate(self.whole);
        sent.clear();
        // What a large command needed.
        sent.shrink_to(KEPT);
        mem::swap(&mut self.bytes, sent);
        self.whole = 0;
    }

    /// A new connection has begun.
    pub(super) fn restart(&mut self) {
        self.bytes.clear();
        self.whole = 0;
        self.standing = Standing::Open;
    }
}
