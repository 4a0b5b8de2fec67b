//! Commands on their way, as a batch of the client: their number is not limited by memory.

use std::io::{self, Read, Write};

use picoredis::event::{Event, Text};
use picoredis::pipeline::{Batch, Given, IntoBatch, Outgoing};
use picoredis::{ErrorKind, Fate};

use super::commands::Commands;
use super::progress::Progress;
use crate::call::Call;
use crate::output;
use crate::words::Words;

/// What came of all commands.
#[derive(Debug, Default)]
pub(super) struct Summary {
    pub(super) errors: u64,
    pub(super) replies: u64,
    /// Commands that were sent and not answered.
    pub(super) unanswered: u64,
    /// What befell the connection.
    pub(super) lost: Option<Lost>,
    /// What is wrong with the commands.
    pub(super) input: Option<io::Error>,
}

/// Why replies are missing.
#[derive(Debug)]
pub(super) enum Lost {
    Timeout,
    /// Anything else, in words.
    Other(String),
}

/// Commands, and what is known of their replies.
pub(super) struct Load<R> {
    commands: Commands<R>,
    progress: Progress,
    /// The command for which there was no room.
    held: Option<Words>,
    ended: bool,
    /// Something was taken since the client last had an occasion to send.
    to_send: bool,
    sent: u64,
    /// What has come of the reply that is due, if it is an error.
    error: Option<Vec<u8>>,
    /// A reply has begun.
    begun: bool,
    summary: Summary,
}

impl<R: Read> Load<R> {
    pub(super) fn new(commands: Commands<R>, progress: Progress) -> Self {
        Load {
            commands,
            progress,
            held: None,
            ended: false,
            to_send: false,
            sent: 0,
            error: None,
            begun: false,
            summary: Summary::default(),
        }
    }

    /// The next command that can be answered.
    fn next(&mut self) -> Option<Words> {
        while self.held.is_none() && !self.ended {
            match self.commands.next() {
                Ok(Some(words)) if has_one_reply(&words) => self.held = Some(words),
                Ok(Some(words)) => {
                    let name = String::from_utf8_lossy(&words[0]);
                    self.complain(&format!("{name} is not answered by one reply: it was not sent"));
                }
                Ok(None) => self.end(None),
                Err(error) => self.end(Some(error)),
            }
            self.progress.show(self.commands.read(), self.sent);
        }
        self.held.take()
    }

    fn end(&mut self, error: Option<io::Error>) {
        self.ended = true;
        self.summary.input = error;
        self.progress.end();
        // Where this cannot be written, the summary cannot either, and that is told.
        let _ = writeln!(io::stdout(), "All data transferred. Waiting for the last reply...");
    }

    fn complain(&mut self, error: &str) {
        self.summary.errors += 1;
        self.progress.end();
        output::complain(error);
    }
}

fn has_one_reply(words: &Words) -> bool {
    let call = Call::from(words);
    call.command(&call.name()).has_one_reply()
}

impl<R: Read> IntoBatch for Load<R> {
    type Batch = Self;

    fn into_batch(self) -> Self {
        self
    }
}

impl<R: Read> Batch for Load<R> {
    type Output = Summary;

    fn send<O: Outgoing>(&mut self, out: &mut O) -> Result<Given, ErrorKind> {
        if self.to_send && self.held.is_none() && self.commands.would_wait() {
            // Whoever writes the commands may take their time.
            self.to_send = false;
            return Ok(Given::NoRoom);
        }
        let Some(words) = self.next() else { return Ok(Given::None) };
        let call = Call::from(&words);
        let taken = out.command(&call.command(&call.name()))?;
        if taken {
            self.sent += 1;
        } else {
            self.held = Some(words);
        }
        self.to_send = taken;
        Ok(taken.into())
    }

    fn event(&mut self, event: Event<'_>, last: bool) {
        if let Event::Text(Text { kind, data, .. }) = event {
            if !self.begun && kind.is_error() {
                self.error = Some(Vec::new());
            }
            if let Some(error) = &mut self.error {
                error.extend_from_slice(data);
            }
        }
        self.begun = !last;
        if last {
            self.summary.replies += 1;
            if let Some(error) = self.error.take() {
                self.complain(&String::from_utf8_lossy(&error));
            }
        }
    }

    fn fail(&mut self, kind: &ErrorKind, _: Fate) -> bool {
        let lacks = self.sent > self.summary.replies + self.summary.unanswered;
        self.summary.lost.get_or_insert_with(|| match kind {
            ErrorKind::Timeout(_) => Lost::Timeout,
            kind => Lost::Other(kind.to_string()),
        });
        self.summary.unanswered += u64::from(lacks);
        lacks
    }

    fn label(&self, _: usize) -> &str {
        ""
    }

    fn finish(mut self) -> Summary {
        self.progress.end();
        self.summary
    }
}
