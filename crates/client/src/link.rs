//! A connection without its transport: what the drivers share.

use core::fmt;
use core::ops::Range;

use embedded_io::ErrorKind as IoKind;
use picoredis_core::args::Args;
use picoredis_core::command::{AnyCommand, Command, Spec};
use picoredis_core::decode::{Decoder, Run};
use picoredis_core::encode::{Encoder, Full, Pen, Spill};
use picoredis_core::event::Event;
use picoredis_core::reply::AnyReceive;
#[cfg(feature = "std")]
use picoredis_core::session::Standing;
use picoredis_core::session::{Protocol, Said, Session};
use picoredis_core::target::FOR_SPEED;

use crate::allowed::Allowed;
use crate::change::{Change, Follow};
#[cfg(feature = "alloc")]
use crate::debug::Tap;
use crate::error::{ErrorKind, Failure, Result};
use crate::inbox::Inbox;
#[cfg(feature = "alloc")]
use crate::push::{Came, Push};
#[cfg(feature = "alloc")]
use crate::reconnect::Reconnect;
#[cfg(feature = "std")]
use crate::reconnect::{Recovery, State};
use crate::unsendable::Unsendable;

/// What the server says next: see [`picoredis_core::session::Incoming`]. An event is several words, and is not moved.
pub(crate) enum Incoming<'a> {
    Reply { event: &'a Event<'a>, last: bool },
    Push { event: &'a Event<'a>, last: bool },
}

#[cfg(feature = "alloc")]
impl Incoming<'_> {
    /// Whether a push ends with this.
    pub(crate) const fn ends_push(&self) -> bool {
        matches!(self, Incoming::Push { last: true, .. })
    }
}

/// The standing of a connection, the bytes that came and the bytes that are to go.
// In this order: small processors reach what is near the beginning with the shortest instructions, and of that single bytes.
#[repr(C)]
pub(crate) struct Link<B, const DEPTH: usize> {
    pub(crate) protocol: Protocol,
    /// An answer is due that may change it.
    pub(crate) change: Change,
    /// What the command that goes out next may change.
    pub(crate) coming: Change,
    /// What understands such an answer: it is in a program that has such a command.
    pub(crate) changer: Option<Follow<DEPTH>>,
    pub(crate) received: Window<B>,
    pub(crate) outbox: Outbox<B>,
    pub(crate) session: Session<DEPTH>,
    pub(crate) inbox: Inbox,
    /// What is kept for the next connection, if there is a policy for that.
    #[cfg(feature = "std")]
    pub(crate) recovery: Option<std::boxed::Box<Recovery>>,
    #[cfg(feature = "alloc")]
    pub(crate) tap: Tap,
}

impl<B: AsRef<[u8]> + AsMut<[u8]>, const DEPTH: usize> Link<B, DEPTH> {
    pub(crate) fn new(session: Session<DEPTH>, receive: B, send: B) -> Self {
        Link {
            protocol: Protocol::Resp2,
            change: Change::None,
            coming: Change::None,
            changer: None,
            received: Window { memory: receive, start: 0, end: 0 },
            outbox: Outbox { memory: send, start: 0, end: 0 },
            session,
            inbox: Inbox::default(),
            #[cfg(feature = "std")]
            recovery: None,
            #[cfg(feature = "alloc")]
            tap: Tap::default(),
        }
    }

    /// Forgets the old connection: a new one has begun.
    #[cfg(feature = "std")]
    pub(crate) fn restart(&mut self, session: Session<DEPTH>) {
        self.session = session;
        self.received.clear();
        self.outbox.clear();
        self.inbox.restart();
        self.protocol = Protocol::Resp2;
        self.change = Change::None;
    }

    /// The next connection is made on purpose: what the old one was for is forgotten.
    #[cfg(feature = "std")]
    pub(crate) fn forget(&mut self) {
        if let Some(recovery) = &mut self.recovery {
            recovery.forget();
        }
        self.inbox.forget();
    }

    /// The connection was closed on purpose.
    #[cfg(feature = "std")]
    pub(crate) fn closed(&mut self) {
        if let Some(recovery) = &mut self.recovery {
            recovery.closed = true;
        }
    }

