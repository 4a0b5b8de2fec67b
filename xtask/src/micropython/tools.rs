//! MicroPython's own tools and its port for QEMU, from Debian's source package.

use std::path::PathBuf;
use std::process::Command;
use std::thread::available_parallelism;

use super::port::SUITE;
use crate::debian::{self, Suite};
use crate::workspace::{command, make_whole, output_of, target};

/// Unpacks the archive of the source package but for what is large and of no use here. In Python, as not every Debian
/// has xz.
const UNPACK: &str = "
import glob, sys, tarfile
archive = tarfile.open(glob.glob(sys.argv[1] + '/*.orig.tar.xz')[0])
for member in archive:
    parts = member.name.split('/')[1:]
    if not parts or parts[0] in ('docs', 'tests') or parts[0] == 'ports' and parts[1:2] not in ([], ['qemu']):
        continue
    member.name = '/'.join(parts)
    archive.extract(member, sys.argv[2])
";

/// What MicroPython offers to those who build for it.
pub(super) struct Tools {
    /// The sources
    pub(super) source: PathBuf,
    elftools: PathBuf,
}

impl Tools {
    /// Fetches sources and builds the compiler, unless they are there.
    ///
    /// # Errors
    /// Why they cannot be had on this machine.
    pub(super) fn prepare() -> Result<Self, String> {
        let folder = target().join("micropython");
        let tools = Self { source: folder.join("unpacked"), elftools: folder.join("elftools") };
        if !tools.source.exists() {
            let archives = folder.join("source");
            debian::source(SUITE, "micropython", &archives)?;
            make_whole(&tools.source, |source| {
                output_of(command("python3").args(["-c", UNPACK]).arg(archives).arg(source)).map(drop)
            })?;
        }
        debian::unpack(Suite::Own, &["python3-pyelftools"], &["python3-pyelftools"], &tools.elftools)?;
        eprintln!("Building MicroPython's compiler");
        output_of(tools.make("mpy-cross").arg("PROG=mpy-cross"))?;
        Ok(tools)
    }

    /// `make` in a folder of the sources.
    pub(super) fn make(&self, folder: &str) -> Command {
        let mut make = command("make");
        let jobs = available_parallelism().map_or(1, usize::from);
        make.arg("-C").arg(self.source.join(folder)).arg(format!("-j{jobs}"));
        // Whoever calls us with make must not tell it how to work.
        make.env_remove("MAKEFLAGS").env_remove("MFLAGS");
        make
    }

    /// One of the tools in Python.
    pub(super) fn python(&self, tool: &str) -> Command {
        let mut python = command("python3");
        python.arg("-B").arg(self.source.join("tools").join(tool));
        python.env("PYTHONPATH", self.elftools.join("usr/lib/python3/dist-packages"));
        python
    }

    /// MicroPython's compiler, as small as it gets: without line numbers.
    pub(super) fn mpy_cross(&self) -> Command {
        let mut compiler = command(self.source.join("mpy-cross/build/mpy-cross"));
        compiler.arg("-O3");
        compiler
    }
}
