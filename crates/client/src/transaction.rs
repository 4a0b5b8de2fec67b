//! Transactions: commands that are executed together or not at all.
//!
//! Source: [transactions](https://redis.io/docs/latest/develop/interact/transactions/).

use picoredis_core::cmd;
use picoredis_core::error::ReplyError;
use picoredis_core::event::{Event, EventKind, Text};
use picoredis_core::reply::{Buf, FromReply, Receive};

use crate::error::{Error, ErrorKind, Fate, Result, refused};
use crate::pipeline::{Batch, Given, Outgoing};

/// A batch between `MULTI` and `EXEC`, itself a batch.
pub(crate) struct Transaction<B> {
    batch: B,
    sending: Sending,
    /// How many commands of the batch have been sent.
    sent: usize,
    /// Which reply comes next: that of `MULTI` is 0, those of the batch follow, the last is that of `EXEC`.
    due: usize,
    /// Takes the replies that say no more than that all is well.
    reply: Receive<<Word as FromReply>::Builder>,
    exec: Exec,
    /// Something was refused or answered at once, and other commands were executed all the same.
    loose: bool,
    /// What went wrong first.
    failure: Option<Error>,
    /// The connection failed, and with it all that was not answered.
    lost: Option<Error>,
}

/// `OK`, `QUEUED`.
type Word = Buf<8>;

#[derive(Clone, Copy)]
enum Sending {
    Multi,
    Batch,
    Exec,
    Done,
}

/// How far the reply of `EXEC` has come.
#[derive(Default)]
struct Exec {
    depth: usize,
    /// How many replies of the batch it has held so far.
    elements: usize,
}

impl<B: Batch> Transaction<B> {
    pub(crate) fn new(batch: B) -> Self {
        Transaction {
            batch,
            sending: Sending::Multi,
            sent: 0,
            due: 0,
            reply: Receive::new(Word::builder()),
            exec: Exec::default(),
            loose: false,
            failure: None,
            lost: None,
        }
    }

    /// Whether it was begun and not ended: the connection is still in it.
    pub(crate) fn is_open(&self) -> bool {
        matches!(self.sending, Sending::Batch | Sending::Exec)
    }

    /// The reply to `MULTI`, or one that says that a command was queued.
    fn queued(&mut self, event: Event<'_>, last: bool) {
        let Some(reply) = self.word(event, last) else { return };
        let expected = if self.due == 0 { "OK" } else { "QUEUED" };
        if reply.as_ref().is_ok_and(|word| **word == *expected.as_bytes()) {
            return;
        }
        let error = match reply {
            Err(error @ ReplyError::Server(_)) => refused(error),
            // It was executed at once.
            _ => {
                self.loose |= self.due > 0;
                refused(ReplyError::Mismatch { expected, found: EventKind::OtherReply })
            }
        };
        let error = error.of(self.label(0));
        self.fails(error);
    }

    /// What a short reply says, once it has ended.
    fn word(&mut self, event: Event<'_>, last: bool) -> Option<Result<Word, ReplyError>> {
        self.reply.event(event);
        last.then(|| core::mem::replace(&mut self.reply, Receive::new(Word::builder())).finish())
    }

    /// The reply to `EXEC`, whose elements are the replies to the batch.
    fn executed(&mut self, event: Event<'_>, last: bool) {
        match (self.exec.depth, event) {
            (0, Event::Begin(..)) => {
                self.exec.depth = 1;
                // Not all that the server refuses stops the rest.
                self.loose |= self.failure.is_some();
            }
            (0, Event::Null) => self.fails(Error::new(ErrorKind::Aborted, Fate::Refused).of("EXEC")),
            (0, _) => {
                let error = match self.word(event, last) {
                    Some(Err(error @ ReplyError::Server(_))) => error,
                    Some(_) => ReplyError::Mismatch { expected: "an array", found: event.kind() },
                    None => return,
                };
                self.fails(refused(error).of("EXEC"));
            }
            (1, Event::End) => {
                if self.exec.elements != self.sent {
                    let wrong = ReplyError::Length { expected: self.sent };
                    self.fails(Error::new(ErrorKind::Reply(wrong), Fate::Executed).of("EXEC"));
                }
            }
            _ => self.element(event),
        }
    }

    fn element(&mut self, event: Event<'_>) {
        match event {
            Event::Begin(..) => self.exec.depth += 1,
            Event::End => self.exec.depth -= 1,
            _ => {}
        }
        let ends = self.exec.depth == 1 && !matches!(event, Event::Text(Text { last: false, .. }));
        if self.exec.elements < self.sent {
            self.batch.event(event, ends);
        }
        self.exec.elements += usize::from(ends);
    }

    fn fails(&mut self, error: Error) {
        self.failure.get_or_insert(error);
    }
}

impl<B: Batch> Batch for Transaction<B> {
    type Output = Result<B::Output>;

    fn send<O: Outgoing>(&mut self, out: &mut O) -> Result<Given, ErrorKind> {
        if let Sending::Batch = self.sending {
            let given = self.batch.send(out)?;
            self.sent += given.count();
            if given != Given::None {
                return Ok(given);
            }
            self.sending = Sending::Exec;
        }
        let (taken, next) = match self.sending {
            Sending::Multi => (out.command(&cmd::multi())?, Sending::Batch),
            Sending::Exec => (out.command(&cmd::exec())?, Sending::Done),
            Sending::Batch | Sending::Done => return Ok(Given::None),
        };
        if taken {
            self.sending = next;
        }
        Ok(taken.into())
    }

    fn event(&mut self, event: Event<'_>, last: bool) {
        if self.due > self.sent {
            self.executed(event, last);
        } else {
            self.queued(event, last);
        }
        self.due += usize::from(last);
    }

    fn room(&mut self, left: usize) -> Option<&mut [u8]> {
        if self.due > self.sent && self.exec.elements < self.sent { self.batch.room(left) } else { None }
    }

    fn filled(&mut self, len: usize) {
        self.batch.filled(len);
    }

    fn fail(&mut self, kind: &ErrorKind, fate: Fate) -> bool {
        let exec = self.sent + 1;
        if self.due > exec {
            return false;
        }
        // The first says why, the last, which is EXEC, what became of them all.
        let (kind, name) = match (&self.lost, kind) {
            (Some(first), _) => (first.kind().repeat(), first.command()),
            (None, ErrorKind::Unsendable(_)) => (kind.repeat(), Some(self.batch.label(self.sent))),
            (None, _) => (kind.repeat(), Some("EXEC")),
        };
        self.lost = Some(Error::new(kind, fate).of(name.unwrap_or_default()));
        self.due += 1;
        true
    }

    fn label(&self, ahead: usize) -> &str {
        match (self.due + ahead).checked_sub(1) {
            None => "MULTI",
            Some(index) if index < self.sent => self.batch.label(index),
            Some(_) => "EXEC",
        }
    }

    fn finish(self) -> Self::Output {
        match self.failure.or(self.lost) {
            Some(error) if self.loose => {
                Err(Error::new(error.kind().repeat(), Fate::MaybeExecuted).of(error.command().unwrap_or_default()))
            }
            Some(error) => Err(error),
            None => Ok(self.batch.finish()),
        }
    }
}
