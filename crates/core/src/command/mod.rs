//! A command as a value: its name, its arguments, the type of its reply.
//!
//! [`cmd`](crate::cmd) has a function for each command of Redis and Valkey; [`Command::new`] takes any other.
//!
//! ```
//! use picoredis_core::cmd;
//! use picoredis_core::encode::Encoder;
//!
//! let set = cmd::set("foo", ("bar", "EX", 10));
//! let mut wire = vec![0; set.encoded_len()];
//! set.encode(&mut Encoder::new(&mut wire[..]))?;
//! assert_eq!(wire, b"*5\r\n$3\r\nSET\r\n$3\r\nfoo\r\n$3\r\nbar\r\n$2\r\nEX\r\n$2\r\n10\r\n");
//! # Ok::<(), picoredis_core::encode::Full>(())
//! ```

mod docs;
mod secret;
mod spec;
mod spelling;
#[doc(hidden)]
pub mod table;
mod wait;

use core::fmt;
use core::marker::PhantomData;

use crate::args::{AnyArgs, Args};
use crate::encode::{Encoder, Full, Pen, Sink, Size, Visit};
use crate::reply::{Buf, Value};

pub use docs::Doc;
pub use secret::Secrets;
pub use spec::{At, Begin, Block, Find, KeySpec, Spec};
use spelling::Spelling;
pub use table::SPECS;
pub use wait::Wait;

/// A command: what to send, and as what to take the reply.
///
/// `A` are its [`Args`], `R` is the type of its reply: the table's default, or what [`reply`](Command::reply) makes it.
#[must_use = "a command does nothing before it is run"]
pub struct Command<'a, A, R = Value> {
    /// The name as the caller spelled it; without one, the command is the one of `spec`.
    name: Option<Spelling<'a>>,
    /// What the table says of it, or [`UNLISTED`].
    spec: &'static Spec,
    args: A,
    reply: PhantomData<fn() -> R>,
}

/// A command of which only that is known: what is done with it is in a program once. See [`Command::any`].
pub type AnyCommand<'a> = Command<'a, AnyArgs<'a>, ()>;

impl<'a, A: Args> Command<'a, A> {
    /// Any command, by name: `"GET"`, `"config get"`. The name may hold arguments, and the arguments the second word of
    /// the name: words are words.
    ///
    /// The table is asked whether it blocks and whether it only reads; a command that the table does not know does
    /// neither.
    ///
    /// ```
    /// use picoredis_core::command::Command;
    ///
    /// let command = Command::new("client info", ());
    /// assert!(command.spec().is_some());
    /// assert!(Command::new("BOGUS", "spam!").spec().is_none());
    /// ```
    pub fn new(name: &'a str, args: A) -> Self {
        Self::found(name, args, Spec::of_words)
    }

    /// A command of the table in the caller's own spelling: `hset` for `HSET`.
    ///
    /// ```
    /// use picoredis_core::command::{Command, Spec};
    ///
    /// let hset = Command::spelled("hset", Spec::find("HSET").unwrap(), ("key", "field", 42));
    /// assert_eq!((hset.name(), hset.label()), ("hset", "HSET"));
    /// ```
    pub const fn spelled(name: &'a str, spec: &'static Spec, args: A) -> Self {
        Self::with_spec(Some(Spelling::new(name)), spec, args)
    }

    /// The same without a look at the table, for programs that have no room for it. Only the few commands are known that
    /// change the connection, or that are not answered by one reply.
    ///
    /// ```
    /// use picoredis_core::command::Command;
    ///
    /// assert!(Command::unlisted("INCR", "n").spec().is_none());
    /// assert!(!Command::unlisted("subscribe", "news").has_one_reply());
    /// assert!(Command::unlisted("hello", 3).changes_protocol());
    /// ```
    pub fn unlisted(name: &'a str, args: A) -> Self {
        Self::found(name, args, spec::of_first_words)
    }

