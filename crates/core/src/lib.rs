//! The Redis protocol as a core that owns nothing: bytes and time are arguments.
//!
//! ```text
//! args ── encode ──> bytes ── your transport ──> server
//! value <── reply <── Event <── decode <── bytes <──┘
//! ```
//!
//! ```
//! use picoredis_core::cmd;
//! use picoredis_core::encode::Encoder;
//! use picoredis_core::reply::{Buf, FromReply, Receive};
//! use picoredis_core::session::{Incoming, Session};
//!
//! // A command into bytes ...
//! let mut buffer = [0; 64];
//! cmd::get("foo").encode(&mut Encoder::new(&mut buffer[..]))?;
//! let mut session: Session = Session::new();
//! session.sent();
//!
//! // ... and bytes, as they come, into a value.
//! let mut reply = Receive::new(Buf::<16>::builder());
//! for mut received in [&b"$3\r\nb"[..], b"ar\r\n"] {
//!     while let Some(Incoming::Reply { event, .. }) = session.next(&mut received)? {
//!         reply.event(event);
//!     }
//! }
//! assert_eq!(reply.finish()?.as_str(), Some("bar"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! - [`decode`]: bytes to [events](event), strict, bounded, resumable at every byte.
//! - [`encode`] and [`args`]: arguments to bytes, without allocation.
//! - [`reply`]: events to values, and how to take replies as types of your own.
//! - [`cmd`] and [`command`]: every command of Redis 8 and Valkey 9, and any other.
//! - [`session`]: whose reply comes next, and what is said first on a connection.
//! - [`address`], [`number`], [`error`].
//!
//! **In scope**: everything about the protocol that can be said without a socket. **Out of scope**: sockets, clocks,
//! threads, logging. The crate `picoredis` has those.
//!
//! There is no unsafe code, no mutable static and no panic here; a check links a program that uses the whole crate and
//! fails if a panic is left.
//!
//! # Features
//!
//! - `alloc`: replies of any length: [`Bytes`](reply::Bytes), `String`, `Vec`, maps, [`Value`](reply::Value).
//! - `std`: hash maps and hash sets as replies and arguments.
//! - `defmt`: every public type implements `defmt::Format`.

#![cfg_attr(docsrs, feature(doc_cfg))]
#![no_std]
#![forbid(unsafe_code)]
#![deny(
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::unreachable,
    clippy::arithmetic_side_effects
)]

#[cfg(feature = "alloc")]
extern crate alloc;
#[cfg(feature = "std")]
extern crate std;

pub mod address;
pub mod args;
pub mod cmd;
pub mod command;
pub mod decode;
#[cfg(feature = "defmt")]
mod defmt_format;
pub mod encode;
pub mod error;
pub mod event;
pub mod number;
pub mod reply;
pub mod session;
#[doc(hidden)]
pub mod target;
