//! One reply, whatever comes: its value or its error, and never out of step.

use super::{Build, unexpected};
use crate::error::{ReplyError, ServerError};
use crate::event::{Event, Text};

/// Feeds a builder with the events of one reply and keeps what came of it until the reply ends.
#[derive(Debug)]
pub struct Receive<B: Build> {
    builder: B,
    outcome: Option<Result<B::Output, ReplyError>>,
    /// Something of the reply has been taken.
    begun: bool,
    /// The error of `outcome` is one of the server's whose text still goes on.
    error_goes_on: bool,
}

impl<B: Build> Receive<B> {
    /// Stands before the first event of a reply.
    pub const fn new(builder: B) -> Self {
        Receive { builder, outcome: None, begun: false, error_goes_on: false }
    }

    /// Takes the next event of the reply.
    #[inline]
    pub fn event(&mut self, event: Event<'_>) {
        match &self.outcome {
            // A reply that is an error as a whole is never a value, whatever the builder takes.
            None if !core::mem::replace(&mut self.begun, true) && is_error(event) => {
                self.fail(unexpected("a reply", event), event);
            }
            None => match self.builder.event(event) {
                Ok(None) => {}
                Ok(Some(value)) => self.outcome = Some(Ok(value)),
                Err(ReplyError::Server(error)) => self.fail(ReplyError::Inside(error), event),
                Err(error) => self.fail(error, event),
            },
            // The rest of a reply of which nothing more is wanted.
            Some(_) if self.error_goes_on => self.extend(event),
            Some(_) => {}
        }
    }

    /// Memory for the bytes that come next of the string that goes on: see [`Build::room`].
    pub fn room(&mut self, left: u64) -> Option<&mut [u8]> {
        if self.begun && self.outcome.is_none() { self.builder.room(left) } else { None }
    }

    /// So many bytes were put to the beginning of the room.
    pub fn filled(&mut self, len: usize) {
        self.builder.filled(len);
    }

    /// What came of the reply, once its last event has been taken.
    ///
    /// # Errors
    ///
    /// The server's error, or what the builder found wrong.
    #[inline]
    pub fn finish(self) -> Result<B::Output, ReplyError> {
        // A builder that is not done at the end of the reply cannot be: its events nest as the decoder's do.
        self.outcome.unwrap_or_else(|| Err(unexpected("a whole reply", Event::End)))
    }

    /// The server's error, if the reply is one as a whole.
    pub const fn refusal(&self) -> Option<&ServerError> {
        match &self.outcome {
            Some(Err(ReplyError::Server(error))) => Some(error),
            _ => None,
        }
    }

    /// Stands before the first event again, for the reply to the same command sent once more. `false` if the builder has
    /// been given something: only an error of the server's is kept from it.
    ///
    /// ```
    /// use picoredis_core::event::{Event, Text, TextKind};
    /// use picoredis_core::reply::{FromReply, Receive};
    ///
    /// let mut reply = Receive::new(i64::builder());
    /// let busy = Text { kind: TextKind::Error, data: b"LOADING", len: None, first: true, last: true };
    /// reply.event(Event::Text(busy));
    /// assert_eq!(reply.refusal().unwrap().code(), "LOADING");
    /// assert!(reply.restart());
    /// reply.event(Event::Integer(1));
    /// assert!(!reply.restart());
    /// assert_eq!(reply.finish(), Ok(1));
    /// ```
    pub fn restart(&mut self) -> bool {
        if self.refusal().is_some() {
            self.outcome = None;
            self.begun = false;
            self.error_goes_on = false;
        }
        !self.begun
    }

    #[cold]
    #[inline(never)]
    fn fail(&mut self, error: ReplyError, event: Event<'_>) {
        let is_text = matches!(error, ReplyError::Server(_) | ReplyError::Inside(_));
        self.error_goes_on = is_text && matches!(event, Event::Text(Text { last: false, .. }));
        self.outcome = Some(Err(error));
    }

    #[cold]
    #[inline(never)]
    fn extend(&mut self, event: Event<'_>) {
        let Some(Err(ReplyError::Server(error) | ReplyError::Inside(error))) = &mut self.outcome else { return };
        if let Event::Text(text) = event {
            error.extend(text.data);
            self.error_goes_on = !text.last;
        }
    }
}

#[inline]
fn is_error(event: Event<'_>) -> bool {
    matches!(event, Event::Text(text) if text.kind.is_error())
}
