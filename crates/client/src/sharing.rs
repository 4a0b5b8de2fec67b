//! What a connection that many callers share has to be kept from.

use picoredis_core::command::Spec;

use crate::reconnect::changes_state;

/// Whether a command begins or ends something that the commands of others would be part of.
pub fn is_of_transaction(spec: &Spec) -> bool {
    matches!(spec.name(), "MULTI" | "EXEC" | "DISCARD" | "WATCH" | "UNWATCH")
}

/// Whether others would wonder at what their own commands do next. Another password is theirs, too.
pub fn changes_connection(spec: &Spec) -> bool {
    spec.name() == "QUIT" || spec.name() != "AUTH" && changes_state(spec)
}
