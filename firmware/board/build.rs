//! Tells the linker where memory is.

use std::path::Path;
use std::{env, fs};

/// `mps2-an385`, and `mps2-an386`, which differs in its processor only.
const ARM: &str = "\
MEMORY {
  FLASH : ORIGIN = 0x00000000, LENGTH = 1M
  RAM : ORIGIN = 0x20000000, LENGTH = 256K
}
";

/// `virt`.
const RISCV: &str = "\
MEMORY {
  FLASH : ORIGIN = 0x80000000, LENGTH = 512K
  RAM : ORIGIN = 0x80080000, LENGTH = 512K
}
REGION_ALIAS(\"REGION_TEXT\", FLASH);
REGION_ALIAS(\"REGION_RODATA\", FLASH);
REGION_ALIAS(\"REGION_DATA\", RAM);
REGION_ALIAS(\"REGION_BSS\", RAM);
REGION_ALIAS(\"REGION_HEAP\", RAM);
REGION_ALIAS(\"REGION_STACK\", RAM);
";

fn main() {
    let folder = env::var("OUT_DIR").expect("cargo sets it");
    let arch = env::var("CARGO_CFG_TARGET_ARCH").expect("cargo sets it");
    fs::write(Path::new(&folder).join("memory.x"), if arch == "arm" { ARM } else { RISCV })
        .expect("it is ours to write");
    println!("cargo::rustc-link-search={folder}");
    println!("cargo::rerun-if-changed=build.rs");
}
