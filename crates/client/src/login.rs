//! The first words on a connection: what the drivers share of them.

use picoredis_core::command::Command;
use picoredis_core::session::{Handshake, HandshakeArgs, Login, Protocol};

use crate::error::{Error, ErrorKind, Fate, Result};
use crate::link::Link;

/// How far the first words have been said.
pub(crate) struct Greeting<'a>(Handshake<'a>);

impl<'a> Greeting<'a> {
    pub(crate) fn new(login: Login<'a>) -> Self {
        Greeting(Handshake::new(login))
    }

    /// What is to be said next; `None` if that was all.
    pub(crate) fn command(&self) -> Option<Command<'static, HandshakeArgs<'_>, ()>> {
        self.0.command()
    }

    /// Takes what came of the command of that name. A server's error may be no obstacle.
    pub(crate) fn answered(&mut self, label: &str, answered: Result<()>) -> Result<()> {
        let answer = match answered {
            Ok(()) => Ok(()),
            Err(error) => Err(error.server().cloned().ok_or_else(|| error.told(label))?),
        };
        self.0.answered(answer).map_err(|error| Error::new(ErrorKind::Server(error), Fate::Refused).told(label))
    }

    /// All has been said.
    pub(crate) fn end<B: AsRef<[u8]> + AsMut<[u8]>, const DEPTH: usize>(self, link: &mut Link<B, DEPTH>) {
        if self.0.protocol() == Protocol::Resp3 {
            link.speak(Protocol::Resp3);
        }
    }
}
