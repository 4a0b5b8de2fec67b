//! What can be an argument: strings, bytes, numbers, and whatever holds them.
//!
//! Everything flattens: a tuple, a slice or a map is its elements in turn, `None` is nothing. Bytes stay together: a
//! `[u8]` in any wrapping is one argument, not many numbers.
//!
//! ```
//! use picoredis_core::args::Args;
//!
//! assert_eq!("foo".count(), 1);
//! assert_eq!(("bar", "EX", 10).count(), 3);
//! assert_eq!([("field", 1.5), ("other", 2.5)].count(), 4);
//! assert_eq!(("bar", None::<&str>).count(), 1);
//! assert_eq!(b"bytes".count(), 1);
//! ```
//!
//! Lengths on the wire are lengths in bytes. Floats are written in the fewest digits that read back the same.

mod any;
#[cfg(feature = "alloc")]
mod encoded;

use core::convert::Infallible;

use crate::encode::{Encoder, Full, Pen, Visit};
use crate::number::{Digits, FloatText, WideDigits};

pub use any::AnyArgs;
pub(crate) use any::{Halt, visit_any};
#[cfg(feature = "alloc")]
pub use encoded::Encoded;

/// Zero or more arguments of a command.
///
/// They may be visited any number of times and must give the same each time: a command is counted, sent, shown and
/// perhaps sent again.
pub trait Args {
    /// How many arguments these are.
    fn count(&self) -> usize;

    /// Gives each argument to `visitor`, in order: as many as [`count`](Args::count) says.
    ///
    /// # Errors
    ///
    /// The visitor's, at once.
    fn visit<V: Visit>(&self, visitor: &mut V) -> Result<(), V::Error>;

    /// Has the arguments written: the same as a visit by the encoder, but for those without their type.
    #[doc(hidden)]
    #[inline]
    fn write(&self, encoder: &mut Encoder<Pen<'_>>) -> Result<(), Full> {
        self.visit(encoder)
    }

    /// How many arguments a slice of these is: bytes differ from all else.
    #[doc(hidden)]
    fn count_slice(items: &[Self]) -> usize
    where
        Self: Sized,
    {
        count_each(items)
    }

    #[doc(hidden)]
    fn visit_slice<V: Visit>(items: &[Self], visitor: &mut V) -> Result<(), V::Error>
    where
        Self: Sized,
    {
        visit_each(items, visitor)
    }
}

fn count_each<A: Args>(items: impl IntoIterator<Item = A>) -> usize {
    items.into_iter().fold(0, |count, item| count.saturating_add(item.count()))
}

fn visit_each<A: Args, V: Visit>(items: impl IntoIterator<Item = A>, visitor: &mut V) -> Result<(), V::Error> {
    items.into_iter().try_for_each(|item| item.visit(visitor))
}

/// The items of an iterator as arguments; pairs count as two.
///
/// The iterator is cloned: once to count, once to write.
///
/// ```
/// use picoredis_core::args::{Args, Each};
///
/// let readings = [("t1", 20.5), ("t2", 21.0)];
/// assert_eq!(Each(readings.iter().filter(|(_, value)| *value > 20.9)).count(), 2);
/// ```
#[derive(Clone, Debug)]
pub struct Each<I>(pub I);

impl<I: Iterator<Item: Args> + Clone> Args for Each<I> {
    fn count(&self) -> usize {
        count_each(self.0.clone())
    }

    fn visit<V: Visit>(&self, visitor: &mut V) -> Result<(), V::Error> {
        visit_each(self.0.clone(), visitor)
    }
}

/// One argument out of several: what they hold, one behind the other. Nothing is put together in memory.
///
/// ```
/// use picoredis_core::args::{Args, Joined};
/// use picoredis_core::cmd;
/// use picoredis_core::encode::Encoder;
///
/// let json = Joined(("{\"celsius\":", 20.5, "}"));
/// assert_eq!(json.count(), 1);
/// let mut wire = [0; 43];
/// cmd::set("t", json).encode(&mut Encoder::new(&mut wire[..]))?;
/// assert_eq!(wire, *b"*3\r\n$3\r\nSET\r\n$1\r\nt\r\n$16\r\n{\"celsius\":20.5}\r\n");
/// # Ok::<(), picoredis_core::encode::Full>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Joined<A>(pub A);

