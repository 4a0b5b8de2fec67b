//! Replies that are taken as they come.

use core::fmt;
#[cfg(feature = "tokio")]
use core::{future::poll_fn, pin::Pin};
#[cfg(feature = "tokio")]
use std::io;

use embedded_io_async::{Read, Write};
use picoredis_core::args::Args;
use picoredis_core::command::{Command, Wait};
use picoredis_core::event::{Event, TextKind};

use super::{Memory, Redis, Transport};
use crate::allowed::Allowed;
use crate::error::{Error, Failure, Result};
use crate::stream::{CopyError, Next, Taking, Time, Unread};

impl<T: Transport, B: Memory, const DEPTH: usize> Redis<T, B, DEPTH> {
    /// Sends a command, and lets its reply be taken as it comes: a reply of any size and shape, in no more memory than the
    /// connection has. See [`stream`](crate::Redis::stream) of the blocking client.
    ///
    /// # Errors
    ///
    /// The command cannot be sent. What the server answers comes with the reply.
    pub async fn stream<'a, A: Args, R>(
        &'a mut self,
        command: Command<'a, A, R>,
    ) -> Result<ReplyStream<'a, T, B, DEPTH>> {
        let label = command.label();
        self.begin_stream(&command).await.map_err(|error| error.told(label))?;
        Ok(ReplyStream::new(self, label, command.wait()))
    }

    async fn begin_stream<A: Args, R>(&mut self, command: &Command<'_, A, R>) -> Result<()> {
        self.settle_for(command).await?;
        Ok(self.send(command).await?)
    }

    /// Makes sure that a command can be sent, and that its reply is the next.
    pub(super) async fn settle_for<A: Args, R>(&mut self, command: &Command<'_, A, R>) -> Result<()> {
        self.settle().await?;
        self.link.may_change(command);
        self.link.admit(&command.any())?;
        Ok(self.link.follow(command.spec()).map_err(Failure::not_sent)?)
    }
}

/// A reply that is taken as it comes: see [`Redis::stream`]. Its futures may be dropped: nothing of the reply is lost with
/// them.
pub struct ReplyStream<'a, T, B, const DEPTH: usize> {
    pub(super) redis: &'a mut Redis<T, B, DEPTH>,
    pub(super) taking: Taking<'a>,
    time: Time,
}

impl<'a, T: Transport, B: Memory, const DEPTH: usize> ReplyStream<'a, T, B, DEPTH> {
    /// The reply to the command that was sent last.
    pub(super) fn new(redis: &'a mut Redis<T, B, DEPTH>, label: &'a str, wait: Wait) -> Self {
        redis.expect(wait);
        let time = Time::new(redis.allowed.millis(), redis.link.session.received());
        ReplyStream { redis, taking: Taking::new(label), time }
    }

    /// The next event of the reply; `None` when it is over. A string that does not fit the connection's memory comes in
    /// pieces.
    ///
    /// # Errors
    ///
    /// The reply is an error, or what befell the connection: the same each time it is asked again. An error inside the
    /// reply is an event.
    pub async fn next_event(&mut self) -> Result<Option<Event<'_>>> {
        match self.advance().await? {
            Next::Event(kept) => Ok(Some(self.redis.link.event(&kept))),
            Next::Lack | Next::End => Ok(None),
        }
    }

    /// The next of the reply, which is to be a string of any kind, to be read; `None` if it is null. What is not read of it
    /// is skipped.
    ///
    /// # Errors
    ///
    /// As [`next_event`](ReplyStream::next_event); or something else than a string comes, and that is the end of it.
    pub async fn string(&mut self) -> Result<Option<StringReader<'_, 'a, T, B, DEPTH>>> {
        let next = self.advance().await?;
        let unread = self.taking.text(next)?;
        Ok(unread.map(|unread| StringReader { reply: self, unread }))
    }

    /// What comes next, behind a string that has been read in part.
    async fn advance(&mut self) -> Result<Next> {
        while self.taking.is_to_skip() {
            self.receive(0).await?;
        }
        self.receive(0).await
    }

    /// The next event. The first `keep` bytes of the memory stay as they are.
    pub(super) async fn receive(&mut self, keep: usize) -> Result<Next> {
        loop {
            match self.taking.next(&mut self.redis.link)? {
                Next::Lack => self.fill(keep).await.map_err(|kind| self.taking.fails(kind))?,
                next => return Ok(next),
            }
        }
    }

    async fn fill(&mut self, keep: usize) -> Result<(), Failure> {
        let since = self.redis.io.now();
        self.time.progress(self.redis.link.session.received());
        self.redis.allowed = Allowed::of(self.time.allowed);
        self.redis.io.set_deadline(self.time.left);
        let filled = self.redis.fill_behind(keep).await;
        let now = self.redis.io.now();
        self.time.spend(since, now);
        filled
    }
}

/// A string of a reply, read as it comes: see [`ReplyStream::string`]. Its futures may be dropped: nothing of the string is
/// lost with them, but for what a writer may have taken.
pub struct StringReader<'r, 'a, T, B, const DEPTH: usize> {
    reply: &'r mut ReplyStream<'a, T, B, DEPTH>,
    unread: Unread,
}

