//! Subscribing, and what is heard, as Python objects.

#[cfg(not(PyPy))]
use std::ptr::null_mut;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use picoredis::{Bytes, Message, Push, Value};
#[cfg(not(PyPy))]
use pyo3::ffi;
use pyo3::gc::{PyTraverseError, PyVisit};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyBytes, PyList, PyString, PyTuple, PyType};

use crate::args::Words;
use crate::client::Client;
use crate::commands::is_overridden;
use crate::errors;

#[pymethods]
impl Client {
    /// Subscribes to channels, and waits until the server has confirmed it.
    #[pyo3(signature = (*channels))]
    fn subscribe(&self, py: Python<'_>, channels: &Bound<'_, PyTuple>) -> PyResult<()> {
        let words = Words::new(channels.as_slice())?;
        self.with(py, |connection| connection.subscribe(words))
    }

    /// Subscribes to all channels whose name matches a pattern.
    #[pyo3(signature = (*patterns))]
    fn psubscribe(&self, py: Python<'_>, patterns: &Bound<'_, PyTuple>) -> PyResult<()> {
        let words = Words::new(patterns.as_slice())?;
        self.with(py, |connection| connection.psubscribe(words))
    }

    /// Subscribes to shard channels.
    #[pyo3(signature = (*channels))]
    fn ssubscribe(&self, py: Python<'_>, channels: &Bound<'_, PyTuple>) -> PyResult<()> {
        let words = Words::new(channels.as_slice())?;
        self.with(py, |connection| connection.ssubscribe(words))
    }

    /// Ends subscriptions to channels; without any named, to all.
    #[pyo3(signature = (*channels))]
    fn unsubscribe(&self, py: Python<'_>, channels: &Bound<'_, PyTuple>) -> PyResult<()> {
        let words = Words::new(channels.as_slice())?;
        self.with(py, |connection| connection.unsubscribe(words))
    }

    /// Ends subscriptions to patterns; without any named, to all.
    #[pyo3(signature = (*patterns))]
    fn punsubscribe(&self, py: Python<'_>, patterns: &Bound<'_, PyTuple>) -> PyResult<()> {
        let words = Words::new(patterns.as_slice())?;
        self.with(py, |connection| connection.punsubscribe(words))
    }

    /// Ends subscriptions to shard channels; without any named, to all.
    #[pyo3(signature = (*channels))]
    fn sunsubscribe(&self, py: Python<'_>, channels: &Bound<'_, PyTuple>) -> PyResult<()> {
        let words = Words::new(channels.as_slice())?;
        self.with(py, |connection| connection.sunsubscribe(words))
    }

    /// Shows what all clients of the server send, from now on.
    fn monitor(&self, py: Python<'_>) -> PyResult<()> {
        self.with(py, |connection| connection.monitor())
    }

    /// The next thing that the server says without being asked, within so many milliseconds: a ``Message``, or a
    /// ``Push`` of another kind; ``None`` if it says nothing.
    #[pyo3(signature = (timeout=None))]
    fn next_push<'py>(&self, py: Python<'py>, timeout: Option<u64>) -> PyResult<Option<Bound<'py, PyAny>>> {
        let (push, decode) = {
            let mut state = self.lock(py)?;
            let decode = state.decode;
            let push = state.connection(py)?.next_push(timeout.map(Duration::from_millis));
            (push.map_err(|error| errors::exception(py, &error))?, decode)
        };
        push.map(|push| Heard { py, decode }.push(push)).transpose()
    }

    /// Messages one after the other: for ever, or until none comes for so many milliseconds.
    ///
    /// >>> redis.subscribe('news')
    /// >>> for message in redis.listen():
    /// ...     print(message.channel, message.payload)
    #[pyo3(signature = (timeout=None))]
    fn listen(slf: &Bound<'_, Self>, timeout: Option<u64>) -> PyResult<Listener> {
        let name = intern!(slf.py(), "next_push");
        let overridden = is_overridden(slf, name, &slf.py().get_type::<Self>().getattr(name)?)?;
        Ok(Listener { client: slf.clone().unbind(), timeout, overridden, ended: AtomicBool::new(false) })
    }
}

/// Messages one after the other.
#[pyclass(frozen, module = "picoredis._picoredis")]
pub(crate) struct Listener {
    client: Py<Client>,
    timeout: Option<u64>,
    /// A sub-class has a `next_push` of its own, which is asked then.
    overridden: bool,
    ended: AtomicBool,
}

