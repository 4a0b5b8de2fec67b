//! The blocking driver: one caller at a time, over anything that reads and writes.

#[cfg(feature = "alloc")]
mod cached;
#[cfg(feature = "std")]
mod from_std;
mod into;
mod pipeline;
#[cfg(feature = "alloc")]
pub(crate) mod push;
mod push_as;
#[cfg(feature = "std")]
mod reconnect;
#[cfg(feature = "alloc")]
mod scan;
mod script;
mod stream;
mod stream_from;
mod subscribe;
#[cfg(feature = "alloc")]
mod tracking;
mod transaction;
mod wait;
mod write;

use core::fmt;

use embedded_io::{Read, Write};
use picoredis_core::args::Args;
use picoredis_core::command::{AnyCommand, Command, Spec};
use picoredis_core::decode::Limits;
use picoredis_core::reply::{AnyReceive, Build, FromReply, Receive};
use picoredis_core::session::{DrainBudget, Login, Protocol, Session, Standing};

use crate::allowed::Allowed;
#[cfg(doc)]
use crate::error::{ErrorKind, Fate};
use crate::error::{Failure, Result, Trouble, conclude, refused, valueless};
use crate::link::{Incoming, Link};
use crate::login::Greeting;
#[cfg(feature = "std")]
use crate::reconnect::Ended;
use crate::reconnect::Outage;
use crate::transport::{Bare, DefaultTransport, Transport};
#[cfg(feature = "std")]
pub(crate) use reconnect::Hooks;
use wait::Patience;

#[cfg(feature = "std")]
pub use from_std::FromStd;
#[cfg(feature = "alloc")]
pub use scan::Scan;
pub use stream::{ReplyStream, StringReader};

/// The memory that a connection works in, when the caller gives none.
#[cfg(feature = "alloc")]
pub type DefaultBuffer = alloc::boxed::Box<[u8]>;
/// The memory that a connection works in, when the caller gives none: there is none without `alloc`.
#[cfg(not(feature = "alloc"))]
pub type DefaultBuffer = [u8; 0];

/// A connection to a Redis or Valkey server.
///
/// Every command of both is a method; [`do_cmd`](Redis::do_cmd) sends any other.
///
/// ```
/// # let mut redis = picoredis::Redis::open(&picoredis_tests::server().url())?;
/// redis.set("foo", "bar")?;
/// assert_eq!(redis.get("foo")?.unwrap(), "bar");
/// assert_eq!(redis.hset("myhash", ("key1", 42))?, 1);
/// assert_eq!(redis.hkeys("myhash")?, ["key1"]);
/// # Ok::<(), picoredis::Error>(())
/// ```
///
/// `T` carries the bytes and `B` is the memory for them: with `std` a [`Stream`](crate::transport::Stream) and boxes,
/// made by [`Redis::new`], [`Redis::open`] or [`Redis::builder`]; else what is given to [`Redis::over`]. `DEPTH` is how
/// many aggregates a reply may nest.
///
/// After a timeout the connection is still good: the late reply is skipped when it comes, and the next command gets its
/// own. See [`Standing`] and [`DrainBudget`](picoredis_core::session::DrainBudget).
#[repr(C)] // the link, which is large, comes last
pub struct Redis<T = DefaultTransport, B = DefaultBuffer, const DEPTH: usize = 128> {
    pub(crate) io: T,
    /// Not 0.
    pub(crate) timeout: Allowed,
    /// The read timeout that the transport has now.
    armed: Option<u64>,
    pub(crate) link: Link<B, DEPTH>,
    /// What makes a lost connection anew, if there is a policy for that.
    #[cfg(feature = "std")]
    pub(crate) hooks: Option<Hooks<T, B, DEPTH>>,
    #[cfg(feature = "alloc")]
    interrupt: Option<alloc::boxed::Box<dyn FnMut() -> bool + Send>>,
}

