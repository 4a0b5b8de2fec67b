//! The names that the command table uses for owned replies.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

/// A text that the server itself wrote, such as the answer to `INFO`.
pub type Text = String;

/// A list of any length.
pub type List<T> = Vec<T>;

/// Keys and values, in the order of the keys.
pub type Map<K, V> = BTreeMap<K, V>;
