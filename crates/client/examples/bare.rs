//! What a program without an allocator does: over a connection of its own, in memory of its own.
//!
//! ```text
//! cargo run -p picoredis --example bare -- 127.0.0.1:6379
//! ```

use std::io::{self, Read as _, Write as _};
use std::net::TcpStream;

use picoredis::event::Event;
use picoredis::transport::Transport;
use picoredis::{Redis, cmd, embedded_io};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    run(&std::env::args().nth(1).unwrap_or("127.0.0.1:6379".into()))
}

/// A few commands, and a walk through all keys.
pub(crate) fn run(address: &str) -> Result<(), Box<dyn std::error::Error>> {
    let socket = Socket(TcpStream::connect(address.trim_start_matches("redis://"))?);
    let (mut receive, mut send) = ([0; 256], [0; 64]);
    let mut redis = Redis::over(socket, &mut receive[..], &mut send[..]);

    redis.run(cmd::mset(("sensor:1", 21.5, "sensor:2", 22.25)).reply::<()>())?;
    assert_eq!(redis.run(cmd::get("sensor:1").reply::<f32>())?, 21.5);
    assert_eq!(redis.run_ref::<str>(cmd::get("sensor:2"))?, Some("22.25"));

    let mut sensors = 0;
    scan(&mut redis, |key| sensors += usize::from(key.starts_with(b"sensor:")))?;
    println!("{sensors} sensors");
    assert_eq!(sensors, 2);
    redis.run(cmd::unlink(["sensor:1", "sensor:2"]).reply::<u32>())?;
    Ok(())
}

/// Gives each key to `take`, out of the memory of the connection: a page of them has no place of its own.
fn scan<T: Transport>(redis: &mut Redis<T, &mut [u8], 32>, mut take: impl FnMut(&[u8])) -> picoredis::Result<()> {
    let mut cursor = [0; 20];
    let mut digits = 0;
    while digits != 1 || cursor[0] != b'0' {
        let begin = if digits == 0 { &b"0"[..] } else { &cursor[..digits] };
        let mut page = redis.stream(cmd::scan(begin))?;
        // A pair: where the next page begins, and the keys of this one.
        page.next_event()?;
        digits = 0;
        if let Some(mut next) = page.string()? {
            while let len @ 1.. = next.read(&mut cursor[digits..])? {
                digits += len;
            }
        }
        while let Some(event) = page.next_event()? {
            match event {
                // One that is longer than the memory comes in pieces.
                Event::Text(key) if key.first && key.last => take(key.data),
                _ => {}
            }
        }
    }
    Ok(())
}

/// Stands for the socket of a network stack, which has the traits of embedded-io.
struct Socket(TcpStream);

impl embedded_io::ErrorType for Socket {
    type Error = io::Error;
}

impl embedded_io::Read for Socket {
    fn read(&mut self, memory: &mut [u8]) -> io::Result<usize> {
        self.0.read(memory)
    }
}

impl embedded_io::Write for Socket {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}
