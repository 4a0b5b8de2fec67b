//! Every command of the table as a method of the class: functions of C that the interpreter calls without a detour.
//!
//! A method made by PyO3 would parse its arguments by their signature. A command has none: whatever is given is sent.

use std::ffi::CStr;
use std::slice;

use picoredis::command::Spec;
use picoredis::command::table;
use pyo3::ffi;
use pyo3::prelude::*;

use crate::asynch::AsyncClient;
use crate::client::Client;

/// One row for each command: the name of the method, its documentation, its functions for threads and for tasks.
struct Method {
    name: &'static CStr,
    doc: &'static CStr,
    calls: [ffi::PyCFunctionFast; 2],
}

/// A class that has the commands as methods.
pub(crate) trait Class {
    /// Runs a command with the arguments of a method call.
    fn command<'py>(
        slf: &Bound<'py, PyAny>,
        spec: &'static Spec,
        spelled: &'static str,
        given: impl Iterator<Item = Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>>;
}

/// The lower-case spelling of a command's name, as people write it.
const fn lower<const N: usize>(name: &[u8]) -> [u8; N] {
    let mut bytes = [0; N];
    let mut index = 0;
    while index < N {
        bytes[index] = name[index].to_ascii_lowercase();
        index += 1;
    }
    bytes
}

macro_rules! rows {
    ($({ $(#[doc = $doc:literal])* $name:ident $spec:ident ($($param:ident),*) -> $reply:ty $(; $needs:literal)? })*) => {
        const METHODS: &[Method] = &[$(
            Method {
                // SAFETY: it ends with a zero, and has no other.
                name: unsafe { CStr::from_bytes_with_nul_unchecked(concat!(stringify!($name), "\0").as_bytes()) },
                // SAFETY: as above.
                doc: unsafe { CStr::from_bytes_with_nul_unchecked(concat!($($doc, "\n",)* "\0").as_bytes()) },
                calls: {
                    const LEN: usize = table::$spec.name_bytes().len();
                    static SPELLED: [u8; LEN] = lower(table::$spec.name_bytes());
                    unsafe extern "C" fn call<C: Class>(
                        slf: *mut ffi::PyObject,
                        args: *mut *mut ffi::PyObject,
                        count: ffi::Py_ssize_t,
                    ) -> *mut ffi::PyObject {
                        // SAFETY: the interpreter calls this with the receiver and so many arguments.
                        unsafe { run::<C>(&table::$spec, &SPELLED, slf, args, count) }
                    }
                    [call::<Client>, call::<AsyncClient>]
                },
            },
        )*];
    };
}

picoredis::each_command!(rows);

/// Runs a command with the arguments that a method was called with.
///
/// # Safety
///
/// The interpreter is attached, `slf` is an object, and `args` are `count` of them.
unsafe fn run<C: Class>(
    spec: &'static Spec,
    spelled: &'static [u8],
    slf: *mut ffi::PyObject,
    args: *mut *mut ffi::PyObject,
    count: ffi::Py_ssize_t,
) -> *mut ffi::PyObject {
    // SAFETY: the interpreter is attached: it calls this.
    let py = unsafe { Python::assume_attached() };
    // SAFETY: as the caller promises.
    let given = if count == 0 { &[][..] } else { unsafe { slice::from_raw_parts(args, count as usize) } };
    // SAFETY: the receiver is an object.
    let slf = unsafe { Bound::from_borrowed_ptr(py, slf) };
    // SAFETY: each of them is an object.
    let given = given.iter().map(|&arg| unsafe { Bound::from_borrowed_ptr(py, arg) });
    let spelled = std::str::from_utf8(spelled).unwrap_or(spec.name());
    match C::command(&slf, spec, spelled, given) {
        Ok(reply) => reply.into_ptr(),
        Err(error) => {
            error.restore(py);
            std::ptr::null_mut()
        }
    }
}

/// Adds a method for each command to the class for threads and to that for tasks.
pub(crate) fn add_to(classes: [&Bound<'_, PyAny>; 2]) -> PyResult<()> {
    for method in METHODS {
        let name = method.name.to_str().unwrap_or_default().trim_end_matches('_');
        // `debug` is the attribute that it was in the original, and no command.
        if name == "debug" {
            continue;
        }
        for (class, call) in classes.iter().zip(method.calls) {
            class.setattr(name, descriptor(class, method, call)?)?;
        }
    }
    Ok(())
}

fn descriptor<'py>(
    class: &Bound<'py, PyAny>,
    method: &Method,
    call: ffi::PyCFunctionFast,
) -> PyResult<Bound<'py, PyAny>> {
    let definition = Box::leak(Box::new(ffi::PyMethodDef {
        ml_name: method.name.as_ptr(),
        ml_meth: ffi::PyMethodDefPointer { PyCFunctionFast: call },
        ml_flags: ffi::METH_FASTCALL,
        ml_doc: method.doc.as_ptr(),
    }));
    // SAFETY: the class is a type, and the definition lives for ever.
    unsafe { Bound::from_owned_ptr_or_err(class.py(), ffi::PyDescr_NewMethod(class.as_ptr().cast(), definition)) }
}
