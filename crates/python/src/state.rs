//! What a thread has while it uses the connection.

use picoredis::{Config, Wire};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyString};

use crate::changes::Changes;
use crate::errors;
use crate::heard::Maker;
use crate::shared::Settings;
use crate::transport::{self, Connection, Detached};

/// The connection, and how its replies are made objects.
#[derive(Default)]
pub(crate) struct State {
    /// `None` before the first connection.
    connection: Option<Connection>,
    /// A connection is to be made like this before the next command.
    reopen: Option<Config>,
    /// Strings become `str`.
    pub(crate) decode: bool,
    /// Makes objects of what is said unasked.
    maker: Maker,
    debug: bool,
    /// The client itself makes a lost connection anew, and the same as it was.
    reconnect: bool,
    pub(crate) changes: Changes,
}

impl State {
    /// Without a connection, which is made when it is needed, unless the program has closed it.
    pub(crate) fn to_open(settings: &Settings) -> Self {
        let reopen = settings.config.clone().filter(|_| settings.open);
        let (decode, debug) = (settings.decode, settings.debug);
        let (maker, reconnect) = (Maker::new(decode), settings.reconnect);
        State { connection: None, reopen, decode, maker, debug, reconnect, changes: Changes::default() }
    }

    /// Connects to where the settings say.
    pub(crate) fn open(&mut self, py: Python<'_>, settings: State) -> PyResult<&mut Connection> {
        *self = settings;
        self.connection(py)
    }

    /// The connection, which is made if it has to be.
    pub(crate) fn connection(&mut self, py: Python<'_>) -> PyResult<&mut Connection> {
        if let Some(config) = &self.reopen {
            let opened = config.clone().on_interrupt(transport::interrupted).connect_over(Detached::new);
            self.connection = Some(opened.map_err(|error| errors::exception(py, &error))?);
            self.reopen = None;
            self.changes = Changes::default();
            self.show(self.debug);
        }
        self.connection.as_mut().ok_or_else(errors::not_connected)
    }

    /// The connection, and what makes objects of what is heard on it.
    #[inline]
    pub(crate) fn listening(&mut self, py: Python<'_>) -> PyResult<(&mut Connection, &mut Maker)> {
        self.connection(py)?;
        let connection = self.connection.as_mut().ok_or_else(errors::not_connected)?;
        Ok((connection, &mut self.maker))
    }

    /// The connection, if there was one, be it open or not.
    pub(crate) fn existing(&mut self) -> Option<&mut Connection> {
        self.connection.as_mut().filter(|_| self.reopen.is_none())
    }

    /// Closes the connection for good.
    pub(crate) fn close(&mut self) {
        self.reopen = None;
        if let Some(connection) = &mut self.connection {
            connection.close();
        }
    }

    /// Closes the connection, whose reply might never come, so that the server forgets the command; the next command has a
    /// new one, if that can be what this one was.
    pub(crate) fn abandon(&mut self, config: Option<Config>) {
        match &mut self.connection {
            Some(connection) if self.reconnect => connection.abandon(),
            _ => {
                self.close();
                self.reopen = config.filter(|_| !self.changes.is_some());
            }
        }
    }

    /// Prints what is sent and received from now on, or no longer.
    pub(crate) fn show(&mut self, debug: bool) {
        self.debug = debug;
        let Some(connection) = &mut self.connection else { return };
        if debug {
            connection.debug_to(|wire| show(&wire));
        } else {
            connection.debug_off();
        }
    }
}

/// Prints a line as the original does: what is sent as text, what is received as bytes.
pub(crate) fn show(wire: &Wire<'_>) {
    Python::attach(|py| {
        let line = match wire {
            Wire::Send(bytes) => {
                PyString::new(py, &String::from_utf8_lossy(bytes)).repr().map(|sent| format!("SEND: {sent}"))
            }
            Wire::Recv(bytes) => PyBytes::new(py, bytes).repr().map(|received| format!("RECV: {received}")),
        };
        // Nobody could be told that standard output is closed.
        let _ = line.and_then(|line| py.import("builtins")?.call_method1("print", (line,)));
    });
}
