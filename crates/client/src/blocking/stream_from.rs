//! Commands of which one argument is read from somewhere while it is sent.

use embedded_io::Read;
use picoredis_core::args::Args;
use picoredis_core::command::Command;
use picoredis_core::reply::{FromReply, Receive};

use super::Redis;
use super::stream::ReplyStream;
use super::write::{Line, Pace};
use crate::allowed::Allowed;
use crate::error::{Result, refused};
use crate::link::Stop;
use crate::stream::CopyError;
use crate::stream_from::{Act, Upload};
use crate::transport::Transport;

impl<T: Transport, B: AsRef<[u8]> + AsMut<[u8]>, const DEPTH: usize> Redis<T, B, DEPTH> {
    /// Runs a command of which one argument, of `len` bytes, comes from `reader` while it is sent, in no more memory than the
    /// connection has. It stands behind the arguments that the command has already, and before `more`.
    ///
    /// The reader is asked for no byte more than `len`. One of the standard library, such as a file, goes in a
    /// `FromStd`.
    ///
    /// ```
    /// # let mut redis = picoredis::Redis::open(&picoredis_tests::server().url())?;
    /// use picoredis::cmd;
    ///
    /// let page = &b"a large page"[..]; // or FromStd(File)
    /// let len = page.len() as u64;
    /// redis.run_from(cmd::set("file", ()), len, page, ("EX", 10))?;
    /// assert_eq!(redis.get("file")?.unwrap(), "a large page");
    /// # redis.del("file")?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of the reader, or as [`run`](Redis::run); a reader that ends too soon is
    /// [`Unsendable`](crate::ErrorKind::Unsendable). Unless the whole command was sent, it was not executed. When a part of
    /// it was, the server waits for the rest for ever: the connection is then broken.
    pub fn run_from<A: Args, R: FromReply, S: Read>(
        &mut self,
        command: Command<'_, A, R>,
        len: u64,
        mut reader: S,
        more: impl Args,
    ) -> Result<R, CopyError<S::Error>> {
        let label = command.label();
        let mut upload = Upload::new(command, len, more)?;
        let wait = upload.command.wait();
        self.upload(&mut upload, &mut reader).map_err(|error| error.told(label))?;
        let mut stream = ReplyStream::new(self, label, wait);
        let mut reply = Receive::new(R::builder());
        while let Some(event) = stream.next_event()? {
            reply.event(event);
        }
        reply.finish().map_err(|error| refused(error).told(label).into())
    }

    /// Sends the command with its argument.
    fn upload<A: Args, M: Args, R, S: Read>(
        &mut self,
        upload: &mut Upload<'_, A, M, R>,
        reader: &mut S,
    ) -> Result<(), CopyError<S::Error>> {
        self.settle_for(&upload.command.any())?;
        #[cfg(feature = "alloc")]
        self.link.tap.sends(&upload.command.any());
        let mut sending = Sending { redis: self, passed: false, whole: false };
        loop {
            let link = &mut sending.redis.link;
            match upload.go_on(link) {
                Act::Read(room) => {
                    let memory = link.outbox.free().get_mut(..room).unwrap_or_default();
                    let len = reader.read(memory).map_err(CopyError::Other)?;
                    upload.read(link, len.min(room))?;
                }
                Act::Send => sending.pass()?,
                Act::Finish => return Ok(sending.finish()?),
            }
        }
    }
}

/// A command on its way. Dropped half way, by an error or a panic of whoever reads, it leaves no connection that somebody
/// could take for a good one.
struct Sending<'a, T, B: AsRef<[u8]> + AsMut<[u8]>, const DEPTH: usize> {
    redis: &'a mut Redis<T, B, DEPTH>,
    /// Some of it has gone.
    passed: bool,
    /// All of it has.
    whole: bool,
}

impl<T: Transport, B: AsRef<[u8]> + AsMut<[u8]>, const DEPTH: usize> Sending<'_, T, B, DEPTH> {
    /// Sends what is in the outbox.
    fn pass(&mut self) -> Result<()> {
        let Redis { io, link, timeout, .. } = &mut *self.redis;
        if link.outbox.bytes().is_empty() {
            return Err(link.not_sent(Stop::Full, Allowed::of(None)).into());
        }
        self.passed = true;
        let sent = Line::new(io, Pace::new(*timeout)).send(&mut link.outbox);
        Ok(sent.map_err(|kind| link.not_sent(Stop::Io(kind), *timeout))?)
    }

    fn finish(mut self) -> Result<()> {
        self.pass()?;
        self.redis.flush()?;
        self.redis.link.session.sent();
        self.whole = true;
        Ok(())
    }
}

impl<T, B: AsRef<[u8]> + AsMut<[u8]>, const DEPTH: usize> Drop for Sending<'_, T, B, DEPTH> {
    fn drop(&mut self) {
        if !self.whole {
            self.redis.link.outbox.clear();
            if self.passed {
                self.redis.link.session.fail();
            }
        }
    }
}
