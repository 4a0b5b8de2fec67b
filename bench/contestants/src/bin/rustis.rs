//! rustis, as its documentation says to use it. It is async throughout: where others block, it runs on its one thread of tokio.

use std::collections::HashMap;
use std::hint::black_box;

use contest::publisher::Publisher;
use contest::work::{KEY, LARGE, LARGE_WRITTEN, VALUE, WRITTEN};
use contest::{Item, Rounds, work};
use futures_util::StreamExt;
use rustis::client::{BatchPreparedCommand, Client};
use rustis::commands::{HashCommands, ListCommands, PubSubCommands, StringCommands};
use rustis::resp::{BulkString, Value};
use tokio::runtime::{Builder, Runtime};

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

fn main() {
    contest::play(ITEMS);
}

/// One thread of tokio, and a client that is connected.
fn open(rounds: &Rounds) -> (Runtime, Client) {
    let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
    let client = runtime.block_on(Client::connect(rounds.url())).expect("a server");
    (runtime, client)
}

fn get_async(rounds: &mut Rounds) {
    let (runtime, redis) = open(rounds);
    rounds.run(|count| {
        runtime.block_on(async {
            let mut sum = 0;
            for _ in 0..count {
                sum += work::of_bytes(redis.get::<BulkString>(KEY).await.unwrap().as_bytes());
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
                let mut pipeline = redis.create_pipeline();
                for _ in 0..size {
                    pipeline.get::<BulkString>(black_box(KEY)).queue();
                }
                let values: Vec<BulkString> = pipeline.execute().await.unwrap();
                sum += values.into_iter().map(|value| work::of_bytes(value.as_bytes())).sum::<u64>();
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
                let mut pipeline = redis.create_pipeline();
                for _ in 0..size {
                    pipeline.set(black_box(WRITTEN), black_box(VALUE)).queue();
                }
                let set: Vec<Value> = pipeline.execute().await.unwrap();
                sum += set.into_iter().map(|set| u64::from(matches!(set, Value::SimpleString(_)))).sum::<u64>();
            }
            sum
        })
    });
}

fn large_get(rounds: &mut Rounds) {
    let (runtime, redis) = open(rounds);
    let one = || runtime.block_on(async { redis.get::<BulkString>(LARGE).await }).unwrap();
    rounds.run(|count| (0..count).map(|_| work::of_bytes(one().as_bytes())).sum());
}

fn large_set(rounds: &mut Rounds) {
    let ((runtime, redis), value) = (open(rounds), BulkString::from(work::large(rounds.size())));
    let one = || runtime.block_on(async { redis.set(LARGE_WRITTEN, &value).await }).unwrap();
    rounds.run(|count| {
        (0..count).for_each(|_| one());
        count as u64
    });
}

fn lrange(rounds: &mut Rounds) {
    let ((runtime, redis), key) = (open(rounds), work::list(rounds.size()));
    let one = || runtime.block_on(async { redis.lrange::<Vec<BulkString>>(&key, 0, -1).await }).unwrap();
    let sum = |list: Vec<BulkString>| {
        let ends = list.first().into_iter().chain(list.last());
        list.len() as u64 + ends.map(|end| work::of_bytes(end.as_bytes())).sum::<u64>()
    };
    rounds.run(|count| (0..count).map(|_| sum(one())).sum());
}

fn hgetall(rounds: &mut Rounds) {
    let ((runtime, redis), key) = (open(rounds), work::hash(rounds.size()));
    let one = || runtime.block_on(async { redis.hgetall::<HashMap<String, String>>(&key).await }).unwrap();
    rounds.run(|count| (0..count).map(|_| work::of_hash(&one())).sum());
}

fn mget(rounds: &mut Rounds) {
    let ((runtime, redis), keys) = (open(rounds), work::numbers(rounds.size()));
    let one = || runtime.block_on(async { redis.mget::<Vec<i64>>(&keys).await }).unwrap();
    rounds.run(|count| (0..count).map(|_| work::of_integers(&one())).sum());
}

/// So many tasks, each waiting for its own replies.
fn shared(rounds: &mut Rounds) {
    let ((runtime, redis), size) = (open(rounds), rounds.size());
    rounds.run(|count| {
        let task = |redis: Client| async move {
            let mut sum = 0;
            for _ in 0..count {
                sum += work::of_bytes(redis.get::<BulkString>(KEY).await.unwrap().as_bytes());
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
    let mut messages = runtime.block_on(async { redis.subscribe(publisher.channel()).await }).unwrap();
    rounds.run_prepared(
        |count| publisher.publish(count),
        |count, ()| {
            runtime.block_on(async {
                let mut sum = 0;
                for _ in 0..count {
                    sum += work::of_bytes(messages.next().await.unwrap().unwrap().payload());
                }
                sum
            })
        },
    );
}
