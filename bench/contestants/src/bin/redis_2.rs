//! The crate redis, the coming version 2.

extern crate redis_2 as redis;

#[path = "../redis.rs"]
mod contestant;

fn main() {
    contest::play(contestant::ITEMS);
}
