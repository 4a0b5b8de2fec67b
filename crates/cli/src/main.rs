//! The `picoredis` command: redis-cli's habits over the client of this workspace.
//!
//! ```text
//! options ── arguments ── task ──> modes ────────────────────┐
//!                           │                                │
//!                           └────> call ──> console ──> connection ──> picoredis
//! lines, prompt ── words ────────> call ───┘   │             └ state      │
//!                                           output <── reply, pushes <────┘
//!                                              └ styles
//! ```

#![deny(unsafe_code)]

mod arguments;
#[cfg(all(panic = "abort", target_os = "linux", target_env = "gnu", not(target_feature = "crt-static")))]
mod backtrace;
mod call;
mod connection;
mod console;
mod content;
mod encryption;
mod help;
mod hundredths;
mod interrupt;
mod lines;
mod manual;
mod modes;
mod options;
mod output;
mod pace;
mod prompt;
mod pushes;
mod reply;
mod special;
mod state;
mod status;
mod stream;
mod styles;
mod task;
mod wire;
mod words;

use std::env;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use arguments::{Arguments, Request};
use call::Call;
use connection::Connection;
use console::Console;
use content::Content;
use special::is;
use status::Status;
use task::Task;

fn main() -> ExitCode {
    let ended = match arguments::parse(env::args_os().skip(1), env::var_os("REDISCLI_AUTH")) {
        Ok(Request::Help) => say(&help::text()),
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

fn run(mut arguments: Arguments) -> io::Result<Status> {
    if arguments.ask_password {
        let password = prompt::ask_password()?;
        arguments.account.config = arguments.account.config.password(password);
    }
    if arguments.exposed {
        output::complain("Warning: others on this machine can see the password; REDISCLI_AUTH hides it.");
    }
    let pushes = arguments.show_pushes.then(|| arguments.printer.clone());
    let mut console = Console::new(Connection::new(arguments.account, pushes), arguments.printer);
    let pace = arguments.pace;
    match arguments.task {
        Task::Command(words, None) if is(&words, 0, "help") => manual::show(&words[1..]),
        Task::Command(words, None) => console.repeat(Call::from(&words), pace),
        Task::Command(words, Some(index)) => {
            let content = Content::of_stdin()?;
            let status = console.repeat(Call::from(&words).with(index, &content), pace)?;
            content.failure().map_or(Ok(status), Err)
        }
        Task::Lines if io::stdin().is_terminal() => prompt::run(console, pace),
        Task::Lines => lines::run(&mut console, pace),
        Task::Eval { script, words } => modes::eval::run(&mut console, &script, &words, pace),
        Task::Scan(filter) => modes::scan::run(&mut console, filter, pace),
        Task::Pipe { patience } => modes::pipe::run(&mut console, patience),
        Task::Stat => modes::stat::run(&mut console, pace),
        Task::Latency { history } => modes::latency::run(&mut console, history, pace),
        Task::BigKeys(measure, filter) => modes::bigkeys::run(&mut console, measure, filter, pace),
    }
}
