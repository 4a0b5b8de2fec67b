//! The prompt, for a person.

mod assistant;
mod completion;
mod dotfile;
mod editor;
mod history;
mod password;
mod preferences;
mod syntax;

use std::io::{self, Write};
use std::time::{Duration, Instant};

use crate::console::Console;
use crate::hundredths::Hundredths;
use crate::interrupt;
use crate::lines::Line;
use crate::output::Style;
use crate::pace::Pace;
use crate::status::Status;
use crate::stream::Stream;
use editor::{Asked, Editor};

pub(crate) use password::ask as ask_password;

/// From how long on it is said how long a command took.
const LONG: Duration = Duration::from_millis(500);

/// Asks for commands until the person leaves.
///
/// # Errors
///
/// The terminal cannot be read or written.
pub(crate) fn run(console: Console, pace: Pace) -> io::Result<Status> {
    let mut console = console.patient();
    interrupt::listen();
    let mut editor = Editor::new()?;
    // Why there is no connection has been said; the next command tries again.
    let _ = console.open();
    loop {
        let line = match editor.ask(&console.prompt())? {
            Asked::Line(line) => line,
            Asked::Nothing => continue,
            Asked::Leave => return Ok(Status::Good),
        };
        // One that was pressed before is not meant for this command.
        interrupt::take();
        match Line::read(line.as_bytes()) {
            Line::Leave => return Ok(Status::Good),
            Line::Clear => editor.clear()?,
            Line::Prefer(words) => editor.set(&words).or_else(|unknown| writeln!(io::stdout(), "{unknown}"))?,
            asked => perform(asked, &mut console, pace)?,
        }
        if interrupt::happened() {
            editor.forget_pasted();
        }
    }
}

fn perform(asked: Line, console: &mut Console, pace: Pace) -> io::Result<()> {
    // How long somebody listened is no news.
    let is_command = matches!(&asked, Line::Command(_, words) if Stream::of(words).is_none());
    let begin = Instant::now();
    asked.perform(console, pace)?;
    let took = begin.elapsed();
    if is_command && took >= LONG && console.printer().style == Style::Formatted {
        writeln!(io::stdout(), "({}s)", Hundredths(took.as_secs_f64()))?;
    }
    Ok(())
}
