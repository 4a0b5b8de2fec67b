//! What speed and size are promised, measured: instructions for what happens in memory, bytes of a program.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::failure::{Failure, Result};
use crate::workspace::{cargo, output_of, root, target};

/// What is counted, the item whose cost is not its own, and the promise.
const ITEMS: &[(&str, Option<&str>, &str, u64)] = &[
    ("bulks", Some("list-bulks"), "decode a small bulk string, borrowed", 120),
    ("bulks-1400", Some("list-bulks"), "the same, fed in chunks of 1400 bytes", 126),
    ("integers", Some("list-integers"), "decode an integer", 150),
    ("integers-1400", Some("list-integers"), "the same, fed in chunks of 1400 bytes", 157),
    ("vec-vec", Some("list-bulks"), "decode and build an element of Vec<Vec<u8>>", 550),
    ("vec-i64", Some("list-integers"), "decode and build an element of Vec<i64>", 200),
    ("set", None, "encode SET with key and value of 16 bytes", 250),
    ("get", None, "GET, but for the system's part", 1000),
];

/// Two counts whose difference is divided by the difference between them: what happens once falls out.
const COUNTS: [u64; 2] = [100_000, 200_000];

/// The size of a program with picoredis above one with a bare socket, in KiB.
const PING: u64 = 50;

/// `cargo xtask measure`
pub(crate) fn run(arguments: &[String]) -> Result {
    if !arguments.is_empty() {
        return Err("usage: cargo xtask measure".into());
    }
    let kept = [instructions()?, sizes()?];
    if kept.contains(&false) { Err("a promise is not kept: see above".into()) } else { Ok(()) }
}

/// Whether every promise is kept.
fn instructions() -> Result<bool> {
    let program = build("bench/instructions")?.join("instructions");
    println!("{:<48} {:>12} {:>10}", "instructions (callgrind)", "measured", "promised");
    let mut kept = true;
    for (item, beside, words, promised) in ITEMS {
        let beside = beside.map_or(Ok(0.0), |beside| cost(&program, beside))?;
        let cost = cost(&program, item)? - beside;
        println!("{words:<48} {cost:>12.1} {promised:>10}");
        kept &= cost <= *promised as f64;
    }
    Ok(kept)
}

/// What one of an item costs.
fn cost(program: &PathBuf, item: &str) -> Result<f64> {
    let [few, many] = COUNTS.map(|count| {
        let mut command = Command::new(program);
        command.args([item, &count.to_string()]);
        count_instructions(&command)
    });
    Ok((many? as f64 - few? as f64) / (COUNTS[1] - COUNTS[0]) as f64)
}

/// How many instructions a program executes from its start to its end.
pub(crate) fn count_instructions(program: &Command) -> Result<u64> {
    let mut command = Command::new("valgrind");
    command.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]).arg(program.get_program());
    let output = command.args(program.get_args()).output();
    let output = output.map_err(|error| format!("valgrind: {error} (the Debian package is `valgrind`)"))?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let collected = said.lines().find_map(|line| line.split("Collected : ").nth(1)?.trim().parse().ok());
    collected.ok_or_else(|| Failure::from(format!("valgrind did not say how many instructions:\n{said}")))
}

fn sizes() -> Result<bool> {
    let folder = build("bench/ping")?;
    let size = |name| fs::metadata(folder.join(name)).map(|data| data.len());
    let (ping, bare) = (size("ping")?, size("bare")?);
    println!();
    println!("{:<48} {:>12} {:>10}", "bytes of a stripped program", "measured", "promised");
    println!("{:<48} {bare:>12}", "a bare TcpStream that says PING");
    println!("{:<48} {ping:>12}", "the same with picoredis");
    println!("{:<48} {:>12} {:>10}", "difference", ping - bare, PING << 10);
    Ok(ping - bare <= PING << 10)
}

/// Builds a program of `bench/`; returns the folder that it is in.
fn build(program: &str) -> Result<PathBuf> {
    let folder = target().join("bench");
    let manifest = root().join(program).join("Cargo.toml");
    let mut command = cargo();
    command.args(["build", "--quiet", "--release", "--manifest-path"]).arg(manifest).arg("--target-dir").arg(&folder);
    output_of(&mut command)?;
    Ok(folder.join("release"))
}
