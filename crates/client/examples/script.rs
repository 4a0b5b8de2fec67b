//! A script that the server executes in one piece: a door that lets so many through in a while, and no more.
//!
//! ```text
//! cargo run -p picoredis --example script -- redis://127.0.0.1:6379
//! ```

use picoredis::{Redis, Result, Script};

/// Whether one more may pass: the count is forgotten after as many seconds as the second argument says.
const PASS: Script = Script::new(
    "local passed = redis.call('INCR', KEYS[1])
     if passed == 1 then redis.call('EXPIRE', KEYS[1], ARGV[2]) end
     return passed <= tonumber(ARGV[1])",
);

fn main() -> Result<()> {
    run(&std::env::args().nth(1).unwrap_or("redis://127.0.0.1:6379".into()))
}

/// Tries the door four times, of which the last is one too many.
pub(crate) fn run(url: &str) -> Result<()> {
    let mut redis = Redis::open(url)?;
    for visitor in 1..=4 {
        // A yes is 1 in RESP2, and a no is null.
        let passes: bool = redis.run_script(&PASS, "door", (3, 60))?;
        println!("visitor {visitor} {}", if passes { "passes" } else { "has to wait" });
        assert_eq!(passes, visitor <= 3);
    }
    redis.del("door")?;
    Ok(())
}
