//! The async client with the sockets, the clock and the names of tokio.

mod clock;
mod connect;
#[cfg(feature = "tls")]
mod encrypted;
mod shared;
mod socket;
mod stream;

pub use shared::SharedRedis;
pub use stream::Stream;
