//! A reply that is kept, to be built into a value later.

use alloc::vec::Vec;

use picoredis_core::event::{Aggregate, Event, Text, TextKind};
use picoredis_core::reply::{Build, FromReply, Receive};

use picoredis_core::error::ReplyError;

/// The events of one reply.
#[derive(Clone, Debug, Default)]
pub(crate) struct Recording {
    steps: Vec<Step>,
    /// The bytes of all strings, one behind the other.
    text: Vec<u8>,
}

/// An event, but for the bytes of strings. Each string is one step, in however many pieces it came.
#[derive(Clone, Copy, Debug)]
enum Step {
    Null,
    Boolean(bool),
    Integer(i64),
    Begin(Aggregate, Option<u32>),
    End,
    Text(TextKind, u32),
}

impl Recording {
    /// Takes the next event. `false`: a string is longer than anybody would keep.
    fn push(&mut self, event: Event<'_>) -> bool {
        let step = match event {
            Event::Null => Step::Null,
            Event::Boolean(value) => Step::Boolean(value),
            Event::Integer(value) => Step::Integer(value),
            Event::Begin(kind, count) => Step::Begin(kind, count),
            Event::End => Step::End,
            Event::Text(text) => return self.push_text(text),
        };
        self.steps.push(step);
        true
    }

    fn push_text(&mut self, text: Text<'_>) -> bool {
        if text.first {
            self.steps.push(Step::Text(text.kind, 0));
        }
        self.text.extend_from_slice(text.data);
        let Some(Step::Text(_, size)) = self.steps.last_mut() else { return false };
        let longer = u32::try_from(text.data.len()).ok().and_then(|more| size.checked_add(more));
        longer.map(|longer| *size = longer).is_some()
    }

    /// The value that the reply is.
    ///
    /// # Errors
    ///
    /// It is no such value.
    pub(crate) fn build<R: FromReply>(&self) -> Result<R, ReplyError> {
        let mut reply = Receive::new(R::builder());
        let mut text = &self.text[..];
        for step in &self.steps {
            reply.event(match *step {
                Step::Null => Event::Null,
                Step::Boolean(value) => Event::Boolean(value),
                Step::Integer(value) => Event::Integer(value),
                Step::Begin(kind, count) => Event::Begin(kind, count),
                Step::End => Event::End,
                Step::Text(kind, size) => {
                    let (data, rest) = text.split_at_checked(size as usize).unwrap_or((text, b""));
                    text = rest;
                    let len = matches!(kind, TextKind::Bulk | TextKind::Verbatim(_)).then_some(size.into());
                    Event::Text(Text { kind, data, len, first: true, last: true })
                }
            });
        }
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

    fn event(&mut self, event: Event<'_>) -> Result<Option<Recording>, ReplyError> {
        match event {
            Event::Begin(..) => self.depth += 1,
            Event::End => self.depth -= 1,
            _ => {}
        }
        if !self.recording.push(event) {
            return Err(ReplyError::Custom("it is too large to be kept"));
        }
        let ends = self.depth == 0 && !matches!(event, Event::Text(Text { last: false, .. }));
        Ok(ends.then(|| {
            let mut whole = core::mem::take(&mut self.recording);
            whole.steps.shrink_to_fit();
            whole.text.shrink_to_fit();
            whole
        }))
    }
}
