//! What a connection that many callers share has to be kept from.

use picoredis_core::command::Spec;

use crate::reconnect::changes_state;

/// Whether a command begins or ends something that the commands of others would be part of.
pub fn is_of_transaction(spec: &Spec) -> bool {
    matches!(spec.name(), "MULTI" | "EXEC" | "DISCARD" | "WATCH" | "UNWATCH")
}

/// Whether others would wonder at what their own commands do next. Another password is theirs, too, and so is what is tracked.
pub fn changes_connection(spec: &Spec) -> bool {
    spec.name() == "QUIT" || !is_followed(spec) && makes_another(spec)
}

/// Whether a command makes of its connection what a new one would not be.
pub fn makes_another(spec: &Spec) -> bool {
    changes_state(spec) || spec.name() == "CLIENT TRACKING"
}

/// Whether a command that is for all who share a connection changes it.
pub(crate) fn is_followed(spec: &Spec) -> bool {
    matches!(spec.name(), "AUTH" | "CLIENT TRACKING")
}
