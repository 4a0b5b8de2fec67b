//! Connections that are lost and made again by a policy, by both faces: servers that restart, move, hang up, fall
//! silent.

#[path = "../../crates/client/examples/reconnect.rs"]
#[allow(dead_code, reason = "its main is not the test's")]
mod example;
#[path = "support/sockets.rs"]
#[macro_use]
mod sockets;
#[path = "support/switch.rs"]
mod switch;

use std::net::TcpListener;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::task::Poll;
use std::thread;
use std::time::Duration;

use picoredis::session::Standing;
use picoredis::{Command, ErrorKind, Fate, Protocol, Push, Reconnect, Redis, asynch, cmd};
use picoredis_tests::proxy::{Dice, Fault, Plan, Proxy, Way};
use picoredis_tests::server::Server;
use sockets::{bystander, config, nobody, policy, servers, start};
use switch::Switch;

/// Both versions.
const PROTOCOLS: [Protocol; 2] = [Protocol::Resp2, Protocol::Resp3];

#[test]
fn a_server_restarts() {
    for protocol in PROTOCOLS {
        let mut server = Some(start(&[]));
        let port = server.as_ref().unwrap().port();
        both_sockets!(config(port, protocol), |redis, call| {
            call!(redis.set("foo", "bar")).unwrap();
            drop(server.take());
            server = Some(start_at(port, &[]));
            // The server that answers is another one.
            assert_eq!(call!(redis.get("foo")).unwrap(), None);
            assert_eq!(redis.protocol(), protocol);
        });
    }
}

/// A server where another one was.
fn start_at(port: u16, args: &[&str]) -> Server {
    start(&[&["--port", &port.to_string()], args].concat())
}

/// Nobody listens at first.
#[test]
fn a_server_is_away_for_a_while() {
    let mut server = Some(start(&[]));
    let port = server.as_ref().unwrap().port();
    both_sockets!(config(port, Protocol::Resp2), |redis, call| {
        drop(server.take());
        let (refused, hear) = mpsc::channel();
        // It starts when the client has failed to connect.
        let starting = thread::spawn(move || {
            hear.recv().unwrap();
            start_at(port, &[])
        });
        let watching = watch_refusals(port, refused);
        assert_eq!(call!(redis.incr("n")).unwrap(), 1);
        server = Some(starting.join().unwrap());
        watching.join().unwrap();
    });
}

/// Says when a connection to that port has been refused to somebody else, too.
fn watch_refusals(port: u16, refused: mpsc::Sender<()>) -> thread::JoinHandle<()> {
    thread::spawn(move || {
        assert!(Redis::builder().port(port).connect().is_err());
        refused.send(()).unwrap();
    })
}

#[test]
fn what_the_old_connection_had_the_new_one_has() {
    let server = start(&["--requirepass", "secret"]);
    let url = format!("redis://:secret@127.0.0.1:{}", server.port());
    let mut other = Redis::open(&url).unwrap();
    other.acl_setuser(("ann", "on", ">hers", "~*", "&*", "+@all")).unwrap();
    for protocol in PROTOCOLS {
        let config = config(server.port(), protocol).user("ann").password("hers").client_name("restored").db(3);
        both_sockets!(config.clone(), |redis, call| {
            let first = call!(redis.client_id()).unwrap();
            kill(&mut other, first);
            let info = call!(redis.client_info()).unwrap();
            assert_ne!(call!(redis.client_id()).unwrap(), first);
            assert_info(&info, protocol, "db=3");
            // A database that a command chose.
            call!(redis.select(7)).unwrap();
            assert!(call!(redis.select(9999)).is_err());
            let id = call!(redis.client_id()).unwrap();
            kill(&mut other, id);
            assert_info(&call!(redis.client_info()).unwrap(), protocol, "db=7");
            // In any spelling, and not among others, where nobody would notice.
            call!(redis.run(Command::new("select 5", ()).reply::<()>())).unwrap();
            let (refused, get) = call!(redis.pipeline((cmd::select(6), cmd::get("foo"))));
            assert_eq!(refused.unwrap_err().fate(), Fate::NotSent);
            assert_eq!(get.unwrap_err().fate(), Fate::NotSent);
            let id = call!(redis.client_id()).unwrap();
            kill(&mut other, id);
            assert_info(&call!(redis.client_info()).unwrap(), protocol, "db=5");
            // In a transaction of one's own nobody would notice either.
            call!(redis.multi()).unwrap();
            assert_eq!(call!(redis.select(6)).unwrap_err().fate(), Fate::NotSent);
            call!(redis.discard()).unwrap();
            // Who connects anew means what was configured.
            call!(redis.connect()).unwrap();
            assert_info(&call!(redis.client_info()).unwrap(), protocol, "db=3");
        });
    }
}

