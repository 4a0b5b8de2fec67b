//! Replies that are kept, to be built into values later.

use alloc::vec::Vec;

use picoredis_core::error::{Misfit, ReplyError};
use picoredis_core::event::{Aggregate, Event, Text, TextKind};
use picoredis_core::reply::{Build, FromReply, Receive};

/// The events of replies, with all that they say.
#[derive(Clone, Debug, Default)]
pub(crate) struct Recording {
    steps: Vec<Step>,
    /// The bytes of all strings, one behind the other.
    text: Vec<u8>,
    /// The string that came last goes on.
    goes_on: bool,
}

/// An event, but for the bytes of strings. Each string is one step, in however many pieces it came.
#[derive(Clone, Copy, Debug)]
enum Step {
    Null,
    Boolean(bool),
    Integer(i64),
    Begin(Aggregate, Option<u32>),
    End,
    Text(TextKind, usize),
}

impl Recording {
    /// Takes the next event.
    pub(crate) fn push(&mut self, event: Event<'_>) {
        self.steps.push(match event {
            Event::Null => Step::Null,
            Event::Boolean(value) => Step::Boolean(value),
            Event::Integer(value) => Step::Integer(value),
            Event::Begin(kind, count) => Step::Begin(kind, count),
            Event::End => Step::End,
            Event::Text(text) => return self.push_text(text),
        });
    }

    fn push_text(&mut self, text: Text<'_>) {
        self.text.extend_from_slice(text.data);
        self.goes_on = !text.last;
        match self.steps.last_mut() {
            Some(Step::Text(_, size)) if !text.first => *size += text.data.len(),
            _ => self.steps.push(Step::Text(text.kind, text.data.len())),
        }
    }

    /// Gives all events to `take`; with `true`, a reply ends.
    pub(crate) fn play(&self, mut take: impl FnMut(Event<'_>, bool)) {
        let mut text = &self.text[..];
        let mut depth = 0usize;
        for (index, step) in self.steps.iter().enumerate() {
            let last = !self.goes_on || index + 1 < self.steps.len();
            let event = match *step {
                Step::Null => Event::Null,
                Step::Boolean(value) => Event::Boolean(value),
                Step::Integer(value) => Event::Integer(value),
                Step::Begin(kind, count) => Event::Begin(kind, count),
                Step::End => Event::End,
                Step::Text(kind, size) => {
                    let (data, rest) = text.split_at(size);
                    text = rest;
                    let len = matches!(kind, TextKind::Bulk | TextKind::Verbatim(_)).then_some(size);
                    Event::Text(Text { kind, data, len, first: true, last })
                }
            };
            match event {
                Event::Begin(..) => depth += 1,
                Event::End => depth -= 1,
                _ => {}
            }
            take(event, last && depth == 0);
        }
    }

    /// The value that the one reply is.
    ///
    /// # Errors
    ///
    /// It is no such value.
    pub(crate) fn build<R: FromReply>(&self) -> Result<R, ReplyError> {
        let mut reply = Receive::new(R::builder());
        self.play(|event, _| reply.event(event));
        reply.finish()
    }

    /// Bytes of memory that it takes.
    pub(crate) fn weight(&self) -> usize {
        self.steps.capacity() * size_of::<Step>() + self.text.capacity()
    }
}

impl FromReply for Recording {
    type Builder = Recorder;

    fn builder() -> Recorder {
        Recorder::default()
    }
}

/// Keeps the events of a reply.
#[derive(Debug, Default)]
pub(crate) struct Recorder {
    recording: Recording,
    depth: usize,
}

impl Build for Recorder {
    type Output = Recording;

    fn event(&mut self, event: Event<'_>) -> Result<Option<Recording>, Misfit> {
        match event {
            Event::Begin(..) => self.depth += 1,
            Event::End => self.depth -= 1,
            _ => {}
        }
        self.recording.push(event);
        let ends = self.depth == 0 && !matches!(event, Event::Text(Text { last: false, .. }));
        Ok(ends.then(|| {
            let mut whole = core::mem::take(&mut self.recording);
            whole.steps.shrink_to_fit();
            whole.text.shrink_to_fit();
            whole
        }))
    }
}
