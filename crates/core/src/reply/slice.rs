//! A string in memory of the caller's.

use super::Build;
use crate::error::Misfit;
use crate::event::Event;
use crate::number::Digits;

/// Builds one string in memory of the caller's: what comes of it is the front of that memory, filled, or `None` for null.
/// A longer reply is an error that says how many bytes were needed.
///
/// ```
/// use picoredis_core::error::Misfit;
/// use picoredis_core::event::{Event, Text, TextKind};
/// use picoredis_core::reply::{Build, Slice};
///
/// let text = |data| Event::Text(Text { kind: TextKind::Bulk, data, len: None, first: true, last: true });
/// let mut memory = [0; 4];
/// assert_eq!(Slice::new(&mut memory).event(text(b"foo"))?.unwrap().unwrap(), b"foo");
/// let longer = Slice::new(&mut memory).event(text(b"fives"));
/// assert_eq!(longer, Err(Misfit::Capacity { needed: 5, capacity: 4 }));
/// # Ok::<(), Misfit>(())
/// ```
#[derive(Debug)]
pub struct Slice<'a> {
    memory: &'a mut [u8],
    filling: Filling,
}

impl<'a> Slice<'a> {
    /// Builds in this memory.
    pub const fn new(memory: &'a mut [u8]) -> Self {
        Slice { memory, filling: Filling::new() }
    }
}

impl<'a> Build for Slice<'a> {
    type Output = Option<&'a mut [u8]>;

    fn event(&mut self, event: Event<'_>) -> Result<Option<Self::Output>, Misfit> {
        if let Event::Null = event {
            return Ok(Some(None));
        }
        let Some(len) = self.filling.event(self.memory, event)? else { return Ok(None) };
        Ok(Some(core::mem::take(&mut self.memory).get_mut(..len)))
    }
}

/// How far a string in memory of a fixed size is.
#[derive(Debug)]
pub(super) struct Filling {
    /// How much of the memory is filled.
    len: usize,
    /// How many bytes have come.
    needed: usize,
}

impl Filling {
    pub(super) const fn new() -> Self {
        Filling { len: 0, needed: 0 }
    }

    /// Takes the next event of a string, or an integer: with the last one, how many bytes at the front of the memory hold it.
    #[cfg_attr(target_os = "none", inline(never))]
    pub(super) fn event(&mut self, memory: &mut [u8], event: Event<'_>) -> Result<Option<usize>, Misfit> {
        match event {
            Event::Text(text) if !text.kind.is_error() => self.piece(memory, text.data, text.last),
            Event::Integer(number) => self.piece(memory, &Digits::from_i64(number), true),
            _ => Err(Misfit::Event { expected: "a string" }),
        }
    }

    fn piece(&mut self, memory: &mut [u8], data: &[u8], last: bool) -> Result<Option<usize>, Misfit> {
        let capacity = memory.len();
        self.needed = self.needed.saturating_add(data.len());
        let free = memory.get_mut(self.len..).unwrap_or_default();
        if let Some(place) = free.get_mut(..data.len()) {
            place.copy_from_slice(data);
            self.len = self.len.wrapping_add(data.len());
        }
        if !last {
            return Ok(None);
        }
        let Filling { len, needed } = core::mem::replace(self, Self::new());
        if needed > capacity { Err(Misfit::Capacity { needed, capacity }) } else { Ok(Some(len)) }
    }
}
