//! What the tests of picoredis share.
//!
//! `server` and `peer` need nothing but std, and `xtask` uses them too: it has to work while core does not compile.
//! The rest is about the protocol and stands behind the feature `conformance`.

#[cfg(feature = "conformance")]
pub mod conformance;
pub mod peer;
pub mod server;

pub use server::server;
