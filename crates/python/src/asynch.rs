//! The native half of the class `AsyncRedis`: commands become futures of an event loop.

mod bulk;
mod greeting;
mod line;
mod mailbox;
mod plan;
mod valve;
mod waiting;

use picoredis::args::Args;
use picoredis::command::{Command, Wait};
use picoredis::sharing::{changes_connection, is_of_transaction};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyTuple, PyType};

use crate::args::Words;
use crate::collector::Collector;
use crate::commands::{self, Class, Worded};
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
    /// The connection for what is said unasked.
    #[pyo3(get, set)]
    _ear: Option<Py<Line>>,
    /// It is not shared: whoever has it may change it, and wait on it.
    #[pyo3(get, set)]
    _alone: bool,
    /// A connection that is lost is made anew.
    #[pyo3(get, set)]
    _reconnect: bool,
    /// Whether what is sent and received is printed.
    #[pyo3(get)]
    debug: bool,
}

#[pymethods]
impl AsyncClient {
    #[new]
    #[pyo3(signature = (*_args, **_kwargs))]
    fn new(_args: &Bound<'_, PyAny>, _kwargs: Option<&Bound<'_, PyAny>>) -> Self {
        AsyncClient { _line: None, _ear: None, _alone: false, _reconnect: false, debug: false }
    }

    /// Adds the commands as methods, for the class that is made of this one.
    #[classmethod]
    fn _complete(class: &Bound<'_, PyType>) -> PyResult<()> {
        commands::complete::<Self>(class)
    }

    #[setter]
    fn set_debug(&mut self, py: Python<'_>, debug: bool) -> PyResult<()> {
        self.debug = debug;
        let lines = [&self._line, &self._ear];
        lines.into_iter().flatten().try_for_each(|line| line.setattr(py, intern!(py, "debug"), debug))
    }

    /// Sends any command: the future of its reply.
    #[pyo3(signature = (cmd, *args))]
    fn do_cmd<'py>(
        slf: &Bound<'py, Self>,
        cmd: &Bound<'py, PyAny>,
        args: &Bound<'py, PyTuple>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let words = Words::made(std::iter::once(cmd.clone()).chain(args.iter()))?;
        Self::run(slf, commands::any(words))
    }

    #[pyo3(signature = (*args))]
    fn __call__<'py>(slf: &Bound<'py, Self>, args: &Bound<'py, PyTuple>) -> PyResult<Bound<'py, PyAny>> {
        slf.as_any().call_method1("do_cmd", args)
    }

    /// Raises if one of the commands that were collected would do harm to those who share the connection, or wait.
    fn _check(&self, collected: PyRef<'_, Collector>) -> PyResult<()> {
        for command in collected.iter() {
            self.tolerates(&command)?;
            if !self._alone && command.wait() != Wait::None {
                return Err(errors::RedisError::new_err("it may wait, and all who share the connection with it"));
            }
        }
        Ok(())
    }
}

impl Class for AsyncClient {
    const PLACE: usize = 1;

    fn run<'py>(slf: &Bound<'py, Self>, command: Worded<'_, 'py>) -> PyResult<Bound<'py, PyAny>> {
        let py = slf.py();
        let client = slf.try_borrow()?;
        client.tolerates(&command)?;
        let waits = command.wait() != Wait::None;
        if let Some(line) = &client._line
            && (client._alone || !waits)
        {
            if client._alone {
                line.bind(py).try_borrow_mut()?.changes.note(command.spec());
            }
            if let Some(future) = Line::send(line.bind(py), &command, None)? {
                return Ok(future.into_bound(py));
            }
        }
        drop(client);
        slf.call_method1(intern!(py, "_later"), (waits, commands::words_of(py, &command)?))
    }
}

impl AsyncClient {
    /// Whether a command does no harm to others.
    #[inline]
    fn tolerates<A: Args>(&self, command: &Command<'_, A>) -> PyResult<()> {
        let Some(spec) = command.spec().filter(|_| !self._alone) else { return Ok(()) };
        let words = if is_of_transaction(spec) {
            "others would be in the transaction too: transaction() keeps them out"
        } else if self._reconnect && spec.name() == "AUTH" {
            "the next connection would not know of it: AsyncRedis takes 'username' and 'password'"
        } else if self._reconnect && spec.name() == "CLIENT TRACKING" {
            "the next connection would not know of it: make an AsyncRedis without 'reconnect' for that"
        } else if changes_connection(spec) {
            "it would change the connection for all tasks that share it: make an AsyncRedis of its own for that"
        } else {
            return Ok(());
        };
        Err(errors::RedisError::new_err(format!("{}: {words}", spec.name())))
    }
}
