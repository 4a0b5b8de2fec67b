//! One reply, whatever comes: its value or its error, and never out of step.

use core::fmt;

use super::Build;
use crate::decode::Run;
use crate::error::{Misfit, ReplyError, ServerError};
use crate::event::{Event, EventKind, Text};

/// Feeds a builder with the events of one reply and keeps what came of it until the reply ends.
pub struct Receive<B: Build>(Receiving<Slot<B>>);

impl<B: Build> Receive<B> {
    /// Stands before the first event of a reply.
    pub const fn new(builder: B) -> Self {
        Receive(Receiving { course: Course::new(), slot: Slot { builder, value: None } })
    }

    /// What comes of a reply that is one event.
    ///
    /// # Errors
    ///
    /// As those of [`finish`](Receive::finish).
    ///
    /// ```
    /// use picoredis_core::event::Event;
    /// use picoredis_core::reply::{FromReply, Receive};
    ///
    /// assert_eq!(Receive::whole(i64::builder(), Event::Integer(1)), Ok(1));
    /// ```
    #[inline]
    pub fn whole(mut builder: B, event: Event<'_>) -> Result<B::Output, ReplyError> {
        match event {
            Event::Text(text) if text.kind.is_error() => Err(ReplyError::Server(ServerError::new(text.data))),
            _ => builder.event(event).map_err(|misfit| misfit.of(&event))?.ok_or_else(unfinished),
        }
    }

    /// Takes the next event of the reply.
    #[inline]
    pub fn event(&mut self, event: Event<'_>) {
        self.0.event(&event);
    }

    /// Takes the next events out of a run: elements as [`Build::run`] does, or a reply.
    pub fn run(&mut self, run: &mut Run<'_>) {
        self.0.run(run);
    }

    /// Memory for the bytes that come next of the string that goes on: see [`Build::room`].
    pub fn room(&mut self, left: usize) -> Option<&mut [u8]> {
        self.0.room(left)
    }

    /// So many bytes were put to the beginning of the room.
    pub fn filled(&mut self, len: usize) {
        self.0.slot.filled(len);
    }

    /// What came of the reply, once its last event has been taken.
    ///
    /// # Errors
    ///
    /// The server's error, or what the builder found wrong.
    #[inline]
    pub fn finish(mut self) -> Result<B::Output, ReplyError> {
        match self.0.course.take_error() {
            None => self.into_value().ok_or_else(unfinished),
            Some(error) => Err(error),
        }
    }

    /// The value, if it has come.
    #[inline]
    pub fn into_value(self) -> Option<B::Output> {
        self.0.slot.value
    }

    /// The server's error, if the reply is one as a whole.
    pub const fn refusal(&self) -> Option<&ServerError> {
        self.0.course.refusal()
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
        self.0.course.restart()
    }

    /// The same without the type of its value: what feeds it is in a program once.
    ///
    /// ```
    /// use picoredis_core::event::Event;
    /// use picoredis_core::reply::{AnyReceive, FromReply, Receive};
    ///
    /// fn feed(mut reply: AnyReceive<'_>) {
    ///     reply.event(&Event::Integer(1));
    ///     assert_eq!(reply.take_error(), None);
    /// }
    ///
    /// let mut reply = Receive::new(i64::builder());
    /// feed(reply.any());
    /// assert_eq!(reply.into_value(), Some(1));
    /// ```
    #[inline]
    pub fn any(&mut self) -> AnyReceive<'_> {
        AnyReceive(&mut self.0)
    }
}

impl<B: Build> fmt::Debug for Receive<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.course.fmt(f)
    }
}

/// A [`Receive`] whose value is of any type.
pub struct AnyReceive<'a>(&'a mut Receiving<dyn Fill + 'a>);

impl AnyReceive<'_> {
    /// Takes the next event of the reply.
    #[inline]
    pub fn event(&mut self, event: &Event<'_>) {
        self.0.event(event);
    }

    /// Takes the next events out of a run: elements as [`Build::run`] does, or a reply.
    pub fn run(&mut self, run: &mut Run<'_>) {
        self.0.run(run);
    }

    /// As [`Receive::room`].
    pub fn room(&mut self, left: usize) -> Option<&mut [u8]> {
        self.0.room(left)
    }

    /// As [`Receive::filled`].
    pub fn filled(&mut self, len: usize) {
        self.0.slot.filled(len);
    }

    /// Whether the value is there.
    pub const fn is_done(&self) -> bool {
        self.0.course.done
    }

    /// What is wrong with the reply, once its last event has been taken; with `None` there is a value.
    pub fn take_error(&mut self) -> Option<ReplyError> {
        self.0.course.take_error()
    }

    /// As [`Receive::refusal`].
    pub const fn refusal(&self) -> Option<&ServerError> {
        self.0.course.refusal()
    }

    /// As [`Receive::restart`].
    pub fn restart(&mut self) -> bool {
        self.0.course.restart()
    }
}

