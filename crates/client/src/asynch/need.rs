//! What has to be waited for: all the waiting there is for commands sent alone, in one future that knows nothing of them.

use embedded_io::{Error as _, ErrorKind as IoKind};
use picoredis_core::command::Wait;

use super::{Memory, Redis, Transport};
use crate::direct::Destination;
use crate::error::Failure;
use crate::link::{PROGRESS, Stop};

/// What is to be waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Need {
    /// That some of the outbox is taken.
    Write,
    /// That the transport passes on what it took.
    Flush,
    /// That something comes.
    Read,
}

impl<T: Transport, B: Memory, const DEPTH: usize> Redis<T, B, DEPTH> {
    /// Waits for it. The fate in an error is that of a command that has been sent as a whole.
    pub(super) async fn serve(&mut self, need: Need) -> Result<(), Failure> {
        match need {
            Need::Write => {
                let written = self.io.write(self.link.outbox.bytes()).await;
                self.has_written(written)
            }
            Need::Flush => {
                let flushed = self.io.flush().await;
                self.has_flushed(flushed)
            }
            Need::Read => {
                let read = self.io.read(self.link.received.free_behind(0)).await;
                if let Some(len) = self.has_read(read).map_err(Failure::in_doubt)? {
                    self.link.received.filled(len);
                }
                Ok(())
            }
        }
    }

    /// The same for what takes the reply: the bytes of a large string are read straight to where they belong.
    #[cfg(feature = "alloc")]
    pub(super) async fn serve_for<D: Destination>(&mut self, need: Need, destination: &mut D) -> Result<(), Failure> {
        match need {
            Need::Read => self.fill_for(destination).await.map_err(Failure::in_doubt),
            need => self.serve(need).await,
        }
    }

    #[cfg(not(feature = "alloc"))]
    pub(super) fn serve_for<D: Destination>(
        &mut self,
        need: Need,
        _: &mut D,
    ) -> impl Future<Output = Result<(), Failure>> {
        self.serve(need)
    }

    /// What there is to wait for until all has gone that is in the outbox.
    pub(super) fn outgoing(&mut self) -> Option<Need> {
        if !self.link.outbox.bytes().is_empty() {
            Some(Need::Write)
        } else if self.unflushed {
            Some(Need::Flush)
        } else {
            None
        }
    }

    fn has_written(&mut self, written: Result<usize, T::Error>) -> Result<(), Failure> {
        let stop = match written {
            Ok(0) => IoKind::WriteZero,
            Ok(len) => {
                self.link.outbox.taken(len);
                self.unflushed = true;
                self.taken += len;
                if self.taken >= PROGRESS {
                    // What is large has its time anew.
                    self.expect(Wait::None);
                }
                return Ok(());
            }
            Err(error) if error.kind() == IoKind::Interrupted => return Ok(()),
            Err(error) => error.kind(),
        };
        // Of half a command the server makes nothing: it cannot have been executed.
        Err(self.link.not_sent(Stop::Io(stop), self.timeout))
    }

    fn has_flushed(&mut self, flushed: Result<(), T::Error>) -> Result<(), Failure> {
        self.unflushed = false;
        self.link.outbox.memory.relax();
        flushed.map_err(|error| {
            self.link.session.fail();
            Failure::io(error.kind()).in_doubt()
        })
    }

    /// How many bytes were read, but never none; `None` if it is to be tried again.
    pub(super) fn has_read(&mut self, read: Result<usize, T::Error>) -> Result<Option<usize>, Failure> {
        match read {
            Ok(0) => Err(self.link.ended()),
            Ok(len) => Ok(Some(len)),
            Err(error) => match error.kind() {
                IoKind::Interrupted => Ok(None),
                IoKind::TimedOut => Err(self.give_up()),
                kind => {
                    self.link.session.fail();
                    Err(Failure::io(kind))
                }
            },
        }
    }
}
