//! Arguments without their type.

use super::Args;
use crate::encode::Visit;
use crate::encode::{Encoder, Full, Pen};

/// Arguments of any type behind a reference: what is written for them is in a program once, and not for every type of
/// command.
///
/// ```
/// use picoredis_core::args::{AnyArgs, Args};
///
/// let (pair, number) = (("bar", "EX"), 10);
/// assert_eq!([AnyArgs::of(&pair), AnyArgs::of(&number)].count(), 3);
/// ```
#[derive(Clone, Copy)]
pub struct AnyArgs<'a>(&'a dyn Untyped);

impl<'a> AnyArgs<'a> {
    /// Lends arguments.
    #[inline]
    pub fn of<A: Args>(args: &'a A) -> Self {
        AnyArgs(args)
    }
}

impl Args for AnyArgs<'_> {
    #[inline]
    fn count(&self) -> usize {
        self.0.count()
    }

    #[inline]
    fn visit<V: Visit>(&self, visitor: &mut V) -> Result<(), V::Error> {
        visit_any(visitor, |visitor| self.0.visit(visitor))
    }

    #[inline]
    fn write(&self, encoder: &mut Encoder<Pen<'_>>) -> Result<(), Full> {
        self.0.write(encoder)
    }
}

impl core::fmt::Debug for AnyArgs<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{} arguments", Args::count(self))
    }
}

/// What [`Args`] is without type parameters.
trait Untyped {
    fn count(&self) -> usize;

    fn visit(&self, visitor: &mut dyn Visit<Error = Halt>) -> Result<(), Halt>;

    fn write(&self, encoder: &mut Encoder<Pen<'_>>) -> Result<(), Full>;
}

impl<A: Args> Untyped for A {
    #[inline]
    fn count(&self) -> usize {
        Args::count(self)
    }

    fn visit(&self, mut visitor: &mut dyn Visit<Error = Halt>) -> Result<(), Halt> {
        Args::visit(self, &mut visitor)
    }

    fn write(&self, encoder: &mut Encoder<Pen<'_>>) -> Result<(), Full> {
        Args::write(self, encoder)
    }
}

/// Gives a visitor of any type to `give`.
#[inline]
pub(crate) fn visit_any<V: Visit>(
    visitor: &mut V,
    give: impl FnOnce(&mut dyn Visit<Error = Halt>) -> Result<(), Halt>,
) -> Result<(), V::Error> {
    let mut any = AnyVisit { visitor, error: None };
    let _ = give(&mut any);
    any.error.map_or(Ok(()), Err)
}

/// The visitor had enough, and knows why.
pub(crate) struct Halt;

/// A visitor whose error is kept, so that it is of one type with all others.
struct AnyVisit<'a, V: Visit> {
    visitor: &'a mut V,
    error: Option<V::Error>,
}

impl<V: Visit> AnyVisit<'_, V> {
    #[inline]
    fn keep(&mut self, taken: Result<(), V::Error>) -> Result<(), Halt> {
        taken.map_err(|error| {
            self.error = Some(error);
            Halt
        })
    }
}

impl<V: Visit> Visit for AnyVisit<'_, V> {
    type Error = Halt;

    fn arg(&mut self, bytes: &[u8]) -> Result<(), Halt> {
        let taken = self.visitor.arg(bytes);
        self.keep(taken)
    }

    fn begin_arg(&mut self, len: u64) -> Result<(), Halt> {
        let taken = self.visitor.begin_arg(len);
        self.keep(taken)
    }

    fn piece(&mut self, bytes: &[u8]) -> Result<(), Halt> {
        let taken = self.visitor.piece(bytes);
        self.keep(taken)
    }

    fn end_arg(&mut self) -> Result<(), Halt> {
        let taken = self.visitor.end_arg();
        self.keep(taken)
    }
}
