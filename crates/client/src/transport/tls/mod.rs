//! TLS, by rustls: what the caller wants of it, what rustls is told, the encrypted connection, and why one was not had.

mod encrypted;
mod failure;
mod pem;
mod session;
mod settings;
mod trust;

pub(crate) use encrypted::Encrypted;
#[cfg(feature = "tokio")]
pub(crate) use failure::explained;
pub(crate) use failure::is_failure;
pub use pem::Pem;
pub(crate) use session::session;
pub use settings::Tls;
