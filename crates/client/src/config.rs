//! Where the server is, who the client is, how patient it is.

use core::fmt;
use std::path::PathBuf;
use std::str::FromStr;
use std::string::String;
use std::time::Duration;
use std::vec::Vec;

use picoredis_core::address::{self, Address, DEFAULT_HOST, DEFAULT_PORT, Percent};
use picoredis_core::decode::Limits;
use picoredis_core::session::{DrainBudget, Login, Protocol};

use crate::blocking::Hooks;
use crate::connect::print;
use crate::debug::ShownTo;
use crate::reconnect::{Reconnect, Revival, State};
#[cfg(feature = "tls")]
use crate::transport::Tls;
use crate::transport::{Reopen, Stream};
use crate::{Error, Redis, Result, Wire};

/// How long to wait; `None` is for ever.
pub(crate) type Timeout = Option<Duration>;

/// How to connect: made by [`Redis::builder`], or read from a URL.
///
/// ```no_run
/// use std::time::Duration;
/// use picoredis::Redis;
///
/// let mut redis = Redis::builder().host("192.168.1.100").port(6380).timeout(Duration::from_secs(10)).connect()?;
/// # Ok::<(), picoredis::Error>(())
/// ```
#[derive(Clone)]
#[must_use = "nothing connects before `connect`"]
pub struct Config {
    pub(crate) endpoint: Endpoint,
    /// In the clear, if there is none.
    #[cfg(feature = "tls")]
    pub(crate) tls: Option<Tls>,
    pub(crate) timeout: Timeout,
    /// That of connecting, if it is another one.
    connect_timeout: Option<Duration>,
    pub(crate) limits: Limits,
    pub(crate) drain: DrainBudget,
    pub(crate) debug: Option<ShownTo>,
    pub(crate) enough: Option<fn() -> bool>,
    pub(crate) reconnect: Option<Revival>,
    protocol: Protocol,
    user: Option<Vec<u8>>,
    password: Option<Vec<u8>>,
    name: Option<Vec<u8>>,
    db: u32,
}

/// What a connection is made to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Endpoint {
    /// A host, by name or address, and a port.
    Tcp {
        /// The name, or the address without brackets.
        host: String,
        /// The port.
        port: u16,
    },
    /// A Unix socket.
    Unix(PathBuf),
}

impl Default for Config {
    fn default() -> Self {
        Config {
            endpoint: Endpoint::Tcp { host: DEFAULT_HOST.into(), port: DEFAULT_PORT },
            #[cfg(feature = "tls")]
            tls: None,
            timeout: Some(Duration::from_millis(3000)),
            connect_timeout: None,
            limits: Limits::DEFAULT,
            drain: DrainBudget::DEFAULT,
            debug: None,
            enough: None,
            reconnect: None,
            protocol: Protocol::default(),
            user: None,
            password: None,
            name: None,
            db: 0,
        }
    }
}

impl Config {
    /// Connects.
    ///
    /// # Errors
    ///
    /// There is no such host, nobody listens there, the server refuses the user or the database, or the time is up.
    pub fn connect(self) -> Result<Redis> {
        let hooks = self.reconnect.map(|revival| revival.blocking);
        Redis::with_config(self, |stream| stream, hooks)
    }

    /// Connects over a transport of the caller's own around the stream: one that does something before and after each
    /// read and write, such as giving up a lock.
    ///
    /// # Errors
    ///
    /// As [`connect`](Config::connect).
    pub fn connect_over<T: Reopen>(self, wrap: impl FnOnce(Stream) -> T) -> Result<Redis<T>> {
        let hooks = self.reconnect.map(|_| Hooks::new());
        Redis::with_config(self, wrap, hooks)
    }

    /// All that a URL says; the rest stays as it is. See [`address`].
    ///
    /// # Errors
    ///
    /// The URL cannot be read.
    pub fn url(mut self, url: &str) -> Result<Self> {
        let address = Address::parse(url)?;
        let bytes = |percent: Percent<'_>| percent.to_vec();
        self.endpoint = match address.endpoint() {
            address::Endpoint::Tcp { host, port } => Endpoint::Tcp { host: host.into(), port },
            address::Endpoint::Unix { path } => Endpoint::Unix(path.to_string_lossy().into()),
        };
        if address.is_tls() {
            self = self.encrypted(&address)?;
        }
        self.user = address.user().map(bytes).or(self.user);
        self.password = address.password().map(bytes).or(self.password);
        self.name = address.client_name().map(bytes).or(self.name);
        self.db = address.db().unwrap_or(self.db);
        let duration = |millis: u32| Duration::from_millis(millis.into());
        self.timeout = address.timeout_ms().map(duration).or(self.timeout);
        self.connect_timeout = address.connect_timeout_ms().map(duration).or(self.connect_timeout);
        match address.protocol() {
            Some(3) => self.protocol = Protocol::Resp3,
            Some(_) => self.protocol = Protocol::Resp2,
            None => {}
        }
        Ok(self)
    }

