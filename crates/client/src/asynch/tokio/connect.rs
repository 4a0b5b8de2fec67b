//! Connecting, closing, connecting again: [`Redis`] with the sockets of tokio.

use core::time::Duration;
use std::sync::Arc;
use std::{io, vec};

use picoredis_core::session::{Session, Standing};

use super::Stream;
use crate::asynch::Redis;
use crate::config::{Config, Endpoint, Timeout};
use crate::connect::{Place, RECEIVE, SEND, millis, print, shorter};
use crate::debug::ShownTo;
use crate::error::{Error, ErrorKind, Fate, Result};
use crate::notice;

impl Config {
    /// Connects, for `async` functions: what [`connect`](Config::connect) is for threads. The time counts for finding the
    /// address, too.
    ///
    /// ```
    /// # tokio::runtime::Runtime::new().unwrap().block_on(async {
    /// # let port = picoredis_tests::server().port();
    /// use picoredis::asynch::Redis;
    ///
    /// let mut redis = Redis::builder().port(port).client_name("doc").connect_async().await?;
    /// assert_eq!(redis.client_getname().await?.unwrap(), "doc");
    /// # Ok::<(), picoredis::Error>(())
    /// # }).unwrap();
    /// ```
    ///
    /// # Errors
    ///
    /// As [`connect`](Config::connect).
    #[cfg_attr(docsrs, doc(cfg(feature = "tokio")))]
    pub async fn connect_async(self) -> Result<Redis> {
        let reconnect = self.reconnect;
        let mut redis = Redis::closed(Arc::new(self));
        redis.link.recovery = reconnect.map(|revival| revival.recovery());
        redis.connect().await?;
        redis.hooks = reconnect.map(|revival| revival.asynch);
        Ok(redis)
    }
}

/// Connections by the sockets of tokio.
#[cfg_attr(docsrs, doc(cfg(feature = "tokio")))]
impl Redis {
    /// Connects to 127.0.0.1, port 6379, with a timeout of 3000 ms.
    ///
    /// ```no_run
    /// # async fn example() -> picoredis::Result<()> {
    /// let mut redis = picoredis::asynch::Redis::new().await?;
    /// redis.set("foo", "bar").await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Config::connect`].
    pub async fn new() -> Result<Redis> {
        Redis::builder().connect_async().await
    }

    /// Connects to where a URL says: `redis://user:password@host:port/db`, `unix:///path/to.sock`, `host:port`. See
    /// [`address`](crate::address) for all that it may say.
    ///
    /// ```
    /// # tokio::runtime::Runtime::new().unwrap().block_on(async {
    /// # let url = picoredis_tests::server().url();
    /// let mut redis = picoredis::asynch::Redis::open(&url).await?;
    /// assert_eq!(redis.ping().await?, "PONG");
    /// # Ok::<(), picoredis::Error>(())
    /// # }).unwrap();
    /// ```
    ///
    /// # Errors
    ///
    /// The URL cannot be read, or as [`Config::connect`].
    pub async fn open(url: &str) -> Result<Redis> {
        url.parse::<Config>()?.connect_async().await
    }

    /// Host, port, timeout and all else, one by one, and then [`connect_async`](Config::connect_async).
    pub fn builder() -> Config {
        Config::default()
    }

    /// Before the first connection.
    pub(super) fn closed(config: Arc<Config>) -> Redis {
        let (timeout, debug) = (config.timeout.and_then(millis), config.debug);
        let mut redis = Redis::with_transport(Stream::closed(config), vec![0; RECEIVE], vec![0; SEND]);
        redis.set_timeout_ms(timeout);
        redis.link.tap = debug.map(ShownTo::tap).unwrap_or_default();
        redis
    }

