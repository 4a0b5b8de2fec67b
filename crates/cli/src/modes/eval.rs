//! `--eval`: a script in a file.

use std::fs;
use std::io;
use std::path::Path;

use crate::call::Call;
use crate::console::Console;
use crate::output;
use crate::pace::Pace;
use crate::status::Status;
use crate::words::Words;

/// Runs the script with the keys and arguments that a lone comma separates.
///
/// # Errors
///
/// Standard output cannot be written.
pub(crate) fn run(console: &mut Console, script: &Path, words: &Words, pace: Pace) -> io::Result<Status> {
    let text = match fs::read(script) {
        Ok(text) => text,
        Err(error) => {
            output::complain(format_args!("Can't open file '{}': {error}", script.display()));
            return Ok(Status::Misused);
        }
    };
    let comma = words.iter().position(|word| word == b",");
    let keys = comma.unwrap_or(words.len());
    let given = words.iter().enumerate().filter(|(index, _)| Some(*index) != comma).map(|(_, word)| word.clone());
    let call: Words = [b"EVAL".to_vec(), text, keys.to_string().into()].into_iter().chain(given).collect();
    console.repeat(Call::from(&call), pace)
}
