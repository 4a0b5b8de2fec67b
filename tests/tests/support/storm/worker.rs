//! One caller in the storm: does one thing after the other, believes nothing, and writes down what it was told.

use std::cell::Cell;
use std::collections::BTreeMap;

use picoredis::{Command, Error, ErrorKind, Fate, Redis, Result, Script, cmd};
use picoredis_tests::proxy::Dice;

use super::client::{Client, Numbered};

/// Marks a number in a hash: the reply is the number, unless it was marked before.
const MARK: Script<'static> = Script::new("return redis.call('HINCRBY', KEYS[1], ARGV[1], ARGV[1])");

/// What became of a write, as far as its caller was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Told {
    Done,
    Maybe,
    Not,
}

impl Told {
    fn of<T>(result: &Result<T>) -> Self {
        match result {
            Ok(_) => Told::Done,
            Err(error) => match error.fate() {
                Fate::NotSent => Told::Not,
                Fate::MaybeExecuted => Told::Maybe,
                fate => panic!("{fate:?}: {error}"),
            },
        }
    }
}

/// One caller, its keys, and all that it was told.
pub(crate) struct Worker<C> {
    client: C,
    /// A connection that no fault happens to.
    calm: Redis,
    dice: Dice,
    /// What its keys begin with.
    name: String,
    /// The last number that was used.
    number: u64,
    marks: BTreeMap<u64, Told>,
    /// Numbers that were marked in one transaction.
    together: Vec<[u64; 2]>,
    /// How often the counter was counted up for certain, and how often perhaps.
    counted: [u64; 2],
    /// The number that the watched key had at last, and what it may have besides.
    watched: Vec<u64>,
    /// The text that was set at last for certain.
    text: Option<String>,
    /// Those that may have been set, or may yet be: what is under way on a connection that nobody has any more can come
    /// after all that is said on the next one.
    other_texts: Vec<String>,
    /// Numbers that were published and not heard.
    published: Vec<u64>,
    has_members: bool,
    /// How many errors it was told.
    faults: Cell<usize>,
    /// How often it did each thing, and how often it was told an error then.
    met: Met,
}

