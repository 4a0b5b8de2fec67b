//! What the tests of picoredis share.
//!
//! `server`, `peer`, `proxy` and `memory` need nothing but std, and `xtask` uses the first two: it has to work while core does
//! not compile. The rest is about the protocol and stands behind the feature `conformance`.

#[cfg(feature = "conformance")]
pub mod conformance;
pub mod memory;
pub mod peer;
pub mod proxy;
pub mod server;
#[cfg(feature = "certificates")]
pub mod tls;

pub use server::server;
