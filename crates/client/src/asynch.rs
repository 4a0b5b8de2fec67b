//! The async driver: the same client over anything that reads and writes in `async` functions, with any runtime or none.
//!
//! ```
//! # struct Mock;
//! # impl embedded_io::ErrorType for Mock { type Error = embedded_io::ErrorKind; }
//! # impl embedded_io_async::Read for Mock {
//! #     async fn read(&mut self, buf: &mut [u8]) -> Result<usize, Self::Error> { buf[..7].copy_from_slice(b"+PONG\r\n"); Ok(7) }
//! # }
//! # impl embedded_io_async::Write for Mock {
//! #     async fn write(&mut self, buf: &[u8]) -> Result<usize, Self::Error> { Ok(buf.len()) }
//! #     async fn flush(&mut self) -> Result<(), Self::Error> { Ok(()) }
//! # }
//! # use picoredis::embedded_io;
//! use picoredis::asynch::Redis;
//! use picoredis::{cmd, reply::Buf};
//!
//! async fn greet<T: embedded_io_async::Read + embedded_io_async::Write>(socket: T) -> picoredis::Result<()> {
//!     let (mut receive, mut send) = ([0; 64], [0; 64]);
//!     let mut redis = Redis::over(socket, &mut receive[..], &mut send[..]);
//!     let pong = redis.run(cmd::ping().reply::<Buf<8>>()).await?;
//!     assert_eq!(pong.as_str(), Some("PONG"));
//!     Ok(())
//! }
//! # use std::task::{Context, Poll, Waker};
//! # let greeted = std::pin::pin!(greet(Mock)).poll(&mut Context::from_waker(Waker::noop()));
//! # assert!(matches!(greeted, Poll::Ready(Ok(()))));
//! ```
//!
//! # With tokio
//!
//! The feature `tokio` brings sockets, names and time: connections are made as the blocking client makes them, and a
//! `SharedRedis` is one connection for any number of tasks.
//!
#![cfg_attr(feature = "tokio", doc = "```")]
#![cfg_attr(not(feature = "tokio"), doc = "```text")]
//! # tokio::runtime::Runtime::new().unwrap().block_on(async {
//! # let url = picoredis_tests::server().url();
//! use picoredis::asynch::Redis;
//!
//! let mut redis = Redis::open(&url).await?; // or Redis::new() for 127.0.0.1:6379
//! redis.set("foo", "bar").await?;
//! assert_eq!(redis.get("foo").await?.unwrap(), "bar");
//!
//! let shared = redis.share().await?;
//! let other = shared.clone();
//! let task = tokio::spawn(async move { other.append("foo", "!").await });
//! assert_eq!(task.await.unwrap()?, 4);
//! # shared.del("foo").await?;
//! # Ok::<(), picoredis::Error>(())
//! # }).unwrap();
//! ```
//!
//! # Cancellation
//!
//! Every future here may be dropped before it is ready, at any point: by a `select`, by a timeout. The connection stays in
//! step. A command of which nothing has been sent then is not sent any more; one that has been sent in part is sent to its
//! end before the next one, and its reply is skipped when it comes. A transaction is executed whole or not at all. What
//! waits on purpose, such as `BLPOP`, goes on waiting at the server, and the next command waits for it.
//!
//! Two things break the connection when they are dropped half way: a command that is larger than the memory to send it from
//! (if that memory cannot grow: a slice, not a `Vec`), and a login.
//!
//! This holds for transports whose reads and writes may be dropped, too: of a read or write that is dropped nothing has
//! happened. Those of embassy-net and tokio are such.
//!
//! # Timeouts
//!
//! Over [`Bare`] connections time is the caller's: `embassy_time::with_timeout(duration, redis.get("foo"))`. The late reply
//! is skipped. A [`Transport`] that knows of time, as tokio's does, bounds each wait by itself.

#[cfg(feature = "alloc")]
mod cached;
mod commands;
#[cfg(feature = "tokio")]
mod from_tokio;
mod into;
mod memory;
mod need;
mod pipeline;
#[cfg(feature = "alloc")]
mod push;
mod push_as;
#[cfg(feature = "tokio")]
mod reconnect;
#[cfg(feature = "alloc")]
mod scan;
mod script;
mod settle;
mod stream;
mod stream_from;
mod subscribe;
#[cfg(feature = "tokio")]
mod tokio;
#[cfg(feature = "alloc")]
mod tracking;
mod transaction;
mod transport;
mod trip;
mod write;

use core::borrow::Borrow;
use core::fmt;

