//! Scripts.

use picoredis_core::args::Args;
use picoredis_core::reply::FromReply;

use super::Redis;
use crate::error::Result;
use crate::script::Script;
use crate::transport::Transport;

impl<T: Transport, B: AsRef<[u8]> + AsMut<[u8]>, const DEPTH: usize> Redis<T, B, DEPTH> {
    /// Executes a [`Script`] on some keys with some arguments: by its digest, and with its text if the server does not
    /// know it.
    ///
    /// ```
    /// # let mut redis = picoredis::Redis::open(&picoredis_tests::server().url())?;
    /// use picoredis::Script;
    ///
    /// let script = Script::new("return {KEYS[1], KEYS[2], ARGV[1]}");
    /// let (first, second, arg): (String, String, u32) = redis.run_script(&script, ["a", "b"], 42)?;
    /// assert_eq!((first, second, arg), ("a".into(), "b".into(), 42));
    /// # Ok::<(), picoredis::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`run`](Redis::run). (A script that itself fails with the code `NOSCRIPT` is executed twice.)
    pub fn run_script<R: FromReply>(&mut self, script: &Script<'_>, keys: impl Args, args: impl Args) -> Result<R> {
        match self.run(script.evalsha(&keys, &args).reply()) {
            Err(error) if error.code() == Some("NOSCRIPT") => self.run(script.eval(keys, args).reply()),
            outcome => outcome,
        }
    }
}
