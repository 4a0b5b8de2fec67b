//! The decoder alone: every event of a text that the compiler does not know.

#![no_std]
#![no_main]

use core::hint::black_box;

use picoredis_core::decode::Decoder;
use picoredis_core::event::Event;

board::program!(main_program);

fn main_program() -> u8 {
    size::run(work)
}

fn work() -> bool {
    let mut decoder: Decoder = Decoder::new();
    let mut input: &[u8] = black_box(b"+PONG\r\n$3\r\nbar\r\n");
    let mut sum = 0usize;
    loop {
        match decoder.next(&mut input) {
            Ok(Some(Event::Text(text))) => sum += text.data.len(),
            Ok(Some(event)) => {
                black_box(event);
            }
            Ok(None) => return sum == 7,
            Err(error) => {
                black_box(error);
                return false;
            }
        }
    }
}
