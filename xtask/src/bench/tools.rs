//! What the runner and its contestants use: what is missing is fetched, or said to be missing.

use std::path::PathBuf;
use std::process::Command;

use picoredis_tests::server::Binary;

use crate::debian::{self, Suite};
use crate::workspace::{output_of, target};

/// Has the runner find strace, and says what cannot be counted.
pub(super) fn provide(runner: &mut Command, server: &Binary) {
    if let Some(words) = benchmark(server) {
        runner.env("REDIS_BENCHMARK", words.join("\t"));
    }
    if output_of(Command::new("valgrind").arg("--version")).is_err() {
        eprintln!("Instructions are not counted: there is no valgrind here (the Debian package is `valgrind`).");
    }
    if output_of(Command::new("strace").arg("--version")).is_ok() {
        return;
    }
    match strace() {
        Ok(path) => drop(runner.env("STRACE", path)),
        Err(reason) => eprintln!("System calls are not counted: there is no strace here ({reason})."),
    }
}

/// The command line of the `redis-benchmark` that stands beside the server's `redis-cli`.
fn benchmark(server: &Binary) -> Option<Vec<String>> {
    let cli = server.cli.as_ref()?.iter().map(|word| word.to_string_lossy());
    Some(
        cli.map(|word| word.replace("redis-cli", "redis-benchmark").replace("valkey-cli", "valkey-benchmark"))
            .collect(),
    )
}

fn strace() -> Result<PathBuf, String> {
    let folder = target().join("strace");
    debian::unpack(Suite::Own, &["strace"], &["strace", "lib"], &folder)?;
    debian::script(&folder, "strace")
}
