//! Has the contestants do the same in turns, counts, and writes what came of it.
//!
//! `runner CONTESTANTS [--check] [--write FOLDER] [FAMILY...]`; `cargo xtask bench` calls it. CONTESTANTS is a file with a line
//! for each: its name, what people call it, and the words that start it, with tabs between.

mod answers;
mod builds;
mod contestant;
mod counts;
mod data;
mod items;
mod machine;
mod pinned;
mod progress;
mod report;
mod rounds;
mod statistics;

use std::path::PathBuf;
use std::process::ExitCode;

use picoredis_tests::server::Server;

use contestant::Contestant;
use items::{ITEMS, Row};
use progress::Progress;
use report::Results;
use rounds::Outcome;

/// What went wrong, in words.
type Result<T> = std::result::Result<T, String>;

fn main() -> ExitCode {
    match Order::read(std::env::args().skip(1)).and_then(|order| order.carry_out()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(complaint) => {
            eprintln!("error: {complaint}");
            ExitCode::FAILURE
        }
    }
}

/// What to do.
struct Order {
    contestants: Vec<Contestant>,
    families: Vec<String>,
    /// Only see whether all give the same answers.
    check: bool,
    /// Where the results are written to.
    write: Option<PathBuf>,
}

impl Order {
    fn read(mut args: impl Iterator<Item = String>) -> Result<Self> {
        let file = args.next().ok_or("usage: CONTESTANTS [--check] [--write FOLDER] [FAMILY...]")?;
        let mut order =
            Order { contestants: contestant::read(&file)?, families: Vec::new(), check: false, write: None };
        while let Some(word) = args.next() {
            match word.as_str() {
                "--check" => order.check = true,
                "--write" => order.write = args.next().map(PathBuf::from),
                family if items::is_family(family) || family == builds::FAMILY => order.families.push(word),
                _ => {
                    return Err(format!(
                        "no such item: {word}; there are {}",
                        [items::families().join(", "), builds::FAMILY.into()].join(", ")
                    ));
                }
            }
        }
        Ok(order)
    }

    fn carry_out(&self) -> Result<()> {
        let asked = |family: &str| self.families.is_empty() || self.families.iter().any(|asked| asked == family);
        let rows: Vec<Row> = ITEMS.iter().filter(|item| asked(item.family)).flat_map(items::Item::rows).collect();
        // Who reads messages late must not be cut off.
        let lenient = ["--client-output-buffer-limit", "pubsub 0 0 0"];
        let binary =
            picoredis_tests::server::binaries().into_iter().next().ok_or("no server: `cargo xtask servers`")?;
        let server = Server::start_with(&binary, &lenient).map_err(|error| error.to_string())?;
        if self.check {
            return answers::check(&server, &rows, &self.contestants);
        }
        data::fill(&server, &rows)?;
        let results = Results {
            load: machine::load(),
            outcomes: self.play(&server, &rows),
            builds: if asked(builds::FAMILY) { builds::measure(&server)? } else { Vec::new() },
        };
        report::print(&results);
        match &self.write {
            Some(folder) => report::write(folder, &server, &results),
            None => Ok(()),
        }
    }

    /// Measures and counts, one row after the other.
    fn play(&self, server: &Server, rows: &[Row]) -> Vec<Outcome> {
        let mut progress = Progress::new(rows.len());
        let mut outcomes = Vec::new();
        for row in rows {
            progress.begin(&row.to_string());
            let mut outcome = rounds::play(server, row, &self.contestants);
            counts::add(server, &mut outcome, &self.contestants);
            outcomes.push(outcome);
        }
        outcomes
    }
}
