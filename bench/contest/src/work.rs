//! The data that all contestants work on, as it stands in the server, and what comes out of it.

use std::collections::HashMap;

/// The key of the round trips and pipelines, of 16 bytes.
pub const KEY: &str = "key:0123456789ab";
/// Its value, of 16 bytes.
pub const VALUE: &str = "value:0123456789";
/// Holds the value that the pipelines and others set.
pub const WRITTEN: &str = "set:0123456789ab";
/// Holds a value of the size that the item `large-get` says.
pub const LARGE: &str = "large";
/// Where the item `large-set` puts one.
pub const LARGE_WRITTEN: &str = "large:set";
/// What is published in the item `pubsub`.
pub const PAYLOAD: &str = "payload:0123456789abcdef0123456789abcdef0123456789abcdef01234567";

/// The list of so many strings.
pub fn list(size: usize) -> String {
    format!("list:{size}")
}

/// The hash of so many fields.
pub fn hash(size: usize) -> String {
    format!("hash:{size}")
}

/// The keys of so many integers.
pub fn numbers(size: usize) -> Vec<String> {
    (0..size).map(|index| format!("number:{index:05}")).collect()
}

/// A large value.
pub fn large(size: usize) -> Vec<u8> {
    (0..size).map(|index| b'a' + (index % 23) as u8).collect()
}

/// Sums up a string.
#[inline]
pub fn of_bytes(bytes: impl AsRef<[u8]>) -> u64 {
    let bytes = bytes.as_ref();
    bytes.len() as u64 + u64::from(bytes.last().copied().unwrap_or_default())
}

/// Sums up a list: its length, its first and its last, which costs little.
pub fn of_list(list: &[impl AsRef<[u8]>]) -> u64 {
    let ends = list.first().into_iter().chain(list.last());
    list.len() as u64 + ends.map(of_bytes).sum::<u64>()
}

/// Sums up a hash by its length and one of its fields.
pub fn of_hash(hash: &HashMap<String, String>) -> u64 {
    hash.len() as u64 + hash.get("field:00000").map_or(0, of_bytes)
}

/// Sums up integers as [`of_list`] does.
pub fn of_integers(integers: &[i64]) -> u64 {
    let ends = integers.first().into_iter().chain(integers.last());
    integers.len() as u64 + ends.map(|integer| *integer as u64).sum::<u64>()
}