fn assert_info(info: &str, protocol: Protocol, db: &str) {
    let resp = if protocol == Protocol::Resp3 { "resp=3" } else { "resp=2" };
    assert_words(info, &["name=restored", "user=ann", resp, db]);
}

fn assert_words(info: &str, words: &[&str]) {
    for word in words {
        assert!(info.split([' ', '\n']).any(|found| found == *word), "no {word} in {info}");
    }
}

/// Whatever commands have made of a connection, its successor is.
#[test]
fn what_commands_have_changed_is_said_again() {
    for server in servers() {
        let mut other = bystander(&server);
        other.acl_setuser(("ann", "on", ">hers", "~*", "&*", "+@all")).unwrap();
        for protocol in PROTOCOLS {
            both_sockets!(config(server.port(), protocol).client_name("configured"), |redis, call| {
                call!(redis.auth(("ann", "hers"))).unwrap();
                call!(redis.client_setname("chosen")).unwrap();
                call!(redis.do_cmd("client no-evict", "on")).unwrap();
                // Since 7.2.
                let named = call!(redis.client_setinfo(("lib-name", "mine"))).is_ok();
                if named {
                    call!(redis.do_cmd("CLIENT", ("SETINFO", "LIB-VER", "7"))).unwrap();
                    call!(redis.client_setinfo(("LIB-NAME", "ours"))).unwrap();
                }
                // Refused, and so not followed.
                assert!(call!(redis.auth(("ann", "not hers"))).is_err());
                assert!(call!(redis.client_setname("with blanks")).is_err());
                // Since 7.2, too.
                if named {
                    call!(redis.do_cmd("CLIENT NO-TOUCH", "ON")).unwrap();
                }
                let words = ["user=ann", "name=chosen", "flags=eT", "lib-name=ours", "lib-ver=7"];
                let words = if named { &words[..] } else { &["user=ann", "name=chosen", "flags=e"] };
                assert_and_kill(&mut other, &call!(redis.client_info()).unwrap(), &[]);
                assert_words(&call!(redis.client_info()).unwrap(), words);
                // All at once, and the version with it.
                let version = if protocol == Protocol::Resp2 { 3 } else { 2 };
                call!(redis.do_cmd("HELLO", (version, "SETNAME", "greeted", "AUTH", "ann", "hers"))).unwrap();
                let resp = format!("resp={version}");
                assert_and_kill(&mut other, &call!(redis.client_info()).unwrap(), &["name=greeted", &resp]);
                assert_words(&call!(redis.client_info()).unwrap(), &["name=greeted", "user=ann", &resp]);
                assert_eq!(redis.protocol() == Protocol::Resp3, version == 3);
                call!(redis.reset()).unwrap();
                let reset: &[&str] = &["name=", "resp=2", "user=default", "db=0"];
                assert_and_kill(&mut other, &call!(redis.client_info()).unwrap(), reset);
                assert_words(&call!(redis.client_info()).unwrap(), reset);
                let (_, refused) = call!(redis.pipeline((cmd::ping(), cmd::client_setname("unseen"))));
                assert_eq!(refused.unwrap_err().fate(), Fate::NotSent);
            });
        }
    }
}

