//! Does one thing a number of times, in memory, for callgrind to count: `instructions ITEM COUNT`.
//!
//! The cost of one is the difference between two counts, so that what surrounds it does not matter; for the items that
//! read a list, less what the item `list-...` takes to make it. `cargo xtask instructions` does that for every item.

use std::hint::black_box;

use picoredis::{Redis, cmd};
use picoredis_core::decode::Decoder;
use picoredis_core::encode::Encoder;
use picoredis_core::event::Event;
use picoredis_core::reply::{Build, FromReply};

fn main() {
    let mut args = std::env::args().skip(1);
    let item = args.next().expect("an item");
    let count = args.next().and_then(|count| count.parse().ok()).expect("a count");
    match item.as_str() {
        "list-bulks" => drop(black_box(list(count, bulk))),
        "list-integers" => drop(black_box(list(count, integer))),
        "bulks" => decode(&list(count, bulk), usize::MAX),
        "bulks-1400" => decode(&list(count, bulk), 1400),
        "integers" => decode(&list(count, integer), usize::MAX),
        "integers-1400" => decode(&list(count, integer), 1400),
        "vec-vec" => build::<Vec<Vec<u8>>>(&list(count, bulk)),
        "vec-i64" => build::<Vec<i64>>(&list(count, integer)),
        "set" => set(count),
        "get" => get(count),
        _ => panic!("no item {item}"),
    }
}

fn bulk(index: usize, wire: &mut Vec<u8>) {
    wire.extend_from_slice(b"$10\r\nvalue");
    digits(index, wire);
    wire.extend_from_slice(b"\r\n");
}

fn integer(index: usize, wire: &mut Vec<u8>) {
    wire.push(b':');
    digits(index, wire);
    wire.extend_from_slice(b"\r\n");
}

/// Five digits.
fn digits(index: usize, wire: &mut Vec<u8>) {
    for place in [10_000, 1000, 100, 10, 1] {
        wire.push(b'0' + (index / place % 10) as u8);
    }
}

/// An array of so many elements.
fn list(count: usize, element: fn(usize, &mut Vec<u8>)) -> Vec<u8> {
    let mut wire = Vec::with_capacity(16 + count * 20);
    wire.extend_from_slice(format!("*{count}\r\n").as_bytes());
    (0..count).for_each(|index| element(index, &mut wire));
    wire
}

fn decode(wire: &[u8], chunk: usize) {
    let mut decoder: Decoder = Decoder::new();
    let mut sum = 0usize;
    for mut input in wire.chunks(chunk.min(wire.len())) {
        while let Some(event) = decoder.next(&mut input).expect("the protocol") {
            match event {
                Event::Text(text) => sum += text.data.len(),
                Event::Integer(number) => sum += number as usize,
                _ => {}
            }
        }
    }
    assert!(decoder.is_idle() && black_box(sum) > 0);
}

fn build<T: FromReply>(wire: &[u8]) {
    let mut decoder: Decoder = Decoder::new();
    let mut builder = T::builder();
    let mut input = wire;
    let mut value = None;
    while let Some(event) = decoder.next(&mut input).expect("the protocol") {
        value = builder.event(event).expect("the type");
    }
    assert!(black_box(value).is_some());
}

fn set(count: usize) {
    let mut wire = Vec::with_capacity(128);
    for _ in 0..count {
        wire.clear();
        let command = cmd::set(black_box("key:0123456789ab"), black_box("value:0123456789"));
        let Ok(()) = command.encode(&mut Encoder::new(&mut wire));
        black_box(&wire);
    }
}

/// A connection that answers everything with the same value.
struct Echo;

impl embedded_io::ErrorType for Echo {
    type Error = embedded_io::ErrorKind;
}

impl embedded_io::Read for Echo {
    fn read(&mut self, buf: &mut [u8]) -> Result<usize, Self::Error> {
        const REPLY: &[u8] = b"$16\r\nvalue:0123456789\r\n";
        buf[..REPLY.len()].copy_from_slice(REPLY);
        Ok(REPLY.len())
    }
}

impl embedded_io::Write for Echo {
    fn write(&mut self, buf: &[u8]) -> Result<usize, Self::Error> {
        Ok(black_box(buf).len())
    }

    fn flush(&mut self) -> Result<(), Self::Error> {
        Ok(())
    }
}

fn get(count: usize) {
    let mut redis = Redis::over(Echo, vec![0; 4096].into_boxed_slice(), vec![0; 4096].into_boxed_slice());
    for _ in 0..count {
        black_box(redis.get(black_box("key:0123456789ab")).expect("a value"));
    }
}
