//! A reply as it came: what a [`picoredis::Value`] would have read, such as the digits of a double, is kept as text.

use picoredis::event::{Aggregate, Event, Text, TextKind};
use picoredis::reply::Build;
use picoredis::{FromReply, Misfit, ServerError};

/// A reply of any kind.
#[derive(Debug, PartialEq)]
pub(crate) enum Reply {
    Null,
    Boolean(bool),
    Integer(i64),
    Text(TextKind, Vec<u8>),
    /// The elements; of a map, keys and values in turn.
    Aggregate(Aggregate, Vec<Reply>),
}

/// As much of a reply as it takes to know what it means for the connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// An error.
    Refused,
    /// The command waits for EXEC.
    Queued,
    Aggregate,
    /// Anything else.
    Value,
}

/// Something made of a reply.
pub(crate) trait Outcome {
    fn verdict(&self) -> Verdict;
}

impl Outcome for Reply {
    fn verdict(&self) -> Verdict {
        match self {
            Reply::Text(kind, _) if kind.is_error() => Verdict::Refused,
            Reply::Text(TextKind::Simple, text) if text == b"QUEUED" => Verdict::Queued,
            Reply::Aggregate(..) => Verdict::Aggregate,
            _ => Verdict::Value,
        }
    }
}

impl From<&ServerError> for Reply {
    fn from(error: &ServerError) -> Self {
        Reply::Text(TextKind::Error, error.as_bytes().into())
    }
}

impl FromReply for Reply {
    type Builder = Builder;

    fn builder() -> Builder {
        Builder::default()
    }
}

/// Builds a [`Reply`].
#[derive(Debug, Default)]
pub(crate) struct Builder {
    /// The aggregates that have begun and not ended, outermost first, with their elements so far.
    open: Vec<(Aggregate, Vec<Reply>)>,
    /// What has come of a string that comes in pieces.
    text: Vec<u8>,
}

/// The most that is made ready on the server's word alone.
const MOST_BYTES: usize = 64 << 10;
const MOST_ELEMENTS: u32 = 1 << 10;

impl Build for Builder {
    type Output = Reply;

    fn event(&mut self, event: Event<'_>) -> Result<Option<Reply>, Misfit> {
        let value = match event {
            Event::Null => Some(Reply::Null),
            Event::Boolean(yes) => Some(Reply::Boolean(yes)),
            Event::Integer(number) => Some(Reply::Integer(number)),
            Event::Text(text) => self.text(text),
            Event::Begin(kind, len) => {
                self.open.push((kind, Vec::with_capacity(len.unwrap_or(0).min(MOST_ELEMENTS) as usize)));
                None
            }
            Event::End => self.open.pop().map(|(kind, elements)| Reply::Aggregate(kind, elements)),
        };
        match self.open.last_mut() {
            None => Ok(value),
            Some((_, elements)) => {
                elements.extend(value);
                Ok(None)
            }
        }
    }
}

impl Builder {
    fn text(&mut self, text: Text<'_>) -> Option<Reply> {
        if text.first {
            self.text.reserve(text.len.unwrap_or(0).min(MOST_BYTES));
        }
        self.text.extend_from_slice(text.data);
        text.last.then(|| Reply::Text(text.kind, std::mem::take(&mut self.text)))
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::{Outcome, Reply, Verdict};
    use picoredis::FromReply;
    use picoredis::decode::Decoder;
    use picoredis::event::{Aggregate, TextKind};
    use picoredis::reply::Build;

    /// The reply in `wire`, received in pieces of `size` bytes.
    pub(crate) fn received(wire: &str, size: usize) -> Reply {
        feed(Reply::builder(), wire, size)
    }

    /// What becomes of the reply in `wire`, received in pieces of `size` bytes.
    pub(crate) fn feed<B: Build>(mut builder: B, wire: &str, size: usize) -> B::Output {
        let mut decoder: Decoder = Decoder::new();
        let mut reply = None;
        for mut piece in wire.as_bytes().chunks(size) {
            while let Some(event) = decoder.next(&mut piece).unwrap() {
                reply = builder.event(event).unwrap_or_else(|misfit| panic!("{misfit:?}"));
            }
        }
        reply.unwrap()
    }

    #[test]
    fn the_text_of_the_wire_is_kept() {
        let bytes = |text: &str| text.as_bytes().to_vec();
        let wire = "*3\r\n,1.50\r\n%1\r\n$3\r\nkey\r\n~1\r\n#t\r\n-ERR no\r\n";
        let set = Reply::Aggregate(Aggregate::Set, vec![Reply::Boolean(true)]);
        let map = Reply::Aggregate(Aggregate::Map, vec![Reply::Text(TextKind::Bulk, bytes("key")), set]);
        let double = Reply::Text(TextKind::Double, bytes("1.50"));
        let error = Reply::Text(TextKind::Error, bytes("ERR no"));
        let whole = Reply::Aggregate(Aggregate::Array, vec![double, map, error]);
        assert_eq!(received(wire, wire.len()), whole);
        assert_eq!(received(wire, 1), whole);
        assert_eq!(whole.verdict(), Verdict::Aggregate);
    }
}
