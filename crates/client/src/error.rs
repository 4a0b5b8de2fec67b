//! What went wrong, with which command, and what became of it.

use core::fmt;
use core::num::NonZeroU32;

use embedded_io::ErrorKind as IoKind;
use picoredis_core::address::AddressError;
use picoredis_core::command::AnyCommand;
use picoredis_core::error::{Fault, ProtocolError, ReplyError, ServerError, SessionError};
use picoredis_core::reply::AnyReceive;

use crate::allowed::Allowed;
use crate::unsendable::{UNSENDABLE, Unsendable};

/// The result of a command.
pub type Result<T, E = Error> = core::result::Result<T, E>;

/// An error of the client: what happened, the command that it happened to, and what became of that command.
///
/// ```
/// # let mut redis = picoredis::Redis::open(&picoredis_tests::server().url())?;
/// use picoredis::{ErrorKind, Fate};
///
/// let error = redis.do_cmd("BOGUS", "spam!").unwrap_err();
/// assert_eq!(error.code(), Some("ERR"));
/// assert!(error.message().unwrap().starts_with("unknown command 'BOGUS'"));
/// assert_eq!(error.fate(), Fate::Refused);
/// assert_eq!(error.command(), Some("BOGUS"));
/// # Ok::<(), picoredis::Error>(())
/// ```
pub struct Error(Placed<Inner>);

/// Errors are rare and results are not: with an allocator, an error takes one word of a result.
#[cfg(feature = "alloc")]
type Placed<T> = alloc::boxed::Box<T>;
#[cfg(not(feature = "alloc"))]
type Placed<T> = Direct<T>;

#[cfg(not(feature = "alloc"))]
struct Direct<T>(T);

#[cfg(not(feature = "alloc"))]
impl<T> Direct<T> {
    fn new(value: T) -> Self {
        Direct(value)
    }
}

#[cfg(not(feature = "alloc"))]
impl<T> core::ops::Deref for Direct<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

struct Inner {
    kind: ErrorKind,
    fate: Fate,
    command: Option<Name>,
}

/// What happened, by who is to blame.
#[derive(Debug)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The address cannot be read: the caller's mistake.
    Address(AddressError),
    /// No connection was to be had.
    #[cfg(feature = "std")]
    Connect {
        /// Where to.
        endpoint: crate::Endpoint,
        /// Why not.
        error: std::io::Error,
    },
    /// The command cannot be sent, or not be answered: the caller's mistake. It says why.
    Unsendable(Unsendable),
    /// There is no connection: it was closed, or broke earlier.
    NotConnected,
    /// The server answered with an error.
    Server(ServerError),
    /// The reply is no such value as was asked for.
    Reply(ReplyError),
    /// The peer violated the protocol, or was owed too much.
    Session(SessionError),
    /// Nothing came, or not enough, within so many milliseconds.
    Timeout(u64),
    /// Whoever waited had enough: see [`Redis::on_interrupt`](crate::Redis::on_interrupt).
    Interrupted,
    /// A watched key was changed by somebody else: nothing of the transaction was executed.
    Aborted,
    /// The peer closed the connection.
    Closed,
    /// The transport failed.
    Io(IoKind),
}

impl ErrorKind {
    /// The same once more: what befell a connection befell every command on it.
    pub(crate) fn repeat(&self) -> ErrorKind {
        match self {
            ErrorKind::Address(error) => ErrorKind::Address(*error),
            #[cfg(feature = "std")]
            ErrorKind::Connect { endpoint, error } => {
                let error = std::io::Error::new(error.kind(), alloc::string::ToString::to_string(error));
                ErrorKind::Connect { endpoint: endpoint.clone(), error }
            }
            ErrorKind::Unsendable(reason) => ErrorKind::Unsendable(*reason),
            ErrorKind::NotConnected => ErrorKind::NotConnected,
            ErrorKind::Server(error) => ErrorKind::Server(error.clone()),
            ErrorKind::Reply(error) => ErrorKind::Reply(error.clone()),
            ErrorKind::Session(error) => ErrorKind::Session(*error),
            ErrorKind::Timeout(millis) => ErrorKind::Timeout(*millis),
            ErrorKind::Interrupted => ErrorKind::Interrupted,
            ErrorKind::Aborted => ErrorKind::Aborted,
            ErrorKind::Closed => ErrorKind::Closed,
            ErrorKind::Io(kind) => ErrorKind::Io(*kind),
        }
    }
}

