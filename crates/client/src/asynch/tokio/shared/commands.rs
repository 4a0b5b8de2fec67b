//! Every command of the table as a method of those who share a connection.

use picoredis_core::args::Args;
use picoredis_core::cmd;
use picoredis_core::reply::{Bytes, List, Map, Text, Value};

use super::SharedRedis;
use crate::error::Result;

macro_rules! methods {
    ($({ $(#[$doc:meta])* $name:ident $spec:ident ($($param:ident),*) -> $reply:ty $(; $needs:literal)? })*) => {
        /// Every command of Redis and Valkey, with the parameters of the function of that name in [`cmd`].
        ///
        /// Each fails as [`run`](SharedRedis::run) does.
        impl SharedRedis {
            $(
                $(#[$doc])*
                pub async fn $name(&self, $($param: impl Args),*) -> Result<$reply> {
                    self.run(cmd::$name($($param),*)).await
                }
            )*
        }
    };
}

picoredis_core::each_command!(methods);
