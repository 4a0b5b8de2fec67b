//! What commands have made of a connection, that a new one in its place would not be.

use picoredis::command::Spec;
use picoredis::sharing::makes_another;

/// What one command or several change. Without a word nothing is: it is as it was before.
#[derive(Clone, Copy, Default)]
pub(crate) struct Changes {
    /// It is in another database, has another name, tracks keys.
    lasting: bool,
    /// It is to hear what is said unasked.
    subscribed: Option<bool>,
    /// Keys are watched.
    watches: Option<bool>,
    /// Commands are queued.
    queues: Option<bool>,
    /// What was queued before is over.
    ends: bool,
}

impl Changes {
    /// A command is sent.
    #[inline]
    pub(crate) fn note(&mut self, spec: Option<&'static Spec>) {
        let Some(spec) = spec else { return };
        match spec.name() {
            "WATCH" => self.watches = Some(true),
            "UNWATCH" => self.watches = Some(false),
            "MULTI" => self.queues = Some(true),
            "EXEC" | "DISCARD" => self.end_queue(),
            // Nearly all: what has keys is about them.
            _ if !spec.keys().is_empty() => {}
            _ => self.lasting |= makes_another(spec),
        }
    }

    /// What came after these.
    pub(crate) fn join(&mut self, later: Changes) {
        if later.ends {
            self.end_queue();
        }
        self.lasting |= later.lasting;
        self.subscribed = later.subscribed.or(self.subscribed);
        self.watches = later.watches.or(self.watches);
        self.queues = later.queues.or(self.queues);
    }

    /// Something was subscribed to, or no longer is.
    pub(crate) fn subscribed(&mut self, subscribed: bool) {
        self.subscribed = Some(subscribed);
    }

    /// Its transaction is over, one way or the other.
    pub(crate) fn end_transaction(&mut self) {
        (self.watches, self.queues) = (Some(false), Some(false));
    }

    /// What ends a transaction is refused where there is none, and what is watched stays so.
    fn end_queue(&mut self) {
        match self.queues {
            Some(true) => self.end_transaction(),
            Some(false) => {}
            None => self.ends = true,
        }
    }

    pub(crate) fn is_some(self) -> bool {
        self.lasting || [self.subscribed, self.watches, self.queues].contains(&Some(true))
    }
}
