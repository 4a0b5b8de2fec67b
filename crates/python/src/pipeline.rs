//! Several commands in one go: a batch whose replies become the elements of one list.

use picoredis::decode::Run;
use picoredis::event::Event;
use picoredis::pipeline::{Batch, Given, IntoBatch, Outgoing, Pipeline};
use picoredis::reply::Build;
use picoredis::{ErrorKind, Fate, ReplyError};
use pyo3::prelude::*;
use pyo3::types::PyList;

use crate::build::Objects;
use crate::errors::{self, name_of};

/// Commands that were collected, and what became of each: a reply, or an exception.
pub(crate) struct Commands<'a, 'py> {
    py: Python<'py>,
    commands: &'a Pipeline,
    /// The command to be sent next.
    next: usize,
    results: Objects<'py>,
    /// Why nothing can be made of the reply that goes on.
    failure: Option<ReplyError>,
}

impl<'a, 'py> Commands<'a, 'py> {
    pub(crate) fn new(py: Python<'py>, commands: &'a Pipeline, decode: bool) -> PyResult<Self> {
        let results = Objects::in_list(py, decode, commands.len())?;
        Ok(Commands { py, commands, next: 0, results, failure: None })
    }

    #[cold]
    fn put(&mut self, error: &PyErr) {
        self.results.put_instead(error.value(self.py).clone().into_any());
    }
}

impl IntoBatch for Commands<'_, '_> {
    type Batch = Self;

    fn into_batch(self) -> Self {
        self
    }
}

impl<'py> Batch for Commands<'_, 'py> {
    type Output = Bound<'py, PyList>;

    fn send<O: Outgoing>(&mut self, out: &mut O) -> Result<Given, ErrorKind> {
        let given = out.recorded(self.commands, self.next)?;
        self.next += given.count();
        Ok(given)
    }

    #[inline]
    fn event(&mut self, event: Event<'_>, last: bool) {
        if self.failure.is_none() {
            self.failure = self.results.event(event).err().map(|misfit| misfit.of(&event));
        }
        if last && let Some(failure) = self.failure.take() {
            self.put(&errors::reply(self.py, &failure));
        }
    }

    fn run(&mut self, run: &mut Run<'_>) {
        let last = run.are_replies();
        loop {
            // What belongs to a reply that failed is none of the results.
            let event = if self.failure.is_none() { self.results.other_than_strings(run) } else { run.next() };
            let Some(event) = event else { return };
            self.event(event, last);
        }
    }

    fn room(&mut self, left: usize) -> Option<&mut [u8]> {
        self.results.room(left)
    }

    fn filled(&mut self, len: usize) {
        self.results.filled(len);
    }

    fn fail(&mut self, kind: &ErrorKind, fate: Fate) -> bool {
        let Some(command) = self.commands.get(self.results.elements()) else { return false };
        self.put(&errors::failure(self.py, kind, fate, name_of(&command)));
        true
    }

    fn label(&self, _ahead: usize) -> &str {
        ""
    }

    fn finish(self) -> Self::Output {
        self.results.into_list()
    }
}