/// What befalls a connection, and what it means for the command. Told, it is an [`Error`].
///
/// Two words, of which the first is never 0: so a result of it is handed up through a driver in two registers.
#[derive(Clone, Copy)]
pub(crate) struct Failure {
    /// From its lowest bit on: `SET`, `IN_DOUBT`; in the second byte what it is; in the others what it is about.
    code: NonZeroU32,
    /// Of a timeout the milliseconds, of a violation of the protocol its place.
    number: usize,
}

/// What befell the connection: the second byte of a [`Failure`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    NotConnected,
    Unsendable,
    Protocol,
    Unasked,
    DrainBudget,
    Timeout,
    #[cfg(feature = "alloc")]
    Interrupted,
    Closed,
    Io,
}

/// All there are, in their order.
static WHAT: &[What] = &[
    What::NotConnected,
    What::Unsendable,
    What::Protocol,
    What::Unasked,
    What::DrainBudget,
    What::Timeout,
    #[cfg(feature = "alloc")]
    What::Interrupted,
    What::Closed,
    What::Io,
];

/// How a transport can fail.
static IO_KINDS: [IoKind; 18] = [
    IoKind::Other,
    IoKind::NotFound,
    IoKind::PermissionDenied,
    IoKind::ConnectionRefused,
    IoKind::ConnectionReset,
    IoKind::ConnectionAborted,
    IoKind::NotConnected,
    IoKind::AddrInUse,
    IoKind::AddrNotAvailable,
    IoKind::BrokenPipe,
    IoKind::AlreadyExists,
    IoKind::InvalidInput,
    IoKind::InvalidData,
    IoKind::TimedOut,
    IoKind::Interrupted,
    IoKind::Unsupported,
    IoKind::OutOfMemory,
    IoKind::WriteZero,
];

fn one_of<T: Copy>(all: &[T], index: u16) -> Option<T> {
    all.get(usize::from(index)).copied()
}

impl Failure {
    /// Always: it is never 0.
    const SET: u32 = 1;
    /// The command may have been executed; without it, it was not sent.
    const IN_DOUBT: u32 = 2;

    pub(crate) const NOT_CONNECTED: Failure = Failure::of(What::NotConnected, 0, 0);
    pub(crate) const CLOSED: Failure = Failure::of(What::Closed, 0, 0);
    pub(crate) const DRAIN_BUDGET: Failure = Failure::of(What::DrainBudget, 0, 0);
    #[cfg(feature = "alloc")]
    pub(crate) const INTERRUPTED: Failure = Failure::of(What::Interrupted, 0, 0);

    const fn of(what: What, about: u16, number: usize) -> Self {
        Self::coded((about as u32) << 16 | (what as u32) << 8, number)
    }

    const fn coded(code: u32, number: usize) -> Self {
        let code = match NonZeroU32::new(code | Self::SET) {
            Some(code) => code,
            None => NonZeroU32::MIN,
        };
        Failure { code, number }
    }

    pub(crate) const fn unsendable(reason: Unsendable) -> Self {
        Self::of(What::Unsendable, reason as u16, 0)
    }

    #[cold]
    pub(crate) fn io(kind: IoKind) -> Self {
        let index = IO_KINDS.iter().position(|known| *known == kind).unwrap_or(0);
        Self::of(What::Io, index as u16, 0)
    }

    /// Nothing came, or not enough, within so many milliseconds.
    #[cold]
    pub(crate) fn timeout(allowed: Allowed) -> Self {
        let millis = allowed.millis().unwrap_or(0);
        Self::of(What::Timeout, 0, usize::try_from(millis).unwrap_or(usize::MAX))
    }

    #[cold]
    pub(crate) fn session(error: SessionError) -> Self {
        match error {
            SessionError::Protocol(error) => {
                let (fault, place) = error.parts();
                Self::of(What::Protocol, fault.bits(), place)
            }
            SessionError::Unasked => Self::of(What::Unasked, 0, 0),
            SessionError::DrainBudget => Self::DRAIN_BUDGET,
            _ => Self::NOT_CONNECTED,
        }
    }

