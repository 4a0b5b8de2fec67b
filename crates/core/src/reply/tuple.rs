//! Tuples: an array of a known number of elements, each of its own type.

use super::{Build, FromReply};
use crate::error::Misfit;
use crate::event::{Aggregate, Event};

/// Builds a tuple from the builders `B` of its fields; `V` holds the fields that are there.
#[derive(Debug)]
pub struct Fields<B, V> {
    builders: B,
    values: V,
    /// The field that is being built, or the number of fields when all are there.
    index: usize,
    shape: Shape,
    /// The next event begins a field.
    between: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// The array has not begun.
    Ahead,
    /// In an array of its own.
    Array,
    /// The fields stand in a larger aggregate, without an array around them.
    Flat,
}

impl<B, V> Fields<B, V> {
    fn begin(&mut self, event: Event<'_>, arity: usize) -> Result<(), Misfit> {
        match event {
            Event::Begin(Aggregate::Array | Aggregate::Set | Aggregate::Push, len) => {
                if len.is_some_and(|len| len as usize != arity) {
                    return Err(Misfit::Length { expected: arity });
                }
                self.shape = Shape::Array;
                Ok(())
            }
            _ => Err(Misfit::Event { expected: "an array" }),
        }
    }
}

macro_rules! tuple {
    ($arity:literal: $($name:ident $index:tt)+) => {
        impl<$($name: FromReply),+> FromReply for ($($name,)+) {
            type Builder = Fields<($($name::Builder,)+), ($(Option<$name>,)+)>;

            fn builder() -> Self::Builder {
                Fields {
                    builders: ($($name::builder(),)+),
                    values: ($(None::<$name>,)+),
                    index: 0,
                    shape: Shape::Ahead,
                    between: true,
                }
            }
        }

        impl<$($name: FromReply),+> Build for Fields<($($name::Builder,)+), ($(Option<$name>,)+)> {
            type Output = ($($name,)+);

            fn event(&mut self, event: Event<'_>) -> Result<Option<Self::Output>, Misfit> {
                if self.shape == Shape::Ahead {
                    return self.begin(event, $arity).map(|()| None);
                }
                let ends = self.between && matches!(event, Event::End);
                if !ends {
                    match self.index {
                        $($index => {
                            self.values.$index = self.builders.$index.event(event)?;
                            self.between = self.values.$index.is_some();
                        })+
                        _ => return Err(Misfit::Length { expected: $arity }),
                    }
                    if self.between {
                        self.index = self.index.saturating_add(1);
                    }
                    if self.shape == Shape::Array || self.index < $arity {
                        return Ok(None);
                    }
                }
                self.index = 0;
                self.shape = Shape::Ahead;
                match ($(self.values.$index.take(),)+) {
                    #[allow(non_snake_case, reason = "the fields are named as their types")]
                    ($(Some($name),)+) => Ok(Some(($($name,)+))),
                    _ => Err(Misfit::Length { expected: $arity }),
                }
            }

            fn begin_flat(&mut self) -> bool {
                self.shape = Shape::Flat;
                true
            }

            fn room(&mut self, left: usize) -> Option<&mut [u8]> {
                match self.index {
                    $($index => self.builders.$index.room(left),)+
                    _ => None,
                }
            }

            fn filled(&mut self, len: usize) {
                match self.index {
                    $($index => self.builders.$index.filled(len),)+
                    _ => {}
                }
            }
        }
    };
}

tuple!(1: A 0);
tuple!(2: A 0 B 1);
tuple!(3: A 0 B 1 C 2);
tuple!(4: A 0 B 1 C 2 D 3);
tuple!(5: A 0 B 1 C 2 D 3 E 4);
tuple!(6: A 0 B 1 C 2 D 3 E 4 F 5);
tuple!(7: A 0 B 1 C 2 D 3 E 4 F 5 G 6);
tuple!(8: A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7);
tuple!(9: A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8);
tuple!(10: A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9);
tuple!(11: A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10);
tuple!(12: A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10 L 11);
tuple!(13: A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10 L 11 M 12);
tuple!(14: A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10 L 11 M 12 N 13);
tuple!(15: A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10 L 11 M 12 N 13 O 14);
tuple!(16: A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10 L 11 M 12 N 13 O 14 P 15);