    /// What commands have made of the connection, if that is kept.
    #[cfg(feature = "std")]
    pub(crate) fn state(&self) -> Option<std::sync::Arc<State>> {
        Some(self.recovery.as_ref()?.state.clone())
    }

    /// The policy by which a command that is sent alone would be repeated now.
    #[cfg(feature = "alloc")]
    pub(crate) fn policy(&self) -> Option<Reconnect> {
        #[cfg(feature = "std")]
        return self.recovery.as_ref().filter(|recovery| !recovery.is_in_transaction()).map(|recovery| recovery.policy);
        #[cfg(not(feature = "std"))]
        None
    }

    /// A command goes out alone, if it will be known what it has changed.
    #[inline]
    pub(crate) fn follow_alone(&mut self, spec: Option<&'static Spec>) -> Result<(), Failure> {
        #[cfg(feature = "std")]
        if let Some(recovery) = &mut self.recovery {
            recovery.goes_out(None);
            if recovery.is_queueing() {
                recovery.refuses(spec)?;
            }
            recovery.goes_out(spec);
        }
        let _ = spec;
        Ok(())
    }

    /// A command goes out among others, and perhaps changes what the next connection would have to know.
    #[inline]
    pub(crate) fn follow(&mut self, spec: Option<&'static Spec>) -> Result<(), Failure> {
        #[cfg(feature = "std")]
        if let Some(recovery) = &mut self.recovery {
            recovery.refuses(spec)?;
            recovery.goes_out(None);
            recovery.note(spec);
        }
        let _ = spec;
        Ok(())
    }

    /// Commands that were sent in one go were not all answered, or not even sent.
    #[cold]
    pub(crate) fn failed(&mut self, kind: &ErrorKind) {
        #[cfg(feature = "std")]
        if let (Some(recovery), Standing::Broken) = (&mut self.recovery, self.session.standing()) {
            recovery.failed(kind);
        }
        let _ = kind;
    }

    /// Whether a transaction was under way, which ends with the connection.
    #[cfg(feature = "std")]
    pub(crate) fn end_transaction(&mut self) -> bool {
        let Some(recovery) = &mut self.recovery else { return false };
        let was = recovery.is_in_transaction();
        recovery.end_transaction();
        was
    }

    /// Whether the next command is answered next: nothing is owed to anybody, and nothing lies about.
    #[inline]
    pub(crate) fn is_settled(&self) -> bool {
        self.session.is_settled() && self.received.is_empty() && self.outbox.is_empty()
    }

    /// Puts a command into the outbox, behind what is there. What has no room is handed to `beyond`, and before it what is
    /// there; without a `beyond` there is either room for all of the command, or none of it is put there.
    pub(crate) fn encode<A: Args, R>(
        &mut self,
        command: &Command<'_, A, R>,
        beyond: Option<&mut Beyond<'_>>,
    ) -> Result<(), Stop> {
        let Outbox { memory, start, end } = &mut self.outbox;
        let begin = *end;
        let mut overflow = Overflow { start, passed: false, stop: Stop::Full, beyond };
        let mut encoder = Encoder::new(Pen::new(memory.as_mut(), begin, &mut overflow));
        let encoded = command.write(&mut encoder);
        let whole = encoder.is_whole();
        *end = encoder.into_sink().len();
        if encoded.is_ok() && whole {
            return Ok(());
        }
        let Overflow { passed, stop, .. } = overflow;
        if !passed {
            // Not a byte of it has gone.
            *end = begin;
        }
        Err(if encoded.is_err() { stop } else { Stop::Miscounted { passed } })
    }

    /// Puts as much of a command as there is room for into the outbox, which is empty, but for the first `passed` bytes of
    /// it. [`Stop::Full`]: that was not all.
    #[cfg(feature = "async")]
    pub(crate) fn encode_piece(&mut self, command: &AnyCommand<'_>, passed: usize) -> Result<(), Stop> {
        let mut piece = Piece { memory: self.outbox.memory.as_mut(), end: 0, skip: passed };
        let whole = piece.write(command);
        self.outbox.start = 0;
        self.outbox.end = piece.end;
        match whole {
            Ok(true) => Ok(()),
            Ok(false) => Err(Stop::Miscounted { passed: passed > 0 }),
            Err(Full) => Err(Stop::Full),
        }
    }

