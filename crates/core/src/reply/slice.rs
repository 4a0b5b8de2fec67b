//! A string in memory of the caller's.

use super::{Build, unexpected};
use crate::error::ReplyError;
use crate::event::{Event, Text, TextKind};
use crate::number::Digits;

/// Builds one string in memory of the caller's: what comes of it is the front of that memory, filled, or `None` for null.
/// A longer reply is an error that says how many bytes were needed.
///
/// ```
/// use picoredis_core::error::ReplyError;
/// use picoredis_core::event::{Event, Text, TextKind};
/// use picoredis_core::reply::{Build, Slice};
///
/// let text = |data| Event::Text(Text { kind: TextKind::Bulk, data, len: None, first: true, last: true });
/// let mut memory = [0; 4];
/// assert_eq!(Slice::new(&mut memory).event(text(b"foo"))?.unwrap().unwrap(), b"foo");
/// let longer = Slice::new(&mut memory).event(text(b"fives"));
/// assert_eq!(longer, Err(ReplyError::Capacity { needed: 5, capacity: 4 }));
/// # Ok::<(), ReplyError>(())
/// ```
#[derive(Debug)]
pub struct Slice<'a> {
    memory: &'a mut [u8],
    /// How much of the memory is filled.
    len: usize,
    /// How many bytes have come.
    needed: usize,
}

impl<'a> Slice<'a> {
    /// Builds in this memory.
    pub const fn new(memory: &'a mut [u8]) -> Self {
        Slice { memory, len: 0, needed: 0 }
    }
}

impl<'a> Build for Slice<'a> {
    type Output = Option<&'a mut [u8]>;

    fn event(&mut self, event: Event<'_>) -> Result<Option<Self::Output>, ReplyError> {
        match event {
            Event::Null => Ok(Some(None)),
            Event::Text(text) if !text.kind.is_error() => self.piece(text),
            Event::Integer(number) => {
                let data = &*Digits::from_i64(number);
                self.piece(Text { kind: TextKind::Simple, data, len: None, first: true, last: true })
            }
            other => Err(unexpected("a string", other)),
        }
    }
}

impl<'a> Slice<'a> {
    fn piece(&mut self, text: Text<'_>) -> Result<Option<Option<&'a mut [u8]>>, ReplyError> {
        self.needed = self.needed.saturating_add(text.data.len());
        let free = self.memory.get_mut(self.len..).unwrap_or_default();
        if let Some(place) = free.get_mut(..text.data.len()) {
            place.copy_from_slice(text.data);
            self.len = self.len.wrapping_add(text.data.len());
        }
        if !text.last {
            return Ok(None);
        }
        if self.needed > self.memory.len() {
            return Err(ReplyError::Capacity { needed: self.needed, capacity: self.memory.len() });
        }
        Ok(Some(core::mem::take(&mut self.memory).get_mut(..self.len)))
    }
}
