//! Where replies go, and errors, and in what style.

use std::io::{self, BufWriter, IsTerminal, Write};

use crate::reply::Reply;
use crate::{formatted, raw};

/// How replies are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// For people.
    Formatted,
    /// For programs.
    Raw,
    /// Raw to the last byte, without a line end of our own: for replies that are whole texts.
    Bare,
}

impl Style {
    /// The style that suits where standard output goes.
    pub(crate) fn of_stdout() -> Self {
        if io::stdout().is_terminal() { Style::Formatted } else { Style::Raw }
    }

    fn write(self, reply: &Reply, out: &mut impl Write) -> io::Result<()> {
        match self {
            Style::Formatted => formatted::write(reply, out),
            Style::Raw => raw::write(reply, out),
            Style::Bare => raw::write_bare(reply, out),
        }
    }
}

/// Writes a reply to standard output: all of it is out when this returns.
pub(crate) fn reply(reply: &Reply, style: Style) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    style.write(reply, &mut out)?;
    out.flush()
}

/// Writes a reply that is an error to standard error.
pub(crate) fn error(reply: &Reply, style: Style) {
    // In the other styles the error ends its line already.
    let style = if style == Style::Formatted { style } else { Style::Bare };
    let mut out = BufWriter::new(io::stderr().lock());
    // Nobody could be told that standard error is closed.
    let _ = style.write(reply, &mut out).and_then(|()| out.flush());
}

/// Writes a line of our own to standard error.
pub(crate) fn complain(line: impl std::fmt::Display) {
    let _ = writeln!(io::stderr(), "{line}");
}
