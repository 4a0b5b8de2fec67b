//! A client for Redis and Valkey: small, fast, dependable.
//!
//! ```
//! # let url = picoredis_tests::server().url();
//! use picoredis::Redis;
//!
//! let mut redis = Redis::open(&url)?; // or Redis::new() for 127.0.0.1:6379
//! redis.set("foo", "bar")?;
//! assert_eq!(redis.get("foo")?.unwrap(), "bar");
//! # Ok::<(), picoredis::Error>(())
//! ```
//!
//! # Commands
//!
//! Each command of Redis 8 and Valkey 9 is a method of [`Redis`]. Each required argument is a parameter, in the order in
//! which Redis documents them, and the last one takes whatever follows: as a tuple, a slice, a map, anything that is
//! [`Args`](args::Args).
//!
//! ```
//! # let mut redis = picoredis::Redis::open(&picoredis_tests::server().url())?;
//! redis.set("greeting", ("hello", "EX", 10))?;
//! redis.hset("point", (("x", 1.5), ("y", 2.5)))?;
//! redis.rpush("list", ["a", "b", "c"])?;
//! assert_eq!(redis.lrange("list", 0, -1)?, ["a", "b", "c"]);
//! # redis.del(["greeting", "point", "list"])?;
//! # Ok::<(), picoredis::Error>(())
//! ```
//!
//! [`do_cmd`](Redis::do_cmd) sends any other. The same commands are values in [`cmd`], for [`run`](Redis::run): with more
//! arguments, or with the reply taken as another type than the command's own. [`reply`] tells what there is.
//!
//! ```
//! # let mut redis = picoredis::Redis::open(&picoredis_tests::server().url())?;
//! use std::collections::HashMap;
//! use picoredis::cmd;
//!
//! redis.hset("user:1", ("age", 42, "shoes", 43))?;
//! let user: HashMap<String, u32> = redis.run(cmd::hgetall("user:1").reply())?;
//! assert_eq!(user["age"], 42);
//! # Ok::<(), picoredis::Error>(())
//! ```
//!
//! # What to use when
//!
//! | to | use |
//! |---|---|
//! | run one command after the other | the methods of [`Redis`] |
//! | run many without waiting for each | [`Redis::pipeline`] |
//! | run several together or not at all | [`Redis::transaction`]; with a look at values first, [`Redis::transaction_watching`] |
//! | hear what is published | [`Redis::subscribe`] and [`Redis::pushes`] |
//! | walk through keys and large collections | [`Redis::scan_iter`] and its kin |
//! | take or send a value of any size in little memory | [`Redis::stream`], [`Redis::run_from`] |
//! | have a reply in memory of one's own, or borrow it | [`Redis::run_into`], [`Redis::run_ref`] |
//! | run a script on the server | [`Script`] |
//! | remember what was read until it changes | [`Cached`], or [`Redis::track`] |
//! | survive restarts and failovers | [`Config::reconnect`] |
//! | share connections among threads | a pool: the features `r2d2` and `deadpool` |
//! | run in `async` functions | `asynch`: the same under the same names |
//! | share one connection among tasks | `asynch::SharedRedis`, with the feature `tokio` |
//! | run without an operating system | [`Redis::over`], `asynch::Redis::over` |
//!
//! # Connections
//!
//! [`Redis::new`], [`Redis::open`] with a URL, and [`Redis::builder`] connect at once. [`close`](Redis::close) closes,
//! [`connect`](Redis::connect) connects again; nothing reconnects by itself unless a [`Reconnect`] policy says so. A
//! `Redis` is used by one thread at a time. RESP2 is spoken unless [`Config::protocol`] asks for RESP3; replies are taken
//! as the same types in both.
//!
//! # Errors
//!
//! An [`Error`] tells what happened ([`kind`](Error::kind)), with which [`command`](Error::command), and what became of
//! it ([`fate`](Error::fate)):
//!
//! | [`Fate`] | the command | may it be sent again? |
//! |---|---|---|
//! | [`NotSent`](Fate::NotSent) | the server never had the whole of it | yes |
//! | [`Refused`](Fate::Refused) | the server answered with an error | if it makes sense |
//! | [`MaybeExecuted`](Fate::MaybeExecuted) | was sent, and nobody knows | if twice does no harm |
//! | [`Executed`](Fate::Executed) | was executed; its reply is no such value as was asked for | no |
//!
//! After a server's error, a reply of another type or a timeout the connection is good for the next command, which gets
//! its own reply. After a protocol error, or when the connection fails, it is not, and says so until
//! [`connect`](Redis::connect).
//!
//! ```
//! # let mut redis = picoredis::Redis::open(&picoredis_tests::server().url())?;
//! use picoredis::Fate;
//!
//! redis.set("name", "Ann")?;
//! let error = redis.incr("name").unwrap_err();
//! assert_eq!((error.code(), error.fate()), (Some("ERR"), Fate::Refused));
//! assert_eq!(redis.get("name")?.unwrap(), "Ann");
//! # redis.del("name")?;
//! # Ok::<(), picoredis::Error>(())
//! ```
//!
//! # Timeouts
//!
//! A timeout, 3000 ms by default, bounds connecting, sending and the wait for each reply: see [`Config::timeout`]. A
//! command that waits on purpose, such as `BLPOP`, has its own time besides. When the time is up, the command
//! may have been executed; its late reply is skipped before the next command is sent, within a
//! [budget](session::DrainBudget) of bytes and time, beyond which the connection is broken.
//!
//! A peer that is gone without a word looks like one that is slow. So each further command waits for its timeout, and fails as
//! not sent, until the budget, 30 s, is spent. Who does not want to wait calls [`connect`](Redis::connect) after the first timeout
//! ([`standing`](Redis::standing) is `Draining` then), or has a smaller [budget](Config::drain_budget); with a [`Reconnect`]
//! policy the second timeout has the connection made anew.
//!
//! # Cancellation
//!
//! Every future of `asynch` may be dropped at any point: the connection stays in step. In threads,
//! [`Redis::on_interrupt`] ends a wait that a signal cut short.
//!
//! # Without std
//!
//! Without default features nothing is allocated: [`Redis::over`] and `asynch::Redis::over` take a connection that
//! implements the traits of `embedded_io` or `embedded_io_async`, and memory for it. Replies are taken as numbers, into
//! [buffers](reply::Buf), into [memory of one's own](Redis::run_into), or as [they come](Redis::stream): so are the pages of
//! a scan, which has no iterator here. `examples/bare.rs` shows all of it.
//!
//! # Features
//!
//! All of them add something and change nothing.
//!
//! - `std` (default): sockets, names, the clock, reconnecting.
//! - `alloc`: owned replies and messages without `std`.
//! - `async`: `asynch`, over any `embedded_io_async` connection; `tokio`: with tokio's sockets and clock, and
//!   `asynch::SharedRedis`.
//! - `tls`: `rediss://`, by rustls. `tls-ring` or `tls-aws-lc-rs` brings cryptography, `tls-native-roots` or
//!   `tls-webpki-roots` the authorities to trust; without them the caller brings his own.
//! - `log`, `tracing`, `defmt`: a line for each connection that is made, and each failure, in the log of that name. Never an
//!   argument.
//! - `r2d2`, `deadpool`: [`Config`] manages the connections of a pool.

