//! Many commands in one go, each with its own reply, and the same commands once more.
//!
//! ```text
//! cargo run -p picoredis --example pipeline -- redis://127.0.0.1:6379
//! ```

use picoredis::args::Each;
use picoredis::pipeline::Pipeline;
use picoredis::{Redis, Result, cmd};

fn main() -> Result<()> {
    run(&std::env::args().nth(1).unwrap_or("redis://127.0.0.1:6379".into()))
}

/// Counts visits of pages in three ways.
pub(crate) fn run(url: &str) -> Result<()> {
    let mut redis = Redis::open(url)?;

    // Commands of different types: a tuple of results.
    let (home, about) = redis.pipeline((cmd::incr("visits:home"), cmd::incrby("visits:about", 2)));
    println!("home {}, about {}", home?, about?);

    // As many as an iterator has: they are made as they are sent.
    let pages = (0..1000).map(|page| format!("visits:{page}"));
    let counts = redis.pipeline(Each(pages.clone().map(cmd::incr)));
    println!("{} pages, {} errors", counts.len(), counts.iter().filter(|count| count.is_err()).count());

    // Recorded once, sent again and again, without allocating again.
    let mut pipeline = Pipeline::new();
    pipeline.add(cmd::incr("visits:home")).add(cmd::incr("visits:about"));
    let mut total = 0;
    for _ in 0..3 {
        redis.pipeline(pipeline.replay(|count: Result<i64>| total = total.max(count.unwrap_or(0))));
    }
    println!("the most visits are {total}");

    redis.del(["visits:home", "visits:about"])?;
    redis.del(Each(pages))?;
    Ok(())
}
