//! The line that is being typed.

use std::collections::VecDeque;
use std::io::{self, IsTerminal};

use rustyline::config::Behavior;
use rustyline::error::ReadlineError;
use rustyline::history::{History as _, MemHistory};
use rustyline::{CompletionType, Config};

use super::assistant::Assistant;
use super::history::{self, History};

/// What a person types, with the help that they get while they do.
pub(super) struct Editor {
    editor: rustyline::Editor<Assistant, MemHistory>,
    history: History,
    /// Lines that were pasted with others and are still to be run.
    pasted: VecDeque<String>,
}

/// What came of asking.
pub(super) enum Asked {
    Line(String),
    /// The line was given up.
    Nothing,
    /// The person wants to leave.
    Leave,
}

impl Editor {
    /// With the lines of earlier days, and as the person likes it.
    pub(super) fn new() -> io::Result<Self> {
        let history = History::of_person();
        let mut lines = MemHistory::with_config(&config());
        for line in history.load() {
            lines.add_owned(line).map_err(into_io)?;
        }
        let mut editor = rustyline::Editor::with_history(config(), lines).map_err(into_io)?;
        editor.set_helper(Some(Assistant::for_commands()));
        Ok(Editor { editor, history, pasted: VecDeque::new() })
    }

    /// Asks for a line. Ctrl-C gives a line up; where there is none, it leaves, as Ctrl-D does. Several lines that were pasted
    /// are as many lines.
    pub(super) fn ask(&mut self, prompt: &str) -> io::Result<Asked> {
        if let Some(line) = self.pasted.pop_front() {
            return self.take(line);
        }
        self.take_line();
        match self.editor.readline(prompt) {
            Ok(lines) => {
                self.pasted.extend(lines.split('\n').map(String::from));
                let first = self.pasted.pop_front().unwrap_or_default();
                self.take(first)
            }
            Err(ReadlineError::Interrupted) => Ok(self.given_up()),
            Err(ReadlineError::Eof) => Ok(Asked::Leave),
            Err(ReadlineError::Signal(_)) => Ok(Asked::Nothing),
            Err(error) => Err(into_io(error)),
        }
    }

    /// Gives up the lines that were pasted and are still to be run.
    pub(super) fn forget_pasted(&mut self) {
        self.pasted.clear();
    }

    pub(super) fn clear(&mut self) -> io::Result<()> {
        self.editor.clear_screen().map_err(into_io)
    }

    /// Takes a preference; an error is in words.
    pub(super) fn set(&mut self, words: &[Vec<u8>]) -> Result<(), String> {
        self.editor.helper_mut().map_or(Ok(()), |assistant| assistant.set(words))
    }

    fn given_up(&self) -> Asked {
        let has_line = self.take_line();
        if has_line { Asked::Nothing } else { Asked::Leave }
    }

    /// Whether something was typed before Ctrl-C.
    fn take_line(&self) -> bool {
        self.editor.helper().is_some_and(Assistant::take_line)
    }

    fn take(&mut self, line: String) -> io::Result<Asked> {
        if !line.trim().is_empty() && !history::is_secret(&line) && self.remember(&line)? {
            self.history.add(&line);
        }
        Ok(Asked::Line(line))
    }

    /// `false`: it is the same as the last.
    fn remember(&mut self, line: &str) -> io::Result<bool> {
        self.editor.add_history_entry(line).map_err(into_io)
    }
}

fn config() -> Config {
    let config = Config::builder().completion_type(CompletionType::List).behavior(behavior()).auto_add_history(false);
    config.max_history_size(history::MOST).map_or_else(|_| Config::default(), |config| config.build())
}

/// Where standard output goes elsewhere, the prompt must not go with it.
pub(super) fn behavior() -> Behavior {
    if io::stdout().is_terminal() { Behavior::Stdio } else { Behavior::PreferTerm }
}

fn into_io(error: ReadlineError) -> io::Error {
    match error {
        ReadlineError::Io(error) => error,
        error => io::Error::other(error),
    }
}
