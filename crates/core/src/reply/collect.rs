//! Replies of many elements: lists, sets, maps, arrays.

use super::{Build, FromReply};
use crate::decode::Run;
use crate::error::{Misfit, ReplyError};
use crate::event::{Aggregate, Event};

/// Something that elements are added to.
pub trait Collection<T>: Default {
    /// What it is, for errors.
    const NAME: &'static str;

    /// Makes room for so many more elements.
    fn reserve(&mut self, additional: usize) {
        let _ = additional;
    }

    /// Adds an element.
    fn add(&mut self, element: T);
}

/// The most slots that are made ready on the peer's word alone.
const RESERVE: usize = 1024;

/// Builds a [`Collection`] of elements that `B` builds.
#[derive(Debug)]
pub struct Collect<C, B> {
    collection: C,
    element: B,
    shape: Shape,
    /// The next event begins an element.
    between: bool,
    /// How many elements have come, and for how many room was made.
    added: usize,
    room: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// The aggregate has not begun.
    Ahead,
    /// Elements one after the other.
    List,
    /// Keys and values in turn: each two are an element.
    Map,
}

impl<C: Default, B> Collect<C, B> {
    /// A collection that is empty, of elements that `element` builds.
    pub fn new(element: B) -> Self {
        Collect { collection: C::default(), element, shape: Shape::Ahead, between: true, added: 0, room: 0 }
    }
}

impl<C: Collection<B::Output>, B: Build> Build for Collect<C, B> {
    type Output = C;

    #[inline]
    fn event(&mut self, event: Event<'_>) -> Result<Option<C>, Misfit> {
        if self.between {
            match event {
                _ if self.shape == Shape::Ahead => return self.begin(event),
                Event::End => {
                    self.shape = Shape::Ahead;
                    return Ok(Some(core::mem::take(&mut self.collection)));
                }
                // Pairs may stand in an array each, or one behind the other.
                Event::Begin(Aggregate::Array, _) if self.shape == Shape::List => {}
                _ => {
                    self.element.begin_flat();
                }
            }
        }
        self.step(event)?;
        Ok(None)
    }

    fn run(&mut self, run: &mut Run<'_>) -> Result<(), ReplyError> {
        if self.shape == Shape::Ahead {
            return Ok(());
        }
        while let Some(event) = run.next() {
            if self.between {
                let pairs = self.element.begin_flat();
                if self.added >= self.room {
                    self.make_room((run.left() as usize >> u8::from(pairs)).saturating_add(1));
                }
            }
            self.step(event).map_err(|misfit| misfit.of(&event))?;
        }
        Ok(())
    }

    fn room(&mut self, left: usize) -> Option<&mut [u8]> {
        self.element.room(left)
    }

    fn filled(&mut self, len: usize) {
        self.element.filled(len);
    }
}

impl<C: Collection<B::Output>, B: Build> Collect<C, B> {
    /// Takes an event of an element.
    #[inline]
    fn step(&mut self, event: Event<'_>) -> Result<(), Misfit> {
        let element = self.element.event(event)?;
        self.between = element.is_some();
        if let Some(element) = element {
            self.collection.add(element);
            self.added = self.added.saturating_add(1);
        }
        Ok(())
    }

    /// All room is taken, and so many elements are still to come: there is more for three times as many as have.
    #[cold]
    fn make_room(&mut self, left: usize) {
        let more = self.added.saturating_mul(3).min(left);
        self.collection.reserve(more);
        self.room = self.added.saturating_add(more);
    }

    fn begin(&mut self, event: Event<'_>) -> Result<Option<C>, Misfit> {
        let (shape, len) = match event {
            Event::Begin(Aggregate::Array | Aggregate::Set | Aggregate::Push, len) => (Shape::List, len),
            Event::Begin(Aggregate::Map, len) if self.element.begin_flat() => (Shape::Map, len),
            _ => return Err(Misfit::Event { expected: C::NAME }),
        };
        self.shape = shape;
        self.added = 0;
        self.room = len.map_or(0, |len| RESERVE.min(len as usize));
        self.collection.reserve(self.room);
        Ok(None)
    }
}

