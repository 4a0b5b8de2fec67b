//! The native half of the class `Pipeline`: commands that are collected, to be sent in one go.

use picoredis::args::{Args, Encoded};
use picoredis::command::{Command, Spec};
use picoredis::encode::{Encoder, Pen, Spill, Visit};
use picoredis::pipeline::Pipeline;
use pyo3::exceptions::{PyTypeError, PyUnicodeError, PyValueError};
use pyo3::ffi;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyList, PyTuple, PyType};

use crate::args::{Words, bytes_of, digits_of};
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
        Self::empty()
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
        let mut more = Collector::empty();
        let mut before = None;
        for (index, command) in commands.try_iter()?.enumerate() {
            let words = words_of(&command?, index)?;
            if overridden {
                slf.call_method1(intern!(slf.py(), "do_cmd"), words)?;
            } else {
                let added = more.add_given(&mut before, words.as_slice());
                added.map_err(|error| in_command(slf.py(), index, error))?;
            }
        }
        let mut collected = slf.try_borrow_mut()?;
        collected.commands.append(&mut more.commands);
        collected.changes.join(more.changes);
        drop(collected);
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
        slf.try_borrow_mut()?.add(command);
        Ok(slf.clone().into_any())
    }

    #[inline]
    fn run_given<'py>(
        slf: &Bound<'py, Self>,
        spec: &'static Spec,
        name: Encoded<'static>,
        given: &[Bound<'py, PyAny>],
    ) -> PyResult<Bound<'py, PyAny>> {
        let mut memory = [0; SHORT];
        match short(&mut memory, name, given) {
            Some(words) => slf.try_borrow_mut()?.add(Command::spelled("", spec, words)),
            None => return Self::run(slf, Command::spelled("", spec, (name, Words::new(given)?))),
        };
        Ok(slf.clone().into_any())
    }
}

impl Collector {
    fn empty() -> Self {
        Collector { commands: Pipeline::new(), changes: Changes::default() }
    }

    #[inline]
    fn add<A: Args>(&mut self, command: Command<'_, A>) {
        self.changes.note(command.spec());
        self.commands.add(command);
    }

    /// Adds a command that was given as its words. One of the same kind as the one `before` need not be looked up, and what it
    /// changes was noted.
    fn add_given(&mut self, before: &mut Option<&'static Spec>, words: &[Bound<'_, PyAny>]) -> PyResult<()> {
        let first = words.first().and_then(bytes_of).unwrap_or_default();
        let Some(spec) = before.filter(|spec| spec.is_all_of(first)) else {
            let command = commands::any(Words::new(words)?);
            *before = command.spec();
            self.add(command);
            return Ok(());
        };
        let mut memory = [0; SHORT];
        match short(&mut memory, Encoded::default(), words) {
            Some(words) => self.commands.add(Command::spelled("", spec, words)),
            None => self.commands.add(Command::spelled("", spec, (Encoded::default(), Words::new(words)?))),
        };
        Ok(())
    }

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

/// No more bytes than this are put on the stack.
const SHORT: usize = 128;

/// Encodes the words of a command, looking at each once. `None`: they have no room, or one has to be made what it is sent as.
#[inline]
fn short<'a>(memory: &'a mut [u8; SHORT], name: Encoded<'_>, given: &[Bound<'_, PyAny>]) -> Option<Encoded<'a>> {
    let mut no_more = NoMore;
    let mut encoder = Encoder::new(Pen::new(memory, 0, &mut no_more));
    name.visit(&mut encoder).ok()?;
    for word in given {
        match bytes_of(word) {
            Some(bytes) => encoder.arg(bytes).ok()?,
            None => encoder.arg(&digits_of(word)?).ok()?,
        }
    }
    let len = encoder.into_sink().len();
    Some(Encoded::new(&memory[..len], name.count() + given.len()))
}

struct NoMore;

impl Spill for NoMore {
    fn spill(&mut self, _: &mut [u8], _: usize, _: &[u8]) -> Option<usize> {
        None
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
    let words = format!("command {index}: {}", error.value(py));
    let told = if error.is_instance_of::<PyTypeError>(py) {
        PyTypeError::new_err(words)
    } else if error.is_instance_of::<PyUnicodeError>(py) {
        PyValueError::new_err(words)
    } else {
        // What an object raised when it was asked for its text.
        return error;
    };
    told.set_cause(py, Some(error));
    told
}
