//! Python objects as the arguments of a command.

use std::ffi::c_int;
use std::slice;

use picoredis::args::Args;
use picoredis::encode::Visit;
use picoredis::number::Digits;
use pyo3::exceptions::PyTypeError;
use pyo3::ffi;
use pyo3::prelude::*;
use pyo3::types::{PyByteArray, PyFloat, PyInt, PyMemoryView, PyString};

/// The arguments of a command: `bytes`, `str` and numbers of 64 bits as they are, all else made one of these first, so
/// that giving them to an encoder cannot fail.
pub(crate) enum Words<'a, 'py> {
    /// As they were given: nearly always.
    Given(&'a [Bound<'py, PyAny>]),
    /// Some of them were made.
    Made(Vec<Bound<'py, PyAny>>),
}

impl<'a, 'py> Words<'a, 'py> {
    /// What Python gave, in order.
    ///
    /// # Errors
    ///
    /// `None` and containers are no arguments; a `str` with a lone surrogate has no UTF-8.
    #[inline]
    pub(crate) fn new(given: &'a [Bound<'py, PyAny>]) -> PyResult<Self> {
        if given.iter().all(is_word) { Ok(Words::Given(given)) } else { Self::made(given.iter().cloned()) }
    }

    /// The same for what does not lie in one place.
    #[inline(never)]
    pub(crate) fn made(given: impl Iterator<Item = Bound<'py, PyAny>>) -> PyResult<Self> {
        Ok(Words::Made(given.map(word).collect::<PyResult<_>>()?))
    }

    /// The words, as objects.
    pub(crate) fn objects(&self) -> &[Bound<'py, PyAny>] {
        match self {
            Words::Given(words) => words,
            Words::Made(words) => words,
        }
    }
}

impl Args for Words<'_, '_> {
    #[inline]
    fn count(&self) -> usize {
        self.objects().len()
    }

    #[inline]
    fn visit<V: Visit>(&self, visitor: &mut V) -> Result<(), V::Error> {
        self.objects().iter().try_for_each(|word| {
            if let Some(bytes) = bytes_of(word) {
                return visitor.arg(bytes);
            }
            visitor.arg(&Digits::from_i64(integer(word).unwrap_or_default()))
        })
    }
}

/// Whether an object is one already.
#[inline]
fn is_word(given: &Bound<'_, PyAny>) -> bool {
    if given.is_exact_instance_of::<PyInt>() { integer(given).is_some() } else { bytes_of(given).is_some() }
}

/// An object that is `bytes`, a `str` that has UTF-8, or a number that fits 64 bits.
fn word(given: Bound<'_, PyAny>) -> PyResult<Bound<'_, PyAny>> {
    let py = given.py();
    if is_word(&given) {
        return Ok(given);
    }
    if let Ok(text) = given.cast::<PyString>() {
        // It says why it has no UTF-8.
        text.to_str()?;
    }
    if given.is_instance_of::<PyFloat>() || given.is_instance_of::<PyInt>() {
        return Ok(given.str()?.into_any());
    }
    if given.is_instance_of::<PyByteArray>() || given.is_instance_of::<PyMemoryView>() {
        // SAFETY: the object lives, and the interpreter is attached.
        return unsafe { Bound::from_owned_ptr_or_err(py, ffi::PyBytes_FromObject(given.as_ptr())) };
    }
    if given.is_none() {
        return Err(PyTypeError::new_err("None is no argument of a command: leave it out, or send an empty string"));
    }
    if given.hasattr("__iter__")? {
        let kind = given.get_type().name()?;
        let instead = if given.hasattr("keys")? {
            "give keys and values one after the other"
        } else {
            "give its items, as in *items"
        };
        return Err(PyTypeError::new_err(format!("a {kind} is no argument of a command: {instead}")));
    }
    Ok(given.str()?.into_any())
}

/// The bytes of `bytes`, or the UTF-8 of a `str`.
pub(crate) fn bytes_of<'a>(word: &'a Bound<'_, PyAny>) -> Option<&'a [u8]> {
    let object = word.as_ptr();
    // SAFETY: the object is what the checks say, and both kinds are immutable and live as long as the reference.
    unsafe {
        if ffi::PyBytes_Check(object) != 0 {
            let len = ffi::PyBytes_Size(object) as usize;
            return Some(slice::from_raw_parts(ffi::PyBytes_AsString(object).cast(), len));
        }
        if ffi::PyUnicode_Check(object) != 0 {
            // Such a text is its UTF-8.
            #[cfg(not(any(PyPy, Py_3_14)))]
            if ffi::PyUnicode_IS_COMPACT_ASCII(object) != 0 {
                let len = ffi::PyUnicode_GET_LENGTH(object) as usize;
                return Some(slice::from_raw_parts(ffi::PyUnicode_DATA(object).cast(), len));
            }
            let mut len = 0;
            let text = ffi::PyUnicode_AsUTF8AndSize(object, &mut len);
            if !text.is_null() {
                return Some(slice::from_raw_parts(text.cast(), len as usize));
            }
            ffi::PyErr_Clear();
        }
    }
    None
}

/// The digits of an `int` that fits.
pub(crate) fn digits_of(word: &Bound<'_, PyAny>) -> Option<Digits> {
    if word.is_exact_instance_of::<PyInt>() { integer(word).map(Digits::from_i64) } else { None }
}

/// The number, if it fits.
fn integer(word: &Bound<'_, PyAny>) -> Option<i64> {
    let mut overflow: c_int = 0;
    // SAFETY: the object is a number, so that there is no error but the overflow.
    let number = unsafe { ffi::PyLong_AsLongLongAndOverflow(word.as_ptr(), &mut overflow) };
    (overflow == 0).then_some(number)
}
