//! Says PING with picoredis.

fn main() -> Result<(), picoredis::Error> {
    let mut redis = picoredis::Redis::new()?;
    println!("{}", redis.ping()?);
    Ok(())
}
