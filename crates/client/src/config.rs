//! Where the server is, who the client is, how patient it is.

use core::fmt;
use std::io;
use std::path::PathBuf;
use std::str::FromStr;
use std::string::String;
use std::time::Duration;
use std::vec::Vec;

use picoredis_core::address::{self, Address, DEFAULT_HOST, DEFAULT_PORT, Percent};
use picoredis_core::decode::Limits;
use picoredis_core::session::{DrainBudget, Login, Protocol};

use crate::{Error, ErrorKind, Fate, Redis, Result};

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
    pub(crate) timeout: Timeout,
    pub(crate) limits: Limits,
    pub(crate) drain: DrainBudget,
    pub(crate) debug: bool,
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
            timeout: Some(Duration::from_millis(3000)),
            limits: Limits::DEFAULT,
            drain: DrainBudget::DEFAULT,
            debug: false,
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
        Redis::with_config(self)
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
            // Never in the clear what was meant to be encrypted, the password first of all.
            let error = io::Error::new(io::ErrorKind::Unsupported, "this client does not speak TLS");
            return Err(Error::new(ErrorKind::Connect { endpoint: self.endpoint, error }, Fate::NotSent));
        }
        self.user = address.user().map(bytes).or(self.user);
        self.password = address.password().map(bytes).or(self.password);
        self.name = address.client_name().map(bytes).or(self.name);
        self.db = address.db().unwrap_or(self.db);
        if let Some(millis) = address.timeout_ms() {
            self.timeout = Some(Duration::from_millis(millis.into()));
        }
        match address.protocol() {
            Some(3) => self.protocol = Protocol::Resp3,
            Some(_) => self.protocol = Protocol::Resp2,
            None => {}
        }
        Ok(self)
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

    /// How long to wait for the connection, for each piece of a command to be taken, and for each reply; `None`, or
    /// zero, is for ever. 3000 ms by default. (The system resolves names in its own time.)
    ///
    /// A reply that keeps coming may take longer: the time begins anew with every 16 KiB of it. A command that waits on
    /// purpose, such as `BLPOP`, gets its own time besides.
    pub fn timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.timeout = timeout.into();
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

    /// The version of the protocol: RESP2 by default, as with redis-cli. With RESP3 the first thing sent is `HELLO 3`; a
    /// server that lacks it is spoken to in RESP2.
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

    /// Whether to print what is sent and received to standard error, from the first byte on. See
    /// [`Redis::set_debug`].
    pub fn debug(mut self, debug: bool) -> Self {
        self.debug = debug;
        self
    }

    /// What to say first.
    pub(crate) fn login(&self) -> Login<'_> {
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
        f.debug_struct("Config")
            .field("endpoint", &self.endpoint)
            .field("timeout", &self.timeout)
            .field("login", &self.login())
            .finish_non_exhaustive()
    }
}
