//! Several commands in one go: what they are, and what becomes of their replies.
//!
//! ```
//! # let mut redis = picoredis::Redis::open(&picoredis_tests::server().url())?;
//! use picoredis::cmd;
//!
//! let (set, visits) = redis.pipeline((cmd::set("page", "<html>"), cmd::incr("visits")));
//! assert!(set?);
//! assert!(visits? >= 1);
//!
//! let pages = redis.pipeline(["page", "other"].map(cmd::get));
//! assert_eq!(pages.map(|page| page.unwrap().is_some()), [true, false]);
//! # redis.del(["page", "visits"])?;
//! # Ok::<(), picoredis::Error>(())
//! ```
//!
//! | commands | replies |
//! |---|---|
//! | a tuple of commands | a tuple of results, each of its command's type |
//! | an array of commands of one type | an array of results |
//! | a `Vec` of them, or [`Each`](crate::args::Each) of an iterator | a `Vec` of results |
//! | a [`Pipeline`]: any commands, kept to be sent more than once | a `Vec` of results |
//!
//! Each command has a result of its own. One that the server refuses leaves the others alone. Where the connection fails,
//! what has been answered keeps its answer, and of the rest each says whether it may have been executed.
//!
//! Commands are sent while replies are received: neither their number nor their size is limited by memory, and no more
//! than two buffers of commands wait for their replies at any time.

#[cfg(feature = "alloc")]
mod many;
#[cfg(feature = "alloc")]
mod recorded;

use picoredis_core::args::Args;
use picoredis_core::command::Command;
use picoredis_core::decode::Run;
use picoredis_core::error::ReplyError;
use picoredis_core::event::Event;
use picoredis_core::reply::{FromReply, Receive};

use crate::error::{Error, ErrorKind, Fate, Result};

#[cfg(feature = "alloc")]
pub use many::Many;
#[cfg(feature = "alloc")]
pub use recorded::{Calls, Keep, Pipeline, Replay};

/// Commands that are sent in one go, and the replies that have come.
///
/// The driver asks for one command after the other, hands over the replies in the same order, and takes the results.
pub trait Batch {
    /// The results.
    type Output;

    /// Gives the next command to `out`, or the next ones. One that is not taken is given again the next time.
    ///
    /// # Errors
    ///
    /// The command cannot be sent at all.
    fn send<O: Outgoing>(&mut self, out: &mut O) -> Result<Given, ErrorKind>;

    /// Takes the next event of the reply to the first command that lacks one; with `last`, the reply ends.
    fn event(&mut self, event: Event<'_>, last: bool);

    /// Takes whatever it likes out of a run: replies to the commands that lack one, or elements of the reply that goes on.
    /// Those come in no other event.
    fn run(&mut self, run: &mut Run<'_>) {
        let last = run.are_replies();
        run.for_each(|event| self.event(event, last));
    }

    /// Memory for the bytes that come next of a string of that reply: see
    /// [`Build::room`](picoredis_core::reply::Build::room).
    fn room(&mut self, left: usize) -> Option<&mut [u8]> {
        let _ = left;
        None
    }

    /// So many bytes were put to the beginning of the [`room`](Batch::room).
    fn filled(&mut self, len: usize) {
        let _ = len;
    }

    /// The first command that lacks a reply will never get one. `false` if no command lacks one.
    fn fail(&mut self, kind: &ErrorKind, fate: Fate) -> bool;

    /// The name of a command that lacks a reply: the first of them, or the one `ahead` of it.
    fn label(&self, ahead: usize) -> &str;

    /// The results, when every command has one.
    fn finish(self) -> Self::Output;
}

/// Takes the commands of a [`Batch`].
pub trait Outgoing {
    /// Takes a command, or says `false` if there is no room for it now.
    ///
    /// # Errors
    ///
    /// It cannot be sent at all.
    fn command<A: Args, R>(&mut self, command: &Command<'_, A, R>) -> Result<bool, ErrorKind>;

    /// Takes the `next` command of those that were recorded, and of what follows as much as it likes.
    ///
    /// # Errors
    ///
    /// As [`command`](Outgoing::command).
    #[cfg(feature = "alloc")]
    fn recorded(&mut self, commands: &Pipeline, next: usize) -> Result<Given, ErrorKind> {
        commands.give_one(next, self)
    }
}

/// What became of the next commands of a [`Batch`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Given {
    /// So many were taken: not none.
    Taken(usize),
    /// There is no room for the next one now.
    NoRoom,
    /// There is none.
    None,
}

impl Given {
    /// How many were taken.
    pub const fn count(self) -> usize {
        match self {
            Given::Taken(count) => count,
            Given::NoRoom | Given::None => 0,
        }
    }
}

impl From<bool> for Given {
    fn from(taken: bool) -> Self {
        if taken { Given::Taken(1) } else { Given::NoRoom }
    }
}

/// What can be sent in one go: see the [module](self).
pub trait IntoBatch {
    /// The commands, and the replies that have come.
    type Batch: Batch;

