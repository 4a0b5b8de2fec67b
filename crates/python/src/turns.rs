//! Whose turn it is with the connections of a pool: so many have one at a time, and who has waited longest is next.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use pyo3::exceptions::PyRuntimeError;
use pyo3::gc::{PyTraverseError, PyVisit};
use pyo3::intern;
use pyo3::prelude::*;

use crate::shared::{era, this_thread};

/// The turns of one pool.
#[pyclass(frozen, module = "picoredis._picoredis")]
pub(crate) struct Turns(Arc<Row>);

/// One turn, or a place among those who wait for one. It is given back at the latest when nobody has it any more, so that an
/// exception of a signal handler, which may come anywhere, loses none.
#[pyclass(frozen, module = "picoredis._picoredis")]
pub(crate) struct Turn {
    row: Arc<Row>,
    id: u64,
    /// It is locked until it is this one's turn; `None` if it was so at once.
    bell: Option<Py<PyAny>>,
}

struct Row {
    /// See [`era`]: in a child that was forked nobody touches it.
    era: u64,
    size: usize,
    places: Mutex<Places>,
}

#[derive(Default)]
struct Places {
    last: u64,
    /// Whose turn it is, and the threads that they have asked from.
    having: Vec<(u64, usize)>,
    waiting: VecDeque<(u64, usize, Py<PyAny>)>,
}

#[pymethods]
impl Turns {
    #[new]
    fn new(size: usize) -> Self {
        Turns(Arc::new(Row { era: era(), size, places: Mutex::default() }))
    }

    /// How many have no turn of the others.
    #[getter]
    fn free(&self) -> usize {
        self.0.size.saturating_sub(self.0.places().having.len())
    }

    /// How many wait for one.
    #[getter]
    fn waiting(&self) -> usize {
        self.0.places().waiting.len()
    }

    /// A turn, which may have to be waited for; whoever has all of them does not wait for itself for ever.
    fn take(&self, py: Python<'_>, for_ever: bool) -> PyResult<Turn> {
        let (row, thread) = (&*self.0, this_thread());
        let at_once = |id| Turn { row: Arc::clone(&self.0), id, bell: None };
        let had = row.places().have(row.size, thread);
        if let Some(id) = had {
            return Ok(at_once(id));
        }
        let bell = py.import("_thread")?.call_method0("allocate_lock")?;
        bell.call_method0("acquire")?;
        let bell = bell.unbind();
        let mut places = row.places();
        // Somebody may have given one back meanwhile.
        if let Some(id) = places.have(row.size, thread) {
            return Ok(at_once(id));
        }
        if for_ever && places.having.iter().all(|(_, theirs)| *theirs == thread) {
            return Err(PyRuntimeError::new_err(format!(
                "this thread has all {} connections of the pool, and would wait for itself for ever",
                row.size
            )));
        }
        let id = places.next();
        places.waiting.push_back((id, thread, bell.clone_ref(py)));
        Ok(Turn { row: Arc::clone(&self.0), id, bell: Some(bell) })
    }
}

#[pymethods]
impl Turn {
    /// Waits for so many seconds, or for ever, until it is this one's turn: whether it is.
    #[pyo3(signature = (seconds))]
    fn wait(&self, py: Python<'_>, seconds: Option<f64>) -> PyResult<bool> {
        let Some(bell) = &self.bell else { return Ok(true) };
        bell.call_method1(py, intern!(py, "acquire"), (true, seconds.unwrap_or(-1.0)))?;
        Ok(self.row.places().having.iter().any(|(id, _)| *id == self.id))
    }

    /// Has the next have a turn, or gives up waiting.
    fn give_back(&self, py: Python<'_>) {
        if self.row.era != era() {
            return;
        }
        let next = self.row.places().leave(self.id);
        if let Some(bell) = next {
            // It is locked, and nobody else unlocks it.
            let _ = bell.call_method0(py, intern!(py, "release"));
        }
    }

    fn __traverse__(&self, visit: PyVisit<'_>) -> Result<(), PyTraverseError> {
        visit.call(&self.bell)
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        Python::attach(|py| self.give_back(py));
    }
}

impl Row {
    /// Nobody has them for longer than it takes to change them, or runs Python meanwhile.
    fn places(&self) -> MutexGuard<'_, Places> {
        self.places.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Places {
    fn next(&mut self) -> u64 {
        self.last += 1;
        self.last
    }

    /// A turn at once, if one is left and nobody waits.
    fn have(&mut self, size: usize, thread: usize) -> Option<u64> {
        if self.having.len() >= size || !self.waiting.is_empty() {
            return None;
        }
        let id = self.next();
        self.having.push((id, thread));
        Some(id)
    }

    /// It is over for one: the bell of whose turn it is instead.
    fn leave(&mut self, id: u64) -> Option<Py<PyAny>> {
        let Some(place) = self.having.iter().position(|(theirs, _)| *theirs == id) else {
            self.waiting.retain(|(theirs, ..)| *theirs != id);
            return None;
        };
        self.having.swap_remove(place);
        let (next, thread, bell) = self.waiting.pop_front()?;
        self.having.push((next, thread));
        Some(bell)
    }
}