    /// Connects again, to the same server as before.
    ///
    /// ```
    /// # tokio::runtime::Runtime::new().unwrap().block_on(async {
    /// # let mut redis = picoredis::asynch::Redis::open(&picoredis_tests::server().url()).await?;
    /// redis.close();
    /// let error = redis.ping().await.unwrap_err();
    /// assert_eq!(error.to_string(), "Not connected: use `connect()` to connect to Redis server.");
    /// redis.connect().await?;
    /// redis.ping().await?;
    /// # Ok::<(), picoredis::Error>(())
    /// # }).unwrap();
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Config::connect`]. There is no connection then, and neither is there when the future is dropped.
    pub async fn connect(&mut self) -> Result<()> {
        self.link.forget();
        self.open_within(None).await
    }

    /// Connects, in the place of the connection that was, within that time if it is shorter than the configuration's.
    pub(crate) async fn open_within(&mut self, within: Timeout) -> Result<()> {
        self.shut();
        let config = Arc::clone(&self.io.config);
        let opened = self.io.open(shorter(config.connect_timeout_beside(self.timeout()), within)).await;
        opened.map_err(|error| self.no_connection(error))?;
        self.restart(Session::with_limits(config.limits, config.drain));
        let state = self.link.state();
        let greeted = self.login(&config.login_as(state.as_deref())).await;
        #[cfg(feature = "tls")]
        let greeted = self.hear_verdict(greeted).await;
        greeted.inspect_err(|_| self.shut())?;
        notice::connected(&config.endpoint);
        Ok(())
    }

    #[cold]
    fn no_connection(&self, error: io::Error) -> Error {
        Error::new(ErrorKind::Connect { endpoint: self.io.config.endpoint.clone(), error }, Fate::NotSent)
    }

    /// Makes sure that the server has accepted the client, and if not, tells why: in TLS 1.3 it does so after the handshake
    /// only, in place of the first reply.
    #[cfg(feature = "tls")]
    async fn hear_verdict(&mut self, mut greeted: Result<()>) -> Result<()> {
        if greeted.is_ok() && self.io.is_on_trial() {
            // What the reply says does not matter.
            greeted = self.once(&crate::cmd::ping()).await;
            if greeted.as_ref().is_err_and(|error| error.server().is_some()) {
                return Ok(());
            }
        }
        greeted.map_err(|error| match self.io.take_failure() {
            Some(failure) => self.no_connection(failure),
            None => error,
        })
    }

    /// Connects to another server, which is then kept for the next [`connect`](Redis::connect): a host, a port, or both.
    ///
    /// ```no_run
    /// # async fn example(mut redis: picoredis::asynch::Redis) -> picoredis::Result<()> {
    /// redis.connect_to("redis.myserver.com").await?;
    /// assert_eq!(redis.host(), Some("redis.myserver.com"));
    /// redis.connect_to(("redis.myserver.com", 6380)).await?;
    /// redis.connect_to(6381).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Redis::connect`].
    pub async fn connect_to(&mut self, server: impl Into<Place>) -> Result<()> {
        self.io.config = Arc::new(server.into().instead_of(&self.io.config));
        self.connect().await
    }

    /// Closes the connection. A command then fails, until [`connect`](Redis::connect), whatever
    /// [policy](Config::reconnect) there is.
    pub fn close(&mut self) {
        self.shut();
        self.link.closed();
    }

    /// Closes the socket, of which no more is expected.
    pub(crate) fn shut(&mut self) {
        self.io.close();
        self.link.session.fail();
    }

    /// Whether the connection is known to be of no more use: closed here, broken, or closed by the server in the meantime,
    /// as far as can be told without waiting. For one that has lain idle, as in a pool.
    ///
    /// ```
    /// # tokio::runtime::Runtime::new().unwrap().block_on(async {
    /// # let mut redis = picoredis::asynch::Redis::open(&picoredis_tests::server().url()).await?;
    /// assert!(!redis.is_stale());
    /// redis.close();
    /// assert!(redis.is_stale());
    /// # Ok::<(), picoredis::Error>(())
    /// # }).unwrap();
    /// ```
    pub fn is_stale(&mut self) -> bool {
        self.standing() == Standing::Broken || self.io.is_stale()
    }

    /// The host, unless it is a Unix socket.
    pub fn host(&self) -> Option<&str> {
        self.io.config.endpoint.host()
    }

    /// The port, unless it is a Unix socket.
    pub fn port(&self) -> Option<u16> {
        self.io.config.endpoint.port()
    }

    /// Where the server is.
    pub fn endpoint(&self) -> &Endpoint {
        &self.io.config.endpoint
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
