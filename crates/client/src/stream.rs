//! Replies that are taken as they come: what the drivers share of it.

use core::fmt;
use core::ops::Range;

use picoredis_core::error::ReplyError;
use picoredis_core::event::{Event, EventKind, Text, TextKind};
use picoredis_core::reply::{FromReply, Receive};

use crate::error::{Error, ErrorKind, Failure, Fate, Result, refused};
use crate::link::{Incoming, Link, PROGRESS};

/// What went wrong between a connection and something else that bytes come from or go to.
#[derive(Debug)]
pub enum CopyError<E> {
    /// With the command or its reply.
    Redis(Error),
    /// With the reader that an argument came from, or the writer that a reply went to.
    Other(E),
}

impl<E> From<Failure> for CopyError<E> {
    fn from(failed: Failure) -> Self {
        CopyError::Redis(failed.into())
    }
}

impl<E> From<Error> for CopyError<E> {
    fn from(error: Error) -> Self {
        CopyError::Redis(error)
    }
}

impl<E> CopyError<E> {
    /// Names the command, if it is an error of ours, and has the log know.
    #[cold]
    pub(crate) fn told(self, label: &str) -> Self {
        match self {
            CopyError::Redis(error) => CopyError::Redis(error.told(label)),
            other => other,
        }
    }
}

impl<E: fmt::Display> fmt::Display for CopyError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CopyError::Redis(error) => error.fmt(f),
            CopyError::Other(error) => error.fmt(f),
        }
    }
}

impl<E: core::error::Error + 'static> core::error::Error for CopyError<E> {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            CopyError::Redis(error) => error.source(),
            CopyError::Other(error) => error.source(),
        }
    }
}

/// For readers and writers made of replies.
impl embedded_io::Error for Error {
    fn kind(&self) -> embedded_io::ErrorKind {
        match Error::kind(self) {
            ErrorKind::Io(kind) => *kind,
            ErrorKind::Timeout(_) => embedded_io::ErrorKind::TimedOut,
            ErrorKind::Closed => embedded_io::ErrorKind::ConnectionReset,
            ErrorKind::NotConnected => embedded_io::ErrorKind::NotConnected,
            _ => embedded_io::ErrorKind::Other,
        }
    }
}

/// An error of ours among those of the system.
#[cfg(feature = "std")]
impl From<Error> for std::io::Error {
    fn from(error: Error) -> Self {
        std::io::Error::new(embedded_io::Error::kind(&error).into(), error)
    }
}

/// An event of a reply, without the bytes of a text: those are in the window, there.
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    pub(crate) event: Event<'static>,
    pub(crate) data: Range<usize>,
    /// The reply ends with this.
    last: bool,
}

impl Kept {
    /// `memory` is that of the window, and begins at this address.
    fn new(event: Event<'_>, last: bool, memory: usize) -> Self {
        let (event, data) = match event {
            // Nothing is nowhere in particular.
            Event::Text(text) if text.data.is_empty() => (Event::Text(Text { data: &[], ..text }), 0..0),
            Event::Text(text) => {
                let start = text.data.as_ptr().addr().wrapping_sub(memory);
                (Event::Text(Text { data: &[], ..text }), start..start + text.data.len())
            }
            Event::Begin(kind, len) => (Event::Begin(kind, len), 0..0),
            Event::Integer(number) => (Event::Integer(number), 0..0),
            Event::Boolean(yes) => (Event::Boolean(yes), 0..0),
            Event::Null => (Event::Null, 0..0),
            Event::End => (Event::End, 0..0),
        };
        Kept { event, data, last }
    }

    /// The event with the bytes that it had.
    fn within<'a>(&self, memory: &'a [u8]) -> Event<'a> {
        match self.event {
            Event::Text(text) => Event::Text(Text { data: memory.get(self.data.clone()).unwrap_or_default(), ..text }),
            other => other,
        }
    }

    fn is_error(&self) -> bool {
        matches!(self.event, Event::Text(text) if text.kind.is_error())
    }
}

impl<B: AsRef<[u8]> + AsMut<[u8]>, const DEPTH: usize> Link<B, DEPTH> {
    /// The next event of the reply that is due, if it has come.
    fn next_kept(&mut self) -> Result<Option<Kept>, Failure> {
        let memory = self.received.memory.as_ref().as_ptr().addr();
        let mut kept = None;
        self.decode(&mut |incoming| match incoming {
            Incoming::Reply { event, last } => {
                kept = Some(Kept::new(*event, last, memory));
                true
            }
            Incoming::Push { .. } => false,
        })?;
        Ok(kept)
    }

    /// What an event was that has just been taken.
    pub(crate) fn event(&self, kept: &Kept) -> Event<'_> {
        kept.within(self.received.memory.as_ref())
    }
}

/// How far the reply to a command has been taken.
#[derive(Debug)]
pub(crate) struct Taking<'a> {
    label: &'a str,
    stage: Stage,
    /// The last event was a piece of a text that goes on.
    in_text: bool,
    /// The text in which the reply stands is read by itself, and what nobody reads of it is skipped.
    claimed: bool,
}

#[derive(Debug)]
enum Stage {
    /// Nothing has come.
    Ahead,
    /// The reply is an error, and its text goes on.
    Refusal(Receive<<() as FromReply>::Builder>),
    Within,
    Over,
    Failed(ErrorKind, Fate),
}

/// What comes next of a reply.
pub(crate) enum Next {
    Event(Kept),
    /// More has to be received first.
    Lack,
    /// It is over.
    End,
}

