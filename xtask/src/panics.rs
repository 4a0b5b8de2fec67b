//! Proves that core cannot panic: `tests/no_panic` uses the whole of it, and does not link when a panic is left.

use crate::failure::Result;
use crate::workspace::{cargo, root, target};

/// The program, a workspace of its own as its profile and panic handler are.
const PROGRAM: &str = "tests/no_panic/Cargo.toml";

/// `cargo xtask panics`
pub(crate) fn run(arguments: &[String]) -> Result {
    if !arguments.is_empty() {
        return Err("usage: cargo xtask panics".into());
    }
    let manifest = root().join(PROGRAM);
    if !manifest.exists() {
        return Err(format!("{PROGRAM} is not there").into());
    }
    let build = cargo()
        .args(["build", "--quiet", "--release", "--manifest-path"])
        .arg(manifest)
        .arg("--target-dir")
        .arg(target().join("no_panic"))
        .status()?;
    if !build.success() {
        return Err("core can panic (or the program did not compile): see the linker's words above".into());
    }
    println!("No panic is left in a program that uses the whole of core.");
    Ok(())
}
