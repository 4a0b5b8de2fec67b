//! A subscriber and a publisher; and messages beside commands, on one connection, in RESP3.
//!
//! ```text
//! cargo run -p picoredis --example pubsub -- redis://127.0.0.1:6379
//! ```

use std::time::Duration;

use picoredis::{Protocol, Push, Redis, Result};

fn main() -> Result<()> {
    run(&std::env::args().nth(1).unwrap_or("redis://127.0.0.1:6379".into()))
}

/// Hears what it has published itself.
pub(crate) fn run(url: &str) -> Result<()> {
    let (mut subscriber, mut publisher) = (Redis::open(url)?, Redis::open(url)?);

    subscriber.subscribe("news")?;
    subscriber.psubscribe("weather.*")?;
    publisher.publish("news", "picoredis speaks pub/sub")?;
    publisher.publish("weather.berlin", "sunny")?;
    for push in subscriber.pushes(Duration::from_secs(3)).take(2) {
        match push? {
            Push::Message(message) => println!("{}: {}", message.channel, message.payload),
            // A gap in what was heard is never silent.
            other => println!("{other:?}"),
        }
    }
    subscriber.unsubscribe(())?;
    subscriber.punsubscribe(())?;
    println!("{}", subscriber.ping()?);

    let mut both = Redis::builder().protocol(Protocol::Resp3).url(url)?.connect()?;
    both.subscribe("news")?;
    both.publish("news", "to myself")?;
    println!("{:?}", both.next_push(Duration::from_secs(3))?.and_then(Push::into_message));
    Ok(())
}
