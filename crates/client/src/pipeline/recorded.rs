//! Commands of any kind, recorded to be sent once or many times.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use picoredis_core::args::{Args, Encoded};
use picoredis_core::command::{Block, Command, Spec};
use picoredis_core::encode::Encoder;
use picoredis_core::event::Event;
use picoredis_core::reply::{FromReply, Receive, Value};

use super::{Batch, Given, IntoBatch, Outgoing, result_of};
use crate::error::{Error, ErrorKind, Fate, Result};

/// Commands of any kind, to be sent in one go, once or many times.
///
/// ```
/// # let mut redis = picoredis::Redis::open(&picoredis_tests::server().url())?;
/// use picoredis::pipeline::Pipeline;
/// use picoredis::{Value, cmd};
///
/// let mut pipeline = Pipeline::new();
/// pipeline.add(cmd::set("foo", "bar")).add(cmd::strlen("foo")).add(cmd::get("foo"));
/// for _ in 0..2 {
///     let replies = redis.pipeline(&pipeline);
///     assert_eq!(replies.len(), 3);
///     assert_eq!(*replies[1].as_ref().unwrap(), Value::Integer(3));
/// }
/// # redis.del("foo")?;
/// # Ok::<(), picoredis::Error>(())
/// ```
///
/// It keeps the memory that it has grown to: [`clear`](Pipeline::clear) it to record other commands, and let
/// [`replay`](Pipeline::replay) give the results to a closure, and nothing is allocated again.
#[derive(Clone, Default)]
pub struct Pipeline {
    commands: Vec<Recorded>,
    /// All commands as they are sent, one behind the other.
    wire: Vec<u8>,
}

#[derive(Clone)]
struct Recorded {
    name: Name,
    /// How many arguments it has.
    count: usize,
    /// Where the first of them begins.
    args: usize,
    /// Where the last of them ends.
    end: usize,
    /// It may be sent as it lies here, among others, and nothing has to be known of it.
    plain: bool,
}

#[derive(Clone)]
enum Name {
    Listed(&'static Spec),
    /// In the caller's own spelling, which may be empty: then all words are arguments.
    Spelled(&'static Spec, String),
    Unlisted(String),
}

impl Pipeline {
    /// Without commands.
    pub const fn new() -> Self {
        Pipeline { commands: Vec::new(), wire: Vec::new() }
    }

    /// Records a command, behind those that are here.
    #[inline]
    pub fn add<A: Args, R>(&mut self, command: Command<'_, A, R>) -> &mut Self {
        let name = match (command.spec(), command.own_name()) {
            (Some(spec), None) => Name::Listed(spec),
            (Some(spec), Some("")) => Name::Spelled(spec, String::new()),
            (Some(spec), Some(own)) if own.eq_ignore_ascii_case(spec.name()) => Name::Listed(spec),
            (Some(spec), Some(own)) => Name::Spelled(spec, own.into()),
            (None, own) => Name::Unlisted(own.unwrap_or_default().into()),
        };
        let Ok(()) = command.begin(&mut Encoder::new(&mut self.wire));
        let args = self.wire.len();
        let count = Encoded::append(&mut self.wire, command.args());
        let plain = command.has_one_reply()
            && !command.changes_protocol()
            && command.spec().is_none_or(|spec| matches!(spec.block, Block::No))
            && command.count() > 0
            // It has as many as it says.
            && command.args().count() == count;
        self.commands.push(Recorded { name, count, args, end: self.wire.len(), plain });
        self
    }

    /// Records all that another has recorded, which has nothing then.
    ///
    /// ```
    /// use picoredis::cmd;
    /// use picoredis::pipeline::Pipeline;
    ///
    /// let (mut first, mut second) = (Pipeline::new(), Pipeline::new());
    /// first.add(cmd::incr("visits"));
    /// second.add(cmd::get("page")).add(cmd::get("visits"));
    /// first.append(&mut second);
    /// assert_eq!((first.len(), second.len()), (3, 0));
    /// ```
    pub fn append(&mut self, other: &mut Pipeline) {
        if self.is_empty() {
            return core::mem::swap(self, other);
        }
        let behind = self.wire.len();
        self.wire.append(&mut other.wire);
        self.commands.extend(other.commands.drain(..).map(|mut command| {
            command.args += behind;
            command.end += behind;
            command
        }));
    }

    /// Forgets the commands, and keeps the memory.
    pub fn clear(&mut self) {
        self.commands.clear();
        self.wire.clear();
    }

    /// How many commands there are.
    pub fn len(&self) -> usize {
        self.commands.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.commands.is_empty()
    }

    /// The same commands with the results given to `each` as they come, taken as `R`.
    ///
    /// ```
    /// # let mut redis = picoredis::Redis::open(&picoredis_tests::server().url())?;
    /// use picoredis::cmd;
    /// use picoredis::pipeline::Pipeline;
    ///
    /// let mut pipeline = Pipeline::new();
    /// pipeline.add(cmd::incr("visits")).add(cmd::incrby("visits", 10));
    /// let mut sum = 0;
    /// redis.pipeline(pipeline.replay(|visits: picoredis::Result<i64>| sum += visits.unwrap()));
    /// assert_eq!(sum, 1 + 11);
    /// # redis.del("visits")?;
    /// # Ok::<(), picoredis::Error>(())
    /// ```
    pub fn replay<R: FromReply, F: FnMut(Result<R>)>(&self, each: F) -> Replay<'_, R, Calls<F>> {
        Replay::new(self, Calls(each))
    }

    /// A command that was recorded; the first one is 0.
    #[inline]
    pub fn get(&self, index: usize) -> Option<Command<'_, Encoded<'_>>> {
        let Recorded { name, count, args, end, .. } = self.commands.get(index)?;
        let args = Encoded::new(self.wire.get(*args..*end)?, *count);
        Some(match name {
            Name::Listed(spec) => Command::listed(spec, args),
            Name::Spelled(spec, name) => Command::spelled(name, spec, args),
            Name::Unlisted(name) => Command::new(name, args),
        })
    }

    /// Gives one command to whoever looks at each.
    #[inline]
    pub(crate) fn give_one<O: Outgoing + ?Sized>(&self, index: usize, out: &mut O) -> Result<Given, ErrorKind> {
        self.get(index).map_or(Ok(Given::None), |command| out.command(&command).map(Given::from))
    }

    /// As many commands from that one on as may be sent as they are here, of so many bytes at the most: how many, and their
    /// bytes.
    pub(crate) fn plain_from(&self, index: usize, room: usize) -> (usize, &[u8]) {
        let begin = index.checked_sub(1).and_then(|before| self.commands.get(before)).map_or(0, |before| before.end);
        let fits = |command: &&Recorded| command.plain && command.end - begin <= room;
        let rest = self.commands.get(index..).unwrap_or_default();
        let count = rest.iter().take_while(fits).count();
        let end = count.checked_sub(1).and_then(|last| rest.get(last)).map_or(begin, |last| last.end);
        (count, self.wire.get(begin..end).unwrap_or_default())
    }

    fn label(&self, index: usize) -> &str {
        match self.commands.get(index).map(|recorded| &recorded.name) {
            Some(Name::Listed(spec) | Name::Spelled(spec, _)) => spec.name(),
            Some(Name::Unlisted(name)) => name.split(' ').next().unwrap_or_default(),
            None => "",
        }
    }
}

/// Shows the names of the commands, never their arguments: one may be a password.
impl fmt::Debug for Pipeline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries((0..self.len()).map(|index| self.label(index))).finish()
    }
}

