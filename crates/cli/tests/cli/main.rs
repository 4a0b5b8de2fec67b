//! The `picoredis` command as a person or a script uses it, on private servers.

mod command_line;
mod modes;
mod pipe;
mod prompt;
mod readme;
mod side_by_side;
mod terminal;
#[cfg(feature = "tls")]
mod tls;

use std::ffi::OsStr;
use std::io::Write;
use std::process::{Command, Output, Stdio};
use std::thread;

use picoredis_tests::server::{Server, server};

/// What a run left behind.
#[derive(Debug, PartialEq)]
struct Ran {
    out: String,
    err: String,
    status: i32,
}

/// The command, with nothing in its environment that could change what it does.
fn picoredis() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_picoredis"));
    command.env_remove("REDISCLI_AUTH").stdin(Stdio::null());
    command.env("PICOREDISCLI_HISTFILE", "/dev/null").env("PICOREDISCLI_RCFILE", "/dev/null");
    command
}

/// The command on that server.
fn picoredis_on(server: &Server) -> Command {
    let mut command = picoredis();
    command.arg("-p").arg(server.port().to_string());
    command
}

/// Runs a command with these arguments on the shared server.
fn run<A: AsRef<OsStr>>(arguments: impl IntoIterator<Item = A>) -> Ran {
    ran(picoredis_on(server()).args(arguments))
}

fn ran(command: &mut Command) -> Ran {
    let Output { status, stdout, stderr } = command.output().unwrap();
    Ran { out: text(stdout), err: text(stderr), status: status.code().unwrap() }
}

/// The text of these bytes. What is not UTF-8 is not lost: a character stands for each byte.
fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|error| error.as_bytes().iter().map(|&byte| char::from(byte)).collect())
}

/// Runs a command with `input` on its standard input.
fn fed(command: &mut Command, input: &[u8]) -> Output {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    // Aside, as the command writes before it has read all. It may leave earlier than that.
    let feeder = thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    feeder.join().unwrap();
    output
}

/// A good end with these lines on standard output.
fn good(out: &str) -> Ran {
    Ran { out: out.into(), err: String::new(), status: 0 }
}

/// An end with this status and these lines on standard error.
fn bad(status: i32, err: &str) -> Ran {
    Ran { out: String::new(), err: err.into(), status }
}
