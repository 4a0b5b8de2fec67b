//! picoredis, as its README says to use it.

use std::collections::HashMap;
use std::hint::black_box;
use std::time::Duration;

use contest::publisher::Publisher;
use contest::work::{KEY, LARGE, LARGE_WRITTEN, VALUE, WRITTEN};
use contest::{Item, Rounds, wire, work};
use picoredis::args::Each;
use picoredis::asynch::{self, SharedRedis};
use picoredis::decode::Decoder;
use picoredis::encode::Encoder;
use picoredis::event::Event;
use picoredis::reply::{Build, FromReply};
use picoredis::{Push, Redis, Value, cmd};
use tokio::runtime::{Builder, Runtime};

const ITEMS: &[Item] = &[
    ("get", get),
    ("get-async", get_async),
    ("pipeline-get", pipeline_get),
    ("pipeline-set", pipeline_set),
    ("large-get", large_get),
    ("large-set", large_set),
    ("lrange", lrange),
    ("hgetall", hgetall),
    ("mget", mget),
    ("parse-bulks", parse),
    ("parse-bulks-chunks", parse),
    ("parse-integers", parse),
    ("parse-integers-chunks", parse),
    ("parse-nested", parse),
    ("parse-nested-chunks", parse),
    ("parse-large", parse),
    ("parse-large-chunks", parse),
    ("scan-bulks", scan),
    ("scan-bulks-chunks", scan),
    ("scan-integers", scan),
    ("scan-integers-chunks", scan),
    ("scan-nested", scan),
    ("scan-nested-chunks", scan),
    ("scan-large", scan),
    ("scan-large-chunks", scan),
    ("encode-set", encode_set),
    ("encode-mset", encode_mset),
    ("shared", shared),
    ("pubsub", pubsub),
    ("connections", connections),
    ("connect", connect),
];

fn main() {
    contest::play(ITEMS);
}

fn open(rounds: &Rounds) -> Redis {
    Redis::open(rounds.url()).expect("a server")
}

fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().expect("a runtime")
}

fn get(rounds: &mut Rounds) {
    let mut redis = open(rounds);
    rounds.run(|count| (0..count).map(|_| work::of_bytes(redis.get(KEY).unwrap().unwrap())).sum());
}

fn get_async(rounds: &mut Rounds) {
    let runtime = runtime();
    let mut redis = runtime.block_on(asynch::Redis::open(rounds.url())).expect("a server");
    rounds.run(|count| {
        runtime.block_on(async {
            let mut sum = 0;
            for _ in 0..count {
                sum += work::of_bytes(redis.get(KEY).await.unwrap().unwrap());
            }
            sum
        })
    });
}

fn pipeline_get(rounds: &mut Rounds) {
    let (mut redis, size) = (open(rounds), rounds.size());
    rounds.run(|count| {
        let mut sum = 0;
        for _ in 0..count {
            let values = redis.pipeline(Each((0..size).map(|_| cmd::get(black_box(KEY)))));
            sum += values.into_iter().map(|value| work::of_bytes(value.unwrap().unwrap())).sum::<u64>();
        }
        sum
    });
}

fn pipeline_set(rounds: &mut Rounds) {
    let (mut redis, size) = (open(rounds), rounds.size());
    rounds.run(|count| {
        let mut sum = 0;
        for _ in 0..count {
            let set = redis.pipeline(Each((0..size).map(|_| cmd::set(black_box(WRITTEN), black_box(VALUE)))));
            sum += set.into_iter().map(|set| u64::from(set.unwrap())).sum::<u64>();
        }
        sum
    });
}

fn large_get(rounds: &mut Rounds) {
    let mut redis = open(rounds);
    rounds.run(|count| (0..count).map(|_| work::of_bytes(redis.get(LARGE).unwrap().unwrap())).sum());
}

fn large_set(rounds: &mut Rounds) {
    let (mut redis, value) = (open(rounds), work::large(rounds.size()));
    rounds.run(|count| (0..count).map(|_| u64::from(redis.set(LARGE_WRITTEN, &value[..]).unwrap())).sum());
}

fn lrange(rounds: &mut Rounds) {
    let (mut redis, key) = (open(rounds), work::list(rounds.size()));
    let one = |redis: &mut Redis| redis.run(cmd::lrange(&key, 0, -1).reply::<Vec<Vec<u8>>>()).unwrap();
    rounds.run(|count| (0..count).map(|_| work::of_list(&one(&mut redis))).sum());
}

fn hgetall(rounds: &mut Rounds) {
    let (mut redis, key) = (open(rounds), work::hash(rounds.size()));
    let one = |redis: &mut Redis| redis.run(cmd::hgetall(&key).reply::<HashMap<String, String>>()).unwrap();
    rounds.run(|count| (0..count).map(|_| work::of_hash(&one(&mut redis))).sum());
}

