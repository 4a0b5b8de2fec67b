//! What the server says unasked, as values.

use alloc::boxed::Box;
use alloc::collections::{BTreeSet, VecDeque};
use alloc::vec::Vec;

use picoredis_core::decode::Published;
use picoredis_core::event::Event;
use picoredis_core::reply::{Build, Bytes, FromReply, Value};

use crate::blocking::Redis;
use crate::inbox::Keeps;

impl<T, B, const DEPTH: usize> Redis<T, B, DEPTH> {
    /// Shows every push to `listener` as it comes, before the reply that comes behind it, and confirmations of
    /// subscriptions too: its events, and whether it ends with this one. For those who show or pass on what the server says.
    /// [`next_push`](Redis::next_push) tells the same as values.
    ///
    /// ```
    /// # let mut redis = picoredis::Redis::open(&picoredis_tests::server().url())?;
    /// use std::sync::mpsc;
    ///
    /// let (ends, pushes) = mpsc::channel();
    /// redis.push_to(move |_, last| {
    ///     if last {
    ///         ends.send(()).unwrap();
    ///     }
    /// });
    /// redis.subscribe(["news", "weather"])?;
    /// assert_eq!(pushes.try_iter().count(), 2);
    /// # Ok::<(), picoredis::Error>(())
    /// ```
    pub fn push_to(&mut self, listener: impl FnMut(Event<'_>, bool) + Send + 'static) {
        self.link.inbox.listener = Some(Box::new(listener));
    }
}

/// Something the server said unasked, or that happened to its saying.
///
/// Source: [pub/sub](https://redis.io/docs/latest/develop/pubsub/),
/// [pushes](https://redis.io/docs/latest/develop/reference/protocol-spec/#pushes).
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Push {
    /// A message that somebody published.
    Message(Message),
    /// A subscription ended that nobody here ended: the server moved a shard channel elsewhere. `None` where it was not
    /// said which.
    Unsubscribed(Option<Bytes>),
    /// These keys were changed, and what is remembered of them is old; `None`: of all keys. See
    /// [client-side caching](https://redis.io/docs/latest/develop/reference/client-side-caching/).
    Invalidate(Option<Vec<Bytes>>),
    /// A line of `MONITOR`: what some client sent.
    Monitor(Bytes),
    /// So many pushes came that there was no room for: the oldest of those that nobody had asked for.
    Missed(u64),
    /// The connection was lost and made again, with the same subscriptions. Nobody knows what was said in between.
    Reconnected,
    /// Anything else, as it came.
    Other(Value),
}

/// A message of a channel.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Message {
    /// The channel that it was published to.
    pub channel: Bytes,
    /// What was published.
    pub payload: Bytes,
    /// The pattern that the channel matched, if it came by a pattern.
    pub pattern: Option<Bytes>,
}

/// A [`Push`] that is lent: see [`Redis::next_push_with`].
#[derive(Debug)]
#[non_exhaustive]
pub enum PushRef<'a> {
    /// A message that somebody published, where it lies.
    Message(Published<'a>),
    /// Anything but a message.
    Other(Push),
}

/// What is handed to whoever asks for the next push.
pub(crate) enum Came<'a> {
    /// A message in the memory of the connection.
    Lent(Published<'a>),
    /// What had to be kept.
    Kept(Push),
}

impl Came<'_> {
    pub(crate) fn into_push(self) -> Push {
        match self {
            Came::Lent(message) => Push::Message(Message::from(message)),
            Came::Kept(push) => push,
        }
    }

    pub(crate) fn lend<R>(self, take: impl FnOnce(PushRef<'_>) -> R) -> R {
        match self {
            Came::Lent(message) => take(PushRef::Message(message)),
            Came::Kept(push) => push.lend(take),
        }
    }
}

impl From<Published<'_>> for Message {
    fn from(message: Published<'_>) -> Self {
        let Published { channel, payload, pattern, .. } = message;
        Message { channel: channel.into(), payload: payload.into(), pattern: pattern.map(Bytes::from) }
    }
}

impl Message {
    fn published(&self) -> Published<'_> {
        Published::new(&self.channel, &self.payload, self.pattern.as_ref().map(|pattern| &pattern[..]))
    }
}

impl Push {
    /// The message, if it is one.
    pub fn into_message(self) -> Option<Message> {
        match self {
            Push::Message(message) => Some(message),
            _ => None,
        }
    }

