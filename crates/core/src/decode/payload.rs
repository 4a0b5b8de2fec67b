//! The bytes of a large string may be read past the decoder.

use super::Decoder;
use super::token::State;

impl<const DEPTH: usize> Decoder<DEPTH> {
    /// How many bytes of a string are still to come of which a piece has been told, as far as that is known: those may be
    /// read elsewhere, past the decoder. 0 if there is no such string.
    #[inline]
    pub const fn payload_left(&self) -> usize {
        if matches!(self.state, State::Payload) && !self.first { self.number as usize } else { 0 }
    }

    /// So many bytes of that string were read elsewhere, and no more than there are. Whatever ends the string comes here.
    ///
    /// ```
    /// use picoredis_core::decode::Decoder;
    /// use picoredis_core::event::Event;
    ///
    /// let mut decoder: Decoder = Decoder::new();
    /// let mut input: &[u8] = b"$6\r\nfoo";
    /// assert!(matches!(decoder.next(&mut input), Ok(Some(Event::Text(text))) if text.data == b"foo" && !text.last));
    /// assert_eq!(decoder.payload_left(), 3);
    /// decoder.payload_taken(3);
    /// let mut input: &[u8] = b"\r\n";
    /// assert!(matches!(decoder.next(&mut input), Ok(Some(Event::Text(text))) if text.data == b"" && text.last));
    /// ```
    pub const fn payload_taken(&mut self, len: usize) {
        let left = self.payload_left();
        let taken = if len < left { len } else { left };
        if taken > 0 {
            self.number = left.wrapping_sub(taken) as u64;
            self.offset = self.offset.wrapping_add(taken);
            if self.number == 0 {
                self.state = State::PayloadCr;
            }
        }
    }
}
