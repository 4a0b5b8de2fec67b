//! The crate redis, as its documentation says to use it: the same words for both versions.

use std::collections::HashMap;
use std::hint::black_box;
use std::io::{self, Read};

use contest::publisher::Publisher;
use contest::work::{KEY, LARGE, LARGE_WRITTEN, VALUE, WRITTEN};
use contest::{Item, Rounds, wire, work};
use redis::aio::MultiplexedConnection;
use redis::{AsyncCommands, Client, Commands, Connection, Value};
use tokio::runtime::{Builder, Runtime};

pub(crate) const ITEMS: &[Item] = &[
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
    ("encode-set", encode_set),
    ("encode-mset", encode_mset),
    ("shared", shared),
    ("pubsub", pubsub),
    ("connections", connections),
    ("connect", connect),
];

fn open(url: &str) -> Connection {
    Client::open(url).and_then(|client| client.get_connection()).expect("a server")
}

fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().expect("a runtime")
}

/// The crate's one kind of async connection.
async fn open_async(url: &str) -> MultiplexedConnection {
    let client = Client::open(url).expect("a URL");
    client.get_multiplexed_async_connection().await.expect("a server")
}

fn get_once(redis: &mut Connection) -> u64 {
    work::of_bytes(redis.get::<_, Vec<u8>>(KEY).unwrap())
}

fn get(rounds: &mut Rounds) {
    let mut redis = open(rounds.url());
    rounds.run(|count| (0..count).map(|_| get_once(&mut redis)).sum());
}

fn get_async(rounds: &mut Rounds) {
    let runtime = runtime();
    let mut redis = runtime.block_on(open_async(rounds.url()));
    rounds.run(|count| {
        runtime.block_on(async {
            let mut sum = 0;
            for _ in 0..count {
                sum += work::of_bytes(redis.get::<_, Vec<u8>>(KEY).await.unwrap());
            }
            sum
        })
    });
}

fn pipeline_get(rounds: &mut Rounds) {
    let (mut redis, size) = (open(rounds.url()), rounds.size());
    rounds.run(|count| {
        let mut sum = 0;
        for _ in 0..count {
            let mut pipe = redis::pipe();
            for _ in 0..size {
                pipe.get(black_box(KEY));
            }
            let values: Vec<Vec<u8>> = pipe.query(&mut redis).unwrap();
            sum += values.into_iter().map(work::of_bytes).sum::<u64>();
        }
        sum
    });
}

fn pipeline_set(rounds: &mut Rounds) {
    let (mut redis, size) = (open(rounds.url()), rounds.size());
    rounds.run(|count| {
        let mut sum = 0;
        for _ in 0..count {
            let mut pipe = redis::pipe();
            for _ in 0..size {
                pipe.set(black_box(WRITTEN), black_box(VALUE));
            }
            let set: Vec<bool> = pipe.query(&mut redis).unwrap();
            sum += set.into_iter().map(u64::from).sum::<u64>();
        }
        sum
    });
}

fn large_get(rounds: &mut Rounds) {
    let mut redis = open(rounds.url());
    rounds.run(|count| (0..count).map(|_| work::of_bytes(redis.get::<_, Vec<u8>>(LARGE).unwrap())).sum());
}

fn large_set(rounds: &mut Rounds) {
    let (mut redis, value) = (open(rounds.url()), work::large(rounds.size()));
    let mut one = || u64::from(redis.set::<_, _, bool>(LARGE_WRITTEN, &value[..]).unwrap());
    rounds.run(|count| (0..count).map(|_| one()).sum());
}

fn lrange(rounds: &mut Rounds) {
    let (mut redis, key) = (open(rounds.url()), work::list(rounds.size()));
    let mut one = || redis.lrange::<_, Vec<Vec<u8>>>(&key, 0, -1).unwrap();
    rounds.run(|count| (0..count).map(|_| work::of_list(&one())).sum());
}

