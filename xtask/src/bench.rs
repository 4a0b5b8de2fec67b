//! `cargo xtask bench`: builds who is compared, and has the runner in `bench/` compare them.

mod entrants;
mod hiredis;
mod python;
mod tools;

use std::fs;
use std::path::PathBuf;

use crate::failure::{Failure, Result};
use crate::micropython;
use crate::progress::{self, Ran};
use crate::servers;
use crate::steps::Outcome;
use crate::workspace::{cargo, command, root, target};
use entrants::{Entrant, Group};

/// The workspace that runner and contestants are in.
pub(crate) const MANIFEST: &str = "bench/Cargo.toml";

/// `cargo xtask bench [ITEM...]`: without items all, and the results are written to `bench/`. `micropython` is an item of
/// its own, as no program but MicroPython runs it; `python [ITEM...]` compares clients in Python.
pub(crate) fn run(arguments: &[String]) -> Result {
    match arguments.split_first() {
        Some((first, [])) if first == "micropython" => return micropython::bench(),
        Some((first, items)) if first == "python" => return python::run(items),
        _ => {}
    }
    let server = servers::ensure()?;
    let runner = runner(Profile::Release)?;
    let groups = entrants::GROUPS.iter().filter(|group| group.is_for(arguments));
    let entrants = groups.map(Group::build).collect::<std::result::Result<Vec<_>, _>>()?.concat();
    let mut runner = command(runner);
    runner.arg(list("contestants.txt", &entrants)?).args(arguments);
    if arguments.is_empty() {
        runner.arg("--write").arg(root().join("bench"));
    }
    tools::provide(&mut runner, &server);
    if runner.status()?.success() { Ok(()) } else { Err(Failure::silent(1)) }
}

/// The step `bench`: whether all that is compared still compiles, but for the peers, and gives the answers that RAW gives.
pub(crate) fn check(step: &str) -> std::result::Result<Outcome, String> {
    servers::ensure()?;
    let build = progress::run(step, &mut Profile::Dev.build(&["-p", "runner", "-p", "contestants"]))?;
    if !build.ok {
        return Ok(Outcome::Done(build));
    }
    let entrants = entrants::ours(Profile::Dev);
    let mut runner = command(Profile::Dev.folder().join("runner"));
    runner.arg(list("checked.txt", &entrants)?).arg("--check");
    let checked = progress::run(step, &mut runner)?;
    Ok(Outcome::Done(Ran { ok: checked.ok, output: build.output + &checked.output }))
}

fn runner(profile: Profile) -> std::result::Result<PathBuf, String> {
    entrants::build_or_fail(&mut profile.build(&["-p", "runner"]))?;
    Ok(profile.folder().join("runner"))
}

/// How programs are built: to be measured, or quickly.
#[derive(Clone, Copy)]
enum Profile {
    Dev,
    Release,
}

impl Profile {
    /// Builds something in `bench/`.
    fn build(self, what: &[&str]) -> std::process::Command {
        let mut command = cargo();
        command.args(["build", "--locked", "--manifest-path", MANIFEST, "--target-dir"]).arg(folder()).args(what);
        match self {
            Profile::Dev => {}
            Profile::Release => drop(command.arg("--release")),
        }
        command
    }

    /// Where the programs are then.
    fn folder(self) -> PathBuf {
        folder().join(match self {
            Profile::Dev => "debug",
            Profile::Release => "release",
        })
    }
}

/// Where everything is that is built or fetched for this.
fn folder() -> PathBuf {
    target().join("bench")
}

/// Writes the list of contestants that the runner reads.
fn list(name: &str, entrants: &[Entrant]) -> std::result::Result<PathBuf, String> {
    let file = folder().join(name);
    let lines: String = entrants.iter().map(Entrant::line).collect();
    fs::write(&file, lines).map_err(|error| format!("{}: {error}", file.display()))?;
    Ok(file)
}