#[pymethods]
impl Listener {
    fn __iter__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __next__<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        if self.ended.load(Ordering::Relaxed) {
            return Ok(None);
        }
        let heard = if self.overridden {
            let next_push = self.client.bind(py).call_method1(intern!(py, "next_push"), (self.timeout,));
            next_push.map(|push| Some(push).filter(|push| !push.is_none()))
        } else {
            self.client.get().next_push(py, self.timeout)
        };
        if !matches!(heard, Ok(Some(_))) {
            self.ended.store(true, Ordering::Relaxed);
        }
        heard
    }

    /// Ends it.
    fn close(&self) {
        self.ended.store(true, Ordering::Relaxed);
    }

    fn __traverse__(&self, visit: PyVisit<'_>) -> Result<(), PyTraverseError> {
        visit.call(&self.client)
    }
}

/// A named tuple of such fields: without the detour by the method of its own, which takes longer than all else.
#[cfg(not(PyPy))]
fn named<'py>(class: &Bound<'py, PyType>, fields: Bound<'py, PyTuple>) -> PyResult<Bound<'py, PyAny>> {
    let args = PyTuple::new(class.py(), [fields])?;
    // SAFETY: the class is one of tuples, and that is what such a class is called with.
    unsafe {
        let tuple = &raw const ffi::PyTuple_Type;
        let new = (*tuple).tp_new.map(|new| new(class.as_type_ptr(), args.as_ptr(), null_mut()));
        Bound::from_owned_ptr_or_err(class.py(), new.unwrap_or(null_mut()))
    }
}

/// PyPy takes no detours.
#[cfg(PyPy)]
fn named<'py>(class: &Bound<'py, PyType>, fields: Bound<'py, PyTuple>) -> PyResult<Bound<'py, PyAny>> {
    class.call1(fields)
}

/// Makes Python objects of what was heard.
struct Heard<'py> {
    py: Python<'py>,
    decode: bool,
}

impl<'py> Heard<'py> {
    fn push(&self, push: Push) -> PyResult<Bound<'py, PyAny>> {
        static PUSH: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
        match push {
            Push::Message(message) => self.message(message),
            other => PUSH.import(self.py, "picoredis._pubsub", "Push")?.call1(self.other(other)?),
        }
    }

    fn message(&self, message: Message) -> PyResult<Bound<'py, PyAny>> {
        static MESSAGE: PyOnceLock<Py<PyType>> = PyOnceLock::new();
        let class = MESSAGE.import(self.py, "picoredis._pubsub", "Message")?;
        let pattern = message.pattern.map(|pattern| self.text(pattern)).transpose()?;
        let fields = (self.text(message.channel)?, self.text(message.payload)?, pattern).into_pyobject(self.py)?;
        named(class, fields)
    }

    /// Its kind and what belongs to it.
    fn other(&self, push: Push) -> PyResult<Bound<'py, PyTuple>> {
        let py = self.py;
        match push {
            Push::Unsubscribed(channel) => {
                ("unsubscribed", channel.map(|channel| self.text(channel)).transpose()?).into_pyobject(py)
            }
            Push::Invalidate(None) => ("invalidate", py.None()).into_pyobject(py),
            Push::Invalidate(Some(keys)) => ("invalidate", self.texts(keys)?).into_pyobject(py),
            Push::Monitor(line) => ("monitor", self.text(line)?).into_pyobject(py),
            Push::Missed(count) => ("missed", count).into_pyobject(py),
            Push::Reconnected => ("reconnected",).into_pyobject(py),
            Push::Other(value) => ("other", self.value(value)?).into_pyobject(py),
            other => ("other", format!("{other:?}")).into_pyobject(py),
        }
    }

    fn text(&self, bytes: Bytes) -> PyResult<Bound<'py, PyAny>> {
        if self.decode {
            Ok(PyString::from_bytes(self.py, &bytes)?.into_any())
        } else {
            Ok(PyBytes::new(self.py, &bytes).into_any())
        }
    }

    fn texts(&self, texts: Vec<Bytes>) -> PyResult<Bound<'py, PyList>> {
        PyList::new(self.py, texts.into_iter().map(|text| self.text(text)).collect::<PyResult<Vec<_>>>()?)
    }

    /// Something that no version known today says: its elements, the strings among them as what they are.
    fn value(&self, value: Value) -> PyResult<Bound<'py, PyAny>> {
        match value {
            Value::Push(elements) | Value::Array(elements) | Value::Set(elements) => {
                let elements = elements.into_iter().map(|element| self.value(element)).collect::<PyResult<Vec<_>>>()?;
                Ok(PyList::new(self.py, elements)?.into_any())
            }
            Value::Bulk(bytes) | Value::Simple(bytes) => self.text(bytes),
            Value::Integer(number) => Ok(number.into_pyobject(self.py)?.into_any()),
            Value::Null => Ok(self.py.None().into_bound(self.py)),
            other => Ok(PyString::new(self.py, &format!("{other:?}")).into_any()),
        }
    }
}
