//! Events to values: what a reply can be taken as.
//!
//! | asked for | taken from |
//! |---|---|
//! | an integer, `f64`, `bool` | an integer, a boolean, a double, a string that reads as one; `bool` also from `OK` (true) and null (false) |
//! | [`Bytes`], [`Text`] (`String`), [`Buf`] | a string of any kind, an integer |
//! | `Option<T>` | null, or a `T` |
//! | `Result<T, ServerError>` | an error inside a reply, or a `T` |
//! | `Vec<T>`, sets, `[T; N]` | an array, a set, a push |
//! | maps, `Vec<(K, V)>` | a map, an array of keys and values in turn (RESP2), an array of pairs |
//! | a tuple | an array of that many elements |
//! | `()` | anything but an error |
//! | [`Value`] | anything |
//!
//! What else comes is an error that says so, and leaves the connection in step. Nothing is converted with loss: a number
//! that does not fit is an error. `u8` stands for a byte of a string, not for a number.
//!
//! A value is built straight from the decoder's [`Event`]s, in one pass, without a tree in between. To take replies as
//! a type of your own, implement [`FromReply`] with a [`Build`]er, mostly by wrapping one that is here.

pub(crate) mod buf;
pub(crate) mod collect;
#[cfg(feature = "alloc")]
mod owned;
mod receive;
pub(crate) mod scalar;
mod slice;
pub(crate) mod tuple;
pub(crate) mod wrap;

#[cfg(feature = "alloc")]
pub(crate) mod bytes;
#[cfg(feature = "alloc")]
pub(crate) mod value;

use crate::decode::Run;
use crate::error::{Misfit, ReplyError};
use crate::event::Event;

pub use buf::Buf;
#[cfg(feature = "alloc")]
pub use bytes::Bytes;
pub use collect::{Collect, Collection};
#[cfg(feature = "alloc")]
pub use owned::{List, Map, Text};
pub use receive::{AnyReceive, Receive};
pub use scalar::Scalar;
pub use slice::Slice;
#[cfg(feature = "alloc")]
pub use value::Value;

#[cfg(not(feature = "alloc"))]
mod absent;
#[cfg(not(feature = "alloc"))]
pub use absent::{Bytes, List, Map, Text, Value};

/// What a reply can be taken as.
#[diagnostic::on_unimplemented(
    message = "a reply cannot be taken as `{Self}`",
    note = "a `u8` stands for a byte of a string: take a number as `u16`",
    note = "a type of your own needs an `impl FromReply`"
)]
#[cfg_attr(
    not(feature = "alloc"),
    diagnostic::on_unimplemented(
        note = "without the feature `alloc` strings and lists have to be of a known size, as in \
                `redis.run(cmd::get(\"foo\").reply::<Buf<64>>())`"
    )
)]
pub trait FromReply: Sized {
    /// What builds the value.
    type Builder: Build<Output = Self>;

    /// A builder that stands before the first event.
    fn builder() -> Self::Builder;
}

/// Builds a value from the events of one reply, or of one element of it.
pub trait Build {
    /// The value.
    type Output;

    /// Takes the next event. With the last one the value is there, and the builder stands before its first event again.
    ///
    /// # Errors
    ///
    /// The reply is no such value. The builder is then of no more use; the rest of the reply is skipped.
    fn event(&mut self, event: Event<'_>) -> Result<Option<Self::Output>, Misfit>;

    /// Asks a builder of tuples to take the next events as its fields, without an aggregate around them: in RESP2 pairs
    /// often stand like this. `false` if it is none. A builder that wraps one hands this on.
    fn begin_flat(&mut self) -> bool {
        false
    }

    /// Takes the next events out of a run of elements, as many as it likes: those come in no other event. Only worth the
    /// while of what takes many. A builder that wraps one hands this on.
    ///
    /// # Errors
    ///
    /// As those of [`event`](Build::event), told of [the event](Misfit::of).
    fn run(&mut self, run: &mut Run<'_>) -> Result<(), ReplyError> {
        let _ = run;
        Ok(())
    }

    /// Memory for the bytes that come next of the string that goes on, of which so many are [left](crate::session::Session::payload_left):
    /// what is put there is not copied again, and comes in no event. `None`: all comes in events. A builder that wraps one
    /// hands this on.
    fn room(&mut self, left: usize) -> Option<&mut [u8]> {
        let _ = left;
        None
    }

    /// So many bytes were put to the beginning of the [`room`](Build::room).
    fn filled(&mut self, len: usize) {
        let _ = len;
    }
}
