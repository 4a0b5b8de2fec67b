//! A client that remembers what it has read, until somebody changes it.
//!
//! ```text
//! cargo run -p picoredis --example cache -- redis://127.0.0.1:6379
//! ```

use picoredis::{Cached, Config, Protocol, Redis, Result, cmd};

fn main() -> Result<()> {
    run(&std::env::args().nth(1).unwrap_or("redis://127.0.0.1:6379".into()))
}

/// Reads a page a thousand times, while somebody else writes it now and then.
pub(crate) fn run(url: &str) -> Result<()> {
    // The server tells of changes beside its replies: in RESP3.
    let redis = url.parse::<Config>()?.protocol(Protocol::Resp3).connect()?;
    let mut cached = Cached::new(redis, 16 << 20);
    let mut other = Redis::open(url)?;

    let mut last = 0;
    for round in 0..1000 {
        if round % 100 == 0 {
            other.hset("page", (("title", "Home"), ("version", round / 100)))?;
        }
        last = cached.run(cmd::hget("page", "version").reply::<u32>())?;
    }
    println!("version {last}: {} answers from memory, {} from the server", cached.hits(), cached.misses());
    other.del("page")?;
    Ok(())
}