    #[cfg(feature = "tls")]
    fn encrypted(mut self, address: &Address<'_>) -> Result<Self> {
        let tls = self.tls.unwrap_or_default();
        self.tls = Some(if address.is_insecure() { tls.danger_accept_any_certificate() } else { tls });
        Ok(self)
    }

    /// Never in the clear what was meant to be encrypted, the password first of all.
    #[cfg(not(feature = "tls"))]
    fn encrypted(self, _: &Address<'_>) -> Result<Self> {
        use std::io;

        let words =
            "this program is built without TLS, which the feature tls-ring or tls-aws-lc-rs of picoredis brings";
        let error = io::Error::new(io::ErrorKind::Unsupported, words);
        Err(Error::new(crate::ErrorKind::Connect { endpoint: self.endpoint, error }, crate::Fate::NotSent))
    }

    /// The host, by name or address. 127.0.0.1 by default.
    pub fn host(mut self, host: impl Into<String>) -> Self {
        let port = self.endpoint.port().unwrap_or(DEFAULT_PORT);
        let mut host = host.into();
        if let Some(inner) = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')) {
            // An IPv6 address as it stands in a URL.
            host = inner.into();
        }
        self.endpoint = Endpoint::Tcp { host, port };
        self
    }

    /// The port. 6379 by default.
    pub fn port(mut self, port: u16) -> Self {
        let host = self.endpoint.host().unwrap_or(DEFAULT_HOST).into();
        self.endpoint = Endpoint::Tcp { host, port };
        self
    }

    /// A Unix socket instead of host and port.
    pub fn unix(mut self, path: impl Into<PathBuf>) -> Self {
        self.endpoint = Endpoint::Unix(path.into());
        self
    }

    /// Encrypts the connection, and says whom to trust. `rediss://` encrypts it too, by what was said here, or else by
    /// the defaults of [`Tls`]; once wanted, nothing takes it back.
    #[cfg(feature = "tls")]
    #[cfg_attr(docsrs, doc(cfg(feature = "tls")))]
    pub fn tls(mut self, tls: Tls) -> Self {
        self.tls = Some(tls);
        self
    }

    /// How long to wait for the connection, for each piece of a command to be taken, and for each reply; `None`, or
    /// zero, is for ever. 3000 ms by default. (The system resolves names in its own time, and connects to a Unix socket
    /// in its own: at once, unless the server has stopped taking connections and its queue is full.)
    ///
    /// A reply that keeps coming may take longer: the time begins anew with every 16 KiB of it, and for a blocking client with
    /// the first of it, or with the first signal that interrupts the wait. A command that waits on purpose, such as `BLPOP`,
    /// gets its own time besides.
    pub fn timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.timeout = timeout.into();
        self
    }

    /// How long to wait for the connection alone, TLS included, where that is not the [`timeout`](Config::timeout).
    /// Zero is for ever.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = Some(timeout);
        self
    }

    /// The user. Without one, a password is that of the user `default`.
    pub fn user(mut self, user: impl Into<Vec<u8>>) -> Self {
        self.user = Some(user.into());
        self
    }

    /// The password.
    pub fn password(mut self, password: impl Into<Vec<u8>>) -> Self {
        self.password = Some(password.into());
        self
    }

    /// The database to select. 0 by default.
    pub fn db(mut self, db: u32) -> Self {
        self.db = db;
        self
    }

    /// The connection's name, as `CLIENT LIST` shows it.
    pub fn client_name(mut self, name: impl Into<Vec<u8>>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// The version of the protocol: RESP2 by default, as with redis-cli. With RESP3 the first thing sent is `HELLO 3`;
    /// a server that lacks it is spoken to in RESP2.
    pub fn protocol(mut self, protocol: Protocol) -> Self {
        self.protocol = protocol;
        self
    }

    /// The largest replies to take.
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// How much to spend, after a timeout, on skipping the late reply.
    pub fn drain_budget(mut self, budget: DrainBudget) -> Self {
        self.drain = budget;
        self
    }

    /// Has a connection that is lost made again by itself. Without a policy, and by default, nothing reconnects by
    /// itself. The first connection is tried once, as what is wrong from the start is better told than waited for: who wants
    /// to wait for a server that is to come has the pauses in [`Reconnect::waits`].
    ///
    /// ```
    /// # let url = picoredis_tests::server().url();
    /// use picoredis::{Config, Reconnect};
    ///
    /// let mut redis = url.parse::<Config>()?.reconnect(Reconnect::new()).connect()?;
    /// assert_eq!(redis.ping()?, "PONG");
    /// # Ok::<(), picoredis::Error>(())
    /// ```
    pub fn reconnect(mut self, policy: Reconnect) -> Self {
        self.reconnect = Some(Revival::new(policy));
        self
    }

    /// Whether to print what is sent and received to standard error, from the first byte on. See
    /// [`Redis::set_debug`].
    pub fn debug(mut self, debug: bool) -> Self {
        self.debug = debug.then(|| ShownTo::new(print));
        self
    }

    /// The same with a function of the caller's that shows it. See [`Redis::debug_to`].
    pub fn debug_to(mut self, show: fn(Wire<'_>)) -> Self {
        self.debug = Some(ShownTo::new(show));
        self
    }

    /// The same as [`Redis::on_interrupt`], while it connects too: says who it is, shakes hands.
    pub fn on_interrupt(mut self, enough: fn() -> bool) -> Self {
        self.enough = Some(enough);
        self
    }

    /// What it connects to: for those who bring a driver of their own, as [`login`](Config::login).
    pub fn endpoint(&self) -> &Endpoint {
        &self.endpoint
    }

    /// How long to wait for the connection, and for each reply; `None` is for ever.
    ///
    /// ```
    /// use picoredis::Config;
    /// use std::time::Duration;
    ///
    /// let config: Config = "redis://localhost?timeout=500".parse()?;
    /// assert_eq!(config.timeouts(), (Some(Duration::from_millis(500)), Some(Duration::from_millis(500))));
    /// # Ok::<(), picoredis::Error>(())
    /// ```
    pub fn timeouts(&self) -> (Option<Duration>, Option<Duration>) {
        let own = self.timeout.filter(|time| !time.is_zero());
        (self.connect_timeout_beside(own), own)
    }

    /// How long to wait for the connection, if commands wait for so long.
    pub(crate) fn connect_timeout_beside(&self, timeout: Timeout) -> Timeout {
        self.connect_timeout.map_or(timeout, |own| Some(own).filter(|own| !own.is_zero()))
    }

    /// What to say first, where commands may have changed that since.
    pub(crate) fn login_as<'a>(&'a self, state: Option<&'a State>) -> Login<'a> {
        state.map_or_else(|| self.login(), |state| state.login(self.login()))
    }

    /// What to say first: see [`Handshake`](picoredis_core::session::Handshake).
    pub fn login(&self) -> Login<'_> {
        Login {
            protocol: self.protocol,
            user: self.user.as_deref(),
            password: self.password.as_deref(),
            name: self.name.as_deref(),
            db: self.db,
        }
    }
}

