//! Large strings: into memory of the caller's, to a file and from one, without the whole of it in between.

use picoredis::command::Command;
use picoredis::{Bytes, CopyError};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyTuple};

use crate::args::Words;
use crate::client::Client;
use crate::destination::{Destination, read_some};
use crate::errors;

#[pymethods]
impl Client {
    /// Runs a command, a tuple, and puts its reply, a string, into memory: how many bytes that was, or `None` for null.
    fn _into(&self, py: Python<'_>, command: &Bound<'_, PyTuple>, buffer: &Bound<'_, PyAny>) -> PyResult<Option<u64>> {
        let command = Command::new("", Words::new(command.iter())?);
        let destination = Destination::memory(buffer)?;
        self.exchange(py, &command, |_| destination)
    }

    /// Runs a command, and gives its reply, a string, to `write` piece by piece: how many bytes it had, or `None` for null.
    fn _to(&self, py: Python<'_>, command: &Bound<'_, PyTuple>, write: &Bound<'_, PyAny>) -> PyResult<Option<u64>> {
        let command = Command::new("", Words::new(command.iter())?);
        self.exchange(py, &command, |_| Destination::file(write))
    }

    /// Runs a command whose next argument, of so many bytes, is what `read` gives: bytes, at the most as many as it is asked
    /// for. Further arguments follow.
    fn _from(
        &self,
        py: Python<'_>,
        command: &Bound<'_, PyTuple>,
        length: u64,
        read: &Bound<'_, PyAny>,
        more: &Bound<'_, PyTuple>,
    ) -> PyResult<Option<Py<PyBytes>>> {
        let command = Command::new("", Words::new(command.iter())?).reply::<Option<Bytes>>();
        let more = Words::new(more.iter())?;
        let mut held = self.lock(py)?;
        let read = |memory: &mut [u8]| {
            let piece = read_some(read, memory.len())?;
            let piece = piece.as_bytes();
            memory[..piece.len()].copy_from_slice(piece);
            Ok(piece.len())
        };
        let reply = held.connection(py)?.run_from(command, length, read, more);
        let reply = reply.map_err(|error| match error {
            CopyError::Redis(error) => errors::exception(py, &error),
            CopyError::Other(error) => error,
        })?;
        Ok(reply.map(|bytes| PyBytes::new(py, &bytes).unbind()))
    }
}
