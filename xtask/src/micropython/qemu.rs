//! A Cortex-M board: MicroPython's port for QEMU, built and played.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use picoredis_tests::server::command_in;

use super::binutils;
use super::dist::CRATE;
use super::tools::Tools;
use crate::debian::{self, Suite};
use crate::progress::{self, Ran};
use crate::workspace::{command, output_of, root, target};

const PORT: &str = "ports/qemu";

/// What the vectors' oracle in Python needs, in bytes; the codec itself is content with much less.
const HEAP: &str = "MICROPY_HEAP_SIZE=2097152";

/// How deep calls may be, in the port's own words, and what it takes to read the deepest vectors.
const STACK: [&str; 2] = ["mp_stack_set_limit(10240)", "mp_stack_set_limit(262144)"];

/// The board, ready to be switched on.
pub(super) struct Board {
    words: Vec<OsString>,
}

impl Board {
    /// Builds what runs on it.
    ///
    /// # Errors
    /// What cannot be had on this machine.
    pub(super) fn build(tools: &Tools) -> Result<Self, String> {
        eprintln!("Building MicroPython for a board that QEMU plays");
        let mut words = emulator()?;
        words.extend(
            ["-machine", "mps2-an385", "-nographic", "-monitor", "null", "-semihosting", "-kernel"].map(Into::into),
        );
        words.push(build(tools)?.into());
        Ok(Self { words })
    }

    /// Runs the tests of the codec.
    ///
    /// # Errors
    /// When Python cannot be started.
    pub(super) fn test(&self, step: &str) -> Result<Ran, String> {
        let codec = target().join("micropython/armv6m");
        progress::run(step, &mut self.command(&codec, &["vectors_test.py", "codec_test.py"]))
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
        driver.args(tests.iter().map(|test| scripts.join(test))).arg("--").args(&self.words);
        driver
    }
}

fn build(tools: &Tools) -> Result<PathBuf, String> {
    let main = tools.source.join(PORT).join("main.c");
    let text = fs::read_to_string(&main).map_err(|error| error.to_string())?;
    if !text.contains(STACK[1]) {
        fs::write(&main, text.replace(STACK[0], STACK[1])).map_err(|error| error.to_string())?;
    }
    let mut make = tools.make(PORT);
    make.args(["BOARD=MPS2_AN385", "FROZEN_MANIFEST=", HEAP]);
    if output_of(command("arm-none-eabi-gcc").arg("--version")).is_err() {
        let root = binutils::fetch()?;
        let path = env::var_os("PATH").unwrap_or_default();
        let folders = [root.join("usr/bin")].into_iter().chain(env::split_paths(&path));
        make.env("PATH", env::join_paths(folders).map_err(|error| error.to_string())?);
        make.env("LD_LIBRARY_PATH", binutils::libraries(&root)?);
        make.arg(format!("CFLAGS_EXTRA=-isystem {}", root.join("usr/include/newlib").display()));
    }
    output_of(&mut make)?;
    Ok(tools.source.join(PORT).join("build-MPS2_AN385/firmware.elf"))
}

/// QEMU for Arm: the machine's own, or Debian's.
fn emulator() -> Result<Vec<OsString>, String> {
    const NAME: &str = "qemu-system-arm";
    if output_of(command(NAME).arg("--version")).is_ok() {
        return Ok(vec![NAME.into()]);
    }
    let root: &Path = &target().join("micropython/qemu");
    debian::unpack(Suite::Own, &[NAME], &["qemu-system", "lib", "zlib"], root)?;
    command_in(root, NAME).ok_or_else(|| format!("the package has no {NAME}"))
}
