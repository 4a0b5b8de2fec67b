//! Commands that are executed together, and a value that is changed by what it was.
//!
//! ```text
//! cargo run -p picoredis --example transaction -- redis://127.0.0.1:6379
//! ```

use picoredis::{Redis, Result, cmd};

fn main() -> Result<()> {
    run(&std::env::args().nth(1).unwrap_or("redis://127.0.0.1:6379".into()))
}

/// Moves money from one account to another.
pub(crate) fn run(url: &str) -> Result<()> {
    let mut redis = Redis::open(url)?;
    redis.mset(("account:ann", 10, "account:bob", 0))?;

    // Both, or none.
    let (ann, bob) = redis.transaction((cmd::decrby("account:ann", 3), cmd::incrby("account:bob", 3)))?;
    println!("ann has {}, bob has {}", ann?, bob?);

    // What is planned by a value is done only if that has not changed meanwhile; else it is planned again.
    let (doubled,) = redis.transaction_watching("account:bob", 10, |redis| {
        let has: i64 = redis.run(cmd::get("account:bob").reply())?;
        Ok((cmd::set("account:bob", has * 2),))
    })?;
    println!("doubled: {}", doubled?);

    redis.del(["account:ann", "account:bob"])?;
    Ok(())
}
