//! Arguments that have been encoded before.

use alloc::vec::Vec;

use super::Args;
use crate::encode::{Encoder, Visit};

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
        visitor.encoded(self.wire, self.count)
    }
}

impl core::fmt::Debug for Encoded<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{} arguments", self.count)
    }
}
