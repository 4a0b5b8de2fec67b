//! The `async` program without picoredis: it sends and receives the same bytes, and looks at nothing.

#![no_std]
#![no_main]

use core::hint::black_box;

use embedded_io_async::{Read, Write};

board::program!(main_program);

fn main_program() -> u8 {
    size::run(work)
}

fn work() -> bool {
    size::block_on(talk()).is_ok()
}

async fn talk() -> Result<(), embedded_io::ErrorKind> {
    let mut connection = size::Dummy::new();
    let (mut receive, send) = ([0; 64], [0; 64]);
    for _ in 0..2 {
        connection.write(black_box(&send)).await?;
        connection.flush().await?;
        connection.read(&mut receive).await?;
        black_box(&receive);
    }
    Ok(())
}
