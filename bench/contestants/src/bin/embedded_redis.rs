//! embedded-redis, over the sockets and the clock that its README names.

use contest::work::KEY;
use contest::{Item, Rounds, work};
use embedded_redis::commands::get::GetCommand;
use embedded_redis::network::ConnectionHandler;
use std_embedded_nal_async::Stack;
use std_embedded_time::StandardClock;

const ITEMS: &[Item] = &[("get-async", get_async)];

fn main() {
    contest::play(ITEMS);
}

fn get_async(rounds: &mut Rounds) {
    let address = rounds.url().strip_prefix("redis://").expect("TCP").parse().expect("an address");
    let (stack, clock, handler) = (Stack::default(), StandardClock::default(), ConnectionHandler::resp2(address));
    let redis = async_io::block_on(handler.connect(&stack, Some(&clock))).expect("a server");
    rounds.run(|count| {
        async_io::block_on(async {
            let mut sum = 0;
            for _ in 0..count {
                let value = redis.send(GetCommand::static_key(KEY)).await.unwrap().unwrap();
                sum += work::of_bytes(value.to_bytes());
            }
            sum
        })
    });
}