impl<A: Args> Args for Joined<A> {
    fn count(&self) -> usize {
        1
    }

    fn visit<V: Visit>(&self, visitor: &mut V) -> Result<(), V::Error> {
        let mut len = Length(0);
        let Ok(()) = self.0.visit(&mut len);
        visitor.begin_arg(len.0)?;
        self.0.visit(&mut AsPieces(visitor))?;
        visitor.end_arg()
    }
}

/// Adds up how long arguments are.
struct Length(u64);

impl Visit for Length {
    type Error = Infallible;

    fn arg(&mut self, bytes: &[u8]) -> Result<(), Infallible> {
        self.piece(bytes)
    }

    fn begin_arg(&mut self, _: u64) -> Result<(), Infallible> {
        Ok(())
    }

    fn piece(&mut self, bytes: &[u8]) -> Result<(), Infallible> {
        self.0 = self.0.saturating_add(bytes.len() as u64);
        Ok(())
    }
}

/// Hands arguments on as pieces of one.
struct AsPieces<'a, V>(&'a mut V);

impl<V: Visit> Visit for AsPieces<'_, V> {
    type Error = V::Error;

    fn arg(&mut self, bytes: &[u8]) -> Result<(), V::Error> {
        self.0.piece(bytes)
    }

    fn begin_arg(&mut self, _: u64) -> Result<(), V::Error> {
        Ok(())
    }

    fn piece(&mut self, bytes: &[u8]) -> Result<(), V::Error> {
        self.0.piece(bytes)
    }
}

