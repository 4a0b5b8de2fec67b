//! Commands on standard input, a line each.

use std::io::{self, BufRead, IsTerminal, Write};

use crate::console::Console;
use crate::output;
use crate::special::is;
use crate::status::Status;
use crate::words::{self, Words};

/// Runs the commands that a program writes, in turn. Errors of the server do not stop it, but a connection that fails
/// does: what comes next may build on what was lost.
///
/// # Errors
///
/// Standard input cannot be read, or standard output not written.
pub(crate) fn run(console: &mut Console) -> io::Result<Status> {
    let mut worst = Status::Good;
    for (index, line) in io::stdin().lock().split(b'\n').enumerate() {
        let status = match words_of(&line?) {
            Line::Empty => continue,
            Line::Leave => break,
            Line::Bad => Status::Misused,
            Line::Command(words) => console.perform(&words)?,
        };
        worst = worst.max(status);
        if status == Status::Failed {
            output::complain(format_args!("stopped at line {}", index + 1));
            break;
        }
    }
    Ok(worst)
}

/// Asks a person for commands until they leave.
///
/// # Errors
///
/// As [`run`].
pub(crate) fn ask(console: &mut Console) -> io::Result<Status> {
    console.open();
    let mut line = Vec::new();
    loop {
        show_prompt(&console.prompt())?;
        line.clear();
        if io::stdin().lock().read_until(b'\n', &mut line)? == 0 {
            // Ctrl-D: the shell's prompt gets a line of its own.
            show_prompt("\n")?;
            return Ok(Status::Good);
        }
        match words_of(&line) {
            Line::Empty | Line::Bad => {}
            Line::Leave => return Ok(Status::Good),
            Line::Command(words) => drop(console.perform_patiently(&words)?),
        }
    }
}

/// The prompt is for the person: where standard output goes elsewhere, it must not go with it.
fn show_prompt(prompt: &str) -> io::Result<()> {
    if io::stdout().is_terminal() {
        let mut out = io::stdout().lock();
        out.write_all(prompt.as_bytes())?;
        out.flush()
    } else {
        io::stderr().write_all(prompt.as_bytes())
    }
}

/// What a line asks for.
enum Line {
    Empty,
    /// Quotes do not balance; that has been said.
    Bad,
    Leave,
    Command(Words),
}

fn words_of(line: &[u8]) -> Line {
    match words::split(line) {
        Ok(words) if words.is_empty() => Line::Empty,
        Ok(words) if is(&words, 0, "quit") || is(&words, 0, "exit") => Line::Leave,
        Ok(words) => Line::Command(words),
        Err(words::Unbalanced) => {
            output::complain("Invalid argument(s)");
            Line::Bad
        }
    }
}
