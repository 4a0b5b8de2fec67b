//! The blocking driver: one command at a time, over anything that reads and writes.

use core::fmt;

use embedded_io::{Error as _, ErrorKind as IoKind, Read, Write};
use picoredis_core::args::Args;
use picoredis_core::command::{Command, Wait};
use picoredis_core::decode::Limits;
use picoredis_core::encode::{Encoder, Sink};
use picoredis_core::error::{ReplyError, SessionError};
use picoredis_core::reply::{Build, FromReply, Receive};
use picoredis_core::session::{DrainBudget, Handshake, Incoming, Login, Protocol, Session, Standing};

#[cfg(feature = "alloc")]
use crate::debug::Tap;
use crate::error::{Error, ErrorKind, Fate, Result};
use crate::transport::{Bare, DefaultTransport, Transport};

/// The memory that a connection works in, when the caller gives none.
#[cfg(feature = "alloc")]
pub type DefaultBuffer = alloc::boxed::Box<[u8]>;
/// The memory that a connection works in, when the caller gives none: there is none without `alloc`.
#[cfg(not(feature = "alloc"))]
pub type DefaultBuffer = [u8; 0];

/// A reply that keeps coming is given its time anew with every so many bytes.
const PROGRESS: u64 = 16 << 10;

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
pub struct Redis<T = DefaultTransport, B = DefaultBuffer, const DEPTH: usize = 128> {
    pub(crate) io: T,
    pub(crate) session: Session<DEPTH>,
    window: Window<B>,
    send: B,
    /// Milliseconds, not 0; `None` is for ever.
    pub(crate) timeout: Option<u64>,
    /// The read timeout that the transport has now.
    armed: Option<u64>,
    protocol: Protocol,
    #[cfg(feature = "alloc")]
    tap: Tap,
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
            session: Session::new(),
            window: Window { memory: receive, start: 0, end: 0 },
            send,
            timeout: Some(3000),
            armed: None,
            protocol: Protocol::Resp2,
            #[cfg(feature = "alloc")]
            tap: Tap::default(),
        }
    }

    /// The same with other limits for replies, and for skipping late ones. Before the first command.
    pub fn with_limits(mut self, limits: Limits, budget: DrainBudget) -> Self {
        self.session = Session::with_limits(limits, budget);
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
    /// use picoredis::{ReplyError, cmd};
    ///
    /// /// Counts the bytes of a string, however large, and keeps none of them.
    /// struct Length(usize);
    ///
    /// impl Build for Length {
    ///     type Output = usize;
    ///
    ///     fn event(&mut self, event: Event<'_>) -> Result<Option<usize>, ReplyError> {
    ///         let Event::Text(text) = event else { return Err(ReplyError::Custom("expected a string")) };
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
        sendable(command)
            .and_then(|()| self.exchange(command, command.wait(), builder))
            .map_err(|error| error.of(command.label()))
    }

    /// Says who the client is and what it wants of the connection. [`Redis::connect`] does this by itself.
    ///
    /// # Errors
    ///
    /// The server refuses: a wrong password, a database that does not exist.
    pub fn login(&mut self, login: &Login<'_>) -> Result<()> {
        let mut handshake = Handshake::new(*login);
        while let Some(command) = handshake.command() {
            let name = command.label();
            let answer = match self.exchange(&command, Wait::None, <()>::builder()) {
                Ok(()) => Ok(()),
                Err(error) => Err(error.server().cloned().ok_or(error.of(name))?),
            };
            handshake.answered(answer).map_err(|error| Error::new(ErrorKind::Server(error), Fate::Refused).of(name))?;
        }
        self.protocol = handshake.protocol();
        Ok(())
    }

    /// The version of the protocol that was agreed on.
    pub fn protocol(&self) -> Protocol {
        self.protocol
    }

    /// Where the connection stands.
    pub fn standing(&self) -> Standing {
        self.session.standing()
    }

    /// How long to wait for each reply, in milliseconds; `None`, or 0, is for ever. See
    /// [`Config::timeout`](crate::Config::timeout).
    pub fn set_timeout_ms(&mut self, millis: Option<u64>) {
        self.timeout = millis.filter(|millis| *millis > 0);
        // Where there is no connection yet, it is set when there is.
        let _ = self.io.set_write_timeout(self.timeout);
    }

    /// The timeout in milliseconds; `None` is for ever.
    pub fn timeout_ms(&self) -> Option<u64> {
        self.timeout
    }

    /// Forgets the old connection, if there was one: the transport has begun a new one.
    #[cfg(feature = "std")]
    pub(crate) fn restart(&mut self, limits: Limits, budget: DrainBudget) {
        self.session = Session::with_limits(limits, budget);
        self.window.clear();
        self.armed = None;
        self.protocol = Protocol::Resp2;
    }

    fn exchange<A: Args, R, W: Build>(
        &mut self,
        command: &Command<'_, A, R>,
        wait: Wait,
        builder: W,
    ) -> Result<W::Output> {
        self.settle()?;
        self.write(command)?;
        self.session.sent();
        // Not before: what is large may take its time to be sent.
        let mut patience = self.patience(wait);
        let mut reply = Receive::new(builder);
        let received = self.receive(&mut patience, &mut |incoming| match incoming {
            Incoming::Reply { event, last } => {
                reply.event(event);
                last
            }
            // Nobody waits for any.
            Incoming::Push { .. } => false,
        });
        received.map_err(|kind| Error::new(kind, Fate::MaybeExecuted))?;
        reply.finish().map_err(refused)
    }

    /// Receives until `take` has enough. It is a trait object so that this is in a program once, and not for every type
    /// of reply.
    fn receive(
        &mut self,
        patience: &mut Patience,
        take: &mut dyn FnMut(Incoming<'_>) -> bool,
    ) -> Result<(), ErrorKind> {
        while !self.decode(take)? {
            self.fill(patience)?;
        }
        Ok(())
    }

    /// Makes sure that the next reply is that of the next command: skips what is owed to callers that gave up.
    #[inline]
    fn settle(&mut self) -> Result<()> {
        match self.session.standing() {
            Standing::Clean if self.window.bytes().is_empty() => Ok(()),
            Standing::Broken => Err(Error::new(ErrorKind::NotConnected, Fate::NotSent)),
            // Clean, too: what came behind the last reply may be a push, but no reply of a command yet to be sent.
            Standing::Clean | Standing::Draining => self.drain().map_err(|kind| Error::new(kind, Fate::NotSent)),
        }
    }

    #[cold]
    #[inline(never)]
    fn drain(&mut self) -> Result<(), ErrorKind> {
        let mut patience = self.patience(Wait::None);
        loop {
            self.decode(&mut |_| false)?;
            if self.session.standing() == Standing::Clean {
                return Ok(());
            }
            // However much keeps coming, and however long a reply may take.
            if let Some(now) = self.io.now() {
                let left = self.session.drain_time_left(now);
                if left == 0 {
                    return Err(ErrorKind::Session(SessionError::DrainBudget));
                }
                patience.shorten(now, left);
            }
            self.fill(&mut patience).map_err(|kind| match self.session.standing() {
                // That was all the time there was.
                Standing::Broken if matches!(kind, ErrorKind::Timeout(_)) => {
                    ErrorKind::Session(SessionError::DrainBudget)
                }
                _ => kind,
            })?;
        }
    }

    fn write<A: Args, R>(&mut self, command: &Command<'_, A, R>) -> Result<()> {
        #[cfg(feature = "alloc")]
        self.tap.sends(command);
        let line = Line { io: &mut self.io, allowed: self.timeout, deadline: None, taken: 0 };
        let mut encoder = Encoder::new(Outbox { line, memory: self.send.as_mut(), used: 0 });
        let sent = match command.encode(&mut encoder) {
            Ok(()) if !encoder.is_whole() => {
                self.session.fail();
                let miscounted = ErrorKind::Unsendable("its arguments are not as many as they say");
                return Err(Error::new(miscounted, Fate::NotSent));
            }
            Ok(()) => encoder.into_sink().send(),
            Err(kind) => Err(kind),
        };
        // Of half a command the server makes nothing: it cannot have been executed.
        sent.map_err(|kind| self.not_sent(kind, Fate::NotSent))?;
        self.io.flush().map_err(|error| self.not_sent(error.kind(), Fate::MaybeExecuted))
    }

    #[cold]
    #[inline(never)]
    fn not_sent(&mut self, kind: IoKind, fate: Fate) -> Error {
        self.session.fail();
        let kind = match kind {
            IoKind::TimedOut => ErrorKind::Timeout(self.timeout.unwrap_or(0)),
            kind => ErrorKind::Io(kind),
        };
        Error::new(kind, fate)
    }

    /// Gives the events of what has been received to `take`, until it has enough. `false`: all is read, and more is
    /// needed.
    fn decode(&mut self, take: &mut dyn FnMut(Incoming<'_>) -> bool) -> Result<bool, ErrorKind> {
        let mut input = self.window.bytes();
        loop {
            #[cfg(feature = "alloc")]
            let before = input;
            let next = self.session.next(&mut input);
            #[cfg(feature = "alloc")]
            if self.tap.is_on() {
                self.tap.receives(&before[..before.len() - input.len()]);
            }
            match next {
                Ok(Some(incoming)) if take(incoming) => {
                    let left = input.len();
                    self.window.keep_last(left);
                    return Ok(true);
                }
                Ok(Some(_)) => {}
                Ok(None) => {
                    self.window.clear();
                    return Ok(false);
                }
                Err(error) => return Err(ErrorKind::Session(error)),
            }
        }
    }

    fn patience(&mut self, wait: Wait) -> Patience {
        let allowed = match wait {
            Wait::None => self.timeout,
            Wait::Millis(millis) => self.timeout.map(|timeout| timeout.saturating_add(millis)),
            Wait::Forever => None,
        };
        let now = allowed.and_then(|_| self.io.now());
        let deadline = allowed.zip(now).map(|(allowed, now)| now.saturating_add(allowed));
        Patience { allowed, deadline, begun: false, progress: self.session.received() }
    }

    /// Receives what there is, within the time.
    #[inline(never)]
    fn fill(&mut self, patience: &mut Patience) -> Result<(), ErrorKind> {
        self.arm(patience)?;
        loop {
            match self.io.read(self.window.memory.as_mut()) {
                Ok(0) => {
                    self.session.fail();
                    let no_memory = self.window.memory.as_ref().is_empty();
                    return Err(if no_memory {
                        ErrorKind::Unsendable("there is no memory for its reply")
                    } else {
                        ErrorKind::Closed
                    });
                }
                Ok(len) => {
                    self.window.start = 0;
                    self.window.end = len;
                    return Ok(());
                }
                Err(error) => match error.kind() {
                    // By a signal: the time goes on.
                    IoKind::Interrupted => self.arm(patience)?,
                    // The read may have been cut shorter than the time that is left.
                    IoKind::TimedOut if patience.deadline.is_some() => self.arm(patience)?,
                    IoKind::TimedOut => return Err(self.give_up(patience)),
                    kind => {
                        self.session.fail();
                        return Err(ErrorKind::Io(kind));
                    }
                },
            }
        }
    }

    /// Has the next read end when the time is up, if it is not up already.
    fn arm(&mut self, patience: &mut Patience) -> Result<(), ErrorKind> {
        let left = self.time_left(patience)?;
        // Setting it is a system call: one that is right by an eighth is let be.
        let fits = match (self.armed, left) {
            (Some(armed), Some(left)) => armed >= left && armed - left <= left / 8,
            (armed, left) => armed == left,
        };
        if !fits {
            self.io.set_read_timeout(left).map_err(|error| {
                self.session.fail();
                ErrorKind::Io(error.kind())
            })?;
            self.armed = left;
        }
        Ok(())
    }

    /// How long the next read may take. For the first the clock need not be asked.
    fn time_left(&mut self, patience: &mut Patience) -> Result<Option<u64>, ErrorKind> {
        let first = !core::mem::replace(&mut patience.begun, true);
        let (Some(allowed), Some(deadline), false) = (patience.allowed, patience.deadline, first) else {
            return Ok(patience.allowed);
        };
        let Some(now) = self.io.now() else { return Ok(patience.allowed) };
        let received = self.session.received();
        // Pushes are no progress: a peer could go on with them for ever.
        if self.session.is_in_reply() && received.wrapping_sub(patience.progress) >= PROGRESS {
            patience.progress = received;
            patience.deadline = Some(now.saturating_add(allowed));
            return Ok(patience.allowed);
        }
        if now >= deadline { Err(self.give_up(patience)) } else { Ok(Some(deadline - now)) }
    }

    #[cold]
    #[inline(never)]
    fn give_up(&mut self, patience: &Patience) -> ErrorKind {
        self.session.give_up(0);
        if let Some(now) = self.io.now() {
            // From now on the skipping takes time.
            self.session.drain_time_left(now);
        }
        ErrorKind::Timeout(patience.allowed.unwrap_or(0))
    }
}

/// Whether a command can be sent and answered at all.
#[inline]
fn sendable<A: Args, R>(command: &Command<'_, A, R>) -> Result<()> {
    let words = if !command.has_one_reply() {
        "it is not answered by one reply, which a later version of picoredis will understand"
    } else if command.label().is_empty() && command.count() == 0 {
        "a command needs a name"
    } else {
        return Ok(());
    };
    Err(Error::new(ErrorKind::Unsendable(words), Fate::NotSent))
}

#[cold]
fn refused(error: ReplyError) -> Error {
    match error {
        ReplyError::Server(error) => Error::new(ErrorKind::Server(error), Fate::Refused),
        error => Error::new(ErrorKind::Reply(error), Fate::Executed),
    }
}

/// How long to wait for a reply.
struct Patience {
    /// In all, in milliseconds, if nothing or little comes; `None` is for ever.
    allowed: Option<u64>,
    /// When the time is up; `None` if it never is, or there is no clock.
    deadline: Option<u64>,
    /// Something has been waited for.
    begun: bool,
    /// How much had been received when the time began.
    progress: u64,
}

impl Patience {
    /// There is not more time than that, whatever else is allowed.
    fn shorten(&mut self, now: u64, left: u64) {
        self.allowed = Some(self.allowed.map_or(left, |allowed| allowed.min(left)));
        let end = now.saturating_add(left);
        self.deadline = Some(self.deadline.map_or(end, |deadline| deadline.min(end)));
    }
}

/// The bytes that were received and not yet read: `memory[start..end]`.
struct Window<B> {
    memory: B,
    start: usize,
    end: usize,
}

impl<B: AsRef<[u8]>> Window<B> {
    fn bytes(&self) -> &[u8] {
        self.memory.as_ref().get(self.start..self.end).unwrap_or_default()
    }

    fn keep_last(&mut self, len: usize) {
        self.start = self.end - len;
    }

    fn clear(&mut self) {
        self.start = 0;
        self.end = 0;
    }
}

/// Collects what is written into few writes; what is large goes past it, without a copy.
struct Outbox<'a, T> {
    line: Line<'a, T>,
    memory: &'a mut [u8],
    used: usize,
}