/// Exactly `N` elements.
impl<T: FromReply + Default, const N: usize> FromReply for [T; N] {
    type Builder = ArrayBuilder<T, N>;

    fn builder() -> Self::Builder {
        ArrayBuilder(Collect::new(T::builder()))
    }
}

/// Builds an array.
#[derive(Debug)]
pub struct ArrayBuilder<T: FromReply, const N: usize>(Collect<Slots<T, N>, T::Builder>);

impl<T: FromReply + Default, const N: usize> Build for ArrayBuilder<T, N> {
    type Output = [T; N];

    fn event(&mut self, event: Event<'_>) -> Result<Option<[T; N]>, Misfit> {
        match self.0.event(event)? {
            None => Ok(None),
            Some(slots) if slots.added == N => Ok(Some(slots.items)),
            Some(_) => Err(Misfit::Length { expected: N }),
        }
    }

    fn run(&mut self, run: &mut Run<'_>) -> Result<(), ReplyError> {
        self.0.run(run)
    }

    fn room(&mut self, left: usize) -> Option<&mut [u8]> {
        self.0.room(left)
    }

    fn filled(&mut self, len: usize) {
        self.0.filled(len);
    }
}

/// An array that is being filled.
#[derive(Debug)]
struct Slots<T, const N: usize> {
    items: [T; N],
    added: usize,
}

impl<T: Default, const N: usize> Default for Slots<T, N> {
    fn default() -> Self {
        Slots { items: core::array::from_fn(|_| T::default()), added: 0 }
    }
}

impl<T: Default, const N: usize> Collection<T> for Slots<T, N> {
    const NAME: &'static str = "an array";

    fn add(&mut self, element: T) {
        if let Some(slot) = self.items.get_mut(self.added) {
            *slot = element;
        }
        self.added = self.added.saturating_add(1);
    }
}

#[cfg(feature = "alloc")]
mod owned {
    use super::{Collect, Collection, FromReply};
    use alloc::collections::{BTreeMap, BTreeSet, VecDeque};
    use alloc::vec::Vec;
    #[cfg(feature = "std")]
    use core::hash::{BuildHasher, Hash};
    #[cfg(feature = "std")]
    use std::collections::{HashMap, HashSet};

    macro_rules! collection {
        ($type:ty, $name:literal, [$($generics:tt)*], |$self:ident, $item:pat_param| $add:expr $(, $reserve:ident)?) => {
            impl<$($generics)*> Collection<<$type as IntoIterator>::Item> for $type {
                const NAME: &'static str = $name;

                $(fn reserve(&mut self, additional: usize) {
                    self.$reserve(additional);
                })?

                #[inline]
                fn add(&mut self, $item: <$type as IntoIterator>::Item) {
                    let $self = self;
                    $add;
                }
            }

            impl<$($generics)*> FromReply for $type {
                type Builder = Collect<$type, <<$type as IntoIterator>::Item as FromReply>::Builder>;

                fn builder() -> Self::Builder {
                    Collect::new(<$type as IntoIterator>::Item::builder())
                }
            }
        };
    }

    collection!(Vec<T>, "a list", [T: FromReply], |list, item| list.push(item), reserve);
    collection!(VecDeque<T>, "a list", [T: FromReply], |list, item| list.push_back(item), reserve);
    collection!(BTreeSet<T>, "a set", [T: FromReply + Ord], |set, item| set.insert(item));
    collection!(BTreeMap<K, T>, "a map", [K: FromReply + Ord, T: FromReply], |map, (key, value)| map.insert(key, value));
    #[cfg(feature = "std")]
    collection!(HashSet<T, H>, "a set", [T: FromReply + Eq + Hash, H: BuildHasher + Default], |set, item| set.insert(item), reserve);
    #[cfg(feature = "std")]
    collection!(
        HashMap<K, T, H>, "a map", [K: FromReply + Eq + Hash, T: FromReply, H: BuildHasher + Default],
        |map, (key, value)| map.insert(key, value), reserve
    );
}
