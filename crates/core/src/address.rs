//! Where a server is and how to greet it, in one line of text: `redis://user:secret@host:6379/0`.
//!
//! | text | meaning |
//! |---|---|
//! | `redis://host:port/db` | TCP; `valkey://` is the same |
//! | `rediss://host:port/db` | TCP with TLS; `valkeys://` is the same |
//! | `rediss://host:port/db#insecure` | TLS, and whoever answers is believed to be the server: dangerous |
//! | `unix:///path/to.sock?db=0` | a Unix socket; `redis+unix://`, `valkey+unix://` and `redis-socket://` are the same |
//! | `host`, `host:port`, `[::1]:6379` | as after `redis://` |
//! | `/path/to.sock` | as after `unix://` |
//! | `user:secret@`, `:secret@`, `user@` | before the host, or before the path of a socket: who connects |
//! | `?db=1&timeout=500ms` | parameters, see below |
//!
//! Every part may be missing: the host is then 127.0.0.1, the port 6379. User, password, path and client name may
//! hold any byte as `%` and two hexadecimal digits. An IPv6 address stands in brackets, with its zone after a plain
//! `%` if it has one: `[fe80::1%eth0]`.
//!
//! | parameter | meaning |
//! |---|---|
//! | `db=1` | the database to select; on TCP instead of `/1` |
//! | `timeout=3000`, `timeout=3000ms`, `timeout=1.5s` | how long to wait: milliseconds, unless it says seconds |
//! | `socket_timeout=1.5` | the same in seconds, as redis-py has it |
//! | `socket_connect_timeout=1.5` | how long to wait for the connection alone, in seconds |
//! | `protocol=2`, `protocol=resp3` | the version of the protocol to ask for |
//! | `client_name=worker-1` | the name that `CLIENT LIST` shows |
//! | `user=app`, `username=app` | who connects, instead of before the `@` |
//! | `pass=secret`, `password=secret` | the password, instead of before the `@` |
//!
//! A `+` in a parameter is a space, as in every query. A time of 0 is for ever.
//!
//! Nothing is guessed. What is not understood, or said twice, is an error that points at the place. Where clients
//! differ, picoredis reads what redis-py and redis-rs read: a name without a colon before the `@` is a user, not a
//! password (redis-cli takes `redis://secret@host` as a password; `redis://:secret@host` is one everywhere). Parameters
//! that set up a pool, or objects of Python, are not understood.

use core::fmt;

use crate::number::{Digits, parse_u64};

/// The port of a server whose address names none.
pub const DEFAULT_PORT: u16 = 6379;

/// The host of a server whose address names none.
pub const DEFAULT_HOST: &str = "127.0.0.1";

/// An address that has been read. It borrows the text.
///
/// ```
/// use picoredis_core::address::{Address, Endpoint};
///
/// let address = Address::parse("rediss://app:s%40lt@cache.example:6380/2?timeout=500")?;
/// assert_eq!(address.endpoint(), Endpoint::Tcp { host: "cache.example", port: 6380 });
/// assert!(address.is_tls());
/// assert!(address.password().is_some_and(|password| password.decoded().eq(*b"s@lt")));
/// assert_eq!(address.db(), Some(2));
/// assert_eq!(address.timeout_ms(), Some(500));
/// # Ok::<(), picoredis_core::address::AddressError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Address<'a> {
    tls: bool,
    insecure: bool,
    endpoint: Endpoint<'a>,
    parameters: Parameters<'a>,
}

/// What a connection is made to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Endpoint<'a> {
    /// A host and a port.
    Tcp {
        /// A name or an IP address, without brackets.
        host: &'a str,
        /// Never zero.
        port: u16,
    },
    /// A Unix socket.
    Unix {
        /// Where it is; absolute.
        path: Percent<'a>,
    },
}

