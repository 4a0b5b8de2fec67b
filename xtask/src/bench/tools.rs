//! What the runner counts with: what is missing is fetched, or said to be missing.

use std::process::Command;

use crate::debian::{self, Suite};
use crate::workspace::{output_of, target};

/// Has the runner find strace, and says what cannot be counted.
pub(super) fn provide(runner: &mut Command) {
    if output_of(Command::new("valgrind").arg("--version")).is_err() {
        eprintln!("Instructions are not counted: there is no valgrind here (the Debian package is `valgrind`).");
    }
    if output_of(Command::new("strace").arg("--version")).is_ok() {
        return;
    }
    match strace() {
        Ok(path) => drop(runner.env("STRACE", path)),
        Err(reason) => eprintln!("System calls are not counted: there is no strace here ({reason})."),
    }
}

fn strace() -> Result<std::path::PathBuf, String> {
    let folder = target().join("strace");
    debian::unpack(Suite::Own, &["strace"], &["strace", "lib"], &folder)?;
    debian::script(&folder, "strace")
}
