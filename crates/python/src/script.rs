//! Scripts.

use picoredis::Script;
use pyo3::prelude::*;

/// The digest by which a server knows a script that it had before.
#[pyfunction]
pub(crate) fn sha1(text: &str) -> String {
    Script::new(text).sha1().into()
}
