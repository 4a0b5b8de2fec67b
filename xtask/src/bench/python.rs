//! `cargo xtask bench python`: clients in Python, with their own runner in `bench/python`.

use std::path::{Path, PathBuf};

use super::folder;
use crate::failure::{Failure, Result};
use crate::python;
use crate::servers;
use crate::venv;
use crate::workspace::{command, output_of, root};

/// Installs who is compared, in an environment of its own, and has the runner compare them.
pub(super) fn run(items: &[String]) -> Result {
    let server = servers::ensure()?;
    let words: Vec<_> = server.command.iter().map(|word| word.to_string_lossy()).collect();
    let peers = requirements("requirements.txt")?;
    let environment = venv::ensure(&folder().join("python"), &peers.iter().map(String::as_str).collect::<Vec<_>>())?;
    eprintln!("Building the package");
    install(&environment, &["--force-reinstall", "--no-index", "--find-links"], &python::wheels()?, "picoredis-rs")?;
    let original = original(&environment)?;
    let mut runner = command(&environment);
    runner.arg(home().join("run.py")).args(items).env("ORIGINAL", original);
    let status = runner.env("PICOREDIS_TEST_SERVER", words.join("\n")).status()?;
    if status.success() { Ok(()) } else { Err(Failure::silent(1)) }
}

fn home() -> PathBuf {
    root().join("bench/python")
}

/// Packages with their versions.
fn requirements(file: &str) -> std::result::Result<Vec<String>, String> {
    let text = std::fs::read_to_string(home().join(file)).map_err(|error| format!("{file}: {error}"))?;
    Ok(text.lines().map(String::from).collect())
}

/// The folder of PicoRedis 0.1.1, which has the same name as this project's package, and is kept out of its way.
fn original(environment: &Path) -> std::result::Result<PathBuf, String> {
    let there = folder().join("original");
    if !there.exists() {
        for package in requirements("original.txt")? {
            install(environment, &["--no-deps", "--target"], &there, &package)?;
        }
    }
    Ok(there)
}

fn install(environment: &Path, how: &[&str], place: &Path, package: &str) -> std::result::Result<(), String> {
    let mut pip = command(environment);
    pip.args(["-m", "pip", "install", "--quiet"]).args(how).arg(place).arg(package);
    output_of(&mut pip).map(drop)
}
