//! `cargo xtask python`: builds the Python package and runs its tests, in an environment of its own.

mod others;

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::Result;
use crate::progress::{self, Ran};
use crate::servers;
use crate::steps::Outcome;
use crate::venv;
use crate::workspace::{cargo, command, in_ci, output_of, target};

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
    let mut format = cargo();
    format.args(["fmt", "--check", "--manifest-path", &manifest()]);
    let [pack, build] = build(python);
    let mut install = command(python);
    install.args(["-m", "pip", "install", "--quiet", "--force-reinstall", "--no-index", "--find-links"]);
    install.arg(folder_of_wheels()).arg("picoredis-rs");
    let mut test = command(python);
    run_tests(&mut test, python)?;
    let mut works = vec![format, lint(&build_folder()), lint_without_lock()?, pack, build, install, test];
    for other in others::ALL {
        match other.works(python) {
            Ok([build, unpack, mut test]) => {
                run_tests(&mut test, python)?;
                works.extend([build, unpack, test]);
            }
            Err(reason) if in_ci() => return Err(reason),
            Err(reason) => eprintln!("{} cannot be had, and runs no tests: {reason}", other.name),
        }
    }
    let mut all = Ran { ok: true, output: String::new() };
    for work in &mut works {
        let ran = progress::run(step, work)?;
        all.output += &ran.output;
        all.ok = ran.ok;
        if !ran.ok {
            break;
        }
    }
    if all.ok {
        all.output += &small_enough()?;
    }
    Ok(all)
}

fn lint(folder: &Path) -> Command {
    let mut lint = cargo();
    lint.args(["clippy", "--quiet", "--manifest-path", &manifest(), "--", "-D", "warnings"]);
    lint.env("CARGO_TARGET_DIR", folder);
    lint
}

/// What PyO3 is told of the interpreter without a lock, which no suite of Debian has.
const WITHOUT_LOCK: &str = "\
implementation=CPython
version=3.14
shared=true
build_flags=Py_GIL_DISABLED
suppress_build_script_link_lines=true
";

/// Compiles what there is for an interpreter without a lock, as it cannot be run.
fn lint_without_lock() -> std::result::Result<Command, String> {
    let folder = target().join("python/cp314t");
    let told = folder.join("interpreter.txt");
    // What is written anew is compiled anew.
    if !std::fs::read_to_string(&told).is_ok_and(|there| there == WITHOUT_LOCK) {
        let written = std::fs::create_dir_all(&folder).and_then(|()| std::fs::write(&told, WITHOUT_LOCK));
        written.map_err(|error| format!("{}: {error}", told.display()))?;
    }
    let mut lint = lint(&folder);
    lint.env("PYO3_CONFIG_FILE", told);
    Ok(lint)
}

/// Has an interpreter run the tests.
fn run_tests(test: &mut Command, python: &Path) -> std::result::Result<(), String> {
    let server = servers::ensure()?;
    let words: Vec<_> = server.command.iter().map(|word| word.to_string_lossy()).collect();
    test.args(["-m", "pytest", "-q", "-p", "no:cacheprovider"]).arg(format!("{FOLDER}/tests"));
    test.env("PICOREDIS_TEST_SERVER", words.join("\n")).env("PYTHONDONTWRITEBYTECODE", "1");
    test.env("PICOREDIS_TEST_ORIGINAL", original(python)?);
    if let Ok(pyright) = pyright() {
        test.env("PICOREDIS_TEST_PYRIGHT", pyright);
    }
    Ok(())
}

/// Packs the sources as they are published, and builds a wheel of them: no other is there.
fn build(python: &Path) -> [Command; 2] {
    let sources = target().join("python/sources");
    for folder in [&sources, &folder_of_wheels()] {
        // An old one would be taken for the new one.
        let _ = std::fs::remove_dir_all(folder);
    }
    let mut pack = command(python);
    pack.args(["-m", "maturin", "sdist", "--manifest-path", &manifest(), "--out"]).arg(&sources);
    let mut build = command(python);
    // Pip has a cache of its own, in which a wheel is known by where its sources lay.
    build.args(["-m", "pip", "--no-cache-dir", "wheel", "--quiet", "--no-deps"]);
    build.args(["--no-build-isolation", "--no-binary", ":all:"]);
    build.args(["--no-index", "--find-links"]).arg(&sources).arg("--wheel-dir").arg(folder_of_wheels());
    build.arg("picoredis-rs");
    // The environment's maturin is called by its name.
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = python.parent().map(PathBuf::from).into_iter().chain(std::env::split_paths(&path));
    build.env("PATH", std::env::join_paths(folders).unwrap_or(path));
    for work in [&mut pack, &mut build] {
        work.env("CARGO_TARGET_DIR", build_folder());
    }
    // Else all that is packed is of the same day in 2006, and cargo takes what it has built before for the newer one.
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    pack.env("SOURCE_DATE_EPOCH", now.as_secs().to_string());
    [pack, build]
}

/// Builds a wheel: the folder that it is in.
///
/// # Errors
/// What the compiler says, or why there is no environment for it.
pub(crate) fn wheels() -> std::result::Result<PathBuf, String> {
    for mut work in build(&environment()?) {
        output_of(&mut work)?;
    }
    Ok(folder_of_wheels())
}

/// The other checker of types, fetched unless it is there.
fn pyright() -> std::result::Result<PathBuf, String> {
    let folder = target().join("python/pyright");
    let program = folder.join("node_modules/.bin/pyright");
    if !program.exists() {
        let mut npm = command("npm");
        npm.args(["install", "--silent", "--no-fund", "--no-audit", "pyright@1", "--prefix"]);
        output_of(npm.arg(&folder))?;
    }
    Ok(program)
}

fn manifest() -> String {
    format!("{FOLDER}/Cargo.toml")
}

fn build_folder() -> PathBuf {
    target().join("python/build")
}

fn folder_of_wheels() -> PathBuf {
    target().join("python/wheels")
}

/// How large a wheel may be, in bytes.
const MOST: u64 = 1_500_000;

/// How large the wheel is.
fn small_enough() -> std::result::Result<String, String> {
    let wheels = std::fs::read_dir(folder_of_wheels()).map_err(|error| error.to_string())?;
    let sizes = wheels.flatten().filter_map(|wheel| wheel.metadata().ok()).map(|data| data.len());
    let largest = sizes.max().ok_or("there is no wheel")?;
    if largest > MOST {
        Err(format!("the wheel has {largest} bytes, and {MOST} at the most"))
    } else {
        Ok(format!("wheel: {largest} bytes\n"))
    }
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
