//! What the server says unasked, as values.

use alloc::boxed::Box;
use alloc::collections::{BTreeSet, VecDeque};
use alloc::vec::Vec;

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

impl Push {
    /// The message, if it is one.
    pub fn into_message(self) -> Option<Message> {
        match self {
            Push::Message(message) => Some(message),
            _ => None,
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
    builder: ValueBuilder,
    waiting: VecDeque<Push>,
    /// The weight of those.
    weight: usize,
    missed: u64,
    pub(crate) wanted: Wanted,
    /// The connection was lost, or a push was, since somebody asked for changes.
    gap: bool,
}

type ValueBuilder = <Value as FromReply>::Builder;

/// How much may wait: 16 MiB. The oldest goes first, and is counted.
const MOST: usize = 16 << 20;

impl Default for Mailbox {
    fn default() -> Self {
        Mailbox {
            builder: Value::builder(),
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
        self.builder = Value::builder();
    }

    fn take(&mut self, event: Event<'_>, last: bool, asked: bool) {
        let built = self.builder.event(event);
        if !last {
            return;
        }
        // A builder of values takes anything.
        let Ok(Some(value)) = built else { return };
        match understand(value) {
            Heard::Confirmation { kind, channel, added } => self.confirm(kind, channel, added, asked),
            // `OK`, before the first line.
            Heard::Push(Push::Monitor(_)) if asked => {}
            Heard::Push(push) => self.keep(push),
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

/// What a push came to.
enum Heard {
    Push(Push),
    Confirmation {
        /// The index of its subscriptions.
        kind: usize,
        channel: Option<Bytes>,
        added: bool,
    },
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
        (b"message" | b"smessage", [channel, payload]) => {
            let (channel, payload) = (text(channel)?, text(payload)?);
            Heard::Push(Push::Message(Message { channel, payload, pattern: None }))
        }
        (b"pmessage", [pattern, channel, payload]) => {
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

/// Takes the bytes out of a string.
fn text(value: &mut Value) -> Option<Bytes> {
    match value {
        Value::Bulk(bytes) | Value::Simple(bytes) => Some(core::mem::take(bytes)),
        _ => None,
    }
}