/// What may stand after the question mark, or before the host or the question mark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Parameters<'a> {
    user: Option<Percent<'a>>,
    password: Option<Percent<'a>>,
    db: Option<u32>,
    protocol: Option<u8>,
    timeout_ms: Option<u32>,
    connect_timeout_ms: Option<u32>,
    client_name: Option<Percent<'a>>,
}

impl<'a> Address<'a> {
    /// Reads an address; the [module](self) says in what form.
    ///
    /// ```
    /// use picoredis_core::address::{Address, Endpoint};
    ///
    /// let endpoint = Address::parse("[::1]")?.endpoint();
    /// assert_eq!(endpoint, Endpoint::Tcp { host: "::1", port: 6379 });
    ///
    /// let error = Address::parse("redis://host:70000").unwrap_err();
    /// assert_eq!(error.position(), 13);
    /// assert_eq!(error.to_string(), "bad address at byte 13: expected a port from 1 to 65535");
    /// # Ok::<(), picoredis_core::address::AddressError>(())
    /// ```
    pub fn parse(text: &'a str) -> Result<Self, AddressError> {
        parse_address(text).map_err(|fault| AddressError {
            kind: fault.kind,
            // Both are slices of one text, so the distance of their beginnings is the position.
            position: fault.place.as_ptr().addr().wrapping_sub(text.as_ptr().addr()),
        })
    }

    /// What to connect to.
    pub fn endpoint(&self) -> Endpoint<'a> {
        self.endpoint
    }

    /// Whether the connection is to be encrypted: `rediss` and `valkeys` ask for it.
    pub fn is_tls(&self) -> bool {
        self.tls
    }

    /// Whether the server need not show who it is: `#insecure` says so, after `rediss` and `valkeys` only. Whoever is on
    /// the way to the server can then pass for it.
    ///
    /// ```
    /// use picoredis_core::address::Address;
    ///
    /// assert!(!Address::parse("rediss://host")?.is_insecure());
    /// assert!(Address::parse("rediss://host#insecure")?.is_insecure());
    /// assert!(Address::parse("redis://host#insecure").is_err());
    /// # Ok::<(), picoredis_core::address::AddressError>(())
    /// ```
    pub fn is_insecure(&self) -> bool {
        self.insecure
    }

    /// Who connects. There may be a user without a password.
    pub fn user(&self) -> Option<Percent<'a>> {
        self.parameters.user
    }

    /// The password. There may be one without a user: it is then the default user's.
    pub fn password(&self) -> Option<Percent<'a>> {
        self.parameters.password
    }

    /// The number of the database to select.
    pub fn db(&self) -> Option<u32> {
        self.parameters.db
    }

    /// The version of the protocol to ask for: 2 or 3.
    pub fn protocol(&self) -> Option<u8> {
        self.parameters.protocol
    }

    /// How long to wait, in milliseconds; 0 is for ever.
    pub fn timeout_ms(&self) -> Option<u32> {
        self.parameters.timeout_ms
    }

    /// How long to wait for the connection alone, in milliseconds; 0 is for ever. Without it, as long as for all else.
    ///
    /// ```
    /// use picoredis_core::address::Address;
    ///
    /// let address = Address::parse("redis://host?socket_timeout=5&socket_connect_timeout=0.25")?;
    /// assert_eq!((address.timeout_ms(), address.connect_timeout_ms()), (Some(5000), Some(250)));
    /// # Ok::<(), picoredis_core::address::AddressError>(())
    /// ```
    pub fn connect_timeout_ms(&self) -> Option<u32> {
        self.parameters.connect_timeout_ms
    }

    /// The name of the connection, for `CLIENT SETNAME`.
    pub fn client_name(&self) -> Option<Percent<'a>> {
        self.parameters.client_name
    }
}

/// A part of an address in which `%41` stands for `A`, and in a parameter `+` for a space. Every `%` in it has its two
/// digits.
///
/// `Debug` does not show a password.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Percent<'a> {
    encoded: &'a str,
    secret: bool,
    /// Of a query.
    plus_is_space: bool,
}

