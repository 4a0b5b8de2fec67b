//! Subscribing, and hearing what is said.

use picoredis_core::args::Args;
use picoredis_core::cmd;
use picoredis_core::command::{Command, Wait};
use picoredis_core::reply::{FromReply, Receive};

use super::{Memory, Redis, Transport};
use crate::error::{Failure, Result, error_of, refused};
use crate::inbox::Kind;
use crate::link::Incoming;
use crate::reconnect::Outage;

/// Pub/sub.
///
/// In RESP3 messages come beside the replies to commands, on the same connection. In RESP2 a connection that is
/// subscribed takes no other commands until the last subscription has ended.
///
/// Source: [pub/sub](https://redis.io/docs/latest/develop/pubsub/).
impl<T: Transport, B: Memory, const DEPTH: usize> Redis<T, B, DEPTH> {
    /// Subscribes to channels, and waits until the server has confirmed it. What is published there comes by
    /// [`next_push`](Redis::next_push).
    ///
    /// # Errors
    ///
    /// The server refuses, or what befell the connection.
    pub async fn subscribe(&mut self, channels: impl Args) -> Result<()> {
        self.subscription(&cmd::subscribe(&channels), channels.count()).await
    }

    /// Subscribes to all channels whose name matches one of some patterns: `news.*`. As [`subscribe`](Redis::subscribe).
    ///
    /// # Errors
    ///
    /// As [`subscribe`](Redis::subscribe).
    pub async fn psubscribe(&mut self, patterns: impl Args) -> Result<()> {
        self.subscription(&cmd::psubscribe(&patterns), patterns.count()).await
    }

    /// Subscribes to shard channels, since Redis 7. As [`subscribe`](Redis::subscribe).
    ///
    /// # Errors
    ///
    /// As [`subscribe`](Redis::subscribe).
    pub async fn ssubscribe(&mut self, shard_channels: impl Args) -> Result<()> {
        self.subscription(&cmd::ssubscribe(&shard_channels), shard_channels.count()).await
    }

    /// Ends subscriptions to channels; without any named, `()`, to all.
    ///
    /// # Errors
    ///
    /// What befell the connection.
    pub async fn unsubscribe(&mut self, channels: impl Args) -> Result<()> {
        self.unsubscription(&cmd::unsubscribe().arg(&channels), channels.count(), Kind::Channels).await
    }

    /// Ends subscriptions to patterns; without any named, `()`, to all.
    ///
    /// # Errors
    ///
    /// What befell the connection.
    pub async fn punsubscribe(&mut self, patterns: impl Args) -> Result<()> {
        self.unsubscription(&cmd::punsubscribe().arg(&patterns), patterns.count(), Kind::Patterns).await
    }

    /// Ends subscriptions to shard channels; without any named, `()`, to all.
    ///
    /// # Errors
    ///
    /// What befell the connection.
    pub async fn sunsubscribe(&mut self, shard_channels: impl Args) -> Result<()> {
        self.unsubscription(&cmd::sunsubscribe().arg(&shard_channels), shard_channels.count(), Kind::Shards).await
    }

    /// Shows what all clients of the server send, from now on: each line comes by [`next_push`](Redis::next_push). The
    /// connection takes no commands any more.
    ///
    /// Source: [MONITOR](https://redis.io/docs/latest/commands/monitor/).
    ///
    /// # Errors
    ///
    /// The server refuses, or what befell the connection.
    pub async fn monitor(&mut self) -> Result<()> {
        self.subscription(&cmd::monitor(), 1).await?;
        #[cfg(feature = "alloc")]
        self.link.inbox.keep_monitoring();
        Ok(())
    }

    async fn unsubscription<A: Args, R>(
        &mut self,
        command: &Command<'_, A, R>,
        named: usize,
        kind: Kind,
    ) -> Result<()> {
        self.settle().await.map_err(|trouble| error_of(trouble).told(command.label()))?;
        // Without names each one is confirmed, or that there is none.
        let confirmations = if named > 0 { named } else { self.link.inbox.subscribed(kind).max(1) as usize };
        self.subscription(command, confirmations).await
    }

    async fn subscription<A: Args, R>(&mut self, command: &Command<'_, A, R>, confirmations: usize) -> Result<()> {
        self.subscribed(command, confirmations).await.map_err(|error| error.told(command.label()))
    }

    /// To subscribe twice is to subscribe: on a new connection it is said once more.
    async fn subscribed<A: Args, R>(&mut self, command: &Command<'_, A, R>, confirmations: usize) -> Result<()> {
        let mut outage = Outage::default();
        self.settle_within(&mut outage).await?;
        loop {
            let confirmed = self.confirmed(command, confirmations).await;
            if confirmed.is_ok() || !self.is_made_anew(&mut outage).await? {
                return confirmed;
            }
        }
    }

    /// Sends it, and waits until all has been confirmed, or refused.
    pub(super) async fn confirmed<A: Args, R>(
        &mut self,
        command: &Command<'_, A, R>,
        confirmations: usize,
    ) -> Result<()> {
        self.settle_alone().await?;
        self.link.begin_subscription(&command.any(), confirmations);
        self.send(command).await?;
        self.expect(Wait::None);
        let mut reply = Receive::new(<()>::builder());
        let mut refusal = false;
        while self.link.inbox.awaited() > 0 && !refusal {
            let taken = self.answered(|incoming| match incoming {
                Incoming::Reply { event, last } => {
                    reply.event(*event);
                    refusal = last;
                    last
                }
                Incoming::Push { last, .. } => last,
            });
            taken.await.map_err(Failure::in_doubt)?;
        }
        self.link.forget_confirmations();
        if refusal { reply.finish().map_err(refused) } else { Ok(()) }
    }
}
