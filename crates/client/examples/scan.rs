//! Walks through keys, hashes and sorted sets of any size, a page at a time.
//!
//! ```text
//! cargo run -p picoredis --example scan -- redis://127.0.0.1:6379
//! ```

use picoredis::{Redis, Result};

fn main() -> Result<()> {
    run(&std::env::args().nth(1).unwrap_or("redis://127.0.0.1:6379".into()))
}

/// Makes some players, and looks at them and their scores.
pub(crate) fn run(url: &str) -> Result<()> {
    let mut redis = Redis::open(url)?;
    for (name, score) in [("ann", 1.5), ("bob", 2.5), ("cid", 0.5)] {
        redis.hset(format!("player:{name}"), ("score", score))?;
        redis.zadd("scores", (score, name))?;
    }
    let mut players = redis.scan_iter(("MATCH", "player:*", "COUNT", 100)).reply::<String>();
    while let Some(player) = players.next() {
        let player = player?;
        let score = players.redis().hget(&player, "score")?;
        println!("{player} has {}", score.unwrap_or_default());
        players.redis().del(player)?;
    }
    let total: f64 = redis.zscan_iter("scores", ()).map(|item| item.map(|(_, score)| score)).sum::<Result<_>>()?;
    println!("together they have {total}");
    redis.del("scores")?;
    Ok(())
}
