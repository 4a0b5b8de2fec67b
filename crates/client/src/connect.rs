//! Connecting, closing, connecting again: [`Redis`] with the sockets of the operating system.

use std::io::Write as _;
use std::sync::Arc;
use std::time::Duration;
use std::vec;

use picoredis_core::session::Standing;

use crate::allowed::Allowed;
use crate::blocking::{DefaultBuffer, Hooks};
use crate::config::{Config, Endpoint, Timeout};
use crate::debug::ShownTo;
use crate::error::{Error, ErrorKind, Fate, Result};
use crate::transport::{Reopen, Stream};
use crate::{Redis, Wire, notice};

/// Bytes that are received in one go, and as many that are sent.
pub(crate) const RECEIVE: usize = 32 << 10;
pub(crate) const SEND: usize = 16 << 10;

impl Redis {
    /// Connects to 127.0.0.1, port 6379, with a timeout of 3000 ms.
    ///
    /// ```no_run
    /// let mut redis = picoredis::Redis::new()?;
    /// redis.set("foo", "bar")?;
    /// # Ok::<(), picoredis::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Config::connect`].
    pub fn new() -> Result<Redis> {
        Redis::builder().connect()
    }

    /// Connects to where a URL says: `redis://user:password@host:port/db`, `unix:///path/to.sock`, `host:port`. See
    /// [`address`](crate::address) for all that it may say.
    ///
    /// ```
    /// # let url = picoredis_tests::server().url();
    /// let mut redis = picoredis::Redis::open(&url)?;
    /// assert_eq!(redis.ping()?, "PONG");
    /// # Ok::<(), picoredis::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The URL cannot be read, or as [`Config::connect`].
    pub fn open(url: &str) -> Result<Redis> {
        url.parse::<Config>()?.connect()
    }

    /// Host, port, timeout and all else, one by one, and then [`connect`](Config::connect).
    pub fn builder() -> Config {
        Config::default()
    }
}

/// What works with every transport that can be opened again.
impl<T: Reopen> Redis<T> {
    pub(crate) fn with_config(
        config: Config,
        wrap: impl FnOnce(Stream) -> T,
        hooks: Option<Hooks<T, DefaultBuffer, 128>>,
    ) -> Result<Self> {
        let memory = |size| vec![0; size].into_boxed_slice();
        let (timeout, debug, enough) = (config.timeout, config.debug, config.enough);
        let recovery = config.reconnect.map(|revival| revival.recovery());
        let stream = Stream::closed(Arc::new(config));
        let mut redis = Redis::with_transport(wrap(stream), memory(RECEIVE), memory(SEND));
        redis.timeout = Allowed::of(timeout.and_then(millis));
        redis.link.tap = debug.map(ShownTo::tap).unwrap_or_default();
        redis.link.recovery = recovery;
        if let Some(enough) = enough {
            redis.on_interrupt(enough);
        }
        redis.connect()?;
        redis.hooks = hooks;
        Ok(redis)
    }

    /// Connects again, to the same server as before.
    ///
    /// ```
    /// # let mut redis = picoredis::Redis::open(&picoredis_tests::server().url())?;
    /// redis.close();
    /// let error = redis.ping().unwrap_err();
    /// assert_eq!(error.to_string(), "Not connected: use `connect()` to connect to Redis server.");
    /// redis.connect()?;
    /// redis.ping()?;
    /// # Ok::<(), picoredis::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Config::connect`]. There is no connection then.
    pub fn connect(&mut self) -> Result<()> {
        self.link.forget();
        self.open_within(None)
    }

    /// Connects, in the place of the connection that was, within that time if it is shorter than the configuration's.
    pub(crate) fn open_within(&mut self, within: Timeout) -> Result<()> {
        self.shut();
        let config = Arc::clone(&self.io.stream().config);
        let timeout = shorter(config.connect_timeout_beside(self.timeout()), within);
        self.io.reopen(timeout).map_err(|error| self.no_connection(error))?;
        // It was opened with the patience of connecting.
        self.set_timeout_ms(self.timeout_ms());
        self.restart(config.limits, config.drain);
        let state = self.link.state();
        let greeted = self.login(&config.login_as(state.as_deref()));
        #[cfg(feature = "tls")]
        let greeted = self.hear_verdict(greeted);
        greeted.inspect_err(|_| self.shut())?;
        notice::connected(&config.endpoint);
        Ok(())
    }

    #[cold]
    fn no_connection(&self, error: std::io::Error) -> Error {
        Error::new(ErrorKind::Connect { endpoint: self.io.stream().config.endpoint.clone(), error }, Fate::NotSent)
    }

    /// Makes sure that the server has accepted the client, and if not, tells why: in TLS 1.3 it does so after the handshake
    /// only, in place of the first reply.
    #[cfg(feature = "tls")]
    fn hear_verdict(&mut self, mut greeted: Result<()>) -> Result<()> {
        if greeted.is_ok() && self.io.stream().is_on_trial() {
            // What the reply says does not matter.
            greeted = self.once(&crate::cmd::ping().any());
            if greeted.as_ref().is_err_and(|error| error.server().is_some()) {
                return Ok(());
            }
        }
        greeted.map_err(|error| match self.io.stream_mut().take_failure() {
            Some(failure) => self.no_connection(failure),
            None => error,
        })
    }

