//! Compares the conformance vectors with hiredis, which comes as a Python package into an environment of its own.

use crate::progress;
use crate::steps::Outcome;
use crate::venv;
use crate::workspace::{command, target};

/// The comparison; the folder it stands in also has its list of known differences.
const SCRIPT: &str = "tests/hiredis_oracle.py";

/// The step `hiredis`
pub(crate) fn compare(step: &str) -> Result<Outcome, String> {
    match venv::ensure(&target().join("venv"), &["hiredis"]) {
        Ok(python) => progress::run(step, command(python).arg(SCRIPT)).map(Outcome::Done),
        Err(reason) => Ok(Outcome::Skipped(format!("no hiredis for Python: {reason}"))),
    }
}
