//! Scanning, blocking and async: every item, in the types asked for, and an error once.

#[path = "support/asynch.rs"]
mod asynch;
#[allow(dead_code, reason = "its main is for who runs it")]
#[path = "../../crates/client/examples/scan.rs"]
mod example;
mod support;

use std::collections::{BTreeMap, BTreeSet};

use asynch::{Async, block_on, cut};
use picoredis::session::{Login, Standing};
use picoredis::{Bytes, ErrorKind, FromReply, Redis, cmd};
use picoredis_tests::peer::{Peer, Step};
use picoredis_tests::server::Flavour;
use support::{Ground, everywhere};

fn items<R: FromReply>(scan: impl Iterator<Item = picoredis::Result<R>>) -> Vec<R> {
    scan.map(Result::unwrap).collect()
}

/// All items of an async scan.
macro_rules! items_of {
    ($scan:expr) => {
        block_on(async {
            let mut scan = $scan;
            let mut items = Vec::new();
            while let Some(item) = scan.next().await {
                items.push(item.unwrap());
            }
            items
        })
    };
}

fn async_redis(ground: &Ground) -> Async {
    let mut redis = asynch::connect(ground.server.port(), 4096);
    block_on(redis.login(&Login { protocol: ground.protocol, db: ground.db, ..Login::default() })).unwrap();
    redis
}

fn keys(numbers: std::ops::Range<u32>) -> BTreeSet<String> {
    numbers.map(|number| format!("key:{number}")).collect()
}

#[test]
fn all_keys() {
    everywhere(|ground| {
        let mut redis = ground.redis();
        assert_eq!(redis.scan_iter(()).count(), 0);
        for key in keys(0..1000) {
            redis.set(key, 1).unwrap();
        }
        redis.rpush("list", 1).unwrap();
        let found: BTreeSet<String> =
            items(redis.scan_iter(("COUNT", 7, "MATCH", "key:*")).reply()).into_iter().collect();
        assert_eq!(found, keys(0..1000));
        assert_eq!(items(redis.scan_iter(("TYPE", "list"))), ["list"]);
        assert_eq!(redis.scan_iter(("MATCH", "nothing*")).count(), 0);

        let mut redis = async_redis(ground);
        let found = items_of!(redis.scan_iter(("COUNT", 7, "MATCH", "key:*")).reply::<String>());
        assert_eq!(found.into_iter().collect::<BTreeSet<_>>(), keys(0..1000));
    });
}

#[test]
fn hashes_sets_and_sorted_sets() {
    everywhere(|ground| {
        let mut redis = ground.redis();
        // Large enough for more than one page.
        let pairs: BTreeMap<String, u32> = (0..2000).map(|number| (format!("field:{number}"), number * 3)).collect();
        redis.hset("hash", &pairs).unwrap();
        redis.sadd("set", pairs.values().collect::<Vec<_>>()).unwrap();
        let scores: Vec<(f64, &String)> =
            pairs.iter().map(|(field, number)| (f64::from(*number) / 4.0, field)).collect();
        redis.zadd("sorted", &scores).unwrap();
        let scores: BTreeMap<_, _> = scores.into_iter().map(|(score, field)| (field.clone(), score)).collect();

        let raw: Vec<(Bytes, Bytes)> = items(redis.hscan_iter("hash", ()));
        assert_eq!(raw.len(), 2000);
        assert!(raw.iter().all(|(field, value)| pairs[field.as_str().unwrap()].to_string() == value.as_str().unwrap()));
        let typed = items(redis.hscan_iter("hash", ("COUNT", 100)).reply::<(String, u32)>());
        assert_eq!(typed.into_iter().collect::<BTreeMap<_, _>>(), pairs);
        let matched = items(redis.hscan_iter("hash", ("MATCH", "field:7")).reply::<(String, u32)>());
        assert_eq!(matched, [("field:7".to_owned(), 21)]);
        let members = items(redis.sscan_iter("set", ()).reply::<u32>());
        assert_eq!(members.into_iter().collect::<BTreeSet<_>>(), pairs.values().copied().collect());
        let sorted: Vec<(Bytes, f64)> = items(redis.zscan_iter("sorted", ()));
        assert_eq!(sorted.len(), 2000);
        assert!(sorted.iter().all(|(field, score)| scores[field.as_str().unwrap()] == *score));
        assert_eq!(redis.zscan_iter("missing", ()).count(), 0);

        let mut redis = async_redis(ground);
        let typed = items_of!(redis.hscan_iter("hash", ("COUNT", 100)).reply::<(String, u32)>());
        assert_eq!(typed.into_iter().collect::<BTreeMap<_, _>>(), pairs);
        let members = items_of!(redis.sscan_iter("set", ()).reply::<u32>());
        assert_eq!(members.into_iter().collect::<BTreeSet<_>>(), pairs.values().copied().collect());
        let sorted = items_of!(redis.zscan_iter("sorted", ()).reply::<(String, f64)>());
        assert_eq!(sorted.into_iter().collect::<BTreeMap<_, _>>(), scores);
    });
}