    fn found(name: &'a str, args: A, find: Finder) -> Self {
        let mut command = Self::with_spec(Some(Spelling::new(name)), &UNLISTED, args);
        let mut first = FirstWords { first: Buf::default(), find, spec: None };
        let _ = command.visit(&mut first);
        command.spec = first.spec.unwrap_or(&UNLISTED);
        command
    }
}

/// Stands for a command that is not in the table.
static UNLISTED: Spec =
    Spec { text: "", len: 0, words: 0, keys: 0, read_only: false, one_reply: true, block: Block::No };

/// Finds the command that begins with two words, of which the second may be an argument.
type Finder = fn(&[u8], &[u8]) -> Option<&'static Spec>;

/// Finds the command that some words begin with.
struct FirstWords {
    /// The first word, as far as any name reaches.
    first: Buf<{ spec::LONGEST }>,
    find: Finder,
    spec: Option<&'static Spec>,
}

impl Visit for FirstWords {
    /// The end of the search.
    type Error = ();

    fn arg(&mut self, word: &[u8]) -> Result<(), ()> {
        if self.first.is_empty() {
            self.spec = (self.find)(word, b"");
            return if self.first.push(word) && !word.is_empty() { Ok(()) } else { Err(()) };
        }
        self.spec = (self.find)(&self.first, word);
        Err(())
    }
}

impl<A: Args, R> Command<'static, A, R> {
    /// A command of the table.
    ///
    /// ```
    /// use picoredis_core::command::{Command, Spec};
    ///
    /// let get = Command::<_>::listed(Spec::find("get").unwrap(), "foo");
    /// assert_eq!(get.name(), "GET");
    /// # let _: Command<'_, _> = get;
    /// ```
    pub const fn listed(spec: &'static Spec, args: A) -> Self {
        Self::with_spec(None, spec, args)
    }
}

impl<'a, A, R> Command<'a, A, R> {
    const fn with_spec(name: Option<Spelling<'a>>, spec: &'static Spec, args: A) -> Self {
        Command { name, spec, args, reply: PhantomData }
    }

    /// The same command with its reply taken as a `T`.
    ///
    /// ```
    /// use picoredis_core::cmd;
    ///
    /// let counter = cmd::get("counter").reply::<u32>();
    /// # let _ = counter;
    /// ```
    pub fn reply<T>(self) -> Command<'a, A, T> {
        Command { name: self.name, spec: self.spec, args: self.args, reply: PhantomData }
    }

    /// The same command with more arguments: the optional ones of a command that requires none.
    ///
    /// ```
    /// use picoredis_core::cmd;
    ///
    /// let ping = cmd::ping().arg("Hello World!");
    /// # let _ = ping;
    /// ```
    pub fn arg<B: Args>(self, more: B) -> Command<'a, (A, B), R> {
        Command { name: self.name, spec: self.spec, args: (self.args, more), reply: PhantomData }
    }

    /// The command's name, as given: `GET`, `CLIENT INFO`.
    pub fn name(&self) -> &'a str {
        self.name.map_or_else(|| self.spec.name(), Spelling::text)
    }

    /// The name in the caller's own spelling; `None` if it is the table's.
    #[inline]
    pub fn own_name(&self) -> Option<&'a str> {
        self.name.map(Spelling::text)
    }

    /// The name to show: as the table has it, else the first word. Somebody may have given a whole line for a name, such
    /// as `AUTH password`.
    pub fn label(&self) -> &'a str {
        self.name.filter(|_| self.spec.len == 0).map_or_else(|| self.spec.name(), Spelling::first_word)
    }

    /// What the table says of the command; `None` where it does not know it.
    pub fn spec(&self) -> Option<&'static Spec> {
        if self.spec.len == 0 { None } else { Some(self.spec) }
    }

    /// Whether it is answered by one reply, as far as the table knows: see [`Spec::one_reply`].
    pub const fn has_one_reply(&self) -> bool {
        self.spec.one_reply
    }

    /// Whether the connection may speak another version of the protocol afterwards: `HELLO` and `RESET`.
    #[inline]
    pub fn changes_protocol(&self) -> bool {
        // Not by the place of its entry: the table has copies. By its length the compiler knows of most that they do not.
        self.spec.len == 5 && matches!(self.spec.name(), "HELLO" | "RESET")
    }

    /// The arguments.
    pub const fn args(&self) -> &A {
        &self.args
    }
}

