//! Every command of Redis and Valkey as a function that makes a [`Command`].
//!
//! Each required argument is a parameter, in the order in which Redis documents them, and the last one takes whatever
//! follows: a tuple, a slice, a map. Optional arguments that stand elsewhere ride with the one after them. A command
//! that requires none takes its optional ones by [`arg`](Command::arg).
//!
//! ```
//! use picoredis_core::cmd;
//!
//! let commands = (
//!     cmd::get("foo"),
//!     cmd::set("foo", ("bar", "EX", 10)),
//!     cmd::hset("myhash", ("key1", 42)),
//!     cmd::xadd("stream", ("MAXLEN", 1000, "*"), ("t", 20.5)),
//!     cmd::info().arg("memory"),
//! );
//! # let _ = commands;
//! ```
//!
//! The type of the reply is the one that the command has when its required arguments alone are given. An option that
//! changes the kind of the reply, such as the `GET` of `SET` or the count of `LPOP`, wants another type:
//! [`reply`](Command::reply) names it.
//!
//! Some commands are not answered by one reply: `SUBSCRIBE`, `MONITOR`, `CLIENT REPLY` and their like. They are here, but
//! a client that waits for one reply refuses them.

use crate::args::Args;
use crate::command::{Command, table};
use crate::reply::{Bytes, List, Map, Text, Value};

macro_rules! constructors {
    ($({ $(#[$doc:meta])* $name:ident $spec:ident ($($param:ident),*) -> $reply:ty $(; $needs:literal)? })*) => {
        $(
            $(#[$doc])*
            pub fn $name($($param: impl Args),*) -> Command<'static, impl Args, $reply> {
                Command::listed(&table::$spec, ($($param,)*))
            }
        )*
    };
}

crate::each_command!(constructors);
crate::each_stream_command!(constructors);
