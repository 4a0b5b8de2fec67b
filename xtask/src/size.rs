//! What picoredis adds to firmware: flash, static RAM and stack of a program, less those of the same program without it.

mod budget;
mod elf;
mod table;

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use crate::cross::Cross;
use crate::failure::Result;
use crate::progress::Ran;
use crate::qemu::{self, Machine};
use crate::steps::Outcome;
use crate::workspace::{output_of, target};

/// Where the programs are.
const PLACE: &str = "firmware";

/// What is compiled for, and where it runs.
const TARGETS: &[(&str, Machine)] = &[
    ("thumbv6m-none-eabi", Machine::CortexM3),
    ("thumbv7em-none-eabihf", Machine::CortexM4),
    ("riscv32imc-unknown-none-elf", Machine::Riscv),
];

const LEVELS: &[&str] = &["s", "z"];

/// A program, the one without what is measured, and what it is.
struct Program {
    name: &'static str,
    beside: &'static str,
    words: &'static str,
    /// Whether its growth is an error: it is ours.
    ours: bool,
}

const PROGRAMS: &[Program] = &[
    Program { name: "decoder", beside: "bare", words: "the decoder alone, RESP2 and RESP3", ours: true },
    Program { name: "blocking", beside: "bare", words: "**picoredis, blocking**", ours: true },
    Program { name: "asynch", beside: "bare_async", words: "**picoredis, async**", ours: true },
    Program { name: "floor", beside: "bare", words: "by hand: RESP2, no checks, no timeouts, blocking", ours: false },
    Program { name: "floor_async", beside: "bare_async", words: "the same, async", ours: false },
    Program {
        name: RIVAL,
        beside: "bare_async",
        words: "embedded-redis 0.10: RESP2, async, with a heap of 4 KiB",
        ours: false,
    },
];

/// A package of its own. It needs more of a processor than some have.
const RIVAL: &str = "rival";

/// How long a program may take: it is over at once, but the machine may be busy with other things.
const LIMIT: Duration = Duration::from_secs(300);

fn runs_on(program: &str, target: &str) -> bool {
    program != RIVAL || !target.starts_with("riscv32imc-")
}

/// What a program takes, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Footprint {
    flash: usize,
    ram: usize,
    stack: usize,
}

/// Which program, for what, at which level of optimisation.
type Key = (String, String, String);

/// `cargo xtask size [--write]`
pub(crate) fn run(arguments: &[String]) -> Result {
    let write = match arguments {
        [] => false,
        [word] if word == "--write" => true,
        _ => return Err("usage: cargo xtask size [--write]".into()),
    };
    let (compiler, measured) = measure(|_| true)?;
    println!("{}", table::of(&measured));
    if write {
        budget::write(&compiler, &measured)?;
        return Ok(table::write(&compiler, &measured)?);
    }
    Ok(budget::check(&compiler, &measured)?)
}

/// The step `size`
pub(crate) fn check(_: &str) -> std::result::Result<Outcome, String> {
    for (name, machine) in TARGETS {
        if let Err(reason) = Cross::to(name).map(drop).and_then(|()| machine.ensure()) {
            return Ok(Outcome::Skipped(reason));
        }
    }
    // The others are there to be compared with: nothing that they do is wrong.
    let (compiler, measured) = measure(|program| program.ours)?;
    let checked = budget::check(&compiler, &measured);
    let output = table::of(&measured) + &checked.as_ref().err().cloned().unwrap_or_default();
    Ok(Outcome::Done(Ran { ok: checked.is_ok(), output }))
}

/// What each of these programs adds, and the compiler that made it.
fn measure(wanted: fn(&Program) -> bool) -> std::result::Result<(String, BTreeMap<Key, Footprint>), String> {
    let mut all = BTreeMap::new();
    let mut compiler = String::new();
    for (name, machine) in TARGETS {
        let cross = Cross::to(name)?;
        compiler = cross.version()?;
        let programs: Vec<_> =
            PROGRAMS.iter().filter(|program| wanted(program) && runs_on(program.name, name)).collect();
        for level in LEVELS {
            eprintln!("Building for {name} at opt-level {level}");
            let folder = target().join("firmware").join("size");
            let mut build = cross.build(PLACE, &folder)?;
            build.args(["--quiet", "--package", "size"]).env("CARGO_PROFILE_RELEASE_OPT_LEVEL", level);
            for program in &programs {
                build.args(["--bin", program.name, "--bin", program.beside]);
                if program.name == RIVAL {
                    build.args(["--package", RIVAL]);
                }
            }
            output_of(&mut build)?;
            let folder = folder.join(name).join("release");
            for program in &programs {
                let (with, without) =
                    (footprint(&folder, program.name, *machine)?, footprint(&folder, program.beside, *machine)?);
                all.insert((program.name.into(), (*name).into(), (*level).into()), with.less(without));
            }
        }
    }
    Ok((compiler, all))
}

fn footprint(folder: &Path, name: &str, machine: Machine) -> std::result::Result<Footprint, String> {
    let program = folder.join(name);
    let sections = elf::sections(&program)?;
    let ran = qemu::run(&mut machine.boot(&program, &[])?, LIMIT)?;
    let said = ran.output.trim();
    match (ran.code, usize::from_str_radix(said, 16)) {
        (Some(0), Ok(stack)) => Ok(Footprint { flash: sections.flash, ram: sections.ram, stack }),
        (code, _) => Err(format!("{} ended with {code:?} and said {said:?}", program.display())),
    }
}

impl Footprint {
    fn less(self, other: Self) -> Self {
        let Self { flash, ram, stack } = self;
        Self {
            flash: flash.saturating_sub(other.flash),
            ram: ram.saturating_sub(other.ram),
            stack: stack.saturating_sub(other.stack),
        }
    }
}
