//! Errors of the client as exceptions of Python.

use picoredis::{Error, ErrorKind, ServerError};
use pyo3::create_exception;
use pyo3::exceptions::PyException;
use pyo3::prelude::*;
use pyo3::types::PyString;

create_exception!(picoredis, RedisError, PyException, "The server answered with an error, or there is no connection.");
create_exception!(picoredis, RedisTimeout, PyException, "The reply did not come within the timeout.");
create_exception!(picoredis, ConnectionError, RedisError, "The connection could not be made, or was lost.");
create_exception!(picoredis, ProtocolError, RedisError, "The server violated the protocol.");
create_exception!(picoredis, ParseError, ProtocolError, "The server sent what is no reply.");

/// The exception for the server's own error: its code and its message.
pub(crate) fn server(py: Python<'_>, error: &ServerError) -> PyErr {
    let text = |text: &str| PyString::new(py, text).unbind();
    match (error.code(), error.message()) {
        (code, "") => RedisError::new_err((text(code),)),
        (code, message) => RedisError::new_err((text(code), text(message))),
    }
}

/// The exception for an error of the client.
pub(crate) fn exception(py: Python<'_>, error: &Error) -> PyErr {
    match error.kind() {
        ErrorKind::Server(error) => server(py, error),
        ErrorKind::Timeout(_) => RedisTimeout::new_err(error.to_string()),
        ErrorKind::Session(_) => ParseError::new_err(error.to_string()),
        ErrorKind::NotConnected => not_connected(),
        ErrorKind::Connect { .. } | ErrorKind::Closed | ErrorKind::Io(_) => ConnectionError::new_err(error.to_string()),
        _ => RedisError::new_err(error.to_string()),
    }
}

/// There is no connection: in the words of the original.
pub(crate) fn not_connected() -> PyErr {
    RedisError::new_err("Not connected: use 'connect()' to connect to Redis server.")
}
