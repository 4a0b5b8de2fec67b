//! Python objects as the arguments of a command.

use std::ffi::c_int;
use std::slice;

use picoredis::args::Args;
use picoredis::encode::Visit;
use picoredis::number::Digits;
use pyo3::exceptions::PyTypeError;
use pyo3::ffi;
use pyo3::prelude::*;
use pyo3::types::{PyByteArray, PyBytes, PyFloat, PyInt, PyMemoryView, PyString};

/// The arguments of a command: `bytes`, `str` and numbers of 64 bits as they are, all else made one of these first, so
/// that giving them to an encoder cannot fail.
pub(crate) struct Words<'py> {
    words: Vec<Bound<'py, PyAny>>,
}

impl<'py> Words<'py> {
    /// What Python gave, in order.
    ///
    /// # Errors
    ///
    /// `None` and containers are no arguments; a `str` with a lone surrogate has no UTF-8.
    pub(crate) fn new(given: impl Iterator<Item = Bound<'py, PyAny>>) -> PyResult<Self> {
        Ok(Words { words: given.map(word).collect::<PyResult<_>>()? })
    }

    /// The words, as objects.
    pub(crate) fn iter(&self) -> impl Iterator<Item = Bound<'py, PyAny>> {
        self.words.iter().cloned()
    }
}

impl Args for Words<'_> {
    fn count(&self) -> usize {
        self.words.len()
    }

    fn visit<V: Visit>(&self, visitor: &mut V) -> Result<(), V::Error> {
        self.words.iter().try_for_each(|word| {
            if let Some(bytes) = bytes_of(word) {
                return visitor.arg(bytes);
            }
            visitor.arg(&Digits::from_i64(integer(word).unwrap_or_default()))
        })
    }
}

/// An object that is `bytes`, a `str` that has UTF-8, or a number that fits 64 bits.
fn word(given: Bound<'_, PyAny>) -> PyResult<Bound<'_, PyAny>> {
    let py = given.py();
    if given.is_exact_instance_of::<PyBytes>() {
        return Ok(given);
    }
    if let Ok(text) = given.cast::<PyString>() {
        // The interpreter keeps the UTF-8 with the object: asking now is asking once.
        text.to_str()?;
        return Ok(given);
    }
    if given.is_exact_instance_of::<PyInt>() {
        return if integer(&given).is_some() { Ok(given) } else { Ok(given.str()?.into_any()) };
    }
    if given.is_instance_of::<PyFloat>() || given.is_instance_of::<PyInt>() {
        return Ok(given.str()?.into_any());
    }
    if given.is_instance_of::<PyBytes>()
        || given.is_instance_of::<PyByteArray>()
        || given.is_instance_of::<PyMemoryView>()
    {
        // SAFETY: the object lives, and the interpreter is attached.
        return unsafe { Bound::from_owned_ptr_or_err(py, ffi::PyBytes_FromObject(given.as_ptr())) };
    }
    if given.is_none() {
        return Err(PyTypeError::new_err("None is no argument of a command: leave it out, or send an empty string"));
    }
    if given.hasattr("__iter__")? {
        let kind = given.get_type().name()?;
        return Err(PyTypeError::new_err(format!(
            "a {kind} is no argument of a command: give its items, as in *items"
        )));
    }
    Ok(given.str()?.into_any())
}

/// The bytes of `bytes`, or the UTF-8 of a `str`.
fn bytes_of<'a>(word: &'a Bound<'_, PyAny>) -> Option<&'a [u8]> {
    let object = word.as_ptr();
    // SAFETY: the object is what the checks say, and both kinds are immutable and live as long as the reference.
    unsafe {
        if ffi::PyBytes_Check(object) != 0 {
            let len = ffi::PyBytes_Size(object) as usize;
            return Some(slice::from_raw_parts(ffi::PyBytes_AsString(object).cast(), len));
        }
        if ffi::PyUnicode_Check(object) != 0 {
            let mut len = 0;
            let text = ffi::PyUnicode_AsUTF8AndSize(object, &mut len);
            if !text.is_null() {
                return Some(slice::from_raw_parts(text.cast(), len as usize));
            }
        }
    }
    None
}

/// The number, if it fits.
fn integer(word: &Bound<'_, PyAny>) -> Option<i64> {
    let mut overflow: c_int = 0;
    // SAFETY: the object is a number, so that there is no error but the overflow.
    let number = unsafe { ffi::PyLong_AsLongLongAndOverflow(word.as_ptr(), &mut overflow) };
    (overflow == 0).then_some(number)
}
