//! Boards: MicroPython's port for QEMU, built and played.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::binutils;
use super::dist::CRATE;
use super::tools::Tools;
use crate::progress::{self, Ran};
use crate::qemu::Machine;
use crate::venv;
use crate::workspace::{command, output_of, root, target};

const PORT: &str = "ports/qemu";

/// What the vectors' oracle in Python needs, in bytes; the codec itself is content with much less.
const HEAP: &str = "MICROPY_HEAP_SIZE=1572864";

/// What is changed in the port, to read the deepest vectors: how deep calls may be, and where there is too little, the
/// stack.
const CHANGES: [[&str; 3]; 2] = [
    ["main.c", "mp_stack_set_limit(10240)", "mp_stack_set_limit(262144)"],
    ["mcu/rv32/virt.ld", "LENGTH = 64K", "LENGTH = 1M"],
];

/// What a board is made of.
pub(super) struct Model {
    /// As MicroPython calls it
    name: &'static str,
    /// What its native modules are built for
    arch: &'static str,
    machine: Machine,
    /// Which machine that is, to QEMU
    options: &'static [&'static str],
}

pub(super) const CORTEX_M: Model =
    Model { name: "MPS2_AN385", arch: "armv6m", machine: Machine::CortexM3, options: &["-machine", "mps2-an385"] };

pub(super) const RISC_V: Model = Model {
    name: "VIRT_RV32",
    arch: "rv32imc",
    machine: Machine::Riscv,
    options: &["-machine", "virt", "-bios", "none"],
};

/// The board, ready to be switched on.
pub(super) struct Board {
    words: Vec<OsString>,
    arch: &'static str,
}

impl Board {
    /// Builds what runs on it.
    ///
    /// # Errors
    /// What cannot be had on this machine.
    pub(super) fn build(model: &Model, tools: &Tools) -> Result<Self, String> {
        eprintln!("Building MicroPython for a board that QEMU plays: {}", model.name);
        let mut words = model.machine.words()?;
        words.extend(model.options.iter().map(Into::into));
        words.extend(["-monitor", "none", "-semihosting", "-kernel"].map(Into::into));
        words.push(model.build(tools)?.into());
        Ok(Self { words, arch: model.arch })
    }

    /// Runs the tests of the codec.
    ///
    /// # Errors
    /// When Python cannot be started.
    pub(super) fn test(&self, step: &str) -> Result<Ran, String> {
        let codec = target().join("micropython").join(self.arch);
        progress::run(step, &mut self.command(&codec, &["vectors_test.py", "codec_test.py"]))
    }

    /// Has mpremote install a package.
    ///
    /// # Errors
    /// When mpremote cannot be had, or Python not be started.
    pub(super) fn install(&self, step: &str, package: &Path) -> Result<Ran, String> {
        let python = venv::ensure(&target().join("micropython/mpremote"), &["mpremote==1.29.0"])?;
        let mut driver = command("python3");
        driver.arg("-B").arg(root().join(CRATE).join("tests/mpremote_test.py")).arg(package);
        progress::run(step, driver.arg(python).args(&self.words))
    }

    /// What is gone from the board's heap after the client in `folder` was imported.
    ///
    /// # Errors
    /// When it cannot be imported.
    pub(super) fn import_cost(&self, folder: &Path) -> Result<usize, String> {
        let output = output_of(&mut self.command(folder, &["import_cost.py"]))?;
        output.trim().parse().map_err(|_| format!("no figure: {output}"))
    }

    fn command(&self, folder: &Path, tests: &[&str]) -> Command {
        let scripts = root().join(CRATE).join("tests");
        let mut driver = command("python3");
        driver.arg("-B").arg(scripts.join("board.py")).arg(folder).arg(root().join("tests/vectors"));
        driver.args(tests.iter().map(|test| scripts.join(test))).arg("--").args(&self.words).arg("-nographic");
        driver
    }
}

impl Model {
    /// Builds the port; returns what is loaded into the board.
    fn build(&self, tools: &Tools) -> Result<PathBuf, String> {
        let port = tools.source.join(PORT);
        for [file, old, new] in CHANGES {
            change(&port.join(file), old, new).map_err(|error| format!("{file}: {error}"))?;
        }
        let mut make = tools.make(PORT);
        make.arg(format!("BOARD={}", self.name)).args(["FROZEN_MANIFEST=", HEAP]);
        match self.machine {
            Machine::Riscv => compile_riscv(&mut make)?,
            Machine::CortexM3 | Machine::CortexM4 => compile_arm(&mut make)?,
        }
        output_of(&mut make)?;
        Ok(port.join(format!("build-{}/firmware.elf", self.name)))
    }
}

fn change(file: &Path, old: &str, new: &str) -> std::io::Result<()> {
    let text = fs::read_to_string(file)?;
    // What is untouched is not compiled again.
    if text.contains(new) { Ok(()) } else { fs::write(file, text.replace(old, new)) }
}

/// The machine's own compiler, or Debian's.
fn compile_arm(make: &mut Command) -> Result<(), String> {
    if output_of(command("arm-none-eabi-gcc").arg("--version")).is_err() {
        let headers = fetched(make)?;
        make.arg(format!("CFLAGS_EXTRA=-isystem {}", headers.display()));
    }
    Ok(())
}

/// Debian's compiler, in which the port does not find what it looks for: it knows a part of the instruction set by an
/// older name, has no C library, of which the headers are enough, and takes its own for another processor.
fn compile_riscv(make: &mut Command) -> Result<(), String> {
    const GCC: &str = "riscv64-unknown-elf-gcc -misa-spec=2.2";
    let headers = fetched(make)?;
    make.args(["RV32_ARCH=rv32imac", "SPECS_FRAGMENT=", "AS=riscv64-unknown-elf-as -misa-spec=2.2"]);
    make.arg(format!("CC={GCC} -isystem {}", headers.display()));
    make.arg("LIBS=-nostdlib $(shell $(CC) $(CFLAGS) -print-libgcc-file-name)");
    Ok(())
}

/// Has `make` use Debian's compilers; returns the folder of the C library's headers.
fn fetched(make: &mut Command) -> Result<PathBuf, String> {
    let root = binutils::fetch()?;
    let path = env::var_os("PATH").unwrap_or_default();
    let folders = [root.join("usr/bin")].into_iter().chain(env::split_paths(&path));
    make.env("PATH", env::join_paths(folders).map_err(|error| error.to_string())?);
    make.env("LD_LIBRARY_PATH", binutils::libraries(&root)?);
    Ok(root.join("usr/include/newlib"))
}
