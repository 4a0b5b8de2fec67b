//! What a run of the program is for.

use std::path::PathBuf;
use std::time::Duration;

use crate::words::Words;

/// What to do with the server.
#[derive(Debug)]
pub(crate) enum Task {
    /// Run what is typed, or what stands on standard input.
    Lines,
    /// Run one command; the word with that number stands on standard input.
    Command(Words, Option<usize>),
    /// Run the script of a file. The words are its keys, a comma, its arguments.
    Eval { script: PathBuf, words: Words },
    /// List keys.
    Scan(Filter),
    /// Send what stands on standard input in bulk; zero is endless patience.
    Pipe { patience: Duration },
    /// Show how the server fares.
    Stat,
    /// Show how long it takes to answer.
    Latency { history: bool },
    /// Find the largest keys.
    BigKeys(Measure, Filter),
}

/// Which keys to look at.
#[derive(Debug)]
pub(crate) struct Filter {
    pub(crate) pattern: Option<Vec<u8>>,
    /// How many in a round, about.
    pub(crate) count: Option<u32>,
}

/// What makes a key large.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Measure {
    Elements,
    /// Bytes, by a look at so many elements.
    Memory {
        samples: Option<u32>,
    },
}
