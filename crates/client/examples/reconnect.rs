//! A counter that goes on counting when its connection is lost, and says what it does not know.
//!
//! ```text
//! cargo run -p picoredis --example reconnect -- redis://127.0.0.1:6379
//! ```

use std::time::Duration;

use picoredis::{Config, Fate, Reconnect, Redis, Result};

fn main() -> Result<()> {
    run(&std::env::args().nth(1).unwrap_or("redis://127.0.0.1:6379".into()))
}

/// Counts to 100, while somebody kills the connection now and then.
pub(crate) fn run(url: &str) -> Result<()> {
    let policy = Reconnect::new().tries(20).within(Duration::from_secs(60)).repeat_reads();
    let mut redis = url.parse::<Config>()?.client_name("counter").reconnect(policy).connect()?;
    let mut other = Redis::open(url)?;

    redis.set("count", 0)?;
    let mut doubtful = 0;
    for round in 0..100 {
        if round % 10 == 0 {
            let id = redis.client_id()?;
            other.client_kill(("ID", id))?;
        }
        match redis.incr("count") {
            Ok(_) => {}
            // It was sent when the connection was lost. Whether to do it again is for those to say who know what it is.
            Err(error) if error.fate() == Fate::MaybeExecuted => doubtful += 1,
            Err(error) => return Err(error),
        }
    }
    let count = redis.get("count")?.and_then(|count| count.parse::<u32>()).unwrap_or(0);
    println!("{count} of 100, {doubtful} in doubt; still called {:?}", redis.client_getname()?);
    redis.del("count")?;
    Ok(())
}
