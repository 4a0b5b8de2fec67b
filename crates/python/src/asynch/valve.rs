//! How much the transport takes, for commands that are sent in pieces.

use pyo3::prelude::*;

/// Whether the transport takes more, and the command that it takes in pieces.
#[derive(Default)]
pub(crate) struct Valve {
    is_shut: bool,
    /// A future of whoever waits until it is open.
    waiting: Option<Py<PyAny>>,
    /// The name of the command of which a part has been sent.
    pub(crate) command: Option<&'static str>,
}

impl Valve {
    /// Nothing more, please.
    pub(crate) fn shut(&mut self) {
        self.is_shut = true;
    }

    /// It takes more again, or nothing ever: whom to tell.
    pub(crate) fn open(&mut self) -> Option<Py<PyAny>> {
        self.is_shut = false;
        self.waiting.take()
    }

    pub(crate) fn is_shut(&self) -> bool {
        self.is_shut
    }

    /// Has a future be resolved when it is open.
    pub(crate) fn tell(&mut self, future: Py<PyAny>) {
        self.waiting = Some(future);
    }

    /// Whether a command has been sent in part.
    pub(crate) fn is_in_use(&self) -> bool {
        self.command.is_some()
    }
}