/// A thing that a worker does.
type Deed<W> = (&'static str, fn(&mut W));

/// For each of them: how often, and how often it failed.
pub(crate) type Met = BTreeMap<&'static str, [usize; 2]>;

impl<C: Client> Worker<C> {
    pub(crate) fn new(client: C, calm: Redis, number: u64, seed: u64) -> Self {
        Worker {
            client,
            calm,
            dice: Dice::new(seed ^ number),
            name: format!("worker{number}"),
            // Numbers that begin with the worker's: no two say the same.
            number: number << 32,
            marks: BTreeMap::new(),
            together: Vec::new(),
            counted: [0; 2],
            watched: vec![0],
            text: None,
            other_texts: Vec::new(),
            published: Vec::new(),
            has_members: false,
            faults: Cell::new(0),
            met: Met::new(),
        }
    }

    /// Does one thing, whatever comes of it.
    pub(crate) fn step(&mut self) {
        let deeds: [Deed<Self>; 17] = [
            ("command", Self::echo),
            ("command", Self::echo),
            ("command", Self::mark),
            ("command", Self::mark),
            ("dropped", Self::mark_and_leave),
            ("INCR", Self::count),
            ("pipeline", Self::pipeline),
            ("pipeline", Self::pipeline),
            ("transaction", Self::transaction),
            ("script", Self::script),
            ("large", Self::text),
            ("watching", Self::watch),
            ("stream", Self::peek),
            ("upload", Self::upload),
            ("into", Self::read),
            ("scan", Self::members),
            ("pub/sub", Self::listen),
        ];
        let all = if C::IS_SHARED { 11 } else { deeds.len() };
        let (name, deed) = deeds[self.dice.below(all as u64) as usize];
        let before = self.faults.get();
        deed(self);
        let [times, failed] = self.met.entry(name).or_default();
        *times += 1;
        *failed += usize::from(self.faults.get() > before);
        let impatient = self.dice.below(3) == 0;
        self.client.mend(impatient);
    }

    fn next(&mut self) -> u64 {
        self.number += 1;
        self.number
    }

    fn key(&self, what: &str) -> String {
        format!("{}.{what}", self.name)
    }

    fn echo_of(number: u64) -> Numbered {
        Command::new("ECHO", vec![number.to_string()]).reply()
    }

    fn mark_of(&self, number: u64) -> Numbered {
        Command::new("HINCRBY", vec![self.key("marks"), number.to_string(), number.to_string()]).reply()
    }

    /// The reply is this number's, or an error that refuses nothing.
    fn assert_own(&self, number: u64, result: &Result<u64>) {
        match result {
            Ok(reply) => assert_eq!(*reply, number, "the reply of another"),
            Err(error) => self.assert_fault(error),
        }
    }

    fn echo(&mut self) {
        let number = self.next();
        let result = self.client.run(Self::echo_of(number));
        self.assert_own(number, &result);
    }

    fn mark(&mut self) {
        let number = self.next();
        let result = self.client.run(self.mark_of(number));
        self.note(number, &result);
    }

    fn note(&mut self, number: u64, result: &Result<u64>) {
        self.assert_own(number, result);
        self.marks.insert(number, Told::of(result));
    }

    /// Whoever leaves is told nothing.
    fn mark_and_leave(&mut self) {
        let (number, looks) = (self.next(), self.dice.below(4) as u32);
        match self.client.run_for(self.mark_of(number), looks) {
            Some(result) => self.note(number, &result),
            None => {
                self.marks.insert(number, Told::Maybe);
            }
        }
    }

    fn count(&mut self) {
        let result = self.client.run(Command::new("INCR", vec![self.key("count")]).reply());
        if let Err(error) = &result {
            self.assert_fault(error);
        }
        let [done, maybe] = &mut self.counted;
        match &result {
            Ok(count) => {
                // What may have been counted was counted or not: from now on that is known.
                assert!((*done + 1..=*done + *maybe + 1).contains(count), "{count} of {done} and {maybe}");
                *maybe -= *count - *done - 1;
                *done = *count;
            }
            Err(_) => *maybe += u64::from(Told::of(&result) == Told::Maybe),
        }
    }

    fn pipeline(&mut self) {
        let len = 1 + self.dice.below(12) as usize;
        let numbers: Vec<(u64, bool)> = (0..len).map(|_| (self.next(), self.dice.below(2) == 0)).collect();
        let command = |&(number, marks): &(u64, bool)| if marks { self.mark_of(number) } else { Self::echo_of(number) };
        let results = self.client.pipeline(numbers.iter().map(command).collect());
        assert_eq!(results.len(), len);
        for ((number, marks), result) in numbers.into_iter().zip(results) {
            if marks {
                self.note(number, &result);
            } else {
                self.assert_own(number, &result);
            }
        }
    }

    fn transaction(&mut self) {
        let (first, second, echoed) = (self.next(), self.next(), self.next());
        let commands = vec![self.mark_of(first), self.mark_of(second), Self::echo_of(echoed)];
        let outcome = self.client.transaction(commands);
        self.together.push([first, second]);
        match outcome {
            Ok(results) => {
                assert_eq!(results.len(), 3);
                self.note(first, &results[0]);
                self.note(second, &results[1]);
                self.assert_own(echoed, &results[2]);
            }
            Err(error) => {
                self.assert_fault(&error);
                let told = Told::of::<()>(&Err(error));
                self.marks.extend([(first, told), (second, told)]);
            }
        }
    }

    fn watch(&mut self) {
        let (key, by) = (self.key("watched"), 1);
        match self.client.add_watching(&key, by) {
            Ok(number) => {
                let expected: Vec<u64> = self.watched.iter().map(|before| before + by).collect();
                assert!(expected.contains(&number), "{number} of {expected:?}");
                self.watched = vec![number];
            }
            Err(error) => {
                self.assert_fault(&error);
                if error.fate() == Fate::MaybeExecuted {
                    let more: Vec<u64> = self.watched.iter().map(|before| before + by).collect();
                    self.watched
                        .extend(more.into_iter().filter(|number| !self.watched.contains(number)).collect::<Vec<_>>());
                }
            }
        }
    }

    fn script(&mut self) {
        let (number, key) = (self.next(), self.key("marks"));
        let result = self.client.script(&MARK, &key, number);
        self.note(number, &result);
    }

    /// A text of many bytes, set or read.
    fn text(&mut self) {
        let key = self.key("text");
        match self.dice.below(2) {
            0 => {
                let text = self.next_text();
                let result = self.client.set(&key, &text);
                self.note_text(text, &result);
            }
            _ => {
                let result = self.client.get(&key);
                self.assert_read(&result);
            }
        }
    }

    fn next_text(&mut self) -> String {
        let len = [10, 3000, 40_000][self.dice.below(3) as usize];
        format!("{} {}", self.next(), "x".repeat(len))
    }

    fn assert_read(&self, result: &Result<Option<String>>) {
        match result {
            Ok(text) => self.assert_text(text.as_deref(), |text, possible| text == possible),
            Err(error) => self.assert_fault(error),
        }
    }

    fn note_text(&mut self, text: String, result: &Result<()>) {
        if let Err(error) = result {
            self.assert_fault(error);
        }
        match Told::of(result) {
            Told::Done => self.text = Some(text),
            Told::Maybe => self.other_texts.push(text),
            Told::Not => {}
        }
    }

    /// Such a text, out of a reader.
    fn upload(&mut self) {
        let text = self.next_text();
        let result = self.client.upload(&self.key("text"), &text);
        self.note_text(text, &result);
    }

    /// The same text, read to memory of the caller's.
    fn read(&mut self) {
        let result = self.client.read(&self.key("text"), &mut vec![0; 50_000]);
        self.assert_read(&result);
    }

    /// The same text, begun to be read and left.
    fn peek(&mut self) {
        match self.client.peek(&self.key("text"), 20) {
            Ok(begin) => self.assert_text(begin.as_deref(), |begin, possible| possible.starts_with(begin)),
            Err(error) => self.assert_fault(&error),
        }
    }

    /// What was read is what was set for certain, or what may have been.
    fn assert_text(&self, read: Option<&str>, fits: impl Fn(&str, &str) -> bool) {
        let fits = match (read, &self.text) {
            (None, certain) => certain.is_none(),
            (Some(read), certain) => certain.iter().chain(&self.other_texts).any(|possible| fits(read, possible)),
        };
        assert!(fits, "{:?} is a text that was never set", read.map(|text| &text[..20.min(text.len())]));
    }

    fn members(&mut self) {
        let key = self.key("members");
        if !self.has_members {
            self.calm.sadd(&key, (0..300u64).collect::<Vec<_>>()).unwrap();
            self.has_members = true;
        }
        match self.client.members(&key) {
            Ok(mut members) => {
                members.sort_unstable();
                members.dedup();
                assert!(members.into_iter().eq(0..300), "members were lost");
            }
            Err(error) => self.assert_fault(&error),
        }
    }

    /// Hears what is said on its own channel, in order, and nothing else.
    fn listen(&mut self) {
        let channel = self.key("channel");
        if let Err(error) = self.client.subscribe(&channel) {
            self.assert_fault(&error);
            return self.leave();
        }
        for _ in 0..self.dice.below(4) {
            let number = self.next();
            self.calm.publish(&channel, number).unwrap();
            self.published.push(number);
        }
        while !self.published.is_empty() {
            match self.client.hear() {
                Ok(Some(message)) => {
                    assert_eq!(message.channel, *channel);
                    let number: u64 = message.payload.parse().unwrap();
                    let heard = self.published.iter().position(|published| *published == number);
                    let heard = heard.unwrap_or_else(|| panic!("{number} of {:?}", self.published));
                    // Those before it were lost with a connection: they come no more.
                    self.published.drain(..=heard);
                }
                Ok(None) => break,
                Err(error) => {
                    self.assert_fault(&error);
                    break;
                }
            }
        }
        self.leave();
    }

    /// Listens no more.
    fn leave(&mut self) {
        if let Err(error) = self.client.unsubscribe() {
            self.assert_fault(&error);
            // It may still be subscribed.
            while self.client.renew().is_err() {}
        }
    }

    /// What the server has is what was told.
    pub(crate) fn assert_told(mut self) {
        let marks: BTreeMap<u64, u64> = self.calm.run(cmd::hgetall(self.key("marks")).reply()).unwrap();
        for (number, told) in &self.marks {
            let times = match marks.get(number) {
                None => 0,
                Some(sum) => sum / number,
            };
            let possible = match told {
                Told::Done => 1..=1,
                Told::Maybe => 0..=1,
                Told::Not => 0..=0,
            };
            assert!(possible.contains(&times), "{}: {number} was told {told:?} and done {times} times", self.name);
        }
        assert!(marks.keys().all(|number| self.marks.contains_key(number)), "{}: a mark of nobody", self.name);
        for [first, second] in &self.together {
            assert_eq!(marks.contains_key(first), marks.contains_key(second), "{}: half a transaction", self.name);
        }
        let count: u64 = self.calm.run(cmd::get(self.key("count")).reply::<Option<u64>>()).unwrap().unwrap_or(0);
        let [done, maybe] = self.counted;
        assert!((done..=done + maybe).contains(&count), "{}: counted {count} of {done} and {maybe}", self.name);
        let watched: u64 = self.calm.run(cmd::get(self.key("watched")).reply::<Option<u64>>()).unwrap().unwrap_or(0);
        assert!(self.watched.contains(&watched), "{}: {watched} of {:?}", self.name, self.watched);
        let text = self.calm.run(cmd::get(self.key("text")).reply::<Option<String>>()).unwrap();
        self.assert_text(text.as_deref(), |text, possible| text == possible);
    }

    /// What it did and met.
    pub(crate) fn met(&self) -> &Met {
        &self.met
    }

    /// How many writes were told to be done, to be uncertain, and not to be done.
    pub(crate) fn told(&self) -> [usize; 3] {
        [Told::Done, Told::Maybe, Told::Not].map(|told| self.marks.values().filter(|each| **each == told).count())
    }

    /// What a fault may be for whoever meets it: never the server's refusal, never something that it does not say, never a
    /// violation of the protocol.
    fn assert_fault(&self, error: &Error) {
        use ErrorKind::{Closed, Connect, Io, NotConnected, Timeout};
        assert!(matches!(error.kind(), Closed | Io(_) | Timeout(_) | NotConnected | Connect { .. }), "{error}");
        self.faults.set(self.faults.get() + 1);
    }
}
