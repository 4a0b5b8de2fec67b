//! Compares the conformance vectors with hiredis, which comes as a Python package into an environment of its own.

use std::path::Path;

use crate::debian::{self, Suite};
use crate::progress;
use crate::steps::Outcome;
use crate::workspace::{command, output_of, target};

/// The comparison; the folder it stands in also has its list of known differences.
const SCRIPT: &str = "tests/hiredis_oracle.py";

/// The step `hiredis`
pub(crate) fn compare(step: &str) -> Result<Outcome, String> {
    let venv = target().join("venv");
    if let Err(reason) = prepare(&venv) {
        return Ok(Outcome::Skipped(format!("no hiredis for Python: {reason}")));
    }
    progress::run(step, command(venv.join("bin/python")).arg(SCRIPT)).map(Outcome::Done)
}

/// Makes a Python environment that has hiredis.
fn prepare(venv: &Path) -> Result<(), String> {
    let python = venv.join("bin/python");
    let has_hiredis = || output_of(command(&python).args(["-c", "import hiredis"]));
    if has_hiredis().is_ok() {
        return Ok(());
    }
    let install = ["-m", "pip", "install", "--quiet", "hiredis"];
    let with_own_pip = output_of(command("python3").args(["-m", "venv", "--clear"]).arg(venv));
    if with_own_pip.is_ok() {
        output_of(command(&python).args(install))?;
    } else {
        // Debian's Python comes without the pip that an environment begins with.
        output_of(command("python3").args(["-m", "venv", "--clear", "--without-pip"]).arg(venv))?;
        let root = target().join("pip");
        debian::unpack(Suite::Own, &["python3-pip"], &["python3-pip"], &root)?;
        output_of(command(&python).args(install).env("PYTHONPATH", root.join("usr/lib/python3/dist-packages")))?;
    }
    has_hiredis().map(drop)
}
