//! `encode(*args) -> bytes`

use picoredis_core::encode::{Encoder, Sink, Size, Visit};

use crate::runtime as mp;
use crate::table::Obj;

/// The bytes of a command. Arguments are str, bytes, int or float; None is left out.
pub(crate) fn encode(args: &[Obj]) -> Obj {
    let count = args.iter().filter(|arg| **arg != mp::none()).count();
    let mut size = Encoder::new(Size::default());
    let Ok(()) = write(&mut size, count, args);
    let size = size.into_sink().0;
    // Most commands are short, and the heap's first free block is found slowly.
    if let Some(memory) = [0; SHORT].get_mut(..size) {
        return fill(memory, count, args);
    }
    let memory = mp::scratch(size);
    let request = fill(memory, count, args);
    mp::free(memory);
    request
}

/// A command of this many bytes is put together on the stack.
const SHORT: usize = 128;

fn fill(memory: &mut [u8], count: usize, args: &[Obj]) -> Obj {
    let mut encoder = Encoder::new(&mut *memory);
    // It fits: an argument is as long as it was.
    let _ = write(&mut encoder, count, args);
    mp::bytes(memory)
}

fn write<S: Sink>(encoder: &mut Encoder<S>, count: usize, args: &[Obj]) -> Result<(), S::Error> {
    encoder.begin(count)?;
    args.iter().filter(|arg| **arg != mp::none()).try_for_each(|arg| encoder.arg(bytes_of(*arg)))
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
    mp::buffer_or_raise(if is_number { mp::call(mp::str_type(), arg) } else { arg })
}
