//! What the program does instead of running commands, one mode in each file.

pub(crate) mod bigkeys;
pub(crate) mod eval;
mod keys;
pub(crate) mod latency;
mod patience;
pub(crate) mod pipe;
pub(crate) mod scan;
pub(crate) mod stat;
