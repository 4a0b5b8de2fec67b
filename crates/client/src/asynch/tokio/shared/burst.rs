//! Commands that are handed over together.

use std::vec::Vec;

use picoredis_core::args::Args;
use picoredis_core::command::Command;
use picoredis_core::encode::Encoder;

use super::connect::Owner;
use super::line::Line;
use super::record::{Awaited, Record};
use crate::Unsendable;
use crate::error::ErrorKind;
use crate::pack::Lost;
use crate::pipeline::{Batch, Given, Outgoing};

/// About how many bytes of a pipeline are handed over in one go.
const PIECE: usize = 16 << 10;

pub(super) const MISCOUNTED: ErrorKind = ErrorKind::Unsendable(Unsendable::Miscounted);

/// Commands, encoded.
struct Burst<'a> {
    owner: &'a Owner,
    bytes: Vec<u8>,
    commands: u32,
    /// All of them in one go, and nobody else's between: a transaction.
    at_once: bool,
}

impl Outgoing for Burst<'_> {
    fn command<A: Args, R>(&mut self, command: &Command<'_, A, R>) -> Result<bool, ErrorKind> {
        if self.at_once {
            self.owner.tolerates_within(command)?;
        } else if self.bytes.len() < PIECE {
            self.owner.tolerates(command)?;
        } else {
            return Ok(false);
        }
        let begin = self.bytes.len();
        let mut encoder = Encoder::new(&mut self.bytes);
        let Ok(()) = command.encode(&mut encoder);
        if !encoder.is_whole() {
            self.bytes.truncate(begin);
            return Err(MISCOUNTED);
        }
        self.owner.show(command);
        self.commands += 1;
        Ok(true)
    }
}

impl Owner {
    /// Sends the commands of a batch and gives it the replies: in pieces of which two at the most are under way, or all of
    /// it `at_once`.
    pub(super) async fn play<P: Batch>(&self, batch: &mut P, at_once: bool) -> Result<(), Lost> {
        let mut earlier: Option<Awaited> = None;
        loop {
            let mut burst = Burst { owner: self, bytes: Vec::new(), commands: 0, at_once };
            let packed = loop {
                match batch.send(&mut burst) {
                    Ok(Given::Taken(_)) => {}
                    packed => break packed,
                }
            };
            let unsendable = packed.as_ref().err().is_some();
            let (bytes, commands) = (burst.bytes, burst.commands);
            // Half a transaction is none.
            let handed_over = if commands == 0 || (at_once && unsendable) {
                Ok(None)
            } else {
                self.hand_over(bytes, commands).await.map(Some)
            };
            let later = handed_over.as_ref().ok().and_then(Option::as_ref);
            if let Some(earlier) = earlier.take() {
                earlier.play(batch).await.map_err(|lost| lost.and(later.map_or(0, Awaited::sent)))?;
            }
            earlier = handed_over.map_err(|kind| Lost { kind, sent: 0 })?;
            match packed {
                Ok(Given::NoRoom) => {}
                packed => {
                    if let Some(last) = earlier {
                        last.play(batch).await?;
                    }
                    return packed.map(drop).map_err(|kind| Lost { kind, sent: 0 });
                }
            }
        }
    }

    async fn hand_over(&self, bytes: Vec<u8>, commands: u32) -> Result<Awaited, ErrorKind> {
        let weight = Line::weight_of(bytes.len().max(commands as usize * super::line::LEAST));
        let room = self.line.room(weight).await.map_err(|error| error.into_kind())?;
        let record = Record::new(commands);
        self.line.enqueue(record.clone(), commands, room, |queue| {
            queue.extend_from_slice(&bytes);
            Ok(())
        })?;
        Ok(Awaited { record })
    }
}

impl Lost {
    /// Some that come later were sent, too.
    fn and(self, sent: u32) -> Lost {
        Lost { kind: self.kind, sent: self.sent + sent }
    }
}
