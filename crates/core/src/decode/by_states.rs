//! The decoder where room for code is dearer than time.

use super::{Decoder, Step};
use crate::error::ProtocolError;
use crate::event::Event;

impl<const DEPTH: usize> Decoder<DEPTH> {
    /// The same as [`next`](Decoder::next) without its short cut for what is whole in the input: slower, in less code.
    ///
    /// # Errors
    ///
    /// As there.
    ///
    /// ```
    /// use picoredis_core::decode::Decoder;
    /// use picoredis_core::event::Event;
    ///
    /// let mut input = &b":42\r\n"[..];
    /// assert!(matches!(Decoder::<4>::new().next_by_states(&mut input), Ok(Some(Event::Integer(42)))));
    /// ```
    // Where there is the short cut, it keeps the registers to itself.
    #[cfg_attr(not(target_os = "none"), inline(never))]
    #[cfg_attr(target_os = "none", inline)]
    pub fn next_by_states<'a>(&mut self, input: &mut &'a [u8]) -> Result<Option<Event<'a>>, ProtocolError> {
        let mut event = Event::End;
        match self.step(input, &mut event) {
            Step::Event => Ok(Some(event)),
            Step::Lack => Ok(None),
            Step::Fault => Err(self.violation()),
        }
    }
}
