//! Pipelines: commands go out while replies come in.

use embedded_io::{Error as _, ErrorKind as IoKind};
use picoredis_core::command::Wait;

use super::need::Need;
use super::{Memory, Moved, Redis, Transport};
use crate::error::error_of;
use crate::link::{Link, PROGRESS, Stop};
use crate::pack::{Lost, Packing};
use crate::pipeline::{Batch, Given, IntoBatch};

impl<T: Transport, B: Memory, const DEPTH: usize> Redis<T, B, DEPTH> {
    /// Sends several commands in one go, and takes their replies: each its own result. See [`pipeline`](crate::pipeline).
    pub async fn pipeline<P: IntoBatch>(&mut self, commands: P) -> <P::Batch as Batch>::Output {
        let mut batch = commands.into_batch();
        self.play_to_end(&mut batch).await;
        batch.finish()
    }

    /// Sends the commands of a batch, and has it know what became of each.
    pub(super) async fn play_to_end<P: Batch>(&mut self, batch: &mut P) {
        if let Err(lost) = self.play(batch).await {
            self.link.failed(&lost.kind);
            lost.tell(batch);
        }
    }

    /// Two bursts of commands at the most are under way: the second is sent before all replies to the first have come.
    async fn play<P: Batch>(&mut self, batch: &mut P) -> Result<(), Lost> {
        self.settle().await.map_err(|trouble| Lost { kind: error_of(trouble).into_kind(), sent: 0 })?;
        let mut wait = Wait::None;
        loop {
            let earlier = self.link.session.due();
            let mut packing = Packing::new(&mut self.link, wait);
            let packed_up = packing.pack(batch);
            let packed = packing.packed;
            wait = packing.wait;
            self.send_burst(batch, packed, wait).await?;
            match packed_up {
                Ok(Given::None) => return self.receive_until(batch, 0, wait).await,
                // Larger than the memory: it goes out alone.
                Ok(_) if packed == 0 && earlier == 0 => self.send_large_of(batch, wait).await?,
                Ok(_) => self.receive_until(batch, packed, wait).await?,
                Err(kind) => {
                    self.receive_until(batch, 0, wait).await?;
                    return Err(Lost { kind, sent: 0 });
                }
            }
        }
    }

    /// Sends what has been packed. Where it cannot write it reads, as long as there are replies to come.
    async fn send_burst<P: Batch>(&mut self, batch: &mut P, packed: u32, wait: Wait) -> Result<(), Lost> {
        self.expect(wait);
        let (mut progress, mut sent) = (self.link.session.received(), 0);
        while !self.link.outbox.bytes().is_empty() {
            // What has come lies where the next is read to.
            let before = self.link.session.due();
            self.link.take_replies(batch, 0).map_err(|kind| self.link.lost(kind, packed))?;
            let received = self.link.session.received();
            let comes = self.link.session.is_in_reply() && received.wrapping_sub(progress) >= PROGRESS;
            if self.link.session.due() < before || comes || sent >= PROGRESS {
                // Each reply has its own time, and what is large has it anew.
                self.expect(wait);
                (progress, sent) = (received, 0);
            }
            let both = self.link.awaits_replies(packed);
            let Link { outbox, received, .. } = &mut self.link;
            let moved = if both {
                self.io.write_or_read(outbox.bytes(), received.memory.as_mut()).await
            } else {
                self.io.write(outbox.bytes()).await.map(Moved::Out)
            };
            match moved {
                Ok(Moved::In(0)) => {
                    let kind = self.link.ended();
                    return Err(self.link.lost(kind, packed));
                }
                Ok(Moved::In(len)) => received.filled(len),
                Ok(Moved::Out(0)) => return Err(self.not_written(IoKind::WriteZero, packed)),
                Ok(Moved::Out(len)) => {
                    outbox.taken(len);
                    self.unflushed = true;
                    sent += len;
                }
                Err(error) if error.kind() == IoKind::Interrupted => {}
                Err(error) => return Err(self.not_written(error.kind(), packed)),
            }
        }
        self.serve(Need::Flush).await.map_err(|failed| self.link.lost(failed, packed))
    }

    #[cold]
    fn not_written(&mut self, kind: IoKind, packed: u32) -> Lost {
        let failed = self.link.not_sent(Stop::Io(kind), self.allowed);
        self.link.lost(failed, packed)
    }

    /// Sends one command that is larger than the memory.
    async fn send_large_of<P: Batch>(&mut self, batch: &mut P, wait: Wait) -> Result<(), Lost> {
        self.send_large(batch).await?;
        self.receive_until(batch, 0, wait).await
    }

    /// Receives until so many commands are unanswered.
    async fn receive_until<P: Batch>(&mut self, batch: &mut P, keep: u32, wait: Wait) -> Result<(), Lost> {
        while self.link.session.due() > keep {
            // Each reply has its own time.
            self.expect(wait);
            let before = self.link.session.due();
            let mut progress = self.link.session.received();
            while self.link.session.due() == before {
                let enough = self.link.take_replies(batch, keep).map_err(|kind| self.link.lost(kind, 0))?;
                if !enough && self.link.session.due() == before {
                    self.renew(&mut progress);
                    self.fill_for(batch).await.map_err(|kind| self.link.lost(kind, 0))?;
                }
            }
        }
        Ok(())
    }
}
