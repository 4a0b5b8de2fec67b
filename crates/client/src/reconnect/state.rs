//! What commands have made of a connection, to make the next one the same.

use std::string::{String, ToString as _};
use std::vec::Vec;

use picoredis_core::command::Spec;
use picoredis_core::decode::Decoder;
use picoredis_core::event::Event;
use picoredis_core::reply::Bytes;
use picoredis_core::session::{Login, Protocol};

/// What differs from what the configuration says. It holds passwords, and shows nothing.
#[derive(Clone, Default)]
pub(crate) struct State {
    protocol: Option<Protocol>,
    /// Another user's name and password, the name if there is one.
    user: Option<(Option<Bytes>, Bytes)>,
    /// Empty: it has none any more.
    name: Option<Bytes>,
    db: Option<u32>,
    /// All else, as it was said: for each setting what was said last.
    settings: Vec<(String, Vec<Bytes>)>,
}

impl State {
    /// The first words of the next connection.
    pub(crate) fn login<'a>(&'a self, login: Login<'a>) -> Login<'a> {
        let (user, password) = match &self.user {
            Some((user, password)) => (user.as_ref().map(|user| &user[..]), Some(&password[..])),
            None => (login.user, login.password),
        };
        let name = self.name.as_ref().map(|name| &name[..]).or(login.name).filter(|name| !name.is_empty());
        let (protocol, db) = (self.protocol.unwrap_or(login.protocol), self.db.unwrap_or(login.db));
        Login { protocol, user, password, name, db }
    }

    /// What is to be said again after them: whole commands.
    pub(crate) fn settings(&self) -> impl Iterator<Item = &[Bytes]> {
        self.settings.iter().map(|(_, words)| &words[..])
    }

    /// A command that [changes](changes_state) something was executed; `wire` still shows it, unless it was a very long one.
    pub(crate) fn follow(&mut self, spec: &Spec, wire: &[u8]) {
        let mut words = words(wire);
        let arguments = words.get(spec.name().split(' ').count()..).unwrap_or_default();
        match (spec.name(), arguments) {
            ("SELECT", [db]) => self.db = number(db).or(self.db),
            ("AUTH", [password]) => self.user = Some((None, password.clone())),
            ("AUTH", [user, password]) => self.user = Some((Some(user.clone()), password.clone())),
            ("CLIENT SETNAME", [name]) => self.name = Some(name.clone()),
            ("HELLO", arguments) => self.greet(arguments),
            ("RESET", _) => {
                *self = State { protocol: Some(Protocol::Resp2), name: Some(Bytes::default()), ..State::default() };
                self.db = Some(0);
            }
            ("READONLY" | "READWRITE", _) => self.keep("READONLY".into(), words),
            ("CLIENT SETINFO", [attribute, _]) => {
                self.keep(attribute.to_string().to_ascii_uppercase(), core::mem::take(&mut words));
            }
            _ => self.keep(spec.name().into(), words),
        }
    }

    /// `HELLO 3 AUTH user password SETNAME name`.
    fn greet(&mut self, arguments: &[Bytes]) {
        let [version, options @ ..] = arguments else { return };
        self.protocol = Some(if **version == *b"3" { Protocol::Resp3 } else { Protocol::Resp2 });
        let mut options = options;
        loop {
            options = match options {
                [auth, user, password, rest @ ..] if auth.eq_ignore_ascii_case(b"AUTH") => {
                    self.user = Some((Some(user.clone()), password.clone()));
                    rest
                }
                [_, name, rest @ ..] => {
                    self.name = Some(name.clone());
                    rest
                }
                _ => return,
            };
        }
    }

    fn keep(&mut self, setting: String, words: Vec<Bytes>) {
        self.settings.retain(|(kept, _)| *kept != setting);
        self.settings.push((setting, words));
    }
}

/// Whether a command changes what the next connection has to be told. Tracking and subscriptions are followed elsewhere.
pub(crate) fn changes_state(spec: &Spec) -> bool {
    matches!(
        spec.name(),
        "SELECT"
            | "AUTH"
            | "HELLO"
            | "RESET"
            | "READONLY"
            | "READWRITE"
            | "CLIENT SETNAME"
            | "CLIENT SETINFO"
            | "CLIENT NO-EVICT"
            | "CLIENT NO-TOUCH"
    )
}

fn number(word: &[u8]) -> Option<u32> {
    core::str::from_utf8(word).ok()?.parse().ok()
}

/// The words of the command that `wire` begins with; none, if it is not whole.
pub(crate) fn words(mut wire: &[u8]) -> Vec<Bytes> {
    let mut decoder: Decoder<1> = Decoder::new();
    let mut words = Vec::new();
    while let Ok(Some(event)) = decoder.next(&mut wire) {
        match event {
            Event::Text(text) if text.first && text.last => words.push(text.data.into()),
            Event::End => return words,
            _ => {}
        }
    }
    Vec::new()
}
