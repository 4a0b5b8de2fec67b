//! What came of it, in words.

pub(crate) mod table;

use std::fmt::Write;
use std::fs;
use std::path::Path;

use picoredis_tests::server::Server;

use crate::Result;
use crate::machine;
use crate::rounds::Outcome;

/// For the terminal.
pub(crate) fn print(outcomes: &[Outcome]) {
    for outcome in outcomes {
        println!("\n{}", table::of(outcome));
    }
}

/// Writes `RESULTS.md` to a folder.
pub(crate) fn write(folder: &Path, server: &Server, load: &str, outcomes: &[Outcome]) -> Result<()> {
    let file = folder.join("RESULTS.md");
    let text = [HEAD, &circumstances(server, load), &tables(outcomes)].concat();
    fs::write(&file, text).map_err(|error| format!("{}: {error}", file.display()))
}

const HEAD: &str = "\
# Side by side

This file is written by `cargo xtask bench`. [README.md](README.md) tells how it is measured and what the columns mean.

";

/// The machine and the server.
fn circumstances(server: &Server, load: &str) -> String {
    let mut lines = machine::describe();
    lines.push(("server", format!("{}, private, on the same machine", server.binary().name)));
    lines.push(("load before", format!("{load} (programs that wanted the processor in the minute before)")));
    let mut text = "| | |\n|---|---|\n".to_owned();
    for (name, value) in lines {
        let _ = writeln!(text, "| {name} | {value} |");
    }
    text
}

fn tables(outcomes: &[Outcome]) -> String {
    let mut text = String::new();
    let mut family = "";
    for outcome in outcomes {
        if outcome.row.item.family != family {
            family = outcome.row.item.family;
            let _ = write!(text, "\n## {family}\n");
        }
        let _ = write!(text, "\n{}", table::of(outcome));
    }
    text
}
