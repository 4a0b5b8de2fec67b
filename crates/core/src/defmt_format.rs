//! How the public types show themselves in a log of defmt: as they do in a debugger, and no more. A password is in neither.

use core::fmt::Debug;

use defmt::{Debug2Format, Format, Formatter};

use crate::address::{Address, AddressError, AddressErrorKind, Endpoint, Percent};
use crate::args::{AnyArgs, Args, Each, Joined};
use crate::command::{At, Begin, Block, Command, Doc, Find, KeySpec, Secrets, Spec, Wait};
use crate::decode::{Decoder, Limits, Published, Run};
use crate::encode::{Encoder, Full, Pen, Size};
use crate::error::{Fault, Misfit, ProtocolError, ProtocolErrorKind, ReplyError, ServerError, SessionError};
use crate::event::{Aggregate, Event, EventKind, Text, TextKind};
use crate::number::{Ascii, FloatGrammar};
use crate::reply::buf::{BufBuilder, ExactBuilder};
use crate::reply::collect::ArrayBuilder;
use crate::reply::scalar::ScalarBuilder;
use crate::reply::tuple::Fields;
use crate::reply::wrap::{Ignore, OptionBuilder, ResultBuilder};
use crate::reply::{AnyReceive, Buf, Build, Bytes, Collect, FromReply, Receive, Slice, Value};
use crate::session::{DrainBudget, Handshake, Incoming, Login, Protocol, Said, Session, Standing};

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
    {} Address<'_>;
    {} AddressError;
    {} AddressErrorKind;
    {} Endpoint<'_>;
    {} Percent<'_>;
    {} AnyArgs<'_>;
    {I: Debug} Each<I>;
    {A: Debug} Joined<A>;
    {} At;
    {} Begin;
    {} Block;
    {A: Args, R} Command<'_, A, R>;
    {} Doc;
    {} Find;
    {} KeySpec;
    {} Secrets;
    {} Spec;
    {} Wait;
    {const DEPTH: usize} Decoder<DEPTH>;
    {} Limits;
    {S: Debug} Encoder<S>;
    {} Full;
    {} Pen<'_>;
    {} Published<'_>;
    {} Run<'_>;
    {} Size;
    {} Fault;
    {} Misfit;
    {} ProtocolError;
    {} ProtocolErrorKind;
    {} ReplyError;
    {} ServerError;
    {} SessionError;
    {} Aggregate;
    {} Event<'_>;
    {} EventKind;
    {} Text<'_>;
    {} TextKind;
    {const N: usize} Ascii<N>;
    {} FloatGrammar;
    {} AnyReceive<'_>;
    {T: FromReply<Builder: Debug> + Debug, const N: usize} ArrayBuilder<T, N>;
    {const N: usize} Buf<N>;
    {const N: usize} BufBuilder<N>;
    {} Bytes;
    {C: Debug, B: Debug} Collect<C, B>;
    {const N: usize} ExactBuilder<N>;
    {B: Debug, V: Debug} Fields<B, V>;
    {} Ignore;
    {B: Debug} OptionBuilder<B>;
    {B: Build} Receive<B>;
    {B: Debug} ResultBuilder<B>;
    {T: Debug} ScalarBuilder<T>;
    {} Slice<'_>;
    {} Value;
    {} DrainBudget;
    {} Handshake<'_>;
    {} Incoming<'_>;
    {} Login<'_>;
    {} Protocol;
    {} Said;
    {const DEPTH: usize} Session<DEPTH>;
    {} Standing;
}

#[cfg(feature = "alloc")]
as_in_a_debugger! {
    {} crate::args::Encoded<'_>;
    {} crate::reply::bytes::BytesBuilder;
    {} crate::reply::bytes::StringBuilder;
    {} crate::reply::bytes::WrappedBuilder;
    {} crate::reply::value::ValueBuilder;
}

#[cfg(not(feature = "alloc"))]
as_in_a_debugger! {
    {T: Debug} crate::reply::List<T>;
    {K: Debug, V: Debug} crate::reply::Map<K, V>;
    {} crate::reply::Text;
}
