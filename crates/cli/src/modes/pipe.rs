//! `--pipe`: the commands on standard input in bulk, plain or as the protocol has them.

mod commands;
mod load;
mod progress;

use std::io::{self, Write};
use std::time::Duration;

use crate::console::Console;
use crate::output;
use crate::status::Status;
use commands::Commands;
use load::{Load, Lost, Summary};
use progress::Progress;

/// Sends all commands and waits for all replies. Errors are shown as they come, replies are counted.
///
/// # Errors
///
/// Standard input cannot be read, or standard output not written.
pub(crate) fn run(console: &mut Console, patience: Duration) -> io::Result<Status> {
    let redis = match console.open() {
        Ok(redis) => redis,
        Err(status) => return Ok(status),
    };
    redis.set_timeout(patience);
    let commands = Commands::new(io::stdin().lock());
    let summary = redis.pipeline(Load::new(commands, Progress::of_stdin()));
    conclude(summary, patience)
}

fn conclude(summary: Summary, patience: Duration) -> io::Result<Status> {
    let mut status = Status::Good;
    let mut out = io::stdout().lock();
    match &summary.lost {
        None => writeln!(out, "Last reply received from server.")?,
        Some(Lost::Timeout) => {
            output::complain(format_args!("No replies for {} seconds: exiting.", patience.as_secs()));
            status = Status::Failed;
        }
        Some(Lost::Other(why)) => {
            output::complain(format_args!("Error: {why}, with {} commands unanswered", summary.unanswered));
            status = Status::Failed;
        }
    }
    writeln!(out, "errors: {}, replies: {}", summary.errors, summary.replies)?;
    if let Some(error) = summary.input {
        output::complain(format_args!("picoredis: {error}"));
        status = status.max(Status::Misused);
    }
    if summary.errors > 0 {
        status = status.max(Status::Refused);
    }
    Ok(status)
}