    /// Lends it to `take`.
    #[doc(hidden)]
    pub fn lend<R>(self, take: impl FnOnce(PushRef<'_>) -> R) -> R {
        match self {
            Push::Message(message) => take(PushRef::Message(message.published())),
            other => take(PushRef::Other(other)),
        }
    }

    /// Bytes of memory that it stands for, about.
    fn weight(&self) -> usize {
        let held = match self {
            Push::Message(message) => {
                message.channel.len()
                    + message.payload.len()
                    + message.pattern.as_ref().map_or(0, |pattern| pattern.len())
            }
            Push::Unsubscribed(Some(channel)) => channel.len(),
            Push::Invalidate(Some(keys)) => keys.iter().map(|key| key.len() + size_of::<Bytes>()).sum(),
            Push::Monitor(line) => line.len(),
            Push::Other(value) => held_by(value),
            _ => 0,
        };
        held + size_of::<Push>()
    }
}

/// Bytes of memory that a value stands for beyond itself, about.
fn held_by(value: &Value) -> usize {
    let whole = |value: &Value| size_of::<Value>() + held_by(value);
    match value {
        Value::Array(elements) | Value::Set(elements) | Value::Push(elements) => elements.iter().map(whole).sum(),
        Value::Map(pairs) => pairs.iter().map(|(key, value)| whole(key) + whole(value)).sum(),
        Value::Error(error) => error.as_bytes().len(),
        text => text.as_bytes().map_or(0, <[u8]>::len),
    }
}

/// What a connection wants to hear, as long as it has not said otherwise.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wanted {
    /// Channels, patterns and shard channels that are subscribed.
    pub(crate) subscriptions: [BTreeSet<Bytes>; 3],
    /// The options of `CLIENT TRACKING ON`, if it is on.
    pub(crate) tracking: Option<Vec<Bytes>>,
    /// What others do.
    pub(crate) monitors: bool,
}

/// Pushes that came and that nobody has asked for yet, and what is wanted of them.
pub(crate) struct Mailbox {
    builder: PushBuilder,
    waiting: VecDeque<Push>,
    /// The weight of those.
    weight: usize,
    missed: u64,
    pub(crate) wanted: Wanted,
    /// The connection was lost, or a push was, since somebody asked for changes.
    gap: bool,
}

/// How much may wait: 16 MiB. The oldest goes first, and is counted.
const MOST: usize = 16 << 20;

impl Default for Mailbox {
    fn default() -> Self {
        Mailbox {
            builder: PushBuilder::new(),
            waiting: VecDeque::new(),
            weight: 0,
            missed: 0,
            wanted: Wanted::default(),
            gap: false,
        }
    }
}

impl Keeps for Mailbox {
    #[cfg(feature = "std")]
    fn restart(&mut self) {
        self.builder = PushBuilder::new();
    }

    fn take(&mut self, event: Event<'_>, last: bool, asked: bool) {
        match self.builder.event(event, last) {
            None => {}
            Some(Heard::Confirmation { kind, channel, added }) => self.confirm(kind, channel, added, asked),
            // `OK`, before the first line.
            Some(Heard::Push(Push::Monitor(_))) if asked => {}
            Some(Heard::Push(push)) => self.keep(push),
        }
    }

    fn wanted(&mut self) -> &mut Wanted {
        &mut self.wanted
    }

    fn changes(&mut self, tell: &mut dyn FnMut(Option<&[Bytes]>)) {
        if core::mem::take(&mut self.gap) {
            tell(None);
        }
        let weight = &mut self.weight;
        self.waiting.retain(|push| match push {
            Push::Invalidate(keys) => {
                tell(keys.as_deref());
                *weight -= push.weight();
                false
            }
            _ => true,
        });
    }

    fn forget(&mut self) {
        self.wanted = Wanted::default();
    }

    #[cfg(feature = "std")]
    fn put(&mut self, push: Push) {
        self.gap = true;
        self.keep(push);
    }

    fn has_some(&self) -> bool {
        self.missed > 0 || !self.waiting.is_empty()
    }

    fn next(&mut self) -> Option<Push> {
        if self.missed > 0 {
            return Some(Push::Missed(core::mem::take(&mut self.missed)));
        }
        let push = self.waiting.pop_front()?;
        self.weight -= push.weight();
        Some(push)
    }
}

