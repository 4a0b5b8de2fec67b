//! `cargo xtask micropython`: fetches MicroPython, builds what a board gets, and runs its tests.

mod binutils;
mod budget;
mod compare;
mod dist;
mod lint;
mod native;
mod original;
mod port;
mod qemu;
mod rust;
mod tests;
mod tools;

use crate::failure::Result;
use crate::progress::Ran;
use crate::steps::Outcome;
use crate::workspace::root;

/// `cargo xtask micropython`
pub(crate) fn run(arguments: &[String]) -> Result {
    if !arguments.is_empty() {
        return Err("usage: cargo xtask micropython".into());
    }
    let ran = build_and_test("micropython", &port::fetch()?)?;
    print!("{}", ran.output);
    if ran.ok { Ok(()) } else { Err("a test has failed: see above".into()) }
}

/// `cargo xtask bench micropython`
pub(crate) fn bench() -> Result {
    print!("{}", compare::run()?);
    Ok(())
}

/// The step `micropython`
pub(crate) fn check(step: &str) -> std::result::Result<Outcome, String> {
    match port::fetch() {
        Ok(port) => build_and_test(step, &port).map(Outcome::Done),
        Err(reason) => Ok(Outcome::Skipped(format!("no MicroPython: {reason}"))),
    }
}

fn build_and_test(step: &str, port: &port::Port) -> std::result::Result<Ran, String> {
    let mut all = lint::run(step)?;
    if !all.ok {
        return Ok(all);
    }
    let tools = tools::Tools::prepare()?;
    let packages = dist::build(&tools)?;
    let cortex_m = qemu::Board::build(&qemu::CORTEX_M, &tools)?;
    let risc_v = qemu::Board::build(&qemu::RISC_V, &tools)?;
    let tests: [&dyn Fn() -> std::result::Result<Ran, String>; 5] = [
        &|| tests::run(step, port, &packages),
        &|| cortex_m.test(step),
        &|| risc_v.test(step),
        &|| cortex_m.install(step, &root().join("dist/micropython/armv6m")),
        &|| budget::check(port, &cortex_m, &packages, &tools),
    ];
    for test in tests {
        let ran = test()?;
        all.output += &ran.output;
        all.ok &= ran.ok;
    }
    Ok(all)
}
