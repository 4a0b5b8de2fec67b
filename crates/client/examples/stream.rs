//! Moves a file to the server and back, in little memory however large it is.
//!
//! ```text
//! cargo run -p picoredis --example stream -- redis://127.0.0.1:6379
//! ```

use std::error::Error;
use std::fs::{self, File};

use picoredis::{FromStd, Redis, cmd};

fn main() -> Result<(), Box<dyn Error>> {
    run(&std::env::args().nth(1).unwrap_or("redis://127.0.0.1:6379".into()))
}

/// Sends this program's own file, takes it back, and compares the two.
pub(crate) fn run(url: &str) -> Result<(), Box<dyn Error>> {
    let mut redis = Redis::open(url)?;
    let program = std::env::current_exe()?;
    let copy = std::env::temp_dir().join(format!("picoredis-stream-{}", std::process::id()));

    let file = File::open(&program)?;
    let len = file.metadata()?.len();
    redis.run_from(cmd::set("program", ()), len, FromStd(file), ("EX", 60))?;
    println!("sent {len} bytes");

    if let Some(mut string) = redis.stream(cmd::get("program"))?.string()? {
        let copied = string.write_to(&mut File::create(&copy)?)?;
        println!("received {copied} bytes");
    }
    redis.del("program")?;

    assert!(fs::read(&program)? == fs::read(&copy)?);
    fs::remove_file(copy)?;
    Ok(())
}
