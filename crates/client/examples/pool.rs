//! Threads that share a few connections.
//!
//! ```text
//! cargo run -p picoredis --features r2d2 --example pool -- redis://127.0.0.1:6379
//! ```

use std::error::Error;
use std::thread;
use std::time::Duration;

use picoredis::Config;
use r2d2::Pool;

fn main() -> Result<(), Box<dyn Error>> {
    run(&std::env::args().nth(1).unwrap_or("redis://127.0.0.1:6379".into()))
}

/// Eight threads count on two connections; one that a thread has left in a bad state is replaced.
pub(crate) fn run(url: &str) -> Result<(), Box<dyn Error>> {
    let pool = Pool::builder().max_size(2).build(url.parse::<Config>()?)?;
    // Whoever gives up waiting leaves a connection on which a reply is due: it is not handed to anybody else.
    let mut impatient = pool.get()?;
    impatient.set_timeout(Duration::from_millis(1));
    assert!(impatient.do_cmd("DEBUG", ("SLEEP", 0.05)).is_err());
    drop(impatient);

    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                for _ in 0..10 {
                    pool.get().expect("a connection in time").incr("visits").expect("a server");
                }
            });
        }
    });
    let mut redis = pool.get()?;
    assert_eq!(redis.getdel("visits")?.unwrap(), "80");
    println!("counted to 80 on {} connections", pool.state().connections);
    Ok(())
}