fn knows_novalues(ground: &Ground) -> bool {
    let binary = ground.server.binary();
    match binary.flavour {
        Flavour::Redis => binary.version >= [7, 4, 0],
        Flavour::Valkey => binary.version >= [8, 0, 0],
    }
}

#[test]
fn fields_without_values() {
    everywhere(|ground| {
        let mut redis = ground.redis();
        redis.hset("hash", ("a", 1, "b", 2)).unwrap();
        let mut fields = redis.hscan_iter("hash", "NOVALUES").reply::<String>();
        if knows_novalues(ground) {
            assert_eq!(items(fields).into_iter().collect::<BTreeSet<_>>(), ["a".into(), "b".into()].into());
        } else {
            assert_eq!(fields.next().unwrap().unwrap_err().code(), Some("ERR"));
            assert!(fields.next().is_none());
        }
    });
}

#[test]
fn an_error_comes_once_and_ends_it() {
    everywhere(|ground| {
        let mut redis = ground.redis();
        redis.set("string", 1).unwrap();
        let mut scan = redis.sscan_iter("string", ());
        let error = scan.next().unwrap().unwrap_err();
        assert_eq!((error.code(), error.command()), (Some("WRONGTYPE"), Some("SSCAN")));
        assert!(scan.next().is_none());
        assert!(scan.next().is_none());
        // A type that the items are not.
        redis.hset("hash", ("a", "one")).unwrap();
        let mut scan = redis.hscan_iter("hash", ()).reply::<(Bytes, u32)>();
        assert!(matches!(scan.next().unwrap().unwrap_err().kind(), ErrorKind::Reply(_)));
        assert!(scan.next().is_none());
        assert_eq!(redis.ping().unwrap(), "PONG");

        let mut redis = async_redis(ground);
        block_on(async {
            let mut scan = redis.sscan_iter("string", ());
            assert_eq!(scan.next().await.unwrap().unwrap_err().code(), Some("WRONGTYPE"));
            assert!(scan.next().await.is_none());
            assert!(scan.next().await.is_none());
            assert_eq!(redis.ping().await.unwrap(), "PONG");
        });
    });
}

#[test]
fn commands_between_two_items() {
    everywhere(|ground| {
        let mut redis = ground.redis();
        keys(0..100).into_iter().for_each(|key| assert!(redis.set(key, 1).unwrap()));
        let mut scan = redis.scan_iter(("COUNT", 5));
        while let Some(key) = scan.next() {
            // A key may come twice.
            scan.redis().del(key.unwrap()).unwrap();
        }
        assert_eq!(redis.dbsize().unwrap(), 0);

        let mut redis = async_redis(ground);
        block_on(async {
            redis.set("only", 1).await.unwrap();
            let mut scan = redis.scan_iter(());
            while let Some(key) = scan.next().await {
                assert_eq!(scan.redis().del(key.unwrap()).await.unwrap(), 1);
            }
            assert_eq!(redis.dbsize().await.unwrap(), 0);
        });
    });
}

/// However many of its waits a future was dropped in, each item comes once: keys do not move while nobody writes.
#[test]
fn a_dropped_future_loses_no_item() {
    everywhere(|ground| {
        let mut redis = ground.redis();
        redis.mset(keys(0..30).into_iter().map(|key| (key, 1)).collect::<Vec<_>>()).unwrap();
        let mut redis = async_redis(ground);
        for polls in 0..6 {
            let mut scan = redis.scan_iter(("COUNT", 4)).reply::<String>();
            let mut found = Vec::new();
            let mut dropped = 0;
            loop {
                let item = match cut(scan.next(), polls) {
                    Some(item) => item,
                    None => {
                        dropped += 1;
                        block_on(scan.next())
                    }
                };
                let Some(item) = item else { break };
                found.push(item.unwrap());
            }
            assert_eq!(found.len(), 30, "after {polls} polls");
            assert_eq!(found.into_iter().collect::<BTreeSet<_>>(), keys(0..30));
            // It waits for the write, the flush and the read.
            assert_eq!(dropped > 0, polls < 4, "{dropped} dropped after {polls} polls");
        }
    });
}

