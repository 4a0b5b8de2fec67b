//! The native half of the class `Pipeline`: commands that are collected, to be sent in one go.

use picoredis::args::Encoded;
use picoredis::command::Command;
use picoredis::pipeline::Pipeline;
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::ffi;
use pyo3::intern;
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

    /// Collects many commands, each a tuple or a list of its words. If one of them cannot be collected, none is. A `do_cmd` of a
    /// sub-class's own is called with each, one after the other.
    fn extend<'py>(slf: &Bound<'py, Self>, commands: &Bound<'py, PyAny>) -> PyResult<Bound<'py, Self>> {
        let overridden = commands::overrides_do_cmd::<Self>(slf)?;
        // What gives and makes the words may use this one meanwhile.
        let mut more = Pipeline::new();
        let mut before = None;
        for (index, command) in commands.try_iter()?.enumerate() {
            let words = words_of(&command?, index)?;
            if overridden {
                slf.call_method1(intern!(slf.py(), "do_cmd"), words)?;
            } else {
                let words = Words::new(words.as_slice()).map_err(|error| in_command(slf.py(), index, error))?;
                let command = commands::like(before, words);
                before = command.spec();
                more.add(command);
            }
        }
        slf.try_borrow_mut()?.commands.append(&mut more);
        Ok(slf.clone())
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

/// The words of a command that was given as one object.
fn words_of<'py>(command: &Bound<'py, PyAny>, index: usize) -> PyResult<Bound<'py, PyTuple>> {
    let words = match command.cast::<PyList>() {
        Ok(list) => list.to_tuple(),
        Err(_) => command.cast::<PyTuple>().cloned().map_err(|_| no_command(command, index))?,
    };
    if words.is_empty() { Err(PyValueError::new_err(format!("command {index} has no words"))) } else { Ok(words) }
}

fn no_command(given: &Bound<'_, PyAny>, index: usize) -> PyErr {
    let kind = given.get_type();
    PyTypeError::new_err(format!("command {index} is no tuple or list of words: {kind}"))
}

/// Says which command has something for a word that is none.
fn in_command(py: Python<'_>, index: usize, error: PyErr) -> PyErr {
    if !error.is_instance_of::<PyTypeError>(py) {
        return error;
    }
    let told = PyTypeError::new_err(format!("command {index}: {}", error.value(py)));
    told.set_cause(py, Some(error));
    told
}
