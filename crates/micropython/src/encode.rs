//! `encode(*args) -> bytes`

use core::convert::Infallible;

use picoredis_core::encode::{Encoder, Sink, Visit};

use crate::runtime as mp;
use crate::table::Obj;

/// The bytes of a command. Arguments are str, bytes, int or float; None is left out.
pub(crate) fn encode(args: &[Obj]) -> Obj {
    let given = || args.iter().filter(|arg| **arg != mp::none());
    let pieces = mp::list();
    let mut encoder = Encoder::new(Pieces(pieces));
    let Ok(()) = encoder.begin(given().count());
    for arg in given() {
        let bytes = bytes_of(*arg);
        // Not at once: the short cut for short ones is more code than it is worth here.
        let Ok(()) = encoder.begin_arg(bytes.len() as u64);
        let Ok(()) = encoder.piece(bytes);
        let Ok(()) = encoder.end_arg();
    }
    mp::join(pieces)
}

/// A list of what comes.
struct Pieces(Obj);

impl Sink for Pieces {
    type Error = Infallible;

    #[inline(never)]
    fn write(&mut self, bytes: &[u8]) -> Result<(), Infallible> {
        mp::append(self.0, mp::bytes(bytes));
        Ok(())
    }
}

/// The bytes of an argument; a TypeError if it is none.
fn bytes_of<'a>(arg: Obj) -> &'a [u8] {
    // By the sign, a boolean becomes an integer, and what is no number an error.
    mp::buffer(arg).unwrap_or_else(|| mp::buffer_or_raise(mp::call(mp::str_type(), &[mp::positive(arg)])))
}