use embedded_io_async::{Read, Write};
use picoredis_core::args::Args;
#[cfg(feature = "tokio")]
use picoredis_core::command::Spec;
use picoredis_core::command::{Command, Wait};
use picoredis_core::decode::Limits;
use picoredis_core::reply::{Build, FromReply, Receive};
use picoredis_core::session::{DrainBudget, Login, Protocol, Session, Standing};

use crate::allowed::Allowed;
use crate::direct::Destination;
#[cfg(doc)]
use crate::error::{ErrorKind, Fate};
use crate::error::{Failure, Result, conclude, refused, valueless};
use crate::link::{Incoming, Link, PROGRESS};
use crate::login::Greeting;
#[cfg(feature = "tokio")]
use crate::reconnect::Ended;
use crate::reconnect::Outage;

#[cfg(feature = "tokio")]
#[cfg_attr(docsrs, doc(cfg(feature = "tokio")))]
pub use from_tokio::FromTokio;
pub use memory::{DefaultBuffer, Memory};
#[cfg(feature = "tokio")]
pub(crate) use reconnect::Hooks;
#[cfg(feature = "alloc")]
pub use scan::Scan;
pub use stream::{ReplyStream, StringReader};
#[cfg(feature = "tokio")]
#[cfg_attr(docsrs, doc(cfg(feature = "tokio")))]
pub use tokio::{SharedRedis, Stream};
pub use transport::{Bare, DefaultTransport, Moved, Transport};
use trip::Trip;

/// A connection to a Redis or Valkey server, in `async` functions: what [`Redis`](crate::Redis) is for threads, under the
/// same names.
///
/// `T` carries the bytes and `B` is the memory for them. See the [module](self) for cancellation and timeouts.
pub struct Redis<T = DefaultTransport, B = DefaultBuffer, const DEPTH: usize = 128> {
    pub(crate) io: T,
    pub(crate) link: Link<B, DEPTH>,
    timeout: Allowed,
    /// What the present wait was allowed.
    allowed: Allowed,
    /// How many bytes have been written in the present wait.
    taken: usize,
    /// The transport has taken what it may not have passed on.
    unflushed: bool,
    /// A command is on its way that is larger than the memory.
    half_sent: bool,
    /// A transaction was begun, or keys are watched for one, and nobody has ended it.
    in_transaction: bool,
    /// What makes a lost connection anew, if there is a policy for that.
    #[cfg(feature = "tokio")]
    hooks: Option<Hooks<T, B, DEPTH>>,
}

impl<T: Read + Write, B: Memory> Redis<Bare<T>, B, 32> {
    /// A client over any `embedded_io_async` connection that is open, in the caller's memory: nothing is allocated.
    ///
    /// Replies are received in `receive`; a longer one passes through it in pieces. Commands are collected in `send`.
    pub fn over(connection: T, receive: B, send: B) -> Self {
        Self::with_transport(Bare(connection), receive, send)
    }
}

impl<T: Transport, B: Memory, const DEPTH: usize> Redis<T, B, DEPTH> {
    /// The same over a transport that knows of time, with the default timeout of 3000 ms.
    pub fn with_transport(transport: T, receive: B, send: B) -> Self {
        Redis {
            io: transport,
            link: Link::new(Session::new(), receive, send),
            timeout: Allowed::of(Some(3000)),
            allowed: Allowed::of(None),
            taken: 0,
            unflushed: false,
            half_sent: false,
            in_transaction: false,
            #[cfg(feature = "tokio")]
            hooks: None,
        }
    }

    /// The same with other limits for replies, and for skipping late ones. Before the first command.
    pub fn with_limits(mut self, limits: Limits, budget: DrainBudget) -> Self {
        self.link.session = Session::with_limits(limits, budget);
        self
    }

    /// Sends any command, by name, and takes its reply as a [`Value`](crate::Value).
    ///
    /// # Errors
    ///
    /// The server's error, or what befell the connection: see [`ErrorKind`].
    #[cfg(feature = "alloc")]
    pub async fn do_cmd(&mut self, name: &str, args: impl Args) -> Result<crate::Value> {
        self.run(Command::new(name, args)).await
    }

    /// Runs a command that is a value: to take its reply as another type, or to give it more arguments.
    ///
    /// # Errors
    ///
    /// The server's error, a reply of another type, or what befell the connection: see [`ErrorKind`] and [`Fate`].
    pub fn run<A: Args, R: FromReply>(&mut self, command: Command<'_, A, R>) -> impl Future<Output = Result<R>> {
        let wait = command.wait();
        self.link.may_change(&command);
        self.exchange(command, wait, R::builder())
    }

