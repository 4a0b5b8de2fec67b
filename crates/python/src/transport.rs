//! The socket, for a program with a lock on its interpreter: whoever waits lets others run.

use std::cell::RefCell;
use std::io;
use std::time::Duration;

use picoredis::Redis;
use picoredis::embedded_io::{ErrorKind, ErrorType, Read, Write};
use picoredis::transport::{Reopen, Stream, Transport};
use pyo3::prelude::*;
#[cfg(PyPy)]
use pyo3::sync::PyOnceLock;

/// A connection of the package.
pub(crate) type Connection = Redis<Detached>;

/// A socket that is read and written without the lock of the interpreter.
pub(crate) struct Detached(Stream);

thread_local! {
    /// What a signal handler raised while this thread waited.
    static INTERRUPT: RefCell<Option<PyErr>> = const { RefCell::new(None) };
}

/// The exception of the signal handler that ended the wait.
pub(crate) fn take_interrupt() -> Option<PyErr> {
    INTERRUPT.take()
}

/// Has Python's signal handlers run, and ends the wait if one of them raises. To connect is to wait without the interpreter.
pub(crate) fn interrupted() -> bool {
    Python::attach(is_interrupted)
}

/// The same for whoever is attached to the interpreter.
fn is_interrupted(py: Python<'_>) -> bool {
    if INTERRUPT.with_borrow(Option::is_some) {
        return true;
    }
    let raised = run_handlers(py).err();
    let enough = raised.is_some();
    INTERRUPT.set(raised);
    enough
}

#[cfg(not(PyPy))]
fn run_handlers(py: Python<'_>) -> PyResult<()> {
    py.check_signals()
}

/// PyPy's own function for this does nothing: handlers run in between the steps of a loop.
#[cfg(PyPy)]
fn run_handlers(py: Python<'_>) -> PyResult<()> {
    static STEPS: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    let steps =
        STEPS.get_or_try_init(py, || py.eval(c"lambda: [step for step in (1, 2)]", None, None).map(Bound::unbind))?;
    steps.call0(py).map(drop)
}

impl Detached {
    pub(crate) fn new(stream: Stream) -> Self {
        Detached(stream)
    }
}

impl Reopen for Detached {
    fn stream(&self) -> &Stream {
        &self.0
    }

    fn stream_mut(&mut self) -> &mut Stream {
        &mut self.0
    }

    fn reopen(&mut self, timeout: Option<Duration>) -> io::Result<()> {
        detached(|| self.0.reopen(timeout))
    }

    fn wait(&mut self, time: Duration) {
        detached(|| self.0.wait(time));
    }
}

/// The interpreter, which whoever uses a connection is attached to. (To attach once more and to count that takes as long as a
/// reply to be made an object.)
fn attached() -> Python<'static> {
    // SAFETY: a connection is in a class of Python, and used by its methods only.
    unsafe { Python::assume_attached() }
}

fn detached<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    attached().detach(work)
}

/// So few bytes take no longer to be written than to let others run meanwhile, where they surely are taken at once.
const SHORT: usize = 4 << 10;

impl ErrorType for Detached {
    type Error = ErrorKind;
}

impl Read for Detached {
    fn read(&mut self, memory: &mut [u8]) -> Result<usize, ErrorKind> {
        // A signal that came since the last look would not cut the wait short.
        if is_interrupted(attached()) {
            return Err(ErrorKind::Interrupted);
        }
        detached(|| self.0.read(memory))
    }
}

impl Write for Detached {
    fn write(&mut self, bytes: &[u8]) -> Result<usize, ErrorKind> {
        match detached(|| self.0.write(bytes)) {
            // What is half sent cannot be left: the connection ends with the wait.
            Err(ErrorKind::Interrupted) if is_interrupted(attached()) => Err(ErrorKind::ConnectionAborted),
            written => written,
        }
    }

    fn flush(&mut self) -> Result<(), ErrorKind> {
        self.0.flush()
    }
}

impl Transport for Detached {
    fn now(&mut self) -> Option<u64> {
        self.0.now()
    }

    fn set_read_timeout(&mut self, millis: Option<u64>) -> Result<(), ErrorKind> {
        self.0.set_read_timeout(millis)
    }

    fn set_write_timeout(&mut self, millis: Option<u64>) -> Result<(), ErrorKind> {
        self.0.set_write_timeout(millis)
    }

    fn holds(&self) -> usize {
        self.0.holds()
    }

    fn write_held(&mut self, bytes: &[u8]) -> Result<usize, ErrorKind> {
        if bytes.len() <= SHORT { self.0.write(bytes) } else { self.write(bytes) }
    }

    fn write_now(&mut self, bytes: &[u8]) -> Result<Option<usize>, ErrorKind> {
        self.0.write_now(bytes)
    }

    fn read_now(&mut self, memory: &mut [u8]) -> Result<Option<usize>, ErrorKind> {
        self.0.read_now(memory)
    }
}
