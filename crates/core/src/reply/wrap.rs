//! Replies that wrap another: what may be null, what may be an error, what nobody looks at.

use super::{Build, FromReply};
use crate::decode::Run;
use crate::error::{Misfit, ReplyError, ServerError};
use crate::event::{Event, Text};

impl<T: FromReply> FromReply for Option<T> {
    type Builder = OptionBuilder<T::Builder>;

    fn builder() -> Self::Builder {
        OptionBuilder { inner: T::builder(), begun: false }
    }
}

/// Builds an `Option`.
#[derive(Debug)]
pub struct OptionBuilder<B> {
    inner: B,
    /// The value is there and has begun: a null is one of its own.
    begun: bool,
}

impl<B: Build> Build for OptionBuilder<B> {
    type Output = Option<B::Output>;

    #[inline]
    fn event(&mut self, event: Event<'_>) -> Result<Option<Self::Output>, Misfit> {
        if matches!(event, Event::Null) && !self.begun {
            return Ok(Some(None));
        }
        let value = self.inner.event(event)?;
        self.begun = value.is_none();
        Ok(value.map(Some))
    }

    fn run(&mut self, run: &mut Run<'_>) -> Result<(), ReplyError> {
        self.inner.run(run)
    }

    fn room(&mut self, left: usize) -> Option<&mut [u8]> {
        self.inner.room(left)
    }

    fn filled(&mut self, len: usize) {
        self.inner.filled(len);
    }
}

/// An error inside a reply as a value.
impl<T: FromReply> FromReply for Result<T, ServerError> {
    type Builder = ResultBuilder<T::Builder>;

    fn builder() -> Self::Builder {
        ResultBuilder { inner: T::builder(), begun: false, error: None }
    }
}

/// Builds a `Result`.
#[derive(Debug)]
pub struct ResultBuilder<B> {
    inner: B,
    begun: bool,
    error: Option<ServerError>,
}

impl<B: Build> Build for ResultBuilder<B> {
    type Output = Result<B::Output, ServerError>;

    fn event(&mut self, event: Event<'_>) -> Result<Option<Self::Output>, Misfit> {
        match event {
            Event::Text(text) if text.kind.is_error() && !self.begun => Ok(self.error(text).map(Err)),
            _ => {
                let value = self.inner.event(event)?;
                self.begun = value.is_none();
                Ok(value.map(Ok))
            }
        }
    }

    fn run(&mut self, run: &mut Run<'_>) -> Result<(), ReplyError> {
        self.inner.run(run)
    }

    fn room(&mut self, left: usize) -> Option<&mut [u8]> {
        if self.error.is_none() { self.inner.room(left) } else { None }
    }

    fn filled(&mut self, len: usize) {
        self.inner.filled(len);
    }
}

impl<B> ResultBuilder<B> {
    fn error(&mut self, text: Text<'_>) -> Option<ServerError> {
        self.error.get_or_insert_with(|| ServerError::new(b"")).extend(text.data);
        if text.last { self.error.take() } else { None }
    }
}

/// Anything but an error: its content does not matter.
impl FromReply for () {
    type Builder = Ignore;

    fn builder() -> Ignore {
        Ignore { depth: 0 }
    }
}

/// Lets a reply pass.
#[derive(Debug)]
pub struct Ignore {
    depth: usize,
}

impl Build for Ignore {
    type Output = ();

    #[inline]
    fn event(&mut self, event: Event<'_>) -> Result<Option<()>, Misfit> {
        match event {
            Event::Text(text) if text.kind.is_error() => {
                return Err(Misfit::Event { expected: "anything but an error" });
            }
            Event::Text(text) if !text.last => return Ok(None),
            Event::Begin(..) => self.depth = self.depth.saturating_add(1),
            Event::End => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        Ok((self.depth == 0).then_some(()))
    }
}