    /// Runs a command and gives its reply to a builder of the caller's: one that knows where to put it.
    ///
    /// # Errors
    ///
    /// As [`run`](Redis::run).
    pub fn run_with<A: Args, R, W: Build>(
        &mut self,
        command: &Command<'_, A, R>,
        builder: W,
    ) -> impl Future<Output = Result<W::Output>> {
        self.link.may_change(command);
        self.exchange(command, command.wait(), builder)
    }

    /// Says who the client is and what it wants of the connection, which is broken when the future is dropped half way: it
    /// could be somebody else's, or another database's.
    ///
    /// # Errors
    ///
    /// The server refuses: a wrong password, a database that does not exist.
    pub async fn login(&mut self, login: &Login<'_>) -> Result<()> {
        let mut login_of = LoginOf { redis: self, done: false };
        let greeted = login_of.redis.greet(login).await;
        login_of.done = true;
        greeted
    }

    async fn greet(&mut self, login: &Login<'_>) -> Result<()> {
        let mut greeting = Greeting::new(*login);
        while let Some(command) = greeting.command() {
            let (label, answered) = (command.label(), self.once(&command).await);
            greeting.answered(label, answered)?;
        }
        greeting.end(&mut self.link);
        Ok(())
    }

    /// The version of the protocol that was agreed on.
    pub fn protocol(&self) -> Protocol {
        self.link.protocol
    }

    /// Where the connection stands.
    pub fn standing(&self) -> Standing {
        self.link.session.standing()
    }

    /// Whether somebody else finds the connection as good as new: nothing is due on it, nothing is subscribed or tracked. For
    /// pools.
    ///
    /// What a command has changed for those that follow, such as `SELECT` and `WATCH`, is not known.
    pub fn is_reusable(&self) -> bool {
        self.is_settled() && !self.link.inbox.is_open()
    }

    /// Whether the next command is answered next, and nothing has been left half done.
    #[inline]
    fn is_settled(&self) -> bool {
        self.link.is_settled() && !self.half_sent && !self.in_transaction
    }

    /// How long to wait for each reply, in milliseconds, if the [`Transport`] knows of time; `None`, or 0, is for ever.
    pub fn set_timeout_ms(&mut self, millis: Option<u64>) {
        self.timeout = Allowed::of(millis.filter(|millis| *millis > 0));
    }

    /// The timeout in milliseconds; `None` is for ever.
    pub fn timeout_ms(&self) -> Option<u64> {
        self.timeout.millis()
    }

