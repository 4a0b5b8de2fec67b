//! The crate is a workspace of its own, which the lints of the main one do not see.

use super::dist::CRATE;
use crate::progress::{self, Ran};
use crate::workspace::{cargo, root, target};

const CHECKS: [&[&str]; 2] = [&["fmt", "--check"], &["clippy", "--locked", "--", "-D", "warnings"]];

/// Checks its format and its code.
///
/// # Errors
/// When cargo cannot be run.
pub(super) fn run(step: &str) -> Result<Ran, String> {
    let mut all = Ran { ok: true, output: String::new() };
    for check in CHECKS {
        let mut check_it = cargo();
        check_it.args(check).current_dir(root().join(CRATE));
        check_it.env("CARGO_TARGET_DIR", target().join("micropython/lint"));
        let ran = progress::run(step, &mut check_it)?;
        all.output += &ran.output;
        if !ran.ok {
            all.ok = false;
            break;
        }
    }
    Ok(all)
}