fn mget(rounds: &mut Rounds) {
    let (mut redis, keys) = (open(rounds), work::numbers(rounds.size()));
    let one = |redis: &mut Redis| redis.run(cmd::mget(&keys).reply::<Vec<i64>>()).unwrap();
    rounds.run(|count| (0..count).map(|_| work::of_integers(&one(&mut redis))).sum());
}

/// Into a tree of values.
fn parse(rounds: &mut Rounds) {
    let (reply, chunk) = (wire::reply(rounds.name(), rounds.size()), wire::chunk(rounds.name()));
    rounds.run(|count| (0..count).map(|_| parse_once(black_box(&reply), chunk)).sum());
}

fn parse_once(reply: &[u8], chunk: usize) -> u64 {
    let mut decoder: Decoder = Decoder::new();
    let mut builder = Value::builder();
    let mut value = None;
    for mut input in reply.chunks(chunk.min(reply.len())) {
        while let Some(event) = decoder.next(&mut input).unwrap() {
            value = builder.event(event).unwrap();
        }
    }
    match black_box(value).unwrap() {
        Value::Array(values) => values.len() as u64,
        Value::Bulk(bytes) => bytes.len() as u64,
        other => panic!("{other:?}"),
    }
}

/// Without keeping anything.
fn scan(rounds: &mut Rounds) {
    let (reply, chunk) = (wire::reply(rounds.name(), rounds.size()), wire::chunk(rounds.name()));
    rounds.run(|count| (0..count).map(|_| scan_once(black_box(&reply), chunk)).sum());
}

fn scan_once(reply: &[u8], chunk: usize) -> u64 {
    let mut decoder: Decoder = Decoder::new();
    let mut sum = 0;
    for mut input in reply.chunks(chunk.min(reply.len())) {
        while let Some(event) = decoder.next(&mut input).unwrap() {
            match event {
                Event::Text(text) => sum += text.data.len() as u64,
                Event::Integer(integer) => sum += integer as u64,
                _ => {}
            }
        }
    }
    sum
}

fn encode_set(rounds: &mut Rounds) {
    let mut wire = Vec::new();
    rounds.run(|count| {
        let mut sum = 0;
        for _ in 0..count {
            wire.clear();
            let Ok(()) = cmd::set(black_box(KEY), black_box(VALUE)).encode(&mut Encoder::new(&mut wire));
            sum += black_box(&wire).len() as u64;
        }
        sum
    });
}

fn encode_mset(rounds: &mut Rounds) {
    let (keys, mut wire) = (work::numbers(rounds.size()), Vec::new());
    let pairs: Vec<_> = keys.iter().map(|key| (key.as_str(), VALUE)).collect();
    rounds.run(|count| {
        let mut sum = 0;
        for _ in 0..count {
            wire.clear();
            let Ok(()) = cmd::mset(black_box(&pairs[..])).encode(&mut Encoder::new(&mut wire));
            sum += black_box(&wire).len() as u64;
        }
        sum
    });
}

/// So many tasks, each waiting for its own replies.
fn shared(rounds: &mut Rounds) {
    let (runtime, size) = (runtime(), rounds.size());
    let redis = runtime.block_on(SharedRedis::open(rounds.url())).expect("a server");
    rounds.run(|count| {
        let task = |redis: SharedRedis| async move {
            let mut sum = 0;
            for _ in 0..count {
                sum += work::of_bytes(redis.get(KEY).await.unwrap().unwrap());
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
    let (mut redis, mut publisher) = (open(rounds), Publisher::open(rounds.url()));
    redis.subscribe(publisher.channel()).unwrap();
    rounds.run_prepared(
        |count| publisher.publish(count),
        |count, ()| {
            let pushes = redis.pushes(Duration::from_secs(3)).take(count);
            pushes.map(|push| push.unwrap()).filter_map(Push::into_message).map(|m| work::of_bytes(m.payload)).sum()
        },
    );
}

fn connections(rounds: &mut Rounds) {
    let mut all: Vec<_> = (0..rounds.size()).map(|_| open(rounds)).collect();
    rounds.run(|count| {
        let mut sum = 0;
        for _ in 0..count {
            sum += all.iter_mut().map(|redis| work::of_bytes(redis.get(KEY).unwrap().unwrap())).sum::<u64>();
        }
        sum
    });
}

fn connect(rounds: &mut Rounds) {
    let (size, url) = (rounds.size(), rounds.url().to_owned());
    rounds.run(|count| {
        let mut sum = 0;
        for _ in 0..count {
            let mut all: Vec<_> = (0..size).map(|_| Redis::open(&url).expect("a server")).collect();
            sum += all.iter_mut().map(|redis| work::of_bytes(redis.get(KEY).unwrap().unwrap())).sum::<u64>();
        }
        sum
    });
}
