//! Runs commands and shows what comes of them.

use std::io;

use picoredis::{Error, ErrorKind};

use crate::arguments::Account;
use crate::connection::Connection;
use crate::output::{self, Style};
use crate::reply::Reply;
use crate::special::{has_no_single_reply, is_report};
use crate::status::Status;
use crate::words::Words;

/// A connection, and where its replies are shown.
pub(crate) struct Console {
    connection: Connection,
    style: Style,
}

impl Console {
    pub(crate) fn new(account: Account, style: Style) -> Self {
        Console { connection: Connection::new(account), style }
    }

    /// Connects, and says so if that fails.
    pub(crate) fn open(&mut self) {
        if let Err(error) = self.connection.open() {
            output::complain(in_words(&error));
        }
    }

    /// What stands before the cursor.
    pub(crate) fn prompt(&self) -> String {
        self.connection.prompt()
    }

    /// Runs one command and shows its reply or its error.
    ///
    /// # Errors
    ///
    /// The reply cannot be written.
    pub(crate) fn perform(&mut self, words: &Words) -> io::Result<Status> {
        self.perform_by(words, Connection::run)
    }

    /// The same for a person: see [`Connection::run_patiently`].
    ///
    /// # Errors
    ///
    /// The reply cannot be written.
    pub(crate) fn perform_patiently(&mut self, words: &Words) -> io::Result<Status> {
        self.perform_by(words, Connection::run_patiently)
    }

    fn perform_by(
        &mut self,
        words: &Words,
        run: impl FnOnce(&mut Connection, &Words) -> Result<Option<Reply>, Error>,
    ) -> io::Result<Status> {
        if has_no_single_reply(words) {
            let name = words.iter().map(|word| String::from_utf8_lossy(word)).next().unwrap_or_default();
            output::complain(format_args!("{name} is not answered by one reply: that comes with a later version"));
            return Ok(Status::Misused);
        }
        match run(&mut self.connection, words) {
            Ok(Some(reply)) => self.show(&reply, is_report(words)),
            Ok(None) => Ok(Status::Good),
            Err(error) => {
                output::complain(in_words(&error));
                Ok(if error.server().is_some() { Status::Refused } else { Status::Failed })
            }
        }
    }

    fn show(&self, reply: &Reply, is_report: bool) -> io::Result<Status> {
        let style = if is_report { Style::Bare } else { self.style };
        if reply.is_error() {
            output::error(reply, style);
            return Ok(Status::Refused);
        }
        output::reply(reply, style)?;
        Ok(Status::Good)
    }
}

/// What went wrong, as redis-cli begins to say it.
fn in_words(error: &Error) -> String {
    match (error.kind(), error.command()) {
        (ErrorKind::Connect { endpoint, error }, _) => format!("Could not connect to Redis at {endpoint}: {error}"),
        (ErrorKind::Timeout(millis), None) => format!("Could not connect to Redis: timed out after {millis} ms"),
        // Only what is said while connecting fails like this; to any other command it would be a reply.
        (ErrorKind::Server(error), Some(command)) => format!("{command} failed: {error}"),
        _ => format!("Error: {error}"),
    }
}
