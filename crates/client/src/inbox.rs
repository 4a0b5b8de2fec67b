//! What the server says unasked: what it means for the connection, and where it is kept until somebody asks for it.

use picoredis_core::event::{Aggregate, Event, Text};
use picoredis_core::reply::Buf;
use picoredis_core::session::{Protocol, Session};

#[cfg(feature = "alloc")]
use crate::push::{Mailbox, Push, Wanted};
#[cfg(feature = "alloc")]
use alloc::vec::Vec;
#[cfg(feature = "alloc")]
use picoredis_core::reply::Bytes;

/// Follows the pushes of a connection.
///
/// A program that never subscribes has nothing of this in it but [`hear`](Inbox::hear): the rest is called through a
/// pointer that the first subscription sets.
#[derive(Default)]
pub(crate) struct Inbox {
    /// What understands pushes; without it they are counted as missed.
    reader: Option<&'static Reader>,
    reading: Reading,
    /// How many confirmations the command that is due first still lacks.
    awaited: u32,
    subscriptions: Counts,
    monitoring: Monitoring,
    tracking: bool,
    /// Pushes that nobody took.
    pub(crate) missed: u64,
    /// Somebody takes them as they come: they are not kept.
    pub(crate) taken: bool,
    #[cfg(feature = "alloc")]
    pub(crate) mailbox: Option<alloc::boxed::Box<dyn Keeps>>,
    /// Who is shown every push as it comes.
    #[cfg(feature = "alloc")]
    pub(crate) listener: Option<alloc::boxed::Box<Listener>>,
}

/// Takes the events of pushes; with `true`, a push ends.
#[cfg(feature = "alloc")]
type Listener = dyn FnMut(Event<'_>, bool) + Send;

/// What keeps pushes until somebody asks for them. It is a trait so that not even the code that drops them is in a program
/// that never subscribes.
#[cfg(feature = "alloc")]
pub(crate) trait Keeps: Send {
    /// Takes a piece of a push. One that was `asked` for confirms a subscription, and is no news.
    fn take(&mut self, event: Event<'_>, last: bool, asked: bool);

    /// Whether there is a next one.
    fn has_some(&self) -> bool;

    /// The oldest that waits.
    fn next(&mut self) -> Option<Push>;

    /// The connection is a new one: what had begun will not end.
    #[cfg(feature = "std")]
    fn restart(&mut self);

    /// What the connection wants to hear.
    fn wanted(&mut self) -> &mut Wanted;

    /// Tells which keys were changed, and forgets it; `None` is all of them, or that nobody knows which.
    fn changes(&mut self, tell: &mut dyn FnMut(Option<&[Bytes]>));

    /// It wants nothing any more.
    fn forget(&mut self);

    /// Something happened that the server did not say.
    #[cfg(feature = "std")]
    fn put(&mut self, push: Push);
}

struct Reader {
    /// Takes the next event of a push, and whether that ends with it.
    read: fn(&mut Inbox, &Event<'_>, bool) -> Heard,
    /// See [`Inbox::forget_confirmations`].
    forget: fn(&mut Inbox, Protocol) -> bool,
}

/// What a push, or a piece of one, means for the session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Heard {
    /// Nothing.
    News,
    /// It was the last part of the answer to the command that is due first.
    Answer,
    /// That, and nothing more will be said unasked.
    LastWord,
}

/// Whether lines come that show what others do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Monitoring {
    #[default]
    No,
    /// The server has yet to say that it will.
    Asked,
    Yes,
}

/// How many subscriptions there are of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Counts {
    channels: u32,
    patterns: u32,
    shards: u32,
}

impl Counts {
    fn all(self) -> u32 {
        self.channels.saturating_add(self.patterns).saturating_add(self.shards)
    }
}

/// How far a push has been read.
#[derive(Default)]
struct Reading {
    depth: u32,
    /// Which element of the push comes next.
    index: u32,
    /// The first element: `message`, `subscribe`. Longer ones are unknown.
    kind: Buf<16>,
    /// It is no aggregate but a line.
    is_line: bool,
    number: i64,
}

/// The kinds of subscription.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Channels,
    Patterns,
    Shards,
}

impl Inbox {
    /// Takes a piece of a push.
    #[cold]
    #[inline(never)]
    pub(crate) fn hear<const DEPTH: usize>(&mut self, event: &Event<'_>, last: bool, session: &mut Session<DEPTH>) {
        #[cfg(feature = "alloc")]
        if let Some(listener) = &mut self.listener {
            listener(*event, last);
        }
        let Some(reader) = self.reader else {
            self.missed = self.missed.saturating_add(last.into());
            return;
        };
        match (reader.read)(self, event, last) {
            Heard::News => {}
            Heard::Answer => session.answered_by_push(),
            Heard::LastWord => {
                session.answered_by_push();
                session.listen(false);
            }
        }
    }

