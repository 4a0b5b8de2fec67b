//! What a connection says before all else.

use picoredis::ServerError;
use picoredis::command::Command;
use picoredis::session::{Handshake, HandshakeArgs, Login, Protocol};

/// The answers so far: the core's plan is gone through with them again, as it borrows what it says.
#[derive(Default)]
pub(crate) struct Greeting {
    answers: Vec<Result<(), ServerError>>,
}

impl Greeting {
    /// Takes the next answer.
    pub(crate) fn answered(&mut self, answer: Result<(), ServerError>) {
        self.answers.push(answer);
    }

    /// Gives the next command to `say`; with none left, the protocol that is spoken from now on.
    ///
    /// # Errors
    ///
    /// The server's own, with which there is no going on.
    pub(crate) fn next(
        &self,
        login: Login<'_>,
        say: impl FnOnce(&Command<'static, HandshakeArgs<'_>, ()>),
    ) -> Result<Option<Protocol>, ServerError> {
        let mut handshake = Handshake::new(login);
        for answer in &self.answers {
            handshake.answered(answer.clone())?;
        }
        match handshake.command() {
            Some(command) => say(&command),
            None => return Ok(Some(handshake.protocol())),
        }
        Ok(None)
    }
}
