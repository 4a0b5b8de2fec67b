//! Connecting, closing, connecting again, for those who share a connection.

use core::time::Duration;
use std::sync::Arc;
use std::vec::Vec;

use ::tokio::sync::Mutex as Turn;
use ::tokio::task::JoinHandle;
use picoredis_core::args::Args;
use picoredis_core::command::{Command, Wait};
use picoredis_core::encode::Encoder;
use picoredis_core::session::Protocol;

use super::driver::Driver;
use super::line::Line;
use super::{SharedRedis, not_sent};
use crate::Unsendable;
use crate::asynch::Redis;
use crate::config::{Config, Endpoint};
use crate::debug::Tap;
use crate::error::{ErrorKind, Result};
use crate::sharing::{changes_connection, is_followed, is_of_transaction};

/// What all clones have in common. When the last one is gone, so is the connection.
pub(super) struct Owner {
    pub(super) config: Arc<Config>,
    pub(super) line: Arc<Line>,
    /// The task that sends and receives. Whoever locks it may begin another one.
    driver: Turn<JoinHandle<()>>,
}

impl Config {
    /// Connects, for any number of tasks: see [`SharedRedis`].
    ///
    /// # Errors
    ///
    /// As [`connect`](Config::connect).
    ///
    /// # Panics
    ///
    /// There is no runtime of tokio.
    #[cfg_attr(docsrs, doc(cfg(feature = "tokio")))]
    pub async fn connect_shared(self) -> Result<SharedRedis> {
        self.connect_async().await?.share().await
    }
}

impl Redis {
    /// Lets any number of tasks share this connection: see [`SharedRedis`]. Its timeout stays as it is, and so does where
    /// the wire is shown.
    ///
    /// # Errors
    ///
    /// There is no connection, or it is subscribed in RESP2.
    ///
    /// # Panics
    ///
    /// There is no runtime of tokio.
    #[cfg_attr(docsrs, doc(cfg(feature = "tokio")))]
    pub async fn share(mut self) -> Result<SharedRedis> {
        self.settle().await?;
        self.link.accepts(&crate::cmd::ping().any()).map_err(not_sent)?;
        let tap = self.link.tap.is_on().then(|| core::mem::take(&mut self.link.tap));
        let line = Arc::new(Line::new(self.timeout(), tap, self.link.recovery.is_some()));
        let config = Arc::clone(&self.io.config);
        let driver = Turn::new(spawn(self, &line));
        Ok(SharedRedis(Arc::new(Owner { config, line, driver })))
    }
}

/// Begins to send and to receive.
fn spawn(mut redis: Redis, line: &Arc<Line>) -> JoinHandle<()> {
    if line.tap.is_some() {
        let shown = Arc::clone(line);
        redis.link.tap = Tap::new(move |wire| shown.show(|tap| tap.show(wire)));
    }
    line.speak(redis.protocol());
    ::tokio::spawn(Driver::new(redis, Arc::clone(line)).attend())
}

impl SharedRedis {
    /// Connects to 127.0.0.1, port 6379, with a timeout of 3000 ms.
    ///
    /// # Errors
    ///
    /// As [`Config::connect_shared`].
    ///
    /// # Panics
    ///
    /// There is no runtime of tokio.
    pub async fn new() -> Result<SharedRedis> {
        SharedRedis::builder().connect_shared().await
    }

    /// Connects to where a URL says. See [`address`](crate::address).
    ///
    /// # Errors
    ///
    /// The URL cannot be read, or as [`Config::connect_shared`].
    ///
    /// # Panics
    ///
    /// There is no runtime of tokio.
    pub async fn open(url: &str) -> Result<SharedRedis> {
        url.parse::<Config>()?.connect_shared().await
    }

    /// Host, port, timeout and all else, one by one, and then [`connect_shared`](Config::connect_shared).
    pub fn builder() -> Config {
        Config::default()
    }

