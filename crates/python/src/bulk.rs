//! Large strings: into memory of the caller's, to a file and from one, without the whole of it in between.

use std::slice;

use picoredis::command::{Command, Wait};
use picoredis::{Bytes, CopyError, ErrorKind};
use pyo3::buffer::PyBuffer;
use pyo3::exceptions::{PyBufferError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyTuple};

use crate::args::Words;
use crate::client::Client;
use crate::errors;
use crate::transport::Connection;

#[pymethods]
impl Client {
    /// Runs a command, a tuple, and puts its reply, a string, into memory: how many bytes that was, or `None` for null.
    fn _into(
        &self,
        py: Python<'_>,
        command: &Bound<'_, PyTuple>,
        buffer: &Bound<'_, PyAny>,
    ) -> PyResult<Option<usize>> {
        let buffer = PyBuffer::<u8>::get(buffer)?;
        if buffer.readonly() || !buffer.is_c_contiguous() {
            return Err(PyBufferError::new_err("the memory has to be writable and in one piece"));
        }
        // SAFETY: as long as the buffer is held it stays where it is and as long as it is. Another thread of the program
        // may look at it meanwhile: it then sees a part of the reply.
        let memory = unsafe { slice::from_raw_parts_mut(buffer.buf_ptr().cast::<u8>(), buffer.len_bytes()) };
        let command = Command::new("", Words::new(command.iter())?);
        let wait = command.wait();
        self.attempt(py, wait, |connection| {
            let filled = connection.run_into(command, memory).map_err(CopyError::Redis)?;
            Ok(filled.map(|filled| filled.len()))
        })
    }

    /// Runs a command, and gives its reply, a string, to `write` piece by piece: how many bytes it had, or `None` for null.
    fn _to(&self, py: Python<'_>, command: &Bound<'_, PyTuple>, write: &Bound<'_, PyAny>) -> PyResult<Option<u64>> {
        let command = Command::new("", Words::new(command.iter())?);
        self.attempt(py, command.wait(), |connection| {
            let mut reply = connection.stream(command)?;
            let Some(mut string) = reply.string()? else { return Ok(None) };
            let mut written = 0;
            while let Some(piece) = string.piece()? {
                write_all(write, piece).map_err(CopyError::Other)?;
                written += piece.len() as u64;
            }
            Ok(Some(written))
        })
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
        let reply = self.attempt(py, command.wait(), |connection| {
            connection.run_from(command, length, |memory| read_some(read, memory), more)
        })?;
        Ok(reply.map(|bytes| PyBytes::new(py, &bytes).unbind()))
    }
}

impl Client {
    /// Does something with the connection that may fail on the side of Python, too.
    fn attempt<T>(
        &self,
        py: Python<'_>,
        wait: Wait,
        work: impl FnOnce(&mut Connection) -> Result<T, CopyError<PyErr>>,
    ) -> PyResult<T> {
        let mut held = self.lock(py)?;
        work(held.connection(py)?).map_err(|error| match error {
            CopyError::Redis(error) => {
                let exception = errors::exception(py, &error);
                if matches!(error.kind(), ErrorKind::Interrupted) && wait != Wait::None {
                    self.abandon(&mut held);
                }
                exception
            }
            CopyError::Other(error) => error,
        })
    }
}

/// Writes all of a piece, to a file that may take less at a time.
fn write_all(write: &Bound<'_, PyAny>, mut piece: &[u8]) -> PyResult<()> {
    while !piece.is_empty() {
        let taken = write.call1((PyBytes::new(write.py(), piece),))?;
        // Some writers do not say: they have taken it.
        let taken = if taken.is_none() { piece.len() } else { taken.extract()? };
        piece = piece.get(taken..).unwrap_or_default();
        if taken == 0 {
            return Err(PyValueError::new_err("the file takes nothing"));
        }
    }
    Ok(())
}

/// Reads at least a byte, unless that was all.
fn read_some(read: &Bound<'_, PyAny>, memory: &mut [u8]) -> PyResult<usize> {
    let piece = read.call1((memory.len(),))?;
    let piece = piece.cast::<PyBytes>()?.as_bytes();
    let place = memory.get_mut(..piece.len());
    place.ok_or_else(|| PyValueError::new_err("the file gave more than it was asked for"))?.copy_from_slice(piece);
    Ok(piece.len())
}
