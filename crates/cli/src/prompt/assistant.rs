//! What a person sees besides what they type: completions and hints for a command, stars for a password. Both are of one type,
//! so that the line editor is in the program once.

use std::borrow::Cow;
use std::cell::Cell;

use rustyline::completion::{Completer, Pair};
use rustyline::highlight::{CmdKind, Highlighter};
use rustyline::hint::{Hint, Hinter};
use rustyline::validate::Validator;
use rustyline::{Context, Helper};

use super::completion;
use super::preferences::Preferences;

/// Helps while a line is typed.
pub(super) struct Assistant {
    /// How the person likes to type commands; `None` where they type a password.
    preferences: Option<Preferences>,
    /// Whether something is typed.
    has_line: Cell<bool>,
}

impl Assistant {
    pub(super) fn for_commands() -> Self {
        Assistant { preferences: Some(Preferences::load()), has_line: Cell::default() }
    }

    pub(super) fn for_password() -> Self {
        Assistant { preferences: None, has_line: Cell::default() }
    }

    /// Whether something was typed, of which nothing has come; from now on, nothing was.
    pub(super) fn take_line(&self) -> bool {
        self.has_line.take()
    }

    /// Takes a preference; an error is in words.
    pub(super) fn set(&mut self, words: &[Vec<u8>]) -> Result<(), String> {
        self.preferences.as_mut().map_or(Ok(()), |preferences| preferences.set(words))
    }
}

impl Helper for Assistant {}

impl Validator for Assistant {}

impl Completer for Assistant {
    type Candidate = Pair;

    fn complete(&self, line: &str, at: usize, _: &Context<'_>) -> rustyline::Result<(usize, Vec<Pair>)> {
        let (start, found) = match self.preferences {
            Some(_) => completion::complete(&line[..at]),
            None => (at, Vec::new()),
        };
        let is_only = found.len() == 1;
        let pair =
            |word: String| Pair { replacement: if is_only { format!("{word} ") } else { word.clone() }, display: word };
        Ok((start, found.into_iter().map(pair).collect()))
    }
}

/// A hint is looked at, and never taken over: it is no text that could be sent.
pub(super) struct Syntax(String);

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
        let wanted = self.preferences.is_some_and(|preferences| preferences.hints) && at_end;
        wanted.then(|| completion::hint(line)).flatten().map(Syntax)
    }
}

impl Highlighter for Assistant {
    fn highlight<'l>(&self, line: &'l str, _: usize) -> Cow<'l, str> {
        match self.preferences {
            Some(_) => line.into(),
            None => "*".repeat(line.chars().count()).into(),
        }
    }

    fn highlight_char(&self, _: &str, _: usize, kind: CmdKind) -> bool {
        self.preferences.is_none() && kind != CmdKind::MoveCursor
    }

    fn highlight_hint<'h>(&self, hint: &'h str) -> Cow<'h, str> {
        format!("\x1b[90m{hint}\x1b[0m").into()
    }
}
