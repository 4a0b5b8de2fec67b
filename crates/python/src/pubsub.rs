//! Subscribing, and what is heard, as Python objects.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use pyo3::gc::{PyTraverseError, PyVisit};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::PyTuple;

use crate::args::Words;
use crate::client::Client;
use crate::commands::is_overridden;
use crate::errors;
use crate::options;

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
    fn next_push<'py>(
        &self,
        py: Python<'py>,
        #[pyo3(from_py_with = options::timeout)] timeout: Option<u64>,
    ) -> PyResult<Option<Bound<'py, PyAny>>> {
        let mut held = self.lock(py)?;
        let (connection, maker) = held.listening(py)?;
        let push = connection.next_push_with(timeout.map(Duration::from_millis), |push| maker.object(py, push));
        push.map_err(|error| errors::exception(py, &error))?.transpose()
    }

    /// Messages one after the other: for ever, or until none comes for so many milliseconds.
    ///
    /// >>> redis.subscribe('news')
    /// >>> for message in redis.listen():
    /// ...     print(message.channel, message.payload)
    #[pyo3(signature = (timeout=None))]
    fn listen(
        slf: &Bound<'_, Self>,
        #[pyo3(from_py_with = options::timeout)] timeout: Option<u64>,
    ) -> PyResult<Listener> {
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
