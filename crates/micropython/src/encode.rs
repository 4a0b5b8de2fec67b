//! `encode(*args) -> bytes`

use core::convert::Infallible;

use picoredis_core::encode::{Encoder, Sink, Visit};

use crate::runtime as mp;
use crate::table::Obj;

/// The bytes of a command. Arguments are str, bytes, int or float; None is left out.
pub(crate) fn encode(args: &[Obj]) -> Obj {
    // Most commands are short, and the heap's first free block is found slowly.
    let mut short = [0; SHORT];
    let size = write(&mut short, args);
    if let Some(request) = short.get(..size) {
        return mp::bytes(request);
    }
    let memory = mp::scratch(size);
    write(memory, args);
    let request = mp::bytes(memory);
    mp::free(memory);
    request
}

/// A command of this many bytes is put together on the stack.
const SHORT: usize = 128;

/// Writes as much of the command as there is room for; returns the size of all.
fn write(memory: &mut [u8], args: &[Obj]) -> usize {
    let given = || args.iter().filter(|arg| **arg != mp::none());
    let mut encoder = Encoder::new(Room { memory, size: 0 });
    let Ok(()) = encoder.begin(given().count());
    for arg in given() {
        let Ok(()) = encoder.arg(bytes_of(*arg));
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
    if let Some(bytes) = mp::buffer(arg) {
        return bytes;
    }
    if arg == mp::boolean(true) {
        return b"1";
    }
    if arg == mp::boolean(false) {
        return b"0";
    }
    let class = mp::type_of(arg);
    let is_number = class == mp::int_type() || class == mp::float_type();
    mp::buffer_or_raise(if is_number { mp::call(mp::str_type(), &[arg]) } else { arg })
}