/// The results are values of any kind.
impl<'a> IntoBatch for &'a Pipeline {
    type Batch = Replay<'a, Value, Vec<Result<Value>>>;

    fn into_batch(self) -> Self::Batch {
        Replay::new(self, Vec::with_capacity(self.len()))
    }
}

impl<R: FromReply, K: Keep<R>> IntoBatch for Replay<'_, R, K> {
    type Batch = Self;

    fn into_batch(self) -> Self {
        self
    }
}

/// Where results go as they come.
pub trait Keep<R> {
    /// What there is in the end.
    type Output;

    /// Takes the next result.
    fn keep(&mut self, result: Result<R>);

    /// There are no more.
    fn finish(self) -> Self::Output;
}

impl<R> Keep<R> for Vec<Result<R>> {
    type Output = Self;

    fn keep(&mut self, result: Result<R>) {
        self.push(result);
    }

    fn finish(self) -> Self {
        self
    }
}

/// Calls a closure with each result.
#[derive(Debug)]
pub struct Calls<F>(F);

impl<R, F: FnMut(Result<R>)> Keep<R> for Calls<F> {
    type Output = ();

    fn keep(&mut self, result: Result<R>) {
        (self.0)(result);
    }

    fn finish(self) {}
}

/// The commands of a [`Pipeline`] on their way, and their results so far.
pub struct Replay<'a, R: FromReply, K> {
    pipeline: &'a Pipeline,
    results: K,
    /// The command to be sent next.
    next: usize,
    /// The command whose reply comes next.
    due: usize,
    reply: Receive<R::Builder>,
}

impl<R: FromReply, K> fmt::Debug for Replay<'_, R, K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Replay").field("sent", &self.next).field("answered", &self.due).finish_non_exhaustive()
    }
}

impl<'a, R: FromReply, K> Replay<'a, R, K> {
    fn new(pipeline: &'a Pipeline, results: K) -> Self {
        Replay { pipeline, results, next: 0, due: 0, reply: Receive::new(R::builder()) }
    }
}

impl<R: FromReply, K: Keep<R>> Batch for Replay<'_, R, K> {
    type Output = K::Output;

    fn send<O: Outgoing>(&mut self, out: &mut O) -> Result<Given, ErrorKind> {
        let given = out.recorded(self.pipeline, self.next)?;
        self.next += given.count();
        Ok(given)
    }

    fn event(&mut self, event: Event<'_>, last: bool) {
        self.reply.event(event);
        if last {
            let reply = core::mem::replace(&mut self.reply, Receive::new(R::builder()));
            self.results.keep(result_of(reply.finish(), self.pipeline.label(self.due)));
            self.due += 1;
        }
    }

    fn room(&mut self, left: usize) -> Option<&mut [u8]> {
        self.reply.room(left)
    }

    fn filled(&mut self, len: usize) {
        self.reply.filled(len);
    }

    fn fail(&mut self, kind: &ErrorKind, fate: Fate) -> bool {
        if self.due >= self.pipeline.len() {
            return false;
        }
        self.results.keep(Err(Error::new(kind.repeat(), fate).of(self.pipeline.label(self.due))));
        self.due += 1;
        true
    }

    fn label(&self, ahead: usize) -> &str {
        self.pipeline.label(self.due + ahead)
    }

    fn finish(self) -> K::Output {
        self.results.finish()
    }
}