impl<'a> Percent<'a> {
    /// The bytes that are meant.
    ///
    /// ```
    /// use picoredis_core::address::Address;
    ///
    /// let user = Address::parse("redis://caf%C3%A9@host")?.user().expect("there is one");
    /// assert!(user.decoded().eq("café".bytes()));
    /// # Ok::<(), picoredis_core::address::AddressError>(())
    /// ```
    pub fn decoded(&self) -> impl Iterator<Item = u8> + Clone + use<'a> {
        let mut rest = self.encoded.as_bytes();
        let plus = if self.plus_is_space { b' ' } else { b'+' };
        core::iter::from_fn(move || {
            let (byte, next) = match rest {
                [b'%', high, low, next @ ..] => (hexadecimal(*high, *low)?, next),
                [b'+', next @ ..] => (plus, next),
                [byte, next @ ..] => (*byte, next),
                [] => return None,
            };
            rest = next;
            Some(byte)
        })
    }

    /// How many bytes are meant.
    pub fn decoded_len(&self) -> usize {
        // `count` would panic on overflow in a build that checks for it.
        self.decoded().fold(0, |len: usize, _| len.saturating_add(1))
    }

    /// The text as it stands in the address.
    pub fn encoded(&self) -> &'a str {
        self.encoded
    }

    /// The text, if nothing in it is encoded: what is meant, without an allocation.
    pub fn plain(&self) -> Option<&'a str> {
        let is_plain = |byte| byte != b'%' && !(byte == b'+' && self.plus_is_space);
        Some(self.encoded).filter(|encoded| encoded.bytes().all(is_plain))
    }

    /// The bytes that are meant.
    #[cfg(feature = "alloc")]
    pub fn to_vec(&self) -> alloc::vec::Vec<u8> {
        self.decoded().collect()
    }

    /// The text that is meant, with a replacement character for what is not UTF-8.
    #[cfg(feature = "alloc")]
    pub fn to_string_lossy(&self) -> alloc::string::String {
        alloc::string::String::from_utf8_lossy(&self.to_vec()).into_owned()
    }

    fn new(encoded: &'a str) -> Result<Self, Fault<'a>> {
        let mut rest = encoded;
        while let Some((_, after)) = split_once(rest, b'%') {
            match after.as_bytes() {
                [high, low, ..] if hexadecimal(*high, *low).is_some() => rest = after,
                _ => return fault(Kind::Percent, from_mark(rest, b'%')),
            }
        }
        Ok(Percent { encoded, secret: false, plus_is_space: false })
    }

    fn secret(self) -> Self {
        Percent { secret: true, ..self }
    }

    fn of_query(encoded: &'a str) -> Result<Self, Fault<'a>> {
        Percent::new(encoded).map(|percent| Percent { plus_is_space: true, ..percent })
    }

    /// `None` for nothing at all.
    fn unless_empty(self) -> Option<Self> {
        Some(self).filter(|percent| !percent.encoded.is_empty())
    }
}

impl fmt::Debug for Percent<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.secret { f.write_str("***") } else { fmt::Debug::fmt(self.encoded, f) }
    }
}

/// An address could not be understood. The error never holds a part of the address, which may be secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AddressError {
    kind: AddressErrorKind,
    position: usize,
}

/// What is wrong with an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AddressErrorKind {
    /// No scheme that picoredis knows.
    Scheme,
    /// A host that is no host.
    Host,
    /// A port that is no number, or out of range.
    Port,
    /// A path to a socket that is missing or relative.
    Path,
    /// A database that is no number, or out of range.
    Database,
    /// A `%` without two hexadecimal digits.
    Percent,
    /// A parameter that picoredis does not know, or that has no value.
    Parameter,
    /// Something that has been said before.
    Repeated,
    /// A version of the protocol that does not exist.
    Protocol,
    /// A timeout that is no number, or out of range, or in a unit that picoredis does not know.
    Timeout,
    /// A `#` with something other than `insecure`, or where there is no TLS.
    Fragment,
}

