//! Where things are, and how other programs are called.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{fs, io};

/// The root of the repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask stands in the repository")
}

/// Where everything fetched or built goes. Not where `CARGO_TARGET_DIR` points to: what was fetched is shared.
pub(crate) fn target() -> PathBuf {
    root().join("target")
}

/// The cargo that runs us, at the root.
pub(crate) fn cargo() -> Command {
    command(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// A program, at the root.
pub(crate) fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root());
    command
}

/// Whether nobody is there who could install something by hand: skipped tests are failures then.
pub(crate) fn in_ci() -> bool {
    env::var("CI").is_ok_and(|value| value == "true" || value == "1")
}

/// Makes a new folder that is there completely or not at all: `fill` is given an empty one, which becomes it in the end.
pub(crate) fn make_whole(folder: &Path, fill: impl FnOnce(&Path) -> Result<(), String>) -> Result<(), String> {
    let at = |error: io::Error| format!("{}: {error}", folder.display());
    let partial = folder.with_extension("partial");
    // Of one that was interrupted.
    let _ = fs::remove_dir_all(&partial);
    fs::create_dir_all(&partial).map_err(at)?;
    fill(&partial)?;
    fs::rename(&partial, folder).map_err(at)
}

/// Runs a command to its end; returns its standard output, or all it said when it fails.
pub(crate) fn output_of(command: &mut Command) -> Result<String, String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command.output().map_err(|error| format!("{name}: {error}"))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() {
        return Ok(text);
    }
    Err(format!("{name}: {}\n{text}{}", output.status, String::from_utf8_lossy(&output.stderr)))
}