/// Only a server of a cluster knows connections that take replies of replicas.
#[test]
fn reading_from_a_replica_goes_on() {
    for binary in picoredis_tests::server::binaries() {
        let server =
            Server::start_with(&binary, &["--cluster-enabled", "yes", "--cluster-port", &nobody().to_string()]);
        let server = server.unwrap();
        let mut other = bystander(&server);
        for protocol in PROTOCOLS {
            both_sockets!(config(server.port(), protocol), |redis, call| {
                call!(redis.readonly()).unwrap();
                assert_and_kill(&mut other, &call!(redis.client_info()).unwrap(), &["flags=r"]);
                assert_and_kill(&mut other, &call!(redis.client_info()).unwrap(), &["flags=r"]);
                // In a spelling of one's own, and without the table.
                call!(redis.run(Command::unlisted("readWrite", ()))).unwrap();
                assert_and_kill(&mut other, &call!(redis.client_info()).unwrap(), &["flags=N"]);
                assert_words(&call!(redis.client_info()).unwrap(), &["flags=N"]);
                call!(redis.run(Command::unlisted("client", ("setname", "unlisted")))).unwrap();
                assert_and_kill(&mut other, &call!(redis.client_info()).unwrap(), &["name=unlisted"]);
                assert_words(&call!(redis.client_info()).unwrap(), &["name=unlisted"]);
            });
        }
    }
}

/// Ends the connection that has said this about itself, with such words in it.
fn assert_and_kill(other: &mut Redis, info: &str, words: &[&str]) {
    assert_words(info, words);
    let id = info.split(' ').find_map(|word| word.strip_prefix("id=")).unwrap();
    kill(other, id.parse().unwrap());
}

/// Tracking that was begun by the bare command goes on, too.
#[test]
fn tracking_by_the_bare_command() {
    let server = start(&[]);
    let mut other = bystander(&server);
    both_sockets!(config(server.port(), Protocol::Resp3), |redis, call| {
        call!(redis.client_tracking(("ON", "BCAST", "PREFIX", "tracked:"))).unwrap();
        assert!(!redis.is_reusable());
        assert_and_kill(&mut other, &call!(redis.client_info()).unwrap(), &[]);
        call!(redis.ping()).unwrap();
        assert_eq!(call!(redis.hear()), Push::Reconnected);
        other.set("tracked:1", 1).unwrap();
        assert_eq!(call!(redis.hear()), Push::Invalidate(Some(vec!["tracked:1".into()])));
        call!(redis.client_tracking("OFF")).unwrap();
        assert!(redis.is_reusable());
    });
}

/// The server has closed the connection when this returns.
fn kill(other: &mut Redis, id: u64) {
    assert_eq!(other.run(cmd::client_kill(("ID", id)).reply::<u32>()).unwrap(), 1);
}

#[test]
fn a_connection_that_was_closed_by_hand_stays_closed() {
    let server = start(&[]);
    both_sockets!(config(server.port(), Protocol::Resp2), |redis, call| {
        redis.close();
        for _ in 0..2 {
            let error = call!(redis.ping()).unwrap_err();
            assert!(matches!(error.kind(), ErrorKind::NotConnected), "{error}");
        }
        call!(redis.connect()).unwrap();
        call!(redis.ping()).unwrap();
    });
}

#[test]
fn without_a_policy_nothing_reconnects() {
    let server = start(&[]);
    let mut other = bystander(&server);
    both_sockets!(Redis::builder().port(server.port()), |redis, call| {
        let id = call!(redis.client_id()).unwrap();
        kill(&mut other, id);
        assert!(call!(redis.ping()).is_err());
        let error = call!(redis.ping()).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::NotConnected), "{error}");
    });
}