    /// Makes sure that there is a connection, for all who share it: connects again if it was closed or lost. With a
    /// [policy](Config::reconnect) that is not given up yet, there soon will be.
    ///
    /// ```
    /// # tokio::runtime::Runtime::new().unwrap().block_on(async {
    /// # let redis = picoredis::asynch::SharedRedis::open(&picoredis_tests::server().url()).await?;
    /// redis.close();
    /// assert!(redis.ping().await.is_err());
    /// redis.connect().await?;
    /// redis.ping().await?;
    /// # Ok::<(), picoredis::Error>(())
    /// # }).unwrap();
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Config::connect`].
    pub async fn connect(&self) -> Result<()> {
        let mut driver = self.0.driver.lock().await;
        if self.0.line.is_open() {
            return Ok(());
        }
        self.0.close();
        if !driver.is_finished() {
            // What was begun is brought to its end.
            let _ = (&mut *driver).await;
        }
        let mut redis = Redis::closed(Arc::clone(&self.0.config));
        redis.debug_off();
        redis.link.recovery = self.0.config.reconnect.filter(|_| self.0.line.lasts).map(|revival| revival.recovery());
        redis.connect().await?;
        self.0.line.lock().restart();
        self.0.line.renew();
        *driver = spawn(redis, &self.0.line);
        Ok(())
    }

    /// Closes the connection, for all who share it. A command then fails, until [`connect`](SharedRedis::connect).
    pub fn close(&self) {
        self.0.close();
    }

    /// The version of the protocol that was agreed on.
    pub fn protocol(&self) -> Protocol {
        self.0.line.protocol()
    }

    /// The host, unless it is a Unix socket.
    pub fn host(&self) -> Option<&str> {
        self.0.config.endpoint.host()
    }

    /// The port, unless it is a Unix socket.
    pub fn port(&self) -> Option<u16> {
        self.0.config.endpoint.port()
    }

    /// Where the server is.
    pub fn endpoint(&self) -> &Endpoint {
        &self.0.config.endpoint
    }

    /// How long to wait for room, and for each reply; `None` is for ever.
    pub fn timeout(&self) -> Option<Duration> {
        self.0.line.timeout
    }
}

impl Owner {
    fn close(&self) {
        self.line.lock().close();
    }

    /// A command was executed that may have changed the connection: the next one is told, too.
    #[inline]
    pub(super) fn follow<A: Args, R>(&self, command: &Command<'_, A, R>) {
        if let Some(spec) = command.spec().filter(|spec| self.line.lasts && is_followed(spec)) {
            let mut wire = Vec::new();
            let Ok(()) = command.encode(&mut Encoder::new(&mut wire));
            self.line.lock().said.push((spec, wire));
        }
    }

    /// Shows a command, if that was asked for.
    #[inline]
    pub(super) fn show<A: Args, R>(&self, command: &Command<'_, A, R>) {
        self.line.show(|tap| tap.sends(&command.any()));
    }

    /// Whether a command can be sent here, and how much room it takes.
    #[inline]
    pub(super) fn accepts<A: Args, R>(&self, command: &Command<'_, A, R>) -> Result<u32> {
        self.tolerates(command).map_err(not_sent)?;
        self.show(command);
        Ok(Line::weight_of(command.encoded_len()))
    }

    /// Whether a command does no harm to the others.
    #[inline]
    pub(super) fn tolerates<A: Args, R>(&self, command: &Command<'_, A, R>) -> core::result::Result<(), ErrorKind> {
        let reason = if command.spec().is_some_and(is_of_transaction) {
            Unsendable::OthersInTransaction
        } else if command.wait() != Wait::None {
            Unsendable::OthersWait
        } else {
            return self.tolerates_within(command);
        };
        Err(ErrorKind::Unsendable(reason))
    }

    /// The same within a transaction, where nothing waits.
    pub(super) fn tolerates_within<A: Args, R>(
        &self,
        command: &Command<'_, A, R>,
    ) -> core::result::Result<(), ErrorKind> {
        let reason = if !command.has_one_reply() {
            Unsendable::NotOneReply
        } else if command.count() == 0 {
            Unsendable::Nameless
        } else if command.spec().is_some_and(changes_connection) {
            Unsendable::OthersChanged
        } else {
            return Ok(());
        };
        Err(ErrorKind::Unsendable(reason))
    }
}

impl Drop for Owner {
    fn drop(&mut self) {
        self.close();
    }
}