    /// Connects to another server, which is then kept for the next [`connect`](Redis::connect): a host, a port, or both.
    ///
    /// ```no_run
    /// # let mut redis = picoredis::Redis::new()?;
    /// redis.connect_to("redis.myserver.com")?;
    /// assert_eq!(redis.host(), Some("redis.myserver.com"));
    /// redis.connect_to(("redis.myserver.com", 6380))?;
    /// redis.connect_to(6381)?;
    /// # Ok::<(), picoredis::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Redis::connect`].
    pub fn connect_to(&mut self, server: impl Into<Place>) -> Result<()> {
        let config = Arc::new(server.into().instead_of(&self.io.stream().config));
        self.io.stream_mut().config = config;
        self.connect()
    }

    /// Closes the connection. A command then fails, until [`connect`](Redis::connect), whatever
    /// [policy](Config::reconnect) there is.
    pub fn close(&mut self) {
        self.shut();
        self.link.closed();
    }

    /// Closes the connection as if it had been lost, for a reply that may never come: with a
    /// [policy](Config::reconnect) the next command has a new one, to which all is said that had changed this one.
    pub fn abandon(&mut self) {
        self.shut();
    }

    /// Closes the socket, of which no more is expected.
    pub(crate) fn shut(&mut self) {
        self.io.stream_mut().close();
        self.link.session.fail();
    }

    /// Whether the connection is known to be of no more use: closed here, broken, or closed by the server in the meantime,
    /// as far as can be told without waiting. For one that has lain idle, as in a pool: a look at the socket is cheaper
    /// than a `PING`, and finds all but a server that is gone without a word.
    ///
    /// ```
    /// # let mut redis = picoredis::Redis::open(&picoredis_tests::server().url())?;
    /// assert!(!redis.is_stale());
    /// redis.close();
    /// assert!(redis.is_stale());
    /// # Ok::<(), picoredis::Error>(())
    /// ```
    pub fn is_stale(&mut self) -> bool {
        self.standing() == Standing::Broken || self.io.stream_mut().is_stale()
    }

    /// The host, unless it is a Unix socket.
    pub fn host(&self) -> Option<&str> {
        self.io.stream().config.endpoint.host()
    }

    /// The port, unless it is a Unix socket.
    pub fn port(&self) -> Option<u16> {
        self.io.stream().config.endpoint.port()
    }

    /// Where the server is.
    pub fn endpoint(&self) -> &Endpoint {
        &self.io.stream().config.endpoint
    }

    /// How long to wait for each reply; `None`, or zero, is for ever. See [`Config::timeout`].
    pub fn set_timeout(&mut self, timeout: impl Into<Option<Duration>>) {
        self.set_timeout_ms(timeout.into().and_then(millis));
    }

    /// How long to wait for each reply; `None` is for ever.
    pub fn timeout(&self) -> Option<Duration> {
        self.timeout_ms().map(Duration::from_millis)
    }

    /// Prints what is sent and received to standard error from now on, or stops doing so. Passwords are masked. Off, it
    /// costs nothing. See [`debug_to`](Redis::debug_to) for another place.
    pub fn set_debug(&mut self, on: bool) {
        if on {
            self.debug_to(print);
        } else {
            self.debug_off();
        }
    }
}

pub(crate) fn print(wire: Wire<'_>) {
    // Nobody could be told that standard error is closed.
    let _ = writeln!(std::io::stderr(), "{wire}");
}

/// No time at all is for ever, and parts of a millisecond are rounded up.
pub(crate) fn millis(timeout: Duration) -> Option<u64> {
    let millis =
        timeout.as_secs().saturating_mul(1000).saturating_add(timeout.subsec_nanos().div_ceil(1_000_000).into());
    (millis > 0).then_some(millis)
}

/// The shorter of two times; `None` is for ever.
pub(crate) fn shorter(one: Timeout, other: Timeout) -> Timeout {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

/// Where to [`connect_to`](Redis::connect_to): made from a host, a port, or both.
#[derive(Clone, Debug)]
pub struct Place {
    host: Option<std::string::String>,
    port: Option<u16>,
}

impl Place {
    /// The same configuration for this place.
    pub(crate) fn instead_of(self, config: &Config) -> Config {
        let mut config = config.clone();
        if let Some(host) = self.host {
            config = config.host(host);
        }
        if let Some(port) = self.port {
            config = config.port(port);
        }
        config
    }
}

impl From<&str> for Place {
    fn from(host: &str) -> Self {
        Place { host: Some(host.into()), port: None }
    }
}

impl From<std::string::String> for Place {
    fn from(host: std::string::String) -> Self {
        Place { host: Some(host), port: None }
    }
}

impl From<u16> for Place {
    fn from(port: u16) -> Self {
        Place { host: None, port: Some(port) }
    }
}

impl From<(&str, u16)> for Place {
    fn from((host, port): (&str, u16)) -> Self {
        Place { host: Some(host.into()), port: Some(port) }
    }
}
