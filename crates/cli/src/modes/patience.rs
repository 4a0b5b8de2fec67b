//! Asking a server again and again, whether it is there just now or not.

use std::time::Duration;

use picoredis::{Error, ErrorKind, Redis};

use crate::console::{Console, report};
use crate::interrupt;
use crate::output;
use crate::pace;
use crate::status::Status;

/// Asks until there is an answer: a server that was there once may come back.
///
/// # Errors
///
/// The answer is an error, which has been said; or Ctrl-C was pressed, which is no failure.
pub(crate) fn ask<T>(
    console: &mut Console,
    was_there: bool,
    mut question: impl FnMut(&mut Redis) -> Result<T, Error>,
) -> Result<T, Status> {
    let mut tries = 0;
    while !interrupt::happened() {
        match console.attempt(&mut question) {
            Ok(answer) => return Ok(answer),
            Err(error) if matches!(error.kind(), ErrorKind::Interrupted) => break,
            Err(error) if error.server().is_some() || !was_there => return Err(report(&error)),
            Err(_) => {
                tries += 1;
                output::complain(format_args!("Reconnecting... {tries}"));
                pace::wait(Duration::from_secs(1));
            }
        }
    }
    Err(Status::Good)
}