/// The address leads to another master, and the old one is its replica now.
#[test]
fn a_failover() {
    let (one, two) = (start(&[]), start(&[]));
    let (mut at_one, mut at_two) = (bystander(&one), bystander(&two));
    let switch = Switch::start(one.port());
    both_sockets!(config(switch.port(), Protocol::Resp2), |redis, call| {
        switch.lead_to(one.port());
        make_master(&mut at_one, &mut at_two, one.port());
        call!(redis.set("n", 1)).unwrap();
        while at_two.run(cmd::get("n").reply::<Option<u32>>()).unwrap() != Some(1) {
            thread::yield_now();
        }

        make_master(&mut at_two, &mut at_one, two.port());
        switch.lead_to(two.port());
        assert_eq!(call!(redis.incr("n")).unwrap(), 2);
        assert_eq!(at_two.run(cmd::get("n").reply::<u32>()).unwrap(), 2);
    });
}

fn make_master(master: &mut Redis, replica: &mut Redis, port: u16) {
    master.replicaof(("NO", "ONE")).unwrap();
    replica.replicaof(("127.0.0.1", port)).unwrap();
    // A replica that follows is written to by its master alone.
    while !replica.info_of("replication").contains("master_link_status:up") {
        thread::yield_now();
    }
}

trait Info {
    fn info_of(&mut self, section: &str) -> String;
}

impl Info for Redis {
    fn info_of(&mut self, section: &str) -> String {
        self.run(cmd::info().arg(section).reply()).unwrap()
    }
}

/// The peer is gone without a word. The first command may have been executed, the second finds out.
#[test]
fn a_peer_that_falls_silent() {
    let server = start(&[]);
    let proxy = Proxy::start(server.port(), Plan::Honest).unwrap();
    let mut other = bystander(&server);
    let timeout = Duration::from_millis(500);
    both_sockets!(config(proxy.port(), Protocol::Resp2).timeout(timeout), |redis, call| {
        other.flushall().unwrap();
        call!(redis.set("n", 5)).unwrap();
        proxy.strike(Fault::Silence);
        let error = call!(redis.incr("n")).unwrap_err();
        assert!(error.is_timeout(), "{error}");
        assert_eq!(error.fate(), Fate::MaybeExecuted);
        assert_eq!(call!(redis.incr("n")).unwrap(), 6);
    });
    // What only reads need not be told to anybody, if that is allowed.
    let config = Redis::builder().port(proxy.port()).timeout(timeout).reconnect(policy().repeat_reads());
    both_sockets!(config.clone(), |redis, call| {
        call!(redis.set("n", 5)).unwrap();
        proxy.strike(Fault::Silence);
        assert_eq!(call!(redis.run(cmd::get("n").reply::<u32>())).unwrap(), 5);
        proxy.strike(Fault::Silence);
        assert_eq!(call!(redis.incr("n")).unwrap_err().fate(), Fate::MaybeExecuted);
    });
}

/// The reply is lost: was it executed? Here it was, and nobody does it again, unless it only reads and that is allowed.
#[test]
fn what_may_have_been_executed() {
    let server = start(&[]);
    let proxy = Arc::new(Proxy::start(server.port(), Plan::Honest).unwrap());
    for reads in [false, true] {
        let policy = if reads { policy().repeat_reads() } else { policy() };
        let config = Redis::builder().port(proxy.port()).reconnect(policy);
        both_sockets!(config.clone(), |redis, call| {
            call!(redis.set("n", 0)).unwrap();
            let (incr, losing) = (lose_reply(&server, &proxy, "incr"), call!(redis.incr("n")));
            incr.join().unwrap();
            let error = losing.unwrap_err();
            assert_eq!((error.fate(), error.command()), (Fate::MaybeExecuted, Some("INCR")));
            assert_eq!(call!(redis.run(cmd::get("n").reply::<u32>())).unwrap(), 1);

            let (get, losing) = (lose_reply(&server, &proxy, "get"), call!(redis.get("n")));
            get.join().unwrap();
            match losing {
                Ok(value) => assert!(reads && value.unwrap() == "1"),
                Err(error) => assert!(!reads && error.fate() == Fate::MaybeExecuted, "{error}"),
            }
        });
    }
}

