//! How the public types show themselves in a log of defmt: as they do in a debugger, and no more. A password is in neither.

use core::fmt::Debug;

use defmt::{Debug2Format, Format, Formatter};

use crate::pipeline::Given;
use crate::transport::Bare;
use crate::{Error, ErrorKind, Fate, Redis, Unsendable};

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
    {} Error;
    {} ErrorKind;
    {} Fate;
    {} Given;
    {} Unsendable;
    {T: Debug} Bare<T>;
    {T: Debug, B, const DEPTH: usize} Redis<T, B, DEPTH>;
}

#[cfg(feature = "alloc")]
as_in_a_debugger! {
    {} crate::Message;
    {} crate::Push;
    {} crate::Wire<'_>;
    {} crate::pipeline::Pipeline;
}

#[cfg(feature = "async")]
as_in_a_debugger! {
    {T: Debug} crate::asynch::Bare<T>;
    {T: Debug, B, const DEPTH: usize} crate::asynch::Redis<T, B, DEPTH>;
}

#[cfg(feature = "std")]
as_in_a_debugger! {
    {} crate::Config;
    {} crate::Endpoint;
    {} crate::Place;
    {} crate::transport::Stream;
}
