//! How a verb fails: an exit status and a line for the person who reads it.

use std::io;

/// What every verb returns.
pub(crate) type Result<T = ()> = std::result::Result<T, Failure>;

/// Why a verb did not do its job.
#[derive(Debug)]
pub(crate) struct Failure {
    /// The exit status
    pub(crate) code: u8,
    /// Empty when everything has been said already
    pub(crate) message: String,
}

impl Failure {
    /// A failure that has already been explained.
    pub(crate) fn silent(code: u8) -> Self {
        Self { code, message: String::new() }
    }
}

impl From<String> for Failure {
    fn from(message: String) -> Self {
        Self { code: 1, message }
    }
}

impl From<&str> for Failure {
    fn from(message: &str) -> Self {
        message.to_owned().into()
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        error.to_string().into()
    }
}
