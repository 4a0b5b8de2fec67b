//! Keys that the server tells of when they change, and the client that remembers, by both faces.

#[path = "../../crates/client/examples/cache.rs"]
#[allow(dead_code, reason = "its main is not the test's")]
mod example;
#[path = "support/sockets.rs"]
#[macro_use]
mod sockets;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use picoredis::args::Joined;
use picoredis::{Bytes, Cached, Config, ErrorKind, Fate, Protocol, Push, Redis, Wire, asynch, cmd};
use picoredis_tests::peer::{Peer, Step};
use picoredis_tests::proxy::{Fault, Plan, Proxy, Way};
use picoredis_tests::server::{Server, binaries};
use sockets::{bystander, config, policy, start};

fn resp3(server: &Server) -> Config {
    Redis::builder().port(server.port()).protocol(Protocol::Resp3)
}

/// The next push, which comes.
trait Hear {
    fn hear(&mut self) -> Push;
}

impl Hear for Redis {
    fn hear(&mut self) -> Push {
        self.next_push(Duration::from_secs(30)).unwrap().expect("a push")
    }
}

trait HearSoon {
    async fn hear(&mut self) -> Push;
}

impl HearSoon for asynch::Redis {
    async fn hear(&mut self) -> Push {
        tokio::time::timeout(Duration::from_secs(30), self.next_push()).await.expect("a push").unwrap()
    }
}

fn changed(keys: &[&str]) -> Push {
    Push::Invalidate(Some(keys.iter().map(|key| Bytes::from(*key)).collect()))
}

#[test]
fn the_server_tells_of_changes() {
    for binary in binaries() {
        let server = Server::start_with(&binary, &[]).unwrap();
        let mut other = bystander(&server);
        both_sockets!(resp3(&server), |redis, call| {
            println!("on {}", binary.name);
            call!(redis.track(())).unwrap();
            assert!(!redis.is_reusable(), "others would wonder at what they hear");
            call!(redis.get("a")).unwrap();
            other.set("a", 1).unwrap();
            assert_eq!(call!(redis.hear()), changed(&["a"]));
            // What was not read again is not told of again.
            other.set("a", 2).unwrap();
            call!(redis.get("b")).unwrap();
            other.set("b", 1).unwrap();
            assert_eq!(call!(redis.hear()), changed(&["b"]));
            call!(redis.get("b")).unwrap();
            other.flushall().unwrap();
            assert_eq!(call!(redis.hear()), Push::Invalidate(None));

            call!(redis.untrack()).unwrap();
            assert!(redis.is_reusable());
            call!(redis.track(("BCAST", "PREFIX", "user:"))).unwrap();
            other.mset(("other", 1, "user:1", 1)).unwrap();
            assert_eq!(call!(redis.hear()), changed(&["user:1"]));
            // The server refuses to change its mind half way.
            assert!(call!(redis.track(())).unwrap_err().server().is_some());
        });
    }
}

#[test]
fn resp2_has_no_room_for_it() {
    let server = start(&[]);
    both_sockets!(Redis::builder().port(server.port()), |redis, call| {
        let error = call!(redis.track(())).unwrap_err();
        assert!(error.to_string().contains("protocol=3"), "{error}");
        assert_eq!((error.fate(), error.command()), (Fate::NotSent, Some("CLIENT TRACKING")));
        let mut cached = Cached::new(redis, 1 << 20);
        let error = call!(cached.get("foo")).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Unsendable(_)), "{error}");
    });
}

#[test]
fn tracking_goes_on_after_a_reconnection() {
    let server = start(&[]);
    let mut other = bystander(&server);
    both_sockets!(config(server.port(), Protocol::Resp3), |redis, call| {
        call!(redis.track(("BCAST", "PREFIX", "user:"))).unwrap();
        for _ in 0..2 {
            let id = call!(redis.client_id()).unwrap();
            other.client_kill(("ID", id)).unwrap();
            assert_eq!(call!(redis.hear()), Push::Reconnected);
            other.mset(("other", 1, "user:1", 1)).unwrap();
            assert_eq!(call!(redis.hear()), changed(&["user:1"]));
        }
        call!(redis.untrack()).unwrap();
        let id = call!(redis.client_id()).unwrap();
        other.client_kill(("ID", id)).unwrap();
        assert_eq!(call!(redis.hear()), Push::Reconnected);
        let info: String = call!(redis.client_info()).unwrap();
        assert!(info.contains(" redir=-1 "), "{info}");
    });
}

