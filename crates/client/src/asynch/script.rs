//! Scripts.

use picoredis_core::args::Args;
use picoredis_core::reply::FromReply;

use super::{Memory, Redis, Transport};
use crate::error::Result;
use crate::script::Script;

impl<T: Transport, B: Memory, const DEPTH: usize> Redis<T, B, DEPTH> {
    /// Executes a [`Script`] on some keys with some arguments: by its digest, and with its text if the server does not
    /// know it.
    ///
    /// # Errors
    ///
    /// As [`run`](Redis::run). (A script that itself fails with the code `NOSCRIPT` is executed twice.)
    pub async fn run_script<R: FromReply>(
        &mut self,
        script: &Script<'_>,
        keys: impl Args,
        args: impl Args,
    ) -> Result<R> {
        match self.run(script.evalsha(&keys, &args).reply()).await {
            Err(error) if error.code() == Some("NOSCRIPT") => self.run(script.eval(keys, args).reply()).await,
            outcome => outcome,
        }
    }
}
