//! `redis.get`, looked up and bound in less time, for interpreters before 3.12.
//!
//! Where a class has a `__getattr__`, those look for a method by a detour, at every call; later ones remember where it was.

use std::sync::OnceLock;

use pyo3::ffi;
use pyo3::prelude::*;
use pyo3::types::PyType;

unsafe extern "C" {
    fn _PyType_Lookup(class: *mut ffi::PyTypeObject, name: *mut ffi::PyObject) -> *mut ffi::PyObject;
    fn _PyObject_GetDictPtr(object: *mut ffi::PyObject) -> *mut *mut ffi::PyObject;
}

/// The interpreter's own look-up for a class that has a `__getattr__`.
static DETOUR: OnceLock<ffi::getattrofunc> = OnceLock::new();

/// Has instances of this very class look up its commands without the detour. Sub-classes are left as they are, and so is the
/// class once it is given another `__getattr__`: the interpreter then puts its own look-up back.
pub(crate) fn shorten(class: &Bound<'_, PyType>) {
    // SAFETY: it is a class, made in Python, that nobody else changes meanwhile.
    unsafe {
        let place = &raw mut (*class.as_type_ptr()).tp_getattro;
        if let Some(detour) = *place {
            DETOUR.get_or_init(|| detour);
            *place = Some(attribute);
        }
    }
}

/// # Safety
///
/// The interpreter asks an instance for an attribute.
unsafe extern "C" fn attribute(slf: *mut ffi::PyObject, name: *mut ffi::PyObject) -> *mut ffi::PyObject {
    // SAFETY: as the caller promises; a definition of a method lives for ever.
    unsafe {
        if let Some(method) = command(slf, name) {
            return ffi::PyCFunction_NewEx(method, slf, std::ptr::null_mut());
        }
        DETOUR.get().map_or(std::ptr::null_mut(), |detour| detour(slf, name))
    }
}

/// The command of that name, if that is what the instance has by it.
///
/// # Safety
///
/// As for [`attribute`].
#[inline]
unsafe fn command(slf: *mut ffi::PyObject, name: *mut ffi::PyObject) -> Option<*mut ffi::PyMethodDef> {
    // SAFETY: as the caller promises; what is found is there until other code runs, and is what its type says.
    unsafe {
        let class = ffi::Py_TYPE(slf);
        let found = _PyType_Lookup(class, name);
        if found.is_null() || ffi::Py_TYPE(found) != &raw mut ffi::PyMethodDescr_Type {
            return None;
        }
        let descriptor: *mut ffi::PyMethodDescrObject = found.cast();
        let method = (*descriptor).d_method;
        // Of the native class, as all commands are.
        let is_command = (*descriptor).d_common.d_type == (*class).tp_base && (*method).ml_flags == ffi::METH_FASTCALL;
        (is_command && !has_own(slf, name)).then_some(method)
    }
}

/// Whether the instance itself has an attribute of that name.
///
/// # Safety
///
/// As for [`attribute`].
#[inline]
unsafe fn has_own(slf: *mut ffi::PyObject, name: *mut ffi::PyObject) -> bool {
    // SAFETY: as the caller promises; a class with a place for a dict says so.
    unsafe {
        if (*ffi::Py_TYPE(slf)).tp_dictoffset == 0 {
            return false;
        }
        let place = _PyObject_GetDictPtr(slf);
        if place.is_null() {
            return true;
        }
        let dict = *place;
        if dict.is_null() || ffi::PyDict_Size(dict) == 0 || ffi::PyDict_Contains(dict, name) == 0 {
            return false;
        }
        // An error comes again by the detour.
        ffi::PyErr_Clear();
        true
    }
}
