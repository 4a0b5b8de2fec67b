//! Tasks that share a few connections, for what one connection for all cannot do: waiting, watching, changing databases.
//!
//! ```text
//! cargo run -p picoredis --features deadpool --example pool_async -- redis://127.0.0.1:6379
//! ```

use std::error::Error;

use deadpool::managed::Pool;
use picoredis::Config;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    run(&std::env::args().nth(1).unwrap_or("redis://127.0.0.1:6379".into())).await
}

/// One task waits for what another one brings, each on a connection of the pool.
pub(crate) async fn run(url: &str) -> Result<(), Box<dyn Error>> {
    let pool = Pool::<Config>::builder(url.parse()?).max_size(2).build()?;
    let mut worker = pool.get().await?;
    let waiting = tokio::spawn(async move { worker.blpop("jobs", 5).await });
    pool.get().await?.rpush("jobs", "sweep").await?;
    let (_queue, job) = waiting.await??.ok_or("nobody brought anything")?;
    println!("got the job {job}");
    assert_eq!(job, "sweep");
    Ok(())
}