const SCAN: &str = "*4\r\n$4\r\nSCAN\r\n$1\r\n0\r\n$5\r\nCOUNT\r\n$1\r\n2\r\n";

fn expect(bytes: &str) -> Step {
    Step::Expect(bytes.into())
}

fn redis_of(peer: &Peer) -> Redis {
    Redis::builder().port(peer.port()).connect().unwrap()
}

/// The largest cursor there is, a page without items, a page that comes byte by byte, and an error where a page was due.
#[test]
fn pages_of_a_scripted_peer() {
    let largest = "18446744073709551615";
    let again = SCAN.replace("$1\r\n0\r\n", &format!("$20\r\n{largest}\r\n"));
    let peer = Peer::start([
        expect(SCAN),
        Step::Dribble(format!("*2\r\n$20\r\n{largest}\r\n*2\r\n$1\r\na\r\n$1\r\nb\r\n").into()),
        expect(&again),
        Step::Send("*2\r\n$1\r\n7\r\n*0\r\n".into()),
        expect(&SCAN.replace("$1\r\n0\r\n", "$1\r\n7\r\n")),
        Step::Send("-ERR out of pages\r\n".into()),
        Step::ReadCommand,
        Step::Send("+PONG\r\n".into()),
    ])
    .unwrap();
    let mut redis = redis_of(&peer);
    let mut scan = redis.scan_iter(("COUNT", 2));
    assert_eq!(scan.next().unwrap().unwrap(), "a");
    assert_eq!(scan.next().unwrap().unwrap(), "b");
    let error = scan.next().unwrap().unwrap_err();
    assert_eq!((error.message(), error.command()), (Some("out of pages"), Some("SCAN")));
    assert!(scan.next().is_none());
    assert_eq!(redis.ping().unwrap(), "PONG");
    peer.join().unwrap();
}

#[test]
fn pages_that_are_none() {
    let wrong = [
        ("*2\r\n$3\r\nabc\r\n*0\r\n", "expected an unsigned integer of 64 bits, got another text"),
        ("*2\r\n$2\r\n-1\r\n*0\r\n", "expected an unsigned integer of 64 bits, got a number out of its range"),
        ("*3\r\n$1\r\n0\r\n*0\r\n*0\r\n", "expected 2 elements, got another number of them"),
        ("*2\r\n$1\r\n0\r\n*-1\r\n", "expected a list, got null"),
        ("*2\r\n$1\r\n0\r\n*1\r\n-ERR no\r\n", "an error inside the reply: ERR no"),
    ];
    for (page, words) in wrong {
        let script = [Step::ReadCommand, Step::Dribble(page.into()), Step::ReadCommand, Step::Send("+PONG\r\n".into())];
        let peer = Peer::start(script).unwrap();
        let mut redis = redis_of(&peer);
        let mut scan = redis.scan_iter(());
        let error = scan.next().unwrap().unwrap_err();
        assert_eq!(error.to_string(), format!("SCAN: {words} (the command was executed)"));
        assert!(scan.next().is_none());
        assert_eq!(redis.run(cmd::ping()).unwrap(), "PONG");
        peer.join().unwrap();
    }
    let peer = Peer::start([Step::ReadCommand, Step::Send("*2\r\n$1\r\n0\r\n*1\r\n".into()), Step::Close]).unwrap();
    let mut redis = redis_of(&peer);
    let mut scan = redis.scan_iter(());
    assert!(matches!(scan.next().unwrap().unwrap_err().kind(), ErrorKind::Closed));
    assert!(scan.next().is_none());
    assert_eq!(redis.standing(), Standing::Broken);
    peer.join().unwrap();
}

/// The example that users read does what it says.
#[test]
fn the_example() {
    let url = picoredis_tests::server().url();
    example::run(&url).unwrap();
    assert_eq!(Redis::open(&url).unwrap().dbsize().unwrap(), 0);
}
