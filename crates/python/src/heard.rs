//! What servers say unasked, as Python objects: a `Message`, or a `Push`. Both clients make them here.

use picoredis::event::{Aggregate, Event, Text, TextKind};
use picoredis::reply::Receive;
use picoredis::{Bytes, Published, Push, PushRef, Value};
use pyo3::ffi;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyList, PyString, PyType};

use crate::build::Objects;
use crate::errors;

/// Makes objects of what was heard.
#[derive(Default)]
pub(crate) struct Maker {
    /// Strings become `str`.
    decode: bool,
    /// The channel of the last message, and its object: the next message is mostly of the same.
    channel: Option<(Box<[u8]>, Py<PyAny>)>,
}

impl Maker {
    pub(crate) fn new(decode: bool) -> Self {
        Maker { decode, channel: None }
    }

    #[inline]
    pub(crate) fn object<'py>(&mut self, py: Python<'py>, push: PushRef<'_>) -> PyResult<Bound<'py, PyAny>> {
        match push {
            PushRef::Message(message) => self.message(py, message),
            PushRef::Other(other) => self.push(py, other),
            other => kind_of_push(py)?.call1(("other", format!("{other:?}"))),
        }
    }

    #[inline]
    pub(crate) fn message<'py>(&mut self, py: Python<'py>, message: Published<'_>) -> PyResult<Bound<'py, PyAny>> {
        static MESSAGE: PyOnceLock<Py<PyType>> = PyOnceLock::new();
        let class = MESSAGE.import(py, "picoredis._pubsub", "Message")?;
        let payload = self.text(py, message.payload)?;
        let pattern = match message.pattern {
            None => py.None().into_bound(py),
            Some(pattern) => self.text(py, pattern)?,
        };
        let channel = self.channel(py, message.channel)?;
        named(class, [channel, payload, pattern])
    }

    /// The same of what had to be kept.
    #[cold]
    pub(crate) fn kept<'py>(&mut self, py: Python<'py>, push: Push) -> PyResult<Bound<'py, PyAny>> {
        push.lend(|push| self.object(py, push))
    }

    /// Anything but a message: its kind, and what belongs to it.
    #[cold]
    pub(crate) fn push<'py>(&self, py: Python<'py>, push: Push) -> PyResult<Bound<'py, PyAny>> {
        let said = match push {
            Push::Unsubscribed(channel) => {
                ("unsubscribed", channel.map(|channel| self.text(py, &channel)).transpose()?).into_pyobject(py)
            }
            Push::Invalidate(None) => ("invalidate", py.None()).into_pyobject(py),
            Push::Invalidate(Some(keys)) => ("invalidate", self.texts(py, &keys)?).into_pyobject(py),
            Push::Monitor(line) => ("monitor", self.text(py, &line)?).into_pyobject(py),
            Push::Missed(count) => ("missed", count).into_pyobject(py),
            Push::Reconnected => ("reconnected",).into_pyobject(py),
            Push::Other(value) => ("other", self.value(py, &value)?).into_pyobject(py),
            other => ("other", format!("{other:?}")).into_pyobject(py),
        };
        kind_of_push(py)?.call1(said?)
    }

    #[inline]
    fn channel<'py>(&mut self, py: Python<'py>, name: &[u8]) -> PyResult<Bound<'py, PyAny>> {
        match &self.channel {
            Some((last, object)) if **last == *name => Ok(object.bind(py).clone()),
            _ => self.other_channel(py, name),
        }
    }

    #[cold]
    fn other_channel<'py>(&mut self, py: Python<'py>, name: &[u8]) -> PyResult<Bound<'py, PyAny>> {
        let object = self.text(py, name)?;
        self.channel = Some((name.into(), object.clone().unbind()));
        Ok(object)
    }

    #[inline]
    fn text<'py>(&self, py: Python<'py>, bytes: &[u8]) -> PyResult<Bound<'py, PyAny>> {
        if self.decode {
            return Ok(PyString::from_bytes(py, bytes)?.into_any());
        }
        let (data, len) = (bytes.as_ptr().cast(), bytes.len() as ffi::Py_ssize_t);
        // SAFETY: the bytes are there, and what comes is an object, or there is an exception.
        unsafe { Bound::from_owned_ptr_or_err(py, ffi::PyBytes_FromStringAndSize(data, len)) }
    }

    fn texts<'py>(&self, py: Python<'py>, texts: &[Bytes]) -> PyResult<Bound<'py, PyList>> {
        PyList::new(py, texts.iter().map(|text| self.text(py, text)).collect::<PyResult<Vec<_>>>()?)
    }

    /// Something that no version known today says: what a reply would be.
    fn value<'py>(&self, py: Python<'py>, value: &Value) -> PyResult<Bound<'py, PyAny>> {
        let mut reply = Receive::new(Objects::new(py, self.decode));
        tell(value, &mut |event| reply.event(event));
        reply.finish().map_err(|error| errors::reply(py, &error))
    }
}