    /// The command was not sent.
    pub(crate) const fn not_sent(self) -> Self {
        Self::coded(self.code.get() & !Self::IN_DOUBT, self.number)
    }

    /// The command may have been executed.
    pub(crate) const fn in_doubt(self) -> Self {
        Self::coded(self.code.get() | Self::IN_DOUBT, self.number)
    }

    pub(crate) const fn fate(self) -> Fate {
        if self.code.get() & Self::IN_DOUBT == 0 { Fate::NotSent } else { Fate::MaybeExecuted }
    }

    pub(crate) fn is_timeout(self) -> bool {
        self.what() == What::Timeout
    }

    #[cfg(feature = "std")]
    pub(crate) fn is_interrupted(self) -> bool {
        self.what() == What::Interrupted
    }

    fn what(self) -> What {
        WHAT.get((self.code.get() >> 8) as usize & 0xff).copied().unwrap_or(What::NotConnected)
    }

    const fn about(self) -> u16 {
        (self.code.get() >> 16) as u16
    }
}

impl fmt::Debug for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} of {}, {}: {:?}", self.what(), self.about(), self.number, self.fate())
    }
}

impl From<Failure> for ErrorKind {
    #[cold]
    fn from(failure: Failure) -> Self {
        match failure.what() {
            What::NotConnected => ErrorKind::NotConnected,
            What::Unsendable => {
                ErrorKind::Unsendable(one_of(&UNSENDABLE, failure.about()).unwrap_or(Unsendable::Nameless))
            }
            What::Protocol => {
                let fault = Fault::from_bits(failure.about());
                ErrorKind::Session(SessionError::Protocol(ProtocolError::from_parts(fault, failure.number)))
            }
            What::Unasked => ErrorKind::Session(SessionError::Unasked),
            What::DrainBudget => ErrorKind::Session(SessionError::DrainBudget),
            What::Timeout => ErrorKind::Timeout(failure.number as u64),
            #[cfg(feature = "alloc")]
            What::Interrupted => ErrorKind::Interrupted,
            What::Closed => ErrorKind::Closed,
            What::Io => ErrorKind::Io(one_of(&IO_KINDS, failure.about()).unwrap_or(IoKind::Other)),
        }
    }
}

/// Why a command has no reply, in a driver: small, with an allocator or without.
#[cfg(feature = "alloc")]
pub(crate) type Trouble = Error;
#[cfg(not(feature = "alloc"))]
pub(crate) type Trouble = Failure;

/// As what it is told.
#[allow(clippy::useless_conversion, reason = "with an allocator it is that already")]
pub(crate) fn error_of(trouble: Trouble) -> Error {
    trouble.into()
}

impl From<Failure> for Error {
    #[cold]
    #[inline(never)]
    fn from(failure: Failure) -> Self {
        Error::new(failure, failure.fate())
    }
}

/// What an error reply, or a reply of another type, means for its command.
#[cold]
pub(crate) fn refused(error: ReplyError) -> Error {
    match error {
        ReplyError::Server(error) => Error::new(ErrorKind::Server(error), Fate::Refused),
        error => Error::new(ErrorKind::Reply(error), Fate::Executed),
    }
}

/// What became of a command: with `Ok` its reply has a value.
pub(crate) fn conclude(
    answered: Result<(), Trouble>,
    command: &AnyCommand<'_>,
    reply: &mut AnyReceive<'_>,
) -> Result<()> {
    match answered {
        Ok(()) if reply.is_done() => Ok(()),
        answered => Err(failure_of(answered, command, reply)),
    }
}

/// Why a reply has no value.
#[cold]
#[inline(never)]
fn failure_of(answered: Result<(), Trouble>, command: &AnyCommand<'_>, reply: &mut AnyReceive<'_>) -> Error {
    let error = match answered {
        Err(trouble) => error_of(trouble),
        Ok(()) => reply.take_error().map_or_else(valueless, refused),
    };
    error.told(command.label())
}

/// There is no value though no error came: that cannot be.
#[cold]
pub(crate) fn valueless() -> Error {
    Error::new(ErrorKind::NotConnected, Fate::MaybeExecuted)
}

