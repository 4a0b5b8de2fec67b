//! Replies that are taken as they come.

use core::fmt;

use picoredis_core::args::Args;
use picoredis_core::command::{AnyCommand, Command, Wait};
use picoredis_core::event::{Event, TextKind};

use super::Redis;
use crate::allowed::Allowed;
use crate::error::{Error, Failure, Result};
use crate::stream::{CopyError, Next, Taking, Time, Unread};
use crate::transport::Transport;

impl<T: Transport, B: AsRef<[u8]> + AsMut<[u8]>, const DEPTH: usize> Redis<T, B, DEPTH> {
    /// Sends a command, and lets its reply be taken as it comes: a reply of any size and shape, in no more memory than the
    /// connection has.
    ///
    /// A string is read by [`string`](ReplyStream::string), all else event by event: see
    /// [`next_event`](ReplyStream::next_event).
    ///
    /// ```
    /// # let mut redis = picoredis::Redis::open(&picoredis_tests::server().url())?;
    /// use picoredis::cmd;
    ///
    /// redis.set("page", "<html>".repeat(1000))?;
    /// let mut file = Vec::new(); // or a File
    /// if let Some(mut page) = redis.stream(cmd::get("page"))?.string()? {
    ///     assert_eq!(page.len(), Some(6000));
    ///     page.write_to(&mut file)?;
    /// }
    /// assert_eq!(file.len(), 6000);
    /// # redis.del("page")?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// It may be dropped before the reply is over. What is left of it then is skipped before the next command, as a late
    /// reply is, within the [budget](picoredis_core::session::DrainBudget) for that; if it is more, the connection breaks.
    ///
    /// The timeout bounds the time that is spent on waiting; what happens between two pieces takes as long as it likes. A
    /// policy to reconnect sends nothing of this again.
    ///
    /// # Errors
    ///
    /// The command cannot be sent. What the server answers comes with the reply.
    pub fn stream<'a, A: Args, R>(&'a mut self, command: Command<'a, A, R>) -> Result<ReplyStream<'a, T, B, DEPTH>> {
        let label = command.label();
        self.begin_stream(&command.any()).map_err(|error| error.told(label))?;
        Ok(ReplyStream::new(self, label, command.wait()))
    }

    fn begin_stream(&mut self, command: &AnyCommand<'_>) -> Result<()> {
        self.settle_for(command)?;
        Ok(self.send(command)?)
    }

    /// Makes sure that a command can be sent, and that its reply is the next.
    pub(super) fn settle_for(&mut self, command: &AnyCommand<'_>) -> Result<()> {
        self.settle()?;
        self.link.may_change(command);
        self.link.admit(command)?;
        Ok(self.link.follow(command.spec()).map_err(Failure::not_sent)?)
    }
}

/// A reply that is taken as it comes: see [`Redis::stream`].
pub struct ReplyStream<'a, T, B, const DEPTH: usize> {
    pub(super) redis: &'a mut Redis<T, B, DEPTH>,
    pub(super) taking: Taking<'a>,
    time: Time,
}

impl<'a, T: Transport, B: AsRef<[u8]> + AsMut<[u8]>, const DEPTH: usize> ReplyStream<'a, T, B, DEPTH> {
    /// The reply to the command that was sent last.
    pub(super) fn new(redis: &'a mut Redis<T, B, DEPTH>, label: &'a str, wait: Wait) -> Self {
        let allowed = redis.timeout.beside(wait).millis();
        let time = Time::new(allowed, redis.link.session.received());
        ReplyStream { redis, taking: Taking::new(label), time }
    }

    /// The next event of the reply; `None` when it is over. A string that does not fit the connection's memory comes in
    /// pieces.
    ///
    /// ```
    /// # let mut redis = picoredis::Redis::open(&picoredis_tests::server().url())?;
    /// use picoredis::cmd;
    /// use picoredis::event::Event;
    ///
    /// redis.rpush("list", ["a", "bc", "def"])?;
    /// let mut reply = redis.stream(cmd::lrange("list", 0, -1))?;
    /// let mut bytes = 0;
    /// while let Some(event) = reply.next_event()? {
    ///     if let Event::Text(text) = event {
    ///         bytes += text.data.len();
    ///     }
    /// }
    /// assert_eq!(bytes, 6);
    /// # redis.del("list")?;
    /// # Ok::<(), picoredis::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The reply is an error, or what befell the connection: the same each time it is asked again. An error inside the
    /// reply is an event.
    pub fn next_event(&mut self) -> Result<Option<Event<'_>>> {
        match self.advance()? {
            Next::Event(kept) => Ok(Some(self.redis.link.event(&kept))),
            Next::Lack | Next::End => Ok(None),
        }
    }

    /// The next of the reply, which is to be a string of any kind, to be read; `None` if it is null.
    ///
    /// ```
    /// # let mut redis = picoredis::Redis::open(&picoredis_tests::server().url())?;
    /// use picoredis::cmd;
    ///
    /// redis.mset(("large", "x".repeat(100_000), "small", "y"))?;
    /// let mut reply = redis.stream(cmd::mget(["large", "missing", "small"]))?;
    /// reply.next_event()?; // the array begins
    /// let mut beginning = [0; 4];
    /// assert_eq!(reply.string()?.unwrap().read(&mut beginning)?, 4); // what is not read is skipped
    /// assert!(reply.string()?.is_none());
    /// assert_eq!(reply.string()?.unwrap().read(&mut beginning)?, 1);
    /// # redis.del(["large", "small"])?;
    /// # Ok::<(), picoredis::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`next_event`](ReplyStream::next_event); or something else than a string comes, and that is the end of it.
    pub fn string(&mut self) -> Result<Option<StringReader<'_, 'a, T, B, DEPTH>>> {
        let next = self.advance()?;
        let unread = self.taking.text(next)?;
        Ok(unread.map(|unread| StringReader { reply: self, unread }))
    }

    /// What comes next, behind a string that has been read in part.
    fn advance(&mut self) -> Result<Next> {
        while self.taking.is_to_skip() {
            self.receive(0)?;
        }
        self.receive(0)
    }

    /// The next event. The first `keep` bytes of the memory stay as they are.
    pub(super) fn receive(&mut self, keep: usize) -> Result<Next> {
        loop {
            match self.taking.next(&mut self.redis.link)? {
                Next::Lack => self.fill(keep).map_err(|kind| self.taking.fails(kind))?,
                next => return Ok(next),
            }
        }
    }

    fn fill(&mut self, keep: usize) -> Result<(), Failure> {
        let since = self.redis.io.now();
        self.time.progress(self.redis.link.session.received());
        let mut patience = self.redis.patience_from_now(Allowed::of(self.time.left));
        let filled = self.redis.fill_behind(&mut patience, keep);
        let now = self.redis.io.now();
        self.time.spend(since, now);
        filled.map_err(|kind| match (kind, self.time.allowed) {
            (failure, Some(allowed)) if failure.is_timeout() => Failure::timeout(Allowed::of(Some(allowed))),
            (kind, _) => kind,
        })
    }
}

