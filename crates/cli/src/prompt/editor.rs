//! The line that is being typed.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::VecDeque;
use std::io::{self, IsTerminal};

use rustyline::completion::{Completer, Pair};
use rustyline::config::Behavior;
use rustyline::error::ReadlineError;
use rustyline::highlight::Highlighter;
use rustyline::hint::{Hint, Hinter};
use rustyline::history::{History as _, MemHistory};
use rustyline::validate::Validator;
use rustyline::{CompletionType, Config, Context, Helper};

use super::completion;
use super::history::{self, History};
use super::preferences::Preferences;

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
        editor.set_helper(Some(Assistant { preferences: Preferences::load(), has_line: Cell::default() }));
        Ok(Editor { editor, history, pasted: VecDeque::new() })
    }

    /// Asks for a line. Ctrl-C gives a line up; where there is none, it leaves, as Ctrl-D does. Several lines that were pasted
    /// are as many lines.
    pub(super) fn ask(&mut self, prompt: &str) -> io::Result<Asked> {
        if let Some(line) = self.pasted.pop_front() {
            return self.take(line);
        }
        if let Some(assistant) = self.editor.helper() {
            assistant.has_line.set(false);
        }
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
        self.editor.helper_mut().map_or(Ok(()), |assistant| assistant.preferences.set(words))
    }

    fn given_up(&self) -> Asked {
        let has_line = self.editor.helper().is_some_and(|assistant| assistant.has_line.take());
        if has_line { Asked::Nothing } else { Asked::Leave }
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
    // Where standard output goes elsewhere, the prompt must not go with it.
    let behavior = if io::stdout().is_terminal() { Behavior::Stdio } else { Behavior::PreferTerm };
    let config = Config::builder().completion_type(CompletionType::List).behavior(behavior).auto_add_history(false);
    config.max_history_size(history::MOST).map_or_else(|_| Config::default(), |config| config.build())
}

fn into_io(error: ReadlineError) -> io::Error {
    match error {
        ReadlineError::Io(error) => error,
        error => io::Error::other(error),
    }
}

/// Helps while a line is typed.
struct Assistant {
    preferences: Preferences,
    /// Whether something is typed.
    has_line: Cell<bool>,
}

impl Helper for Assistant {}

impl Validator for Assistant {}

impl Completer for Assistant {
    type Candidate = Pair;

    fn complete(&self, line: &str, at: usize, _: &Context<'_>) -> rustyline::Result<(usize, Vec<Pair>)> {
        let (start, found) = completion::complete(&line[..at]);
        let is_only = found.len() == 1;
        let pair =
            |word: String| Pair { replacement: if is_only { format!("{word} ") } else { word.clone() }, display: word };
        Ok((start, found.into_iter().map(pair).collect()))
    }
}

/// A hint is looked at, and never taken over: it is no text that could be sent.
struct Syntax(String);

impl Hint for Syntax {
    fn display(&self) -> &str {
        &self.0
    }

    fn completion(&self) -> Option<&str> {
        None
    }
}

impl Hinter for Assistant {
    type Hint = Syntax;

    fn hint(&self, line: &str, at: usize, _: &Context<'_>) -> Option<Syntax> {
        self.has_line.set(!line.is_empty());
        let at_end = at == line.len();
        (self.preferences.hints && at_end).then(|| completion::hint(line)).flatten().map(Syntax)
    }
}

impl Highlighter for Assistant {
    fn highlight_hint<'h>(&self, hint: &'h str) -> Cow<'h, str> {
        format!("\x1b[90m{hint}\x1b[0m").into()
    }
}
