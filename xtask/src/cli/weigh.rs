//! How large the command is, and what its start costs beside redis-cli's.

use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use picoredis_tests::server::{Binary, Server, binaries};

use crate::failure::{Failure, Result};
use crate::measure::count_instructions;
use crate::servers;
use crate::workspace::{cargo, output_of, target};

/// A build: its name, what cargo is told besides, and how many bytes are asked for.
type Build = (&'static str, &'static [&'static str], u64);

const BUILDS: [Build; 2] = [("without TLS", &["--no-default-features"], 700_000), ("with TLS", &[], 1_500_000)];

/// What the linker is told for the smallest program; see the command's README.
const SMALLEST: &[&str] = &["-Clink-arg=-Wl,-T,crates/cli/without_unwinding.ld", "-Clink-arg=-Wl,--no-eh-frame-hdr"];

/// How often each program is started.
const STARTS: usize = 300;

/// `cargo xtask weigh`: it only tells; what is missed is marked.
pub(crate) fn run(arguments: &[String]) -> Result {
    if !arguments.is_empty() {
        return Err("usage: cargo xtask weigh".into());
    }
    let programs = sizes()?;
    servers::ensure()?;
    for binary in binaries() {
        if let Some(cli) = &binary.cli {
            starts(&binary, cli, &programs)?;
        }
    }
    Ok(())
}

/// Builds the command each way; returns where it is.
fn sizes() -> Result<Vec<(&'static str, PathBuf)>> {
    println!("{:<32} {:>12} {:>10} {:>14}", "bytes of the stripped program", "measured", "asked", "the smallest");
    let mut programs = Vec::new();
    for build in BUILDS {
        let (name, _, asked) = build;
        let has_script = cfg!(all(target_os = "linux", target_env = "gnu"));
        let smallest =
            if has_script { fs::metadata(built(build, SMALLEST)?)?.len().to_string() } else { String::new() };
        let program = built(build, &[])?;
        let size = fs::metadata(&program)?.len();
        println!("{name:<32} {size:>12} {asked:>10} {smallest:>14}{}", if size > asked { "  missed" } else { "" });
        programs.push((name, program));
    }
    Ok(programs)
}

/// Builds the command, in one place whatever rustc is told besides.
fn built((name, options, _): Build, flags: &[&str]) -> Result<PathBuf> {
    let folder = target().join("weigh").join(name.replace(' ', "-"));
    let mut build = cargo();
    build.args(["rustc", "--quiet", "--release", "-p", "picoredis-cli", "--target-dir"]).arg(&folder).args(options);
    output_of(build.arg("--").args(flags))?;
    Ok(folder.join("release/picoredis"))
}

/// Both programs ask a private server for PING, in turns, so that whatever else the machine does falls on both.
fn starts(binary: &Binary, cli: &[OsString], programs: &[(&'static str, PathBuf)]) -> Result {
    let server = Server::start_with(binary, &[])?;
    let port = server.port().to_string();
    let ours = programs.iter().map(|(name, program)| (format!("picoredis {name}"), vec![program.into()]));
    let theirs = (format!("the cli of {}", binary.name), cli.to_vec());
    let contestants: Vec<(String, Vec<OsString>)> = std::iter::once(theirs).chain(ours).collect();
    let mut times = vec![Vec::new(); contestants.len()];
    for _ in 0..STARTS {
        for ((_, line), times) in contestants.iter().zip(&mut times) {
            times.push(time(&mut ping(line, &port))?);
        }
    }
    println!("\n{:<32} {:>12} {:>10} {:>14}", "start, PING, end", "median, us", "least, us", "instructions");
    for ((name, line), mut times) in contestants.into_iter().zip(times) {
        times.sort_unstable();
        let (median, least) = (times[STARTS / 2].as_micros(), times[0].as_micros());
        println!("{name:<32} {median:>12} {least:>10} {:>14}", count_instructions(&ping(&line, &port))?);
    }
    Ok(())
}

fn ping(line: &[OsString], port: &str) -> Command {
    let mut command = Command::new(&line[0]);
    command.args(&line[1..]).args(["-p", port, "PING"]).env_remove("REDISCLI_AUTH");
    command
}

fn time(command: &mut Command) -> Result<Duration> {
    command.stdin(Stdio::null()).stdout(Stdio::null());
    let begin = Instant::now();
    let status = command.status()?;
    let time = begin.elapsed();
    if status.success() { Ok(time) } else { Err(Failure::from(format!("{command:?}: {status}"))) }
}
