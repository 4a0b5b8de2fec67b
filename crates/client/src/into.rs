//! Replies in memory that is there already: what the drivers share of it.

use core::ops::Range;

use picoredis_core::error::ReplyError;
use picoredis_core::event::{Event, EventKind, Text};

use crate::stream::Kept;

/// What a reply can be lent as: `[u8]` and `str`.
pub trait Lent: private::Lent + 'static {}

impl Lent for [u8] {}

impl Lent for str {}

mod private {
    use picoredis_core::error::ReplyError;

    pub trait Lent {
        /// The same bytes.
        fn lend(bytes: &[u8]) -> Result<&Self, ReplyError>;
    }

    impl Lent for [u8] {
        fn lend(bytes: &[u8]) -> Result<&Self, ReplyError> {
            Ok(bytes)
        }
    }

    impl Lent for str {
        fn lend(bytes: &[u8]) -> Result<&Self, ReplyError> {
            core::str::from_utf8(bytes).map_err(|_| ReplyError::Utf8)
        }
    }
}

/// Gathers a string at the front of the memory that it is received in.
#[derive(Default)]
pub(crate) struct Gather {
    /// How much of it is there.
    pub(crate) len: usize,
    /// How many bytes have come.
    needed: usize,
    found: Option<Found>,
}

/// Where a string is, if it is none that is null.
type Found = Result<Option<Range<usize>>, ReplyError>;

impl Gather {
    /// Takes the next event of the reply.
    pub(crate) fn take(&mut self, kept: Kept, memory: &mut [u8]) {
        let found = match kept.event {
            // The rest of something that is no string.
            _ if self.found.is_some() => return,
            Event::Null => Ok(None),
            Event::Text(text) if !text.kind.is_error() => match self.piece(text, kept.data, memory) {
                Some(found) => found,
                None => return,
            },
            other => Err(ReplyError::Mismatch { expected: "a string", found: other.kind() }),
        };
        self.found = Some(found);
    }

    fn piece(&mut self, text: Text<'_>, data: Range<usize>, memory: &mut [u8]) -> Option<Found> {
        if text.first && text.last {
            return Some(Ok(Some(data)));
        }
        self.needed = self.needed.saturating_add(data.len());
        // Its end has to be received, too.
        let capacity = memory.len().saturating_sub(1);
        let needed = text.len.unwrap_or(0).max(self.needed);
        if needed > capacity {
            self.len = 0;
            return text.last.then_some(Err(ReplyError::Capacity { needed, capacity }));
        }
        let len = data.len();
        memory.copy_within(data, self.len);
        self.len += len;
        text.last.then_some(Ok(Some(0..self.len)))
    }

    /// Where the string is, when the reply is over.
    pub(crate) fn finish(self) -> Found {
        let nothing = || Err(ReplyError::Mismatch { expected: "a string", found: EventKind::EndOfReply });
        self.found.unwrap_or_else(nothing)
    }
}

/// The string that was found there.
pub(crate) fn lend<V: Lent + ?Sized>(found: Option<Range<usize>>, memory: &[u8]) -> Result<Option<&V>, ReplyError> {
    found.map(|place| V::lend(memory.get(place).unwrap_or_default())).transpose()
}
