//! The crate redis, version 1.

extern crate redis_1 as redis;

#[path = "../redis.rs"]
mod contestant;

fn main() {
    contest::play(contestant::ITEMS);
}
