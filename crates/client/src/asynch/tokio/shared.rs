//! One connection for many tasks.

mod again;
mod attend;
mod burst;
mod call;
mod commands;
mod connect;
mod driver;
mod line;
mod push;
mod record;
mod subscribe;
mod transaction;

use core::fmt;
use std::sync::Arc;

use picoredis_core::args::Args;
use picoredis_core::command::Command;
use picoredis_core::reply::{Build, FromReply};

#[cfg(doc)]
use crate::Config;
use crate::error::{Error, Fate, Result};
use again::Again;
use call::Waiter;
use connect::Owner;

/// A connection that many tasks share, each with a clone of its own: a multiplexed connection.
///
/// The commands of all are sent in one stream, as many in one write as there are, and each caller is woken when its own
/// reply has come. One connection carries as much as a pool of them, for a fraction of the work.
///
/// ```
/// # tokio::runtime::Runtime::new().unwrap().block_on(async {
/// # let url = picoredis_tests::server().url();
/// use picoredis::asynch::SharedRedis;
///
/// let redis = SharedRedis::open(&url).await?;
/// let tasks: Vec<_> = (0..10)
///     .map(|_| {
///         let redis = redis.clone();
///         tokio::spawn(async move { redis.incr("visits").await })
///     })
///     .collect();
/// for task in tasks {
///     task.await.unwrap()?;
/// }
/// assert_eq!(redis.get("visits").await?.unwrap(), "10");
/// # redis.del("visits").await?;
/// # Ok::<(), picoredis::Error>(())
/// # }).unwrap();
/// ```
///
/// # What it does not do
///
/// Replies come in the order of the commands, so that whoever waits on purpose lets all others wait: commands such as
/// `BLPOP` are refused, unsent. So is what would change the connection under everybody's feet: `SELECT`, `MULTI`, `WATCH`
/// and their like. All of them are for a [`Redis`](crate::asynch::Redis), which has a connection of its own;
/// [`transaction`](SharedRedis::transaction) is for both.
///
/// # Cancellation and timeouts
///
/// Every future may be dropped at any time. A command that was not handed over by then, as long as it waits for room, is
/// not sent; else it is, and its reply is dropped when it comes. The same holds when the time is up: the timeout is that of
/// the connection, and begins when the command is handed over.
///
/// Room is what bounds the memory: commands of a megabyte, or sixteen thousand short ones, may be on their way at a time.
/// Whoever comes then waits, and is let in in the order of coming.
///
/// When the connection is lost, everybody is told, each with the [`Fate`] of its own command. Without a
/// [policy](Config::reconnect) it is not made again by itself: see [`connect`](SharedRedis::connect).
///
/// With one it is, at once, as the [policy](crate::Reconnect) says: with the user, the database, the protocol, the
/// subscriptions. Whatever had not been sent by then is sent on the new connection, in the same order; commands that come
/// meanwhile wait for it. When the tries are used up, all of them fail as not sent, and the next command, or the next
/// [`next_push`](SharedRedis::next_push), begins anew. A single command is sent again as on any connection; where that takes
/// a new one, because the server is a replica now, all that is under way is answered first.
#[derive(Clone)]
pub struct SharedRedis(Arc<Owner>);

impl SharedRedis {
    /// Sends any command, by name, and takes its reply as a [`Value`](crate::Value).
    ///
    /// # Errors
    ///
    /// As [`run`](SharedRedis::run).
    pub async fn do_cmd(&self, name: &str, args: impl Args) -> Result<crate::Value> {
        self.run(Command::new(name, args)).await
    }

    /// Runs a command that is a value: to take its reply as another type, or to give it more arguments.
    ///
    /// ```
    /// # tokio::runtime::Runtime::new().unwrap().block_on(async {
    /// # let redis = picoredis::asynch::SharedRedis::open(&picoredis_tests::server().url()).await?;
    /// use picoredis::cmd;
    ///
    /// redis.set("counter", 41).await?;
    /// assert_eq!(redis.run(cmd::get("counter").reply::<u32>()).await?, 41);
    /// # redis.del("counter").await?;
    /// # Ok::<(), picoredis::Error>(())
    /// # }).unwrap();
    /// ```
    ///
    /// # Errors
    ///
    /// The server's error, a reply of another type, or what befell the connection: see
    /// [`ErrorKind`](crate::ErrorKind) and [`Fate`].
    pub async fn run<A: Args, R>(&self, command: Command<'_, A, R>) -> Result<R>
    where
        R: FromReply<Builder: Send + 'static> + Send + 'static,
    {
        let label = command.label();
        let mut again = Again::default();
        loop {
            let connection = self.0.line.connection();
            let weight = self.0.accepts(&command).map_err(|error| error.told(label))?;
            let room = match self.0.line.room_at_once(weight) {
                Some(room) => room,
                // Not a borrow of the command's: its arguments need not be `Sync`.
                None => self.0.line.room(weight).await.map_err(|error| error.told(label))?,
            };
            let answer = Waiter::answer(R::builder(), |call| self.0.line.hand_over(&command, call, room)).await;
            let Err(error) = answer else {
                self.0.follow(&command);
                return answer;
            };
            if !self.0.is_to_repeat(command.spec(), &error, connection, &mut again).await {
                return Err(error.told(label));
            }
        }
    }

    /// Runs a command and gives its reply to a builder of the caller's: one that knows where to put it. It is not sent again
    /// by itself.
    ///
    /// # Errors
    ///
    /// As [`run`](SharedRedis::run).
    pub async fn run_with<A: Args, R, W>(&self, command: &Command<'_, A, R>, builder: W) -> Result<W::Output>
    where
        W: Build<Output: Send + 'static> + Send + 'static,
    {
        let label = command.label();
        let weight = self.0.accepts(command).map_err(|error| error.told(label))?;
        let room = self.0.line.room(weight).await.map_err(|error| error.told(label))?;
        Waiter::answer(builder, |call| self.0.line.hand_over(command, call, room))
            .await
            .map_err(|error| error.told(label))
    }
}

fn not_sent(kind: impl Into<crate::ErrorKind>) -> Error {
    Error::new(kind, Fate::NotSent)
}

impl fmt::Debug for SharedRedis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let standing = if self.0.line.is_open() { "open" } else { "closed" };
        write!(f, "SharedRedis({}, {standing})", self.0.config.endpoint)
    }
}
