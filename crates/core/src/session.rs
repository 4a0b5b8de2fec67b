//! A connection's standing: whose reply comes next, and what is nobody's any more.
//!
//! A [`Session`] sits between the decoder and whoever waits for replies. It knows how many replies are due, skips those
//! whose callers gave up, tells pushes from replies, and refuses to go on where it cannot know. It owns neither a
//! socket nor a clock.
//!
//! A message inside the reply to `EXEC`, where Redis before 7.2 puts what a subscriber publishes to itself in a transaction, is a
//! push like any other.
//!
//! ```
//! use picoredis_core::event::Event;
//! use picoredis_core::session::{Incoming, Session, Standing};
//!
//! let mut session: Session = Session::new();
//! session.sent();
//! session.give_up(0); // the caller had enough of waiting: of the replies due, 0 are waited for
//! assert_eq!(session.standing(), Standing::Draining);
//! let mut late: &[u8] = b":1\r\n";
//! assert_eq!(session.next(&mut late), Ok(None)); // and is skipped
//! assert_eq!(session.standing(), Standing::Clean);
//!
//! session.sent();
//! let mut right: &[u8] = b":2\r\n";
//! assert_eq!(session.next(&mut right), Ok(Some(Incoming::Reply { event: Event::Integer(2), last: true })));
//! ```

mod handshake;

use crate::decode::{Decoder, Limits, Published, Run, Step};
use crate::error::SessionError;
use crate::event::{Aggregate, Event, Text};
use crate::target::FOR_SPEED;

pub use handshake::{Handshake, HandshakeArgs, Login, Protocol};

/// What the peer says next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Incoming<'a> {
    /// Of the reply that is due.
    Reply {
        /// What it says.
        event: Event<'a>,
        /// The reply ends with this.
        last: bool,
    },
    /// Of something said unasked: a pub/sub message, an invalidation.
    Push {
        /// What it says.
        event: Event<'a>,
        /// The push ends with this.
        last: bool,
    },
}

impl Incoming<'_> {
    /// Whether a push ends with this.
    pub const fn ends_push(&self) -> bool {
        matches!(self, Incoming::Push { last: true, .. })
    }
}

/// Where a connection stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The next reply is for whoever sends the next command.
    Clean,
    /// Replies that nobody waits for come first.
    Draining,
    /// Nobody can know what comes next. The connection is of no more use.
    Broken,
}

/// How much is spent on replies that nobody waits for before the connection is given up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DrainBudget {
    /// Bytes. 64 MiB.
    pub bytes: usize,
    /// Milliseconds from when the skipping begins. 30 s.
    pub millis: u64,
}

impl DrainBudget {
    /// The budget of a session made by [`Session::new`].
    pub const DEFAULT: DrainBudget = DrainBudget { bytes: 64 << 20, millis: 30_000 };
}

impl Default for DrainBudget {
    fn default() -> Self {
        Self::DEFAULT
    }
}

/// The standing of one connection. `DEPTH` is the decoder's.
#[derive(Clone, Debug)]
// In this order: small processors reach what is near the beginning with the shortest instructions, and of that single bytes.
#[repr(C)]
pub struct Session<const DEPTH: usize = 32> {
    broken: Breach,
    /// What the decoder is in the middle of.
    current: Current,
    /// Whatever comes, but an error, was said unasked.
    listening: bool,
    /// The depth of the outermost attribute that is being skipped; 0 if none is.
    attribute: u8,
    /// Replies that have not ended: those `owed`, then those that somebody waits for.
    due: u32,
    /// Replies, of those due the first, that nobody waits for.
    owed: u32,
    /// The decoder's offset when the first of the replies owed was given up.
    owed_from: usize,
    /// When somebody first asked whether they are overdue.
    owed_since: Option<u64>,
    budget: DrainBudget,
    decoder: Decoder<DEPTH>,
}

/// Whose an event is: see [`Session::advance`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// Nobody's: all was read, and more is needed.
    Nothing,
    /// It is of the reply that is due.
    Reply {
        /// The reply ends with it.
        last: bool,
    },
    /// It is of something said unasked.
    Push {
        /// The push ends with it.
        last: bool,
    },
    /// Nobody's: the connection is broken. See [`Session::breach`].
    Broken,
}

/// Why a connection is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Breach {
    None,
    Protocol,
    Unasked,
    DrainBudget,
    /// For a reason that somebody else knows, or has been told.
    Before,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Current {
    Nothing,
    Reply,
    Push,
    /// A push inside a reply, of which the first word has yet to come.
    PushInside,
    /// A message there.
    MessageInside,
}

