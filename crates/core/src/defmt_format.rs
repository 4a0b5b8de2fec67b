//! How the public types show themselves in a log of defmt: as they do in a debugger, and no more. A password is in neither.

use defmt::{Debug2Format, Format, Formatter};

use crate::address::{Address, AddressError, Endpoint, Percent};
use crate::args::{Args, Each, Joined};
use crate::command::{At, Begin, Block, Command, Doc, Find, KeySpec, Secrets, Spec, Wait};
use crate::decode::{Decoder, Limits};
use crate::encode::{Encoder, Full, Size};
use crate::error::{ProtocolError, ProtocolErrorKind, ReplyError, ServerError, SessionError};
use crate::event::{Aggregate, Event, Text, TextKind};
use crate::reply::Buf;
#[cfg(feature = "alloc")]
use crate::reply::{Bytes, Value};
use crate::session::{DrainBudget, Handshake, Incoming, Login, Protocol, Session, Standing};

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
    {} Endpoint<'_>;
    {} Percent<'_>;
    {I: core::fmt::Debug} Each<I>;
    {A: core::fmt::Debug} Joined<A>;
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
    {S: core::fmt::Debug} Encoder<S>;
    {} Full;
    {} Size;
    {} ProtocolError;
    {} ProtocolErrorKind;
    {} ReplyError;
    {} ServerError;
    {} SessionError;
    {} Aggregate;
    {} Event<'_>;
    {} Text<'_>;
    {} TextKind;
    {const N: usize} Buf<N>;
    {} DrainBudget;
    {} Handshake<'_>;
    {} Incoming<'_>;
    {} Login<'_>;
    {} Protocol;
    {const DEPTH: usize} Session<DEPTH>;
    {} Standing;
}

#[cfg(feature = "alloc")]
as_in_a_debugger! {
    {} Bytes;
    {} Value;
}
