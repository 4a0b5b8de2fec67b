//! The native half of the class `AsyncRedis`: commands become futures of an event loop.

mod greeting;
mod line;
mod mailbox;
mod plan;
mod waiting;

use std::sync::atomic::{AtomicPtr, Ordering};

use picoredis::args::Args;
use picoredis::command::{Command, Spec, Wait};
use picoredis::sharing::{changes_connection, is_of_transaction};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyString, PyTuple, PyType};

use crate::args::Words;
use crate::commands::Class;
use crate::errors;

pub(crate) use line::Line;
pub(crate) use mailbox::Mailbox;
pub(crate) use plan::Plan;

/// What `AsyncRedis` is built on: one connection that all tasks of a loop share.
#[pyclass(subclass, module = "picoredis")]
pub(crate) struct AsyncClient {
    /// The connection, open or not; `None` before the first.
    #[pyo3(get, set)]
    _line: Option<Py<Line>>,
    /// It is not shared: whoever has it may change it, and wait on it.
    #[pyo3(get, set)]
    _alone: bool,
}

/// The class whose `do_cmd` is the one here, so that a sub-class is told by its address.
static PLAIN: AtomicPtr<pyo3::ffi::PyTypeObject> = AtomicPtr::new(std::ptr::null_mut());

#[pymethods]
impl AsyncClient {
    #[new]
    #[pyo3(signature = (*_args, **_kwargs))]
    fn new(_args: &Bound<'_, PyAny>, _kwargs: Option<&Bound<'_, PyAny>>) -> Self {
        AsyncClient { _line: None, _alone: false }
    }

    /// Tells which class is the plain one.
    #[staticmethod]
    fn _plain(class: &Bound<'_, PyType>) {
        PLAIN.store(class.as_type_ptr(), Ordering::Relaxed);
    }

    /// Sends any command: the future of its reply.
    #[pyo3(signature = (cmd, *args))]
    fn do_cmd<'py>(
        slf: &Bound<'py, Self>,
        cmd: &Bound<'py, PyAny>,
        args: &Bound<'py, PyTuple>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let words = Words::new(std::iter::once(cmd.clone()).chain(args.iter()))?;
        Self::run(slf, "", &Command::new("", words))
    }

    #[pyo3(signature = (*args))]
    fn __call__<'py>(slf: &Bound<'py, Self>, args: &Bound<'py, PyTuple>) -> PyResult<Bound<'py, PyAny>> {
        slf.as_any().call_method1("do_cmd", args)
    }

    /// Raises if one of the commands, each a tuple, would do harm to those who share the connection, or wait.
    fn _check(&self, commands: Vec<Bound<'_, PyTuple>>) -> PyResult<()> {
        for words in commands {
            let command = Command::new("", Words::new(words.iter())?);
            self.tolerates(&command)?;
            if !self._alone && command.wait() != Wait::None {
                return Err(errors::RedisError::new_err("it may wait, and all who share the connection with it"));
            }
        }
        Ok(())
    }
}

impl Class for AsyncClient {
    fn command<'py>(
        slf: &Bound<'py, PyAny>,
        spec: &'static Spec,
        spelled: &'static str,
        given: impl Iterator<Item = Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let py = slf.py();
        if slf.get_type_ptr() != PLAIN.load(Ordering::Relaxed) && overrides_do_cmd(slf)? {
            let name = spelled.split(' ').map(|word| PyString::new(py, word).into_any());
            let all: Vec<_> = name.chain(given).collect();
            return slf.call_method1("do_cmd", PyTuple::new(py, all)?);
        }
        let words = Words::new(given)?;
        Self::run(slf.cast()?, spelled, &Command::spelled(spelled, spec, words))
    }
}

impl AsyncClient {
    #[inline]
    fn run<'py>(
        slf: &Bound<'py, Self>,
        spelled: &str,
        command: &Command<'_, Words<'py>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let py = slf.py();
        let client = slf.try_borrow()?;
        client.tolerates(command)?;
        let waits = command.wait() != Wait::None;
        if let Some(line) = &client._line
            && (client._alone || !waits)
            && let Some(future) = Line::send(line.bind(py), command)?
        {
            return Ok(future.into_bound(py));
        }
        drop(client);
        let name = spelled.split(' ').filter(|word| !word.is_empty()).map(|word| PyString::new(py, word).into_any());
        let all: Vec<_> = name.chain(command.args().iter()).collect();
        slf.call_method1(intern!(py, "_later"), (waits, PyTuple::new(py, all)?))
    }

    /// Whether a command does no harm to others.
    #[inline]
    fn tolerates<A: Args>(&self, command: &Command<'_, A>) -> PyResult<()> {
        let Some(spec) = command.spec().filter(|_| !self._alone) else { return Ok(()) };
        let words = if is_of_transaction(spec) {
            "others would be in the transaction too: transaction() keeps them out"
        } else if changes_connection(spec) {
            "it would change the connection for all tasks that share it: make an AsyncRedis of its own for that"
        } else {
            return Ok(());
        };
        Err(errors::RedisError::new_err(format!("{}: {words}", spec.name())))
    }
}

/// Whether a sub-class has a `do_cmd` of its own, which commands called by name have to go through.
fn overrides_do_cmd(slf: &Bound<'_, PyAny>) -> PyResult<bool> {
    let py = slf.py();
    let own = slf.get_type().getattr("do_cmd")?;
    Ok(!own.is(&py.get_type::<AsyncClient>().getattr("do_cmd")?))
}