impl<const DEPTH: usize> Default for Session<DEPTH> {
    fn default() -> Self {
        Self::new()
    }
}

impl<const DEPTH: usize> Session<DEPTH> {
    /// A session on a fresh connection.
    pub const fn new() -> Self {
        Self::with_limits(Limits::DEFAULT, DrainBudget::DEFAULT)
    }

    /// The same with limits of the caller's choice.
    pub const fn with_limits(limits: Limits, budget: DrainBudget) -> Self {
        let mut decoder = Decoder::with_limits(limits);
        decoder.take_pushes_inside();
        Session {
            decoder,
            budget,
            due: 0,
            owed: 0,
            owed_from: 0,
            owed_since: None,
            current: Current::Nothing,
            attribute: 0,
            listening: false,
            broken: Breach::None,
        }
    }

    /// Where the connection stands.
    pub const fn standing(&self) -> Standing {
        match (self.broken, self.owed) {
            (Breach::None, 0) => Standing::Clean,
            (Breach::None, _) => Standing::Draining,
            _ => Standing::Broken,
        }
    }

    /// Whether the next command is answered next: no reply is due.
    #[inline]
    pub const fn is_settled(&self) -> bool {
        // Of those due, the first are owed.
        matches!(self.broken, Breach::None) && self.due == 0
    }

    /// A command has been sent: one more reply is due.
    #[inline]
    pub const fn sent(&mut self) {
        self.sent_many(1);
    }

    /// So many commands have been sent.
    #[inline]
    pub const fn sent_many(&mut self, count: u32) {
        self.due = self.due.saturating_add(count);
    }

    /// The last `count` commands said to be sent were not: no byte of them has left.
    pub const fn unsent(&mut self, count: u32) {
        self.due = self.due.saturating_sub(count);
        if self.owed > self.due {
            self.owed = self.due;
        }
    }

    /// The push that has just ended was the answer to the command whose reply is due first, or the last part of it: a
    /// subscription is confirmed so.
    pub const fn answered_by_push(&mut self) {
        self.due = self.due.saturating_sub(1);
        self.owed = self.owed.saturating_sub(1);
    }

    /// From now on whatever comes, but an error, is a push, or no longer so: what a subscriber hears in RESP2 looks like
    /// replies, and so does what `MONITOR` shows in either version.
    pub const fn listen(&mut self, listening: bool) {
        self.listening = listening;
    }

    /// Whether whatever comes is a push: see [`listen`](Session::listen).
    pub const fn is_listening(&self) -> bool {
        self.listening
    }

    /// From now on a line may be as long as a bulk string: `MONITOR` shows each command in one, whatever its size.
    pub const fn take_long_lines(&mut self) {
        self.decoder.take_long_lines();
    }

    /// How many replies are due: those that somebody waits for, and those that nobody does.
    pub const fn due(&self) -> u32 {
        self.due
    }

    /// Callers stop waiting: of the replies due, the last `keep` are still waited for, and what comes before them is
    /// skipped. The rest of a reply that has begun is skipped, too.
    pub const fn give_up(&mut self, keep: u32) {
        if self.owed == 0 {
            self.owed_from = self.decoder.offset();
            self.owed_since = None;
        }
        let given_up = self.due.saturating_sub(keep);
        if given_up > self.owed {
            self.owed = given_up;
        }
    }

    /// The connection failed, or is out of step for a reason that the session cannot see, such as a command that was
    /// sent by half.
    pub const fn fail(&mut self) {
        self.broken = Breach::Before;
    }

    /// How many milliseconds are left of the budget to skip what is owed, at this time of any steady clock; with 0 left
    /// the connection is broken. The time begins when this is first asked.
    pub fn drain_time_left(&mut self, now: u64) -> u64 {
        if self.owed == 0 {
            return self.budget.millis;
        }
        let since = *self.owed_since.get_or_insert(now);
        let left = self.budget.millis.saturating_sub(now.saturating_sub(since));
        if left == 0 {
            self.broken = Breach::Before;
        }
        left
    }

    /// Whether a reply has begun and not ended.
    pub const fn is_in_reply(&self) -> bool {
        matches!(self.current, Current::Reply | Current::PushInside | Current::MessageInside)
    }

