//! Sending a command again by itself, as the policy has it, for those who share a connection.

use std::boxed::Box;

use ::tokio::time::{Instant, sleep};
use picoredis_core::command::Spec;

use super::connect::Owner;
use crate::error::{Error, Fate};
use crate::reconnect::{Ended, Next, Outage, Recovery};

/// What has been tried for a command. Most need no more than one try, and know nothing of this.
#[derive(Default)]
pub(super) struct Again(Option<Box<Tries>>);

struct Tries {
    recovery: Box<Recovery>,
    outage: Outage,
    begun: Instant,
}

impl Owner {
    /// Whether a command is sent again that has failed so, on the connection of that number. What was not sent has had its
    /// tries already: it waited for another connection.
    #[cold]
    pub(super) async fn is_to_repeat(
        &self,
        spec: Option<&'static Spec>,
        error: &Error,
        connection: u32,
        again: &mut Again,
    ) -> bool {
        let Some(revival) = self.config.reconnect.filter(|_| self.line.lasts && error.fate() != Fate::NotSent) else {
            return false;
        };
        let Tries { recovery, outage, begun } = &mut **again.0.get_or_insert_with(|| {
            Box::new(Tries { recovery: revival.recovery(), outage: Outage::default(), begun: Instant::now() })
        });
        let refusal = error.server().filter(|_| error.fate() == Fate::Refused);
        let failure = Some(error).filter(|_| refusal.is_none());
        let now = Some(begun.elapsed().as_millis() as u64);
        let next = recovery.judge(&Ended { spec, error: failure, refusal, begun: false });
        let pause = match next {
            Next::Tell => None,
            Next::Repeat => outage.before_repeating(recovery, now),
            Next::Reconnect => outage.before_connecting(recovery, now),
        };
        let Some(pause) = pause else { return false };
        if !pause.is_zero() {
            sleep(pause).await;
        }
        if next == Next::Reconnect && refusal.is_some() {
            self.line.leave_connection(connection);
        }
        true
    }
}
