//! Several commands in one go: a batch whose replies become Python objects.

use picoredis::command::Command;
use picoredis::event::Event;
use picoredis::pipeline::{Batch, Given, IntoBatch, Outgoing};
use picoredis::reply::Receive;
use picoredis::{ErrorKind, Fate};
use pyo3::prelude::*;
use pyo3::types::PyTuple;

use crate::args::Words;
use crate::build::Objects;
use crate::errors;

/// Commands, as tuples of Python, and what became of each: a reply, or an exception.
pub(crate) struct Commands<'py> {
    py: Python<'py>,
    decode: bool,
    commands: Vec<Words<'py>>,
    /// The command to be sent next.
    next: usize,
    reply: Receive<Objects<'py>>,
    results: Vec<Bound<'py, PyAny>>,
}

impl<'py> Commands<'py> {
    /// # Errors
    ///
    /// A word that is no argument of a command.
    pub(crate) fn new(py: Python<'py>, commands: &[Bound<'py, PyTuple>], decode: bool) -> PyResult<Self> {
        let commands = commands.iter().map(|command| Words::new(command.iter())).collect::<PyResult<Vec<_>>>()?;
        let results = Vec::with_capacity(commands.len());
        Ok(Commands { py, decode, commands, next: 0, reply: Receive::new(Objects::new(py, decode)), results })
    }

    fn exception(&self, error: PyErr) -> Bound<'py, PyAny> {
        error.into_value(self.py).into_bound(self.py).into_any()
    }
}

impl<'py> IntoBatch for Commands<'py> {
    type Batch = Self;

    fn into_batch(self) -> Self {
        self
    }
}

impl<'py> Batch for Commands<'py> {
    type Output = Vec<Bound<'py, PyAny>>;

    fn send<O: Outgoing>(&mut self, out: &mut O) -> Result<Given, ErrorKind> {
        let Some(words) = self.commands.get(self.next) else { return Ok(Given::None) };
        let taken = out.command(&Command::new("", words))?;
        self.next += usize::from(taken);
        Ok(taken.into())
    }

    fn event(&mut self, event: Event<'_>, last: bool) {
        self.reply.event(event);
        if last {
            let reply = std::mem::replace(&mut self.reply, Receive::new(Objects::new(self.py, self.decode)));
            let result = reply.finish().unwrap_or_else(|error| self.exception(errors::reply(self.py, &error)));
            self.results.push(result);
        }
    }

    fn room(&mut self, left: u64) -> Option<&mut [u8]> {
        self.reply.room(left)
    }

    fn filled(&mut self, len: usize) {
        self.reply.filled(len);
    }

    fn fail(&mut self, kind: &ErrorKind, fate: Fate) -> bool {
        let Some(words) = self.commands.get(self.results.len()) else { return false };
        self.results.push(self.exception(errors::failure(self.py, kind, fate, &words.name())));
        true
    }

    fn label(&self, _ahead: usize) -> &str {
        ""
    }

    fn finish(self) -> Self::Output {
        self.results
    }
}
