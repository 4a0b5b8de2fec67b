//! Commands of which one argument is read from somewhere while it is sent.

use embedded_io_async::Read;
use picoredis_core::args::Args;
use picoredis_core::command::Command;
use picoredis_core::reply::{FromReply, Receive};

use super::stream::ReplyStream;
use super::{Memory, Redis, Transport};
use crate::allowed::Allowed;
use crate::error::{Result, refused};
use crate::link::Stop;
use crate::stream::CopyError;
use crate::stream_from::{Act, Upload};

impl<T: Transport, B: Memory, const DEPTH: usize> Redis<T, B, DEPTH> {
    /// Runs a command of which one argument, of `len` bytes, comes from `reader` while it is sent, in no more memory than
    /// the connection has. It stands behind the arguments that the command has already, and before `more`. See
    /// [`run_from`](crate::Redis::run_from) of the blocking client.
    ///
    /// The reader is asked for no byte more than `len`. One of tokio's, with the feature `tokio`, goes in a `FromTokio`.
    ///
    /// A future that is dropped when a part of the command has been sent breaks the connection.
    ///
    /// # Errors
    ///
    /// Those of the reader, or as [`run`](Redis::run); a reader that ends too soon is
    /// [`Unsendable`](crate::ErrorKind::Unsendable). Unless the whole command was sent, it was not executed. When a part of
    /// it was, the server waits for the rest for ever: the connection is then broken.
    pub async fn run_from<A: Args, R: FromReply, S: Read>(
        &mut self,
        command: Command<'_, A, R>,
        len: u64,
        mut reader: S,
        more: impl Args,
    ) -> Result<R, CopyError<S::Error>> {
        let label = command.label();
        let mut upload = Upload::new(command, len, more)?;
        let wait = upload.command.wait();
        self.upload(&mut upload, &mut reader).await.map_err(|error| error.told(label))?;
        let mut stream = ReplyStream::new(self, label, wait);
        let mut reply = Receive::new(R::builder());
        while let Some(event) = stream.next_event().await? {
            reply.event(event);
        }
        reply.finish().map_err(|error| refused(error).told(label).into())
    }

    /// Sends the command with its argument, or breaks the connection, or has sent nothing.
    async fn upload<A: Args, M: Args, R, S: Read>(
        &mut self,
        upload: &mut Upload<'_, A, M, R>,
        reader: &mut S,
    ) -> Result<(), CopyError<S::Error>> {
        self.settle_for(&upload.command).await?;
        #[cfg(feature = "alloc")]
        self.link.tap.sends(&upload.command.any());
        let sent = self.upload_pieces(upload, reader).await;
        if sent.is_err() && self.half_sent {
            self.link.session.fail();
        }
        if sent.is_err() {
            self.link.outbox.clear();
        }
        sent
    }

    async fn upload_pieces<A: Args, M: Args, R, S: Read>(
        &mut self,
        upload: &mut Upload<'_, A, M, R>,
        reader: &mut S,
    ) -> Result<(), CopyError<S::Error>> {
        loop {
            match upload.go_on(&mut self.link) {
                Act::Read(room) => {
                    let memory = self.link.outbox.free().get_mut(..room).unwrap_or_default();
                    let len = reader.read(memory).await.map_err(CopyError::Other)?;
                    upload.read(&mut self.link, len.min(room))?;
                }
                Act::Send if self.link.outbox.bytes().is_empty() => {
                    return Err(self.link.not_sent(Stop::Full, Allowed::of(None)).into());
                }
                Act::Send => {
                    self.half_sent = true;
                    self.flush().await?;
                }
                Act::Finish => return Ok(self.finish_upload().await?),
            }
        }
    }

    /// Sends the last piece, which may be the first: then all of it is in the outbox, as any command.
    async fn finish_upload(&mut self) -> Result<()> {
        if !self.half_sent {
            self.link.session.sent();
            return Ok(self.flush().await?);
        }
        self.flush().await?;
        self.half_sent = false;
        self.link.session.sent();
        Ok(())
    }
}
