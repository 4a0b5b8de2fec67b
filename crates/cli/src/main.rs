//! The `picoredis` command: redis-cli's habits over the client of this workspace.
//!
//! ```text
//! arguments ─┐
//! lines ── words ──> console ──> connection ──> picoredis ──> reply ──> formatted, raw
//!                       │            └ state                               │
//!                     special                                            output
//! ```

#![forbid(unsafe_code)]

mod arguments;
mod connection;
mod console;
mod formatted;
mod lines;
mod output;
mod quote;
mod raw;
mod reply;
mod special;
mod state;
mod status;
mod words;

use std::env;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use arguments::{Arguments, Request};
use console::Console;
use output::Style;
use status::Status;

fn main() -> ExitCode {
    let ended = match arguments::parse(env::args_os().skip(1), env::var_os("REDISCLI_AUTH")) {
        Ok(Request::Help) => say(include_str!("help.txt")),
        Ok(Request::Version) => say(concat!("picoredis ", env!("CARGO_PKG_VERSION"), "\n")),
        Ok(Request::Run(arguments)) => run(*arguments),
        Err(misuse) => {
            output::complain(format_args!("picoredis: {misuse} (see picoredis --help)"));
            Ok(Status::Misused)
        }
    };
    match ended {
        Ok(status) => status.into(),
        // Whoever read this has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Status::Good.into(),
        Err(error) => {
            output::complain(format_args!("picoredis: {error}"));
            Status::Failed.into()
        }
    }
}

fn say(text: &str) -> io::Result<Status> {
    io::stdout().write_all(text.as_bytes())?;
    Ok(Status::Good)
}

fn run(arguments: Arguments) -> io::Result<Status> {
    if arguments.exposed {
        output::complain("Warning: others on this machine can see the password; REDISCLI_AUTH hides it.");
    }
    let style = arguments.style.unwrap_or_else(Style::of_stdout);
    let mut console = Console::new(arguments.account, style);
    if !arguments.command.is_empty() {
        console.perform(&arguments.command)
    } else if io::stdin().is_terminal() {
        lines::ask(&mut console)
    } else {
        lines::run(&mut console)
    }
}
