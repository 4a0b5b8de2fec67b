//! Interpreters of Python: the machine's own where it is what is wanted, or Debian's in a folder of ours.

use std::path::{Path, PathBuf};

use picoredis_tests::server::command_in;

use crate::debian::{self, Suite};
use crate::workspace::{command, output_of, target};

/// The Debian suite that has them.
const SUITE: Suite = Suite::Other("trixie");

/// An interpreter.
pub(crate) struct Interpreter {
    /// The program, and the package that it is in.
    name: &'static str,
    /// What is kept of what apt would install.
    kept: [&'static str; 3],
    /// A line that fails where the machine's own will not do.
    suits: &'static str,
}

/// One that is new enough for modules that are written in Rust.
pub(crate) const PYPY: Interpreter = Interpreter {
    name: "pypy3",
    kept: ["pypy3", "lib", "zlib"],
    suits: "import sys; assert sys.version_info >= (3, 11)",
};

pub(crate) const PYTHON_3_13: Interpreter =
    Interpreter { name: "python3.13", kept: ["python3.13", "lib", "zlib"], suits: "import ssl, ctypes" };

impl Interpreter {
    /// The interpreter, for whoever calls one program.
    ///
    /// # Errors
    /// Why it cannot be had on this machine.
    pub(crate) fn find(&self) -> Result<PathBuf, String> {
        if output_of(command(self.name).args(["-c", self.suits])).is_ok() {
            return Ok(self.name.into());
        }
        let root = target().join(self.name);
        debian::unpack(SUITE, &[self.name], &self.kept, &root)?;
        self.script(&root)
    }

    /// A script that the interpreter takes for itself: it looks for its library from there, and starts others of its kind
    /// by it.
    fn script(&self, root: &Path) -> Result<PathBuf, String> {
        let mut words =
            command_in(root, self.name).ok_or_else(|| format!("the package has no usr/bin/{}", self.name))?;
        let script = root.join("usr/bin").join(format!("{}.sh", self.name));
        if let Some(name) = words.iter_mut().find(|word| *word == self.name) {
            *name = script.clone().into();
        }
        debian::write_script(&script, &words)?;
        Ok(script)
    }
}
