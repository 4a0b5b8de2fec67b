//! The `picoredis` command: its man page and the completions of shells, from the options that it reads itself; what it weighs.

mod man;
#[allow(dead_code, reason = "the command uses the rest")]
#[path = "../../crates/cli/src/options.rs"]
mod options;
mod shells;
pub(crate) mod weigh;

use std::fs;

use crate::failure::Result;
use crate::workspace::target;

/// Something that is written: its path below `target/`, and its text.
type Paper = (&'static str, fn() -> String);

const PAPERS: &[Paper] = &[
    ("man/picoredis.1", man::page),
    ("completions/picoredis.bash", shells::bash),
    ("completions/_picoredis", shells::zsh),
    ("completions/picoredis.fish", shells::fish),
];

/// `cargo xtask man`
pub(crate) fn run(arguments: &[String]) -> Result {
    if !arguments.is_empty() {
        return Err("usage: cargo xtask man".into());
    }
    for (name, text) in PAPERS {
        let path = target().join(name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(&path, text())?;
        println!("target/{name}");
    }
    Ok(())
}

/// All options, one after the other.
fn rows() -> impl Iterator<Item = &'static options::Row> {
    options::SECTIONS.iter().flat_map(|section| section.rows)
}

/// Whether a file stands behind the option.
fn takes_file(row: &options::Row) -> bool {
    matches!(row.value, "FILE" | "PATH")
}
