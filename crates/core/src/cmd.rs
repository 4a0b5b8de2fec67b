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
//! The type of the reply is the one that the command has when it is called so; [`reply`](Command::reply) takes it as
//! another.

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