    /// Whether something was kept that comes before all that is still to be read.
    #[cfg(feature = "alloc")]
    pub(crate) fn has_kept(&self) -> bool {
        self.missed > 0 || self.mailbox.as_ref().is_some_and(|mailbox| mailbox.has_some())
    }

    /// From now on pushes are understood, and kept where there is memory for it.
    pub(crate) fn open(&mut self) {
        self.reader = Some(&Reader { read, forget });
        #[cfg(feature = "alloc")]
        self.mailbox.get_or_insert_with(|| alloc::boxed::Box::<Mailbox>::default());
    }

    /// The connection is a new one: it has no subscriptions.
    #[cfg(feature = "std")]
    pub(crate) fn restart(&mut self) {
        self.end_all();
        if let Some(mailbox) = &mut self.mailbox {
            mailbox.restart();
        }
    }

    /// The server has forgotten all that was subscribed, monitored and tracked, at the connection's own word.
    pub(crate) fn reset(&mut self) {
        self.end_all();
        #[cfg(feature = "alloc")]
        if let Some(mailbox) = &mut self.mailbox {
            mailbox.forget();
        }
    }

    /// From now on this protocol is spoken.
    pub(crate) fn spoken_to_in<const DEPTH: usize>(&mut self, protocol: Protocol, session: &mut Session<DEPTH>) {
        session.listen(self.listens_in(protocol));
    }

    /// This protocol is spoken: whether whatever comes in it is a push.
    fn listens_in(&mut self, protocol: Protocol) -> bool {
        if protocol == Protocol::Resp2 {
            // It has no room for invalidations.
            self.tracking = false;
            #[cfg(feature = "alloc")]
            self.keep_tracking(None);
        }
        let listens = protocol == Protocol::Resp2 && self.is_subscribed();
        listens || self.is_monitoring()
    }

    fn end_all(&mut self) {
        self.reading = Reading::default();
        self.awaited = 0;
        self.subscriptions = Counts::default();
        self.monitoring = Monitoring::No;
        self.tracking = false;
    }

    /// What the connection wants to hear, to hear it again on the next one; `None` if nobody ever listened.
    #[cfg(feature = "std")]
    pub(crate) fn wanted(&mut self) -> Option<&mut Wanted> {
        Some(self.mailbox.as_mut()?.wanted())
    }

    /// Nothing of the old connection is wanted on the next one.
    #[cfg(feature = "std")]
    pub(crate) fn forget(&mut self) {
        if let Some(mailbox) = &mut self.mailbox {
            mailbox.forget();
        }
    }

    /// Tells whoever listens that the connection was lost and made again.
    #[cfg(feature = "std")]
    pub(crate) fn reconnected(&mut self) {
        if let Some(mailbox) = &mut self.mailbox {
            self.tracking = mailbox.wanted().tracking.is_some();
            mailbox.put(Push::Reconnected);
        }
    }

    /// No reply is due any more: the confirmations that are missing will not come. What was asked for was refused, or not sent.
    pub(crate) fn forget_confirmations<const DEPTH: usize>(
        &mut self,
        protocol: Protocol,
        session: &mut Session<DEPTH>,
    ) {
        if let Some(reader) = self.reader.filter(|_| self.awaited > 0) {
            session.listen((reader.forget)(self, protocol));
        }
    }

    /// So many confirmations are to come.
    pub(crate) fn expect(&mut self, confirmations: u32) {
        self.awaited = confirmations;
    }

    /// How many confirmations are yet to come.
    pub(crate) fn awaited(&self) -> u32 {
        self.awaited
    }

    /// From now on lines come that show what others do, unless the server refuses.
    pub(crate) fn begin_monitor(&mut self) {
        if self.monitoring == Monitoring::No {
            self.monitoring = Monitoring::Asked;
        }
    }

    /// The keys that are read are tracked from now on, with such options, or no longer.
    #[cfg(feature = "alloc")]
    pub(crate) fn keep_tracking(&mut self, options: Option<Vec<Bytes>>) {
        self.tracking = options.is_some();
        if let Some(mailbox) = &mut self.mailbox {
            mailbox.wanted().tracking = options;
        }
    }

    /// `CLIENT TRACKING ON` or `OFF` was executed, in these words. Where to redirect to is nothing that a new connection could
    /// take over.
    #[cfg(feature = "std")]
    pub(crate) fn follow_tracking(&mut self, words: &[Bytes]) {
        let [_, _, on, options @ ..] = words else { return };
        if options.iter().any(|option| option.eq_ignore_ascii_case(b"REDIRECT")) {
            return;
        }
        self.open();
        self.keep_tracking(on.eq_ignore_ascii_case(b"ON").then(|| options.to_vec()));
    }

