//! The steps of `cargo xtask test`: one row for each.

use std::net::TcpStream;
use std::path::PathBuf;
use std::{env, fs, io};

use crate::bench;
use crate::boards;
use crate::firmware;
use crate::hiredis;
use crate::micropython;
use crate::msrv;
use crate::progress::{self, Ran};
use crate::python;
use crate::servers;
use crate::size;
use crate::workspace::{cargo, command, in_ci, output_of};

/// One step.
pub(crate) struct Step {
    pub(crate) name: &'static str,
    /// Files without which there is nothing to test yet
    pub(crate) needs: &'static [&'static str],
    work: Work,
}

/// What a step does.
enum Work {
    /// These cargo commands one after the other, until one fails
    Cargo(&'static [&'static str]),
    /// Something that takes more than cargo; it is given the name of the step
    Call(fn(&str) -> Result<Outcome, String>),
    /// The same, where it only compiles: it needs nobody's time, and can wait
    Beside(fn(&str) -> Result<Outcome, String>),
}

/// What became of a step.
pub(crate) enum Outcome {
    Done(Ran),
    /// The reason, for people
    Skipped(String),
}

pub(crate) const STEPS: &[Step] = &[
    Step { name: "servers", needs: &[], work: Work::Call(fetch_server) },
    Step { name: "newer", needs: &[], work: Work::Call(fetch_newer_servers) },
    Step { name: "tests", needs: &[], work: Work::Cargo(&["test --workspace --all-targets --no-fail-fast"]) },
    Step { name: "docs", needs: &[], work: Work::Cargo(&["test --workspace --doc --no-fail-fast"]) },
    Step {
        name: "features",
        needs: &[],
        work: Work::Cargo(&[
            "test -p picoredis-core --no-default-features",
            "test -p picoredis-core --features alloc",
            "test -p picoredis-core --all-features",
            "clippy -p picoredis --no-default-features -- -D warnings",
            "clippy -p picoredis --no-default-features --features alloc -- -D warnings",
            "clippy -p picoredis --no-default-features --features async -- -D warnings",
            "clippy -p picoredis --features tokio -- -D warnings",
            "clippy -p picoredis --features tls -- -D warnings",
            "test -p picoredis --test without_tls",
            "test -p picoredis-tests --features tls --test tls",
            "test -p picoredis-tests --features tls-aws-lc-rs --test tls",
            "test -p picoredis --all-features",
        ]),
    },
    Step { name: "panics", needs: &["tests/no_panic/Cargo.toml"], work: Work::Cargo(&["xtask panics"]) },
    Step { name: "commands", needs: &["xtask/commands/replies.txt"], work: Work::Cargo(&["xtask commands --check"]) },
    Step { name: "hiredis", needs: &["tests/hiredis_oracle.py"], work: Work::Call(hiredis::compare) },
    Step { name: "micropython", needs: &["crates/micropython/picoredis.py"], work: Work::Call(micropython::check) },
    Step { name: "python", needs: &["crates/python/pyproject.toml"], work: Work::Call(python::check) },
    Step { name: "bench", needs: &[bench::MANIFEST], work: Work::Call(bench::check) },
    Step { name: "programs", needs: &["firmware/Cargo.toml"], work: Work::Beside(firmware::compile) },
    Step { name: "firmware", needs: &["firmware/Cargo.toml"], work: Work::Call(firmware::check) },
    Step { name: "boards", needs: &["firmware/boards/README.md"], work: Work::Beside(boards::check) },
    Step { name: "size", needs: &["firmware/size.txt"], work: Work::Beside(size::check) },
    Step { name: "msrv", needs: &[], work: Work::Beside(msrv::check) },
    Step { name: "packages", needs: &["crates/core/README.md"], work: Work::Beside(package) },
    Step { name: "demo", needs: &["crates/client/examples/session.rs"], work: Work::Call(play_demo) },
];

impl Step {
    /// Whether it is done beside the others.
    pub(crate) fn is_beside(&self) -> bool {
        matches!(self.work, Work::Beside(_))
    }

