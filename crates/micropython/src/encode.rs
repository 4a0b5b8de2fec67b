//! `encode(*args) -> bytes`

use core::convert::Infallible;

use picoredis_core::encode::{Encoder, Sink, Visit};

use crate::runtime as mp;
use crate::table::Obj;

/// The bytes of a command. Arguments are str, bytes, int or float; None is left out.
pub(crate) fn encode(args: &[Obj]) -> Obj {
    let memory = mp::scratch(write(&mut [], args));
    write(memory, args);
    let request = mp::bytes(memory);
    mp::free(memory);
    request
}

/// Writes as much of the command as there is room for; returns the size of all.
fn write(memory: &mut [u8], args: &[Obj]) -> usize {
    let given = || args.iter().filter(|arg| **arg != mp::none());
    let mut encoder = Encoder::new(Room { memory, size: 0 });
    let Ok(()) = encoder.begin(given().count());
    for arg in given() {
        let bytes = bytes_of(*arg);
        // Not at once: the short cut for short ones is more code than it is worth here.
        let Ok(()) = encoder.begin_arg(bytes.len() as u64);
        let Ok(()) = encoder.piece(bytes);
        let Ok(()) = encoder.end_arg();
    }
    encoder.into_sink().size
}

/// Counts what comes, and keeps what there is room for.
struct Room<'a> {
    memory: &'a mut [u8],
    size: usize,
}

impl Sink for Room<'_> {
    type Error = Infallible;

    #[inline(never)]
    fn write(&mut self, bytes: &[u8]) -> Result<(), Infallible> {
        let end = self.size.saturating_add(bytes.len());
        if let Some(place) = self.memory.get_mut(self.size..end) {
            mp::copy(place, bytes);
        }
        self.size = end;
        Ok(())
    }
}

/// The bytes of an argument; a TypeError if it is none.
fn bytes_of<'a>(arg: Obj) -> &'a [u8] {
    // By the sign, a boolean becomes an integer, and what is no number an error.
    mp::buffer(arg).unwrap_or_else(|| mp::buffer_or_raise(mp::call(mp::str_type(), &[mp::positive(arg)])))
}