/// Tells a value as the decoder does.
fn tell(value: &Value, event: &mut dyn FnMut(Event<'_>)) {
    let kind = match value {
        Value::Null => return event(Event::Null),
        Value::Boolean(yes) => return event(Event::Boolean(*yes)),
        Value::Integer(number) => return event(Event::Integer(*number)),
        Value::Push(elements) | Value::Array(elements) => return tell_all(Aggregate::Array, elements, event),
        Value::Set(elements) => return tell_all(Aggregate::Set, elements, event),
        Value::Map(pairs) => {
            event(Event::Begin(Aggregate::Map, u32::try_from(pairs.len()).ok()));
            for (key, value) in pairs {
                tell(key, event);
                tell(value, event);
            }
            return event(Event::End);
        }
        Value::Double(number) => return tell_text(TextKind::Double, number.to_string().as_bytes(), event),
        Value::Error(error) => return tell_text(TextKind::Error, error.as_bytes(), event),
        Value::BigNumber(_) => TextKind::BigNumber,
        _ => TextKind::Bulk,
    };
    tell_text(kind, value.as_bytes().unwrap_or_default(), event);
}

fn tell_all(kind: Aggregate, elements: &[Value], event: &mut dyn FnMut(Event<'_>)) {
    event(Event::Begin(kind, u32::try_from(elements.len()).ok()));
    elements.iter().for_each(|element| tell(element, event));
    event(Event::End);
}

fn tell_text(kind: TextKind, data: &[u8], event: &mut dyn FnMut(Event<'_>)) {
    event(Event::Text(Text { kind, data, len: Some(data.len()), first: true, last: true }));
}

fn kind_of_push<'py>(py: Python<'py>) -> PyResult<&'py Bound<'py, PyAny>> {
    static PUSH: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    PUSH.import(py, "picoredis._pubsub", "Push")
}

/// A named tuple of such fields, as `tuple.__new__` makes one: without the detour by the method of its own, and without another
/// tuple to be copied, which take longer than all else.
#[cfg(not(any(PyPy, Py_3_15)))]
#[inline]
fn named<'py, const N: usize>(
    class: &Bound<'py, PyType>,
    fields: [Bound<'py, PyAny>; N],
) -> PyResult<Bound<'py, PyAny>> {
    // SAFETY: the class is one of tuples. Its object is new: it has as many places as it was asked for, all empty, each of
    // which takes a reference over.
    unsafe {
        let kind = class.as_type_ptr();
        let object = (*kind).tp_alloc.map_or(std::ptr::null_mut(), |alloc| alloc(kind, N as ffi::Py_ssize_t));
        let tuple = Bound::from_owned_ptr_or_err(class.py(), object)?;
        #[cfg(Py_3_14)]
        {
            // It is not known yet.
            (*object.cast::<ffi::PyTupleObject>()).ob_hash = -1;
        }
        for (place, field) in fields.into_iter().enumerate() {
            ffi::PyTuple_SET_ITEM(object, place as ffi::Py_ssize_t, field.into_ptr());
        }
        Ok(tuple)
    }
}

/// PyPy takes no detours, and of what is to come nobody knows what tuples are.
#[cfg(any(PyPy, Py_3_15))]
fn named<'py, const N: usize>(
    class: &Bound<'py, PyType>,
    fields: [Bound<'py, PyAny>; N],
) -> PyResult<Bound<'py, PyAny>> {
    class.call1(pyo3::types::PyTuple::new(class.py(), fields)?)
}