/// What became of the command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// The server never had the whole of it. It may be sent again.
    NotSent,
    /// The server answered with an error. (A script may have done something before it failed.)
    Refused,
    /// It was sent, and nobody knows whether it was executed.
    MaybeExecuted,
    /// It was executed; only its reply is not what was asked for.
    Executed,
}

impl Error {
    #[cold]
    pub(crate) fn new(kind: impl Into<ErrorKind>, fate: Fate) -> Self {
        Error(Placed::new(Inner { kind: kind.into(), fate, command: None }))
    }

    /// Names the command that the error happened to.
    #[cfg(feature = "alloc")]
    #[cold]
    pub(crate) fn of(mut self, command: &str) -> Self {
        if !command.is_empty() {
            self.0.command = Some(Name::new(command));
        }
        self
    }

    #[cfg(not(feature = "alloc"))]
    #[cold]
    pub(crate) fn of(mut self, command: &str) -> Self {
        if !command.is_empty() {
            self.0.0.command = Some(Name::new(command));
        }
        self
    }

    /// Names the command, and has the log know.
    #[cold]
    pub(crate) fn told(self, command: &str) -> Self {
        let error = self.of(command);
        crate::notice::failed(&error);
        error
    }

    /// What happened, without all else.
    #[cfg(feature = "alloc")]
    pub(crate) fn into_kind(self) -> ErrorKind {
        self.0.kind
    }

    #[cfg(not(feature = "alloc"))]
    pub(crate) fn into_kind(self) -> ErrorKind {
        self.0.0.kind
    }

    /// What happened.
    pub fn kind(&self) -> &ErrorKind {
        &self.0.kind
    }

    /// What became of the command.
    pub fn fate(&self) -> Fate {
        self.0.fate
    }

    /// The command's name; never its arguments.
    pub fn command(&self) -> Option<&str> {
        self.0.command.as_ref().map(Name::as_str)
    }

    /// The server's error, if it answered with one, or if one stands inside the reply.
    pub fn server(&self) -> Option<&ServerError> {
        match self.kind() {
            ErrorKind::Server(error) | ErrorKind::Reply(ReplyError::Inside(error)) => Some(error),
            _ => None,
        }
    }

    /// The code of the server's error: `ERR`, `WRONGTYPE`, `MOVED`.
    pub fn code(&self) -> Option<&str> {
        self.server().map(ServerError::code)
    }

    /// What the server's error says after its code.
    pub fn message(&self) -> Option<&str> {
        self.server().map(ServerError::message)
    }

    /// Whether the time was up.
    pub fn is_timeout(&self) -> bool {
        match self.kind() {
            ErrorKind::Timeout(_) => true,
            #[cfg(feature = "std")]
            ErrorKind::Connect { error, .. } => error.kind() == std::io::ErrorKind::TimedOut,
            _ => false,
        }
    }
}

impl From<AddressError> for Error {
    fn from(error: AddressError) -> Self {
        Error::new(ErrorKind::Address(error), Fate::NotSent)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let ErrorKind::NotConnected = self.kind() {
            // The words of the original.
            return f.write_str("Not connected: use `connect()` to connect to Redis server.");
        }
        if let Some(command) = self.command() {
            f.write_str(command)?;
            f.write_str(": ")?;
        }
        self.kind().fmt(f)?;
        match (self.fate(), self.kind()) {
            // The server's answer says enough.
            (Fate::Refused, _) | (_, ErrorKind::Address(_)) => Ok(()),
            (Fate::NotSent, _) if self.command().is_none() => Ok(()),
            (Fate::NotSent, _) => f.write_str(" (the command was not sent)"),
            (Fate::MaybeExecuted, _) => f.write_str(" (the command may have been executed)"),
            (Fate::Executed, _) => f.write_str(" (the command was executed)"),
        }
    }
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ErrorKind::Address(error) => error.fmt(f),
            #[cfg(feature = "std")]
            ErrorKind::Connect { endpoint, error } => write!(f, "cannot connect to {endpoint}: {error}"),
            ErrorKind::Unsendable(reason) => reason.fmt(f),
            ErrorKind::NotConnected => f.write_str("not connected"),
            ErrorKind::Server(error) => error.fmt(f),
            ErrorKind::Reply(error) => error.fmt(f),
            ErrorKind::Session(error) => error.fmt(f),
            ErrorKind::Timeout(millis) => write!(f, "timed out after {millis} ms"),
            ErrorKind::Interrupted => f.write_str("interrupted"),
            ErrorKind::Aborted => f.write_str("a watched key was changed"),
            ErrorKind::Closed => f.write_str("the server closed the connection"),
            ErrorKind::Io(kind) => write!(f, "the connection failed: {kind:?}"),
        }
    }
}