use AddressErrorKind as Kind;

impl AddressError {
    /// What is wrong.
    pub const fn kind(&self) -> AddressErrorKind {
        self.kind
    }

    /// Where it is wrong: how many bytes of the text stand before.
    pub const fn position(&self) -> usize {
        self.position
    }

    /// What should have stood there, in words.
    pub const fn expected(&self) -> &'static str {
        match self.kind {
            Kind::Scheme => "redis, rediss, valkey, valkeys, unix, redis+unix or redis-socket before ://",
            Kind::Host => "a host name, or an IP address, if of version 6 in brackets",
            Kind::Port => "a port from 1 to 65535",
            Kind::Path => "the absolute path of a socket",
            Kind::Database => "the number of a database",
            Kind::Percent => "two hexadecimal digits after % (a % itself is written %25)",
            Kind::Parameter => {
                "db=, timeout=, socket_timeout=, socket_connect_timeout=, protocol=, client_name=, user= or password="
            }
            Kind::Repeated => "this only once",
            Kind::Protocol => "2, 3, resp2 or resp3",
            Kind::Timeout => "milliseconds, or a number with ms or s, or seconds if the parameter is a socket's",
            Kind::Fragment => "no #, but #insecure with TLS (in a user, password, path or name it is written %23)",
        }
    }
}

impl fmt::Display for AddressError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("bad address at byte ")?;
        f.write_str(Digits::from_u64(self.position as u64).as_str())?;
        f.write_str(": expected ")?;
        f.write_str(self.expected())
    }
}

impl core::error::Error for AddressError {}

/// An error while the text is still at hand: the place is a slice of it.
struct Fault<'a> {
    kind: AddressErrorKind,
    place: &'a str,
}

fn fault<T>(kind: AddressErrorKind, place: &str) -> Result<T, Fault<'_>> {
    Err(Fault { kind, place })
}

fn parse_address(text: &str) -> Result<Address<'_>, Fault<'_>> {
    let (scheme, rest) = split_scheme(text)?;
    let (rest, fragment) = split_before(rest, b'#');
    let insecure = scheme == Scheme::Tls && fragment == "#insecure";
    if !(fragment.is_empty() || insecure) {
        return fault(Kind::Fragment, fragment);
    }
    let (hierarchy, query) = split_once(rest, b'?').unwrap_or((rest, ""));
    let (authority, path) = split_before(hierarchy, b'/');
    // At the last @, so that a password may hold one.
    let (credentials, host) = rsplit_once(authority, b'@').unwrap_or(("", authority));
    let (user, password) = split_once(credentials, b':').unwrap_or((credentials, ""));

    // From left to right, so that the first error is the one that is told.
    let user = Percent::new(user)?.unless_empty();
    let password = Percent::new(password)?.secret().unless_empty();
    let (endpoint, db) = match scheme {
        Scheme::Unix => (parse_socket(host, path)?, None),
        Scheme::Tcp | Scheme::Tls => (parse_host_and_port(host)?, parse_db(path)?),
    };
    let mut parameters = Parameters { user, password, db, ..Parameters::default() };
    parameters.parse(query)?;
    Ok(Address { tls: scheme == Scheme::Tls, insecure, endpoint, parameters })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Scheme {
    Tcp,
    Tls,
    Unix,
}

/// The schemes, and those that other clients use for the same.
const SCHEMES: [(&str, Scheme); 9] = [
    ("redis", Scheme::Tcp),
    ("rediss", Scheme::Tls),
    ("valkey", Scheme::Tcp),
    ("valkeys", Scheme::Tls),
    ("unix", Scheme::Unix),
    ("redis+unix", Scheme::Unix),
    ("valkey+unix", Scheme::Unix),
    ("redis-socket", Scheme::Unix),
    ("redis+socket", Scheme::Unix),
];

fn split_scheme(text: &str) -> Result<(Scheme, &str), Fault<'_>> {
    let Some(len) = text.as_bytes().windows(3).position(|bytes| bytes == b"://") else {
        return match text.as_bytes() {
            [] => fault(Kind::Host, text),
            [b'/', ..] => Ok((Scheme::Unix, text)),
            _ => Ok((Scheme::Tcp, text)),
        };
    };
    let (name, mark_and_rest) = split_at(text, len);
    match SCHEMES.iter().find(|(known, _)| name.eq_ignore_ascii_case(known)) {
        Some(&(_, scheme)) => Ok((scheme, skip(mark_and_rest, 3))),
        None => fault(Kind::Scheme, text),
    }
}