/// Cuts the connection when the server has executed that command once more, before its reply has passed.
fn lose_reply(server: &Server, proxy: &Arc<Proxy>, command: &'static str) -> thread::JoinHandle<()> {
    proxy.hold(Way::ToClient);
    let mut other = bystander(server);
    let before = calls(&mut other, command);
    let proxy = Arc::clone(proxy);
    thread::spawn(move || {
        while calls(&mut other, command) == before {
            thread::yield_now();
        }
        proxy.strike(Fault::Cut);
        proxy.release(Way::ToClient);
    })
}

/// How often the server has executed a command.
fn calls(other: &mut Redis, command: &str) -> u64 {
    let stats = other.info_of("commandstats");
    let line = stats.lines().find_map(|line| line.strip_prefix(&format!("cmdstat_{command}:calls=")));
    line.and_then(|line| line.split(',').next()?.parse().ok()).unwrap_or(0)
}

/// Between `WATCH` and `EXEC` a new connection would not know what is watched: whoever watches is told.
#[test]
fn a_transaction_does_not_go_on_elsewhere() {
    let server = start(&[]);
    let mut other = bystander(&server);
    both_sockets!(config(server.port(), Protocol::Resp2), |redis, call| {
        other.flushall().unwrap();
        call!(redis.watch("n")).unwrap();
        let id = call!(redis.client_id()).unwrap();
        kill(&mut other, id);
        let error = call!(redis.transaction((cmd::incr("n"),))).unwrap_err();
        assert_eq!(error.fate(), Fate::NotSent, "{error}");
        // Told once, it is over.
        assert_eq!(call!(redis.transaction((cmd::incr("n"),))).unwrap().0.unwrap(), 1);

        call!(redis.do_cmd("MULTI", ())).unwrap();
        call!(redis.do_cmd("INCR", "n")).unwrap();
        call!(redis.do_cmd("UNWATCH", ())).unwrap();
        kill_all(&mut other);
        let error = call!(redis.do_cmd("INCR", "n")).unwrap_err();
        assert_eq!(error.fate(), Fate::NotSent, "{error}");
        assert_eq!(call!(redis.incr("n")).unwrap(), 2);

        // What has ended does not matter any more.
        call!(redis.watch("n")).unwrap();
        call!(redis.unwatch()).unwrap();
        kill_all(&mut other);
        assert_eq!(call!(redis.transaction((cmd::incr("n"),))).unwrap().0.unwrap(), 3);
        call!(redis.do_cmd("MULTI", ())).unwrap();
        call!(redis.do_cmd("INCR", "n")).unwrap();
        call!(redis.do_cmd("EXEC", ())).unwrap();
        kill_all(&mut other);
        assert_eq!(call!(redis.incr("n")).unwrap(), 5);
    });
}

/// The server has closed all connections but this one when this returns.
fn kill_all(other: &mut Redis) -> u64 {
    other.run(cmd::client_kill(("TYPE", "normal", "SKIPME", "yes")).reply()).unwrap()
}

/// A listener that hangs up on everybody, and counts.
fn hang_up() -> (u16, Arc<AtomicUsize>) {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    let count = Arc::new(AtomicUsize::new(0));
    let counting = Arc::clone(&count);
    // It ends with the process.
    thread::spawn(move || {
        for _ in listener.incoming() {
            counting.fetch_add(1, Ordering::SeqCst);
        }
    });
    (port, count)
}

