//! Several commands in one go: a batch whose replies become Python objects.

use picoredis::event::Event;
use picoredis::pipeline::{Batch, Given, IntoBatch, Outgoing};
use picoredis::reply::Receive;
use picoredis::{ErrorKind, Fate};
use pyo3::prelude::*;

use crate::build::Objects;
use crate::collector::Collected;
use crate::errors::{self, name_of};

/// Commands that were collected, and what became of each: a reply, or an exception.
pub(crate) struct Commands<'a, 'py> {
    py: Python<'py>,
    decode: bool,
    commands: &'a [Collected],
    /// The command to be sent next.
    next: usize,
    reply: Receive<Objects<'py>>,
    results: Vec<Bound<'py, PyAny>>,
}

impl<'a, 'py> Commands<'a, 'py> {
    pub(crate) fn new(py: Python<'py>, commands: &'a [Collected], decode: bool) -> Self {
        let results = Vec::with_capacity(commands.len());
        Commands { py, decode, commands, next: 0, reply: Receive::new(Objects::new(py, decode)), results }
    }

    fn exception(&self, error: PyErr) -> Bound<'py, PyAny> {
        error.into_value(self.py).into_bound(self.py).into_any()
    }
}

impl IntoBatch for Commands<'_, '_> {
    type Batch = Self;

    fn into_batch(self) -> Self {
        self
    }
}

impl<'py> Batch for Commands<'_, 'py> {
    type Output = Vec<Bound<'py, PyAny>>;

    fn send<O: Outgoing>(&mut self, out: &mut O) -> Result<Given, ErrorKind> {
        let Some(command) = self.commands.get(self.next) else { return Ok(Given::None) };
        let taken = out.command(command)?;
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

    fn room(&mut self, left: usize) -> Option<&mut [u8]> {
        self.reply.room(left)
    }

    fn filled(&mut self, len: usize) {
        self.reply.filled(len);
    }

    fn fail(&mut self, kind: &ErrorKind, fate: Fate) -> bool {
        let Some(command) = self.commands.get(self.results.len()) else { return false };
        self.results.push(self.exception(errors::failure(self.py, kind, fate, name_of(command))));
        true
    }

    fn label(&self, _ahead: usize) -> &str {
        ""
    }

    fn finish(self) -> Self::Output {
        self.results
    }
}