fn parse_socket<'a>(host: &'a str, path: &'a str) -> Result<Endpoint<'a>, Fault<'a>> {
    if !host.is_empty() {
        return fault(Kind::Path, host);
    }
    if path.len() < 2 {
        return fault(Kind::Path, path);
    }
    Ok(Endpoint::Unix { path: Percent::new(path)? })
}

fn parse_host_and_port(text: &str) -> Result<Endpoint<'_>, Fault<'_>> {
    let (host, port) = match text.strip_prefix('[') {
        Some(bracketed) => {
            let Some((host, port)) = split_once(bracketed, b']') else { return fault(Kind::Host, text) };
            check_host(host, |byte| byte == b':' || byte == b'%')?;
            if host.is_empty() || !(port.is_empty() || port.starts_with(':')) {
                return fault(Kind::Host, if host.is_empty() { host } else { port });
            }
            (host, port)
        }
        None => {
            let (host, port) = split_before(text, b':');
            check_host(host, |_| false)?;
            // A second colon: an IPv6 address without its brackets.
            if port.bytes().filter(|&byte| byte == b':').nth(1).is_some() {
                return fault(Kind::Host, text);
            }
            (if host.is_empty() { DEFAULT_HOST } else { host }, port)
        }
    };
    let port = match port.strip_prefix(':').unwrap_or(port) {
        "" => DEFAULT_PORT,
        digits => number(digits).filter(|&port| port != 0).ok_or(Fault { kind: Kind::Port, place: digits })?,
    };
    Ok(Endpoint::Tcp { host, port })
}

/// Letters, digits, what joins them, and beyond ASCII whatever the resolver may take.
fn check_host(host: &str, more: fn(u8) -> bool) -> Result<(), Fault<'_>> {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) || !byte.is_ascii() || more(byte);
    match host.bytes().position(|byte| !allowed(byte)) {
        Some(position) => fault(Kind::Host, skip(host, position)),
        None => Ok(()),
    }
}

/// The path of a TCP address: nothing, or the number of a database.
fn parse_db(path: &str) -> Result<Option<u32>, Fault<'_>> {
    let path = path.strip_prefix('/').unwrap_or(path);
    match path.strip_suffix('/').unwrap_or(path) {
        "" => Ok(None),
        digits => number(digits).map(Some).ok_or(Fault { kind: Kind::Database, place: digits }),
    }
}