#[test]
fn tries_and_time_have_an_end() {
    let minute = Duration::from_secs(60);
    let tries = |tries| policy().tries(tries);
    let policies = [
        (tries(0), 1),
        (tries(1), 1),
        (tries(4), 4),
        // No pause is begun that would end too late.
        (policy().pauses(minute * 2, minute * 2), 1),
        (policy().within(Duration::ZERO), 0),
    ];
    let server = start(&[]);
    for (policy, expected) in policies {
        let switch = Switch::start(server.port());
        // In RESP3 there is something to say first, and so an end to hear.
        let config = Redis::builder().port(switch.port()).protocol(Protocol::Resp3).reconnect(policy);
        both_sockets!(config.clone(), |redis, call| {
            let (port, count) = hang_up();
            switch.lead_to(port);
            kill_all(&mut bystander(&server));
            // The end has to pass the switch first.
            while !redis.is_stale() {
                thread::yield_now();
            }
            let error = call!(redis.incr("n")).unwrap_err();
            assert_eq!((error.fate(), error.command()), (Fate::NotSent, Some("INCR")), "{error}");
            assert_eq!(count.load(Ordering::SeqCst), expected, "{policy:?}: {error}");
            // The next command begins anew.
            call!(redis.incr("n")).unwrap_err();
            assert_eq!(count.load(Ordering::SeqCst), 2 * expected);
            assert_eq!(redis.standing(), Standing::Broken);
            switch.lead_to(server.port());
            if expected > 0 {
                call!(redis.incr("n")).unwrap();
            } else {
                call!(redis.connect()).unwrap();
            }
        });
    }
}

/// Whoever has had enough need not wait until the policy has.
#[test]
fn an_interrupted_wait() {
    let server = start(&[]);
    let patient = policy().pauses(Duration::from_secs(50), Duration::from_secs(50));
    let mut redis = Redis::builder().port(server.port()).reconnect(patient).connect().unwrap();
    redis.on_interrupt(|| true);
    let port = server.port();
    drop(server);
    let error = redis.incr("n").unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Interrupted), "{error}");
    assert_eq!(error.fate(), Fate::NotSent);
    let _server = start_at(port, &[]);
    assert_eq!(redis.incr("n").unwrap(), 1);
    // While the server cannot now, too.
    let mut other = Redis::builder().port(port).connect().unwrap();
    other.config_set(("replica-serve-stale-data", "no")).unwrap();
    other.replicaof(("127.0.0.1", 1)).unwrap();
    let error = redis.get("n").unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Interrupted), "{error}");
}

/// What does not get better by waiting ends it at once.
#[test]
fn a_wrong_password_is_tried_once() {
    let mut server = Some(start(&["--requirepass", "before"]));
    let port = server.as_ref().unwrap().port();
    let config = config(port, Protocol::Resp2).password("before");
    both_sockets!(config.clone(), |redis, call| {
        drop(server.take());
        server = Some(start_at(port, &["--requirepass", "after"]));
        let error = call!(redis.get("foo")).unwrap_err();
        assert_eq!((error.code(), error.fate()), (Some("WRONGPASS"), Fate::NotSent), "{error}");
        let mut other = Redis::open(&format!("redis://:after@127.0.0.1:{port}")).unwrap();
        // The one and our own.
        assert_eq!(calls(&mut other, "auth"), 2);
        other.config_set(("requirepass", "before")).unwrap();
        assert_eq!(call!(redis.get("foo")).unwrap(), None);
    });
}