    /// How many bytes a command has.
    #[cfg(feature = "async")]
    pub(crate) fn len_of(&self, command: &AnyCommand<'_>) -> usize {
        let mut all = Piece { memory: &mut [], end: 0, skip: usize::MAX };
        let _ = all.write(command);
        usize::MAX - all.skip
    }

    /// Puts bytes out of the middle of a command into the outbox, behind what is there: how many, as far as there is room.
    pub(crate) fn encode_range(&mut self, command: &AnyCommand<'_>, range: Range<usize>) -> usize {
        let free = self.outbox.free();
        let room = free.len().min(range.len());
        let mut piece = Piece { memory: &mut free[..room], end: 0, skip: range.start };
        // It stops where the range or the room ends.
        let _ = piece.write(command);
        let end = piece.end;
        self.outbox.put(end);
        end
    }

    /// Takes back the commands in the outbox of which no byte has been sent, but not the one that has been sent in part.
    #[cfg(feature = "async")]
    pub(crate) fn take_back_unsent(&mut self) {
        let dropped = self.outbox.take_back_unsent::<DEPTH>();
        self.session.unsent(dropped);
        #[cfg(feature = "std")]
        if let Some(recovery) = self.recovery.as_mut().filter(|_| dropped > 0) {
            recovery.taken_back();
        }
    }

