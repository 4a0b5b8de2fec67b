//! Runs commands and shows what comes of them.

use std::io;

use picoredis::reply::Build;
use picoredis::{Error, ErrorKind, FromReply, Redis};

use crate::call::Call;
use crate::connection::{Answer, Connection};
use crate::output::{self, Printer, Style};
use crate::pace::Pace;
use crate::reply::{Outcome, Reply};
use crate::special::{has_no_single_reply, is_report};
use crate::status::Status;
use crate::stream::{self, Stream};

/// A connection, and where its replies are shown.
pub(crate) struct Console {
    connection: Connection,
    printer: Printer,
    /// Whether lost connections are made anew, as a person would.
    patient: bool,
}

impl Console {
    pub(crate) fn new(connection: Connection, printer: Printer) -> Self {
        Console { connection, printer, patient: false }
    }

    /// The same for a person: see [`Connection::run_patiently`].
    pub(crate) fn patient(self) -> Self {
        Console { connection: self.connection.for_person(), patient: true, ..self }
    }

    pub(crate) fn printer(&self) -> &Printer {
        &self.printer
    }

    /// Connects, if need be, and says so if that fails.
    pub(crate) fn open(&mut self) -> Result<&mut Redis, Status> {
        self.connection.open().map_err(|error| report(&error))
    }

    /// Does something with the connection, which is closed if it fails.
    ///
    /// # Errors
    ///
    /// There is no connection, or those of what is done.
    pub(crate) fn attempt<T>(&mut self, work: impl FnOnce(&mut Redis) -> Result<T, Error>) -> Result<T, Error> {
        self.connection.attempt(work)
    }

    /// Goes to another server, and says so if that fails.
    pub(crate) fn go_to(&mut self, host: &str, port: u16) -> Status {
        match self.connection.go_to(host, port) {
            Ok(()) => Status::Good,
            Err(error) => report(&error),
        }
    }

    /// What stands before the cursor.
    pub(crate) fn prompt(&self) -> String {
        self.connection.prompt()
    }

    /// Runs one command, as often as it is to be, and shows each reply or error.
    ///
    /// # Errors
    ///
    /// A reply cannot be written.
    pub(crate) fn repeat(&mut self, call: Call<'_>, pace: Pace) -> io::Result<Status> {
        let mut worst = Status::Good;
        let mut left = pace.times;
        while left != Some(0) {
            let status = self.perform(call)?;
            worst = worst.max(status);
            left = left.map(|left| left - 1);
            let goes_on = match status {
                Status::Good => true,
                Status::Refused => !self.printer.bare_errors,
                Status::Misused | Status::Failed => false,
            };
            if !goes_on {
                break;
            }
            if left != Some(0) {
                pace.wait();
            }
        }
        Ok(worst)
    }

    /// Runs one command and shows its reply or its error.
    ///
    /// # Errors
    ///
    /// The reply cannot be written.
    fn perform(&mut self, call: Call<'_>) -> io::Result<Status> {
        let words = call.words();
        if let Some(stream) = Stream::of(words) {
            return self.perform_stream(stream, words);
        }
        if has_no_single_reply(words) {
            output::complain(format_args!("{} is not answered: it has no use here", call.name()));
            return Ok(Status::Misused);
        }
        let is_report = is_report(words);
        let printer = self.printer.clone();
        let answer = if is_report || printer.style == Style::Raw {
            let answer = self.run(call, || printer.streamed());
            answer.map(|answer| answer.map(|written| printer.end(written, is_report)))
        } else {
            let answer = self.run(call, Reply::builder);
            answer.map(|answer| answer.map(|reply| printer.reply(&reply)))
        };
        match answer {
            Ok(Answer::Reply(shown)) => shown.map(|()| Status::Good),
            Ok(Answer::Silence) => Ok(Status::Good),
            Err(error) => Ok(report(&error)),
            Ok(Answer::Refusal(error)) => {
                printer.refusal(&error, is_report);
                Ok(Status::Refused)
            }
        }
    }

    fn perform_stream(&mut self, stream: Stream, words: &[Vec<u8>]) -> io::Result<Status> {
        let status = stream::run(&mut self.connection, &self.printer, stream, words)?;
        if self.patient && status == Status::Good {
            // The prompt shows where the person is.
            return Ok(self.open().map_or_else(|status| status, |_| Status::Good));
        }
        Ok(status)
    }

    fn run<B>(&mut self, call: Call<'_>, builder: impl Fn() -> B) -> Result<Answer<B::Output>, Error>
    where
        B: Build<Output: Outcome>,
    {
        if self.patient { self.connection.run_patiently(call, builder) } else { self.connection.run(call, builder) }
    }
}

/// Says what went wrong, and what it counts.
pub(crate) fn report(error: &Error) -> Status {
    output::complain(in_words(error));
    if error.server().is_some() { Status::Refused } else { Status::Failed }
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
