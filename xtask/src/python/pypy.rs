//! The same package and tests for PyPy, which gets no environment: Debian's has no pip to begin one with.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::pypy;
use crate::workspace::{command, make_whole, output_of, target};

/// What the tests need, and what they run if it is there: all of it is Python and no C.
const PACKAGES: &[&str] = &["pytest>=8,<9", "redis>=6.2,<9"];

/// What builds a wheel, unpacks it, and tests it.
///
/// # Errors
/// Why PyPy cannot be had on this machine.
pub(super) fn works(python: &Path) -> Result<[Command; 3], String> {
    let program = pypy::find()?;
    let packages = packages(python)?;
    let (wheels, unpacked) = (folder("wheels"), folder("package"));
    for old in [&wheels, &unpacked] {
        let _ = fs::remove_dir_all(old);
    }
    let mut build = command(python);
    build.args(["-m", "maturin", "build", "--quiet", "--release", "--manifest-path", &super::manifest(), "--out"]);
    build.arg(&wheels).arg("--interpreter").arg(&program).env("CARGO_TARGET_DIR", super::build_folder());
    let mut unpack = command(python);
    unpack.args(["-c", UNPACK]).arg(&wheels).arg(&unpacked);
    let mut test = command(program);
    test.arg("-B").env("PYTHONPATH", std::env::join_paths([&unpacked, &packages]).unwrap_or_default());
    Ok([build, unpack, test])
}

/// A wheel is an archive, and this one is not for the Python that would install it.
const UNPACK: &str = "
import glob, sys, zipfile
[wheel] = glob.glob(sys.argv[1] + '/*-pp3*.whl')
zipfile.ZipFile(wheel).extractall(sys.argv[2])
";

/// The folder of [`PACKAGES`], fetched unless they are there.
fn packages(python: &Path) -> Result<PathBuf, String> {
    let folder = folder("packages");
    if !folder.exists() {
        make_whole(&folder, |folder| {
            let mut pip = command(python);
            pip.args(["-m", "pip", "install", "--quiet", "--target"]).arg(folder).args(PACKAGES);
            output_of(&mut pip).map(drop)
        })?;
    }
    Ok(folder)
}

fn folder(name: &str) -> PathBuf {
    target().join("python/pypy").join(name)
}
