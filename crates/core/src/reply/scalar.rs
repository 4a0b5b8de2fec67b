//! Numbers and yes or no.

use core::marker::PhantomData;

use super::{Build, FromReply};
use crate::error::Misfit;
use crate::event::{Event, Text, TextKind};
use crate::number::{parse_f64, parse_i64, parse_i128};

/// A value that one event can hold, once a text is whole.
pub trait Scalar: Sized {
    /// What it is, for errors.
    const NAME: &'static str;

    /// From an integer; `None` if it does not fit.
    fn from_integer(number: i64) -> Option<Self>;

    /// From a boolean; `None` if it is none.
    fn from_boolean(yes: bool) -> Option<Self>;

    /// From a text; `None` if it reads as none.
    fn from_text(text: &[u8]) -> Option<Self>;

    /// From null; `None` if it may not be missing.
    fn from_null() -> Option<Self> {
        None
    }
}

/// Builds a [`Scalar`].
#[derive(Debug)]
pub struct ScalarBuilder<T> {
    text: Gather,
    value: PhantomData<fn() -> T>,
}

impl<T: Scalar> Build for ScalarBuilder<T> {
    type Output = T;

    #[inline]
    fn event(&mut self, event: Event<'_>) -> Result<Option<T>, Misfit> {
        let value = match event {
            Event::Integer(number) => return out_of_range(T::from_integer(number)),
            Event::Boolean(yes) => T::from_boolean(yes),
            Event::Null => T::from_null(),
            Event::Text(text) if text.kind.is_error() => None,
            Event::Text(text) if text.first && text.last => return read(text.data, text.kind),
            Event::Text(text) => {
                self.text.add(text)?;
                if !text.last {
                    return Ok(None);
                }
                return read(core::mem::take(&mut self.text).as_bytes(), text.kind);
            }
            Event::Begin(..) | Event::End => None,
        };
        value.map(Some).ok_or(Misfit::Event { expected: T::NAME })
    }
}

fn out_of_range<T: Scalar>(value: Option<T>) -> Result<Option<T>, Misfit> {
    if value.is_some() { Ok(value) } else { Err(Misfit::Range { expected: T::NAME }) }
}

fn read<T: Scalar>(text: &[u8], kind: TextKind) -> Result<Option<T>, Misfit> {
    match T::from_text(text) {
        None if parse_i128(text).is_some() => out_of_range(None),
        None => {
            let is_number = matches!(kind, TextKind::Double | TextKind::BigNumber);
            Err(if is_number { Misfit::Event { expected: T::NAME } } else { Misfit::Text { expected: T::NAME } })
        }
        value => Ok(value),
    }
}

/// The text of a number that came in pieces.
#[derive(Debug, Default)]
struct Gather {
    #[cfg(feature = "alloc")]
    text: alloc::vec::Vec<u8>,
    #[cfg(not(feature = "alloc"))]
    text: super::Buf<48>,
}

impl Gather {
    #[cfg(feature = "alloc")]
    fn add(&mut self, text: Text<'_>) -> Result<(), Misfit> {
        self.text.extend_from_slice(text.data);
        Ok(())
    }

    #[cfg(not(feature = "alloc"))]
    fn add(&mut self, text: Text<'_>) -> Result<(), Misfit> {
        if self.text.push(text.data) { Ok(()) } else { Err(Misfit::Capacity { needed: 49, capacity: 48 }) }
    }

    fn as_bytes(&self) -> &[u8] {
        &self.text
    }
}

macro_rules! reply {
    ($($type:ty)*) => {
        $(impl FromReply for $type {
            type Builder = ScalarBuilder<$type>;

            fn builder() -> Self::Builder {
                ScalarBuilder { text: Gather::default(), value: PhantomData }
            }
        })*
    };
}

macro_rules! integer {
    ($($type:ty: $name:literal,)*) => {
        $(impl Scalar for $type {
            const NAME: &'static str = $name;

            #[inline]
            fn from_integer(number: i64) -> Option<Self> {
                number.try_into().ok()
            }

            fn from_boolean(yes: bool) -> Option<Self> {
                Some(yes.into())
            }

            fn from_text(text: &[u8]) -> Option<Self> {
                match parse_i64(text) {
                    Some(number) => number.try_into().ok(),
                    None => parse_i128(text)?.try_into().ok(),
                }
            }
        }

        reply!($type);)*
    };
}

integer! {
    i8: "an integer of 8 bits",
    i16: "an integer of 16 bits",
    i32: "an integer of 32 bits",
    i64: "an integer of 64 bits",
    i128: "an integer of 128 bits",
    isize: "an integer",
    u16: "an unsigned integer of 16 bits",
    u32: "an unsigned integer of 32 bits",
    u64: "an unsigned integer of 64 bits",
    usize: "an unsigned integer",
}

macro_rules! float {
    ($($type:ty, |$number:ident| $from:expr;)*) => {
        $(impl Scalar for $type {
            const NAME: &'static str = "a number";

            fn from_integer(number: i64) -> Option<Self> {
                let float = number as $type;
                // Beyond 2^53 not every integer is a double. 2^63 is none: it reads back as the largest, which is not it.
                (float as i64 == number && float < 9_223_372_036_854_775_808.0).then_some(float)
            }

            fn from_boolean(_: bool) -> Option<Self> {
                None
            }

            fn from_text($number: &[u8]) -> Option<Self> {
                $from
            }
        }

        reply!($type);)*
    };
}

float! {
    f64, |number| parse_f64(number);
    f32, |number| crate::number::parse_f32(number);
}

impl Scalar for bool {
    const NAME: &'static str = "yes or no";

    fn from_integer(number: i64) -> Option<Self> {
        match number {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }

    fn from_boolean(yes: bool) -> Option<Self> {
        Some(yes)
    }

    fn from_text(text: &[u8]) -> Option<Self> {
        match text {
            b"OK" | b"1" => Some(true),
            b"0" => Some(false),
            _ => None,
        }
    }

    fn from_null() -> Option<Self> {
        Some(false)
    }
}

reply!(bool);
