//! One connection of one's own, and one that many tasks share.
//!
//! ```text
//! cargo run -p picoredis --features tokio --example tokio -- redis://127.0.0.1:6379
//! ```

use std::time::Duration;

use picoredis::asynch::{Redis, SharedRedis};
use picoredis::{Result, cmd};

#[tokio::main]
async fn main() -> Result<()> {
    run(&std::env::args().nth(1).unwrap_or("redis://127.0.0.1:6379".into())).await
}

/// A hundred tasks take orders, and one task hands them on.
pub(crate) async fn run(url: &str) -> Result<()> {
    // Who waits on purpose has a connection of its own.
    let mut worker = Redis::open(url).await?;
    let shared = SharedRedis::open(url).await?;

    let tasks: Vec<_> = (0..100)
        .map(|number| {
            let redis = shared.clone();
            tokio::spawn(async move { redis.pipeline((cmd::incr("orders"), cmd::rpush("queue", number))).await })
        })
        .collect();
    for task in tasks {
        let (count, length) = task.await.expect("it does not panic");
        count?;
        length?;
    }

    let mut handed_on = 0;
    while let Some((_queue, _order)) = worker.run(cmd::blpop("queue", 0.01).reply::<Option<(String, u32)>>()).await? {
        handed_on += 1;
    }
    println!("{handed_on} of {} orders handed on", shared.get("orders").await?.unwrap_or_default());

    // A future may be dropped at any time: the connection stays in step.
    if let Ok(deleted) = tokio::time::timeout(Duration::from_secs(1), shared.unlink(["orders", "queue"])).await {
        deleted?;
    }
    Ok(())
}
