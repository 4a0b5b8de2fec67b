//! The native half of the class `Pipeline`: commands that are collected, to be sent in one go.

use picoredis::args::Encoded;
use picoredis::command::Command;
use picoredis::pipeline::Pipeline;
use pyo3::ffi;
use pyo3::prelude::*;
use pyo3::types::{PyList, PyTuple, PyType};

use crate::args::Words;
use crate::changes::Changes;
use crate::commands::{self, Class, Worded};

/// What `Pipeline` is built on: commands, in order. What is no argument of a command is refused where it is given.
#[pyclass(subclass, weakref, module = "picoredis")]
pub(crate) struct Collector {
    commands: Pipeline,
    /// What they make of the connection.
    changes: Changes,
}

#[pymethods]
impl Collector {
    #[new]
    #[pyo3(signature = (*_args, **_kwargs))]
    fn new(_args: &Bound<'_, PyAny>, _kwargs: Option<&Bound<'_, PyAny>>) -> Self {
        Collector { commands: Pipeline::new(), changes: Changes::default() }
    }

    /// Adds the commands as methods, for the class that is made of this one.
    #[classmethod]
    fn _complete(class: &Bound<'_, PyType>) -> PyResult<()> {
        commands::complete::<Self>(class)
    }

    /// Collects any command.
    #[pyo3(signature = (*args))]
    fn do_cmd<'py>(slf: &Bound<'py, Self>, args: &Bound<'py, PyTuple>) -> PyResult<Bound<'py, PyAny>> {
        Self::run(slf, commands::any(Words::new(args.as_slice())?))
    }

    #[pyo3(signature = (*args))]
    fn __call__<'py>(slf: &Bound<'py, Self>, args: &Bound<'py, PyTuple>) -> PyResult<Bound<'py, PyAny>> {
        slf.as_any().call_method1("do_cmd", args)
    }

    /// Forgets what was collected.
    fn reset(&mut self) {
        // With its memory: it may have been much.
        (self.commands, self.changes) = (Pipeline::new(), Changes::default());
    }

    fn __len__(&self) -> usize {
        self.commands.len()
    }

    /// Moves what was collected to an object of its own.
    fn _taken(&mut self) -> Self {
        Collector { commands: std::mem::take(&mut self.commands), changes: std::mem::take(&mut self.changes) }
    }

    /// Raises the first exception among the results.
    #[staticmethod]
    fn _raise_first(results: &Bound<'_, PyList>) -> PyResult<()> {
        // SAFETY: what is asked is an object. (A flag of its type tells; to walk through its bases would take longer.)
        let is_exception = |result: &Bound<'_, PyAny>| unsafe { ffi::PyExceptionInstance_Check(result.as_ptr()) != 0 };
        results.iter().find(is_exception).map_or(Ok(()), |error| Err(PyErr::from_value(error)))
    }
}

impl Class for Collector {
    const PLACE: usize = 2;

    fn run<'py>(slf: &Bound<'py, Self>, command: Worded<'_, 'py>) -> PyResult<Bound<'py, PyAny>> {
        let mut collected = slf.try_borrow_mut()?;
        collected.changes.note(command.spec());
        collected.commands.add(command);
        drop(collected);
        Ok(slf.clone().into_any())
    }
}

impl Collector {
    pub(crate) fn commands(&self) -> &Pipeline {
        &self.commands
    }

    pub(crate) fn changes(&self) -> Changes {
        self.changes
    }

    /// One after the other.
    pub(crate) fn iter(&self) -> impl Iterator<Item = Command<'_, Encoded<'_>>> {
        (0..self.commands.len()).map_while(|index| self.commands.get(index))
    }
}
