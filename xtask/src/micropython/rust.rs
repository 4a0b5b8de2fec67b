//! A Rust compiler for targets that the usual installation lacks.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::cross;
use crate::workspace::{cargo, command, output_of};

/// A cargo that builds for `target`: with the target that rustup has installed, or with a compiler that has the sources
/// of the library beside it.
///
/// # Errors
/// What to install, where Debian's compiler cannot be fetched.
pub(super) fn cargo_for(target: &str) -> Result<Command, String> {
    let mut build = cargo();
    build.env("CARGO_BUILD_TARGET", target);
    if sysroot(Path::new("rustc")).is_some_and(|sysroot| sysroot.join("lib/rustlib").join(target).join("lib").exists())
    {
        return Ok(build);
    }
    let compiler = if has_sources(Path::new("rustc")) {
        PathBuf::from("rustc")
    } else {
        cross::compiler().map_err(|reason| format!("{reason}\n`rustup target add {target}` would do, too"))?
    };
    // Building the library is only for a compiler that is told it is one of tomorrow.
    build.env("RUSTC", compiler).env("RUSTC_BOOTSTRAP", "1").env("CARGO_UNSTABLE_BUILD_STD", "core");
    Ok(build)
}

fn sysroot(compiler: &Path) -> Option<PathBuf> {
    let sysroot = output_of(command(compiler).args(["--print", "sysroot"])).ok()?;
    Some(PathBuf::from(sysroot.trim()))
}

fn has_sources(compiler: &Path) -> bool {
    sysroot(compiler).is_some_and(|sysroot| sysroot.join("lib/rustlib/src/rust/library/core/src/lib.rs").exists())
}
