//! fred, as its examples say to use it. It is async throughout: where others block, it runs on its one thread of tokio.

use std::collections::HashMap;
use std::hint::black_box;

use contest::publisher::Publisher;
use contest::work::{KEY, LARGE, LARGE_WRITTEN, VALUE, WRITTEN};
use contest::{Item, Rounds, work};
use fred::prelude::*;
use fred::types::Builder as Settings;
use tokio::runtime::{Builder, Runtime};

/// Vectors of bytes are lists to it; this is a string of bytes.
type Bytes = fred::bytes::Bytes;

const ITEMS: &[Item] = &[
    ("get-async", get_async),
    ("pipeline-get", pipeline_get),
    ("pipeline-set", pipeline_set),
    ("large-get", large_get),
    ("large-set", large_set),
    ("lrange", lrange),
    ("hgetall", hgetall),
    ("mget", mget),
    ("shared", shared),
    ("pubsub", pubsub),
];

/// Messages that nobody has taken yet are kept, up to so many.
const MESSAGES: usize = 1 << 16;

fn main() {
    contest::play(ITEMS);
}

/// One thread of tokio, and a client that is connected.
fn open(rounds: &Rounds) -> (Runtime, Client) {
    let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
    let client = runtime.block_on(async {
        let config = Config::from_url(rounds.url()).expect("a URL");
        let client = Settings::from_config(config)
            .with_performance_config(|config| config.broadcast_channel_capacity = MESSAGES)
            .build()
            .expect("a client");
        client.init().await.expect("a server");
        client
    });
    (runtime, client)
}

fn get_async(rounds: &mut Rounds) {
    let (runtime, redis) = open(rounds);
    rounds.run(|count| {
        runtime.block_on(async {
            let mut sum = 0;
            for _ in 0..count {
                sum += work::of_bytes(redis.get::<Bytes, _>(KEY).await.unwrap());
            }
            sum
        })
    });
}

fn pipeline_get(rounds: &mut Rounds) {
    let ((runtime, redis), size) = (open(rounds), rounds.size());
    rounds.run(|count| {
        runtime.block_on(async {
            let mut sum = 0;
            for _ in 0..count {
                let pipeline = redis.pipeline();
                for _ in 0..size {
                    let () = pipeline.get(black_box(KEY)).await.unwrap();
                }
                let values: Vec<Bytes> = pipeline.all().await.unwrap();
                sum += values.into_iter().map(work::of_bytes).sum::<u64>();
            }
            sum
        })
    });
}

fn pipeline_set(rounds: &mut Rounds) {
    let ((runtime, redis), size) = (open(rounds), rounds.size());
    rounds.run(|count| {
        runtime.block_on(async {
            let mut sum = 0;
            for _ in 0..count {
                let pipeline = redis.pipeline();
                for _ in 0..size {
                    let () = pipeline.set(black_box(WRITTEN), black_box(VALUE), None, None, false).await.unwrap();
                }
                let set: Vec<Value> = pipeline.all().await.unwrap();
                sum += set.into_iter().map(|set| u64::from(set.is_ok())).sum::<u64>();
            }
            sum
        })
    });
}

fn large_get(rounds: &mut Rounds) {
    let (runtime, redis) = open(rounds);
    let one = || runtime.block_on(redis.get::<Bytes, _>(LARGE)).unwrap();
    rounds.run(|count| (0..count).map(|_| work::of_bytes(one())).sum());
}

fn large_set(rounds: &mut Rounds) {
    let ((runtime, redis), value) = (open(rounds), Bytes::from(work::large(rounds.size())));
    let one = || runtime.block_on(redis.set::<Value, _, _>(LARGE_WRITTEN, value.clone(), None, None, false)).unwrap();
    rounds.run(|count| (0..count).map(|_| u64::from(one().is_ok())).sum());
}

fn lrange(rounds: &mut Rounds) {
    let ((runtime, redis), key) = (open(rounds), work::list(rounds.size()));
    let one = || runtime.block_on(redis.lrange::<Vec<Bytes>, _>(&key, 0, -1)).unwrap();
    rounds.run(|count| (0..count).map(|_| work::of_list(&one())).sum());
}

fn hgetall(rounds: &mut Rounds) {
    let ((runtime, redis), key) = (open(rounds), work::hash(rounds.size()));
    let one = || runtime.block_on(redis.hgetall::<HashMap<String, String>, _>(&key)).unwrap();
    rounds.run(|count| (0..count).map(|_| work::of_hash(&one())).sum());
}

fn mget(rounds: &mut Rounds) {
    let ((runtime, redis), keys) = (open(rounds), work::numbers(rounds.size()));
    let one = || runtime.block_on(redis.mget::<Vec<i64>, _>(keys.clone())).unwrap();
    rounds.run(|count| (0..count).map(|_| work::of_integers(&one())).sum());
}

/// So many tasks, each waiting for its own replies.
fn shared(rounds: &mut Rounds) {
    let ((runtime, redis), size) = (open(rounds), rounds.size());
    rounds.run(|count| {
        let task = |redis: Client| async move {
            let mut sum = 0;
            for _ in 0..count {
                sum += work::of_bytes(redis.get::<Bytes, _>(KEY).await.unwrap());
            }
            sum
        };
        runtime.block_on(async {
            let tasks: Vec<_> = (0..size).map(|_| tokio::spawn(task(redis.clone()))).collect();
            let mut sum = 0;
            for task in tasks {
                sum += task.await.unwrap();
            }
            sum
        })
    });
}

fn pubsub(rounds: &mut Rounds) {
    let ((runtime, redis), mut publisher) = (open(rounds), Publisher::open(rounds.url()));
    let mut messages = redis.message_rx();
    runtime.block_on(redis.subscribe(publisher.channel())).unwrap();
    rounds.run_prepared(
        |count| publisher.publish(count),
        |count, ()| {
            runtime.block_on(async {
                let mut sum = 0;
                for _ in 0..count {
                    sum += work::of_bytes(messages.recv().await.unwrap().value.as_bytes().unwrap());
                }
                sum
            })
        },
    );
}
