//! Any number of commands of one type.

use alloc::collections::VecDeque;
use alloc::vec::{self, Vec};
use core::fmt;

use picoredis_core::args::{Args, Each};
use picoredis_core::command::Command;
use picoredis_core::decode::Run;
use picoredis_core::event::Event;
use picoredis_core::reply::{FromReply, Receive};

use super::{Batch, Given, IntoBatch, Outgoing, result_of};
use crate::error::{Error, ErrorKind, Fate, Result};

impl<'a, A: Args, R: FromReply> IntoBatch for Vec<Command<'a, A, R>> {
    type Batch = Many<'a, vec::IntoIter<Command<'a, A, R>>, A, R>;

    fn into_batch(self) -> Self::Batch {
        Many::new(self.into_iter())
    }
}

/// The commands are made as they are sent.
impl<'a, I: Iterator<Item = Command<'a, A, R>>, A: Args, R: FromReply> IntoBatch for Each<I> {
    type Batch = Many<'a, I, A, R>;

    fn into_batch(self) -> Self::Batch {
        Many::new(self.0)
    }
}

/// The commands of an iterator, and the results so far.
pub struct Many<'a, I, A, R: FromReply> {
    commands: I,
    /// The command for which there was no room.
    held: Option<Command<'a, A, R>>,
    /// The names of the commands that were sent and lack a reply.
    labels: Labels<'a>,
    reply: Receive<R::Builder>,
    results: Vec<Result<R>>,
}

impl<I, A, R: FromReply> fmt::Debug for Many<'_, I, A, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Many").field("results", &self.results.len()).finish_non_exhaustive()
    }
}

impl<I: Iterator, A, R: FromReply> Many<'_, I, A, R> {
    fn new(commands: I) -> Self {
        let results = Vec::with_capacity(commands.size_hint().0.min(MOST));
        Many { commands, held: None, labels: Labels::default(), reply: Receive::new(R::builder()), results }
    }
}

/// The most results that room is made for before there are any.
const MOST: usize = 1 << 16;

impl<'a, I: Iterator<Item = Command<'a, A, R>>, A: Args, R: FromReply> Batch for Many<'a, I, A, R> {
    type Output = Vec<Result<R>>;

    fn send<O: Outgoing>(&mut self, out: &mut O) -> Result<Given, ErrorKind> {
        match self.held.take() {
            // Of a command that is made here the compiler knows what the table says, and asks nothing of it.
            None => {
                let Some(command) = self.commands.next() else { return Ok(Given::None) };
                let taken = out.command(&command);
                self.given(command, taken)
            }
            Some(command) => {
                let taken = out.command(&command.any());
                self.given(command, taken)
            }
        }
    }

    fn event(&mut self, event: Event<'_>, last: bool) {
        self.reply.event(event);
        if last {
            let label = self.labels.pop().unwrap_or_default();
            let reply = core::mem::replace(&mut self.reply, Receive::new(R::builder()));
            self.results.push(result_of(reply.finish(), label));
        }
    }

    fn run(&mut self, run: &mut Run<'_>) {
        if !run.are_replies() {
            return self.reply.run(run);
        }
        for event in run {
            let label = self.labels.pop().unwrap_or_default();
            self.results.push(result_of(Receive::whole(R::builder(), event), label));
        }
    }

    fn room(&mut self, left: usize) -> Option<&mut [u8]> {
        self.reply.room(left)
    }

    fn filled(&mut self, len: usize) {
        self.reply.filled(len);
    }

    fn fail(&mut self, kind: &ErrorKind, fate: Fate) -> bool {
        let unsent = || self.held.take().or_else(|| self.commands.next()).map(|command| command.label());
        let Some(label) = self.labels.pop().or_else(unsent) else { return false };
        self.results.push(Err(Error::new(kind.repeat(), fate).of(label)));
        true
    }

    fn label(&self, ahead: usize) -> &str {
        let held = || self.held.as_ref().map(Command::label);
        self.labels.get(ahead).or_else(held).unwrap_or_default()
    }

    fn finish(self) -> Vec<Result<R>> {
        self.results
    }
}

impl<'a, I, A, R: FromReply> Many<'a, I, A, R> {
    #[inline]
    fn given(&mut self, command: Command<'a, A, R>, taken: Result<bool, ErrorKind>) -> Result<Given, ErrorKind> {
        match taken {
            Ok(true) => self.labels.push(command.label()),
            _ => self.held = Some(command),
        }
        taken.map(Given::from)
    }
}

/// Names in a row: one that follows itself, as nearly all do, is kept once.
#[derive(Default)]
struct Labels<'a>(VecDeque<(&'a str, usize)>);

impl<'a> Labels<'a> {
    #[inline]
    fn push(&mut self, label: &'a str) {
        match self.0.back_mut() {
            // The same text elsewhere is no loss: it is kept once more.
            Some((last, count)) if core::ptr::eq(*last, label) => *count += 1,
            _ => self.0.push_back((label, 1)),
        }
    }

    #[inline]
    fn pop(&mut self) -> Option<&'a str> {
        let (label, count) = self.0.front_mut()?;
        let label = *label;
        *count -= 1;
        if *count == 0 {
            self.0.pop_front();
        }
        Some(label)
    }

    fn get(&self, mut ahead: usize) -> Option<&'a str> {
        for (label, count) in &self.0 {
            match ahead.checked_sub(*count) {
                None => return Some(label),
                Some(further) => ahead = further,
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::Labels;

    #[test]
    fn labels_come_in_their_order() {
        let (get, set) = ("GET", "SET");
        let mut labels = Labels::default();
        [get, get, set, get].into_iter().for_each(|label| labels.push(label));
        assert_eq!([0, 1, 2, 3, 4].map(|ahead| labels.get(ahead)), [Some(get), Some(get), Some(set), Some(get), None]);
        assert_eq!(labels.0.len(), 3);
        assert_eq!([(); 5].map(|()| labels.pop()), [Some(get), Some(get), Some(set), Some(get), None]);
    }
}
