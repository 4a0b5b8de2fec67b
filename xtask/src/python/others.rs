//! The same package and tests for other interpreters, which get no environment: Debian's have no pip to begin one with.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::interpreter::{Interpreter, PYPY, PYTHON_3_13};
use crate::workspace::{command, make_whole, output_of, target};

/// An interpreter that has the tests, too.
pub(super) struct Other {
    /// As people call it.
    pub(super) name: &'static str,
    interpreter: Interpreter,
    /// What wheels for it are called.
    tag: &'static str,
    /// What the tests need, and what they run if it is there.
    packages: &'static [&'static str],
    /// Which of their wheels pip takes, as it runs on another Python.
    wheels: &'static [&'static str],
}

pub(super) const ALL: [Other; 2] = [
    Other {
        name: "CPython 3.13",
        interpreter: PYTHON_3_13,
        tag: "cp313",
        packages: &["pytest>=8,<9", "redis>=6.2,<9", "uvloop>=0.21,<1"],
        wheels: &["--only-binary", ":all:", "--python-version", "3.13"],
    },
    Other {
        name: "PyPy",
        interpreter: PYPY,
        tag: "pp3",
        // All of it is Python and no C.
        packages: &["pytest>=8,<9", "redis>=6.2,<9"],
        wheels: &[],
    },
];

impl Other {
    /// What builds a wheel, unpacks it, and tests it.
    ///
    /// # Errors
    /// Why the interpreter cannot be had on this machine.
    pub(super) fn works(&self, python: &Path) -> Result<[Command; 3], String> {
        let program = self.interpreter.find()?;
        let packages = self.packages(python)?;
        let (wheels, unpacked) = (self.folder("wheels"), self.folder("package"));
        for old in [&wheels, &unpacked] {
            let _ = fs::remove_dir_all(old);
        }
        let mut build = command(python);
        build.args(["-m", "maturin", "build", "--quiet", "--release", "--manifest-path", &super::manifest(), "--out"]);
        build.arg(&wheels).arg("--interpreter").arg(&program).env("CARGO_TARGET_DIR", super::build_folder());
        let mut unpack = command(python);
        unpack.args(["-c", UNPACK]).arg(&wheels).arg(self.tag).arg(&unpacked);
        let mut test = command(program);
        test.arg("-B").env("PYTHONPATH", std::env::join_paths([&unpacked, &packages]).unwrap_or_default());
        Ok([build, unpack, test])
    }

    /// The folder of the packages, fetched unless they are there.
    fn packages(&self, python: &Path) -> Result<PathBuf, String> {
        let folder = self.folder("packages");
        if !folder.exists() {
            make_whole(&folder, |folder| {
                let mut pip = command(python);
                pip.args(["-m", "pip", "install", "--quiet", "--target"]).arg(folder).args(self.wheels);
                output_of(pip.args(self.packages)).map(drop)
            })?;
        }
        Ok(folder)
    }

    fn folder(&self, name: &str) -> PathBuf {
        target().join("python").join(self.tag).join(name)
    }
}

/// A wheel is an archive, and this one is not for the Python that would install it.
const UNPACK: &str = "
import glob, sys, zipfile
_, wheels, tag, folder = sys.argv
[wheel] = glob.glob(f'{wheels}/*-{tag}*.whl')
zipfile.ZipFile(wheel).extractall(folder)
";