    /// Whether a push has begun and not ended.
    pub const fn is_in_push(&self) -> bool {
        matches!(self.current, Current::Push | Current::PushInside | Current::MessageInside)
    }

    /// How many bytes are still to come of a string, if what has come of a reply that somebody waits for ends within one:
    /// they may be read straight to where they belong. 0 if it does not.
    #[inline]
    pub const fn payload_left(&self) -> usize {
        if matches!(self.current, Current::Reply) && self.owed == 0 && self.attribute == 0 {
            self.decoder.payload_left()
        } else {
            0
        }
    }

    /// So many bytes of that string were read there, and no more than there are.
    pub const fn payload_taken(&mut self, len: usize) {
        self.decoder.payload_taken(len);
    }

    /// How many bytes have come on this connection.
    pub const fn received(&self) -> usize {
        self.decoder.offset()
    }

    /// The next event that is for somebody. `input` is advanced past what was read; with `None`, all of it was, and
    /// more is needed.
    ///
    /// # Errors
    ///
    /// The peer violated the protocol, answered what nobody asked, or was owed more than the budget. The connection is
    /// [`Broken`](Standing::Broken) from then on.
    #[inline]
    pub fn next<'a>(&mut self, input: &mut &'a [u8]) -> Result<Option<Incoming<'a>>, SessionError> {
        let mut event = Event::End;
        match self.advance(input, &mut event) {
            Said::Nothing => Ok(None),
            Said::Reply { last } => Ok(Some(Incoming::Reply { event, last })),
            Said::Push { last } => Ok(Some(Incoming::Push { event, last })),
            Said::Broken => Err(self.breach()),
        }
    }

    /// The same to a place of the caller's: an event is several words, and is not moved then.
    #[inline]
    pub fn advance<'a>(&mut self, input: &mut &'a [u8], event: &mut Event<'a>) -> Said {
        match self.whole(input) {
            Some((whole, last)) => {
                *event = whole;
                Said::Reply { last }
            }
            None => self.step(input, event),
        }
    }

    /// The short cut for what most replies are made of, as the decoder has it: the next part of a reply that somebody waits
    /// for, or the whole of one, and whether the reply ends with it. What it takes is not copied on its way to the caller. A
    /// board does without it.
    #[inline]
    fn whole<'a>(&mut self, input: &mut &'a [u8]) -> Option<(Event<'a>, bool)> {
        if !FOR_SPEED || !self.is_plain() {
            return None;
        }
        let event = self.decoder.whole(input)?;
        // The end of an aggregate is an event of its own.
        let last = self.current == Current::Nothing;
        self.due = self.due.wrapping_sub(u32::from(last));
        Some((event, last))
    }

    /// Whatever it is.
    #[inline(never)]
    fn step<'a>(&mut self, input: &mut &'a [u8], event: &mut Event<'a>) -> Said {
        if self.broken != Breach::None {
            return self.broke(Breach::Before);
        }
        loop {
            match self.decoder.advance(input, event) {
                Step::Event => {}
                Step::Lack if self.over_budget() => return self.broke(Breach::DrainBudget),
                Step::Lack => return Said::Nothing,
                Step::Fault => return self.broke(Breach::Protocol),
            }
            if self.is_of_attribute(event) {
                continue;
            }
            if self.current == Current::Nothing {
                self.current = match event {
                    Event::Begin(Aggregate::Push, _) => Current::Push,
                    _ if self.listening || self.due == 0 => match self.unasked(event) {
                        Current::Nothing => return self.broke(Breach::Unasked),
                        current => current,
                    },
                    _ => Current::Reply,
                };
            } else if self.is_inside(event) {
                return self.inside(event);
            }
            let last = self.decoder.is_idle();
            if self.current == Current::Push {
                if last {
                    self.current = Current::Nothing;
                }
                return Said::Push { last };
            }
            let owed = self.owed > 0;
            if last {
                self.current = Current::Nothing;
                self.due = self.due.saturating_sub(1);
                self.owed = self.owed.saturating_sub(1);
            }
            if !owed {
                return Said::Reply { last };
            }
            if self.over_budget() {
                return self.broke(Breach::DrainBudget);
            }
        }
    }

    /// Why the connection broke, after [`Said::Broken`].
    #[cold]
    pub const fn breach(&self) -> SessionError {
        match self.broken {
            Breach::Protocol => SessionError::Protocol(self.decoder.violation()),
            Breach::Unasked => SessionError::Unasked,
            Breach::DrainBudget => SessionError::DrainBudget,
            Breach::None | Breach::Before => SessionError::Broken,
        }
    }

    /// Has `take` take as much as it likes of what is whole in the input and plainly a reply: elements of the one that goes
    /// on, or else up to `most` replies that are due. How many those were; what else comes has to be asked for by
    /// [`next`](Session::next).
    #[inline]
    pub fn run<'a>(&mut self, input: &mut &'a [u8], most: u32, take: impl FnOnce(&mut Run<'a>)) -> u32 {
        if !self.is_plain() {
            return 0;
        }
        if self.current == Current::Reply {
            return self.decoder.run(input, u32::MAX, take);
        }
        let taken = self.decoder.run(input, most.min(self.due), take);
        self.due = self.due.wrapping_sub(taken);
        taken
    }

    /// The message of a channel that comes next, if it is one and whole in the input: a short cut past the events of
    /// [`next`](Session::next), which tell all else. A board does without it.
    ///
    /// ```
    /// use picoredis_core::session::Session;
    ///
    /// let mut session: Session = Session::new();
    /// let mut input: &[u8] = b">3\r\n$7\r\nmessage\r\n$4\r\nnews\r\n$5\r\nhello\r\n:1\r\n";
    /// assert_eq!(session.published(&mut input).unwrap().payload, b"hello");
    /// assert_eq!(session.published(&mut input), None);
    /// assert_eq!(input, b":1\r\n");
    /// ```
    #[inline]
    pub fn published<'a>(&mut self, input: &mut &'a [u8]) -> Option<Published<'a>> {
        // Within an attribute it is the decoder that is between no values.
        let between = self.current == Current::Nothing && self.broken == Breach::None;
        if FOR_SPEED && between { self.decoder.published(input, self.listening) } else { None }
    }

    /// Whether a string or a number that comes now is a reply, or an element of one, that somebody waits for.
    #[inline]
    fn is_plain(&self) -> bool {
        let replies = match self.current {
            Current::Nothing => self.due > 0 && !self.listening,
            current => current == Current::Reply,
        };
        replies && self.owed == 0 && self.attribute == 0 && self.broken == Breach::None
    }

    #[inline]
    fn is_inside(&self, event: &Event<'_>) -> bool {
        matches!(self.current, Current::PushInside | Current::MessageInside)
            || matches!(event, Event::Begin(Aggregate::Push, _))
    }

    /// Of a push inside a reply. Only a message is none of the reply's elements: the confirmation of a subscription would be
    /// one, the answer to a queued command. Their names tell them apart, by their length already.
    #[cold]
    fn inside(&mut self, event: &Event<'_>) -> Said {
        const LONGEST: usize = "pmessage".len();
        self.current = match (self.current, event) {
            (Current::Reply, _) | (Current::PushInside, Event::Text(Text { last: false, .. })) => Current::PushInside,
            (Current::PushInside, Event::Text(Text { len: Some(..=LONGEST), .. })) => Current::MessageInside,
            (Current::MessageInside, _) if self.decoder.depth() == 1 => Current::Reply,
            (Current::MessageInside, _) => Current::MessageInside,
            _ => {
                self.decoder.refuse_push();
                return self.broke(Breach::Protocol);
            }
        };
        Said::Push { last: self.current == Current::Reply }
    }

    /// What begins where no reply is due, or where most of what comes is none; nothing that may.
    #[cold]
    fn unasked(&self, event: &Event<'_>) -> Current {
        let is_error = matches!(event, Event::Text(text) if text.kind.is_error());
        match (self.listening && !is_error, self.due) {
            (true, _) => Current::Push,
            (false, 0) => Current::Nothing,
            (false, _) => Current::Reply,
        }
    }

    /// Attributes describe replies, and no caller asks for them: they are passed over.
    #[inline]
    fn is_of_attribute(&mut self, event: &Event<'_>) -> bool {
        match event {
            _ if self.attribute > 0 => {
                if self.decoder.depth() < self.attribute.into() {
                    self.attribute = 0;
                }
                true
            }
            Event::Begin(Aggregate::Attribute, _) => {
                self.attribute = self.decoder.depth() as u8;
                true
            }
            _ => false,
        }
    }

    #[inline]
    fn over_budget(&self) -> bool {
        self.owed > 0 && self.decoder.offset().wrapping_sub(self.owed_from) > self.budget.bytes
    }

    #[cold]
    fn broke(&mut self, breach: Breach) -> Said {
        self.broken = breach;
        Said::Broken
    }
}
