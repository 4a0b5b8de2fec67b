//! The native half of the class `Redis`: one connection, and commands over it.

use std::sync::atomic::{AtomicPtr, Ordering};

use picoredis::ErrorKind;
use picoredis::args::Args;
use picoredis::command::{Command, Spec, Wait};
use pyo3::prelude::*;
use pyo3::types::{PyString, PyTuple, PyType};

use crate::args::Words;
use crate::build::Objects;
use crate::commands::Class;
use crate::errors;
use crate::options::Options;
use crate::pipeline::Commands;
use crate::shared::{Held, Shared};
use crate::state::State;
use crate::transport::{self, Connection};

/// What `Redis` is built on: a connection that threads may share, a command at a time.
// Without a dict: that of a sub-class is one that the garbage collector knows.
#[pyclass(subclass, frozen, module = "picoredis")]
pub(crate) struct Client {
    shared: Shared,
}

/// The class whose `do_cmd` is the one here, so that a sub-class is told by its address.
static PLAIN: AtomicPtr<pyo3::ffi::PyTypeObject> = AtomicPtr::new(std::ptr::null_mut());

#[pymethods]
impl Client {
    #[new]
    #[pyo3(signature = (*_args, **_kwargs))]
    fn new(_args: &Bound<'_, PyAny>, _kwargs: Option<&Bound<'_, PyAny>>) -> Self {
        Client { shared: Shared::new() }
    }

    /// Tells which class is the plain one.
    #[staticmethod]
    fn _plain(class: &Bound<'_, PyType>) {
        PLAIN.store(class.as_type_ptr(), Ordering::Relaxed);
    }

    /// Connects as a dict of all keywords says.
    fn _open(&self, py: Python<'_>, options: Options) -> PyResult<()> {
        let config = options.config()?;
        let mut held = self.shared.lock(py)?;
        let state = {
            let mut settings = self.shared.settings();
            settings.config = Some(config);
            settings.decode = options.decode;
            settings.debug = options.debug;
            settings.open = true;
            State::to_open(&settings)
        };
        let endpoint = held.open(py, state)?.endpoint().clone();
        self.shared.settings().endpoint = Some(endpoint);
        Ok(())
    }