impl<T: Transport> Sink for Outbox<'_, T> {
    type Error = IoKind;

    #[inline]
    fn write(&mut self, bytes: &[u8]) -> Result<(), IoKind> {
        let end = self.used + bytes.len();
        if let Some(place) = self.memory.get_mut(self.used..end) {
            place.copy_from_slice(bytes);
            self.used = end;
            return Ok(());
        }
        self.write_through(bytes)
    }
}

impl<T: Transport> Outbox<'_, T> {
    #[cold]
    fn write_through(&mut self, bytes: &[u8]) -> Result<(), IoKind> {
        self.send()?;
        match self.memory.get_mut(..bytes.len()) {
            Some(place) => {
                place.copy_from_slice(bytes);
                self.used = bytes.len();
                Ok(())
            }
            None => self.line.write_all(bytes),
        }
    }

    /// Sends what has been collected.
    fn send(&mut self) -> Result<(), IoKind> {
        let used = core::mem::take(&mut self.used);
        self.line.write_all(self.memory.get(..used).unwrap_or_default())
    }
}

/// The way out, and how long it may take: the time begins anew with every 16 KiB that are taken.
struct Line<'a, T> {
    io: &'a mut T,
    /// In milliseconds; `None` is for ever.
    allowed: Option<u64>,
    /// When the time is up; unknown until a write has taken only a part.
    deadline: Option<u64>,
    /// Bytes taken since the time began.
    taken: u64,
}

