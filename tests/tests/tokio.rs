//! The async client on tokio: connecting, time, and what is left when it fails.

mod support;

use std::net::{Ipv6Addr, TcpListener};
use std::sync::mpsc;
use std::time::Duration;

use picoredis::asynch::Redis;
use picoredis::session::Standing;
use picoredis::{Config, ErrorKind, Fate, Result, cmd};
use picoredis_tests::peer::{Peer, Step};
use tokio::runtime::{Builder, Runtime};

use support::everywhere;

#[path = "../../crates/client/examples/tokio.rs"]
#[allow(dead_code, reason = "its main reads the command line")]
mod example;

#[test]
fn the_example_runs_as_written() {
    runtime().block_on(example::run(&picoredis_tests::server().url())).unwrap();
}

fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

/// Of what a client is told about itself.
async fn info(redis: &mut Redis, field: &str) -> String {
    let info = redis.client_info().await.unwrap();
    let value = info.trim_end().split(' ').find_map(|pair| pair.strip_prefix(field)?.strip_prefix('='));
    value.unwrap_or_else(|| panic!("no {field} in {info}")).to_owned()
}

#[test]
fn its_futures_move_between_threads() {
    everywhere(|ground| {
        let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let config = ground.config();
        let task = async move {
            let mut redis = config.connect_async().await?;
            let key = "key".to_owned();
            redis.set(&key, 1).await?;
            let (one, two) = redis.pipeline((cmd::incr(&key), cmd::incr(&key))).await;
            assert_eq!((one?, two?), (2, 3));
            let (three,) = redis.transaction((cmd::incr(&key),)).await?;
            assert_eq!(three?, 4);
            let (watched, own) = (key.clone(), key.clone());
            let planned = redis.transaction_watching(&watched, 1, async move |redis| {
                let number: u32 = redis.run(cmd::get(&own).reply()).await?;
                Ok((cmd::set("key", number + 1),))
            });
            assert!(planned.await?.0?);
            redis.do_cmd("GET", &key).await
        };
        let value = runtime.block_on(runtime.spawn(task)).unwrap().unwrap();
        assert_eq!(value.as_str(), Some("5"));
    });
}

#[test]
fn ipv4_ipv6_names_and_sockets() {
    everywhere(|ground| {
        let (server, port) = (ground.server, ground.server.port());
        runtime().block_on(async {
            let mut redis = Redis::open(&server.url()).await.unwrap();
            assert_eq!((redis.host(), redis.port()), (Some("127.0.0.1"), Some(port)));
            assert!(info(&mut redis, "addr").await.starts_with("127.0.0.1:"));
            // Of the name's addresses the server may have only one.
            let mut redis = Redis::builder().host("localhost").port(port).connect_async().await.unwrap();
            assert_eq!(redis.ping().await.unwrap(), "PONG");
            redis.connect_to("127.0.0.1").await.unwrap();
            assert_eq!(redis.endpoint().to_string(), format!("127.0.0.1:{port}"));

            let mut redis = Redis::open(&format!("unix://{}", server.socket().display())).await.unwrap();
            assert_eq!((redis.host(), redis.port()), (None, None));
            assert!(info(&mut redis, "addr").await.contains(&*server.socket().to_string_lossy()));

            if TcpListener::bind((Ipv6Addr::LOCALHOST, 0)).is_ok() {
                let mut redis = Redis::open(&format!("redis://[::1]:{port}")).await.unwrap();
                assert!(info(&mut redis, "addr").await.starts_with("[::1]:"));
            } else {
                println!("this machine has no IPv6");
            }
        });
    });
}

#[test]
fn what_the_configuration_says_is_done() {
    everywhere(|ground| {
        runtime().block_on(async {
            let config = ground.config().client_name("me").timeout(Duration::from_secs(7));
            let mut redis = config.connect_async().await.unwrap();
            assert_eq!(redis.protocol(), ground.protocol);
            assert_eq!(redis.timeout(), Some(Duration::from_secs(7)));
            assert_eq!(info(&mut redis, "name").await, "me");
            assert_eq!(info(&mut redis, "db").await, ground.db.to_string());
            // Again after closing, and after the server closed.
            for turn in 0..2 {
                let id = redis.client_id().await.unwrap();
                if turn == 0 {
                    redis.close();
                } else {
                    ground.redis().client_kill(("ID", id)).unwrap();
                    assert_eq!(redis.incr("n").await.unwrap_err().fate(), Fate::MaybeExecuted);
                }
                assert_eq!(redis.standing(), Standing::Broken);
                assert!(redis.is_stale());
                let error = redis.ping().await.unwrap_err();
                assert!(matches!((error.kind(), error.fate()), (ErrorKind::NotConnected, Fate::NotSent)));
                redis.connect().await.unwrap();
                assert!(!redis.is_stale());
                assert_eq!(info(&mut redis, "name").await, "me");
            }
        });
    });
}

