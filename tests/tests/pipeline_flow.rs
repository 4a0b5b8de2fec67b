//! Pipelines of any size: they neither stop nor grow.

#[path = "support/faces.rs"]
#[macro_use]
mod faces;
#[path = "support/strict.rs"]
mod strict;
#[path = "support/wire.rs"]
mod wire;

use picoredis::args::Each;
use picoredis::pipeline::Pipeline;
use picoredis::{Protocol, Redis, asynch, cmd};
use picoredis_tests::memory::{Counting, peak_during};
use picoredis_tests::server;
use strict::{AsyncPipeEnd, PipeEnd, strict_peer};

#[global_allocator]
static MEMORY: Counting = Counting;

const MEGABYTE: usize = 1 << 20;

fn blocking(capacity: usize, padding: usize) -> Redis<PipeEnd, Vec<u8>, 32> {
    Redis::with_transport(strict_peer(capacity, padding), vec![0; 4096], vec![0; 4096])
}

fn asynchronous(capacity: usize, padding: usize) -> asynch::Redis<AsyncPipeEnd, Vec<u8>, 32> {
    asynch::Redis::with_transport(AsyncPipeEnd::new(strict_peer(capacity, padding)), vec![0; 4096], vec![0; 4096])
}

/// Commands of so many bytes, numbered, to a peer that answers each with `padding` bytes more before it reads the next.
fn against_a_strict_peer(capacity: usize, size: usize, padding: usize) {
    let count = (60_000 / (size + padding)).max(8);
    let text = |number: usize| format!("{number:0size$}");
    both_faces!(blocking(capacity, padding), asynchronous(capacity, padding), |redis, call| {
        println!("{capacity} bytes of room, commands of {size}, replies of {padding} more");
        let replies = call!(redis.pipeline(Each((0..count).map(|number| cmd::echo(text(number))))));
        assert_eq!(replies.len(), count);
        for (number, reply) in replies.into_iter().enumerate() {
            let reply = reply.unwrap();
            assert!(reply.starts_with(text(number).as_bytes()) && reply.len() == size + padding, "{reply:?}");
        }
    });
}

#[test]
fn nothing_stops_where_replies_must_be_read_before_more_is_sent() {
    for capacity in [16, 300, 5000, 20_000] {
        against_a_strict_peer(capacity, 10, 0);
        against_a_strict_peer(capacity, 10, 6000);
        against_a_strict_peer(capacity, 5000, 0);
        against_a_strict_peer(capacity, 5000, 7000);
    }
}

#[test]
fn a_million_commands() {
    let port = server().port();
    let blocking = || Redis::builder().port(port).connect().unwrap();
    both_faces!(blocking(), wire::connect(port, Protocol::Resp3, 0), |redis, call| {
        call!(redis.del("count")).unwrap();
        let counts = call!(redis.pipeline(Each((0..1_000_000).map(|_| cmd::incr("count")))));
        assert_eq!(counts.len(), 1_000_000);
        assert!(counts.into_iter().zip(1..).all(|(count, expected)| count.unwrap() == expected));
        call!(redis.del("count")).unwrap();
    });
}

/// A hundred megabytes, in few commands and in many, in no more memory than a moment's.
#[test]
fn a_hundred_megabytes() {
    let port = server().port();
    let mut redis = Redis::builder().port(port).connect().unwrap();
    let mut other = wire::connect(port, Protocol::Resp3, 0);
    for (count, size) in [(1, 100 * MEGABYTE), (100, MEGABYTE), (1000, 100 << 10), (10_000, 10 << 10)] {
        let value = vec![b'x'; size];
        let commands = || Each((0..count).map(|_| cmd::set("large", &value)));
        let (results, peak) = peak_during(|| redis.pipeline(commands()));
        assert!(results.len() == count && results.iter().all(Result::is_ok), "{results:?}");
        assert!(peak < MEGABYTE, "{count} commands: {peak} bytes");
        let (results, peak) = peak_during(|| wire::block_on(other.pipeline(commands())));
        assert!(results.len() == count && results.iter().all(Result::is_ok), "{results:?}");
        // Its memory grows to hold the largest command, and shrinks again.
        assert!(peak < MEGABYTE + if size > 16 << 10 { size } else { 0 }, "{count} commands: {peak} bytes");
        assert_eq!(redis.strlen("large").unwrap(), size as i64);
        // As large replies as arguments.
        let lengths = redis.pipeline(Each((0..count).map(|_| cmd::get("large").reply::<()>())));
        assert!(lengths.iter().all(Result::is_ok));
    }
    redis.del("large").unwrap();
}

#[test]
fn many_commands_take_the_memory_of_their_results() {
    const COUNT: usize = 200_000;
    let port = server().port();
    let mut redis = Redis::builder().port(port).connect().unwrap();
    let mut other = wire::connect(port, Protocol::Resp2, 0);
    let commands = || Each((0..COUNT).map(|number| cmd::ping().arg(number).reply::<()>()));
    for _ in 0..2 {
        let (results, peak) = peak_during(|| redis.pipeline(commands()));
        assert!(results.len() == COUNT && results.iter().all(Result::is_ok));
        // A vector grows by half of what it has, or to twice that.
        assert!(peak < 3 * COUNT * size_of::<picoredis::Result<()>>() + MEGABYTE / 4, "{peak}");
        let (results, peak) = peak_during(|| wire::block_on(other.pipeline(commands())));
        assert!(results.len() == COUNT && results.iter().all(Result::is_ok));
        assert!(peak < 3 * COUNT * size_of::<picoredis::Result<()>>() + MEGABYTE / 4, "{peak}");
    }
}

#[test]
fn a_replay_allocates_nothing() {
    let port = server().port();
    let mut redis = Redis::builder().port(port).connect().unwrap();
    let mut other = wire::connect(port, Protocol::Resp3, 0);
    let mut pipeline = Pipeline::new();
    for round in 0..3 {
        let ((), recording) = peak_during(|| {
            pipeline.clear();
            for number in 0..5000u32 {
                pipeline.add(cmd::append("replay", number)).add(cmd::strlen("replay"));
            }
        });
        let mut count = 0;
        let each = |reply: picoredis::Result<()>| {
            count += 1;
            assert!(reply.is_ok());
        };
        let (_, peak) = peak_during(|| redis.pipeline(pipeline.replay(each)));
        assert_eq!((count, peak), (10_000, 0));
        let mut sum = 0;
        let (_, peak) = peak_during(|| {
            wire::block_on(
                other.pipeline(pipeline.replay(|reply: picoredis::Result<()>| sum += u32::from(reply.is_ok()))),
            )
        });
        assert_eq!((sum, peak), (10_000, 0));
        assert!(round == 0 || recording == 0, "{recording} bytes");
    }
}