    /// Sends any command, and returns its reply.
    #[pyo3(signature = (cmd, *args))]
    fn do_cmd<'py>(
        &self,
        py: Python<'py>,
        cmd: &Bound<'py, PyAny>,
        args: &Bound<'py, PyTuple>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let words = Words::new(std::iter::once(cmd.clone()).chain(args.iter()))?;
        self.run(py, &Command::new("", words))
    }

    #[pyo3(signature = (*args))]
    fn __call__<'py>(slf: &Bound<'py, Self>, args: &Bound<'py, PyTuple>) -> PyResult<Bound<'py, PyAny>> {
        slf.as_any().call_method1("do_cmd", args)
    }

    /// Sends commands in one go, each a tuple: what became of each, a reply or an exception. As a transaction they are
    /// executed together or not at all.
    fn _pipeline<'py>(
        &self,
        py: Python<'py>,
        commands: Vec<Bound<'py, PyTuple>>,
        transaction: bool,
    ) -> PyResult<Vec<Bound<'py, PyAny>>> {
        let mut held = self.shared.lock(py)?;
        let commands = Commands::new(py, &commands, held.decode)?;
        let connection = held.connection(py)?;
        let outcome = if transaction { connection.transaction(commands) } else { Ok(connection.pipeline(commands)) };
        if let Some(interrupt) = transport::take_interrupt() {
            self.abandon(&mut held);
            return Err(interrupt);
        }
        outcome.map_err(|error| errors::exception(py, &error))
    }

    /// Connects again, to another host and port if they are given, which are then kept.
    #[pyo3(signature = (host=None, port=None))]
    fn connect(&self, py: Python<'_>, host: Option<&str>, port: Option<u16>) -> PyResult<()> {
        let mut held = self.shared.lock(py)?;
        let to_open = {
            let mut settings = self.shared.settings();
            settings.config = settings.config.take().map(|mut config| {
                config = host.map_or(config.clone(), |host| config.host(host));
                port.map_or(config.clone(), |port| config.port(port))
            });
            settings.open = true;
            State::to_open(&settings)
        };
        let Some(connection) = held.existing() else {
            let endpoint = held.open(py, to_open)?.endpoint().clone();
            self.shared.settings().endpoint = Some(endpoint);
            return Ok(());
        };
        let outcome = match (host, port) {
            (None, None) => connection.connect(),
            (Some(host), None) => connection.connect_to(host),
            (None, Some(port)) => connection.connect_to(port),
            (Some(host), Some(port)) => connection.connect_to((host, port)),
        };
        self.shared.settings().endpoint = Some(connection.endpoint().clone());
        outcome.map_err(|error| errors::exception(py, &error))
    }

    /// Closes the connection.
    fn close(&self, py: Python<'_>) -> PyResult<()> {
        let mut held = self.shared.lock(py)?;
        self.shared.settings().open = false;
        held.close();
        Ok(())
    }

    /// Whether the connection is as good as new, as far as can be told without waiting: for pools.
    fn _is_good(&self, py: Python<'_>) -> PyResult<bool> {
        let mut held = self.shared.lock(py)?;
        Ok(held.existing().is_some_and(|connection| connection.is_reusable() && !connection.is_stale()))
    }

    /// Whether what is sent and received is printed.
    #[getter]
    fn get_debug(&self) -> bool {
        self.shared.settings().debug
    }

    #[setter]
    fn set_debug(&self, py: Python<'_>, debug: bool) -> PyResult<()> {
        let mut held = self.shared.lock(py)?;
        self.shared.settings().debug = debug;
        held.show(debug);
        Ok(())
    }

    #[getter]
    fn _host(&self) -> Option<String> {
        self.shared.settings().endpoint.as_ref()?.host().map(String::from)
    }

    #[getter]
    fn _port(&self) -> Option<u16> {
        self.shared.settings().endpoint.as_ref()?.port()
    }

    fn __repr__(&self) -> String {
        match &self.shared.settings().endpoint {
            Some(endpoint) => format!("<picoredis.Redis {endpoint}>"),
            None => "<picoredis.Redis>".into(),
        }
    }
}

impl Class for Client {
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
        slf.cast::<Client>()?.get().run(py, &Command::spelled(spelled, spec, words))
    }
}

impl Client {
    fn run<'py, A: Args>(&self, py: Python<'py>, command: &Command<'_, A>) -> PyResult<Bound<'py, PyAny>> {
        let mut held = self.shared.lock(py)?;
        let builder = Objects::new(py, held.decode);
        match held.connection(py)?.run_with(command, builder) {
            Ok(reply) => Ok(reply),
            Err(error) => {
                let exception = errors::exception(py, &error);
                if matches!(error.kind(), ErrorKind::Interrupted) && command.wait() != Wait::None {
                    self.abandon(&mut held);
                }
                Err(exception)
            }
        }
    }

    /// Has the next command use a new connection: nobody knows when the reply would come on this one.
    #[cold]
    pub(crate) fn abandon(&self, held: &mut Held<'_>) {
        held.abandon(self.shared.settings().config.clone());
    }

    /// Does something with the connection.
    pub(crate) fn with<T>(
        &self,
        py: Python<'_>,
        work: impl FnOnce(&mut Connection) -> picoredis::Result<T>,
    ) -> PyResult<T> {
        let outcome = work(self.shared.lock(py)?.connection(py)?);
        outcome.map_err(|error| errors::exception(py, &error))
    }

    /// The connection for this thread alone.
    pub(crate) fn lock(&self, py: Python<'_>) -> PyResult<Held<'_>> {
        self.shared.lock(py)
    }
}

/// Whether a sub-class has a `do_cmd` of its own, which commands called by name have to go through.
fn overrides_do_cmd(slf: &Bound<'_, PyAny>) -> PyResult<bool> {
    let py = slf.py();
    let own = slf.get_type().getattr("do_cmd")?;
    Ok(!own.is(&py.get_type::<Client>().getattr("do_cmd")?))
}