#[test]
fn a_peer_that_left_is_noticed_without_a_word() {
    runtime().block_on(async {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let mut redis = Redis::builder().port(port).connect_async().await.unwrap();
        assert!(!redis.is_stale());
        drop(listener.accept().unwrap());
        while !redis.is_stale() {
            tokio::task::yield_now().await;
        }
    });
}

async fn refused(config: Config) -> String {
    let error = config.connect_async().await.unwrap_err();
    assert_eq!(error.fate(), Fate::NotSent);
    assert!(matches!(error.kind(), ErrorKind::Connect { .. }), "{error:?}");
    error.to_string()
}

#[test]
fn nobody_there() {
    runtime().block_on(async {
        let port = TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port();
        let words = refused(Redis::builder().port(port)).await;
        assert!(words.starts_with(&format!("cannot connect to 127.0.0.1:{port}: Connection refused")), "{words}");
        let words = refused(Redis::builder().host("no-such-host.invalid")).await;
        assert!(words.starts_with("cannot connect to no-such-host.invalid:6379: "), "{words}");
        let missing = std::env::temp_dir().join("picoredis no such socket");
        let words = refused(Redis::builder().unix(&missing)).await;
        assert!(words.contains(": No such file"), "{words}");
        assert!(matches!(Redis::open("http://x").await.unwrap_err().kind(), ErrorKind::Address(_)));
    });
}

#[test]
fn a_login_that_is_refused_leaves_no_connection() {
    runtime().block_on(async {
        let config = Redis::builder().port(picoredis_tests::server().port());
        let error = config.clone().password("wrong").connect_async().await.unwrap_err();
        assert_eq!((error.command(), error.fate()), (Some("AUTH"), Fate::Refused));
        let error = config.clone().db(1_000_000).connect_async().await.unwrap_err();
        assert_eq!(error.command(), Some("SELECT"));
    });
}

/// A peer that says nothing to a command until the test wants it to, and then 1; and 2 to the next.
fn silent(signal: mpsc::Receiver<()>) -> Peer {
    let (one, two) = (b":1\r\n".to_vec(), b":2\r\n".to_vec());
    Peer::start([Step::ReadCommand, Step::Wait(signal), Step::Send(one), Step::ReadCommand, Step::Send(two)]).unwrap()
}

#[test]
fn late_replies_are_nobodys() {
    let (answer, signal) = mpsc::channel();
    let peer = silent(signal);
    runtime().block_on(async {
        let mut redis = Redis::open(&peer.url()).await.unwrap();
        // The clock runs when there is nothing else to do.
        tokio::time::pause();
        let begin = tokio::time::Instant::now();
        let error = redis.incr("late").await.unwrap_err();
        assert!(error.is_timeout() && error.to_string().contains("3000 ms"), "{error}");
        assert_eq!(error.fate(), Fate::MaybeExecuted);
        assert_eq!(begin.elapsed().as_secs(), 3);
        // Nothing is sent before what is owed has come.
        let error = redis.incr("not sent").await.unwrap_err();
        assert_eq!((error.is_timeout(), error.fate()), (true, Fate::NotSent));
        assert_eq!(redis.standing(), Standing::Draining);
        tokio::time::resume();
        answer.send(()).unwrap();
        assert_eq!(redis.incr("in time").await.unwrap(), 2);
    });
    peer.join().unwrap();
}

#[test]
fn waiting_has_its_bounds() {
    let (_never, signal) = mpsc::channel();
    let peer = silent(signal);
    runtime().block_on(async {
        let mut redis = Redis::open(&peer.url()).await.unwrap();
        tokio::time::pause();
        // Its own time, and the timeout besides.
        let begin = tokio::time::Instant::now();
        let error = redis.blpop("list", 5).await.unwrap_err();
        assert!(error.to_string().contains("timed out after 8000 ms"), "{error}");
        assert_eq!(begin.elapsed().as_secs(), 8);
        // A peer that owes a reply for thirty seconds is not waited for any more.
        let error = loop {
            let error = redis.ping().await.unwrap_err();
            assert!(begin.elapsed().as_secs() < 60);
            if !error.is_timeout() {
                break error;
            }
        };
        assert!(matches!(error.kind(), ErrorKind::Session(_)), "{error}");
        assert_eq!((redis.standing(), begin.elapsed().as_secs()), (Standing::Broken, 38));
    });
}

/// A peer that answers a command with messages without an end.
fn flood() -> Peer {
    let message = format!(">3\r\n$7\r\nmessage\r\n$1\r\na\r\n${LARGE}\r\n{}\r\n", "x".repeat(LARGE));
    Peer::start([Step::ReadCommand, Step::Repeat(message.into())]).unwrap()
}