    /// Gives what has been received to `take`, until it has enough. `false`: all is read, and more is needed.
    pub(crate) fn decode(&mut self, take: &mut dyn FnMut(Incoming<'_>) -> bool) -> Result<bool, Failure> {
        let mut input = self.received.bytes();
        let mut event = Event::End;
        loop {
            #[cfg(feature = "alloc")]
            let before = input;
            let said = self.session.advance(&mut input, &mut event);
            #[cfg(feature = "alloc")]
            if self.tap.is_on() {
                self.tap.receives(&before[..before.len() - input.len()]);
            }
            let incoming = match said {
                Said::Reply { last } => {
                    if let Some(follow) = self.changer {
                        follow(self.change.take(), &event, &mut self.protocol, &mut self.inbox, &mut self.session);
                    }
                    Incoming::Reply { event: &event, last }
                }
                Said::Push { last } => {
                    self.inbox.hear(&event, last, &mut self.session);
                    Incoming::Push { event: &event, last }
                }
                Said::Nothing => {
                    self.received.clear();
                    return Ok(false);
                }
                Said::Broken => return Err(Failure::session(self.session.breach())),
            };
            if take(incoming) {
                let left = input.len();
                self.received.keep_last(left);
                return Ok(true);
            }
        }
    }

    /// Gives what has been received to a reply. `false`: all is read, and the reply goes on.
    pub(crate) fn decode_reply(&mut self, reply: &mut AnyReceive<'_>) -> Result<bool, Failure> {
        let mut ended = false;
        loop {
            if self.run(1, |run| reply.run(run)) {
                return Ok(true);
            }
            let stopped = self.decode(&mut |incoming| match incoming {
                Incoming::Reply { event, last } => {
                    reply.event(event);
                    ended = last;
                    last || FOR_SPEED
                }
                Incoming::Push { .. } => false,
            })?;
            if ended || !stopped {
                return Ok(ended);
            }
        }
    }

    /// Has `take` take elements of the reply that goes on, or up to `most` replies, as far as they are whole: see
    /// [`Session::run`]. Whether it took replies. What is shown has to be seen one by one.
    #[inline]
    pub(crate) fn run<'a>(&'a mut self, most: u32, take: impl FnOnce(&mut Run<'a>)) -> bool {
        if !FOR_SPEED || self.change != Change::None || self.is_shown() {
            return false;
        }
        let due = self.session.due();
        let mut input = self.received.memory.as_ref().get(self.received.start..self.received.end).unwrap_or_default();
        self.session.run(&mut input, most, take);
        self.received.start = self.received.end - input.len();
        self.session.due() < due
    }

    /// Whether a command that is as most may go out without being looked at.
    #[cfg(feature = "alloc")]
    pub(crate) fn takes_as_it_is(&self) -> bool {
        #[cfg(feature = "std")]
        if self.recovery.is_some() {
            return false;
        }
        !self.session.is_listening() && !self.is_shown()
    }

    /// Whether somebody is shown what comes.
    #[inline]
    fn is_shown(&self) -> bool {
        #[cfg(feature = "alloc")]
        return self.tap.is_on();
        #[cfg(not(feature = "alloc"))]
        false
    }

    /// Whether a command can be sent and answered at all.
    #[inline]
    pub(crate) fn accepts(&self, command: &AnyCommand<'_>) -> Result<(), Failure> {
        let reason = if self.session.is_listening() {
            Unsendable::Subscribed
        } else if !command.has_one_reply() {
            Unsendable::NotOneReply
        } else if command.count() == 0 {
            Unsendable::Nameless
        } else {
            return Ok(());
        };
        Err(Failure::unsendable(reason))
    }

    /// A command goes out that is answered by so many pushes. What comes of it is understood from now on.
    pub(crate) fn begin_subscription(&mut self, command: &AnyCommand<'_>, confirmations: usize) {
        self.inbox.open();
        self.inbox.expect(u32::try_from(confirmations).unwrap_or(u32::MAX).max(1));
        let monitors = command.label() == "MONITOR";
        if monitors {
            self.inbox.begin_monitor();
            self.session.take_long_lines();
        }
        if monitors || self.protocol == Protocol::Resp2 {
            self.session.listen(true);
        }
    }

    /// Gives pushes that come to `take`, instead of keeping them, until it has enough.
    pub(crate) fn decode_pushes(&mut self, take: &mut dyn FnMut(Incoming<'_>) -> bool) -> Result<bool, Failure> {
        self.inbox.taken = true;
        let enough = self.decode(take);
        self.inbox.taken = false;
        enough
    }

    /// The oldest push that nobody has taken.
    #[cfg(feature = "alloc")]
    pub(crate) fn next_push(&mut self) -> Option<Push> {
        let missed = core::mem::take(&mut self.inbox.missed);
        if missed > 0 {
            return Some(Push::Missed(missed));
        }
        self.inbox.mailbox.as_mut()?.next()
    }

    /// What was said unasked and comes next: what was kept, or a message that is whole in the memory. What is shown has to be
    /// seen piece by piece.
    #[cfg(feature = "alloc")]
    pub(crate) fn came(&mut self) -> Option<Came<'_>> {
        if self.inbox.has_kept() {
            return self.next_push().map(Came::Kept);
        }
        if self.inbox.listener.is_some() || self.is_shown() {
            return None;
        }
        let mut input = self.received.memory.as_ref().get(self.received.start..self.received.end)?;
        let message = self.session.published(&mut input)?;
        self.received.start = self.received.end - input.len();
        Some(Came::Lent(message))
    }

    /// Nobody waits any more for the confirmations of a subscription that was given up.
    #[cold]
    pub(crate) fn forget_confirmations(&mut self) {
        if self.session.due() == 0 {
            self.inbox.forget_confirmations(self.protocol, &mut self.session);
        }
    }

    /// Nothing came where something was due: what that means.
    #[cold]
    pub(crate) fn ended(&mut self) -> Failure {
        self.session.fail();
        if self.received.memory.as_ref().is_empty() {
            Failure::unsendable(Unsendable::NoMemoryForReply)
        } else {
            Failure::CLOSED
        }
    }

    /// Why sending stopped, for the command that it stopped in.
    #[cold]
    #[inline(never)]
    pub(crate) fn not_sent(&mut self, stop: Stop, timeout: Allowed) -> Failure {
        let failure = match stop {
            Stop::Miscounted { passed } => {
                if passed {
                    self.session.fail();
                }
                return Failure::unsendable(Unsendable::Miscounted).not_sent();
            }
            Stop::Full => Failure::unsendable(Unsendable::NoMemory),
            Stop::Io(IoKind::TimedOut) => Failure::timeout(timeout),
            Stop::Io(kind) => Failure::io(kind),
        };
        self.session.fail();
        failure.not_sent()
    }
}

/// A reply that keeps coming, or a command that keeps being taken, is given its time anew with every so many bytes.
pub(crate) const PROGRESS: usize = 16 << 10;

/// Why a command was not put into the outbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stop {
    /// There is no room for all of it.
    Full,
    /// Its arguments are not as many as they say.
    Miscounted {
        /// Some of it has been sent already.
        passed: bool,
    },
    /// The transport failed.
    Io(IoKind),
}