/// A string of a reply, read as it comes: see [`ReplyStream::string`].
pub struct StringReader<'r, 'a, T, B, const DEPTH: usize> {
    reply: &'r mut ReplyStream<'a, T, B, DEPTH>,
    unread: Unread,
}

impl<T: Transport, B: AsRef<[u8]> + AsMut<[u8]>, const DEPTH: usize> StringReader<'_, '_, T, B, DEPTH> {
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
    /// ```
    /// # let mut redis = picoredis::Redis::open(&picoredis_tests::server().url())?;
    /// # use picoredis::cmd;
    /// redis.set("text", "one two three")?;
    /// let mut reply = redis.stream(cmd::get("text"))?;
    /// let mut string = reply.string()?.unwrap();
    /// let mut blanks = 0;
    /// while let Some(piece) = string.piece()? {
    ///     blanks += piece.iter().filter(|&&byte| byte == b' ').count();
    /// }
    /// assert_eq!(blanks, 2);
    /// # redis.del("text")?;
    /// # Ok::<(), picoredis::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// What befell the connection.
    pub fn piece(&mut self) -> Result<Option<&[u8]>> {
        self.await_piece()?;
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
    pub fn read(&mut self, memory: &mut [u8]) -> Result<usize> {
        self.await_piece()?;
        let place = self.unread.take(memory.len());
        let bytes = self.reply.redis.link.received.memory.as_ref().get(place).unwrap_or_default();
        if let Some(front) = memory.get_mut(..bytes.len()) {
            front.copy_from_slice(bytes);
        }
        Ok(bytes.len())
    }

    /// Writes the rest of the string to `writer`: how many bytes that was. [`write_to`](StringReader::write_to) does the
    /// same with writers of the standard library.
    ///
    /// # Errors
    ///
    /// Those of the writer, or what befell the connection. After an error of the writer the connection is still in step.
    pub fn copy_to<W: embedded_io::Write>(&mut self, writer: &mut W) -> Result<u64, CopyError<W::Error>> {
        self.copy(|piece| writer.write_all(piece))
    }

    /// Writes the rest of the string to `writer`, such as a file: how many bytes that was.
    ///
    /// # Errors
    ///
    /// Those of the writer, or what befell the connection, as an error of the system's kind that holds ours. After an error
    /// of the writer the connection is still in step.
    #[cfg(feature = "std")]
    pub fn write_to<W: std::io::Write + ?Sized>(&mut self, writer: &mut W) -> std::io::Result<u64> {
        self.copy(|piece| writer.write_all(piece)).map_err(|error| match error {
            CopyError::Redis(error) => error.into(),
            CopyError::Other(error) => error,
        })
    }

    fn copy<E>(&mut self, mut write: impl FnMut(&[u8]) -> Result<(), E>) -> Result<u64, CopyError<E>> {
        let mut copied = 0;
        while let Some(piece) = self.piece()? {
            write(piece).map_err(CopyError::Other)?;
            copied += piece.len() as u64;
        }
        Ok(copied)
    }

    /// Has the next bytes be there, if there are any.
    fn await_piece(&mut self) -> Result<()> {
        while self.unread.lacks() {
            let next = self.reply.receive(0)?;
            self.unread.go_on(next);
        }
        Ok(())
    }
}

impl<T, B, const DEPTH: usize> embedded_io::ErrorType for StringReader<'_, '_, T, B, DEPTH> {
    type Error = Error;
}

impl<T: Transport, B: AsRef<[u8]> + AsMut<[u8]>, const DEPTH: usize> embedded_io::Read
    for StringReader<'_, '_, T, B, DEPTH>
{
    fn read(&mut self, buf: &mut [u8]) -> Result<usize> {
        self.read(buf)
    }
}

/// An error is one of the system's kind that holds ours.
#[cfg(feature = "std")]
impl<T: Transport, B: AsRef<[u8]> + AsMut<[u8]>, const DEPTH: usize> std::io::Read
    for StringReader<'_, '_, T, B, DEPTH>
{
    fn read(&mut self, buf: &mut [u8]) -> std::io::Result<usize> {
        Ok(self.read(buf)?)
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
