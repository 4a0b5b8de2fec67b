//! Compiles the published crates with the oldest Rust they promise: rustup's if it is installed, else Debian's.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::debian::{self, Suite};
use crate::progress;
use crate::steps::Outcome;
use crate::workspace::{cargo, output_of, root, target};

/// The Debian suite whose compiler is the one we promise.
const SUITE: Suite = Suite::Other("trixie");

/// What is kept of what apt would install beside the compiler: no C compiler is needed to check.
const KEPT: &[&str] = &["rustc", "lib", "zlib"];

/// The step `msrv`
pub(crate) fn check(step: &str) -> Result<Outcome, String> {
    let version = promised()?;
    let compiler = match compiler(&version) {
        Ok(compiler) => compiler,
        Err(reason) => return Ok(Outcome::Skipped(format!("no Rust {version}: {reason}"))),
    };
    let mut command = cargo();
    command.args(["check", "--all-features", "-p", "picoredis-core", "-p", "picoredis", "-p", "picoredis-cli"]);
    command.arg("--target-dir").arg(target().join("msrv")).env("RUSTC", compiler);
    progress::run(step, &mut command).map(Outcome::Done)
}

/// The `rust-version` of the workspace.
fn promised() -> Result<String, String> {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).map_err(|error| error.to_string())?;
    let value = manifest.lines().find_map(|line| line.strip_prefix("rust-version = \"")?.strip_suffix('"'));
    value.map(str::to_owned).ok_or_else(|| "the workspace has no rust-version".into())
}

fn compiler(version: &str) -> Result<PathBuf, String> {
    if let Ok(path) = output_of(Command::new("rustup").args(["which", "rustc", "--toolchain", version])) {
        return Ok(path.trim().into());
    }
    let compiler = unpacked_compiler(&target().join("rustc"))?;
    let said = output_of(Command::new(&compiler).arg("--version"))?;
    if said.starts_with(&format!("rustc {version}.")) {
        Ok(compiler)
    } else {
        Err(format!("{SUITE} has {}", said.trim()))
    }
}

/// Fetches the compiler to `root`; returns a script that runs it, as cargo calls one program.
fn unpacked_compiler(root: &Path) -> Result<PathBuf, String> {
    debian::unpack(SUITE, &["rustc"], KEPT, root)?;
    debian::script(root, "rustc")
}