impl fmt::Debug for AnyReceive<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.course.fmt(f)
    }
}

/// A reply on its way into what it fills.
struct Receiving<S: ?Sized> {
    course: Course,
    slot: S,
}

impl<S: Fill + ?Sized> Receiving<S> {
    #[inline]
    fn event(&mut self, event: &Event<'_>) {
        let course = &mut self.course;
        let begins = !core::mem::replace(&mut course.begun, true);
        match event {
            // A reply that is an error as a whole is never a value, whatever the builder takes.
            Event::Text(text) if begins && text.kind.is_error() => course.refuse(text),
            Event::Text(text) if course.error_goes_on => course.extend(text),
            _ if course.goes_on() => self.slot.fill(event, course),
            _ => {}
        }
    }

    fn run(&mut self, run: &mut Run<'_>) {
        if run.are_replies() {
            return run.take(1).for_each(|event| self.event(&event));
        }
        #[cfg(not(target_os = "none"))]
        if self.course.goes_on() {
            if let Err(error) = self.slot.run(run) {
                self.course.error = Some(error.inside());
            }
        }
    }

    fn room(&mut self, left: usize) -> Option<&mut [u8]> {
        if self.course.begun && self.course.goes_on() { self.slot.room(left) } else { None }
    }
}

/// How far a reply is.
#[derive(Debug)]
struct Course {
    error: Option<ReplyError>,
    /// Something of the reply has been taken.
    begun: bool,
    /// The value is there.
    done: bool,
    /// The error is one of the server's whose text still goes on.
    error_goes_on: bool,
}

impl Course {
    const fn new() -> Self {
        Course { error: None, begun: false, done: false, error_goes_on: false }
    }

    /// Whether more of the reply is wanted.
    #[inline]
    const fn goes_on(&self) -> bool {
        !self.done && self.error.is_none()
    }

    #[inline]
    fn take_error(&mut self) -> Option<ReplyError> {
        if self.done { None } else { Some(self.error.take().unwrap_or_else(unfinished)) }
    }

    const fn refusal(&self) -> Option<&ServerError> {
        match &self.error {
            Some(ReplyError::Server(error)) => Some(error),
            _ => None,
        }
    }

    fn restart(&mut self) -> bool {
        if self.refusal().is_some() {
            *self = Self::new();
        }
        !self.begun
    }

    /// The reply as a whole is an error of the server's.
    #[cold]
    #[inline(never)]
    fn refuse(&mut self, text: &Text<'_>) {
        self.error = Some(ReplyError::Server(ServerError::empty()));
        self.extend(text);
    }

    /// The builder cannot take an event.
    #[cold]
    #[inline(never)]
    fn fail(&mut self, misfit: Misfit, event: &Event<'_>) {
        let error = misfit.of(event);
        self.error_goes_on = matches!((&error, event), (ReplyError::Inside(_), Event::Text(Text { last: false, .. })));
        self.error = Some(error);
    }

    #[cold]
    #[inline(never)]
    fn extend(&mut self, text: &Text<'_>) {
        if let Some(ReplyError::Server(error) | ReplyError::Inside(error)) = &mut self.error {
            error.extend(text.data);
        }
        self.error_goes_on = !text.last;
    }
}

/// A builder, and the value when it is there.
struct Slot<B: Build> {
    builder: B,
    value: Option<B::Output>,
}

/// What [`Slot`] is without type parameters.
trait Fill {
    /// Takes the next event: whether the value is there with it, or what is wrong, is written to the course.
    fn fill(&mut self, event: &Event<'_>, course: &mut Course);

    /// A board takes everything one by one: that is less code.
    #[cfg(not(target_os = "none"))]
    fn run(&mut self, run: &mut Run<'_>) -> Result<(), ReplyError>;

    fn room(&mut self, left: usize) -> Option<&mut [u8]>;

    fn filled(&mut self, len: usize);
}

impl<B: Build> Fill for Slot<B> {
    #[inline]
    fn fill(&mut self, event: &Event<'_>, course: &mut Course) {
        match self.builder.event(*event) {
            Ok(value) => {
                course.done = value.is_some();
                self.value = value;
            }
            Err(misfit) => course.fail(misfit, event),
        }
    }

    #[cfg(not(target_os = "none"))]
    #[inline]
    fn run(&mut self, run: &mut Run<'_>) -> Result<(), ReplyError> {
        self.builder.run(run)
    }

    #[inline]
    fn room(&mut self, left: usize) -> Option<&mut [u8]> {
        self.builder.room(left)
    }

    #[inline]
    fn filled(&mut self, len: usize) {
        self.builder.filled(len);
    }
}

/// A builder that is not done at the end of the reply cannot be: its events nest as the decoder's do.
#[cold]
fn unfinished() -> ReplyError {
    ReplyError::Mismatch { expected: "a whole reply", found: EventKind::End }
}