/// When this returns, what the server had to say before has arrived everywhere: it says it before it takes the next
/// command.
fn delivered(other: &mut Redis) {
    other.ping().unwrap();
}

/// Counts the commands that go out.
fn counter() -> (impl FnMut(Wire<'_>) + Send, Arc<AtomicUsize>) {
    let count = Arc::new(AtomicUsize::new(0));
    let counting = Arc::clone(&count);
    let show = move |wire: Wire<'_>| {
        counting.fetch_add(usize::from(matches!(wire, Wire::Send(_))), Ordering::SeqCst);
    };
    (show, count)
}

#[test]
fn what_was_read_is_answered_from_memory() {
    for binary in binaries() {
        let server = Server::start_with(&binary, &[]).unwrap();
        let mut other = bystander(&server);
        both_sockets!(resp3(&server), |redis, call| {
            println!("on {}", binary.name);
            let (show, sent) = counter();
            redis.debug_to(show);
            other.flushall().unwrap();
            other.set("name", "Ann").unwrap();
            other.hset("hash", (("x", 1.5), ("y", "text"))).unwrap();
            other.rpush("list", ("a", "", "\r\n", "x".repeat(100_000))).unwrap();
            other.zadd("scores", (1.5, "ann", 2, "bob")).unwrap();
            let mut cached = Cached::new(redis, 1 << 20);
            for round in 0..3 {
                let before = sent.load(Ordering::SeqCst);
                assert_eq!(call!(cached.get("name")).unwrap().unwrap(), "Ann");
                assert_eq!(call!(cached.run(cmd::get("name").reply::<String>())).unwrap(), "Ann");
                // Another type makes no other reply; a wrong one is an error, however often.
                assert!(call!(cached.run(cmd::get("name").reply::<u32>())).is_err());
                assert_eq!(call!(cached.get("none")).unwrap(), None);
                let hash = call!(cached.run(cmd::hgetall("hash"))).unwrap();
                assert_eq!((hash.len(), &hash[&Bytes::from("y")]), (2, &Bytes::from("text")));
                assert_eq!(call!(cached.run(cmd::hget("hash", "x").reply::<f64>())).unwrap(), 1.5);
                assert!(!call!(cached.run(cmd::hexists("hash", "z"))).unwrap());
                let list = call!(cached.run(cmd::lrange("list", 0, -1).reply::<Vec<String>>())).unwrap();
                assert_eq!((list.len(), list[1].len(), &list[2][..], list[3].len()), (4, 0, "\r\n", 100_000));
                assert_eq!(call!(cached.run(cmd::zscore("scores", "ann"))).unwrap(), Some(1.5));
                let with_scores = cmd::zrange("scores", 0, (-1, "WITHSCORES")).reply::<Vec<(String, f64)>>();
                assert_eq!(call!(cached.run(with_scores)).unwrap(), [("ann".into(), 1.5), ("bob".into(), 2.0)]);
                assert_eq!(call!(cached.run(cmd::exists("name"))).unwrap(), 1);
                let wrong = call!(cached.run(cmd::llen("name"))).unwrap_err();
                assert_eq!((wrong.code(), wrong.command()), (Some("WRONGTYPE"), Some("LLEN")));
                let sent = sent.load(Ordering::SeqCst) - before;
                // An error is not remembered.
                assert!(round == 0 || sent == 2, "{sent} commands");
            }
            assert_eq!((cached.len(), cached.is_empty()), (5, false));
            assert!(cached.hits() > 20);
            cached.clear();
            assert_eq!((cached.len(), cached.weight()), (0, 0));
        });
    }
}

