//! The native module of the Python package `picoredis`: connections, and Python objects straight from decoder events.

mod args;
mod asynch;
mod attached;
mod build;
mod bulk;
mod changes;
mod client;
mod collector;
mod commands;
mod destination;
mod errors;
mod heard;
#[cfg(not(any(PyPy, Py_3_12)))]
mod lookup;
mod memory;
mod options;
mod parser;
mod pipeline;
mod pubsub;
mod script;
mod shared;
mod state;
mod transport;
mod turns;

use pyo3::exceptions::PyImportError;
#[cfg(not(PyPy))]
use pyo3::ffi;
use pyo3::prelude::*;

#[pymodule(gil_used = false)]
fn _picoredis(module: &Bound<'_, PyModule>) -> PyResult<()> {
    let py = module.py();
    first_interpreter(py)?;
    module.add_class::<client::Client>()?;
    module.add_class::<collector::Collector>()?;
    module.add_class::<asynch::AsyncClient>()?;
    module.add_class::<asynch::Line>()?;
    module.add_class::<asynch::Mailbox>()?;
    module.add_class::<asynch::Plan>()?;
    module.add_class::<parser::Parser>()?;
    module.add_class::<turns::Turns>()?;
    module.add_function(wrap_pyfunction!(parser::pack, module)?)?;
    module.add_function(wrap_pyfunction!(script::sha1, module)?)?;
    module.add_function(wrap_pyfunction!(shared::_forked, module)?)?;
    module.add("RedisError", py.get_type::<errors::RedisError>())?;
    module.add("RedisTimeout", py.get_type::<errors::RedisTimeout>())?;
    module.add("ConnectionError", py.get_type::<errors::ConnectionError>())?;
    module.add("WatchError", py.get_type::<errors::WatchError>())?;
    module.add("ProtocolError", py.get_type::<errors::ProtocolError>())?;
    module.add("ParseError", py.get_type::<errors::ParseError>())?;
    module.add("__version__", env!("CARGO_PKG_VERSION"))
}

/// Interpreters of one process would share the module's classes, of which each has its own.
fn first_interpreter(py: Python<'_>) -> PyResult<()> {
    if is_first_interpreter(py) {
        return Ok(());
    }
    Err(PyImportError::new_err("picoredis cannot be imported in a sub-interpreter"))
}

#[cfg(not(PyPy))]
fn is_first_interpreter(_: Python<'_>) -> bool {
    // SAFETY: the caller is attached to an interpreter. The first is number 0.
    unsafe { ffi::PyInterpreterState_GetID(ffi::PyInterpreterState_Get()) == 0 }
}

/// There is no other in PyPy.
#[cfg(PyPy)]
fn is_first_interpreter(_: Python<'_>) -> bool {
    true
}
