//! PyPy: the machine's own, or Debian's in a folder of ours.

use std::process::Command;

use super::binutils::libraries;
use crate::debian::{self, Suite};
use crate::workspace::{command, output_of, target};

/// What is kept of what apt would install.
const KEPT: &[&str] = &["pypy3", "libffi", "libncursesw", "libtinfo", "libexpat", "libbz2", "libssl", "zlib"];

/// # Errors
/// Why it cannot be had on this machine.
pub(super) fn find() -> Result<Command, String> {
    const NAME: &str = "pypy3";
    if output_of(command(NAME).arg("--version")).is_ok() {
        return Ok(command(NAME));
    }
    let root = target().join("micropython/pypy");
    debian::unpack(Suite::Own, &[NAME], KEPT, &root)?;
    let mut pypy = command(root.join("usr/bin").join(NAME));
    pypy.env("LD_LIBRARY_PATH", libraries(&root)?);
    Ok(pypy)
}
