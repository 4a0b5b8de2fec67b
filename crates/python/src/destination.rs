//! Where a large string goes that is not to be an object: into memory of the program's, or to a file.

use picoredis::Misfit;
use picoredis::event::Event;
use picoredis::reply::{Build, Slice};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyBytes;

use crate::build;
use crate::memory::Memory;

/// Builds nothing but the length of a string, or `None` for null.
pub(crate) enum Destination {
    /// The memory, which stays where it is as long as it is lent.
    Memory(Slice<'static>, #[expect(dead_code, reason = "it is held")] Memory),
    /// A `write` that is given one piece after the other, and how much it was given.
    File(Py<PyAny>, u64),
}

impl Destination {
    /// # Errors
    ///
    /// The object is no memory that can be written.
    pub(crate) fn memory(object: &Bound<'_, PyAny>) -> PyResult<Self> {
        let mut memory = Memory::writable(object)?;
        // SAFETY: both are dropped together.
        let bytes = unsafe { memory.as_mut() };
        Ok(Destination::Memory(Slice::new(bytes), memory))
    }

    pub(crate) fn file(write: &Bound<'_, PyAny>) -> Self {
        Destination::File(write.clone().unbind(), 0)
    }
}

impl Build for Destination {
    type Output = Option<u64>;

    fn event(&mut self, event: Event<'_>) -> Result<Option<Option<u64>>, Misfit> {
        let (write, written) = match self {
            Destination::Memory(memory, _) => {
                return Ok(memory.event(event)?.map(|filled| filled.map(|filled| filled.len() as u64)));
            }
            Destination::File(write, written) => (write, written),
        };
        match event {
            Event::Null => Ok(Some(None)),
            Event::Text(text) if !text.kind.is_error() => {
                Python::attach(|py| write_all(write.bind(py), text.data)).map_err(build::raised)?;
                *written += text.data.len() as u64;
                Ok(text.last.then_some(Some(*written)))
            }
            _ => Err(Misfit::Event { expected: "a string" }),
        }
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

/// What a file gives, and no more than so many bytes; none at its end.
pub(crate) fn read_some<'py>(read: &Bound<'py, PyAny>, most: usize) -> PyResult<Bound<'py, PyBytes>> {
    let piece = read
        .call1((most,))?
        .cast_into::<PyBytes>()
        .map_err(|error| PyTypeError::new_err(format!("{error}: is the file in binary mode?")))?;
    if piece.as_bytes().len() > most {
        return Err(PyValueError::new_err("the file gave more than it was asked for"));
    }
    Ok(piece)
}
