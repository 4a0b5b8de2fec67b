//! A command of which one argument comes from somewhere else: what the drivers share of it.

use picoredis_core::args::Args;
use picoredis_core::command::Command;
use picoredis_core::encode::{Encoder, Size, Visit};

use crate::error::{Error, ErrorKind, Fate, Result};
use crate::link::Link;
use crate::unsendable::Unsendable;

/// The argument that comes from somewhere else, without its bytes, and those behind it.
pub(crate) struct Awaited<M> {
    pub(crate) len: u64,
    pub(crate) more: M,
}

impl<M: Args> Args for Awaited<M> {
    fn count(&self) -> usize {
        self.more.count().saturating_add(1)
    }

    fn visit<V: Visit>(&self, visitor: &mut V) -> core::result::Result<(), V::Error> {
        visitor.begin_arg(self.len)?;
        visitor.end_arg()?;
        self.more.visit(visitor)
    }
}

/// How far such a command has been put into the outbox.
pub(crate) struct Upload<'a, A, M, R> {
    pub(crate) command: Command<'a, (A, Awaited<M>), R>,
    /// How many bytes of the encoding stand before the bytes of the argument.
    head: usize,
    /// How many bytes the encoding has without them.
    all: usize,
    /// How many of those have been put.
    put: usize,
    /// How many bytes the argument lacks.
    lacks: u64,
}

/// What is to be done next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Act {
    /// So many bytes of the argument are to be read to the room in the outbox.
    Read(usize),
    /// The outbox is full: it is to be sent.
    Send,
    /// All that is left is in the outbox.
    Finish,
}

impl<'a, A: Args, M: Args, R> Upload<'a, A, M, R> {
    /// Before the first byte.
    pub(crate) fn new(command: Command<'a, A, R>, len: u64, more: M) -> Result<Self> {
        let command = command.arg(Awaited { len, more });
        let mut all = Encoder::new(Size::default());
        let Ok(()) = command.encode(&mut all);
        let mut tail = Encoder::new(Size::default());
        let Ok(()) = tail.end_arg().and_then(|()| command.args().1.more.visit(&mut tail));
        if !all.is_whole() {
            return Err(unsendable(Unsendable::Miscounted).told(command.label()));
        }
        let (all, tail) = (all.into_sink().0, tail.into_sink().0);
        Ok(Upload { command, head: all.saturating_sub(tail), all, put: 0, lacks: len })
    }

    /// Puts what there is room for.
    pub(crate) fn go_on<B, const DEPTH: usize>(&mut self, link: &mut Link<B, DEPTH>) -> Act
    where
        B: AsRef<[u8]> + AsMut<[u8]>,
    {
        let end = if self.lacks > 0 { self.head } else { self.all };
        self.put += link.encode_range(&self.command.any(), self.put..end);
        let room = link.outbox.free().len();
        match self.lacks {
            _ if self.put < end => Act::Send,
            0 => Act::Finish,
            _ if room == 0 => Act::Send,
            lacks => Act::Read(usize::try_from(lacks).map_or(room, |lacks| lacks.min(room))),
        }
    }

    /// So many bytes of the argument have been read, of those that there was room for.
    pub(crate) fn read<B, const DEPTH: usize>(&mut self, link: &mut Link<B, DEPTH>, len: usize) -> Result<()>
    where
        B: AsRef<[u8]> + AsMut<[u8]>,
    {
        if len == 0 {
            return Err(unsendable(Unsendable::ReaderEnded));
        }
        link.outbox.put(len);
        self.lacks -= len as u64;
        Ok(())
    }
}

#[cold]
pub(crate) fn unsendable(reason: Unsendable) -> Error {
    Error::new(ErrorKind::Unsendable(reason), Fate::NotSent)
}