impl<T: Transport, B: Memory, const DEPTH: usize> StringReader<'_, '_, T, B, DEPTH> {
    /// How many bytes the whole string has, if the server has said so: it does, but for lines and streamed strings.
    #[allow(clippy::len_without_is_empty, reason = "it is the length that the server announced, if it did")]
    pub fn len(&self) -> Option<usize> {
        self.unread.len
    }

    /// What kind of string it is.
    pub fn kind(&self) -> TextKind {
        self.unread.kind
    }

    /// The next piece of the string, as it lies in the connection's memory: it is not copied. `None` when it is over.
    ///
    /// # Errors
    ///
    /// What befell the connection.
    pub async fn piece(&mut self) -> Result<Option<&[u8]>> {
        self.await_piece().await?;
        if self.unread.is_over() {
            return Ok(None);
        }
        let place = self.unread.take(usize::MAX);
        Ok(self.reply.redis.link.received.memory.as_ref().get(place))
    }

    /// Reads the next bytes of the string, at least one: how many. 0 when it is over, or there is no memory.
    ///
    /// # Errors
    ///
    /// What befell the connection.
    pub async fn read(&mut self, memory: &mut [u8]) -> Result<usize> {
        self.await_piece().await?;
        let place = self.unread.take(memory.len());
        let bytes = self.reply.redis.link.received.memory.as_ref().get(place).unwrap_or_default();
        if let Some(front) = memory.get_mut(..bytes.len()) {
            front.copy_from_slice(bytes);
        }
        Ok(bytes.len())
    }

    /// Writes the rest of the string to `writer`: how many bytes that was. `write_to` does the same with writers of tokio;
    /// for others there is [`piece`](StringReader::piece).
    ///
    /// # Errors
    ///
    /// Those of the writer, or what befell the connection. After an error of the writer the connection is still in step.
    pub async fn copy_to<W: Write>(&mut self, writer: &mut W) -> Result<u64, CopyError<W::Error>> {
        let mut copied = 0;
        while let Some(piece) = self.piece().await? {
            writer.write_all(piece).await.map_err(CopyError::Other)?;
            copied += piece.len() as u64;
        }
        Ok(copied)
    }

    /// Writes the rest of the string to `writer`, such as a file of tokio's, and flushes it: how many bytes that was.
    ///
    /// ```
    /// # tokio::runtime::Runtime::new().unwrap().block_on(async {
    /// # let mut redis = picoredis::asynch::Redis::open(&picoredis_tests::server().url()).await?;
    /// use picoredis::cmd;
    ///
    /// redis.set("tokio:page", "<html>").await?;
    /// let mut file = Vec::new(); // or a tokio::fs::File
    /// if let Some(mut page) = redis.stream(cmd::get("tokio:page")).await?.string().await? {
    ///     page.write_to(&mut file).await?;
    /// }
    /// assert_eq!(file, b"<html>");
    /// # redis.del("tokio:page").await?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// # }).unwrap();
    /// ```
    ///
    /// # Errors
    ///
    /// Those of the writer, or what befell the connection, as an error of the system's kind that holds ours. After an error
    /// of the writer the connection is still in step.
    #[cfg(feature = "tokio")]
    #[cfg_attr(docsrs, doc(cfg(feature = "tokio")))]
    pub async fn write_to<W: tokio::io::AsyncWrite + Unpin + ?Sized>(&mut self, writer: &mut W) -> io::Result<u64> {
        let mut writer = Pin::new(writer);
        let mut copied = 0;
        while let Some(piece) = self.piece().await? {
            let mut rest = piece;
            while !rest.is_empty() {
                let len = poll_fn(|cx| writer.as_mut().poll_write(cx, rest)).await?;
                rest = rest.get(len..).filter(|_| len > 0).ok_or(io::ErrorKind::WriteZero)?;
            }
            copied += piece.len() as u64;
        }
        poll_fn(|cx| writer.as_mut().poll_flush(cx)).await?;
        Ok(copied)
    }

    /// Has the next bytes be there, if there are any.
    async fn await_piece(&mut self) -> Result<()> {
        while self.unread.lacks() {
            let next = self.reply.receive(0).await?;
            self.unread.go_on(next);
        }
        Ok(())
    }
}

impl<T, B, const DEPTH: usize> embedded_io::ErrorType for StringReader<'_, '_, T, B, DEPTH> {
    type Error = Error;
}

impl<T: Transport, B: Memory, const DEPTH: usize> Read for StringReader<'_, '_, T, B, DEPTH> {
    async fn read(&mut self, buf: &mut [u8]) -> Result<usize> {
        self.read(buf).await
    }
}

impl<T: fmt::Debug, B, const DEPTH: usize> fmt::Debug for ReplyStream<'_, T, B, DEPTH> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReplyStream").field("redis", &self.redis).finish_non_exhaustive()
    }
}

impl<T: fmt::Debug, B, const DEPTH: usize> fmt::Debug for StringReader<'_, '_, T, B, DEPTH> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StringReader").field("redis", &self.reply.redis).finish_non_exhaustive()
    }
}
