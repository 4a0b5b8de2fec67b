//! Runs a long command: what it says is kept, and a person sees that it is alive.

use std::io::{self, BufRead, BufReader, IsTerminal, Read, Write};
use std::process::{Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

/// How often a terminal's line is rewritten.
const TICK: Duration = Duration::from_millis(200);

/// Has a terminal forget its line.
const CLEAR: &str = "\r\x1b[K";

/// How often a log gets a line.
const HEARTBEAT: Duration = Duration::from_secs(20);

/// How a command ended, and all it said.
pub(crate) struct Ran {
    pub(crate) ok: bool,
    pub(crate) output: String,
}

/// Runs `command` to its end, without input, showing progress under the name of `step`.
pub(crate) fn run(step: &str, command: &mut Command) -> Result<Ran, String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("{name}: {error}"))?;
    let (sender, lines) = mpsc::channel();
    forward(child.stdout.take(), sender.clone());
    forward(child.stderr.take(), sender);
    let mut output = String::new();
    let mut meter = Meter::new(step);
    loop {
        match lines.recv_timeout(TICK) {
            Ok(line) => {
                meter.note(&line);
                output.push_str(&line);
                output.push('\n');
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break,
        }
        meter.show();
    }
    meter.clear();
    let status = child.wait().map_err(|error| format!("{name}: {error}"))?;
    Ok(Ran { ok: status.success(), output })
}

/// Prints something that stays, also where a changing line is.
pub(crate) fn tell(words: &str) {
    let clear = if io::stdout().is_terminal() { CLEAR } else { "" };
    println!("{clear}{words}");
}

/// Sends every line of a stream.
fn forward(stream: Option<impl Read + Send + 'static>, sender: Sender<String>) {
    let Some(stream) = stream else { return };
    thread::spawn(move || {
        for line in BufReader::new(stream).split(b'\n').map_while(Result::ok) {
            // The receiver hears to the end.
            let _ = sender.send(String::from_utf8_lossy(&line).trim_end().to_owned());
        }
    });
}

/// Shows that something happens: a changing line on a terminal, a line now and then in a log.
struct Meter<'a> {
    step: &'a str,
    start: Instant,
    shown: Instant,
    last_line: String,
    terminal: bool,
}

impl<'a> Meter<'a> {
    fn new(step: &'a str) -> Self {
        let start = Instant::now();
        Self { step, start, shown: start, last_line: String::new(), terminal: io::stdout().is_terminal() }
    }

    fn note(&mut self, line: &str) {
        if !line.trim().is_empty() {
            self.last_line = line.trim().chars().take(60).collect();
        }
    }

    fn show(&mut self) {
        if self.terminal && thread::current().name() != Some("main") {
            // There is one line, for one step.
            return;
        }
        let pause = if self.terminal { TICK } else { HEARTBEAT };
        if self.shown.elapsed() < pause {
            return;
        }
        self.shown = Instant::now();
        let line = format!("  {:<9} {:>4} s  {}", self.step, self.start.elapsed().as_secs(), self.last_line);
        if self.terminal {
            print!("{CLEAR}{line}");
            // A terminal that cannot be written to has nobody before it.
            let _ = io::stdout().flush();
        } else {
            println!("{line}");
        }
    }

    fn clear(&self) {
        if self.terminal {
            print!("{CLEAR}");
        }
    }
}
