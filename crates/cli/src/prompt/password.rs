//! A password that is typed.

use std::io::{self, BufRead, IsTerminal};

use rustyline::error::ReadlineError;
use rustyline::history::MemHistory;
use rustyline::{ColorMode, Config, Editor};

use super::assistant::Assistant;
use super::editor::behavior;

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
    let config = Config::builder().behavior(behavior()).color_mode(ColorMode::Forced).auto_add_history(false).build();
    let asked = Editor::with_history(config, MemHistory::new()).and_then(|mut editor| {
        editor.set_helper(Some(Assistant::for_password()));
        editor.readline("Please input password: ")
    });
    match asked {
        Ok(password) => Ok(password.into()),
        Err(ReadlineError::Io(error)) => Err(error),
        Err(error) => Err(io::Error::other(error)),
    }
}
