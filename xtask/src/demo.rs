//! The README's session on a private server, or a prompt on it. Nothing stays behind, however it ends.

use std::fmt;
use std::io::{self, Write};
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::thread;

use picoredis_tests::server::Server;
use signal_hook::consts::{SIGCHLD, SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

use crate::failure::{Failure, Result};
use crate::servers;
use crate::workspace::{cargo, root};

/// The README's session as a program; it takes the address of the server.
const SESSION: &str = "crates/client/examples/session.rs";

/// What a demonstration is about.
#[derive(Clone, Copy, PartialEq)]
enum Mode {
    /// Plays the session by itself
    Session,
    /// Leaves the person at a prompt
    Shell,
}

/// `cargo xtask demo [--shell]`
pub(crate) fn run(arguments: &[String]) -> Result {
    let mode = match arguments {
        [] => Mode::Session,
        [word] if word == "--shell" => Mode::Shell,
        _ => return Err("usage: cargo xtask demo [--shell]".into()),
    };
    let binary = servers::ensure()?;
    // From here on a signal waits until it can be answered: by then the server is ours to stop.
    let signals = Signals::new([SIGCHLD, SIGINT, SIGTERM, SIGHUP])?;
    let server = Server::start_with(&binary, &[])?;
    say(format_args!("A private {} listens at {} (process {})\n", binary.name, server.url(), server.pid()));
    let ending = play(player(mode, &server)?, signals, mode);
    drop(server);
    say(format_args!("\nThe server is stopped."));
    ending?.into_result()
}

/// Tells whoever still reads.
fn say(line: fmt::Arguments<'_>) {
    // Whoever has seen enough, as `head` has, keeps nobody from stopping the server.
    let _ = writeln!(io::stdout(), "{line}");
}

fn play(mut player: Command, signals: Signals, mode: Mode) -> Result<Ending> {
    if mode == Mode::Session {
        player.stdout(Stdio::piped());
    }
    let mut child = player.spawn()?;
    let passing_on = child.stdout.take().map(|session| thread::spawn(|| pass_on(session)));
    let ending = attend(child, signals, mode);
    if let Some(passing_on) = passing_on {
        // What is passed on ends with the session.
        let _ = passing_on.join();
    }
    ending
}

/// Passes on what the session says. When nobody reads any more, it is played to the end for nobody: to the session, a broken
/// pipe would be a failure.
fn pass_on(mut session: ChildStdout) {
    if io::copy(&mut session, &mut io::stdout()).is_err() {
        let _ = io::copy(&mut session, &mut io::sink());
    }
}

fn player(mode: Mode, server: &Server) -> Result<Command> {
    let mut command = cargo();
    match mode {
        Mode::Session if !root().join(SESSION).exists() => return Err(format!("{SESSION} is not there").into()),
        Mode::Session => {
            command.args(["run", "--quiet", "-p", "picoredis", "--example", "session", "--", &server.url()])
        }
        Mode::Shell => {
            let port = server.port().to_string();
            command.args(["run", "--quiet", "-p", "picoredis-cli", "--bin", "picoredis", "--", "-p", &port])
        }
    };
    Ok(command)
}

/// How a demonstration came to its end.
enum Ending {
    Exited(ExitStatus),
    Interrupted(i32),
}

impl Ending {
    /// A signal becomes the status that a shell gives it; but Ctrl-C is a person's way to end a demonstration.
    fn into_result(self) -> Result {
        let signal = match self {
            Self::Exited(status) if status.success() => return Ok(()),
            Self::Interrupted(SIGINT) => return Ok(()),
            Self::Exited(status) if status.signal() == Some(SIGINT) => return Ok(()),
            Self::Exited(status) => status.signal(),
            Self::Interrupted(signal) => Some(signal),
        };
        let code = signal.and_then(|signal| u8::try_from(128 + signal).ok());
        Err(Failure::silent(code.unwrap_or(1)))
    }
}

/// Waits for the end of `child`, or for a signal that ends it.
fn attend(mut child: Child, mut signals: Signals, mode: Mode) -> Result<Ending> {
    let mut interrupted = None;
    for signal in signals.forever() {
        match signal {
            SIGCHLD => {
                if let Some(status) = child.try_wait()? {
                    return Ok(interrupted.map_or(Ending::Exited(status), Ending::Interrupted));
                }
            }
            // At the prompt, Ctrl-C is the prompt's.
            SIGINT if mode == Mode::Shell => {}
            _ => {
                interrupted = Some(signal);
                child.kill()?;
            }
        }
    }
    Err("the signals have ended".into())
}