impl<T: Transport> Line<'_, T> {
    #[inline(never)]
    fn write_all(&mut self, mut bytes: &[u8]) -> Result<(), IoKind> {
        while !bytes.is_empty() {
            let taken = match self.io.write(bytes) {
                Ok(0) => return Err(IoKind::WriteZero),
                Ok(len) if len == bytes.len() => return Ok(()),
                Ok(len) => len,
                Err(error) if error.kind() == IoKind::Interrupted => 0,
                Err(error) => return Err(error.kind()),
            };
            bytes = bytes.get(taken..).unwrap_or_default();
            self.check_time(taken)?;
        }
        Ok(())
    }

    #[cold]
    fn check_time(&mut self, taken: usize) -> Result<(), IoKind> {
        let (Some(allowed), Some(now)) = (self.allowed, self.io.now()) else { return Ok(()) };
        self.taken = self.taken.saturating_add(taken as u64);
        match self.deadline {
            Some(deadline) if self.taken < PROGRESS && now >= deadline => return Err(IoKind::TimedOut),
            Some(_) if self.taken < PROGRESS => {}
            _ => {
                self.deadline = Some(now.saturating_add(allowed));
                self.taken = 0;
            }
        }
        Ok(())
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
        self.tap = Tap::new(show);
    }

    /// Shows nothing from now on.
    pub fn debug_off(&mut self) {
        self.tap = Tap::default();
    }
}

impl<T: fmt::Debug, B, const DEPTH: usize> fmt::Debug for Redis<T, B, DEPTH> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Redis")
            .field("transport", &self.io)
            .field("standing", &self.session.standing())
            .field("protocol", &self.protocol)
            .finish_non_exhaustive()
    }
}
