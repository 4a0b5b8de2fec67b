//! Memory of the program's, lent by an object of Python.

use std::slice;

use pyo3::ffi;
use pyo3::prelude::*;

/// Bytes that lie side by side and stay where they are as long as this is held, whatever the object calls them: what it
/// cannot lend in that way it refuses in its own words.
// In a box: the object may keep in it what it points to.
pub(crate) struct Memory(Box<ffi::Py_buffer>);

// SAFETY: what it holds is used with the interpreter attached only.
unsafe impl Send for Memory {}
// SAFETY: as above.
unsafe impl Sync for Memory {}

impl Memory {
    /// Memory to be read.
    pub(crate) fn new(object: &Bound<'_, PyAny>) -> PyResult<Self> {
        Self::lent(object, ffi::PyBUF_SIMPLE)
    }

    /// Memory to be written.
    pub(crate) fn writable(object: &Bound<'_, PyAny>) -> PyResult<Self> {
        Self::lent(object, ffi::PyBUF_WRITABLE)
    }

    fn lent(object: &Bound<'_, PyAny>, how: std::ffi::c_int) -> PyResult<Self> {
        let mut memory = Box::new(ffi::Py_buffer::new());
        // SAFETY: the object lives, and the interpreter is attached.
        match unsafe { ffi::PyObject_GetBuffer(object.as_ptr(), &mut *memory, how) } {
            0 => Ok(Memory(memory)),
            _ => Err(PyErr::fetch(object.py())),
        }
    }

    fn len(&self) -> usize {
        self.0.len.unsigned_abs()
    }

    pub(crate) fn as_slice(&self) -> &[u8] {
        if self.0.buf.is_null() {
            return &[];
        }
        // SAFETY: the object lends so many bytes there until it is released.
        unsafe { slice::from_raw_parts(self.0.buf.cast(), self.len()) }
    }

    /// The bytes of writable memory.
    ///
    /// # Safety
    ///
    /// They are not used longer than this is held.
    pub(crate) unsafe fn as_mut(&mut self) -> &'static mut [u8] {
        if self.0.buf.is_null() {
            return &mut [];
        }
        // SAFETY: the object lends so many bytes there until it is released. Another thread of the program may look at
        // them meanwhile: it then sees a part of what is written.
        unsafe { slice::from_raw_parts_mut(self.0.buf.cast(), self.len()) }
    }
}

impl Drop for Memory {
    fn drop(&mut self) {
        // At the end of the interpreter the memory ends with it.
        Python::try_attach(|_| {
            // SAFETY: it was lent, and nobody has it any more.
            unsafe { ffi::PyBuffer_Release(&mut *self.0) }
        });
    }
}
