//! How a run ended, for the shell.

use std::process::ExitCode;

/// An exit status. Of two the greater is the worse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Status {
    /// All is well.
    Good = 0,
    /// The server answered with an error.
    Refused = 1,
    /// What was typed makes no sense.
    Misused = 2,
    /// No connection, no reply in time, or no way to write it down.
    Failed = 3,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        ExitCode::from(status as u8)
    }
}