impl Endpoint {
    /// The host, unless it is a Unix socket.
    pub fn host(&self) -> Option<&str> {
        match self {
            Endpoint::Tcp { host, .. } => Some(host),
            Endpoint::Unix(_) => None,
        }
    }

    /// The port, unless it is a Unix socket.
    pub fn port(&self) -> Option<u16> {
        match self {
            Endpoint::Tcp { port, .. } => Some(*port),
            Endpoint::Unix(_) => None,
        }
    }
}

/// `host:port`, or the path.
impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Endpoint::Tcp { host, port } if host.contains(':') => write!(f, "[{host}]:{port}"),
            Endpoint::Tcp { host, port } => write!(f, "{host}:{port}"),
            Endpoint::Unix(path) => f.write_str(&path.to_string_lossy()),
        }
    }
}

/// Reads a URL, or a plain `host` or `host:port`. See [`address`].
impl FromStr for Config {
    type Err = Error;

    fn from_str(url: &str) -> Result<Self> {
        Config::default().url(url)
    }
}

/// Leaves the password out.
impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Config");
        shown.field("endpoint", &self.endpoint);
        #[cfg(feature = "tls")]
        shown.field("tls", &self.tls);
        shown
            .field("timeout", &self.timeout)
            .field("connect_timeout", &self.connect_timeout)
            .field("login", &self.login())
            .finish_non_exhaustive()
    }
}