/// The next answer after a change is the changed one.
#[test]
fn changes_are_seen_at_once() {
    let server = start(&[]);
    let mut other = bystander(&server);
    both_sockets!(resp3(&server), |redis, call| {
        other.flushall().unwrap();
        let mut cached = Cached::new(redis, 1 << 20);
        for round in 0..300 {
            other.set("n", round).unwrap();
            delivered(&mut other);
            for _ in 0..2 {
                assert_eq!(call!(cached.run(cmd::get("n").reply::<u32>())).unwrap(), round);
            }
        }
        assert!(cached.hits() >= 200, "{} hits", cached.hits());
        other.flushall().unwrap();
        delivered(&mut other);
        assert_eq!(call!(cached.get("n")).unwrap(), None);
    });
}

/// One reads what one has written, in every way.
#[test]
fn own_writes() {
    let server = start(&[]);
    both_sockets!(resp3(&server), |redis, call| {
        let mut cached = Cached::new(redis, 1 << 20);
        call!(cached.run(cmd::flushall())).unwrap();
        for round in 0..100i64 {
            call!(cached.run(cmd::set("a", round))).unwrap();
            assert_eq!(call!(cached.run(cmd::get("a").reply::<i64>())).unwrap(), round);
            call!(cached.run(cmd::incr("a"))).unwrap();
            assert_eq!(call!(cached.run(cmd::get("a").reply::<i64>())).unwrap(), round + 1);
            call!(cached.run(cmd::rename("a", "b"))).unwrap();
            assert_eq!(call!(cached.run(cmd::get("b").reply::<i64>())).unwrap(), round + 1);
            assert_eq!(call!(cached.get("a")).unwrap(), None);
            let script = "redis.call('SET', 'hidden', ARGV[1])";
            call!(cached.run(cmd::eval(script, (0, round)).reply::<()>())).unwrap();
            assert_eq!(call!(cached.run(cmd::get("hidden").reply::<i64>())).unwrap(), round);
            // A key in pieces is a key.
            let key = Joined(("user:", 7));
            call!(cached.run(cmd::set(&key, round))).unwrap();
            assert_eq!(call!(cached.run(cmd::get("user:7").reply::<i64>())).unwrap(), round);
            assert_eq!(call!(cached.run(cmd::get(&key).reply::<i64>())).unwrap(), round);
            call!(cached.run(cmd::select(1))).unwrap();
            assert_eq!(call!(cached.get("b")).unwrap(), None);
            call!(cached.run(cmd::select(0))).unwrap();
            assert_eq!(call!(cached.run(cmd::get("b").reply::<i64>())).unwrap(), round + 1);
            call!(cached.redis_mut().set("b", "behind")).unwrap();
            assert_eq!(call!(cached.get("b")).unwrap().unwrap(), "behind");
            call!(cached.run(cmd::flushdb())).unwrap();
            assert_eq!(call!(cached.get("b")).unwrap(), None);
        }
    });
}

/// Not even if the server is slow to tell of it.
#[test]
fn own_writes_are_not_waited_for() {
    let say = |text: &str| Step::Send(text.as_bytes().to_vec());
    let read =
        |value: &str| [Step::ReadCommand, Step::ReadCommand, say(&format!("${}\r\n{value}\r\n:-1\r\n", value.len()))];
    let script = || {
        // HELLO, then CLIENT TRACKING.
        let greeting = [Step::ReadCommand, say("%1\r\n$5\r\nproto\r\n:3\r\n"), Step::ReadCommand, say("+OK\r\n")];
        let append = || [Step::ReadCommand, say(":2\r\n")];
        let reads = read("x").into_iter().chain(append()).chain(read("xy")).chain(append()).chain(read("xyy"));
        greeting.into_iter().chain(reads).chain([Step::ExpectClose])
    };
    let peer = Peer::start(script().chain(script())).unwrap();
    let config = Redis::builder().port(peer.address().port()).protocol(Protocol::Resp3);
    both_sockets!(config.clone(), |redis, call| {
        let mut cached = Cached::new(redis, 1 << 20);
        for _ in 0..3 {
            assert_eq!(call!(cached.get("n")).unwrap().unwrap(), "x");
        }
        assert_eq!(call!(cached.run(cmd::append("n", "y"))).unwrap(), 2);
        for _ in 0..3 {
            assert_eq!(call!(cached.get("n")).unwrap().unwrap(), "xy");
        }
        // A key in pieces is a key.
        assert_eq!(call!(cached.run(cmd::append(Joined(("", "n")), "y"))).unwrap(), 2);
        assert_eq!(call!(cached.get("n")).unwrap().unwrap(), "xyy");
    });
    peer.join().unwrap();
}

