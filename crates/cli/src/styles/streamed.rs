//! Replies that are written while they come: of a value of any size, no more than a piece is ever in memory.

use std::io::{self, Write};

use picoredis::Misfit;
use picoredis::event::{Aggregate, Event, Text, TextKind};
use picoredis::reply::Build;

use crate::reply::{Outcome, Verdict};
use crate::styles::raw::separator;

/// Writes a reply as [`raw::write`](crate::styles::raw::write) does.
#[derive(Debug)]
pub(crate) struct Streamed<W> {
    /// `None` when the reply has ended.
    out: Option<W>,
    between: Vec<u8>,
    /// The aggregates that have begun and not ended, outermost first, and how many elements of each have begun.
    open: Vec<(Aggregate, usize)>,
    verdict: Option<Verdict>,
    failure: Option<io::Error>,
}

/// A reply that has been written, or the reason why it could not.
#[derive(Debug)]
pub(crate) struct Written<W> {
    out: W,
    verdict: Verdict,
    failure: Option<io::Error>,
}

impl<W> Outcome for Written<W> {
    fn verdict(&self) -> Verdict {
        self.verdict
    }
}

impl<W> Written<W> {
    /// What it was written to.
    ///
    /// # Errors
    ///
    /// Not all of it could be written.
    pub(crate) fn into_writer(self) -> io::Result<W> {
        self.failure.map_or(Ok(self.out), Err)
    }
}

impl<W: Write> Streamed<W> {
    pub(crate) fn new(out: W, between: Vec<u8>) -> Self {
        Streamed { out: Some(out), between, open: Vec::new(), verdict: None, failure: None }
    }
}

impl<W: Write> Build for Streamed<W> {
    type Output = Written<W>;

    fn event(&mut self, event: Event<'_>) -> Result<Option<Written<W>>, Misfit> {
        self.verdict.get_or_insert(verdict(event));
        let Some(out) = &mut self.out else { return Ok(None) };
        let written = if self.failure.is_some() { Ok(()) } else { write(event, &self.open, &self.between, out) };
        self.failure = self.failure.take().or(written.err());
        self.follow(event);
        let goes_on = !self.open.is_empty() || matches!(event, Event::Text(Text { last: false, .. }));
        if goes_on {
            return Ok(None);
        }
        let whole = self.out.take().zip(self.verdict);
        Ok(whole.map(|(out, verdict)| Written { out, verdict, failure: self.failure.take() }))
    }
}

impl<W> Streamed<W> {
    /// Keeps count of the elements.
    fn follow(&mut self, event: Event<'_>) {
        let goes_on = matches!(event, Event::Text(Text { first: false, .. }));
        match (event, self.open.last_mut()) {
            (Event::End, _) => drop(self.open.pop()),
            (_, Some((_, index))) if !goes_on => *index += 1,
            _ => {}
        }
        if let Event::Begin(kind, _) = event {
            self.open.push((kind, 0));
        }
    }
}

/// Writes what an event adds to a reply of which these aggregates are open.
fn write(event: Event<'_>, open: &[(Aggregate, usize)], between: &[u8], out: &mut impl Write) -> io::Result<()> {
    let is_new = !matches!(event, Event::End | Event::Text(Text { first: false, .. }));
    if let (true, Some((kind, index))) = (is_new, open.last()) {
        out.write_all(separator(*kind, *index, between))?;
    }
    match event {
        Event::Null | Event::Begin(..) | Event::End => Ok(()),
        Event::Boolean(yes) => write!(out, "({yes})"),
        Event::Integer(number) => write!(out, "{number}"),
        Event::Text(text) => {
            out.write_all(text.data)?;
            let ends_line = text.last && text.kind.is_error();
            out.write_all(if ends_line { b"\n" } else { b"" })
        }
    }
}

/// What a reply that begins so comes to.
fn verdict(first: Event<'_>) -> Verdict {
    match first {
        Event::Begin(..) => Verdict::Aggregate,
        Event::Text(Text { kind: TextKind::Simple, data: b"QUEUED", last: true, .. }) => Verdict::Queued,
        _ => Verdict::Value,
    }
}

#[cfg(test)]
mod tests {
    use super::Streamed;
    use crate::reply::tests::{feed, received};

    #[test]
    fn it_is_written_as_if_it_were_whole() {
        let wire = "*6\r\n%1\r\n+k\r\n*2\r\n:1\r\n_\r\n$5\r\nab\r\nc\r\n*0\r\n#t\r\n-ERR no\r\n~1\r\n,1.5\r\n";
        let mut expected = Vec::new();
        crate::styles::raw::write(&received(wire, wire.len()), b", ", &mut expected).unwrap();
        for size in 1..=wire.len() {
            let written = feed(Streamed::new(Vec::new(), b", ".into()), wire, size);
            assert_eq!(written.into_writer().unwrap(), expected, "in pieces of {size}");
        }
    }
}
