//! The native half of the class `Redis`: one connection, and commands over it.

use picoredis::ErrorKind;
use picoredis::args::Args;
use picoredis::command::{Command, Wait};
use picoredis::reply::Build;
use pyo3::prelude::*;
use pyo3::types::{PyList, PyTuple, PyType};

use crate::args::Words;
use crate::build::Objects;
use crate::changes::Changes;
use crate::collector::Collector;
use crate::commands::{self, Class, Worded};
use crate::errors;
use crate::options::{Options, Port};
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

#[pymethods]
impl Client {
    #[new]
    #[pyo3(signature = (*_args, **_kwargs))]
    fn new(_args: &Bound<'_, PyAny>, _kwargs: Option<&Bound<'_, PyAny>>) -> Self {
        Client { shared: Shared::new() }
    }

    /// Adds the commands as methods, for the class that is made of this one.
    #[classmethod]
    fn _complete(class: &Bound<'_, PyType>) -> PyResult<()> {
        commands::complete::<Self>(class)
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
            settings.reconnect = options.reconnect;
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
        let words = Words::made(std::iter::once(cmd.clone()).chain(args.iter()))?;
        self.exchange(py, &commands::any(words), |decode| Objects::new(py, decode))
    }

    #[pyo3(signature = (*args))]
    fn __call__<'py>(slf: &Bound<'py, Self>, args: &Bound<'py, PyTuple>) -> PyResult<Bound<'py, PyAny>> {
        slf.as_any().call_method1("do_cmd", args)
    }

    /// Sends what was collected in one go: what became of each command, a reply or an exception. As a transaction they are
    /// executed together or not at all.
    fn _pipeline<'py>(
        &self,
        py: Python<'py>,
        collected: PyRef<'py, Collector>,
        transaction: bool,
    ) -> PyResult<Bound<'py, PyList>> {
        let mut held = self.shared.lock(py)?;
        let commands = Commands::new(py, collected.commands(), held.decode)?;
        let connection = held.connection(py)?;
        let outcome = if transaction { connection.transaction(commands) } else { Ok(connection.pipeline(commands)) };
        held.changes.join(collected.changes());
        if transaction {
            held.changes.end_transaction();
        }
        if let Some(interrupt) = transport::take_interrupt() {
            // Nobody knows how much of a transaction is there. Else late replies are skipped, as those to one command are.
            if transaction || collected.iter().any(|command| command.wait() != Wait::None) {
                self.abandon(&mut held);
            }
            return Err(interrupt);
        }
        outcome.map_err(|error| errors::exception(py, &error))
    }

    /// Connects again, to another host and port if they are given, which are then kept.
    #[pyo3(signature = (host=None, port=None))]
    fn connect(&self, py: Python<'_>, host: Option<&str>, port: Option<Port>) -> PyResult<()> {
        let mut held = self.shared.lock(py)?;
        let to_open = {
            let mut settings = self.shared.settings();
            settings.config = settings.config.take().map(|mut config| {
                config = host.map_or(config.clone(), |host| config.host(host));
                port.as_ref().map_or(config.clone(), |Port(port)| config.port(*port))
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
            (None, Some(Port(port))) => connection.connect_to(port),
            (Some(host), Some(Port(port))) => connection.connect_to((host, port)),
        };
        self.shared.settings().endpoint = Some(connection.endpoint().clone());
        held.changes = Changes::default();
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
    const PLACE: usize = 0;

    fn run<'py>(slf: &Bound<'py, Self>, command: Worded<'_, 'py>) -> PyResult<Bound<'py, PyAny>> {
        slf.get().exchange(slf.py(), &command, |decode| Objects::new(slf.py(), decode))
    }
}

impl Client {
    /// Runs a command whose reply goes to what `build` makes, which is told whether strings become `str`.
    pub(crate) fn exchange<A: Args, B: Build>(
        &self,
        py: Python<'_>,
        command: &Command<'_, A>,
        build: impl FnOnce(bool) -> B,
    ) -> PyResult<B::Output> {
        let mut held = self.shared.lock(py)?;
        let builder = build(held.decode);
        // First, as a new one has not been changed.
        held.connection(py)?;
        held.changes.note(command.spec());
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

    /// Has the connection hear what the server says unasked.
    pub(crate) fn with<T>(
        &self,
        py: Python<'_>,
        work: impl FnOnce(&mut Connection) -> picoredis::Result<T>,
    ) -> PyResult<T> {
        let mut held = self.shared.lock(py)?;
        let connection = held.connection(py)?;
        let outcome = work(connection);
        let subscribed = !connection.is_reusable();
        held.changes.subscribed(subscribed);
        outcome.map_err(|error| errors::exception(py, &error))
    }

    /// The connection for this thread alone.
    pub(crate) fn lock(&self, py: Python<'_>) -> PyResult<Held<'_>> {
        self.shared.lock(py)
    }
}
