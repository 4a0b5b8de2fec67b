//! Every command of the table as a method.

use picoredis_core::args::Args;
use picoredis_core::cmd;
#[cfg(feature = "alloc")]
use picoredis_core::reply::{Bytes, List, Map, Text, Value};

use crate::blocking::Redis;
use crate::error::Result;
use crate::transport::Transport;

macro_rules! methods {
    ($({ $(#[$doc:meta])* $name:ident $spec:ident ($($param:ident),*) -> $reply:ty $(; $needs:literal)? })*) => {
        /// Every command of Redis and Valkey, with the parameters of the function of that name in [`cmd`].
        ///
        /// Each fails as [`run`](Redis::run) does. Those whose reply is a string or a list of any length need the feature `alloc`;
        /// without it, `run` takes them as a [`Buf`](picoredis_core::reply::Buf) or an array.
        impl<T: Transport, B: AsRef<[u8]> + AsMut<[u8]>, const DEPTH: usize> Redis<T, B, DEPTH> {
            $(
                $(#[$doc])*
                $(#[cfg(feature = $needs)])?
                pub fn $name(&mut self, $($param: impl Args),*) -> Result<$reply> {
                    self.run(cmd::$name($($param),*))
                }
            )*
        }
    };
}

picoredis_core::each_command!(methods);
