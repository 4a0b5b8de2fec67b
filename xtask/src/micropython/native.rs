//! The native module: a static library of Rust, made into one object, made into a `.mpy` by MicroPython's own linker.

use std::fs;
use std::path::{Path, PathBuf};

use super::dist::{CLIENT, CRATE};
use super::tools::Tools;
use super::{binutils, rust};
use crate::workspace::{command, output_of, root, target};

/// A kind of processor that the module is built for.
pub(super) struct Arch {
    /// As MicroPython calls it
    pub(super) name: &'static str,
    /// As Rust calls it; `None` is the machine that builds
    target: Option<&'static str>,
    /// The linker that makes one object, and how it is told what it makes
    linker: &'static [&'static str],
}

/// Every arch that Rust and MicroPython's linker know. One file for armv6m runs on all Cortex-M.
pub(super) const ARCHS: &[Arch] = &[
    Arch { name: "x64", target: None, linker: &["ld"] },
    Arch { name: "armv6m", target: Some("thumbv6m-none-eabi"), linker: &["arm-none-eabi-ld"] },
    Arch {
        name: "rv32imc",
        target: Some("riscv32imc-unknown-none-elf"),
        linker: &["riscv64-unknown-elf-ld", "-m", "elf32lriscv"],
    },
];

impl Arch {
    /// Builds `_picoredis.mpy`; returns the file.
    ///
    /// # Errors
    /// What is missing, or why the module does not link: a panic that is left in it is an undefined symbol.
    pub(super) fn build(&self, tools: &Tools) -> Result<PathBuf, String> {
        eprintln!("Building the native module for {}", self.name);
        let folder = target().join("micropython").join(self.name);
        fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
        let library = self.compile(&folder)?;
        self.merge(&library, &folder.join("module.o"))?;
        let mut link = tools.python("mpy_ld.py");
        link.args(["--arch", self.name, "--qstrs"]).arg(root().join(CRATE).join("qstrs.h"));
        // By this name all goes that is in one file with it.
        output_of(link.args(["-o", CLIENT, "module.o"]).current_dir(&folder))?;
        let module = folder.join("_picoredis.mpy");
        fs::rename(folder.join(CLIENT), &module).map_err(|error| error.to_string())?;
        Ok(module)
    }

    fn compile(&self, folder: &Path) -> Result<PathBuf, String> {
        let mut build = match self.target {
            None => crate::workspace::cargo(),
            Some(target) => rust::cargo_for(target)?,
        };
        build.args(["build", "--release", "--locked", "--manifest-path"]).arg(root().join(CRATE).join("Cargo.toml"));
        build.arg("--target-dir").arg(folder.join("build"));
        // The module is loaded anywhere. These win over flags that somebody has set.
        build.env("CARGO_ENCODED_RUSTFLAGS", "-Crelocation-model=pic");
        if self.target.is_some() {
            // A board has the code in its heap.
            build.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "z");
        }
        output_of(&mut build)?;
        let built = folder.join("build").join(self.target.unwrap_or_default());
        Ok(built.join("release/libpicoredis_micropython.a"))
    }

    /// One object with nothing but what the entry point needs.
    fn merge(&self, library: &Path, object: &Path) -> Result<(), String> {
        let linker = if self.target.is_none() { self.linker[0].into() } else { binutils::program(self.linker[0])? };
        let mut merge = command(linker);
        merge.args(&self.linker[1..]).args(["-r", "--gc-sections", "-e", "mpy_init", "-T"]);
        merge.arg(root().join(CRATE).join("merge.ld")).arg("-o").arg(object).arg(library);
        output_of(&mut merge).map(drop)
    }
}
