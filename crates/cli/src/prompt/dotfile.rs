//! Files in the home of the person.

use std::env;
use std::path::PathBuf;

/// The path that a variable names, else that of a file at home; `None` where there is to be none.
pub(super) fn path(variable: &str, name: &str) -> Option<PathBuf> {
    match env::var_os(variable).filter(|path| !path.is_empty()) {
        Some(path) if path == "/dev/null" => None,
        Some(path) => Some(path.into()),
        None => Some(PathBuf::from(env::var_os("HOME").filter(|home| !home.is_empty())?).join(name)),
    }
}
