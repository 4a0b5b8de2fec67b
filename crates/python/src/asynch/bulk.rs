//! Large strings: into memory of the program's, to a file and from one, on a connection of an event loop.

use picoredis::args::Args;
use picoredis::command::{Command, Wait};
use picoredis::encode::{Encoder, Visit};
use picoredis::{ErrorKind, Fate, Unsendable};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::PyTuple;

use super::line::{Line, is_closing, new_future};
use super::waiting::Waiting;
use crate::args::Words;
use crate::destination::{Destination, read_some};
use crate::errors::{self, name_of};
use crate::options;

/// How much of a file is read in one go.
const PIECE: u64 = 64 << 10;

#[pymethods]
impl Line {
    /// Sends a command, a tuple, whose reply, a string, goes into memory: a future of how many bytes that was.
    fn send_into(
        slf: &Bound<'_, Self>,
        command: &Bound<'_, PyTuple>,
        buffer: &Bound<'_, PyAny>,
    ) -> PyResult<Option<Py<PyAny>>> {
        let command = Command::new("", Words::new(command.as_slice())?);
        Self::send(slf, &command, Some(Destination::memory(buffer)?))
    }

    /// The same for a reply that is given to `write` piece by piece.
    fn send_to(
        slf: &Bound<'_, Self>,
        command: &Bound<'_, PyTuple>,
        write: &Bound<'_, PyAny>,
    ) -> PyResult<Option<Py<PyAny>>> {
        let command = Command::new("", Words::new(command.as_slice())?);
        Self::send(slf, &command, Some(Destination::file(write)))
    }

    /// Sends a command, a tuple, up to an argument of so many bytes, behind which so many others will stand.
    fn begin_from(
        slf: &Bound<'_, Self>,
        command: &Bound<'_, PyTuple>,
        #[pyo3(from_py_with = options::length)] length: u64,
        more: usize,
    ) -> PyResult<()> {
        let command = Command::new("", Words::new(command.as_slice())?);
        let mut line = slf.try_borrow_mut()?;
        line.accepts(&command)?;
        if line.tap.0.is_on() {
            line.tap.0.sends(&command.any());
        }
        let mut encoder = Encoder::new(&mut line.outbox);
        let Ok(()) = encoder
            .begin(command.count() + 1 + more)
            .and_then(|()| command.args().visit(&mut encoder))
            .and_then(|()| encoder.begin_arg(length));
        line.valve.command = Some(name_of(&command));
        drop(line);
        Self::flush(slf)
    }

    /// Sends the next piece of that argument, which lacks so many bytes: how many it was.
    fn feed(slf: &Bound<'_, Self>, read: &Bound<'_, PyAny>, lacks: u64) -> PyResult<usize> {
        let py = slf.py();
        let most = usize::try_from(lacks.min(PIECE)).unwrap_or(usize::MAX);
        let piece = read_some(read, most)?;
        let line = slf.try_borrow()?;
        let fail = |kind| errors::failure(py, &kind, Fate::NotSent, line.valve.command.unwrap_or_default());
        let transport = line.transport.as_ref().ok_or_else(|| fail(ErrorKind::Closed))?.clone_ref(py);
        if is_closing(&transport, py)? {
            return Err(fail(ErrorKind::Closed));
        }
        if piece.as_bytes().is_empty() {
            return Err(fail(ErrorKind::Unsendable(Unsendable::ReaderEnded)));
        }
        drop(line);
        transport.call_method1(py, intern!(py, "write"), (&piece,))?;
        Ok(piece.as_bytes().len())
    }

    /// A future that is resolved when the transport takes more; `None` if it does.
    fn drained(slf: &Bound<'_, Self>) -> PyResult<Option<Py<PyAny>>> {
        let py = slf.py();
        let mut line = slf.try_borrow_mut()?;
        if line.transport.is_none() || !line.valve.is_shut() {
            return Ok(None);
        }
        let future = new_future(&line.event_loop, py)?;
        line.valve.tell(future.clone_ref(py));
        Ok(Some(future))
    }

    /// Sends the arguments behind it: a future of the reply.
    fn end_from(slf: &Bound<'_, Self>, more: &Bound<'_, PyTuple>) -> PyResult<Py<PyAny>> {
        let py = slf.py();
        let more = Words::new(more.as_slice())?;
        let mut line = slf.try_borrow_mut()?;
        let name = line.valve.command.unwrap_or_default();
        if line.transport.is_none() {
            return Err(errors::failure(py, &ErrorKind::Closed, Fate::NotSent, name));
        }
        let mut encoder = Encoder::new(&mut line.outbox);
        let Ok(()) = encoder.end_arg().and_then(|()| more.visit(&mut encoder));
        line.session.sent();
        line.valve.command = None;
        let future = new_future(&line.event_loop, py)?;
        let to_do = line.wait_for(Waiting::for_reply(future.clone_ref(py), name, Wait::None));
        drop(line);
        Self::do_rest(slf, to_do)?;
        Ok(future)
    }
}
