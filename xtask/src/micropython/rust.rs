//! A Rust compiler for targets that the usual installation lacks.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::binutils::libraries;
use crate::debian::{self, Suite};
use crate::workspace::{cargo, command, output_of, target};

/// Debian's compiler and the sources of the library, under the names they have in newer and older suites.
const PACKAGES: [[&str; 2]; 2] = [["rustc-web", "rust-web-src"], ["rustc", "rust-src"]];

/// What is kept of what apt would install: compiler, sources and libraries.
const KEPT: &[&str] = &["rust", "libstd-rust", "libllvm", "libz3", "libedit", "libbsd", "libmd0", "libxml2", "libicu"];

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
    let compiler = match ["rustc", "/usr/bin/rustc"].into_iter().find(|compiler| has_sources(Path::new(compiler))) {
        Some(compiler) => PathBuf::from(compiler),
        None => fetch(&mut build).map_err(|reason| format!("{reason}\n`rustup target add {target}` would do, too"))?,
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

/// Fetches Debian's compiler; `build` is told where its libraries are.
fn fetch(build: &mut Command) -> Result<PathBuf, String> {
    let root = target().join("micropython/rust");
    let unpack = |packages: &[&str; 2]| debian::unpack(Suite::Own, packages, KEPT, &root);
    unpack(&PACKAGES[0]).or_else(|_| unpack(&PACKAGES[1]))?;
    build.env("LD_LIBRARY_PATH", libraries(&root)?);
    Ok(root.join("usr/bin/rustc"))
}
