//! What came of it, in words and pictures.

mod chart;
pub(crate) mod table;
mod targets;

use std::fmt::Write;
use std::fs;
use std::path::Path;

use picoredis_tests::server::Server;

use crate::Result;
use crate::builds::{self, Build};
use crate::machine;
use crate::rounds::Outcome;

/// All that came of it.
pub(crate) struct Results {
    pub(crate) outcomes: Vec<Outcome>,
    pub(crate) builds: Vec<Build>,
    /// Of the machine, before it began
    pub(crate) load: String,
}

/// For the terminal.
pub(crate) fn print(results: &Results) {
    for outcome in &results.outcomes {
        println!("\n{}", table::of(outcome));
    }
    if !results.builds.is_empty() {
        println!("\n{}", builds::table(&results.builds));
    }
    println!("\n{}", targets::table(&results.outcomes, &results.builds));
}

/// Writes `RESULTS.md` and the charts to a folder.
pub(crate) fn write(folder: &Path, server: &Server, results: &Results) -> Result<()> {
    let charts = folder.join("charts");
    fs::create_dir_all(&charts).map_err(|error| error.to_string())?;
    draw(&charts, &results.outcomes)?;
    let targets = format!("\n## Targets\n\n{}", targets::table(&results.outcomes, &results.builds));
    let text = [
        HEAD,
        &circumstances(server, &results.load),
        &targets,
        &pictures(),
        &tables(&results.outcomes),
        BUILD,
        &builds::table(&results.builds),
    ];
    let file = folder.join("RESULTS.md");
    fs::write(&file, text.concat()).map_err(|error| format!("{}: {error}", file.display()))
}

const HEAD: &str = "\
# Side by side

This file and its charts are written by `cargo xtask bench`. [README.md](README.md) tells how it is measured and what the
columns mean.

";

const BUILD: &str = "
## build

The smallest program with each client, which says PING: `bench/pings`. It is built from nothing, with LTO, for speed and then
as small as it gets; packages are those that are compiled for it, resident is what it has at the most by its first reply.

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

/// A chart: its file, and what it shows.
const CHARTS: [(&str, &str); 3] = [
    ("speed", "How fast each is, as a part of RAW: longer is better."),
    ("pipelines", "Nanoseconds per GET in pipelines of more and more commands: lower is better."),
    ("growth", "Nanoseconds per element in LRANGE of more and more strings: lower is better."),
];

fn pictures() -> String {
    let mut text = "\n## At a glance\n".to_owned();
    for (name, words) in CHARTS {
        let _ = write!(
            text,
            "\n{words}\n\n<picture>\n  <source media=\"(prefers-color-scheme: dark)\" srcset=\"charts/{name}-dark.svg\">\n  \
             <img alt=\"{words}\" src=\"charts/{name}-light.svg\">\n</picture>\n"
        );
    }
    text
}

/// What the first chart has: the name of an item, and the size.
const SHOWN: [(&str, usize); 10] = [
    ("get", 1),
    ("get-async", 1),
    ("pipeline-get", 100),
    ("pipeline-set", 100),
    ("large-get", 64 << 20),
    ("large-set", 64 << 20),
    ("lrange", 100_000),
    ("hgetall", 10_000),
    ("mget", 1000),
    ("shared", 64),
];

fn draw(folder: &Path, outcomes: &[Outcome]) -> Result<()> {
    let find = |(name, size): (&str, usize)| {
        outcomes.iter().find(|outcome| outcome.row.item.name == name && outcome.row.size == size)
    };
    let shown: Vec<_> = SHOWN.into_iter().filter_map(find).collect();
    let legend = chart::legend(&shown);
    chart::bars(folder, CHARTS[0].0, &shown, &legend)?;
    let of = |name| outcomes.iter().filter(move |outcome| outcome.row.item.name == name).collect::<Vec<_>>();
    chart::lines(folder, CHARTS[1].0, ("commands in a pipeline", "ns per command"), &of("pipeline-get"), &legend)?;
    let mut growth = of("lrange");
    growth.sort_by_key(|outcome| outcome.row.size);
    growth.retain(|outcome| outcome.row.item.family == "growth");
    chart::lines(folder, CHARTS[2].0, ("strings in a reply", "ns per string"), &growth, &legend)
}