/// Whoever turns the tracking off gets right answers still.
#[test]
fn tracking_that_is_turned_off_is_turned_on_again() {
    let server = start(&[]);
    let mut other = bystander(&server);
    both_sockets!(resp3(&server), |redis, call| {
        let mut cached = Cached::new(redis, 1 << 20);
        for round in 0..20 {
            call!(cached.get("n")).unwrap();
            if round % 2 == 0 {
                call!(cached.run(cmd::client_tracking("OFF"))).unwrap();
            } else {
                call!(cached.redis_mut().untrack()).unwrap();
            }
            call!(cached.get("n")).unwrap();
            other.set("n", round).unwrap();
            delivered(&mut other);
            assert_eq!(call!(cached.run(cmd::get("n").reply::<u32>())).unwrap(), round);
        }
    });
}

#[test]
fn within_a_transaction_nothing_is_remembered() {
    let server = start(&[]);
    both_sockets!(resp3(&server), |redis, call| {
        let mut cached = Cached::new(redis, 1 << 20);
        call!(cached.run(cmd::set("n", 1))).unwrap();
        call!(cached.run(cmd::multi())).unwrap();
        assert_eq!(call!(cached.get("n")).unwrap().unwrap(), "QUEUED");
        call!(cached.run(cmd::exec().reply::<()>())).unwrap();
        assert_eq!(call!(cached.get("n")).unwrap().unwrap(), "1");
    });
}

/// A key is gone when its time is up, whether the server has noticed or not.
#[test]
fn keys_that_expire() {
    // It looks for keys whose time is up, but not here.
    let server = start(&[]);
    let mut other = bystander(&server);
    other.do_cmd("DEBUG", ("SET-ACTIVE-EXPIRE", 0)).unwrap();
    both_sockets!(resp3(&server), |redis, call| {
        let mut cached = Cached::new(redis, 1 << 20);
        call!(cached.get("warm")).unwrap();
        other.set("short", ("x", "PX", 150)).unwrap();
        let (mut seen, mut left) = (0, true);
        let end = Instant::now() + Duration::from_secs(30);
        while left {
            assert!(Instant::now() < end, "it has expired");
            left = call!(cached.get("short")).unwrap().is_some();
            seen += 1;
            if !left {
                // The server says the same.
                assert_eq!(other.get("short").unwrap(), None);
            }
        }
        assert!(seen > 2 && cached.hits() > 0, "{seen}");
    });
}

/// All is forgotten with the connection; without a policy whoever asks is told.
#[test]
fn a_lost_connection() {
    let server = start(&[]);
    let mut other = bystander(&server);
    both_sockets!(resp3(&server), |redis, call| {
        let mut cached = Cached::new(redis, 1 << 20);
        other.set("n", 1).unwrap();
        call!(cached.get("n")).unwrap();
        assert_eq!(cached.len(), 1);
        other.client_kill(("TYPE", "normal")).unwrap();
        other.set("n", 2).unwrap();
        call!(cached.get("n")).unwrap_err();
        assert_eq!(cached.len(), 0);
        call!(cached.redis_mut().connect()).unwrap();
        assert_eq!(call!(cached.run(cmd::get("n").reply::<u32>())).unwrap(), 2);
    });
    both_sockets!(config(server.port(), Protocol::Resp3), |redis, call| {
        let mut cached = Cached::new(redis, 1 << 20);
        for round in 0..50 {
            other.set("n", round).unwrap();
            delivered(&mut other);
            for _ in 0..2 {
                assert_eq!(call!(cached.run(cmd::get("n").reply::<u32>())).unwrap(), round);
            }
            other.client_kill(("TYPE", "normal")).unwrap();
            if round % 2 == 0 {
                // Another command finds out first.
                other.set("n", round + 1).unwrap();
                call!(cached.run(cmd::ttl("n"))).unwrap();
                assert_eq!(call!(cached.run(cmd::get("n").reply::<u32>())).unwrap(), round + 1);
            } else {
                assert_eq!(call!(cached.run(cmd::get("n").reply::<u32>())).unwrap(), round);
            }
        }
        assert!(cached.hits() > 40);
    });
}

