//! A client for Redis and Valkey.

#![no_std]
#![deny(unsafe_code)]

#[cfg(feature = "alloc")]
extern crate alloc;
#[cfg(feature = "std")]
extern crate std;

mod blocking;
mod commands;
#[cfg(feature = "std")]
mod config;
#[cfg(feature = "std")]
mod connect;
#[cfg(feature = "alloc")]
mod debug;
mod error;
pub mod transport;

pub use picoredis_core::{address, args, cmd, command, decode, event, reply, session};

pub use blocking::{DefaultBuffer, Redis};
#[cfg(feature = "std")]
pub use config::{Config, Endpoint};
#[cfg(feature = "std")]
pub use connect::Place;
#[cfg(feature = "alloc")]
pub use debug::Wire;
pub use error::{Error, ErrorKind, Fate, Result};
pub use picoredis_core::command::Command;
pub use picoredis_core::error::{ProtocolError, ReplyError, ServerError, SessionError};
pub use picoredis_core::reply::{Bytes, FromReply, Value};
pub use picoredis_core::session::Protocol;