    pub(crate) fn run(&self) -> Result<Outcome, String> {
        match &self.work {
            Work::Cargo(lines) => run_cargo(self.name, lines).map(Outcome::Done),
            Work::Call(function) | Work::Beside(function) => function(self.name),
        }
    }
}

fn run_cargo(step: &str, lines: &[&str]) -> Result<Ran, String> {
    let mut all = Ran { ok: true, output: String::new() };
    for line in lines {
        let ran = progress::run(step, cargo().args(line.split_whitespace()))?;
        all.output += &format!("$ cargo {line}\n{}", ran.output);
        all.ok = ran.ok;
        if !ran.ok {
            break;
        }
    }
    Ok(all)
}

fn fetch_server(_: &str) -> Result<Outcome, String> {
    servers::ensure().map(|_| Outcome::Done(Ran { ok: true, output: String::new() }))
}

fn fetch_newer_servers(_: &str) -> Result<Outcome, String> {
    Ok(match servers::newer() {
        Ok(()) => Outcome::Done(Ran { ok: true, output: String::new() }),
        Err(reason) => Outcome::Skipped(format!("no Redis 8 and Valkey 9: {reason}")),
    })
}

/// Packs what is published and builds each package from its archive alone.
fn package(step: &str) -> Result<Outcome, String> {
    if !can_publish_together()? {
        return Ok(Outcome::Skipped("cargo before 1.90 cannot pack crates that need each other's new version".into()));
    }
    let mut command = cargo();
    command.args(["publish", "--dry-run", "-p", "picoredis-core", "-p", "picoredis", "-p", "picoredis-cli"]);
    if !in_ci() {
        // Somebody is at work here; a fresh clone has to be clean.
        command.arg("--allow-dirty");
    }
    forget_packages().map_err(|error| error.to_string())?;
    progress::run(step, &mut command).map(Outcome::Done)
}

/// Removes what cargo keeps of our packages from an earlier dry run: it takes one of the same version, packed before the
/// last change, for this one.
fn forget_packages() -> io::Result<()> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(PathBuf::from(env::var_os("HOME")?).join(".cargo")));
    let Some(home) = home else { return Ok(()) };
    for kept in ["src", "cache"] {
        let Ok(registries) = fs::read_dir(home.join("registry").join(kept)) else { continue };
        for registry in registries {
            let registry = registry?;
            // A dry run's own registry is a folder, and has no host before the dash.
            if registry.file_name().to_string_lossy().starts_with('-') {
                fs::remove_dir_all(registry.path())?;
            }
        }
    }
    Ok(())
}

fn can_publish_together() -> Result<bool, String> {
    let version = output_of(cargo().arg("--version"))?;
    let minor = version.split('.').nth(1).and_then(|minor| minor.parse::<u32>().ok());
    Ok(minor.is_some_and(|minor| minor >= 90))
}

/// Plays the demo, then looks whether its server is really gone; and once more, to a reader who does not hear the end.
fn play_demo(step: &str) -> Result<Outcome, String> {
    let mut ran = progress::run(step, cargo().args(["xtask", "demo"]))?;
    let port = port_in(&ran.output);
    if ran.ok && port.is_none_or(|port| TcpStream::connect(("127.0.0.1", port)).is_ok()) {
        ran.ok = false;
        ran.output += "the demo's server is still there, or was never named\n";
    }
    let head = r#"{ "$@" || echo failed >&2; } | head -n 1"#;
    let left =
        progress::run(step, command("sh").args(["-c", head, "sh"]).arg(cargo().get_program()).args(["xtask", "demo"]))?;
    if left.output.lines().count() != 1 {
        ran.ok = false;
        ran.output += &format!("to a reader who leaves after a line, the demo says:\n{}", left.output);
    }
    Ok(Outcome::Done(ran))
}

fn port_in(output: &str) -> Option<u16> {
    let (_, rest) = output.split_once("redis://127.0.0.1:")?;
    rest.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::port_in;

    #[test]
    fn finds_the_demos_port() {
        assert_eq!(port_in("A private redis listens at redis://127.0.0.1:4711 (process 1)\n"), Some(4711));
        assert_eq!(port_in("nothing"), None);
    }
}