/// The bytes that were received and not yet read: `memory[start..end]`.
pub(crate) struct Window<B> {
    pub(crate) memory: B,
    start: usize,
    end: usize,
}

impl<B> Window<B> {
    fn is_empty(&self) -> bool {
        self.start == self.end
    }
}

impl<B: AsRef<[u8]>> Window<B> {
    pub(crate) fn bytes(&self) -> &[u8] {
        self.memory.as_ref().get(self.start..self.end).unwrap_or_default()
    }

    /// So many bytes were read to the front of the memory, where nothing was left.
    pub(crate) fn filled(&mut self, len: usize) {
        self.filled_behind(0, len);
    }

    /// The same behind the first `keep` bytes of the memory.
    pub(crate) fn filled_behind(&mut self, keep: usize, len: usize) {
        self.start = keep;
        self.end = keep + len;
    }

    pub(crate) fn keep_last(&mut self, len: usize) {
        self.start = self.end - len;
    }

    pub(crate) fn clear(&mut self) {
        self.filled(0);
    }
}

impl<B: AsMut<[u8]>> Window<B> {
    /// The memory to read to, but for the first `keep` bytes.
    pub(crate) fn free_behind(&mut self, keep: usize) -> &mut [u8] {
        self.memory.as_mut().get_mut(keep..).unwrap_or_default()
    }
}

/// The bytes that are to be sent: `memory[start..end]`.
pub(crate) struct Outbox<B> {
    pub(crate) memory: B,
    start: usize,
    end: usize,
}

impl<B> Outbox<B> {
    fn is_empty(&self) -> bool {
        self.start == self.end
    }
}

impl<B: AsRef<[u8]> + AsMut<[u8]>> Outbox<B> {
    pub(crate) fn bytes(&self) -> &[u8] {
        self.memory.as_ref().get(self.start..self.end).unwrap_or_default()
    }

    /// The transport has taken so many bytes.
    pub(crate) fn taken(&mut self, len: usize) {
        self.start += len;
        if self.start >= self.end {
            self.clear();
        }
    }

    /// The room behind what is in here.
    pub(crate) fn free(&mut self) -> &mut [u8] {
        self.memory.as_mut().get_mut(self.end..).unwrap_or_default()
    }

    /// So many bytes more have been written to the room behind.
    pub(crate) fn put(&mut self, len: usize) {
        self.end += len;
    }

    pub(crate) fn clear(&mut self) {
        self.start = 0;
        self.end = 0;
    }

    /// Takes back the commands of which no byte has been taken: how many those were.
    #[cfg(feature = "async")]
    fn take_back_unsent<const DEPTH: usize>(&mut self) -> u32 {
        let memory = self.memory.as_ref().get(..self.end).unwrap_or_default();
        let (mut rest, mut kept, mut dropped) = (memory, 0, 0);
        let mut decoder: Decoder<DEPTH> = Decoder::new();
        while let Ok(Some(_)) = decoder.next(&mut rest) {
            if !decoder.is_idle() {
                continue;
            }
            if kept < self.start {
                kept = memory.len() - rest.len();
            } else {
                dropped += 1;
            }
        }
        self.end = kept;
        if self.bytes().is_empty() {
            self.clear();
        }
        dropped
    }

    /// Of the last `packed` commands in here, how many the transport has not taken whole.
    pub(crate) fn unsent_of<const DEPTH: usize>(&self, packed: u32) -> u32 {
        if self.bytes().is_empty() {
            return 0;
        }
        let taken = self.memory.as_ref().get(..self.start).unwrap_or_default();
        packed.saturating_sub(whole_commands::<DEPTH>(taken, u32::MAX).0)
    }

