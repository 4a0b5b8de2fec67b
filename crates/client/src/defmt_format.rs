//! How the public types show themselves in a log of defmt: as they do in a debugger, and no more. A password is in neither.

use core::fmt::Debug;

use defmt::{Debug2Format, Format, Formatter};

use crate::pipeline::{Given, Slot, Together};
use crate::reply::FromReply;
use crate::transport::Bare;
use crate::{
    CopyError, Error, ErrorKind, Fate, Reconnect, Redis, ReplyStream, Script, StringReader, Unsendable, Waits,
};

macro_rules! as_in_a_debugger {
    ($({$($generics:tt)*} $type:ty;)*) => {
        $(impl<$($generics)*> Format for $type {
            fn format(&self, f: Formatter<'_>) {
                Debug2Format(self).format(f);
            }
        })*
    };
}

as_in_a_debugger! {
    {T: Debug} Bare<T>;
    {E: Debug} CopyError<E>;
    {} Error;
    {} ErrorKind;
    {} Fate;
    {} Given;
    {} Reconnect;
    {T: Debug, B, const DEPTH: usize} Redis<T, B, DEPTH>;
    {T: Debug, B, const DEPTH: usize} ReplyStream<'_, T, B, DEPTH>;
    {} Script<'_>;
    {R: FromReply<Builder: Debug> + Debug} Slot<R>;
    {T: Debug, B, const DEPTH: usize} StringReader<'_, '_, T, B, DEPTH>;
    {C: Debug, S: Debug} Together<C, S>;
    {} Unsendable;
    {} Waits;
}

#[cfg(feature = "alloc")]
as_in_a_debugger! {
    {C: Debug} crate::Cached<C>;
    {} crate::Message;
    {} crate::Push;
    {} crate::Heard;
    {} crate::PushBuilder;
    {} crate::PushRef<'_>;
    {} crate::debug::Tap;
    {K, A, R, T: Debug, B, const DEPTH: usize} crate::Scan<'_, K, A, R, T, B, DEPTH>;
    {} crate::Wire<'_>;
    {T: Debug, B: Debug, const DEPTH: usize} crate::blocking::push::Pushes<'_, T, B, DEPTH>;
    {I, A, R: FromReply} crate::pipeline::Many<'_, I, A, R>;
    {F: Debug} crate::pipeline::Calls<F>;
    {} crate::pipeline::Pipeline;
    {R: FromReply, K} crate::pipeline::Replay<'_, R, K>;
}

#[cfg(feature = "async")]
as_in_a_debugger! {
    {T: Debug} crate::asynch::Bare<T>;
    {} crate::asynch::Moved;
    {T: Debug, B, const DEPTH: usize} crate::asynch::Redis<T, B, DEPTH>;
    {T: Debug, B, const DEPTH: usize} crate::asynch::ReplyStream<'_, T, B, DEPTH>;
    {T: Debug, B, const DEPTH: usize} crate::asynch::StringReader<'_, '_, T, B, DEPTH>;
}

#[cfg(all(feature = "async", feature = "alloc"))]
as_in_a_debugger! {
    {K, A, R, T: Debug, B, const DEPTH: usize} crate::asynch::Scan<'_, K, A, R, T, B, DEPTH>;
}

#[cfg(feature = "tokio")]
as_in_a_debugger! {
    {T: Debug} crate::asynch::FromTokio<T>;
    {} crate::asynch::SharedRedis;
    {} crate::asynch::Stream;
}

#[cfg(feature = "std")]
as_in_a_debugger! {
    {} crate::Config;
    {} crate::Endpoint;
    {T: Debug} crate::FromStd<T>;
    {} crate::Place;
    {} crate::transport::Stream;
}

#[cfg(feature = "tls")]
as_in_a_debugger! {
    {} crate::Pem;
    {} crate::Tls;
}
