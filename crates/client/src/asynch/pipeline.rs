//! Pipelines: commands go out while replies come in.

use picoredis_core::command::Wait;

use super::{Memory, Redis, Transport};
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
            lost.tell(batch);
        }
    }

    /// Two bursts of commands at the most are under way: the second is sent before all replies to the first have come.
    async fn play<P: Batch>(&mut self, batch: &mut P) -> Result<(), Lost> {
        self.settle().await.map_err(|error| Lost { kind: error.into_kind(), sent: 0 })?;
        let mut wait = Wait::None;
        loop {
            let earlier = self.link.session.due();
            let mut packing = Packing::new(&mut self.link, wait);
            let packed_up = packing.pack(batch);
            let packed = packing.packed;
            wait = packing.wait;
            self.flush().await.map_err(|error| self.link.lost(error.into_kind(), packed))?;
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

    /// Sends one command that is larger than the memory.
    async fn send_large_of<P: Batch>(&mut self, batch: &mut P, wait: Wait) -> Result<(), Lost> {
        let sent = self.send_large(|large| batch.send(large).map(|given| given == Given::Taken)).await;
        sent.map_err(|error| Lost { kind: error.into_kind(), sent: 0 })?;
        self.receive_until(batch, 0, wait).await
    }

    /// Receives until so many commands are unanswered.
    async fn receive_until<P: Batch>(&mut self, batch: &mut P, keep: u32, wait: Wait) -> Result<(), Lost> {
        while self.link.session.due() > keep {
            // Each reply has its own time.
            self.expect(wait);
            let before = self.link.session.due();
            while self.link.session.due() == before {
                let enough = self.link.take_replies(batch, keep).map_err(|kind| self.link.lost(kind, 0))?;
                if !enough && self.link.session.due() == before {
                    self.fill().await.map_err(|kind| self.link.lost(kind, 0))?;
                }
            }
        }
        Ok(())
    }
}