    /// The commands that the transport has not taken whole, if those before them are still in here.
    #[cfg(feature = "tokio")]
    pub(crate) fn unsent<const DEPTH: usize>(&self) -> &[u8] {
        if self.bytes().is_empty() {
            return &[];
        }
        let memory = self.memory.as_ref().get(..self.end).unwrap_or_default();
        let taken = memory.get(..self.start).unwrap_or_default();
        memory.get(whole_commands::<DEPTH>(taken, u32::MAX).1..).unwrap_or_default()
    }
}

/// How many commands, of so many at the most, are whole at the front of `bytes`, and how many bytes they take.
pub(crate) fn whole_commands<const DEPTH: usize>(bytes: &[u8], most: u32) -> (u32, usize) {
    let mut decoder: Decoder<DEPTH> = Decoder::new();
    let (mut rest, mut count, mut len) = (bytes, 0, 0);
    while count < most && matches!(decoder.next(&mut rest), Ok(Some(_))) {
        if decoder.is_idle() {
            count += 1;
            len = bytes.len() - rest.len();
        }
    }
    (count, len)
}

#[cfg(feature = "tokio")]
impl Outbox<alloc::vec::Vec<u8>> {
    /// Has all be sent that is in the memory when `fill` is done with it.
    pub(crate) fn refill(&mut self, fill: impl FnOnce(&mut alloc::vec::Vec<u8>)) {
        fill(&mut self.memory);
        self.start = 0;
        self.end = self.memory.len();
    }
}

/// Where bytes go for which there is no room.
pub(crate) type Beyond<'a> = dyn FnMut(&[u8]) -> Result<(), IoKind> + 'a;

/// What becomes of the bytes of a command for which an outbox has no room.
struct Overflow<'a, 'b> {
    /// Where what is in the outbox begins.
    start: &'a mut usize,
    /// Something has gone beyond.
    passed: bool,
    /// Why nothing more is taken, if so.
    stop: Stop,
    beyond: Option<&'a mut Beyond<'b>>,
}

impl Spill for Overflow<'_, '_> {
    /// Collects what is short into few writes; what is large goes past the memory, without a copy.
    fn spill(&mut self, memory: &mut [u8], len: usize, bytes: &[u8]) -> Option<usize> {
        let beyond = self.beyond.as_mut()?;
        self.passed = true;
        let kept = memory.get(*self.start..len).unwrap_or_default();
        *self.start = 0;
        let passed = beyond(kept).and_then(|()| match memory.get_mut(..bytes.len()) {
            Some(place) => {
                place.copy_from_slice(bytes);
                Ok(bytes.len())
            }
            None => beyond(bytes).map(|()| 0),
        });
        passed.map_err(|kind| self.stop = Stop::Io(kind)).ok()
    }
}

/// Takes a piece out of the middle of a command: what there is room for behind the bytes to skip.
struct Piece<'a> {
    memory: &'a mut [u8],
    end: usize,
    /// How many bytes have been sent before.
    skip: usize,
}

impl Piece<'_> {
    /// Takes what there is room for: whether the command was as long as it says, or that there is no more room.
    // Always: on a board, a call takes stack.
    #[inline(always)]
    fn write(&mut self, command: &AnyCommand<'_>) -> Result<bool, Full> {
        let mut encoder = Encoder::new(Pen::new(&mut [], 0, self));
        command.write(&mut encoder).map(|()| encoder.is_whole())
    }
}

/// The pen has no memory of its own.
impl Spill for Piece<'_> {
    fn spill(&mut self, _: &mut [u8], _: usize, bytes: &[u8]) -> Option<usize> {
        let skipped = self.skip.min(bytes.len());
        self.skip -= skipped;
        let bytes = bytes.get(skipped..)?;
        let free = self.memory.get_mut(self.end..).unwrap_or_default();
        let len = bytes.len().min(free.len());
        free.get_mut(..len)?.copy_from_slice(bytes.get(..len)?);
        self.end += len;
        // Nothing is kept.
        (len == bytes.len()).then_some(0)
    }
}

impl<B, const DEPTH: usize> fmt::Debug for Link<B, DEPTH> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Link").field("standing", &self.session.standing()).finish_non_exhaustive()
    }
}
