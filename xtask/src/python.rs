//! `cargo xtask python`: builds the Python package and runs its tests, in an environment of its own.

use std::path::{Path, PathBuf};

use crate::failure::Result;
use crate::progress::{self, Ran};
use crate::servers;
use crate::steps::Outcome;
use crate::venv;
use crate::workspace::{cargo, command, output_of, target};

/// Where the package is.
const FOLDER: &str = "crates/python";

/// What building and testing it takes; uvloop is another loop that it has to work on, redis-py runs on its codec, and
/// mypy reads its types.
const PACKAGES: &[&str] = &["maturin>=1.9,<2", "pytest>=8,<9", "uvloop>=0.21,<1", "redis>=6.2,<9", "mypy>=1.10,<3"];

/// `cargo xtask python`
pub(crate) fn run(arguments: &[String]) -> Result {
    if !arguments.is_empty() {
        return Err("usage: cargo xtask python".into());
    }
    let ran = build_and_test("python", &environment()?)?;
    print!("{}", ran.output);
    if ran.ok { Ok(()) } else { Err("a test has failed: see above".into()) }
}

/// The step `python`
pub(crate) fn check(step: &str) -> std::result::Result<Outcome, String> {
    match environment() {
        Ok(python) => build_and_test(step, &python).map(Outcome::Done),
        Err(reason) => Ok(Outcome::Skipped(format!("no environment for Python: {reason}"))),
    }
}

fn environment() -> std::result::Result<PathBuf, String> {
    venv::ensure(&target().join("python/venv"), PACKAGES)
}

/// Lints, builds a wheel, installs it, and runs the tests against it; stops at the first that fails.
fn build_and_test(step: &str, python: &Path) -> std::result::Result<Ran, String> {
    let server = servers::ensure()?;
    let words: Vec<_> = server.command.iter().map(|word| word.to_string_lossy()).collect();
    let wheels = target().join("python/wheels");
    // An old wheel would be installed beside the new one.
    let _ = std::fs::remove_dir_all(&wheels);
    let manifest = format!("{FOLDER}/Cargo.toml");
    let mut lint = cargo();
    lint.args(["clippy", "--quiet", "--manifest-path", &manifest, "--", "-D", "warnings"]);
    let mut format = cargo();
    format.args(["fmt", "--check", "--manifest-path", &manifest]);
    let mut build = command(python);
    build.args(["-m", "maturin", "build", "--release", "--manifest-path", &manifest, "--out"]).arg(&wheels);
    build.arg("--interpreter").arg(python);
    let mut install = command(python);
    install.args(["-m", "pip", "install", "--quiet", "--force-reinstall", "--no-index", "--find-links"]);
    install.arg(&wheels).arg("picoredis-rs");
    let mut test = command(python);
    test.args(["-m", "pytest", "-q", "-p", "no:cacheprovider"]).arg(format!("{FOLDER}/tests"));
    test.env("PICOREDIS_TEST_SERVER", words.join("\n")).env("PYTHONDONTWRITEBYTECODE", "1");
    if let Ok(original) = original(python) {
        test.env("PICOREDIS_TEST_ORIGINAL", original);
    }
    let mut all = Ran { ok: true, output: String::new() };
    for work in [&mut format, &mut lint, &mut build, &mut install, &mut test] {
        work.env("CARGO_TARGET_DIR", target().join("python/build"));
        let ran = progress::run(step, work)?;
        all.output += &ran.output;
        all.ok = ran.ok;
        if !ran.ok {
            break;
        }
    }
    Ok(all)
}

/// The original picoredis 0.1.1, fetched unless it is there: the file of its module.
fn original(python: &Path) -> std::result::Result<PathBuf, String> {
    let folder = target().join("python/original");
    let module = folder.join("picoredis.py");
    if !module.exists() {
        let mut pip = command(python);
        pip.args(["-m", "pip", "install", "--quiet", "--no-deps", "--target"]).arg(&folder);
        output_of(pip.arg("picoredis==0.1.1"))?;
    }
    Ok(module)
}
