//! Large strings of replies are read straight to where they belong: what the drivers share of it.

use picoredis_core::reply::{AnyReceive, Build, Receive};

#[cfg(feature = "alloc")]
use crate::link::Link;
use crate::pipeline::Batch;

/// What the bytes of a string may be read to, past the memory that replies are received in. Without `alloc` there is nothing
/// that grows, and nobody asks.
#[cfg_attr(not(feature = "alloc"), allow(dead_code, reason = "nobody asks"))]
pub(crate) trait Destination {
    /// See [`Build::room`].
    fn room(&mut self, left: usize) -> Option<&mut [u8]>;

    /// So many bytes were put to the beginning of the room.
    fn filled(&mut self, len: usize);
}

impl<B: Build> Destination for Receive<B> {
    fn room(&mut self, left: usize) -> Option<&mut [u8]> {
        Receive::room(self, left)
    }

    fn filled(&mut self, len: usize) {
        Receive::filled(self, len);
    }
}

impl Destination for AnyReceive<'_> {
    fn room(&mut self, left: usize) -> Option<&mut [u8]> {
        AnyReceive::room(self, left)
    }

    fn filled(&mut self, len: usize) {
        AnyReceive::filled(self, len);
    }
}

impl<P: Batch> Destination for P {
    fn room(&mut self, left: usize) -> Option<&mut [u8]> {
        Batch::room(self, left)
    }

    fn filled(&mut self, len: usize) {
        Batch::filled(self, len);
    }
}

#[cfg(feature = "alloc")]
impl<B: AsRef<[u8]> + AsMut<[u8]>, const DEPTH: usize> Link<B, DEPTH> {
    /// Where the next bytes are read to, if it is not the memory of the link: once all is decoded that is in there.
    #[inline]
    pub(crate) fn room<'a>(&self, destination: &'a mut dyn Destination) -> Option<&'a mut [u8]> {
        let left = self.session.payload_left();
        if left == 0 { None } else { self.room_for(left, destination) }
    }

    #[inline(never)]
    fn room_for<'a>(&self, left: usize, destination: &'a mut dyn Destination) -> Option<&'a mut [u8]> {
        // The end of a string comes with what follows it, and what is shown has to be seen.
        if left < self.received.memory.as_ref().len() || self.tap.is_on() {
            return None;
        }
        let room = destination.room(left)?;
        let len = left.min(room.len());
        room.get_mut(..len).filter(|room| !room.is_empty())
    }

    /// So many bytes were read there.
    pub(crate) fn filled(&mut self, len: usize, destination: &mut dyn Destination) {
        self.session.payload_taken(len);
        destination.filled(len);
    }
}
