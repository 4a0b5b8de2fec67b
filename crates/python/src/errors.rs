//! Errors of the client as exceptions of Python.

use picoredis::args::Args;
use picoredis::command::Command;
use picoredis::{Error, ErrorKind, Fate, ReplyError, ServerError};
use pyo3::create_exception;
use pyo3::exceptions::PyException;
use pyo3::prelude::*;
use pyo3::types::PyString;

use crate::{build, transport};

create_exception!(picoredis, RedisError, PyException, "The server answered with an error, or there is no connection.");
create_exception!(picoredis, RedisTimeout, PyException, "The reply did not come within the timeout.");
create_exception!(picoredis, ConnectionError, RedisError, "The connection could not be made, or was lost.");
create_exception!(
    picoredis,
    WatchError,
    RedisError,
    "A watched key was changed: nothing of the transaction was executed."
);
create_exception!(picoredis, ProtocolError, RedisError, "The server violated the protocol.");
create_exception!(picoredis, ParseError, ProtocolError, "The server sent what is no reply.");

/// The exception for the server's own error: its code and its message.
pub(crate) fn server(py: Python<'_>, error: &ServerError) -> PyErr {
    let object = |text: &str| PyString::new(py, text).unbind();
    // It may repeat what it was sent, which need not be text.
    let text = String::from_utf8_lossy(error.as_bytes());
    match text.split_once(' ') {
        None | Some((_, "")) => RedisError::new_err((object(text.trim_end()),)),
        Some((code, message)) => RedisError::new_err((object(code), object(message))),
    }
}

/// The exception for a reply that is not what it should be.
pub(crate) fn reply(py: Python<'_>, error: &ReplyError) -> PyErr {
    match error {
        ReplyError::Server(error) | ReplyError::Inside(error) => server(py, error),
        error => build::take_raised().unwrap_or_else(|| RedisError::new_err(error.to_string())),
    }
}

/// The exception for an error of the client.
pub(crate) fn exception(py: Python<'_>, error: &Error) -> PyErr {
    of_kind(py, error.kind(), || error.to_string())
}

/// The exception for a command that is lost with its connection.
pub(crate) fn failure(py: Python<'_>, kind: &ErrorKind, fate: Fate, command: &str) -> PyErr {
    let outcome = match fate {
        Fate::NotSent => "the command was not sent",
        _ => "the command may have been executed",
    };
    let text = || format!("{command}: {kind} ({outcome})");
    match kind {
        // What a signal handler raised is raised once, by whoever asked for the commands.
        ErrorKind::Interrupted | ErrorKind::Io(_) => ConnectionError::new_err(text()),
        // By the program, while the reply was waited for.
        ErrorKind::NotConnected if fate == Fate::MaybeExecuted => {
            ConnectionError::new_err(format!("{command}: the connection was closed ({outcome})"))
        }
        kind => of_kind(py, kind, text),
    }
}

/// What to call a command in errors: never by what somebody gave as its name, which may be more.
pub(crate) fn name_of<A: Args, R>(command: &Command<'_, A, R>) -> &'static str {
    command.spec().map_or("the command", |spec| spec.name())
}

fn of_kind(py: Python<'_>, kind: &ErrorKind, text: impl Fn() -> String) -> PyErr {
    match kind {
        ErrorKind::Server(error) => server(py, error),
        ErrorKind::Reply(error) => reply(py, error),
        ErrorKind::Timeout(_) => RedisTimeout::new_err(text()),
        ErrorKind::Session(_) => ParseError::new_err(text()),
        ErrorKind::NotConnected => not_connected(),
        ErrorKind::Interrupted => transport::take_interrupt().unwrap_or_else(|| RedisError::new_err(text())),
        ErrorKind::Aborted => WatchError::new_err(text()),
        // The end of a connection may be what a signal handler raised while something was being written, or it was made.
        ErrorKind::Io(_) | ErrorKind::Connect { .. } => {
            transport::take_interrupt().unwrap_or_else(|| ConnectionError::new_err(text()))
        }
        ErrorKind::Closed => ConnectionError::new_err(text()),
        _ => RedisError::new_err(text()),
    }
}

/// There is no connection: in the words of the original.
pub(crate) fn not_connected() -> PyErr {
    RedisError::new_err("Not connected: use 'connect()' to connect to Redis server.")
}