fn hgetall(rounds: &mut Rounds) {
    let (mut redis, key) = (open(rounds.url()), work::hash(rounds.size()));
    let mut one = || redis.hgetall::<_, HashMap<String, String>>(&key).unwrap();
    rounds.run(|count| (0..count).map(|_| work::of_hash(&one())).sum());
}

fn mget(rounds: &mut Rounds) {
    let (mut redis, keys) = (open(rounds.url()), work::numbers(rounds.size()));
    let mut one = || redis.mget::<_, Vec<i64>>(&keys).unwrap();
    rounds.run(|count| (0..count).map(|_| work::of_integers(&one())).sum());
}

/// Into a tree of values.
fn parse(rounds: &mut Rounds) {
    let (reply, chunk) = (wire::reply(rounds.name(), rounds.size()), wire::chunk(rounds.name()));
    rounds.run(|count| (0..count).map(|_| parse_once(black_box(&reply), chunk)).sum());
}

fn parse_once(reply: &[u8], chunk: usize) -> u64 {
    let value = if chunk == usize::MAX {
        redis::parse_redis_value(reply)
    } else {
        redis::Parser::new().parse_value(Pieces { reply, chunk })
    };
    match black_box(value).unwrap() {
        Value::Array(values) => values.len() as u64,
        Value::BulkString(bytes) => bytes.len() as u64,
        other => panic!("{other:?}"),
    }
}

/// Reads no more than a chunk at a time.
struct Pieces<'a> {
    reply: &'a [u8],
    chunk: usize,
}

impl Read for Pieces<'_> {
    fn read(&mut self, memory: &mut [u8]) -> io::Result<usize> {
        let len = memory.len().min(self.chunk);
        self.reply.read(&mut memory[..len])
    }
}

fn encode_set(rounds: &mut Rounds) {
    let mut wire = Vec::new();
    rounds.run(|count| {
        let mut sum = 0;
        for _ in 0..count {
            wire.clear();
            redis::cmd("SET").arg(black_box(KEY)).arg(black_box(VALUE)).write_packed_command(&mut wire);
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
            redis::Cmd::mset(black_box(&pairs[..])).write_packed_command(&mut wire);
            sum += black_box(&wire).len() as u64;
        }
        sum
    });
}

/// So many tasks, each waiting for its own replies.
fn shared(rounds: &mut Rounds) {
    let (runtime, size) = (runtime(), rounds.size());
    let redis = runtime.block_on(open_async(rounds.url()));
    rounds.run(|count| {
        let task = |mut redis: MultiplexedConnection| async move {
            let mut sum = 0;
            for _ in 0..count {
                sum += work::of_bytes(redis.get::<_, Vec<u8>>(KEY).await.unwrap());
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
    let (mut redis, mut publisher) = (open(rounds.url()), Publisher::open(rounds.url()));
    let mut subscriber = redis.as_pubsub();
    subscriber.subscribe(publisher.channel()).unwrap();
    rounds.run_prepared(
        |count| publisher.publish(count),
        |count, ()| {
            let mut payload = || subscriber.get_message().unwrap().get_payload::<Vec<u8>>().unwrap();
            (0..count).map(|_| work::of_bytes(payload())).sum()
        },
    );
}

fn connections(rounds: &mut Rounds) {
    let mut all: Vec<_> = (0..rounds.size()).map(|_| open(rounds.url())).collect();
    rounds.run(|count| (0..count).map(|_| all.iter_mut().map(get_once).sum::<u64>()).sum());
}

fn connect(rounds: &mut Rounds) {
    let (size, url) = (rounds.size(), rounds.url().to_owned());
    rounds.run(|count| {
        let mut sum = 0;
        for _ in 0..count {
            let mut all: Vec<_> = (0..size).map(|_| open(&url)).collect();
            sum += all.iter_mut().map(get_once).sum::<u64>();
        }
        sum
    });
}
