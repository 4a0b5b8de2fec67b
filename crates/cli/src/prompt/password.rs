//! A password that is typed.

use std::borrow::Cow;
use std::io::{self, BufRead, IsTerminal};

use rustyline::completion::Completer;
use rustyline::config::Behavior;
use rustyline::error::ReadlineError;
use rustyline::highlight::{CmdKind, Highlighter};
use rustyline::hint::Hinter;
use rustyline::history::MemHistory;
use rustyline::validate::Validator;
use rustyline::{ColorMode, Config, Editor, Helper};

/// Asks for a password, and shows stars for what is typed. Where standard input is no terminal, it is its first line.
///
/// # Errors
///
/// The terminal cannot be read, or the person does not want to tell.
pub(crate) fn ask() -> io::Result<Vec<u8>> {
    if !io::stdin().is_terminal() {
        let mut line = Vec::new();
        io::stdin().lock().read_until(b'\n', &mut line)?;
        return Ok(line.strip_suffix(b"\n").map(<[u8]>::to_vec).unwrap_or(line));
    }
    let behavior = if io::stdout().is_terminal() { Behavior::Stdio } else { Behavior::PreferTerm };
    let config = Config::builder().behavior(behavior).color_mode(ColorMode::Forced).auto_add_history(false).build();
    let asked = Editor::with_history(config, MemHistory::new()).and_then(|mut editor| {
        editor.set_helper(Some(Stars));
        editor.readline("Please input password: ")
    });
    match asked {
        Ok(password) => Ok(password.into()),
        Err(ReadlineError::Io(error)) => Err(error),
        Err(error) => Err(io::Error::other(error)),
    }
}

/// Shows stars.
struct Stars;

impl Helper for Stars {}

impl Validator for Stars {}

impl Hinter for Stars {
    type Hint = String;
}

impl Completer for Stars {
    type Candidate = String;
}

impl Highlighter for Stars {
    fn highlight<'l>(&self, line: &'l str, _: usize) -> Cow<'l, str> {
        "*".repeat(line.chars().count()).into()
    }

    fn highlight_char(&self, _: &str, _: usize, kind: CmdKind) -> bool {
        kind != CmdKind::MoveCursor
    }
}