/// A peer that is gone without a word cannot make answers old for ever: it is asked for a sign of life.
#[test]
fn a_peer_that_falls_silent() {
    let server = start(&[]);
    let mut other = bystander(&server);
    let proxy = Proxy::start(server.port(), Plan::Honest).unwrap();
    let config = Redis::builder().port(proxy.port()).protocol(Protocol::Resp3).timeout(Duration::from_millis(500));
    both_sockets!(config.clone().reconnect(policy().repeat_reads()), |redis, call| {
        let mut cached = Cached::new(redis, 1 << 20);
        other.set("n", 1).unwrap();
        assert_eq!(call!(cached.run(cmd::get("n").reply::<u32>())).unwrap(), 1);
        proxy.strike(Fault::Silence);
        other.set("n", 2).unwrap();
        let end = Instant::now() + Duration::from_secs(30);
        while call!(cached.run(cmd::get("n").reply::<u32>())).unwrap() == 1 {
            assert!(Instant::now() < end, "nobody asks whether the server is there");
        }
    });
}

/// A change that comes between the reply and its keeping is not lost.
#[test]
fn a_change_while_the_reply_is_on_its_way() {
    let server = start(&[]);
    let mut other = bystander(&server);
    let proxy = Arc::new(Proxy::start(server.port(), Plan::Honest).unwrap());
    let config = Redis::builder().port(proxy.port()).protocol(Protocol::Resp3);
    both_sockets!(config.clone(), |redis, call| {
        let mut cached = Cached::new(redis, 1 << 20);
        call!(cached.get("warm")).unwrap();
        for round in 0..20 {
            other.set("n", "before").unwrap();
            cached.clear();
            // Everything that the server says is kept until it has said that the key has changed.
            proxy.hold(Way::ToClient);
            let before = gets(&mut other);
            let (mut writer, releasing) = (bystander(&server), Arc::clone(&proxy));
            let writing = thread::spawn(move || {
                while gets(&mut writer) == before {
                    thread::yield_now();
                }
                writer.set("n", round).unwrap();
                releasing.release(Way::ToClient);
            });
            // Either it was before the change or after it.
            call!(cached.get("n")).unwrap();
            writing.join().unwrap();
            // Nobody knows how long it is on its way.
            let end = Instant::now() + Duration::from_secs(30);
            while call!(cached.run(cmd::get("n").reply::<u32>())).ok() != Some(round) {
                assert!(Instant::now() < end, "the change was lost");
            }
        }
    });
}

fn gets(other: &mut Redis) -> u64 {
    let stats: String = other.run(cmd::info().arg("commandstats").reply()).unwrap();
    let line = stats.lines().find_map(|line| line.strip_prefix("cmdstat_get:calls="));
    line.and_then(|line| line.split(',').next()?.parse().ok()).unwrap_or(0)
}

/// The memory has an end, and what is used stays longer.
#[test]
fn the_memory_is_bounded() {
    const MOST: usize = 64 << 10;
    let server = start(&[]);
    let mut other = bystander(&server);
    for number in 0..1000 {
        other.set(format!("key:{number}"), "x".repeat(100)).unwrap();
    }
    other.set("large", "x".repeat(MOST)).unwrap();
    both_sockets!(resp3(&server), |redis, call| {
        let mut cached = Cached::new(redis, MOST);
        for number in 0..1000 {
            call!(cached.get(format!("key:{number}"))).unwrap();
            assert!(cached.weight() <= MOST, "{}", cached.weight());
            // One that is asked for again and again.
            call!(cached.get("key:500")).unwrap();
        }
        assert!(cached.len() > 100, "{}", cached.len());
        let (hits, misses) = (cached.hits(), cached.misses());
        assert_eq!((hits, misses), (1000, 1000), "what is used stays");
        // What is larger than all of it takes nobody's place.
        let before = cached.len();
        assert_eq!(call!(cached.get("large")).unwrap().unwrap().len(), MOST);
        assert_eq!(cached.len(), before);
    });
}

#[test]
fn the_example() {
    example::run(&start(&[]).url()).unwrap();
}
