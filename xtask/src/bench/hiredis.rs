//! The sources of hiredis, as they come with its Python package: Debian's are old.

use std::fs;
use std::path::{Path, PathBuf};

use super::folder;
use crate::venv;
use crate::workspace::{command, output_of, target};

/// Where they are, and what people call them.
pub(super) struct Source {
    pub(super) folder: PathBuf,
    pub(super) label: String,
}

/// Fetches them, unless they are there.
///
/// # Errors
/// Why they cannot be had on this machine.
pub(super) fn fetch() -> Result<Source, String> {
    let place = folder().join("hiredis");
    if find(&place).is_none() {
        let python = venv::ensure(&target().join("venv"), &["hiredis"])?;
        let mut download = command(python);
        download.args(["-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", "hiredis", "hiredis"]);
        output_of(download.arg("--dest").arg(&place))?;
        let archive = entries(&place).find(|path| path.extension().is_some_and(|extension| extension == "gz"));
        output_of(command("tar").arg("xzf").arg(archive.ok_or("no archive came")?).arg("-C").arg(&place))?;
    }
    let folder = find(&place).ok_or("the package has no sources of hiredis")?;
    let label = format!("hiredis {}", version(&folder).ok_or("hiredis.h does not say its version")?);
    Ok(Source { folder, label })
}

fn find(place: &Path) -> Option<PathBuf> {
    entries(place).map(|package| package.join("vendor/hiredis")).find(|folder| folder.join("hiredis.c").is_file())
}

fn entries(folder: &Path) -> impl Iterator<Item = PathBuf> {
    fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path())
}

/// Its three numbers.
fn version(folder: &Path) -> Option<String> {
    let header = fs::read_to_string(folder.join("hiredis.h")).ok()?;
    let number = |name: &str| {
        let line = header.lines().find_map(|line| line.strip_prefix(&format!("#define HIREDIS_{name} ")));
        line.map(|number| number.trim().to_owned())
    };
    Some([number("MAJOR")?, number("MINOR")?, number("PATCH")?].join("."))
}