    /// Before anything has been sent.
    fn into_batch(self) -> Self::Batch;
}

/// The reply to one command: still to come, or there.
#[derive(Debug)]
pub struct Slot<R: FromReply> {
    reply: Option<Receive<R::Builder>>,
    result: Option<Result<R>>,
}

impl<R: FromReply> Slot<R> {
    fn new() -> Self {
        Slot { reply: Some(Receive::new(R::builder())), result: None }
    }

    fn event(&mut self, event: Event<'_>, last: bool, label: &str) {
        let Some(reply) = &mut self.reply else { return };
        reply.event(event);
        if last {
            self.result = self.reply.take().map(|reply| result_of(reply.finish(), label));
        }
    }

    fn room(&mut self, left: usize) -> Option<&mut [u8]> {
        self.reply.as_mut()?.room(left)
    }

    fn filled(&mut self, len: usize) {
        if let Some(reply) = &mut self.reply {
            reply.filled(len);
        }
    }

    fn fail(&mut self, kind: &ErrorKind, fate: Fate, label: &str) {
        self.result = Some(Err(Error::new(kind.repeat(), fate).of(label)));
    }

    fn finish(self) -> Result<R> {
        // Every command has a reply or a failure when the driver asks.
        self.result.unwrap_or_else(|| Err(Error::new(ErrorKind::NotConnected, Fate::NotSent)))
    }
}

/// What came of a reply that is whole.
fn result_of<R>(reply: core::result::Result<R, ReplyError>, label: &str) -> Result<R> {
    reply.map_err(|error| crate::error::refused(error).of(label))
}

/// A tuple or an array of commands, and a [`Slot`] for each.
#[derive(Debug)]
pub struct Together<C, S> {
    commands: C,
    slots: S,
    /// The command to be sent next.
    next: usize,
    /// The command whose reply comes next.
    due: usize,
}

// A lifetime for each: the future of a call that holds them could not be sent to another thread with one for all.
macro_rules! tuple {
    ($count:literal: $($life:lifetime $args:ident $reply:ident $index:tt)+) => {
        impl<$($life,)+ $($args: Args, $reply: FromReply),+> IntoBatch for ($(Command<$life, $args, $reply>,)+) {
            type Batch = Together<Self, ($(Slot<$reply>,)+)>;

            fn into_batch(self) -> Self::Batch {
                Together { commands: self, slots: ($(Slot::<$reply>::new(),)+), next: 0, due: 0 }
            }
        }

        impl<$($life,)+ $($args: Args, $reply: FromReply),+> Batch
            for Together<($(Command<$life, $args, $reply>,)+), ($(Slot<$reply>,)+)>
        {
            type Output = ($(Result<$reply>,)+);

            fn send<O: Outgoing>(&mut self, out: &mut O) -> Result<Given, ErrorKind> {
                let taken = match self.next {
                    $($index => out.command(&self.commands.$index)?,)+
                    _ => return Ok(Given::None),
                };
                self.next += usize::from(taken);
                Ok(taken.into())
            }

            fn event(&mut self, event: Event<'_>, last: bool) {
                match self.due {
                    $($index => self.slots.$index.event(event, last, self.commands.$index.label()),)+
                    _ => {}
                }
                self.due += usize::from(last);
            }

            fn room(&mut self, left: usize) -> Option<&mut [u8]> {
                match self.due {
                    $($index => self.slots.$index.room(left),)+
                    _ => None,
                }
            }

            fn filled(&mut self, len: usize) {
                match self.due {
                    $($index => self.slots.$index.filled(len),)+
                    _ => {}
                }
            }

            fn fail(&mut self, kind: &ErrorKind, fate: Fate) -> bool {
                match self.due {
                    $($index => self.slots.$index.fail(kind, fate, self.commands.$index.label()),)+
                    _ => return false,
                }
                self.due += 1;
                true
            }

            fn label(&self, ahead: usize) -> &str {
                match self.due + ahead {
                    $($index => self.commands.$index.label(),)+
                    _ => "",
                }
            }

            fn finish(self) -> Self::Output {
                ($(self.slots.$index.finish(),)+)
            }
        }
    };
}

tuple!(1: 'a A Q 0);
tuple!(2: 'a A Q 0 'b B R 1);
tuple!(3: 'a A Q 0 'b B R 1 'c C S 2);
tuple!(4: 'a A Q 0 'b B R 1 'c C S 2 'd D T 3);
tuple!(5: 'a A Q 0 'b B R 1 'c C S 2 'd D T 3 'e E U 4);
tuple!(6: 'a A Q 0 'b B R 1 'c C S 2 'd D T 3 'e E U 4 'f F V 5);
tuple!(7: 'a A Q 0 'b B R 1 'c C S 2 'd D T 3 'e E U 4 'f F V 5 'g G W 6);
tuple!(8: 'a A Q 0 'b B R 1 'c C S 2 'd D T 3 'e E U 4 'f F V 5 'g G W 6 'h H X 7);
tuple!(9: 'a A Q 0 'b B R 1 'c C S 2 'd D T 3 'e E U 4 'f F V 5 'g G W 6 'h H X 7 'i I Y 8);
tuple!(10: 'a A Q 0 'b B R 1 'c C S 2 'd D T 3 'e E U 4 'f F V 5 'g G W 6 'h H X 7 'i I Y 8 'j J Z 9);

impl<'a, A: Args, R: FromReply, const N: usize> IntoBatch for [Command<'a, A, R>; N] {
    type Batch = Together<Self, [Slot<R>; N]>;

    fn into_batch(self) -> Self::Batch {
        Together { commands: self, slots: core::array::from_fn(|_| Slot::new()), next: 0, due: 0 }
    }
}

impl<A: Args, R: FromReply, const N: usize> Batch for Together<[Command<'_, A, R>; N], [Slot<R>; N]> {
    type Output = [Result<R>; N];

    fn send<O: Outgoing>(&mut self, out: &mut O) -> Result<Given, ErrorKind> {
        let Some(command) = self.commands.get(self.next) else { return Ok(Given::None) };
        let taken = out.command(command)?;
        self.next += usize::from(taken);
        Ok(taken.into())
    }

    fn event(&mut self, event: Event<'_>, last: bool) {
        if let (Some(slot), Some(command)) = (self.slots.get_mut(self.due), self.commands.get(self.due)) {
            slot.event(event, last, command.label());
        }
        self.due += usize::from(last);
    }

    fn room(&mut self, left: usize) -> Option<&mut [u8]> {
        self.slots.get_mut(self.due)?.room(left)
    }

    fn filled(&mut self, len: usize) {
        if let Some(slot) = self.slots.get_mut(self.due) {
            slot.filled(len);
        }
    }

    fn fail(&mut self, kind: &ErrorKind, fate: Fate) -> bool {
        let (Some(slot), Some(command)) = (self.slots.get_mut(self.due), self.commands.get(self.due)) else {
            return false;
        };
        slot.fail(kind, fate, command.label());
        self.due += 1;
        true
    }

    fn label(&self, ahead: usize) -> &str {
        self.commands.get(self.due + ahead).map_or("", Command::label)
    }

    fn finish(self) -> [Result<R>; N] {
        self.slots.map(Slot::finish)
    }
}
