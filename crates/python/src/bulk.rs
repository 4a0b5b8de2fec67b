//! Large strings: into memory of the caller's, to a file and from one, without the whole of it in between.

use std::fmt;

use picoredis::command::Command;
use picoredis::session::Standing;
use picoredis::{Bytes, CopyError, embedded_io};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyString, PyTuple};

use crate::args::Words;
use crate::client::Client;
use crate::destination::{Destination, read_some};
use crate::errors;
use crate::options;

#[pymethods]
impl Client {
    /// Runs a command, a tuple, and puts its reply, a string, into memory: how many bytes that was, or `None` for null.
    fn _into(&self, py: Python<'_>, command: &Bound<'_, PyTuple>, buffer: &Bound<'_, PyAny>) -> PyResult<Option<u64>> {
        let command = Command::new("", Words::new(command.as_slice())?);
        let destination = Destination::memory(buffer)?;
        self.exchange(py, &command, |_| destination)
    }

    /// Runs a command, and gives its reply, a string, to `write` piece by piece: how many bytes it had, or `None` for null.
    fn _to(&self, py: Python<'_>, command: &Bound<'_, PyTuple>, write: &Bound<'_, PyAny>) -> PyResult<Option<u64>> {
        let command = Command::new("", Words::new(command.as_slice())?);
        self.exchange(py, &command, |_| Destination::file(write))
    }

    /// Runs a command whose next argument, of so many bytes, is what `read` gives: bytes, at the most as many as it is asked
    /// for. Further arguments follow.
    fn _from<'py>(
        &self,
        py: Python<'py>,
        command: &Bound<'py, PyTuple>,
        #[pyo3(from_py_with = options::length)] length: u64,
        read: &Bound<'py, PyAny>,
        more: &Bound<'py, PyTuple>,
    ) -> PyResult<Option<Bound<'py, PyAny>>> {
        let command = Command::new("", Words::new(command.as_slice())?).reply::<Option<Bytes>>();
        let more = Words::new(more.as_slice())?;
        let mut held = self.lock(py)?;
        let reply = held.connection(py)?.run_from(command, length, Reader(read), more);
        let reply = reply.map_err(|error| match error {
            CopyError::Redis(error) => errors::exception(py, &error),
            CopyError::Other(Raised(error)) => {
                // A part of the command has gone, perhaps, and the rest never will.
                if held.existing().is_some_and(|connection| connection.standing() == Standing::Broken) {
                    self.abandon(&mut held);
                }
                error
            }
        })?;
        let decode = held.decode;
        let string = |bytes: Bytes| match decode {
            true => PyString::from_bytes(py, &bytes).map(Bound::into_any),
            false => Ok(PyBytes::new(py, &bytes).into_any()),
        };
        reply.map(string).transpose()
    }
}

/// The `read` of a file of Python's.
struct Reader<'a, 'py>(&'a Bound<'py, PyAny>);

impl embedded_io::ErrorType for Reader<'_, '_> {
    type Error = Raised;
}

impl embedded_io::Read for Reader<'_, '_> {
    fn read(&mut self, memory: &mut [u8]) -> Result<usize, Raised> {
        let piece = read_some(self.0, memory.len()).map_err(Raised)?;
        let piece = piece.as_bytes();
        memory[..piece.len()].copy_from_slice(piece);
        Ok(piece.len())
    }
}

/// What Python has raised, as an error of a reader.
#[derive(Debug)]
struct Raised(PyErr);

impl fmt::Display for Raised {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Raised {}

impl embedded_io::Error for Raised {
    fn kind(&self) -> embedded_io::ErrorKind {
        embedded_io::ErrorKind::Other
    }
}
