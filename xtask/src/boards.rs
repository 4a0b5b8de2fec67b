//! The examples for boards: each is compiled for its target, with the versions that it names.

use crate::cross::{self, Cross};
use crate::failure::Result;
use crate::progress::{self, Ran};
use crate::steps::Outcome;
use crate::workspace::target;

/// Where the examples are.
const PLACE: &str = "firmware/boards";

/// The examples, and what they are for.
const BOARDS: &[(&str, &str)] = &[
    ("pico-w", "thumbv6m-none-eabi"),
    ("nucleo-h743zi", "thumbv7em-none-eabihf"),
    ("esp32-c3", "riscv32imc-unknown-none-elf"),
];

/// `cargo xtask boards`
pub(crate) fn run(arguments: &[String]) -> Result {
    if !arguments.is_empty() {
        return Err("usage: cargo xtask boards".into());
    }
    let ran = compile_all("boards")?;
    if ran.ok { Ok(()) } else { Err(ran.output.into()) }
}

/// The step `boards`
pub(crate) fn check(step: &str) -> std::result::Result<Outcome, String> {
    for (_, target) in BOARDS {
        if let Err(reason) = Cross::to(target) {
            return Ok(Outcome::Skipped(reason));
        }
    }
    compile_all(step).map(Outcome::Done)
}

/// Every example, until one does not compile. They are not linked: what they need of the machine that runs this is little.
fn compile_all(step: &str) -> std::result::Result<Ran, String> {
    // Where the programs for QEMU are: what compiles on this machine for both is there already.
    let folder = target().join("firmware").join("run");
    let mut all = Ran { ok: true, output: String::new() };
    for (board, target) in BOARDS {
        let mut check = Cross::to(target)?.check(&format!("{PLACE}/{board}"), &folder)?;
        let ran = progress::run(step, cross::quickly(&mut check))?;
        all.output += &format!("{board}\n{}", ran.output);
        all.ok = ran.ok;
        if !ran.ok {
            break;
        }
    }
    Ok(all)
}
