//! Every command of the table as an `async` method.

use picoredis_core::args::Args;
use picoredis_core::cmd;
#[cfg(feature = "alloc")]
use picoredis_core::reply::{Bytes, List, Map, Text, Value};

use super::{Memory, Redis, Transport};
use crate::error::Result;

macro_rules! methods {
    ($({ $(#[$doc:meta])* $name:ident $spec:ident ($($param:ident),*) -> $reply:ty $(; $needs:literal)? })*) => {
        /// Every command of Redis and Valkey, with the parameters of the function of that name in [`cmd`].
        ///
        /// Each fails as [`run`](Redis::run) does. Those whose reply is a string or a list of any length need the feature `alloc`;
        /// without it, `run` takes them as a [`Buf`](picoredis_core::reply::Buf) or an array.
        impl<T: Transport, B: Memory, const DEPTH: usize> Redis<T, B, DEPTH> {
            $(
                $(#[$doc])*
                $(#[cfg(feature = $needs)])?
                pub async fn $name(&mut self, $($param: impl Args),*) -> Result<$reply> {
                    self.run(cmd::$name($($param),*)).await
                }
            )*
        }
    };
}

picoredis_core::each_command!(methods);
