//! What commands have made of a connection, that a new one in its place would not be.

use picoredis::command::Spec;
use picoredis::sharing::{changes_connection, is_of_transaction};

#[derive(Clone, Copy, Default)]
pub(crate) struct Changes {
    /// It is in another database, has another name, is subscribed.
    lasting: bool,
    /// Keys are watched, or commands queued.
    transaction: bool,
}

impl Changes {
    /// A command is sent.
    #[inline]
    pub(crate) fn note(&mut self, spec: Option<&'static Spec>) {
        let Some(spec) = spec else { return };
        if is_of_transaction(spec) {
            self.transaction = matches!(spec.name(), "WATCH" | "MULTI");
        } else if changes_connection(spec) || spec.name() == "AUTH" {
            self.lasting = true;
        }
    }

    /// The same for several.
    pub(crate) fn join(&mut self, others: Changes) {
        self.lasting |= others.lasting;
        self.transaction |= others.transaction;
    }

    /// It is to hear what is said unasked.
    pub(crate) fn subscribed(&mut self) {
        self.lasting = true;
    }

    /// Its transaction is over, one way or the other.
    pub(crate) fn end_transaction(&mut self) {
        self.transaction = false;
    }

    pub(crate) fn is_some(self) -> bool {
        self.lasting || self.transaction
    }
}
