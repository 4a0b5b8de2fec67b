//! The async client with the sockets, the clock and the names of tokio.

mod clock;
mod connect;
#[cfg(feature = "tls")]
mod encrypted;
mod socket;
mod stream;

pub use stream::Stream;