impl<T: Read + Write, B: AsRef<[u8]> + AsMut<[u8]>> Redis<Bare<T>, B, 32> {
    /// A client over any `embedded_io` connection that is open, in the caller's memory: nothing is allocated.
    ///
    /// Replies are received in `receive`; a longer one passes through it in pieces. Commands are collected in `send`; what
    /// does not fit is sent as it comes. A few dozen bytes are enough for either, more saves calls of the transport.
    ///
    /// ```
    /// # struct Mock;
    /// # impl embedded_io::ErrorType for Mock { type Error = embedded_io::ErrorKind; }
    /// # impl embedded_io::Read for Mock {
    /// #     fn read(&mut self, buf: &mut [u8]) -> Result<usize, Self::Error> { buf[..7].copy_from_slice(b"+PONG\r\n"); Ok(7) }
    /// # }
    /// # impl embedded_io::Write for Mock {
    /// #     fn write(&mut self, buf: &[u8]) -> Result<usize, Self::Error> { Ok(buf.len()) }
    /// #     fn flush(&mut self) -> Result<(), Self::Error> { Ok(()) }
    /// # }
    /// # let socket = Mock;
    /// use picoredis::{Redis, cmd, reply::Buf};
    ///
    /// let (mut receive, mut send) = ([0; 64], [0; 64]);
    /// let mut redis = Redis::over(socket, &mut receive[..], &mut send[..]);
    /// let pong = redis.run(cmd::ping().reply::<Buf<8>>())?;
    /// assert_eq!(pong.as_str(), Some("PONG"));
    /// # Ok::<(), picoredis::Error>(())
    /// ```
    pub fn over(connection: T, receive: B, send: B) -> Self {
        Self::with_transport(Bare(connection), receive, send)
    }
}

impl<T: Transport, B: AsRef<[u8]> + AsMut<[u8]>, const DEPTH: usize> Redis<T, B, DEPTH> {
    /// The same over a transport that knows of time, with the default timeout of 3000 ms. See [`Redis::over`].
    pub fn with_transport(transport: T, receive: B, send: B) -> Self {
        Redis {
            io: transport,
            link: Link::new(Session::new(), receive, send),
            timeout: Allowed::of(Some(3000)),
            armed: None,
            #[cfg(feature = "std")]
            hooks: None,
            #[cfg(feature = "alloc")]
            interrupt: None,
        }
    }

    /// The same with other limits for replies, and for skipping late ones. Before the first command.
    pub fn with_limits(mut self, limits: Limits, budget: DrainBudget) -> Self {
        self.link.session = Session::with_limits(limits, budget);
        self
    }

    /// Sends any command, by name, and takes its reply as a [`Value`](crate::Value).
    ///
    /// ```
    /// # let mut redis = picoredis::Redis::open(&picoredis_tests::server().url())?;
    /// use picoredis::Value;
    ///
    /// assert_eq!(redis.do_cmd("PING", "Hello World!")?, Value::Bulk("Hello World!".into()));
    /// # Ok::<(), picoredis::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The server's error, or what befell the connection: see [`ErrorKind`].
    #[cfg(feature = "alloc")]
    pub fn do_cmd(&mut self, name: &str, args: impl Args) -> Result<crate::Value> {
        self.run(Command::new(name, args))
    }

    /// Runs a command that is a value: to take its reply as another type, or to give it more arguments.
    ///
    /// ```
    /// # let mut redis = picoredis::Redis::open(&picoredis_tests::server().url())?;
    /// use picoredis::cmd;
    ///
    /// redis.set("counter", 41)?;
    /// assert_eq!(redis.run(cmd::get("counter").reply::<u32>())?, 41);
    /// assert_eq!(redis.run(cmd::ping().arg("hello"))?, "hello");
    /// # Ok::<(), picoredis::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The server's error, a reply of another type, or what befell the connection: see [`ErrorKind`] and [`Fate`].
    pub fn run<A: Args, R: FromReply>(&mut self, command: Command<'_, A, R>) -> Result<R> {
        self.run_with(&command, R::builder())
    }

    /// Runs a command and gives its reply to a builder of the caller's: one that knows where to put it.
    ///
    /// ```
    /// # let mut redis = picoredis::Redis::open(&picoredis_tests::server().url())?;
    /// use picoredis::event::Event;
    /// use picoredis::reply::Build;
    /// use picoredis::{Misfit, cmd};
    ///
    /// /// Counts the bytes of a string, however large, and keeps none of them.
    /// struct Length(usize);
    ///
    /// impl Build for Length {
    ///     type Output = usize;
    ///
    ///     fn event(&mut self, event: Event<'_>) -> Result<Option<usize>, Misfit> {
    ///         let Event::Text(text) = event else { return Err(Misfit::Custom("expected a string")) };
    ///         self.0 += text.data.len();
    ///         Ok(text.last.then_some(self.0))
    ///     }
    /// }
    ///
    /// redis.set("foo", "bar")?;
    /// assert_eq!(redis.run_with(&cmd::get("foo"), Length(0))?, 3);
    /// # Ok::<(), picoredis::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`run`](Redis::run).
    pub fn run_with<A: Args, R, W: Build>(&mut self, command: &Command<'_, A, R>, builder: W) -> Result<W::Output> {
        let mut reply = Receive::new(builder);
        self.link.may_change(command);
        self.exchange(&command.any(), self.timeout.beside(command.wait()), &mut reply.any())?;
        reply.into_value().ok_or_else(valueless)
    }

