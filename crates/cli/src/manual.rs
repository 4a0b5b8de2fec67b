//! `help`: what the command table says of a command, or of the commands of a group.

use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write as _};

use picoredis::command::Doc;

use crate::status::Status;

const TOPICS: &str = "\
picoredis explains commands:
  help COMMAND   what a command takes and does: help set, help config get
  help @GROUP    the commands of a group: help @string
and takes some words of its own:
  connect HOST PORT    goes to another server
  N COMMAND            runs a command N times
  clear                clears the screen
  :set hints|nohints   shows what can follow what you type, or does not
  quit                 leaves; so does exit, or Ctrl-D
Groups:";

/// Shows the help on a topic; without one, what topics there are.
///
/// # Errors
///
/// Standard output cannot be written.
pub(crate) fn show(topic: &[Vec<u8>]) -> io::Result<Status> {
    let out = io::stdout();
    let paint = if out.is_terminal() { Paint::Colours } else { Paint::None };
    let (text, status) = match topic {
        [] => (topics(), Status::Good),
        topic => match entries(topic, paint) {
            text if text.is_empty() => (String::new(), Status::Misused),
            text => (text, Status::Good),
        },
    };
    let mut out = out.lock();
    out.write_all(text.as_bytes())?;
    out.write_all(b"\n")?;
    out.flush()?;
    Ok(status)
}

fn topics() -> String {
    groups().into_iter().fold(TOPICS.into(), |text, group| text + " @" + group)
}

/// The names of the groups, in order.
pub(crate) fn groups() -> Vec<&'static str> {
    let mut groups = Vec::new();
    for doc in Doc::all() {
        if let Err(place) = groups.binary_search(&doc.group) {
            groups.insert(place, doc.group);
        }
    }
    groups
}

/// All that is known on a topic.
fn entries(topic: &[Vec<u8>], paint: Paint) -> String {
    let words: Vec<String> = topic.iter().map(|word| String::from_utf8_lossy(word).into_owned()).collect();
    let group = words[0].strip_prefix('@');
    let mut text = String::new();
    for doc in Doc::all().filter(|doc| match group {
        Some(group) => doc.group.eq_ignore_ascii_case(group),
        None => begins_with(doc.name, &words),
    }) {
        entry(&doc, group.is_none(), paint, &mut text);
    }
    text
}

/// Whether these are the first words of a name.
fn begins_with(name: &str, words: &[String]) -> bool {
    let mut name = name.split(' ');
    words.iter().all(|word| name.next().is_some_and(|name| name.eq_ignore_ascii_case(word)))
}

/// What stands for a colour.
#[derive(Clone, Copy)]
enum Paint {
    Colours,
    None,
}

impl Paint {
    /// The text in a colour, by its number.
    fn with(self, colour: u8, text: &str) -> String {
        match self {
            Paint::Colours => format!("\x1b[{colour}m{text}\x1b[0m"),
            Paint::None => text.into(),
        }
    }
}

fn entry(doc: &Doc, with_group: bool, paint: Paint, text: &mut String) {
    const BOLD: u8 = 1;
    const YELLOW: u8 = 33;
    const GREY: u8 = 90;

    let _ = writeln!(text, "\n  {} {}", paint.with(BOLD, doc.name), paint.with(GREY, doc.syntax));
    for (label, value) in [("summary:", doc.summary), ("since:", doc.since)] {
        let _ = writeln!(text, "  {} {value}", paint.with(YELLOW, label));
    }
    if with_group {
        let _ = writeln!(text, "  {} {}", paint.with(YELLOW, "group:"), doc.group);
    }
}
