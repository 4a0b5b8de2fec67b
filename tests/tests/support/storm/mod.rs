//! Callers in a storm of faults.

pub(crate) mod client;
pub(crate) mod worker;
