//! What a person wants otherwise: `:set nohints`, at the prompt or in a file.

use std::fs;

use super::dotfile;
use crate::output;
use crate::special::is;
use crate::words;

/// What is as the person wants it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Preferences {
    /// Whether to show what can follow what is typed.
    pub(super) hints: bool,
}

impl Preferences {
    /// Those of the file that `PICOREDISCLI_RCFILE` names, else of `~/.picoredisrc`.
    pub(super) fn load() -> Self {
        let mut preferences = Preferences { hints: true };
        let path = dotfile::path("PICOREDISCLI_RCFILE", ".picoredisrc");
        let text = path.and_then(|path| fs::read(path).ok()).unwrap_or_default();
        for line in text.split(|byte| *byte == b'\n') {
            let words = words::split(line).unwrap_or_default();
            if let (false, Err(unknown)) = (words.is_empty(), preferences.set(&words)) {
                output::complain(format_args!(".picoredisrc: {unknown}"));
            }
        }
        preferences
    }

    /// Takes `:set hints` or `:set nohints`.
    ///
    /// # Errors
    ///
    /// It is something else: that in words.
    pub(super) fn set(&mut self, words: &[Vec<u8>]) -> Result<(), String> {
        let word = |index: usize| words.get(index).map_or("".into(), |word| String::from_utf8_lossy(word));
        if !is(words, 0, ":set") || words.len() < 2 {
            return Err(format!("unknown internal command '{}'", word(0)));
        }
        self.hints = match () {
            () if is(words, 1, "hints") => true,
            () if is(words, 1, "nohints") => false,
            () => return Err(format!("unknown preference '{}'", word(1))),
        };
        Ok(())
    }
}