#![cfg_attr(docsrs, feature(doc_cfg))]
#![no_std]
#![deny(unsafe_code)]

#[cfg(feature = "alloc")]
extern crate alloc;
#[cfg(feature = "std")]
extern crate std;

/// The README's examples are compiled.
#[cfg(all(doctest, feature = "std"))]
#[doc = include_str!("../../../README.md")]
struct Readme;

mod allowed;
#[cfg(feature = "async")]
pub mod asynch;
mod blocking;
#[cfg(feature = "alloc")]
mod cached;
mod change;
mod commands;
#[cfg(feature = "std")]
mod config;
#[cfg(feature = "std")]
mod connect;
#[cfg(feature = "alloc")]
mod debug;
#[cfg(feature = "defmt")]
mod defmt_format;
mod direct;
mod error;
mod inbox;
mod into;
mod link;
mod login;
mod notice;
mod pack;
pub mod pipeline;
#[cfg(any(feature = "r2d2", feature = "deadpool"))]
mod pool;
#[cfg(feature = "alloc")]
mod push;
mod reconnect;
#[cfg(feature = "alloc")]
mod recording;
#[cfg(feature = "alloc")]
mod scan;
mod script;
#[cfg(feature = "std")]
#[doc(hidden)]
pub mod sharing;
mod stream;
mod stream_from;
#[cfg(feature = "alloc")]
mod tracking;
mod transaction;
pub mod transport;
mod unsendable;

pub use embedded_io;
#[doc(hidden)]
pub use picoredis_core::each_command;
pub use picoredis_core::{address, args, cmd, command, decode, encode, event, number, reply, session};

#[cfg(feature = "std")]
pub use blocking::FromStd;
#[cfg(feature = "alloc")]
pub use blocking::Scan;
pub use blocking::{DefaultBuffer, Redis, ReplyStream, StringReader};
#[cfg(feature = "alloc")]
pub use cached::Cached;
#[cfg(feature = "std")]
pub use config::{Config, Endpoint};
#[cfg(feature = "std")]
pub use connect::Place;
#[cfg(feature = "alloc")]
#[doc(hidden)]
pub use debug::Tap;
#[cfg(feature = "alloc")]
pub use debug::Wire;
pub use error::{Error, ErrorKind, Fate, Result};
pub use into::Lent;
pub use picoredis_core::command::Command;
pub use picoredis_core::decode::Published;
pub use picoredis_core::error::{Misfit, ProtocolError, ProtocolErrorKind, ReplyError, ServerError, SessionError};
pub use picoredis_core::reply::{Bytes, FromReply, Value};
pub use picoredis_core::session::Protocol;
#[cfg(feature = "alloc")]
#[doc(hidden)]
pub use push::{Heard, PushBuilder};
#[cfg(feature = "alloc")]
pub use push::{Message, Push, PushRef};
pub use reconnect::{Reconnect, Waits};
#[cfg(feature = "tls")]
pub use rustls;
pub use script::Script;
pub use stream::CopyError;
#[cfg(feature = "tls")]
pub use transport::{Pem, Tls};
pub use unsendable::Unsendable;
