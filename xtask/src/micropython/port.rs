//! MicroPython's unix port, from a newer Debian.

use std::ffi::OsString;
use std::process::Command;

use picoredis_tests::server::command_in;

use crate::debian::{self, Suite};
use crate::workspace::{command, target};

/// The suite that has MicroPython 1.26 or newer.
pub(super) const SUITE: &str = "sid";

/// What is kept of what apt would install.
const KEPT: &[&str] = &["micropython", "lib", "zlib"];

/// Room for the largest test; a board's tests are others.
const HEAP: &str = "heapsize=128M";

/// The interpreter, ready to run.
pub(super) struct Port {
    words: Vec<OsString>,
}

impl Port {
    pub(super) fn command(&self) -> Command {
        let mut command = command(&self.words[0]);
        command.args(&self.words[1..]);
        command
    }

    /// What [`Port::command`] runs.
    pub(super) fn words(&self) -> &[OsString] {
        &self.words
    }
}

/// Fetches the interpreter, unless it is there.
///
/// # Errors
/// Why it cannot be had on this machine.
pub(super) fn fetch() -> Result<Port, String> {
    let root = target().join("micropython").join("port");
    debian::unpack(Suite::Other(SUITE), &["micropython"], KEPT, &root)?;
    let mut words = command_in(&root, "micropython").ok_or("the package has no usr/bin/micropython")?;
    words.extend(["-X", HEAP].map(OsString::from));
    Ok(Port { words })
}