/// The same as its `Display`: a `main` that returns an error shows it so.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl core::error::Error for Error {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self.kind() {
            ErrorKind::Address(error) => Some(error),
            #[cfg(feature = "std")]
            ErrorKind::Connect { error, .. } => Some(error),
            ErrorKind::Server(error) => Some(error),
            ErrorKind::Reply(error) => Some(error),
            ErrorKind::Session(error) => Some(error),
            _ => None,
        }
    }
}

/// A command's name, kept beyond the command. Longer ones, which hardly any server knows, are cut.
#[repr(align(4))]
struct Name {
    bytes: [u8; Name::LONGEST],
    len: u8,
}

impl Name {
    /// Without an allocator errors are moved about.
    const LONGEST: usize = if cfg!(feature = "alloc") { 31 } else { 23 };

    fn new(name: &str) -> Self {
        let mut bytes = [0; Name::LONGEST];
        let mut len = 0;
        for (place, &byte) in bytes.iter_mut().zip(name.as_bytes()) {
            *place = byte;
            len += 1;
        }
        Name { bytes, len }
    }

    fn as_str(&self) -> &str {
        let bytes = self.bytes.get(..self.len.into()).unwrap_or_default();
        bytes.utf8_chunks().next().map_or("", |chunk| chunk.valid())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_tells_what_it_was_made_of() {
        for reason in UNSENDABLE {
            assert!(matches!(Failure::unsendable(reason).into(), ErrorKind::Unsendable(told) if told == reason));
        }
        for kind in IO_KINDS {
            assert!(matches!(Failure::io(kind).into(), ErrorKind::Io(told) if told == kind));
        }
        let timeout = Failure::timeout(Allowed::of(Some(3000)));
        assert!(timeout.is_timeout() && matches!(timeout.into(), ErrorKind::Timeout(3000)));
        assert!(matches!(Failure::NOT_CONNECTED.into(), ErrorKind::NotConnected));
        assert!(matches!(Failure::CLOSED.into(), ErrorKind::Closed));
        assert!(matches!(Failure::DRAIN_BUDGET.into(), ErrorKind::Session(SessionError::DrainBudget)));
        assert!(matches!(Failure::session(SessionError::Unasked).into(), ErrorKind::Session(SessionError::Unasked)));
    }

    #[test]
    fn a_failure_tells_the_place_of_a_violation() {
        let mut decoder: picoredis_core::decode::Decoder = picoredis_core::decode::Decoder::new();
        let error = decoder.next(&mut &b":1\r\n:1x"[..]).and_then(|_| decoder.next(&mut &b":1x"[..])).unwrap_err();
        let failure = Failure::session(SessionError::Protocol(error)).in_doubt();
        assert!(matches!(failure.into(), ErrorKind::Session(SessionError::Protocol(told)) if told == error));
    }

    #[test]
    fn all_that_is_numbered_stands_in_its_order() {
        assert!(WHAT.iter().enumerate().all(|(index, what)| index == *what as usize));
        assert!(UNSENDABLE.iter().enumerate().all(|(index, reason)| index == *reason as usize));
        assert_eq!(Unsendable::OthersSubscribed as usize, UNSENDABLE.len() - 1, "the last one");
        assert_eq!(What::Io as usize, WHAT.len() - 1, "the last one");
    }

    #[test]
    fn the_fate_is_told_beside() {
        let failure = Failure::CLOSED.in_doubt();
        assert_eq!(failure.fate(), Fate::MaybeExecuted);
        assert_eq!(failure.not_sent().fate(), Fate::NotSent);
        assert!(matches!(failure.into(), ErrorKind::Closed));
    }
}
