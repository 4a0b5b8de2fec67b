//! Subscribing, and what is heard, as Python objects.

use std::time::Duration;

use picoredis::{Bytes, Push, Value};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyList, PyString, PyTuple};

use crate::args::Words;
use crate::client::Client;
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

    /// What the server says next without being asked, as a tuple whose first item is its kind, within so many
    /// milliseconds; `None` if it says nothing.
    #[pyo3(signature = (timeout=None))]
    fn _next_push<'py>(&self, py: Python<'py>, timeout: Option<u64>) -> PyResult<Option<Bound<'py, PyTuple>>> {
        let (push, decode) = {
            let mut state = self.lock(py)?;
            let decode = state.decode;
            let push = state.connection(py)?.next_push(timeout.map(Duration::from_millis));
            (push.map_err(|error| errors::exception(py, &error))?, decode)
        };
        push.map(|push| Heard { py, decode }.push(push)).transpose()
    }
}

/// Makes Python objects of what was heard.
struct Heard<'py> {
    py: Python<'py>,
    decode: bool,
}

impl<'py> Heard<'py> {
    fn push(&self, push: Push) -> PyResult<Bound<'py, PyTuple>> {
        let py = self.py;
        match push {
            Push::Message(message) => {
                let pattern = message.pattern.map(|pattern| self.text(pattern)).transpose()?;
                ("message", self.text(message.channel)?, self.text(message.payload)?, pattern).into_pyobject(py)
            }
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
