//! What is said first on a connection: protocol, user, name, database.

use crate::command::{Command, table};
use crate::error::ServerError;
use crate::number::Digits;

/// The versions of the protocol.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Protocol {
    /// RESP2, which every server speaks and which needs no handshake.
    #[default]
    Resp2,
    /// RESP3: maps, sets, doubles and booleans, and pushes beside replies. Since Redis 6.
    Resp3,
}

/// Who the client is, and what it wants of the connection.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Login<'a> {
    /// The version that is wanted. A server that lacks it is spoken to in RESP2.
    pub protocol: Protocol,
    /// The user; without one, `default` is meant.
    pub user: Option<&'a [u8]>,
    /// The password.
    pub password: Option<&'a [u8]>,
    /// The connection's name, for `CLIENT LIST`.
    pub name: Option<&'a [u8]>,
    /// The database to select.
    pub db: u32,
}

/// Leaves the password out.
impl core::fmt::Debug for Login<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Login")
            .field("protocol", &self.protocol)
            .field("user", &self.user.map(<[u8]>::escape_ascii))
            .field("password", &self.password.map(|_| "***"))
            .field("name", &self.name.map(<[u8]>::escape_ascii))
            .field("db", &self.db)
            .finish()
    }
}

/// Plans the first commands of a connection: ask [`command`](Handshake::command) what to send, tell
/// [`answered`](Handshake::answered) what came of it, until there is nothing more to send.
///
/// ```
/// use picoredis_core::error::ServerError;
/// use picoredis_core::session::{Handshake, Login, Protocol};
///
/// let mut handshake = Handshake::new(Login { protocol: Protocol::Resp3, db: 2, ..Login::default() });
/// assert_eq!(handshake.command().unwrap().name(), "HELLO");
/// // An old server does not know HELLO: the rest goes on in RESP2.
/// handshake.answered(Err(ServerError::new(b"ERR unknown command `HELLO`")))?;
/// assert_eq!(handshake.protocol(), Protocol::Resp2);
/// assert_eq!(handshake.command().unwrap().name(), "SELECT");
/// handshake.answered(Ok(()))?;
/// assert!(handshake.command().is_none());
/// # Ok::<(), ServerError>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Handshake<'a> {
    login: Login<'a>,
    db: Digits,
    step: Step,
    /// HELLO has been answered, and has taken care of the name.
    greeted: bool,
}

/// What is to be said next; what need not be said is passed over.
///
/// The password goes first and alone: a server that does not know HELLO would repeat its arguments in the error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Auth,
    Hello,
    SetName,
    Select,
    Done,
}

impl<'a> Handshake<'a> {
    /// Before the first command.
    pub fn new(login: Login<'a>) -> Self {
        let mut handshake =
            Handshake { login, db: Digits::from_u64(login.db.into()), step: Step::Auth, greeted: false };
        handshake.pass_over();
        handshake
    }

    /// The protocol that is spoken: when all has been said, the one to expect.
    pub const fn protocol(&self) -> Protocol {
        if self.greeted { Protocol::Resp3 } else { Protocol::Resp2 }
    }

    /// The command to send now; `None` when all has been said.
    pub fn command(&self) -> Option<Command<'static, HandshakeArgs<'_>, ()>> {
        let Login { user, password, name, .. } = self.login;
        let (spec, args) = match self.step {
            // A user without a password may be one that needs none.
            Step::Auth => (&table::AUTH, [user, password.or(Some(b"")), None]),
            Step::Hello => (&table::HELLO, [Some(&b"3"[..]), name.map(|_| &b"SETNAME"[..]), name]),
            Step::SetName => (&table::CLIENT_SETNAME, [name, None, None]),
            Step::Select => (&table::SELECT, [Some(&*self.db), None, None]),
            Step::Done => return None,
        };
        Some(Command::listed(spec, args))
    }

    /// Takes the answer to the command.
    ///
    /// # Errors
    ///
    /// The server's own, where there is no other way to go on: a wrong password, a database that does not exist.
    pub fn answered(&mut self, answer: Result<(), ServerError>) -> Result<(), ServerError> {
        match answer {
            Ok(()) if self.step == Step::Hello => self.greeted = true,
            Err(error) if self.step == Step::Hello && lacks_hello(&error) => {}
            Err(error) if self.step == Step::Auth => return Err(self.without_password(error)),
            answer => answer?,
        }
        self.step = match self.step {
            Step::Auth => Step::Hello,
            Step::Hello => Step::SetName,
            Step::SetName => Step::Select,
            Step::Select | Step::Done => Step::Done,
        };
        self.pass_over();
        Ok(())
    }

    /// Servers may repeat what they do not understand: here a password, which must be in no error.
    fn without_password(&self, error: ServerError) -> ServerError {
        let password = self.login.password.unwrap_or_default();
        let text = up_to_name(error.as_bytes());
        // A text that was cut may end within it.
        let holds = |rest: &[u8]| rest.starts_with(password) || password.starts_with(rest);
        let Some(at) = find(text, holds).filter(|_| !password.is_empty()) else { return ServerError::new(text) };
        // The words before it, but always the code.
        let first = text.split(|&byte| byte == b' ').next();
        let code = first.filter(|word| word.iter().all(u8::is_ascii_uppercase)).map_or(0, <[u8]>::len);
        let words = text.get(..at).unwrap_or_default().iter().rposition(|&byte| byte == b' ').unwrap_or(0);
        match text.get(..words.max(code)) {
            Some(kept @ [_, ..]) => ServerError::new(kept),
            _ => ServerError::new(b"ERR"),
        }
    }

    fn pass_over(&mut self) {
        let Login { protocol, user, password, name, db } = self.login;
        if self.step == Step::Auth && user.is_none() && password.is_none() {
            self.step = Step::Hello;
        }
        if self.step == Step::Hello && protocol == Protocol::Resp2 {
            self.step = Step::SetName;
        }
        if self.step == Step::SetName && (self.greeted || name.is_none()) {
            self.step = Step::Select;
        }
        if self.step == Step::Select && db == 0 {
            self.step = Step::Done;
        }
    }
}

/// What a server says of a command that it does not know, up to the name: what follows are arguments.
fn up_to_name(text: &[u8]) -> &[u8] {
    let unknown = find(text, |rest| rest.starts_with(b"nknown command"));
    let Some(name) = unknown.and_then(|_| find(text, |rest| rest.starts_with(b"AUTH"))) else { return text };
    let rest = text.get(name.saturating_add(4)..).unwrap_or_default();
    let len = if matches!(rest, [b'\'' | b'`' | b'"', ..]) { 5 } else { 4 };
    text.get(..name.saturating_add(len)).unwrap_or(text)
}

/// Where there is what is looked for.
fn find(text: &[u8], is_it: impl Fn(&[u8]) -> bool) -> Option<usize> {
    (0..text.len()).find(|&at| text.get(at..).is_some_and(&is_it))
}

/// Whether an answer to HELLO means that this server, or this user, cannot have it: unknown command, unknown version,
/// no permission.
fn lacks_hello(error: &ServerError) -> bool {
    matches!(error.code(), "ERR" | "NOPROTO" | "NOPERM") && !error.is_server_full()
}

/// The arguments of a command of the handshake: plain, because every program that connects has them.
pub type HandshakeArgs<'a> = [Option<&'a [u8]>; 3];