#[test]
fn subscriptions_go_on() {
    let server = start(&[]);
    let mut other = bystander(&server);
    for protocol in PROTOCOLS {
        both_sockets!(config(server.port(), protocol), |redis, call| {
            call!(redis.subscribe(["a", "b", "gone"])).unwrap();
            call!(redis.psubscribe("p*")).unwrap();
            call!(redis.ssubscribe("s")).unwrap();
            call!(redis.unsubscribe("gone")).unwrap();
            for round in 0..3 {
                kill_subscribers(&mut other);
                if protocol == Protocol::Resp3 && round == 1 {
                    // A command finds out first.
                    call!(redis.ping()).unwrap();
                }
                assert_eq!(call!(redis.hear()), Push::Reconnected, "a gap is told first");
                assert_eq!(other.publish("gone", 0).unwrap(), 0);
                assert_eq!(other.publish("a", 1).unwrap(), 1);
                assert_eq!(other.publish("pub", 2).unwrap(), 1);
                assert_eq!(other.spublish("s", 3).unwrap(), 1);
                for expected in ["1", "2", "3"] {
                    assert_eq!(call!(redis.hear()).into_message().unwrap().payload, expected);
                }
            }
            // While one subscribes.
            kill_subscribers(&mut other);
            call!(redis.subscribe("c")).unwrap();
            assert_eq!(call!(redis.hear()), Push::Reconnected);
            assert_eq!(other.publish("c", 4).unwrap(), 1);
            assert_eq!(call!(redis.hear()).into_message().unwrap().payload, "4");
            kill_subscribers(&mut other);
            call!(redis.unsubscribe(())).unwrap();
            call!(redis.punsubscribe(())).unwrap();
            call!(redis.sunsubscribe(())).unwrap();
            assert_eq!(call!(redis.ping()).unwrap(), "PONG");
            // Who connects anew begins anew.
            call!(redis.subscribe("a")).unwrap();
            call!(redis.connect()).unwrap();
            // By then the server has heard that the old connection is closed.
            assert_eq!(call!(redis.ping()).unwrap(), "PONG");
            assert_eq!(other.publish("a", 5).unwrap(), 0);
            assert_eq!(call!(redis.ping()).unwrap(), "PONG");
        });
    }
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

fn kill_subscribers(other: &mut Redis) {
    let kind = "pubsub";
    assert_eq!(other.run(cmd::client_kill(("TYPE", kind)).reply::<u64>()).unwrap(), 1);
}

#[test]
fn monitoring_goes_on() {
    let server = start(&[]);
    let mut other = bystander(&server);
    for protocol in PROTOCOLS {
        both_sockets!(config(server.port(), protocol), |redis, call| {
            let id = call!(redis.client_id()).unwrap();
            call!(redis.monitor()).unwrap();
            kill(&mut other, id);
            loop {
                match call!(redis.hear()) {
                    Push::Reconnected => break,
                    Push::Monitor(line) => assert!(!line.as_str().unwrap().contains("later")),
                    push => panic!("{push:?}"),
                }
            }
            other.get("later").unwrap();
            let Push::Monitor(line) = call!(redis.hear()) else { panic!("a line") };
            assert!(line.as_str().unwrap().contains("later"), "{line}");
        });
    }
}

#[test]
fn the_example() {
    example::run(&start(&[]).url()).unwrap();
}

/// A future that is dropped half way, wherever that is: the next command connects, and what was listened to still is.
#[test]
fn cancelled_while_reconnecting() {
    let server = start(&[]);
    let mut other = bystander(&server);
    for protocol in PROTOCOLS {
        sockets::block_on(async {
            let mut redis = config(server.port(), protocol).client_name("listener").connect_async().await.unwrap();
            redis.subscribe(["a", "b"]).await.unwrap();
            redis.psubscribe("p*").await.unwrap();
            let mut cut_short = 0;
            for polls in 1..60 {
                while other.run(cmd::client_kill(("TYPE", "pubsub")).reply::<u64>()).unwrap() > 0 {}
                let told = cut(redis.next_push(), polls).await;
                cut_short += usize::from(told.is_none());
                // One way or another, the gap is told of, and nothing is lost after it.
                match told {
                    Some(push) => assert_eq!(push.unwrap(), Push::Reconnected),
                    None => assert_eq!(redis.hear().await, Push::Reconnected),
                }
                for (channel, payload) in [("a", "1"), ("b", "2"), ("pub", "3")] {
                    assert_eq!(other.publish(channel, payload).unwrap(), 1, "{channel} after {polls} polls");
                }
                for expected in ["1", "2", "3"] {
                    let message = loop {
                        match redis.hear().await {
                            Push::Message(message) => break message,
                            push => assert_eq!(push, Push::Reconnected),
                        }
                    };
                    assert_eq!(message.payload, expected);
                }
            }
            assert!(cut_short > 10, "{cut_short}");
        });
    }
}

/// Polls a future so many times, with time for the sockets in between, and drops it.
async fn cut<F: Future>(future: F, polls: usize) -> Option<F::Output> {
    let mut future = std::pin::pin!(future);
    for _ in 0..polls {
        let ready = std::future::poll_fn(|cx| match future.as_mut().poll(cx) {
            Poll::Ready(output) => Poll::Ready(Some(output)),
            Poll::Pending => Poll::Ready(None),
        });
        if let Some(output) = ready.await {
            return Some(output);
        }
        tokio::task::yield_now().await;
    }
    None
}

/// However often the connection is lost: what was acknowledged has happened, and nothing else but what may have.
#[test]
fn counting_while_connections_are_killed() {
    /// At the least.
    const ROUNDS: i64 = 1000;
    const KILLS: u64 = 50;
    let server = start(&[]);
    for (seed, protocol) in [(1, Protocol::Resp2), (2, Protocol::Resp3)] {
        let policy = Reconnect::new().tries(1000).pauses(Duration::ZERO, Duration::ZERO).repeat_reads();
        for policy in [policy, policy.idle(Duration::ZERO)] {
            let config = Redis::builder().port(server.port()).protocol(protocol).reconnect(policy);
            both_sockets!(config.clone(), |redis, call| {
                let mut other = bystander(&server);
                other.flushall().unwrap();
                let (killer, killed) = Killer::start(&server, seed);
                let (mut acknowledged, mut unknown, mut last) = (0, 0, 0);
                while acknowledged < ROUNDS || killed.load(Ordering::SeqCst) < KILLS {
                    match call!(redis.incr("n")) {
                        Ok(count) => {
                            acknowledged += 1;
                            assert!(count > last, "{count} after {last}");
                            last = count;
                        }
                        Err(error) if error.fate() == Fate::MaybeExecuted => unknown += 1,
                        Err(error) => panic!("{error}"),
                    }
                    let read = call!(redis.run(cmd::get("n").reply::<Option<i64>>()));
                    assert!(read.is_ok_and(|count| count.unwrap_or(0) >= last), "what only reads is repeated");
                }
                drop(killer);
                // It was killed with the rest.
                let mut other = bystander(&server);
                let counter = other.run(cmd::get("n").reply::<i64>()).unwrap();
                println!("{killed:?} killed, {acknowledged} acknowledged, {unknown} unknown, {counter} counted");
                assert!(acknowledged <= counter && counter <= acknowledged + unknown);
            });
        }
    }
}

/// Kills every connection but its own, again and again, after a random number of glances at the server.
struct Killer {
    done: Arc<AtomicBool>,
    killing: Option<thread::JoinHandle<()>>,
}

impl Killer {
    /// And the count of connections that it has killed.
    fn start(server: &Server, seed: u64) -> (Self, Arc<AtomicU64>) {
        let (done, killed) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU64::new(0)));
        let mut other = bystander(server);
        let mut dice = Dice::new(seed);
        let (is_done, count) = (Arc::clone(&done), Arc::clone(&killed));
        let killing = thread::spawn(move || {
            while !is_done.load(Ordering::SeqCst) {
                for _ in 0..dice.below(50) {
                    other.ping().unwrap();
                }
                count.fetch_add(kill_all(&mut other), Ordering::SeqCst);
            }
        });
        (Killer { done, killing: Some(killing) }, killed)
    }
}

impl Drop for Killer {
    fn drop(&mut self) {
        self.done.store(true, Ordering::SeqCst);
        // What went wrong in there is told by its own words.
        let _ = self.killing.take().map(thread::JoinHandle::join);
    }
}
