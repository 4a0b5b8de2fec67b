//! Drives the core's decoder over bytes cut in pieces, and holds it to its contract on the way.

use picoredis_core::decode::{Decoder, Limits};
use picoredis_core::error::ProtocolError;
use picoredis_core::event::{Aggregate, Event, Text, TextKind};

use super::outcome::{End, Outcome};
use super::value::Value;

/// Decodes `pieces` one after the other as they would come from a connection.
///
/// # Panics
/// If the decoder breaks a promise: if it consumes other bytes than it counts, leaves bytes without saying an error,
/// hands out bytes twice, says events that do not fit together, or an error later than it can be known.
pub fn decode<'a, const DEPTH: usize>(pieces: impl IntoIterator<Item = &'a [u8]>, limits: Limits) -> Outcome {
    let mut decoder = Decoder::<DEPTH>::with_limits(limits);
    let mut builder = Builder::default();
    for piece in pieces {
        let mut input = piece;
        if let Err(error) = drain(&mut decoder, &mut input, &mut builder) {
            return failed(decoder, input, builder, error);
        }
        assert!(input.is_empty(), "the decoder asks for more and has not read all");
    }
    let idle = decoder.is_idle();
    assert!(!idle || builder.is_idle(), "`is_idle` in the middle of a reply");
    Outcome { replies: builder.replies, end: if idle { End::Idle } else { End::Incomplete } }
}

fn drain<const DEPTH: usize>(
    decoder: &mut Decoder<DEPTH>,
    input: &mut &[u8],
    builder: &mut Builder,
) -> Result<(), ProtocolError> {
    loop {
        let before = *input;
        let offset = decoder.offset();
        let event = decoder.next(input);
        let read = consumed(before, input);
        assert_eq!(decoder.offset(), offset + read.len(), "`offset` must count the bytes that were read");
        match event? {
            Some(event) => {
                if let Event::Text(text) = event {
                    assert_lies_within(text.data, read);
                }
                builder.event(event);
            }
            None => return Ok(()),
        }
    }
}

/// What lies before `rest`, which must be the end of `all`: the same bytes, not merely equal ones.
fn consumed<'a>(all: &'a [u8], rest: &[u8]) -> &'a [u8] {
    let is_end = rest.is_empty() || rest.as_ptr_range().end == all.as_ptr_range().end;
    assert!(is_end, "what is left must be the end of the input");
    &all[..all.len() - rest.len()]
}

fn assert_lies_within(data: &[u8], read: &[u8]) {
    let (data, read) = (data.as_ptr_range(), read.as_ptr_range());
    assert!(
        data.is_empty() || (read.start <= data.start && data.end <= read.end),
        "the data of an event must be bytes that this call has read"
    );
}

/// The decoder has said `error`, with `rest` unread of the current piece.
fn failed<const DEPTH: usize>(
    mut decoder: Decoder<DEPTH>,
    rest: &[u8],
    builder: Builder,
    error: ProtocolError,
) -> Outcome {
    assert_eq!(decoder.offset(), error.offset(), "the decoder must stop before the offending byte");
    let offending = rest.first().expect("an error is said when its byte is there, and not before");
    assert!(error.found().is_none_or(|found| found == *offending), "`found` must be the offending byte");
    for mut more in [rest, b"+OK\r\n".as_slice()] {
        assert_eq!(decoder.next(&mut more), Err(error), "an error stays");
    }
    assert!(!decoder.is_idle(), "a failed decoder does not stand between replies");
    Outcome { replies: builder.replies, end: End::Error { kind: error.kind(), offset: error.offset() as u64 } }
}

/// Builds replies from events, and checks that the events fit together.
#[derive(Default)]
struct Builder {
    open: Vec<Frame>,
    /// Attributes at the top level whose value is yet to come.
    pending: Vec<Vec<Value>>,
    text: Option<(Text<'static>, Vec<u8>)>,
    replies: Vec<Value>,
}

/// An aggregate that has begun.
struct Frame {
    kind: Aggregate,
    announced: Option<u32>,
    items: Vec<Value>,
    /// Attributes whose value is yet to come.
    pending: Vec<Vec<Value>>,
}

impl Builder {
    fn is_idle(&self) -> bool {
        self.open.is_empty() && self.pending.is_empty() && self.text.is_none()
    }

    fn event(&mut self, event: Event<'_>) {
        assert!(self.text.is_none() || matches!(event, Event::Text(_)), "{event:?} in the middle of a string");
        match event {
            Event::Null => self.value(Value::Null),
            Event::Boolean(truth) => self.value(Value::Boolean(truth)),
            Event::Integer(number) => self.value(Value::Integer(number)),
            Event::Text(text) => self.text(text),
            Event::Begin(kind, announced) => {
                self.open.push(Frame { kind, announced, items: Vec::new(), pending: Vec::new() });
            }
            Event::End => self.end(),
        }
    }

    fn text(&mut self, piece: Text<'_>) {
        assert_eq!(piece.first, self.text.is_none(), "`first` marks the first piece and no other: {piece:?}");
        let head = Text { data: &[], first: true, last: false, ..piece };
        let (first, mut data) = self.text.take().unwrap_or((head, Vec::new()));
        assert_eq!((piece.kind, piece.len), (first.kind, first.len), "the pieces of a string must agree");
        data.extend(piece.data);
        if !piece.last {
            self.text = Some((first, data));
            return;
        }
        let kind = piece.kind;
        let streamed = kind == TextKind::Bulk && piece.len.is_none();
        assert!(piece.len.is_none_or(|len| len == data.len()), "{} bytes, but {piece:?}", data.len());
        self.value(Value::Text { kind, data, streamed });
    }

    fn end(&mut self) {
        let Frame { kind, announced, items, pending } = self.open.pop().expect("an end without a beginning");
        assert!(pending.is_empty(), "an attribute describes nothing");
        let each = if matches!(kind, Aggregate::Map | Aggregate::Attribute) { 2 } else { 1 };
        assert_eq!(items.len() % each, 0, "a key without its value");
        assert!(announced.is_none_or(|count| count as usize * each == items.len()), "not as many as announced");
        match kind {
            Aggregate::Attribute => self.pending().push(items),
            _ => self.value(Value::Aggregate { kind, items, streamed: announced.is_none() }),
        }
    }

    fn value(&mut self, value: Value) {
        let describe = |value, attributes| Value::Attributed { attributes, value: Box::new(value) };
        let value = self.pending().drain(..).rev().fold(value, describe);
        match self.open.last_mut() {
            Some(frame) => frame.items.push(value),
            None => self.replies.push(value),
        }
    }

    fn pending(&mut self) -> &mut Vec<Vec<Value>> {
        self.open.last_mut().map_or(&mut self.pending, |frame| &mut frame.pending)
    }
}
