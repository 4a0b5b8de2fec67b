//! The native module: a static library of Rust, made into one object, made into a `.mpy` by MicroPython's own linker.

use std::fs;
use std::path::{Path, PathBuf};

use super::dist::CRATE;
use super::port::SUITE;
use crate::debian::{self, Suite};
use crate::workspace::{cargo, command, output_of, root, target};

/// Unpacks the linker, and no more, from the archive of the source package. In Python, as not every Debian has xz.
const UNPACK: &str = "
import glob, sys, tarfile
archive = tarfile.open(glob.glob(sys.argv[1] + '/*.orig.tar.xz')[0])
for member in archive:
    parts = member.name.split('/')
    if member.isfile() and len(parts) == 3 and parts[1] in ('tools', 'py') and parts[2].endswith('.py'):
        member.name = parts[2]
        archive.extract(member, sys.argv[2])
";

/// Builds the module for MicroPython's unix port on x86-64; returns the file.
///
/// # Errors
/// What is missing, or why the module does not link: a panic that is left in it is an undefined symbol.
pub(super) fn build() -> Result<PathBuf, String> {
    let folder = target().join("micropython");
    let library = compile(&folder)?;
    let object = folder.join("module.o");
    let script = root().join(CRATE).join("merge.ld");
    let mut merge = command("ld");
    merge.args(["-r", "--gc-sections", "-e", "mpy_init", "-T"]).arg(script).arg("-o").arg(&object).arg(library);
    output_of(&mut merge)?;
    link(&folder, &object)
}

fn compile(folder: &Path) -> Result<PathBuf, String> {
    let mut build = cargo();
    build.args(["build", "--release", "--locked", "--manifest-path"]).arg(root().join(CRATE).join("Cargo.toml"));
    build.arg("--target-dir").arg(folder.join("build"));
    // The module is loaded anywhere. These win over flags that somebody has set.
    build.env("CARGO_ENCODED_RUSTFLAGS", "-Crelocation-model=pic");
    output_of(&mut build)?;
    Ok(folder.join("build/release/libpicoredis_micropython.a"))
}

fn link(folder: &Path, object: &Path) -> Result<PathBuf, String> {
    let linker = linker(folder)?;
    let elftools = folder.join("elftools");
    debian::unpack(Suite::Own, &["python3-pyelftools"], &["python3-pyelftools"], &elftools)?;
    let mut link = command("python3");
    link.arg("-B").arg(linker).args(["--arch", "x64", "--qstrs"]).arg(root().join(CRATE).join("qstrs.h"));
    // The name as given becomes part of the file.
    link.args(["-o", "_picoredis.mpy"]).arg(object).current_dir(folder);
    output_of(link.env("PYTHONPATH", elftools.join("usr/lib/python3/dist-packages")))?;
    Ok(folder.join("_picoredis.mpy"))
}

/// MicroPython's linker; fetched when it is missing.
fn linker(folder: &Path) -> Result<PathBuf, String> {
    let tools = folder.join("tools");
    let linker = tools.join("mpy_ld.py");
    if !linker.exists() {
        let source = folder.join("source");
        debian::source(SUITE, "micropython", &source)?;
        // There completely or not at all.
        let partial = folder.join("tools.partial");
        output_of(command("python3").args(["-c", UNPACK]).arg(source).arg(&partial))?;
        fs::rename(partial, tools).map_err(|error| error.to_string())?;
    }
    Ok(linker)
}
