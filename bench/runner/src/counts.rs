//! What can be counted exactly: instructions in the program, by callgrind, and system calls, by strace.
//!
//! The program runs twice, with two counts. What happens once falls out of the difference: starting, connecting, getting ready.

use std::io::{Read, Write};
use std::process::{ChildStderr, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;
use std::{env, fs, process, thread};

use picoredis_tests::server::Server;

use crate::Result;
use crate::contestant::Contestant;
use crate::items::Row;
use crate::rounds::Outcome;

/// How many commands or elements are counted, about.
const WORK: usize = 4000;

/// Nobody is counted for longer, unless something hangs: callgrind makes programs fifty times slower.
const PATIENCE: Duration = Duration::from_secs(60);

/// Adds the counts to a row's scores, if the row has any. What cannot be counted stays unknown.
pub(crate) fn add(server: &Server, outcome: &mut Outcome, contestants: &[Contestant]) {
    if !outcome.row.is_counted() {
        return;
    }
    let row = outcome.row;
    for score in &mut outcome.scores {
        let Some(one) = contestants.iter().find(|one| one.name == score.name) else { continue };
        // Instructions are the same however busy the machine is.
        let (instructions, calls) = thread::scope(|scope| {
            let instructions = scope.spawn(|| each(&row, |count| instructions(one, &row, server, count)));
            let calls = each(&row, |count| system_calls(one, &row, server, count));
            (instructions.join(), calls)
        });
        let instructions = instructions.unwrap_or_else(|_| Err("a counting thread has failed".into()));
        score.instructions = known(one, instructions);
        score.system_calls = known(one, calls);
    }
}

fn known(one: &Contestant, counted: Result<Option<f64>>) -> Option<f64> {
    counted.unwrap_or_else(|complaint| {
        eprintln!("not counted: {}: {complaint}", one.name);
        None
    })
}

/// Whether instructions can be counted here.
pub(crate) fn has_callgrind() -> bool {
    Command::new("valgrind").arg("--version").output().is_ok()
}

/// Whether system calls can be counted here.
pub(crate) fn has_strace() -> bool {
    Command::new(strace()).arg("--version").output().is_ok()
}

/// Where it is, if not in `PATH`.
fn strace() -> String {
    env::var("STRACE").unwrap_or_else(|_| "strace".into())
}

/// What one unit takes.
fn each(row: &Row, count_of: impl Fn(usize) -> Result<Option<f64>>) -> Result<Option<f64>> {
    let few = (WORK / row.size).max(2);
    match (count_of(few)?, count_of(2 * few)?) {
        (Some(less), Some(more)) => Ok(Some((more - less) / (few * row.units()) as f64)),
        _ => Ok(None),
    }
}

fn instructions(one: &Contestant, row: &Row, server: &Server, count: usize) -> Result<Option<f64>> {
    if !has_callgrind() {
        return Ok(None);
    }
    let watch = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"];
    let said = run(&mut one.command_for(row, server, &watch)?, count)?;
    let collected = said.lines().find_map(|line| line.split("Collected : ").nth(1)?.trim().parse().ok());
    collected.map(Some).ok_or_else(|| format!("valgrind did not say how many instructions {} has:\n{said}", one.name))
}

fn system_calls(one: &Contestant, row: &Row, server: &Server, count: usize) -> Result<Option<f64>> {
    if !has_strace() {
        return Ok(None);
    }
    let table = env::temp_dir().join(format!("picoredis-calls-{}", process::id()));
    let strace = strace();
    let watch = [&strace, "-f", "-c", "-o", &table.to_string_lossy()];
    run(&mut one.command_for(row, server, &watch)?, count)?;
    let text = fs::read_to_string(&table).map_err(|error| error.to_string())?;
    let _ = fs::remove_file(&table);
    // The columns are: % time, seconds, usecs/call, calls, errors, syscall.
    let total = text.lines().find(|line| line.trim_end().ends_with(" total"));
    let calls = total.and_then(|line| line.split_whitespace().nth(3)?.parse().ok());
    calls.map(Some).ok_or_else(|| format!("strace did not say how many calls {} makes:\n{text}", one.name))
}

/// Runs it for one round; what it said to standard error.
fn run(command: &mut Command, count: usize) -> Result<String> {
    let child = command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn();
    let mut child = child.map_err(|error| format!("{}: {error}", command.get_program().to_string_lossy()))?;
    let told = child.stdin.take().map(|mut input| writeln!(input, "{count}"));
    let said = until_end(child.stderr.take(), PATIENCE);
    if said.is_none() {
        // It ends by itself in the meantime at the best.
        let _ = child.kill();
    }
    let status = child.wait().map_err(|error| error.to_string())?;
    let said = said.ok_or_else(|| format!("no end after {} s", PATIENCE.as_secs()))?;
    if status.success() && matches!(told, Some(Ok(()))) { Ok(said) } else { Err(said) }
}

/// What is said until the end; `None` if that takes too long.
fn until_end(output: Option<ChildStderr>, patience: Duration) -> Option<String> {
    let (ended, end) = mpsc::channel();
    thread::spawn(move || {
        let mut said = Vec::new();
        // What was said before a failure is better than nothing.
        let _ = output.map(|mut output| output.read_to_end(&mut said));
        // Nobody hears any more when it took too long.
        let _ = ended.send(String::from_utf8_lossy(&said).into_owned());
    });
    end.recv_timeout(patience).ok()
}
