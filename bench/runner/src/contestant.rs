//! A contestant: a program that is started for one item, and told to do it again and again.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use picoredis_tests::server::Server;

use crate::Result;
use crate::items::{Place, Row};

/// Nobody takes longer for a round, unless something hangs.
const PATIENCE: Duration = Duration::from_secs(60);

/// Who takes part.
#[derive(Debug)]
pub(crate) struct Contestant {
    pub(crate) name: String,
    /// Name and version for people
    pub(crate) label: String,
    pub(crate) words: Vec<String>,
    /// What it can do
    items: Vec<String>,
}

/// Reads the file that lists them, and asks each what it can do.
pub(crate) fn read(file: &str) -> Result<Vec<Contestant>> {
    let text = fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?;
    text.lines().map(Contestant::read).collect()
}

impl Contestant {
    fn read(line: &str) -> Result<Self> {
        let mut words = line.split('\t').map(str::to_owned);
        let (Some(name), Some(label)) = (words.next(), words.next()) else {
            return Err(format!("name, label and words expected: {line}"));
        };
        let mut contestant = Contestant { name, label, words: words.collect(), items: Vec::new() };
        let output = contestant.command(&[])?.arg("items").output();
        let output = output.map_err(|error| format!("{}: {error}", contestant.name))?;
        let text = String::from_utf8_lossy(&output.stdout);
        contestant.items = text.lines().map(str::to_owned).collect();
        if contestant.items.is_empty() {
            return Err(format!("{} can do nothing: {}", contestant.name, String::from_utf8_lossy(&output.stderr)));
        }
        Ok(contestant)
    }

    pub(crate) fn can(&self, row: &Row) -> bool {
        self.items.iter().any(|item| item == row.item.name)
    }

    /// Its command line, behind another program that watches it.
    fn command(&self, watched_by: &[&str]) -> Result<Command> {
        let mut words = watched_by.iter().copied().chain(self.words.iter().map(String::as_str));
        let mut command = Command::new(words.next().ok_or("a contestant without a program")?);
        // One that panics says so at once, and does not look for its lines, which under callgrind takes minutes.
        command.args(words).env("RUST_BACKTRACE", "0");
        Ok(command)
    }

    /// The same, for an item.
    pub(crate) fn command_for(&self, row: &Row, server: &Server, watched_by: &[&str]) -> Result<Command> {
        let url = match row.item.place {
            Place::Tcp => server.url(),
            Place::Unix => format!("unix://{}", server.socket().display()),
        };
        let mut command = self.command(watched_by)?;
        command.args([row.item.name, &row.size.to_string(), &url]);
        Ok(command)
    }

    /// Starts it for an item.
    pub(crate) fn start(&self, row: &Row, server: &Server) -> Result<Playing> {
        let mut command = self.command_for(row, server, &[])?;
        let child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
        let mut child = child.map_err(|error| format!("{}: {error}", self.name))?;
        let output = child.stdout.take().ok_or("no output")?;
        let (said, lines) = mpsc::channel();
        thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(std::result::Result::ok) {
                // Nobody hears any more when the contestant was given up.
                let _ = said.send(line);
            }
        });
        Ok(Playing { name: self.name.clone(), item: row.to_string(), input: child.stdin.take(), child, lines })
    }
}

/// A contestant at work on an item; it ends when it is dropped.
pub(crate) struct Playing {
    name: String,
    item: String,
    child: Child,
    input: Option<ChildStdin>,
    lines: Receiver<String>,
}

/// What a round took.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sample {
    pub(crate) ns: f64,
    /// All else where it is known
    pub(crate) cpu: Option<f64>,
    pub(crate) allocations: Option<f64>,
    pub(crate) peak: Option<f64>,
    pub(crate) sum: Option<u64>,
}

impl Playing {
    /// Has it do the item so many times.
    pub(crate) fn round(&mut self, count: usize) -> Result<Sample> {
        let told = self.input.as_mut().map(|input| writeln!(input, "{count}").and_then(|()| input.flush()));
        let line = told.and_then(std::result::Result::ok).and_then(|()| self.lines.recv_timeout(PATIENCE).ok());
        let Some(line) = line else { return Err(self.complaint("gives no answer")) };
        Sample::read(&line).ok_or_else(|| self.complaint(&format!("says {line:?}")))
    }

    fn complaint(&mut self, what: &str) -> String {
        let _ = self.child.kill();
        let mut said = String::new();
        if let Some(mut errors) = self.child.stderr.take() {
            let _ = std::io::Read::read_to_string(&mut errors, &mut said);
        }
        format!("{} {what} at {}\n{said}", self.name, self.item)
    }
}

impl Drop for Playing {
    fn drop(&mut self) {
        // The end of its input is the end of it; one that hangs is ended.
        drop(self.input.take());
        for _ in 0..100 {
            if !matches!(self.child.try_wait(), Ok(None)) {
                return;
            }
            thread::sleep(Duration::from_millis(10));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Sample {
    /// Reads `ns=.. cpu=.. allocations=.. peak=.. sum=..`: see `contest`.
    pub(crate) fn read(line: &str) -> Option<Self> {
        let pairs: BTreeMap<_, _> = line.split_whitespace().filter_map(|pair| pair.split_once('=')).collect();
        let number = |name: &str| pairs.get(name).and_then(|value| value.parse::<f64>().ok());
        Some(Sample {
            ns: number("ns")?,
            cpu: number("cpu"),
            allocations: number("allocations"),
            peak: number("peak"),
            sum: pairs.get("sum").and_then(|sum| sum.parse().ok()),
        })
    }
}
