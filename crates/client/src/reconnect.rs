//! When to connect again, and how patiently: plain data and numbers, without a socket or a clock.

#[cfg(feature = "std")]
mod outage;
#[cfg(feature = "std")]
mod recovery;
#[cfg(feature = "std")]
mod restore;
#[cfg(feature = "std")]
mod revival;
#[cfg(feature = "std")]
mod state;
mod waits;

use core::time::Duration;

#[cfg(feature = "std")]
pub(crate) use outage::Outage;
#[cfg(feature = "std")]
pub(crate) use recovery::{Ended, Next, Recovery, may_pass};
#[cfg(feature = "std")]
pub(crate) use revival::Revival;
#[cfg(feature = "std")]
pub(crate) use state::{State, changes_state};
pub use waits::Waits;

/// Without sockets nothing is tried again.
#[cfg(not(feature = "std"))]
#[derive(Default)]
pub(crate) struct Outage(());

/// How a connection that is lost is made again, by itself: see [`Config::reconnect`](crate::Config::reconnect). Without
/// such a policy nothing reconnects by itself.
///
/// When a command finds the connection lost, or an idle one closed by the server, a new one is made first. The first
/// try comes at once; each further one comes after a pause, twice as long as the one before, up to a longest one, each
/// shortened by up to a half at random, so that many clients do not come back at the same moment. When the tries or the
/// time are used up, the command fails with the last reason, and the next command begins anew. What waiting does not
/// mend ends it at once: a wrong password, a missing database, a certificate that is not trusted.
///
/// The new connection has the user, the name, the protocol and the database of the old one, its subscriptions and its
/// [tracking](crate::Redis::track). What commands have changed of that is said again: `SELECT`, `AUTH`, `HELLO`, `RESET`,
/// `CLIENT SETNAME`, `CLIENT SETINFO`, `CLIENT NO-EVICT`, `CLIENT NO-TOUCH`, `READONLY`. (So they are refused among other
/// commands, in a pipeline or between `MULTI` and `EXEC`, where nobody would notice.) Whoever listens is told:
/// [`Push::Reconnected`](crate::Push::Reconnected).
///
/// # What is sent again
///
/// A command is sent again by itself only where that cannot do any harm:
///
/// | what became of it | is it sent again? |
/// |---|---|
/// | it was [not sent](crate::Fate::NotSent) | yes |
/// | the server said that it cannot now: `LOADING`, `BUSY`, `TRYAGAIN`, `MASTERDOWN`, `CLUSTERDOWN` | yes, after a pause |
/// | the server is a replica now: `READONLY` | yes, on a new connection, which may lead to the new master |
/// | it [may have been executed](crate::Fate::MaybeExecuted) | only if it [only reads](Reconnect::repeat_reads), and nothing of its reply has come |
/// | any other error | no |
///
/// A script that was refused is not: it may have done something before. Nor is a pipeline, once some of it has been
/// sent, not even what was refused in passing: each of its commands tells what became of it, and those behind it were
/// executed. Over a connection that many tasks share it is the same, for each command by itself. Between `WATCH` or `MULTI`
/// and `EXEC` nothing is repeated and no new connection is made, for the server has forgotten them with the old one: the
/// command that finds the connection lost fails, as the first sign of it, and the next one begins anew.
///
/// ```
/// # let url = picoredis_tests::server().url();
/// use std::time::Duration;
/// use picoredis::{Config, Reconnect};
///
/// let policy = Reconnect::new().tries(20).within(Duration::from_secs(60)).idle(Duration::ZERO);
/// let mut redis = url.parse::<Config>()?.reconnect(policy).connect()?;
/// let mut other = picoredis::Redis::open(&url)?;
/// other.client_kill(("ID", redis.client_id()?))?;
/// redis.set("foo", "bar")?; // on a new connection
/// # redis.del("foo")?;
/// # Ok::<(), picoredis::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use = "a policy does nothing until a Config has it"]
pub struct Reconnect {
    pub(crate) tries: u32,
    pub(crate) within: Duration,
    pub(crate) first: Duration,
    pub(crate) longest: Duration,
    pub(crate) idle: Duration,
    pub(crate) repeats_reads: bool,
    pub(crate) seed: Option<u64>,
}

impl Reconnect {
    /// At the most 10 tries within 30 s, with pauses from 50 ms to 2 s; a connection that has lain idle for a second is
    /// looked at before it is used; what may have been executed is not repeated.
    pub const fn new() -> Self {
        Reconnect {
            tries: 10,
            within: Duration::from_secs(30),
            first: Duration::from_millis(50),
            longest: Duration::from_secs(2),
            idle: Duration::from_secs(1),
            repeats_reads: false,
            seed: None,
        }
    }

    /// How often to try for one command, in all: connecting, and sending it again. At least once.
    pub const fn tries(mut self, tries: u32) -> Self {
        self.tries = tries;
        self
    }

    /// How long to try for one command: no try begins later. Connecting takes no longer than what is left; what is said
    /// on the new connection has the usual [timeout](crate::Config::timeout).
    pub const fn within(mut self, time: Duration) -> Self {
        self.within = time;
        self
    }

    /// The first pause and the longest one.
    pub const fn pauses(mut self, first: Duration, longest: Duration) -> Self {
        self.first = first;
        self.longest = longest;
        self
    }

    /// How long a connection may lie idle before it is looked at when it is used again. What the server has closed
    /// meanwhile is found out then, before the command is sent, and not after. With zero it is looked at each time,
    /// which costs some system calls.
    pub const fn idle(mut self, time: Duration) -> Self {
        self.idle = time;
        self
    }

    /// A command that only reads, by the [table](crate::command::Spec::read_only), is sent again even if it may have
    /// been executed.
    pub const fn repeat_reads(mut self) -> Self {
        self.repeats_reads = true;
        self
    }

    /// What the pauses are drawn from. With the same seed they are the same; without one they differ from one
    /// connection to the other.
    pub const fn seed(mut self, seed: u64) -> Self {
        self.seed = Some(seed);
        self
    }

    /// The pauses between one try and the next, without an end: for a loop of the caller's own, over a connection that
    /// only the caller can open.
    ///
    /// ```
    /// use std::time::Duration;
    /// use picoredis::Reconnect;
    ///
    /// let policy = Reconnect::new().pauses(Duration::from_millis(100), Duration::from_millis(400)).seed(7);
    /// let pauses: Vec<_> = policy.waits().take(4).collect();
    /// for (pause, longest) in pauses.iter().zip([100, 200, 400, 400].map(Duration::from_millis)) {
    ///     assert!(*pause <= longest && *pause >= longest / 2);
    /// }
    /// ```
    pub fn waits(&self) -> Waits {
        Waits::new(self, self.seed.unwrap_or_default())
    }
}

#[cfg(feature = "alloc")]
impl Reconnect {
    /// Whether a command that only reads, and of which nothing was heard but that, is worth another try.
    pub(crate) fn repeats_read(&self, error: &crate::Error) -> bool {
        #[cfg(feature = "std")]
        return match error.fate() {
            crate::Fate::NotSent => true,
            crate::Fate::MaybeExecuted => self.repeats_reads,
            crate::Fate::Refused => may_pass(error.kind()),
            crate::Fate::Executed => false,
        };
        #[cfg(not(feature = "std"))]
        {
            let _ = error;
            false
        }
    }
}

impl Default for Reconnect {
    fn default() -> Self {
        Self::new()
    }
}
