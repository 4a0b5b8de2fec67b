//! Private Python environments.

use std::path::{Path, PathBuf};

use crate::debian::{self, Suite};
use crate::workspace::{command, output_of, target};

/// Makes sure that there is an environment in `folder` with these packages: its Python.
///
/// # Errors
/// Why it cannot be had on this machine.
pub(crate) fn ensure(folder: &Path, packages: &[&str]) -> Result<PathBuf, String> {
    let python = folder.join("bin/python");
    // What was installed, so that a list that has changed is installed anew.
    let (list, installed) = (packages.join("\n"), folder.join("packages.txt"));
    if std::fs::read_to_string(&installed).is_ok_and(|before| before == list) {
        return Ok(python);
    }
    if output_of(command("python3").args(["-m", "venv", "--clear"]).arg(folder)).is_err() {
        // Debian's Python comes without the pip that an environment begins with.
        output_of(command("python3").args(["-m", "venv", "--clear", "--without-pip"]).arg(folder))?;
        let mut pip = command(&python);
        pip.args(["-m", "pip", "install", "--quiet", "--ignore-installed", "pip"]).env("PYTHONPATH", debians_pip()?);
        output_of(&mut pip)?;
    }
    output_of(command(&python).args(["-m", "pip", "install", "--quiet"]).args(packages))?;
    std::fs::write(&installed, list).map_err(|error| error.to_string())?;
    Ok(python)
}

fn debians_pip() -> Result<PathBuf, String> {
    let root = target().join("pip");
    debian::unpack(Suite::Own, &["python3-pip"], &["python3-pip"], &root)?;
    Ok(root.join("usr/lib/python3/dist-packages"))
}
