//! The native half of the class `Pipeline`: commands that are collected, to be sent in one go.

use picoredis::command::Command;
use pyo3::prelude::*;
use pyo3::types::{PyTuple, PyType};

use crate::args::Words;
use crate::attached::Attached;
use crate::commands::{self, Class};

/// A command whose words live as long as it does.
pub(crate) type Collected = Command<'static, Words<'static>>;

/// What `Pipeline` is built on: commands, in order. What is no argument of a command is refused where it is given.
#[pyclass(subclass, module = "picoredis")]
pub(crate) struct Collector {
    commands: Attached<Vec<Collected>>,
}

#[pymethods]
impl Collector {
    #[new]
    #[pyo3(signature = (*_args, **_kwargs))]
    fn new(_args: &Bound<'_, PyAny>, _kwargs: Option<&Bound<'_, PyAny>>) -> Self {
        Collector { commands: Attached(Vec::new()) }
    }

    /// Adds the commands as methods, for the class that is made of this one.
    #[classmethod]
    fn _complete(class: &Bound<'_, PyType>) -> PyResult<()> {
        commands::complete::<Self>(class)
    }

    /// Collects any command.
    #[pyo3(signature = (*args))]
    fn do_cmd<'py>(slf: &Bound<'py, Self>, args: &Bound<'py, PyTuple>) -> PyResult<Bound<'py, PyAny>> {
        Self::run(slf, Command::new("", Words::new(args.iter())?))
    }

    #[pyo3(signature = (*args))]
    fn __call__<'py>(slf: &Bound<'py, Self>, args: &Bound<'py, PyTuple>) -> PyResult<Bound<'py, PyAny>> {
        slf.as_any().call_method1("do_cmd", args)
    }

    /// Forgets what was collected.
    fn reset(&mut self) {
        self.commands.0.clear();
    }

    fn __len__(&self) -> usize {
        self.commands.0.len()
    }

    /// Moves what was collected to an object of its own.
    fn _taken(&mut self) -> Self {
        Collector { commands: Attached(std::mem::take(&mut self.commands.0)) }
    }
}

impl Class for Collector {
    const PLACE: usize = 2;

    fn run<'py>(slf: &Bound<'py, Self>, command: Command<'static, Words<'py>>) -> PyResult<Bound<'py, PyAny>> {
        // SAFETY: the lifetime is that of being attached to the interpreter, as everybody is who gets at it: see `Attached`.
        let command = unsafe { std::mem::transmute::<Command<'static, Words<'py>>, Collected>(command) };
        slf.try_borrow_mut()?.commands.0.push(command);
        Ok(slf.clone().into_any())
    }
}

impl Collector {
    pub(crate) fn commands(&self) -> &[Collected] {
        &self.commands.0
    }
}