macro_rules! one_argument {
    ($(#[$attr:meta])* $type:ty, |$self:ident| $bytes:expr) => {
        $(#[$attr])*
        impl Args for $type {
            #[inline]
            fn count(&self) -> usize {
                1
            }

            #[inline]
            fn visit<V: Visit>(&self, visitor: &mut V) -> Result<(), V::Error> {
                let $self = self;
                visitor.arg($bytes)
            }
        }
    };
}

one_argument!(str, |text| text.as_bytes());
one_argument!(bool, |yes| if *yes { b"1" } else { b"0" });
one_argument!(char, |c| c.encode_utf8(&mut [0; 4]).as_bytes());
one_argument!(f32, |number| &FloatText::from_f32(*number));
one_argument!(f64, |number| &FloatText::from_f64(*number));
one_argument!(i128, |number| &WideDigits::from_i128(*number));
one_argument!(u128, |number| &WideDigits::from_u128(*number));
one_argument!(usize, |number| &Digits::from_u64(*number as u64));
one_argument!(isize, |number| &Digits::from_i64(*number as i64));

macro_rules! integers {
    ($from:ident: $($type:ty)*) => { $(one_argument!($type, |number| &Digits::$from((*number).into()));)* };
}

integers!(from_u64: u16 u32 u64);
integers!(from_i64: i8 i16 i32 i64);

/// A number on its own; in a slice, a byte of one string.
impl Args for u8 {
    fn count(&self) -> usize {
        1
    }

    fn visit<V: Visit>(&self, visitor: &mut V) -> Result<(), V::Error> {
        visitor.arg(&Digits::from_u64((*self).into()))
    }

    #[inline]
    fn count_slice(_: &[u8]) -> usize {
        1
    }

    #[inline]
    fn visit_slice<V: Visit>(items: &[u8], visitor: &mut V) -> Result<(), V::Error> {
        visitor.arg(items)
    }
}

impl<A: Args> Args for [A] {
    #[inline]
    fn count(&self) -> usize {
        A::count_slice(self)
    }

    #[inline]
    fn visit<V: Visit>(&self, visitor: &mut V) -> Result<(), V::Error> {
        A::visit_slice(self, visitor)
    }
}

impl<A: Args, const N: usize> Args for [A; N] {
    #[inline]
    fn count(&self) -> usize {
        A::count_slice(self)
    }

    #[inline]
    fn visit<V: Visit>(&self, visitor: &mut V) -> Result<(), V::Error> {
        A::visit_slice(self, visitor)
    }
}

/// `None` is left out.
impl<A: Args> Args for Option<A> {
    fn count(&self) -> usize {
        self.as_ref().map_or(0, Args::count)
    }

    fn visit<V: Visit>(&self, visitor: &mut V) -> Result<(), V::Error> {
        self.as_ref().map_or(Ok(()), |arg| arg.visit(visitor))
    }
}

/// No argument.
impl Args for () {
    #[inline]
    fn count(&self) -> usize {
        0
    }

    #[inline]
    fn visit<V: Visit>(&self, _: &mut V) -> Result<(), V::Error> {
        Ok(())
    }
}

macro_rules! tuple {
    ($($name:ident)+) => {
        impl<$($name: Args),+> Args for ($($name,)+) {
            #[inline]
            fn count(&self) -> usize {
                #[allow(non_snake_case, reason = "the fields are named as their types")]
                let ($($name,)+) = self;
                0usize $(.saturating_add($name.count()))+
            }

            #[inline]
            fn visit<V: Visit>(&self, visitor: &mut V) -> Result<(), V::Error> {
                #[allow(non_snake_case, reason = "the fields are named as their types")]
                let ($($name,)+) = self;
                $($name.visit(visitor)?;)+
                Ok(())
            }
        }
    };
}

tuple!(A);
tuple!(A B);
tuple!(A B C);
tuple!(A B C D);
tuple!(A B C D E);
tuple!(A B C D E F);
tuple!(A B C D E F G);
tuple!(A B C D E F G H);
tuple!(A B C D E F G H I);
tuple!(A B C D E F G H I J);
tuple!(A B C D E F G H I J K);
tuple!(A B C D E F G H I J K L);
tuple!(A B C D E F G H I J K L M);
tuple!(A B C D E F G H I J K L M N);
tuple!(A B C D E F G H I J K L M N O);
tuple!(A B C D E F G H I J K L M N O P);

macro_rules! pointer {
    ($(#[$attr:meta])* $type:ty, $($generics:tt)*) => {
        $(#[$attr])*
        impl<$($generics)*> Args for $type {
            #[inline]
            fn count(&self) -> usize {
                (**self).count()
            }

            #[inline]
            fn visit<V: Visit>(&self, visitor: &mut V) -> Result<(), V::Error> {
                (**self).visit(visitor)
            }
        }
    };
}

pointer!(&A, A: Args + ?Sized);
pointer!(&mut A, A: Args + ?Sized);

#[cfg(feature = "alloc")]
mod owned {
    use super::{Args, Visit, count_each, visit_each};
    use alloc::borrow::{Cow, ToOwned};
    use alloc::boxed::Box;
    use alloc::collections::{BTreeMap, BTreeSet, VecDeque};
    use alloc::rc::Rc;
    use alloc::string::String;
    use alloc::sync::Arc;
    use alloc::vec::Vec;

    one_argument!(String, |text| text.as_bytes());
    pointer!(Vec<A>, A: Args);
    pointer!(Box<A>, A: Args + ?Sized);
    pointer!(Rc<A>, A: Args + ?Sized);
    pointer!(Arc<A>, A: Args + ?Sized);
    pointer!(Cow<'_, A>, A: Args + ToOwned + ?Sized);

    macro_rules! collection {
        ($type:ty, $($generics:tt)*) => {
            impl<$($generics)*> Args for $type {
                fn count(&self) -> usize {
                    count_each(self)
                }

                fn visit<V: Visit>(&self, visitor: &mut V) -> Result<(), V::Error> {
                    visit_each(self, visitor)
                }
            }
        };
    }

    collection!(BTreeMap<K, T>, K: Args, T: Args);
    collection!(BTreeSet<T>, T: Args);
    collection!(VecDeque<T>, T: Args);
    #[cfg(feature = "std")]
    collection!(std::collections::HashMap<K, T, H>, K: Args, T: Args, H);
    #[cfg(feature = "std")]
    collection!(std::collections::HashSet<T, H>, T: Args, H);
}