impl<'a> Parameters<'a> {
    fn parse(&mut self, query: &'a str) -> Result<(), Fault<'a>> {
        let mut rest = query;
        while !rest.is_empty() {
            let (parameter, next) = split_once(rest, b'&').unwrap_or((rest, ""));
            rest = next;
            if parameter.is_empty() {
                continue;
            }
            let Some((key, value)) = split_once(parameter, b'=') else { return fault(Kind::Parameter, parameter) };
            if !self.set(key, value)?.ok_or(Fault { kind: Kind::Parameter, place: parameter })? {
                return fault(Kind::Repeated, parameter);
            }
        }
        Ok(())
    }

    /// Whether that was news; `None`: there is no such parameter.
    fn set(&mut self, key: &str, value: &'a str) -> Result<Option<bool>, Fault<'a>> {
        let wrong = |kind| Fault { kind, place: value };
        Ok(Some(match key {
            "db" => self.db.replace(number(value).ok_or(wrong(Kind::Database))?).is_none(),
            "protocol" => self.protocol.replace(protocol(value).ok_or(wrong(Kind::Protocol))?).is_none(),
            "timeout" => self.timeout_ms.replace(time(value).ok_or(wrong(Kind::Timeout))?).is_none(),
            "socket_timeout" => self.timeout_ms.replace(seconds(value).ok_or(wrong(Kind::Timeout))?).is_none(),
            "socket_connect_timeout" => {
                self.connect_timeout_ms.replace(seconds(value).ok_or(wrong(Kind::Timeout))?).is_none()
            }
            "client_name" => self.client_name.replace(Percent::of_query(value)?).is_none(),
            "user" | "username" => {
                let user = Percent::of_query(value)?;
                core::mem::replace(&mut self.user, user.unless_empty()).is_none()
            }
            "pass" | "password" => {
                let password = Percent::of_query(value)?.secret();
                core::mem::replace(&mut self.password, password.unless_empty()).is_none()
            }
            _ => return Ok(None),
        }))
    }
}

fn protocol(value: &str) -> Option<u8> {
    match value {
        "2" | "resp2" => Some(2),
        "3" | "resp3" => Some(3),
        _ => None,
    }
}

/// Milliseconds, unless it says otherwise.
fn time(value: &str) -> Option<u32> {
    if let Some(milliseconds) = value.strip_suffix("ms") {
        return number(milliseconds);
    }
    value.strip_suffix('s').map_or_else(|| number(value), seconds)
}

/// Seconds in milliseconds. Less than one counts as one: none at all would be for ever.
fn seconds(value: &str) -> Option<u32> {
    let (whole, parts) = split_once(value, b'.').unwrap_or((value, ""));
    // At least a digit before the point or after it.
    let whole: u32 = if whole.is_empty() && !parts.is_empty() { 0 } else { number(whole)? };
    let mut milliseconds = whole.checked_mul(1000)?;
    let mut worth = 100;
    let mut beyond = 0;
    for digit in parts.bytes() {
        let digit = char::from(digit).to_digit(10)?;
        milliseconds = milliseconds.checked_add(digit.saturating_mul(worth))?;
        beyond = if worth == 0 { digit.max(beyond) } else { 0 };
        worth /= 10;
    }
    milliseconds.checked_add(beyond.min(1))
}

/// Digits only, unlike `str::parse`, which takes a sign too.
fn number<T: TryFrom<u64>>(text: &str) -> Option<T> {
    if text.starts_with('+') {
        return None;
    }
    T::try_from(parse_u64(text.as_bytes())?).ok()
}

fn hexadecimal(high: u8, low: u8) -> Option<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16).map(|digit| digit as u8);
    Some(digit(high)? << 4 | digit(low)?)
}

// What follows is there in `core` too, but leaves panics behind. All marks are ASCII, so no character is split.

/// What stands before the first mark, and after it.
fn split_once(text: &str, mark: u8) -> Option<(&str, &str)> {
    let (before, rest) = split_at(text, text.bytes().position(|byte| byte == mark)?);
    Some((before, skip(rest, 1)))
}

/// What stands before the last mark, and after it.
fn rsplit_once(text: &str, mark: u8) -> Option<(&str, &str)> {
    let (before, rest) = split_at(text, text.bytes().rposition(|byte| byte == mark)?);
    Some((before, skip(rest, 1)))
}

/// What stands before the first mark, and the rest from the mark on; the rest is empty if there is no mark.
fn split_before(text: &str, mark: u8) -> (&str, &str) {
    split_at(text, text.bytes().position(|byte| byte == mark).unwrap_or(text.len()))
}

fn from_mark(text: &str, mark: u8) -> &str {
    split_before(text, mark).1
}

fn skip(text: &str, len: usize) -> &str {
    split_at(text, len).1
}

fn split_at(text: &str, position: usize) -> (&str, &str) {
    text.split_at_checked(position).unwrap_or((text, ""))
}
