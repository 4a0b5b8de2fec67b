//! Arguments that have been encoded before.

use alloc::vec::Vec;

use super::Args;
use crate::decode::{Decoder, Limits};
use crate::encode::{Encoder, Visit};
use crate::event::Event;

/// Arguments that were encoded before they are sent, perhaps more than once: they are written in one go.
///
/// ```
/// use picoredis_core::args::{Args, Encoded};
///
/// let mut memory = Vec::new();
/// let count = Encoded::append(&mut memory, &("foo", 42));
/// assert_eq!(memory, b"$3\r\nfoo\r\n$2\r\n42\r\n");
/// assert_eq!(Encoded::new(&memory, count).count(), 2);
/// ```
#[derive(Clone, Copy, Default)]
pub struct Encoded<'a> {
    wire: &'a [u8],
    count: usize,
}

impl<'a> Encoded<'a> {
    /// Has arguments encoded behind what is in `memory`: how many those are.
    #[inline]
    pub fn append<A: Args>(memory: &mut Vec<u8>, args: &A) -> usize {
        let mut encoder = Encoder::new(memory);
        let Ok(()) = args.visit(&mut encoder);
        encoder.written()
    }

    /// What [`append`](Encoded::append) has put there, and how many it said that those are.
    pub const fn new(wire: &'a [u8], count: usize) -> Self {
        Encoded { wire, count }
    }
}

impl Args for Encoded<'_> {
    #[inline]
    fn count(&self) -> usize {
        self.count
    }

    #[inline]
    fn visit<V: Visit>(&self, visitor: &mut V) -> Result<(), V::Error> {
        if visitor.takes_encoded(self.wire, self.count)? {
            return Ok(());
        }
        let mut decoder: Decoder<1> = Decoder::with_limits(Limits { bulk: usize::MAX, ..Limits::DEFAULT });
        let mut rest = self.wire;
        while let Ok(Some(Event::Text(text))) = decoder.next(&mut rest) {
            visitor.arg(text.data)?;
        }
        Ok(())
    }
}

impl core::fmt::Debug for Encoded<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{} arguments", self.count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What looks at words sees those that were encoded, whatever bytes they have; an encoder writes the same again.
    #[test]
    fn words_come_out_as_they_went_in() {
        struct Seen(Vec<Vec<u8>>);

        impl Visit for Seen {
            type Error = core::convert::Infallible;

            fn arg(&mut self, word: &[u8]) -> Result<(), Self::Error> {
                self.0.push(word.to_vec());
                Ok(())
            }
        }

        let long = [b'x'; 70_000];
        let words: [&[u8]; 5] = [b"GET", b"", b"\r\n$3\r\n\0\xff", &long, b"*1\r\n"];
        let mut memory = b"what was there".to_vec();
        let count = Encoded::append(&mut memory, &words);
        let wire = memory.strip_prefix(b"what was there").unwrap_or_default();
        let encoded = Encoded::new(wire, count);

        let mut seen = Seen(Vec::new());
        let Ok(()) = encoded.visit(&mut seen);
        assert_eq!((count, seen.0), (5, words.map(<[u8]>::to_vec).to_vec()));

        let mut again = Encoder::new(Vec::new());
        let Ok(()) = again.begin(5);
        let Ok(()) = encoded.visit(&mut again);
        assert!(again.is_whole());
        assert_eq!(again.into_sink(), [b"*5\r\n", wire].concat());
    }
}
