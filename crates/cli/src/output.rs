//! Where replies go, and errors, and in what style.

use std::io::{self, BufWriter, IsTerminal, Write};

use picoredis::ServerError;

use crate::reply::Reply;
use crate::styles::streamed::{Streamed, Written};
use crate::styles::{csv, formatted, json, raw};

/// How replies are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// For people.
    Formatted,
    /// For programs.
    Raw,
    /// A line of comma-separated values.
    Csv,
    Json(json::Strings),
}

impl Style {
    /// The style that suits where standard output goes.
    pub(crate) fn of_stdout() -> Self {
        if io::stdout().is_terminal() { Style::Formatted } else { Style::Raw }
    }
}

/// Writes replies to standard output.
#[derive(Clone, Debug)]
pub(crate) struct Printer {
    pub(crate) style: Style,
    /// What stands between the elements of a bare reply.
    pub(crate) between: Vec<u8>,
    /// What stands behind each bare reply.
    pub(crate) behind: Vec<u8>,
    /// Whether errors are shown bare.
    pub(crate) bare_errors: bool,
}

impl Printer {
    pub(crate) fn new(style: Style) -> Self {
        Printer { style, between: b"\n".into(), behind: b"\n".into(), bare_errors: false }
    }

    /// Writes a reply: all of it is out when this returns.
    pub(crate) fn reply(&self, reply: &Reply) -> io::Result<()> {
        let mut out = BufWriter::new(io::stdout().lock());
        self.write(reply, &mut out)?;
        out.flush()
    }

    fn write(&self, reply: &Reply, out: &mut dyn Write) -> io::Result<()> {
        match self.style {
            Style::Formatted => formatted::write(reply, out),
            Style::Raw => {
                raw::write(reply, &self.between, out)?;
                out.write_all(&self.behind)
            }
            Style::Csv => csv::write(reply, out),
            Style::Json(strings) => json::write(reply, strings, out),
        }
    }

    /// Takes a reply that is written bare while it comes, whatever its size.
    pub(crate) fn streamed(&self) -> Streamed<BufWriter<io::StdoutLock<'static>>> {
        Streamed::new(BufWriter::new(io::stdout().lock()), self.between.clone())
    }

    /// Ends a reply that was written while it came. One that `is_report`, a whole text to be read by people, has nothing
    /// behind it.
    pub(crate) fn end(&self, written: Written<impl Write>, is_report: bool) -> io::Result<()> {
        let mut out = written.into_writer()?;
        if !is_report {
            out.write_all(&self.behind)?;
        }
        out.flush()
    }

    /// Writes an error of the server to standard error; of a command that reports, as bare as its report.
    pub(crate) fn refusal(&self, error: &ServerError, is_report: bool) {
        let mut out = BufWriter::new(io::stderr().lock());
        let written = if self.bare_errors || is_report || self.style == Style::Raw {
            out.write_all(error.as_bytes()).and_then(|()| out.write_all(b"\n"))
        } else {
            self.write(&Reply::from(error), &mut out)
        };
        // Nobody could be told that standard error is closed.
        let _ = written.and_then(|()| out.flush());
    }
}

/// Writes a line of our own to standard error.
pub(crate) fn complain(line: impl std::fmt::Display) {
    let _ = writeln!(io::stderr(), "{line}");
}
