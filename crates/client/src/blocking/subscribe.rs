//! Subscribing, and hearing what is said.

use picoredis_core::args::Args;
use picoredis_core::cmd;
use picoredis_core::command::AnyCommand;
use picoredis_core::reply::{FromReply, Receive};

use super::Redis;
use crate::error::{Failure, Result, error_of, refused};
use crate::inbox::Kind;
use crate::link::Incoming;
use crate::reconnect::Outage;
use crate::transport::Transport;

/// Pub/sub.
///
/// In RESP3 messages come beside the replies to commands, on the same connection. In RESP2 a connection that is
/// subscribed takes no other commands until the last subscription has ended.
///
/// Source: [pub/sub](https://redis.io/docs/latest/develop/pubsub/).
impl<T: Transport, B: AsRef<[u8]> + AsMut<[u8]>, const DEPTH: usize> Redis<T, B, DEPTH> {
    /// Subscribes to channels, and waits until the server has confirmed it. What is published there comes by
    /// [`next_push`](Redis::next_push).
    ///
    /// ```
    /// # let url = picoredis_tests::server().url();
    /// # let (mut redis, mut other) = (picoredis::Redis::open(&url)?, picoredis::Redis::open(&url)?);
    /// redis.subscribe(["news", "weather"])?;
    /// other.publish("news", "it works")?;
    /// let message = redis.next_push(None)?.and_then(|push| push.into_message()).unwrap();
    /// assert_eq!((message.channel, message.payload), ("news".into(), "it works".into()));
    /// redis.unsubscribe(())?;
    /// redis.ping()?;
    /// # Ok::<(), picoredis::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The server refuses, or what befell the connection.
    pub fn subscribe(&mut self, channels: impl Args) -> Result<()> {
        self.subscription(&cmd::subscribe(&channels).any(), channels.count())
    }

    /// Subscribes to all channels whose name matches one of some patterns: `news.*`. As [`subscribe`](Redis::subscribe).
    ///
    /// # Errors
    ///
    /// As [`subscribe`](Redis::subscribe).
    pub fn psubscribe(&mut self, patterns: impl Args) -> Result<()> {
        self.subscription(&cmd::psubscribe(&patterns).any(), patterns.count())
    }

    /// Subscribes to shard channels, since Redis 7. As [`subscribe`](Redis::subscribe).
    ///
    /// # Errors
    ///
    /// As [`subscribe`](Redis::subscribe).
    pub fn ssubscribe(&mut self, shard_channels: impl Args) -> Result<()> {
        self.subscription(&cmd::ssubscribe(&shard_channels).any(), shard_channels.count())
    }

    /// Ends subscriptions to channels; without any named, `()`, to all.
    ///
    /// # Errors
    ///
    /// What befell the connection.
    pub fn unsubscribe(&mut self, channels: impl Args) -> Result<()> {
        self.unsubscription(&cmd::unsubscribe().arg(&channels).any(), channels.count(), Kind::Channels)
    }

    /// Ends subscriptions to patterns; without any named, `()`, to all.
    ///
    /// # Errors
    ///
    /// What befell the connection.
    pub fn punsubscribe(&mut self, patterns: impl Args) -> Result<()> {
        self.unsubscription(&cmd::punsubscribe().arg(&patterns).any(), patterns.count(), Kind::Patterns)
    }

    /// Ends subscriptions to shard channels; without any named, `()`, to all.
    ///
    /// # Errors
    ///
    /// What befell the connection.
    pub fn sunsubscribe(&mut self, shard_channels: impl Args) -> Result<()> {
        self.unsubscription(&cmd::sunsubscribe().arg(&shard_channels).any(), shard_channels.count(), Kind::Shards)
    }

    /// Shows what all clients of the server send, from now on: each line comes by [`next_push`](Redis::next_push). The
    /// connection takes no commands any more.
    ///
    /// Source: [MONITOR](https://redis.io/docs/latest/commands/monitor/).
    ///
    /// # Errors
    ///
    /// The server refuses, or what befell the connection.
    pub fn monitor(&mut self) -> Result<()> {
        self.subscription(&cmd::monitor().any(), 1)?;
        #[cfg(feature = "alloc")]
        self.link.inbox.keep_monitoring();
        Ok(())
    }

    fn unsubscription(&mut self, command: &AnyCommand<'_>, named: usize, kind: Kind) -> Result<()> {
        self.settle().map_err(|trouble| error_of(trouble).told(command.label()))?;
        // Without names each one is confirmed, or that there is none.
        let confirmations = if named > 0 { named } else { self.link.inbox.subscribed(kind).max(1) as usize };
        self.subscription(command, confirmations)
    }

    fn subscription(&mut self, command: &AnyCommand<'_>, confirmations: usize) -> Result<()> {
        self.subscribed(command, confirmations).map_err(|error| error.told(command.label()))
    }

    /// To subscribe twice is to subscribe: on a new connection it is said once more.
    fn subscribed(&mut self, command: &AnyCommand<'_>, confirmations: usize) -> Result<()> {
        let mut outage = Outage::default();
        self.settle_within(&mut outage)?;
        loop {
            let confirmed = self.confirmed(command, confirmations);
            if confirmed.is_ok() || !self.is_made_anew(&mut outage)? {
                return confirmed;
            }
        }
    }

    /// Sends it, and waits until all has been confirmed, or refused.
    pub(super) fn confirmed(&mut self, command: &AnyCommand<'_>, confirmations: usize) -> Result<()> {
        self.settle_alone()?;
        self.link.begin_subscription(command, confirmations);
        self.send(command)?;
        let mut patience = self.patience(self.timeout);
        let mut reply = Receive::new(<()>::builder());
        let mut refusal = false;
        while self.link.inbox.awaited() > 0 && !refusal {
            let taken = self.receive(&mut patience, &mut |incoming| match incoming {
                Incoming::Reply { event, last } => {
                    reply.event(*event);
                    refusal = last;
                    last
                }
                Incoming::Push { last, .. } => last,
            });
            taken.map_err(Failure::in_doubt)?;
        }
        self.link.forget_confirmations();
        if refusal { reply.finish().map_err(refused) } else { Ok(()) }
    }
}