    /// Says who the client is and what it wants of the connection. [`Redis::connect`] does this by itself.
    ///
    /// # Errors
    ///
    /// The server refuses: a wrong password, a database that does not exist.
    pub fn login(&mut self, login: &Login<'_>) -> Result<()> {
        let mut greeting = Greeting::new(*login);
        while let Some(command) = greeting.command() {
            let (label, answered) = (command.label(), self.once(&command.any()));
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
        self.link.is_settled() && !self.link.inbox.is_open()
    }

    /// How long to wait for each reply, in milliseconds; `None`, or 0, is for ever. See
    /// [`Config::timeout`](crate::Config::timeout).
    pub fn set_timeout_ms(&mut self, millis: Option<u64>) {
        self.timeout = Allowed::of(millis.filter(|millis| *millis > 0));
        // Where there is no connection yet, it is set when there is.
        let _ = self.io.set_write_timeout(self.timeout.millis());
    }

    /// The timeout in milliseconds; `None` is for ever.
    pub fn timeout_ms(&self) -> Option<u64> {
        self.timeout.millis()
    }

    /// Forgets the old connection, if there was one: the transport has begun a new one.
    #[cfg(feature = "std")]
    pub(crate) fn restart(&mut self, limits: Limits, budget: DrainBudget) {
        self.link.restart(Session::with_limits(limits, budget));
        self.armed = None;
    }

    /// Sends a command and receives its reply, which has a value then.
    fn exchange(&mut self, command: &AnyCommand<'_>, allowed: Allowed, reply: &mut AnyReceive<'_>) -> Result<()> {
        let answered = self.try_exchange(command, allowed, reply);
        conclude(answered, command, reply)
    }

    fn try_exchange(
        &mut self,
        command: &AnyCommand<'_>,
        allowed: Allowed,
        reply: &mut AnyReceive<'_>,
    ) -> Result<(), Trouble> {
        let mut outage = Outage::default();
        loop {
            self.settle_within(&mut outage)?;
            // Not before: a subscription that was given up may have been refused meanwhile.
            self.link.admit(command)?;
            let answered = self.answer(command, allowed, reply);
            if !self.is_to_repeat(command.spec(), answered, reply, &mut outage)? {
                answered?;
                return Ok(());
            }
        }
    }

    /// Runs a command of which no more is asked than that it is answered, on this connection and no other.
    pub(crate) fn once(&mut self, command: &AnyCommand<'_>) -> Result<()> {
        let mut reply = Receive::new(<()>::builder());
        self.settle_alone()?;
        self.answer(command, self.timeout, &mut reply.any())?;
        reply.finish().map_err(refused)
    }

    /// Sends a command and receives whatever is answered. (It has two callers: inlined, it would be in a program twice.)
    #[inline(never)]
    fn answer(
        &mut self,
        command: &AnyCommand<'_>,
        allowed: Allowed,
        reply: &mut AnyReceive<'_>,
    ) -> Result<(), Failure> {
        self.send(command)?;
        // Not before: what is large may take its time to be sent.
        let mut patience = self.patience(allowed);
        // Nothing has been received so far: the connection was ready for the command.
        loop {
            self.fill_for(&mut patience, reply).map_err(Failure::in_doubt)?;
            if self.link.decode_reply(reply).map_err(Failure::in_doubt)? {
                return Ok(());
            }
        }
    }

    /// Whether the command is sent again by itself.
    #[inline]
    fn is_to_repeat(
        &mut self,
        spec: Option<&'static Spec>,
        answered: Result<(), Failure>,
        reply: &mut AnyReceive<'_>,
        outage: &mut Outage,
    ) -> Result<bool, Trouble> {
        #[cfg(feature = "std")]
        if let Some(hooks) = self.hooks {
            let begun = self.link.session.is_in_reply();
            let error = answered.err().map(Trouble::from);
            let ended = Ended { spec, error: error.as_ref(), refusal: reply.refusal(), begun };
            return Ok((hooks.again)(self, &ended, outage)? && reply.restart());
        }
        let _ = (spec, answered, reply, outage);
        Ok(false)
    }

    /// Whether the connection is lost and there is a new one in its place.
    fn is_made_anew(&mut self, outage: &mut Outage) -> Result<bool> {
        #[cfg(feature = "std")]
        if let (Some(hooks), Standing::Broken) = (self.hooks, self.standing()) {
            return (hooks.settle)(self, outage).map(|()| true);
        }
        let _ = outage;
        Ok(false)
    }

    /// Receives until `take` has enough. It is a trait object so that this is in a program once, and not for every type
    /// of reply.
    fn receive(&mut self, patience: &mut Patience, take: &mut dyn FnMut(Incoming<'_>) -> bool) -> Result<(), Failure> {
        while !self.link.decode(take)? {
            self.fill(patience)?;
        }
        Ok(())
    }

    /// Makes sure that the next reply is that of the next command.
    #[inline]
    fn settle(&mut self) -> Result<(), Trouble> {
        self.settle_within(&mut Outage::default())
    }

    /// The same for a command for which something may have been tried already.
    #[inline]
    fn settle_within(&mut self, outage: &mut Outage) -> Result<(), Trouble> {
        #[cfg(feature = "std")]
        if let Some(hooks) = self.hooks {
            return (hooks.settle)(self, outage);
        }
        let _ = outage;
        self.settle_alone()?;
        Ok(())
    }

    /// The same on this connection and no other: skips what is owed to callers that gave up.
    #[inline]
    fn settle_alone(&mut self) -> Result<(), Failure> {
        if self.link.is_settled() { Ok(()) } else { self.settle_rest() }
    }

    #[cold]
    #[inline(never)]
    fn settle_rest(&mut self) -> Result<(), Failure> {
        if self.link.session.standing() == Standing::Broken {
            return Err(Failure::NOT_CONNECTED.not_sent());
        }
        // Whoever is here waits for none of the replies that are due.
        self.link.give_up();
        self.drain().map_err(Failure::not_sent)?;
        self.link.forget_confirmations();
        Ok(())
    }

    fn drain(&mut self) -> Result<(), Failure> {
        let mut patience = self.patience_from_now(self.timeout);
        loop {
            self.link.decode(&mut |_| false)?;
            if self.link.session.standing() == Standing::Clean {
                return Ok(());
            }
            // However much keeps coming, and however long a reply may take.
            if let Some(now) = self.io.now() {
                let left = self.link.session.drain_time_left(now);
                if left == 0 {
                    return Err(Failure::DRAIN_BUDGET);
                }
                patience.shorten(now, left);
            }
            self.fill(&mut patience).map_err(|kind| match self.link.session.standing() {
                // That was all the time there was.
                Standing::Broken if kind.is_timeout() => Failure::DRAIN_BUDGET,
                _ => kind,
            })?;
        }
    }
}

#[cfg(feature = "alloc")]
impl<T, B, const DEPTH: usize> Redis<T, B, DEPTH> {
    /// Shows what is sent and received from now on, or stops showing it. Passwords are masked. Off, it costs nothing.
    ///
    /// ```
    /// # let mut redis = picoredis::Redis::open(&picoredis_tests::server().url())?;
    /// use std::sync::mpsc;
    ///
    /// let (lines, shown) = mpsc::channel();
    /// redis.debug_to(move |wire| lines.send(wire.to_string()).unwrap());
    /// redis.ping()?;
    /// redis.debug_off();
    /// redis.ping()?;
    /// let shown: Vec<String> = shown.iter().collect();
    /// assert_eq!(shown, [r#"SEND: "*1\r\n$4\r\nPING\r\n""#, r#"RECV: "+PONG\r\n""#]);
    /// # Ok::<(), picoredis::Error>(())
    /// ```
    pub fn debug_to(&mut self, show: impl FnMut(crate::Wire<'_>) + Send + 'static) {
        self.link.tap = crate::debug::Tap::new(show);
    }

    /// Asks `enough` each time a signal cuts a wait short, and now and then in the pauses of a
    /// [policy](crate::Reconnect): with `true` the wait ends, as when the time is up, with [`ErrorKind::Interrupted`]. The
    /// late reply is skipped. Without this, waiting goes on.
    pub fn on_interrupt(&mut self, enough: impl FnMut() -> bool + Send + 'static) {
        self.interrupt = Some(alloc::boxed::Box::new(enough));
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
