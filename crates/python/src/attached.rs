//! Replies that are half made between two calls of the interpreter.

use pyo3::prelude::*;

/// Python objects that are half done between two calls of the interpreter.
pub(crate) struct Attached<T>(pub(crate) T);

// SAFETY: it is in a class of Python, whose methods and whose end have the interpreter attached, one thread at a time.
unsafe impl<T> Send for Attached<T> {}
// SAFETY: as above.
unsafe impl<T> Sync for Attached<T> {}

impl<T> Attached<T> {
    /// What `make` makes, for a class of Python.
    pub(crate) fn with(make: impl FnOnce(Python<'static>) -> T) -> Self {
        // SAFETY: it is made for a class, by a method of it.
        Attached(make(unsafe { Python::assume_attached() }))
    }
}
