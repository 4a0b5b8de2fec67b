//! How far it is: a line on standard error, where that is a terminal.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use crate::content::stdin_as_file;

/// How often the line changes.
const PERIOD: Duration = Duration::from_millis(100);
/// How many characters the bar has.
const WIDTH: u64 = 40;

/// What is shown, and when.
pub(super) struct Progress {
    visible: bool,
    /// How many bytes there are in all, where that is known.
    total: Option<u64>,
    next: Instant,
    /// A line stands there.
    shown: bool,
}

impl Progress {
    /// The progress through standard input: of a file the size is known.
    pub(super) fn of_stdin() -> Self {
        let total = stdin_as_file().ok().flatten().and_then(|file| Some(file.metadata().ok()?.len()));
        Progress { visible: io::stderr().is_terminal(), total, next: Instant::now(), shown: false }
    }

    /// So many bytes were read, and so many commands sent.
    pub(super) fn show(&mut self, bytes: u64, commands: u64) {
        if !self.visible || Instant::now() < self.next {
            return;
        }
        self.next = Instant::now() + PERIOD;
        self.shown = true;
        let line = line(bytes, self.total, commands);
        // Nobody could be told that standard error is closed.
        let _ = write!(io::stderr(), "\r\x1b[2K{line}");
    }

    /// Takes the line away.
    pub(super) fn end(&mut self) {
        if std::mem::take(&mut self.shown) {
            let _ = write!(io::stderr(), "\r\x1b[2K");
        }
    }
}

fn line(bytes: u64, total: Option<u64>, commands: u64) -> String {
    match total {
        Some(total @ 1..) => {
            let done = (bytes.min(total) as u128 * u128::from(WIDTH) / u128::from(total)) as usize;
            let bar = "#".repeat(done) + &"-".repeat(WIDTH as usize - done);
            format!("[{bar}] {}% {commands} commands", bytes.min(total) as u128 * 100 / u128::from(total))
        }
        _ => format!("{bytes} bytes, {commands} commands"),
    }
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn lines() {
        assert_eq!(line(0, Some(7), 0), format!("[{}] 0% 0 commands", "-".repeat(40)));
        assert_eq!(line(3, Some(6), 2), format!("[{}{}] 50% 2 commands", "#".repeat(20), "-".repeat(20)));
        assert_eq!(line(u64::MAX, Some(u64::MAX), 9), format!("[{}] 100% 9 commands", "#".repeat(40)));
        assert_eq!(line(5, None, 2), "5 bytes, 2 commands");
    }
}