impl<'a> Taking<'a> {
    /// Before the first event of the reply to a command of that name.
    pub(crate) fn new(label: &'a str) -> Self {
        Taking { label, stage: Stage::Ahead, in_text: false, claimed: false }
    }

    /// The next event of what has come.
    pub(crate) fn next<B, const DEPTH: usize>(&mut self, link: &mut Link<B, DEPTH>) -> Result<Next>
    where
        B: AsRef<[u8]> + AsMut<[u8]>,
    {
        loop {
            match &self.stage {
                Stage::Over => return Ok(Next::End),
                Stage::Failed(kind, fate) => return Err(Error::new(kind.repeat(), *fate).of(self.label)),
                _ => {}
            }
            let kept = match link.next_kept() {
                Ok(Some(kept)) => kept,
                Ok(None) => return Ok(Next::Lack),
                Err(kind) => return Err(self.fails(kind)),
            };
            if let Event::Text(text) = kept.event {
                self.claimed &= !text.first;
            }
            self.in_text = matches!(kept.event, Event::Text(Text { last: false, .. }));
            match &mut self.stage {
                Stage::Ahead if kept.is_error() => self.stage = Stage::Refusal(Receive::new(<()>::builder())),
                Stage::Refusal(_) => {}
                _ => {
                    self.stage = if kept.last { Stage::Over } else { Stage::Within };
                    return Ok(Next::Event(kept));
                }
            }
            self.refusal(link.event(&kept), kept.last)?;
        }
    }

    /// Takes the next piece of a reply that is an error.
    #[cold]
    fn refusal(&mut self, event: Event<'_>, last: bool) -> Result<()> {
        let Stage::Refusal(reply) = &mut self.stage else { return Ok(()) };
        reply.event(event);
        if !last {
            return Ok(());
        }
        let Stage::Refusal(reply) = core::mem::replace(&mut self.stage, Stage::Over) else { return Ok(()) };
        reply.finish().map_err(|error| self.ends(refused(error)))
    }

    /// The connection failed.
    #[cold]
    pub(crate) fn fails(&mut self, failure: Failure) -> Error {
        self.ends(failure.in_doubt().into())
    }

    /// Nothing more comes of this, and who asks again gets the same error.
    #[cold]
    fn ends(&mut self, error: Error) -> Error {
        self.stage = Stage::Failed(error.kind().repeat(), error.fate());
        error.told(self.label)
    }

    /// What nobody has read of a text stands before the next event.
    pub(crate) fn is_to_skip(&self) -> bool {
        self.claimed && self.in_text
    }

    /// The text that an event begins, to be read by itself; `None` for null.
    pub(crate) fn text(&mut self, next: Next) -> Result<Option<Unread>> {
        let found = match next {
            Next::Event(Kept { event: Event::Null, .. }) => return Ok(None),
            Next::Event(Kept { event: Event::Text(text), data, .. }) if !text.kind.is_error() => {
                self.claimed = true;
                return Ok(Some(Unread { data, last: text.last, len: text.len, kind: text.kind }));
            }
            Next::Event(kept) => kept.event.kind(),
            Next::Lack | Next::End => EventKind::EndOfReply,
        };
        let error = ReplyError::Mismatch { expected: "a string", found };
        Err(self.ends(Error::new(ErrorKind::Reply(error), Fate::Executed)))
    }
}

/// A text of which a piece is in the window.
#[derive(Debug)]
pub(crate) struct Unread {
    data: Range<usize>,
    last: bool,
    pub(crate) len: Option<usize>,
    pub(crate) kind: TextKind,
}

impl Unread {
    /// Whether there is nothing more, in the window and beyond.
    pub(crate) fn is_over(&self) -> bool {
        self.last && self.data.is_empty()
    }

    /// Whether the next piece has to be waited for.
    pub(crate) fn lacks(&self) -> bool {
        !self.last && self.data.is_empty()
    }

    /// Takes over the next piece.
    pub(crate) fn go_on(&mut self, next: Next) {
        match next {
            Next::Event(Kept { event: Event::Text(text), data, .. }) => {
                self.data = data;
                self.last = text.last;
            }
            // A text that has begun is followed by nothing but its pieces.
            _ => self.last = true,
        }
    }

    /// Takes at the most so many bytes of the piece: where they are.
    pub(crate) fn take(&mut self, most: usize) -> Range<usize> {
        let end = self.data.end.min(self.data.start.saturating_add(most));
        let taken = self.data.start..end;
        self.data.start = end;
        taken
    }
}

/// How much of a reply's time has been spent on waiting. What the caller does between two pieces takes no time of it.
#[derive(Debug)]
pub(crate) struct Time {
    /// In milliseconds; `None` is for ever.
    pub(crate) allowed: Option<u64>,
    pub(crate) left: Option<u64>,
    /// How much had been received when the time began.
    received: usize,
}

impl Time {
    /// The time for a reply begins, when so much has been received on the connection.
    pub(crate) fn new(allowed: Option<u64>, received: usize) -> Self {
        Time { allowed, left: allowed, received }
    }

    /// So much has been received by now: with enough of it the time begins anew.
    pub(crate) fn progress(&mut self, received: usize) {
        if received.wrapping_sub(self.received) >= PROGRESS {
            self.received = received;
            self.left = self.allowed;
        }
    }

    /// Somebody waited, by a clock or without one.
    pub(crate) fn spend(&mut self, since: Option<u64>, now: Option<u64>) {
        if let (Some(left), Some(since), Some(now)) = (&mut self.left, since, now) {
            *left = left.saturating_sub(now.saturating_sub(since));
        }
    }
}
