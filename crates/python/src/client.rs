//! The native half of the class `Redis`: one connection, and commands over it.

use std::sync::atomic::{AtomicPtr, Ordering};
use std::sync::{Mutex, MutexGuard, TryLockError};
use std::time::Duration;

use picoredis::args::Args;
use picoredis::command::{Command, Spec};
use picoredis::{Config, Protocol, Wire};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyString, PyTuple, PyType};

use crate::args::Words;
use crate::build::Objects;
use crate::errors;
use crate::pipeline::Commands;
use crate::transport::{self, Connection, Detached};

/// What `Redis` is built on: a connection that threads may share, a command at a time.
#[pyclass(subclass, frozen, dict, weakref, module = "picoredis")]
pub(crate) struct Client {
    state: Mutex<State>,
}

#[derive(Default)]
pub(crate) struct State {
    /// `None` before the first connection.
    connection: Option<Connection>,
    /// Strings become `str`.
    pub(crate) decode: bool,
    debug: bool,
}

/// The class whose `do_cmd` is the one here, so that a sub-class is told by its address.
static PLAIN: AtomicPtr<pyo3::ffi::PyTypeObject> = AtomicPtr::new(std::ptr::null_mut());

#[pymethods]
impl Client {
    #[new]
    #[pyo3(signature = (*_args, **_kwargs))]
    fn new(_args: &Bound<'_, PyAny>, _kwargs: Option<&Bound<'_, PyAny>>) -> Self {
        Client { state: Mutex::default() }
    }

    /// Tells which class is the plain one.
    #[staticmethod]
    fn _plain(class: &Bound<'_, PyType>) {
        PLAIN.store(class.as_type_ptr(), Ordering::Relaxed);
    }

    #[pyo3(signature = (*, url, host, port, path, timeout, username, password, db, client_name, protocol, decode, debug))]
    #[expect(clippy::too_many_arguments, reason = "they are the keywords of the class, which gives all of them")]
    fn _open(
        &self,
        py: Python<'_>,
        url: Option<&str>,
        host: String,
        port: u16,
        path: Option<String>,
        timeout: Option<u64>,
        username: Option<String>,
        password: Option<String>,
        db: u32,
        client_name: Option<String>,
        protocol: u8,
        decode: bool,
        debug: bool,
    ) -> PyResult<()> {
        let mut config = Config::default().host(host).port(port).db(db);
        config = config.timeout(timeout.map(Duration::from_millis)).protocol(version(protocol)?);
        if let Some(path) = path {
            config = config.unix(path);
        }
        if let Some(user) = username {
            config = config.user(user);
        }
        if let Some(password) = password {
            config = config.password(password);
        }
        if let Some(name) = client_name {
            config = config.client_name(name);
        }
        if let Some(url) = url {
            config = config.url(url).map_err(|error| PyValueError::new_err(error.to_string()))?;
        }
        let mut state = self.lock(py);
        state.decode = decode;
        let mut connection = config.connect_over(Detached::new).map_err(|error| errors::exception(py, &error))?;
        connection.on_interrupt(transport::interrupted);
        state.connection = Some(connection);
        state.show(debug);
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
        let mut state = self.lock(py);
        let commands = Commands::new(py, &commands, state.decode)?;
        let connection = state.connection()?;
        if transaction {
            connection.transaction(commands).map_err(|error| errors::exception(py, &error))
        } else {
            Ok(connection.pipeline(commands))
        }
    }

    /// Connects again, to another host and port if they are given, which are then kept.
    #[pyo3(signature = (host=None, port=None))]
    fn connect(&self, py: Python<'_>, host: Option<&str>, port: Option<u16>) -> PyResult<()> {
        let mut state = self.lock(py);
        let connection = state.connection()?;
        let outcome = match (host, port) {
            (None, None) => connection.connect(),
            (Some(host), None) => connection.connect_to(host),
            (None, Some(port)) => connection.connect_to(port),
            (Some(host), Some(port)) => connection.connect_to((host, port)),
        };
        outcome.map_err(|error| errors::exception(py, &error))
    }

