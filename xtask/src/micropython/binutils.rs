//! Linkers and C compilers for boards: the machine's own, or Debian's in a folder of ours.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use crate::debian::{self, Suite};
use crate::workspace::{command, output_of, target};

const PACKAGES: &[&str] = &[
    "binutils-arm-none-eabi",
    "binutils-riscv64-unknown-elf",
    "gcc-arm-none-eabi",
    "gcc-riscv64-unknown-elf",
    "libnewlib-arm-none-eabi",
];

/// What is kept of what apt would install.
const KEPT: &[&str] = &["binutils-", "gcc-arm", "gcc-riscv64", "libnewlib", "libisl", "libmpc", "libmpfr", "libgmp"];

/// A program of [`PACKAGES`].
///
/// # Errors
/// Why it cannot be had on this machine.
pub(super) fn program(name: &str) -> Result<PathBuf, String> {
    if output_of(command(name).arg("--version")).is_ok() {
        return Ok(name.into());
    }
    Ok(fetch()?.join("usr/bin").join(name))
}

/// Fetches all of [`PACKAGES`]; returns the folder that is their root.
///
/// # Errors
/// Why it cannot be done on this machine.
pub(super) fn fetch() -> Result<PathBuf, String> {
    let root = target().join("micropython/compilers");
    debian::unpack(Suite::Own, PACKAGES, KEPT, &root)?;
    Ok(root)
}

/// Where the libraries are of packages that were unpacked to `root`, for the loader.
///
/// # Errors
/// When there are none.
pub(super) fn libraries(root: &Path) -> Result<OsString, String> {
    let entries = fs::read_dir(root.join("usr/lib")).map_err(|error| format!("{}: {error}", root.display()))?;
    let folders = entries.flatten().map(|entry| entry.path()).filter(|path| path.to_string_lossy().contains("-linux-"));
    env::join_paths(folders).map_err(|error| error.to_string())
}