impl Mailbox {
    fn confirm(&mut self, kind: usize, channel: Option<Bytes>, added: bool, asked: bool) {
        if let (Some(set), Some(channel)) = (self.wanted.subscriptions.get_mut(kind), &channel) {
            if added {
                set.insert(channel.clone());
            } else {
                set.remove(channel);
            }
        }
        if !asked && !added {
            self.keep(Push::Unsubscribed(channel));
        }
    }

    fn keep(&mut self, push: Push) {
        self.weight += push.weight();
        self.waiting.push_back(push);
        while self.weight > MOST && self.waiting.len() > 1 {
            if let Some(oldest) = self.waiting.pop_front() {
                self.weight -= oldest.weight();
                self.missed += 1;
                self.gap = true;
            }
        }
    }
}

/// Makes of the events of pushes what they say: for a mailbox, or for whoever keeps one of his own.
#[derive(Debug)]
pub struct PushBuilder(<Value as FromReply>::Builder);

/// What a push came to.
#[derive(Debug)]
pub enum Heard {
    /// News.
    Push(Push),
    /// A subscription has begun, or ended.
    Confirmation {
        /// The index of its subscriptions.
        kind: usize,
        /// Which; `None` if there was none.
        channel: Option<Bytes>,
        /// It has begun.
        added: bool,
    },
}

impl PushBuilder {
    /// Stands before the first event of a push.
    #[expect(clippy::new_without_default, reason = "it is nobody's field")]
    pub fn new() -> Self {
        PushBuilder(Value::builder())
    }

    /// Takes the next event; with the last one it is understood.
    pub fn event(&mut self, event: Event<'_>, last: bool) -> Option<Heard> {
        // A builder of values takes anything.
        let built = self.0.event(event).ok()?;
        built.filter(|_| last).map(understand)
    }
}

fn understand(value: Value) -> Heard {
    let mut elements = match value {
        Value::Push(elements) | Value::Array(elements) => elements,
        Value::Simple(line) => return Heard::Push(Push::Monitor(line)),
        other => return Heard::Push(Push::Other(other)),
    };
    let push = match &mut elements[..] {
        [Value::Bulk(kind) | Value::Simple(kind), rest @ ..] => understand_kind(kind, rest),
        _ => None,
    };
    push.unwrap_or(Heard::Push(Push::Other(Value::Push(elements))))
}

/// What follows a kind; `None` if it is none that is known.
fn understand_kind(kind: &[u8], rest: &mut [Value]) -> Option<Heard> {
    let confirmation = |kind, added, channel: &mut Value| Heard::Confirmation { kind, added, channel: text(channel) };
    Some(match (kind, rest) {
        (b"message" | b"smessage", [channel, payload]) if is_text(channel) && is_text(payload) => {
            Heard::Push(Push::Message(Message { channel: text(channel)?, payload: text(payload)?, pattern: None }))
        }
        (b"pmessage", [pattern, channel, payload]) if is_text(channel) && is_text(payload) => {
            let (pattern, channel, payload) = (text(pattern), text(channel)?, text(payload)?);
            Heard::Push(Push::Message(Message { channel, payload, pattern }))
        }
        (b"invalidate", [Value::Null]) => Heard::Push(Push::Invalidate(None)),
        (b"invalidate", [Value::Array(keys)]) => {
            Heard::Push(Push::Invalidate(Some(keys.iter_mut().filter_map(text).collect())))
        }
        (b"subscribe", [channel, _]) => confirmation(0, true, channel),
        (b"psubscribe", [channel, _]) => confirmation(1, true, channel),
        (b"ssubscribe", [channel, _]) => confirmation(2, true, channel),
        (b"unsubscribe", [channel, _]) => confirmation(0, false, channel),
        (b"punsubscribe", [channel, _]) => confirmation(1, false, channel),
        (b"sunsubscribe", [channel, _]) => confirmation(2, false, channel),
        _ => return None,
    })
}

fn is_text(value: &Value) -> bool {
    matches!(value, Value::Bulk(_) | Value::Simple(_))
}

/// Takes the bytes out of a string.
fn text(value: &mut Value) -> Option<Bytes> {
    match value {
        Value::Bulk(bytes) | Value::Simple(bytes) => Some(core::mem::take(bytes)),
        _ => None,
    }
}
