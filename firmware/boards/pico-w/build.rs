//! Tells the linker where memory is, and the program what its radio runs.

use std::path::{Path, PathBuf};
use std::{env, fs};

const MEMORY: &str = "\
MEMORY {
  BOOT2 : ORIGIN = 0x10000000, LENGTH = 0x100
  FLASH : ORIGIN = 0x10000100, LENGTH = 2048K - 0x100
  RAM : ORIGIN = 0x20000000, LENGTH = 256K
}
";

/// The radio's program, what it knows of countries, and of the board.
const FIRMWARE: [&str; 3] = ["43439A0.bin", "43439A0_clm.bin", "nvram_rp2040.bin"];

fn main() {
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    fs::write(out.join("memory.x"), MEMORY).expect("it is ours to write");
    println!("cargo::rustc-link-search={}", out.display());
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=CYW43_FIRMWARE");
    let folder = env::var_os("CYW43_FIRMWARE");
    if folder.is_none() {
        println!("cargo::warning=CYW43_FIRMWARE is not set: this program will not find its radio (see README.md)");
    }
    for name in FIRMWARE {
        copy(folder.as_deref().map(Path::new), name, &out);
    }
}

fn copy(folder: Option<&Path>, name: &str, out: &Path) {
    let bytes = folder.map_or_else(Vec::new, |folder| {
        let file = folder.join(name);
        println!("cargo::rerun-if-changed={}", file.display());
        fs::read(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
    });
    fs::write(out.join(name), bytes).expect("it is ours to write");
}