const LARGE: usize = 100_000;

/// Nobody waits for long: there always is something to read.
#[test]
fn messages_without_an_end_are_no_answer() {
    runtime().block_on(async {
        let config = |peer: &Peer| Redis::builder().port(peer.address().port()).timeout(Duration::from_millis(50));
        let peer = flood();
        let mut redis = config(&peer).connect_async().await.unwrap();
        let error = redis.get("x").await.unwrap_err();
        assert!(error.is_timeout() && error.fate() == Fate::MaybeExecuted, "{error}");
        let peer = flood();
        let mut redis = config(&peer).connect_async().await.unwrap();
        let large = vec![b'x'; 1 << 20];
        let (get, set) = redis.pipeline((cmd::get("x"), cmd::set("x", &large))).await;
        let error = get.unwrap_err();
        assert!(error.is_timeout() && error.fate() == Fate::MaybeExecuted, "{error}");
        assert_eq!(set.unwrap_err().fate(), Fate::NotSent);
        let peer = flood();
        let redis = config(&peer).connect_shared().await.unwrap();
        let error = redis.get("x").await.unwrap_err();
        assert!(error.is_timeout() && error.fate() == Fate::MaybeExecuted, "{error}");
    });
}

#[test]
fn a_shorter_wait_after_a_longer_one() {
    let (_never, signal) = mpsc::channel();
    let peer = silent(signal);
    runtime().block_on(async {
        let mut redis = Redis::open(&peer.url()).await.unwrap();
        tokio::time::pause();
        let begin = tokio::time::Instant::now();
        redis.set_timeout(Duration::from_secs(20));
        assert!(tokio::time::timeout(Duration::from_secs(1), redis.ping()).await.is_err());
        redis.set_timeout(Duration::from_secs(2));
        assert!(redis.ping().await.unwrap_err().is_timeout());
        assert_eq!(begin.elapsed().as_secs(), 3);
    });
}

#[test]
fn waiting_without_bounds() {
    let (_never, signal) = mpsc::channel();
    let peer = silent(signal);
    runtime().block_on(async {
        let mut redis = Redis::open(&peer.url()).await.unwrap();
        redis.set_timeout(None);
        tokio::time::pause();
        assert!(tokio::time::timeout(Duration::from_secs(100_000), redis.ping()).await.is_err());
    });
}

#[test]
fn one_timer_serves_many_waits() {
    everywhere(|ground| {
        runtime().block_on(async {
            let mut redis = ground.config().connect_async().await.unwrap();
            // Shorter and longer than those before.
            for seconds in [3, 30, 1, 2, 60, 5] {
                redis.set_timeout(Duration::from_secs(seconds));
                for _ in 0..20 {
                    redis.ping().await.unwrap();
                }
                tokio::time::pause();
                tokio::time::advance(Duration::from_secs(4)).await;
                tokio::time::resume();
                assert_eq!(redis.echo(seconds).await.unwrap(), seconds.to_string());
            }
        });
    });
}

#[test]
fn connecting_that_is_dropped_leaves_no_connection() {
    let (_never, signal) = mpsc::channel();
    let peer = silent(signal);
    runtime().block_on(async {
        let mut redis = Redis::builder().port(picoredis_tests::server().port()).db(1).connect_async().await.unwrap();
        redis.close();
        // The peer says nothing to SELECT.
        tokio::time::pause();
        let dropped = tokio::time::timeout(Duration::from_millis(10), redis.connect_to(peer.port())).await;
        assert!(dropped.is_err());
        let error = redis.ping().await.unwrap_err();
        assert!(matches!((error.kind(), error.fate()), (ErrorKind::NotConnected, Fate::NotSent)), "{error}");
    });
}

#[test]
fn the_wire_is_shown() {
    runtime().block_on(async {
        let (lines, shown) = mpsc::channel();
        let mut redis = Redis::open(&picoredis_tests::server().url()).await.unwrap();
        redis.debug_to(move |wire| lines.send(wire.to_string()).unwrap());
        redis.ping().await.unwrap();
        redis.debug_off();
        redis.ping().await.unwrap();
        let shown: Vec<String> = shown.iter().collect();
        assert_eq!(shown, [r#"SEND: "*1\r\n$4\r\nPING\r\n""#, r#"RECV: "+PONG\r\n""#]);
    });
}

#[test]
fn a_large_value_both_ways() {
    everywhere(|ground| {
        runtime().block_on(async {
            let mut redis = ground.config().connect_async().await.unwrap();
            let large = "x".repeat(40 << 20);
            assert!(redis.set("large", &large).await.unwrap());
            assert_eq!(redis.get("large").await.unwrap().unwrap(), large);
            let answers: Result<()> = redis.unlink("large").await.map(drop);
            answers.unwrap();
        });
    });
}
