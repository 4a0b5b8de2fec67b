//! What is installed on boards: `dist/micropython/ARCH/`, each with the `package.json` that `mip` reads.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;

use super::native;
use crate::workspace::root;

/// Where the sources are.
pub(super) const CRATE: &str = "crates/micropython";

/// The client, which stands in every package.
const CLIENT: &str = "picoredis.py";

/// The codec for boards that no native module runs on.
const PURE: &str = "picoredis_codec.py";

/// A folder with all that one kind of board needs.
pub(super) struct Package {
    pub(super) folder: PathBuf,
    pub(super) native: bool,
}

/// Makes every package anew.
///
/// # Errors
/// What could not be built or written.
pub(super) fn build() -> Result<Vec<Package>, String> {
    let sources = root().join(CRATE);
    let pure = package("py", &[sources.join(CLIENT), sources.join(PURE)])?;
    let mut packages = vec![Package { folder: pure, native: false }];
    if cfg!(target_arch = "x86_64") {
        let native = package("x64", &[sources.join(CLIENT), native::build()?])?;
        packages.push(Package { folder: native, native: true });
    } else {
        eprintln!("The native module is only built on x86-64 yet: no dist/micropython/x64.");
    }
    Ok(packages)
}

/// Copies `files` to the folder of `arch`, where nothing else stays.
fn package(arch: &str, files: &[PathBuf]) -> Result<PathBuf, String> {
    let folder = root().join("dist/micropython").join(arch);
    let written = write(&folder, files);
    written.map(|()| folder.clone()).map_err(|error| format!("cannot write {}: {error}", folder.display()))
}

fn write(folder: &Path, files: &[PathBuf]) -> std::io::Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)?;
    let mut urls = Vec::new();
    for file in files {
        let name = file.file_name().unwrap_or_default();
        fs::copy(file, folder.join(name))?;
        urls.push([name.to_string_lossy(), name.to_string_lossy()]);
    }
    let index = json!({"urls": urls, "version": env!("CARGO_PKG_VERSION")});
    fs::write(folder.join("package.json"), format!("{index:#}\n"))
}
