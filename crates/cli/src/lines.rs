//! Commands on standard input, a line each, and what a line can ask for besides a command.

use std::io::{self, BufRead};

use crate::call::Call;
use crate::console::Console;
use crate::manual;
use crate::output;
use crate::pace::Pace;
use crate::special::is;
use crate::status::Status;
use crate::words::{self, Words};

/// Runs the commands that a program writes, in turn. Errors of the server do not stop it, unless that is asked for, but a
/// connection that fails does: what comes next may build on what was lost.
///
/// # Errors
///
/// Standard input cannot be read, or standard output not written.
pub(crate) fn run(console: &mut Console, pace: Pace) -> io::Result<Status> {
    let mut worst = Status::Good;
    for (index, line) in io::stdin().lock().split(b'\n').enumerate() {
        let line = Line::read(&line?);
        if matches!(line, Line::Leave) {
            break;
        }
        let status = line.perform(console, pace)?;
        worst = worst.max(status);
        if status == Status::Failed {
            output::complain(format_args!("stopped at line {}", index + 1));
            break;
        }
        if status == Status::Refused && console.printer().bare_errors {
            break;
        }
    }
    Ok(worst)
}

/// What a line asks for.
pub(crate) enum Line {
    Empty,
    /// Quotes do not balance.
    Unbalanced,
    /// The number before a command is none.
    BadCount,
    Leave,
    /// A clean screen.
    Clear,
    /// A preference, which begins with a colon.
    Prefer(Words),
    /// An explanation of what these words name.
    Help(Words),
    /// Another server.
    GoTo(String, u16),
    /// A command, so many times.
    Command(u64, Words),
}

impl Line {
    pub(crate) fn read(line: &[u8]) -> Line {
        let Ok(mut words) = words::split(line) else { return Line::Unbalanced };
        if words.is_empty() {
            return Line::Empty;
        }
        if words.len() == 1 && (is(&words, 0, "quit") || is(&words, 0, "exit")) {
            return Line::Leave;
        }
        if words.len() == 1 && is(&words, 0, "clear") {
            return Line::Clear;
        }
        if words[0].starts_with(b":") {
            return Line::Prefer(words);
        }
        if is(&words, 0, "help") || is(&words, 0, "?") {
            return Line::Help(words.split_off(1));
        }
        if let Some((host, port)) = place(&words) {
            return Line::GoTo(host, port);
        }
        let Some(count) = count(&words) else { return Line::Command(1, words) };
        match u64::try_from(count) {
            Ok(count @ 1..) => Line::Command(count, words.split_off(1)),
            _ => Line::BadCount,
        }
    }

    /// Does what it asks for; what concerns a screen is nothing to a pipe.
    pub(crate) fn perform(self, console: &mut Console, pace: Pace) -> io::Result<Status> {
        match self {
            Line::Empty | Line::Leave | Line::Clear | Line::Prefer(_) => Ok(Status::Good),
            Line::Unbalanced => misused("Invalid argument(s)"),
            Line::BadCount => misused("Invalid repeat count: a command is run once, or more often"),
            Line::Help(words) => manual::show(&words),
            Line::GoTo(host, port) => Ok(console.go_to(&host, port)),
            Line::Command(times, words) => console.repeat(Call::from(&words), pace.times(times)),
        }
    }
}

fn misused(why: &str) -> io::Result<Status> {
    output::complain(why);
    Ok(Status::Misused)
}

/// `connect HOST PORT`
fn place(words: &Words) -> Option<(String, u16)> {
    let [_, host, port] = &words[..] else { return None };
    let text = |word: &Vec<u8>| String::from_utf8(word.clone()).ok();
    is(words, 0, "connect").then(|| Some((text(host)?, text(port)?.parse().ok()?))).flatten()
}

/// How often a command is to be run, if that stands before it.
fn count(words: &Words) -> Option<i64> {
    let [count, _, ..] = &words[..] else { return None };
    std::str::from_utf8(count).ok()?.parse().ok()
}
