//! Programs for boards, run in QEMU against a private server; each judges what it hears, and its exit code tells.

mod host;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::cross::{self, Cross};
use crate::failure::Result;
use crate::progress::{self, Ran};
use crate::qemu::{self, Machine};
use crate::steps::Outcome;
use crate::workspace::target;
use host::Host;

/// Where the programs are.
const PLACE: &str = "firmware";

/// What they are made for, and where they run.
const BOARDS: &[(&str, Machine)] = &[
    ("riscv32imac-unknown-none-elf", Machine::Riscv),
    ("thumbv7m-none-eabi", Machine::CortexM3),
    // Without atomic operations, on machines that have more than these need.
    ("riscv32imc-unknown-none-elf", Machine::Riscv),
    ("thumbv6m-none-eabi", Machine::CortexM3),
];

const PROGRAMS: &[&str] = &["blocking", "asynch", "executor", "sensor", TLS];

/// A package of its own
const TLS: &str = "tls";

/// How long a program may take, all in all.
const LIMIT: Duration = Duration::from_secs(120);

/// `cargo xtask firmware [TARGET or PROGRAM...]`
pub(crate) fn run(arguments: &[String]) -> Result {
    let known = |word: &String| targets().chain(PROGRAMS.iter().copied()).any(|name| name == word);
    if !arguments.iter().all(known) {
        let targets: Vec<_> = targets().collect();
        return Err(format!("there are {} for {}", PROGRAMS.join(", "), targets.join(", ")).into());
    }
    let ran = play_all("firmware", arguments)?;
    if ran.ok { Ok(()) } else { Err(ran.output.into()) }
}

fn targets() -> impl Iterator<Item = &'static str> {
    BOARDS.iter().map(|(name, _)| *name)
}

/// Those that were asked for by name, or all where none was.
fn chosen<'a, T>(all: &'a [T], name: impl Fn(&T) -> &'static str, words: &[String]) -> Vec<&'a T> {
    let named: Vec<_> = all.iter().filter(|item| words.iter().any(|word| word == name(item))).collect();
    if named.is_empty() { all.iter().collect() } else { named }
}

/// The step `programs`: what the step `firmware` runs.
pub(crate) fn compile(step: &str) -> std::result::Result<Outcome, String> {
    let mut all = Ran { ok: true, output: String::new() };
    for (name, _) in BOARDS {
        if let Err(reason) = Cross::to(name) {
            return Ok(Outcome::Skipped(reason));
        }
        let built = build(step, name)?;
        all.output += &built.output;
        all.ok &= built.ok;
    }
    Ok(Outcome::Done(all))
}

/// The step `firmware`
pub(crate) fn check(step: &str) -> std::result::Result<Outcome, String> {
    for (name, machine) in BOARDS {
        if let Err(reason) = Cross::to(name).map(drop).and_then(|()| machine.ensure()) {
            return Ok(Outcome::Skipped(reason));
        }
    }
    play_all(step, &[]).map(Outcome::Done)
}

/// Every program on every board, or those that are asked for, until one fails.
fn play_all(step: &str, words: &[String]) -> std::result::Result<Ran, String> {
    let host = Host::new(&target().join("firmware").join("host"))?;
    let mut all = Ran { ok: true, output: String::new() };
    for (name, machine) in chosen(BOARDS, |(name, _)| name, words) {
        let built = build(step, name)?;
        all.output += &built.output;
        all.ok = built.ok;
        for program in chosen(PROGRAMS, |name| name, words) {
            if !all.ok {
                return Ok(all);
            }
            let start = Instant::now();
            let ran = play(&host, *machine, &folder().join(name).join("release").join(program))?;
            all.ok = ran.code == Some(0);
            let outcome = match ran.code {
                Some(0) => "ok".into(),
                Some(code) => format!("FAILED with {code}\n{}", ran.output),
                None => format!("FAILED: it did not end within {} s\n{}", LIMIT.as_secs(), ran.output),
            };
            let line = format!("{program} for {name}: {outcome} ({:.1} s)\n", start.elapsed().as_secs_f32());
            print!("{line}");
            all.output += &line;
        }
    }
    Ok(all)
}

fn folder() -> PathBuf {
    target().join("firmware").join("run")
}

fn build(step: &str, name: &'static str) -> std::result::Result<Ran, String> {
    let mut build = Cross::to(name)?.build(PLACE, &folder())?;
    progress::run(step, cross::quickly(&mut build).args(["--package", "session", "--package", TLS]))
}

/// Runs a program beside a server of its own, which is started again when the program has sent it away.
fn play(host: &Host, machine: Machine, program: &Path) -> std::result::Result<qemu::Ran, String> {
    let secure = program.ends_with(TLS);
    host.beside(secure, |arguments| {
        let mut command = machine.boot(program, arguments)?;
        command.args(machine.network()).current_dir(host.files());
        qemu::run(&mut command, LIMIT)
    })
}