impl<A: Args, R> Command<'_, A, R> {
    /// The same command without the types of its arguments and its reply.
    #[inline]
    pub fn any(&self) -> AnyCommand<'_> {
        Command { name: self.name, spec: self.spec, args: AnyArgs::of(&self.args), reply: PhantomData }
    }

    /// Writes the command as the protocol has it.
    ///
    /// # Errors
    ///
    /// The sink's.
    #[inline]
    pub fn encode<S: Sink>(&self, encoder: &mut Encoder<S>) -> Result<(), S::Error> {
        self.begin(encoder)?;
        self.args.visit(encoder)
    }

    /// Writes how many words the command has, and those of its name: what stands before its arguments.
    ///
    /// # Errors
    ///
    /// The sink's.
    // Always: what of it is left where the name is known is less than a call.
    #[cfg_attr(not(target_os = "none"), inline(always))]
    #[cfg_attr(target_os = "none", inline)]
    pub fn begin<S: Sink>(&self, encoder: &mut Encoder<S>) -> Result<(), S::Error> {
        encoder.begin(self.count())?;
        match self.name {
            Some(name) => name.visit(encoder),
            None => encoder.encoded(self.spec.wire(), self.spec.words()),
        }
    }

    /// The same for a sink of one type: of a command [without types](Command::any) this takes a call, and not one for each
    /// argument.
    ///
    /// # Errors
    ///
    /// The sink takes no more.
    #[inline]
    pub fn write(&self, encoder: &mut Encoder<Pen<'_>>) -> Result<(), Full> {
        encoder.begin(self.count())?;
        match self.name {
            Some(name) => name.write(encoder)?,
            None => encoder.encoded(self.spec.wire(), self.spec.words())?,
        }
        self.args.write(encoder)
    }

    /// How many bytes [`encode`](Command::encode) writes.
    pub fn encoded_len(&self) -> usize {
        let mut encoder = Encoder::new(Size::default());
        let Ok(()) = self.encode(&mut encoder);
        encoder.into_sink().0
    }

    /// How many words the command has: those of its name, and the arguments.
    #[inline]
    pub fn count(&self) -> usize {
        self.args.count().saturating_add(self.name.map_or_else(|| self.spec.words(), Spelling::count))
    }

    /// Gives the words of the name and then each argument to `visitor`.
    ///
    /// # Errors
    ///
    /// The visitor's.
    pub fn visit<V: Visit>(&self, visitor: &mut V) -> Result<(), V::Error> {
        self.name.unwrap_or(Spelling::new(self.spec.name())).visit(visitor)?;
        self.args.visit(visitor)
    }

    /// How long the server may take its time over this command, by the command's own words.
    ///
    /// ```
    /// use picoredis_core::cmd;
    /// use picoredis_core::command::Wait;
    ///
    /// assert_eq!(cmd::get("foo").wait(), Wait::None);
    /// assert_eq!(cmd::blpop("list", 1.5).wait(), Wait::Millis(1500));
    /// assert_eq!(cmd::blpop(["a", "b"], 0).wait(), Wait::Forever);
    /// ```
    #[inline]
    pub fn wait(&self) -> Wait {
        // Of most commands the compiler knows this, and the rest is not in the program.
        if let Block::No = self.spec.block { Wait::None } else { wait::wait(self) }
    }
}

impl<A: Clone, R> Clone for Command<'_, A, R> {
    fn clone(&self) -> Self {
        Command { name: self.name, spec: self.spec, args: self.args.clone(), reply: PhantomData }
    }
}

impl<A: Copy, R> Copy for Command<'_, A, R> {}

/// Shows the name and how many arguments there are, never the arguments: one may be a password.
impl<A: Args, R> fmt::Debug for Command<'_, A, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} with {} arguments", self.label(), self.count().saturating_sub(self.spec.words().max(1)))
    }
}
