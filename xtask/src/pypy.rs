//! PyPy: the machine's own where it is new enough, or Debian's in a folder of ours.

use std::path::{Path, PathBuf};

use picoredis_tests::server::command_in;

use crate::debian::{self, Suite};
use crate::workspace::{command, output_of, target};

const NAME: &str = "pypy3";

/// The Debian suite whose PyPy is new enough for modules that are written in Rust.
const SUITE: Suite = Suite::Other("trixie");

/// What is kept of what apt would install.
const KEPT: &[&str] = &["pypy3", "lib", "zlib"];

/// A line that fails where PyPy is too old.
const NEW_ENOUGH: &str = "import sys; assert sys.version_info >= (3, 11)";

/// The interpreter, for whoever calls one program.
///
/// # Errors
/// Why it cannot be had on this machine.
pub(crate) fn find() -> Result<PathBuf, String> {
    if output_of(command(NAME).args(["-c", NEW_ENOUGH])).is_ok() {
        return Ok(NAME.into());
    }
    let root = target().join("pypy");
    debian::unpack(SUITE, &[NAME], KEPT, &root)?;
    script(&root)
}

/// A script that PyPy takes for itself: it looks for its library from there, and starts others of its kind by it.
fn script(root: &Path) -> Result<PathBuf, String> {
    let mut words = command_in(root, NAME).ok_or("the package has no usr/bin/pypy3")?;
    let script = root.join("usr/bin/pypy3.sh");
    if let Some(name) = words.iter_mut().find(|word| *word == NAME) {
        *name = script.clone().into();
    }
    debian::write_script(&script, &words)?;
    Ok(script)
}