    /// Closes the connection.
    fn close(&self, py: Python<'_>) {
        if let Some(connection) = &mut self.lock(py).connection {
            connection.close();
        }
    }

    /// Whether what is sent and received is printed.
    #[getter]
    fn get_debug(&self, py: Python<'_>) -> bool {
        self.lock(py).debug
    }

    #[setter]
    fn set_debug(&self, py: Python<'_>, debug: bool) {
        self.lock(py).show(debug);
    }

    #[getter]
    fn _host(&self, py: Python<'_>) -> Option<String> {
        self.lock(py).connection.as_ref()?.host().map(String::from)
    }

    #[getter]
    fn _port(&self, py: Python<'_>) -> Option<u16> {
        self.lock(py).connection.as_ref()?.port()
    }

    fn __repr__(&self, py: Python<'_>) -> String {
        match &self.lock(py).connection {
            Some(connection) => format!("<picoredis.Redis {}>", connection.endpoint()),
            None => "<picoredis.Redis>".into(),
        }
    }
}

impl State {
    pub(crate) fn connection(&mut self) -> PyResult<&mut Connection> {
        self.connection.as_mut().ok_or_else(errors::not_connected)
    }

    /// Prints what is sent and received from now on, or no longer.
    fn show(&mut self, debug: bool) {
        self.debug = debug;
        let Some(connection) = &mut self.connection else { return };
        if debug {
            connection.debug_to(|wire| print(&wire));
        } else {
            connection.debug_off();
        }
    }
}

/// Prints a line as the original does: what is sent as text, what is received as bytes.
fn print(wire: &Wire<'_>) {
    Python::attach(|py| {
        let line = match wire {
            Wire::Send(bytes) => {
                PyString::new(py, &String::from_utf8_lossy(bytes)).repr().map(|sent| format!("SEND: {sent}"))
            }
            Wire::Recv(bytes) => PyBytes::new(py, bytes).repr().map(|received| format!("RECV: {received}")),
        };
        // Nobody could be told that standard output is closed.
        let _ = line.and_then(|line| py.import("builtins")?.call_method1("print", (line,)));
    });
}

fn version(protocol: u8) -> PyResult<Protocol> {
    match protocol {
        2 => Ok(Protocol::Resp2),
        3 => Ok(Protocol::Resp3),
        _ => Err(PyValueError::new_err("protocol is 2 or 3")),
    }
}

impl Client {
    /// Runs a command of the table with the arguments of a method call.
    pub(crate) fn command<'py>(
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

    fn run<'py, A: Args>(&self, py: Python<'py>, command: &Command<'_, A>) -> PyResult<Bound<'py, PyAny>> {
        let mut state = self.lock(py);
        let builder = Objects::new(py, state.decode);
        let outcome = state.connection()?.run_with(command, builder);
        drop(state);
        outcome.map_err(|error| errors::exception(py, &error))
    }

    /// Does something with the connection.
    pub(crate) fn with<T>(
        &self,
        py: Python<'_>,
        work: impl FnOnce(&mut Connection) -> picoredis::Result<T>,
    ) -> PyResult<T> {
        let outcome = work(self.lock(py).connection()?);
        outcome.map_err(|error| errors::exception(py, &error))
    }

    /// The connection for this thread alone. Whoever has to wait for it lets others run.
    pub(crate) fn lock(&self, py: Python<'_>) -> MutexGuard<'_, State> {
        loop {
            match self.state.try_lock() {
                Ok(state) => return state,
                Err(TryLockError::Poisoned(poisoned)) => return poisoned.into_inner(),
                Err(TryLockError::WouldBlock) => py.detach(|| drop(self.state.lock())),
            }
        }
    }
}

/// Whether a sub-class has a `do_cmd` of its own, which commands called by name have to go through.
fn overrides_do_cmd(slf: &Bound<'_, PyAny>) -> PyResult<bool> {
    let py = slf.py();
    let own = slf.get_type().getattr("do_cmd")?;
    Ok(!own.is(&py.get_type::<Client>().getattr("do_cmd")?))
}
