//! What is worth a line in the log of a program: connections made and lost, commands that failed.
//!
//! Never an argument, never a password: an error knows the command's name and no more of it.

#[cfg(feature = "std")]
use core::fmt;

use crate::error::Error;
#[cfg(any(feature = "log", feature = "tracing", feature = "defmt"))]
use crate::error::{ErrorKind, Fate};

/// A connection was made.
#[cfg(feature = "std")]
#[inline]
pub(crate) fn connected(to: &dyn fmt::Display) {
    #[cfg(feature = "log")]
    log::debug!("connected to {to}");
    #[cfg(feature = "tracing")]
    tracing::debug!(%to, "connected");
    #[cfg(feature = "defmt")]
    defmt::debug!("connected to {}", defmt::Display2Format(to));
    let _ = to;
}

/// A command failed, or a connection could not be made. What the server answered, and what the caller did wrong, is the
/// program's own affair: it is told at a lower level than what befell the connection.
#[inline]
pub(crate) fn failed(error: &Error) {
    #[cfg(any(feature = "log", feature = "tracing", feature = "defmt"))]
    if error.fate() == Fate::Refused
        || matches!(error.kind(), ErrorKind::Unsendable(_) | ErrorKind::NotConnected | ErrorKind::Reply(_))
    {
        #[cfg(feature = "log")]
        log::debug!("{error}");
        #[cfg(feature = "tracing")]
        tracing::debug!(command = error.command(), fate = ?error.fate(), "{}", error.kind());
        #[cfg(feature = "defmt")]
        defmt::debug!("{}", error);
    } else {
        #[cfg(feature = "log")]
        log::warn!("{error}");
        #[cfg(feature = "tracing")]
        tracing::warn!(command = error.command(), fate = ?error.fate(), "{}", error.kind());
        #[cfg(feature = "defmt")]
        defmt::warn!("{}", error);
    }
    let _ = error;
}
