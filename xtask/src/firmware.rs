//! Programs for boards, run in QEMU against a private server; each judges what it hears, and its exit code tells.

use std::io::Read;
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use picoredis_tests::server::{Binary, Server};

use crate::cross::Cross;
use crate::failure::Result;
use crate::progress::{self, Ran};
use crate::qemu::{self, Machine};
use crate::servers;
use crate::steps::Outcome;
use crate::workspace::target;

/// Where the programs are.
const PLACE: &str = "firmware";

/// What they are made for, and where they run.
const BOARDS: &[(&str, Machine)] =
    &[("riscv32imac-unknown-none-elf", Machine::Riscv), ("thumbv7m-none-eabi", Machine::CortexM3)];

const PROGRAMS: &[&str] = &["blocking", "asynch"];

/// How long a program may take, all in all.
const LIMIT: Duration = Duration::from_secs(60);

/// Where the host's loopback is for a machine in QEMU.
const HOST: &str = "10.0.2.2";

/// `cargo xtask firmware`
pub(crate) fn run(arguments: &[String]) -> Result {
    if !arguments.is_empty() {
        return Err("usage: cargo xtask firmware".into());
    }
    let ran = play_all("firmware")?;
    if ran.ok { Ok(()) } else { Err(ran.output.into()) }
}

/// The step `firmware`
pub(crate) fn check(step: &str) -> std::result::Result<Outcome, String> {
    for (name, machine) in BOARDS {
        if let Err(reason) = Cross::to(name).map(drop).and_then(|()| machine.ensure()) {
            return Ok(Outcome::Skipped(reason));
        }
    }
    play_all(step).map(Outcome::Done)
}

/// Every program on every board, until one fails.
fn play_all(step: &str) -> std::result::Result<Ran, String> {
    let binary = servers::ensure()?;
    let mut all = Ran { ok: true, output: String::new() };
    for (name, machine) in BOARDS {
        let built = build(step, name)?;
        all.output += &built.output;
        all.ok = built.ok;
        for program in PROGRAMS {
            if !all.ok {
                return Ok(all);
            }
            let start = Instant::now();
            let ran = play(&binary, *machine, &folder().join(name).join("release").join(program))?;
            all.ok = ran.code == Some(0);
            let outcome = match ran.code {
                Some(0) => "ok".into(),
                Some(code) => format!("FAILED with {code}\n{}", ran.output),
                None => format!("FAILED: it did not end within {} s\n{}", LIMIT.as_secs(), ran.output),
            };
            let line = format!("{program} for {name}: {outcome} ({:.1} s)\n", start.elapsed().as_secs_f32());
            print!("{line}");
            all.output += &line;
        }
    }
    Ok(all)
}

fn folder() -> PathBuf {
    target().join("firmware").join("run")
}

fn build(step: &str, name: &'static str) -> std::result::Result<Ran, String> {
    let mut build = Cross::to(name)?.build(PLACE, &folder());
    progress::run(step, build.args(["--package", "session"]))
}

/// Runs a program beside a server of its own, which is started again when the program has sent it away.
fn play(binary: &Binary, machine: Machine, program: &Path) -> std::result::Result<qemu::Ran, String> {
    let server = start(binary, &[])?;
    let port = server.port().to_string();
    let mut watch = TcpStream::connect(("127.0.0.1", server.port())).map_err(|error| error.to_string())?;
    let mut command = machine.boot(program, &[HOST, &port, &local_port()])?;
    command.args(machine.network());
    thread::scope(|scope| {
        let next = scope.spawn(|| {
            // The server says nothing here until it is gone.
            let _ = watch.read(&mut [0]);
            start(binary, &["--port", &port])
        });
        let ran = qemu::run(&mut command, LIMIT);
        drop(server);
        let next = next.join().map_err(|_| "the server's keeper panicked")?;
        // That there was no other server matters only to a program that waits for it, and it says so.
        drop(next);
        ran
    })
}

fn start(binary: &Binary, arguments: &[&str]) -> std::result::Result<Server, String> {
    Server::start_with(binary, arguments).map_err(|error| error.to_string())
}

/// Another one in every run: the host may remember the last.
fn local_port() -> String {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    (49152 + now.as_millis() % 16000).to_string()
}