    /// As [`Keeps::changes`].
    #[cfg(feature = "alloc")]
    pub(crate) fn changes(&mut self, tell: &mut dyn FnMut(Option<&[Bytes]>)) {
        if let Some(mailbox) = &mut self.mailbox {
            mailbox.changes(tell);
        }
    }

    /// Whether the server may say something unasked.
    pub(crate) fn is_open(&self) -> bool {
        self.tracking || self.is_subscribed()
    }

    /// Those lines are wanted on the next connection, too.
    #[cfg(feature = "alloc")]
    pub(crate) fn keep_monitoring(&mut self) {
        if let Some(mailbox) = &mut self.mailbox {
            mailbox.wanted().monitors = true;
        }
    }

    /// Whether lines come that show what others do.
    pub(crate) fn is_monitoring(&self) -> bool {
        self.monitoring == Monitoring::Yes
    }

    /// Whether something is subscribed or monitored.
    pub(crate) fn is_subscribed(&self) -> bool {
        self.monitoring != Monitoring::No || self.subscriptions.all() > 0
    }

    /// How many subscriptions of that kind there are.
    pub(crate) fn subscribed(&self, kind: Kind) -> u32 {
        match kind {
            Kind::Channels => self.subscriptions.channels,
            Kind::Patterns => self.subscriptions.patterns,
            Kind::Shards => self.subscriptions.shards,
        }
    }

    /// The push has ended: what it said.
    fn conclude(&mut self) -> Heard {
        let (kind, confirms) = match &*self.reading.kind {
            b"subscribe" | b"unsubscribe" => (Kind::Channels, true),
            b"psubscribe" | b"punsubscribe" => (Kind::Patterns, true),
            b"ssubscribe" | b"sunsubscribe" => (Kind::Shards, true),
            // `OK`, before the first line of MONITOR.
            _ if self.reading.is_line && self.monitoring == Monitoring::Asked => {
                self.monitoring = Monitoring::Yes;
                (Kind::Channels, false)
            }
            _ => return Heard::News,
        };
        if confirms {
            self.count(kind);
        }
        if self.awaited == 0 {
            return Heard::News;
        }
        self.awaited -= 1;
        match (self.awaited, self.is_subscribed()) {
            (0, true) => Heard::Answer,
            (0, false) => Heard::LastWord,
            _ => Heard::News,
        }
    }

    /// Takes over the number in a confirmation: of channels and patterns together, or of shard channels.
    fn count(&mut self, kind: Kind) {
        let number = u32::try_from(self.reading.number).unwrap_or(0);
        let counts = &mut self.subscriptions;
        match kind {
            Kind::Channels => counts.channels = number.saturating_sub(counts.patterns),
            Kind::Patterns => counts.patterns = number.saturating_sub(counts.channels),
            Kind::Shards => counts.shards = number,
        }
    }
}

/// Follows a push by its events; a line of `MONITOR` is one by itself.
fn read(inbox: &mut Inbox, event: &Event<'_>, last: bool) -> Heard {
    #[cfg(feature = "alloc")]
    if let (Some(mailbox), false) = (&mut inbox.mailbox, inbox.taken) {
        let is_line = inbox.reading.depth == 0 && matches!(event, Event::Text(_));
        let asked = if is_line { inbox.monitoring == Monitoring::Asked } else { inbox.awaited > 0 };
        mailbox.take(*event, last, asked);
    }
    #[cfg(not(feature = "alloc"))]
    if last && !inbox.taken && inbox.awaited == 0 {
        inbox.missed = inbox.missed.saturating_add(1);
    }
    inbox.reading.take(event);
    if !last {
        return Heard::News;
    }
    let heard = inbox.conclude();
    inbox.reading = Reading::default();
    heard
}

fn forget(inbox: &mut Inbox, protocol: Protocol) -> bool {
    inbox.awaited = 0;
    if inbox.monitoring == Monitoring::Asked {
        inbox.monitoring = Monitoring::No;
    }
    inbox.listens_in(protocol)
}

impl Reading {
    fn take(&mut self, event: &Event<'_>) {
        match *event {
            Event::Begin(Aggregate::Attribute, _) => return,
            Event::Begin(..) => {
                self.depth += 1;
                return;
            }
            Event::End => self.depth = self.depth.saturating_sub(1),
            Event::Text(text) => self.text(text),
            Event::Integer(number) => self.number = number,
            _ => {}
        }
        let ends = !matches!(event, Event::Text(Text { last: false, .. }));
        if self.depth == 1 && ends {
            self.index += 1;
        }
    }

    fn text(&mut self, text: Text<'_>) {
        if self.depth == 1 && self.index == 0 && !self.kind.push(text.data) {
            // As good as none.
            self.kind = Buf::default();
            self.index = 1;
        }
        self.is_line = self.depth == 0;
    }
}