    /// Sends a command and receives its reply. What is here is in a program for every type of command: the rest is called.
    #[cfg_attr(not(feature = "tokio"), expect(clippy::never_loop, reason = "only with tokio there is a second try"))]
    async fn exchange<'a, A: Args, R, W: Build>(
        &mut self,
        command: impl Borrow<Command<'a, A, R>>,
        wait: Wait,
        builder: W,
    ) -> Result<W::Output> {
        let command = command.borrow();
        let mut reply = Receive::new(builder);
        let mut trip = Trip::new(wait);
        #[cfg(feature = "tokio")]
        let mut outage = Outage::default();
        loop {
            #[cfg(feature = "tokio")]
            trip.is_ready(self.settle_within(&mut outage).await);
            loop {
                // In a statement of its own: what has no type is not kept while something is waited for.
                let need = self.next_need(&mut trip, &command.any(), &mut reply.any());
                let Some(need) = need else { break };
                trip.served = self.serve_for(need, &mut reply).await;
            }
            #[cfg(feature = "tokio")]
            if self.is_to_repeat(command.spec(), &trip, &mut reply, &mut outage).await {
                trip = Trip::new(wait);
                continue;
            }
            conclude(trip.into_outcome(), &command.any(), &mut reply.any())?;
            return reply.into_value().ok_or_else(valueless);
        }
    }

    /// Runs a command of which no more is asked than that it is answered, on this connection and no other.
    async fn once<A: Args, R>(&mut self, command: &Command<'_, A, R>) -> Result<()> {
        let mut reply = Receive::new(<()>::builder());
        let mut trip = Trip::own();
        loop {
            let need = self.next_need(&mut trip, &command.any(), &mut reply.any());
            let Some(need) = need else { break };
            trip.served = self.serve(need).await;
        }
        trip.into_outcome()?;
        reply.finish().map_err(refused)
    }

    /// Whether the command is sent again by itself.
    #[cfg(feature = "tokio")]
    async fn is_to_repeat<W: Build>(
        &mut self,
        spec: Option<&'static Spec>,
        trip: &Trip,
        reply: &mut Receive<W>,
        outage: &mut Outage,
    ) -> bool {
        let Some(hooks) = self.hooks.filter(|_| trip.has_begun()) else { return false };
        let begun = self.link.session.is_in_reply();
        let ended = Ended { spec, error: trip.error(), refusal: reply.refusal(), begun };
        hooks.again(self, ended, outage).await && reply.restart()
    }

    /// Whether the connection is lost and there is a new one in its place.
    async fn is_made_anew(&mut self, outage: &mut Outage) -> Result<bool> {
        #[cfg(feature = "tokio")]
        if let (Some(hooks), Standing::Broken) = (self.hooks, self.standing()) {
            return hooks.settle(self, outage).await.map(|()| true);
        }
        let _ = outage;
        Ok(false)
    }

    /// Receives until `take` has enough.
    async fn answered(&mut self, mut take: impl FnMut(Incoming<'_>) -> bool) -> Result<(), Failure> {
        let mut progress = self.link.session.received();
        while !self.link.decode(&mut take)? {
            self.renew(&mut progress);
            self.fill().await?;
        }
        Ok(())
    }

    /// A reply has its time anew with every [`PROGRESS`] of it.
    fn renew(&mut self, progress: &mut usize) {
        let received = self.link.session.received();
        if self.link.session.is_in_reply() && received.wrapping_sub(*progress) >= PROGRESS {
            *progress = received;
            self.io.set_deadline(self.allowed.millis());
        }
    }

    /// From now on the next reply has its time.
    #[inline(never)]
    fn expect(&mut self, wait: Wait) {
        self.allowed = self.timeout.beside(wait);
        self.taken = 0;
        self.io.set_deadline(self.allowed.millis());
    }

    /// Receives what there is.
    fn fill(&mut self) -> impl Future<Output = Result<(), Failure>> {
        self.fill_behind(0)
    }

    /// The same behind the first `keep` bytes of the memory, which stay as they are.
    async fn fill_behind(&mut self, keep: usize) -> Result<(), Failure> {
        loop {
            let read = self.io.read(self.link.received.free_behind(keep)).await;
            if let Some(len) = self.has_read(read)? {
                self.link.received.filled_behind(keep, len);
                return Ok(());
            }
        }
    }

    /// The same for what takes the reply: the bytes of a large string are read straight to where they belong.
    async fn fill_for<D: Destination>(&mut self, destination: &mut D) -> Result<(), Failure> {
        #[cfg(feature = "alloc")]
        while let Some(room) = self.link.room(destination) {
            let read = self.io.read(room).await;
            if let Some(len) = self.has_read(read)? {
                self.link.filled(len, destination);
                return Ok(());
            }
        }
        let _ = destination;
        self.fill().await
    }

    #[cold]
    fn give_up(&mut self) -> Failure {
        self.link.give_up();
        if let Some(now) = self.io.now() {
            // From now on the skipping takes time.
            self.link.session.drain_time_left(now);
        }
        Failure::timeout(self.allowed)
    }

    /// Forgets the old connection, if there was one: the transport has begun a new one.
    #[cfg(feature = "tokio")]
    fn restart(&mut self, session: Session<DEPTH>) {
        self.link.restart(session);
        self.unflushed = false;
        self.half_sent = false;
        self.in_transaction = false;
    }
}

/// A login that breaks the connection unless it is done.
struct LoginOf<'a, T, B, const DEPTH: usize> {
    redis: &'a mut Redis<T, B, DEPTH>,
    done: bool,
}

impl<T, B, const DEPTH: usize> Drop for LoginOf<'_, T, B, DEPTH> {
    fn drop(&mut self) {
        if !self.done {
            self.redis.link.session.fail();
        }
    }
}

#[cfg(feature = "alloc")]
impl<T, B, const DEPTH: usize> Redis<T, B, DEPTH> {
    /// Shows what is sent and received from now on, or stops showing it. Passwords are masked. Off, it costs nothing. See
    /// [`debug_to`](crate::Redis::debug_to) of the blocking client.
    pub fn debug_to(&mut self, show: impl FnMut(crate::Wire<'_>) + Send + 'static) {
        self.link.tap = crate::debug::Tap::new(show);
    }

    /// Shows nothing from now on.
    pub fn debug_off(&mut self) {
        self.link.tap = crate::debug::Tap::default();
    }
}

impl<T: fmt::Debug, B, const DEPTH: usize> fmt::Debug for Redis<T, B, DEPTH> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Redis")
            .field("transport", &self.io)
            .field("standing", &self.link.session.standing())
            .field("protocol", &self.link.protocol)
            .finish_non_exhaustive()
    }
}
