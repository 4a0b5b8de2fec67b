//! A policy, and the code that follows it.

use std::boxed::Box;
use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher as _, Hasher as _};

use super::{Reconnect, Recovery};
#[cfg(feature = "tokio")]
use crate::asynch;
use crate::blocking;
use crate::transport::Stream;

/// What a configuration has of a policy: the pointers are what links the code to follow it.
#[derive(Clone, Copy)]
pub(crate) struct Revival {
    policy: Reconnect,
    begin: fn(Reconnect) -> Box<Recovery>,
    pub(crate) blocking: blocking::Hooks<Stream, blocking::DefaultBuffer, 128>,
    #[cfg(feature = "tokio")]
    pub(crate) asynch: asynch::Hooks<asynch::Stream, asynch::DefaultBuffer, 128>,
}

impl Revival {
    pub(crate) fn new(policy: Reconnect) -> Self {
        Revival {
            policy,
            begin,
            blocking: blocking::Hooks::new(),
            #[cfg(feature = "tokio")]
            asynch: asynch::Hooks::new(),
        }
    }

    /// The state of a new connection.
    pub(crate) fn recovery(&self) -> Box<Recovery> {
        (self.begin)(self.policy)
    }
}

fn begin(policy: Reconnect) -> Box<Recovery> {
    // The hash of nothing, with keys that are random in each process and differ from one to the next.
    let seed = RandomState::new().build_hasher().finish();
    Box::new(Recovery::new(policy, seed))
}
