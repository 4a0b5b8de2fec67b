//! A connection that many tasks share, lost and made again by a policy.

#[path = "support/sockets.rs"]
#[allow(unused_macros, reason = "there is but one face")]
mod sockets;
#[path = "support/switch.rs"]
mod switch;

use std::future::Future;
use std::pin::{Pin, pin};
use std::sync::mpsc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use picoredis::args::Each;
use picoredis::asynch::SharedRedis;
use picoredis::{ErrorKind, Fate, Protocol, Push, Reconnect, Redis, cmd};
use picoredis_tests::peer::{Peer, Step};
use picoredis_tests::proxy::Dice;
use sockets::{block_on, bystander, config, nobody, policy, servers, start};
use switch::Switch;

const PROTOCOLS: [Protocol; 2] = [Protocol::Resp2, Protocol::Resp3];

const MEGABYTE: usize = 1 << 20;

async fn connect(port: u16, protocol: Protocol) -> SharedRedis {
    config(port, protocol).connect_shared().await.unwrap()
}

fn kill(other: &mut Redis, id: u64) {
    assert_eq!(other.run(cmd::client_kill(("ID", id)).reply::<u32>()).unwrap(), 1);
}

/// Polls once.
fn look<F: Future>(future: Pin<&mut F>) -> Poll<F::Output> {
    future.poll(&mut Context::from_waker(Waker::noop()))
}

/// What the client says of itself until the connection is another one than that.
async fn info_after(redis: &SharedRedis, id: u64) -> String {
    loop {
        // Some of it may have been sent on the old one.
        let Ok(info) = redis.client_info().await else { continue };
        if !info.contains(&format!("id={id} ")) {
            return info.to_string();
        }
    }
}

#[test]
fn what_the_old_connection_had_the_new_one_has() {
    for server in servers() {
        let mut other = bystander(&server);
        other.acl_setuser(("ann", "on", ">hers", "~*", "&*", "+@all")).unwrap();
        for protocol in PROTOCOLS {
            block_on(async {
                let config = config(server.port(), protocol).client_name("restored").db(3);
                let redis = config.connect_shared().await.unwrap();
                redis.auth(("ann", "hers")).await.unwrap();
                for _ in 0..3 {
                    let id = redis.client_id().await.unwrap();
                    kill(&mut other, id);
                    let info = info_after(&redis, id).await;
                    let resp = if protocol == Protocol::Resp3 { "resp=3" } else { "resp=2" };
                    for word in ["name=restored", "user=ann", "db=3", resp] {
                        assert!(info.split([' ', '\n']).any(|found| found == word), "no {word} in {info}");
                    }
                }
                redis.close();
                assert!(matches!(redis.ping().await.unwrap_err().kind(), ErrorKind::NotConnected));
                // Who connects anew means what was configured, and has the policy still.
                redis.connect().await.unwrap();
                assert!(redis.client_info().await.unwrap().contains("user=default"));
                let id = redis.client_id().await.unwrap();
                kill(&mut other, id);
                assert!(info_after(&redis, id).await.contains("db=3"));
            });
        }
    }
}

#[test]
fn subscriptions_and_tracking_go_on() {
    let server = start(&[]);
    let mut other = bystander(&server);
    block_on(async {
        let redis = connect(server.port(), Protocol::Resp3).await;
        redis.subscribe(["a", "gone"]).await.unwrap();
        redis.psubscribe("p*").await.unwrap();
        redis.unsubscribe("gone").await.unwrap();
        redis.client_tracking(("ON", "BCAST", "PREFIX", "tracked:")).await.unwrap();
        for number in 0..3 {
            kill(&mut other, redis.client_id().await.unwrap());
            assert_eq!(redis.next_push().await.unwrap(), Push::Reconnected);
            assert_eq!(other.publish("gone", 0).unwrap(), 0);
            assert_eq!(other.publish("a", number).unwrap(), 1);
            assert_eq!(other.publish("pub", number).unwrap(), 1);
            for _ in 0..2 {
                let message = redis.next_push().await.unwrap().into_message().unwrap();
                assert_eq!(message.payload, number.to_string());
            }
            other.set("tracked:1", 1).unwrap();
            assert_eq!(redis.next_push().await.unwrap(), Push::Invalidate(Some(vec!["tracked:1".into()])));
        }
    });
}

/// A peer that reads nothing until it hangs up, and then does that.
fn peer_that_reads_nothing(then: impl IntoIterator<Item = Step>) -> (Peer, mpsc::Sender<()>) {
    let (lose, lost) = mpsc::channel();
    let script = [Step::Wait(lost), Step::Close].into_iter().chain(then);
    (Peer::start(script).unwrap(), lose)
}

/// Lets it be sent as far as anybody takes it, then has the connection lost, and waits for what comes of it.
async fn lose_half_sent<F: Future>(sending: F, lose: mpsc::Sender<()>) -> F::Output {
    let mut sending = pin!(sending);
    for _ in 0..10 {
        assert!(look(sending.as_mut()).is_pending());
        tokio::task::yield_now().await;
    }
    lose.send(()).unwrap();
    sending.await
}

/// Half a command is none: it goes on the new connection, whole, and in its turn.
#[test]
fn what_was_not_sent_is_sent_on_the_new_connection() {
    let large = "x".repeat(16 * MEGABYTE);
    let set = format!("*3\r\n$3\r\nSET\r\n$5\r\nlarge\r\n${}\r\n{large}\r\n", large.len());
    let append = "*3\r\n$6\r\nAPPEND\r\n$1\r\na\r\n$1\r\nx\r\n";
    let (peer, lose) = peer_that_reads_nothing([
        Step::Expect(set.into()),
        Step::Send(b"+OK\r\n".to_vec()),
        Step::Expect(append.into()),
        Step::Send(b":1\r\n".to_vec()),
    ]);
    current_thread().block_on(async {
        let redis = connect(peer.port(), Protocol::Resp2).await;
        let both = async { tokio::join!(redis.set("large", &large), redis.append("a", "x")) };
        let (set, appended) = lose_half_sent(both, lose).await;
        assert_eq!((set.unwrap(), appended.unwrap()), (true, 1));
    });
    peer.join().unwrap();
}

/// Of what had begun nothing is sent on the new connection: neither the rest of a transaction, nor what nobody knows of.
#[test]
fn what_had_begun_is_not_gone_on_with() {
    let ping = || [Step::Expect(b"*1\r\n$4\r\nPING\r\n".to_vec()), Step::Send(b"+PONG\r\n".to_vec())];
    let large = "x".repeat(100_000);
    let (peer, lose) = peer_that_reads_nothing(ping());
    current_thread().block_on(async {
        let redis = connect(peer.port(), Protocol::Resp2).await;
        let commands = Each((0..300).map(|_| cmd::set("large", &large)));
        let error = lose_half_sent(redis.transaction(commands), lose).await.unwrap_err();
        assert_eq!(error.fate(), Fate::NotSent, "{error}");
        assert_eq!(redis.ping().await.unwrap(), "PONG");
    });
    peer.join().unwrap();
    let script = [Step::ReadCommand, Step::Close].into_iter().chain(ping());
    let peer = Peer::start(script).unwrap();
    current_thread().block_on(async {
        let redis = connect(peer.port(), Protocol::Resp2).await;
        let error = redis.incr("n").await.unwrap_err();
        assert_eq!(error.fate(), Fate::MaybeExecuted, "{error}");
        assert_eq!(redis.ping().await.unwrap(), "PONG");
    });
    peer.join().unwrap();
}

fn current_thread() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
}

/// Commands that come while there is no server wait for it, and for no longer than the policy does.
#[test]
fn a_server_is_away_for_a_while() {
    let server = start(&[]);
    let (port, nobody) = (server.port(), nobody());
    let switch = Switch::start(port);
    block_on(async {
        let redis = connect(switch.port(), Protocol::Resp3).await;
        redis.subscribe("news").await.unwrap();
        switch.lead_to(nobody);
        kill(&mut bystander(&server), redis.client_id().await.unwrap());
        // What goes before the switch has heard of it is lost.
        let set = async {
            loop {
                match redis.set("there", "again").await {
                    Err(error) if error.fate() == Fate::MaybeExecuted => {}
                    set => break set,
                }
            }
        };
        let away = async {
            // It is tried again and again.
            while switch.misled() < 3 {
                tokio::task::yield_now().await;
            }
            switch.lead_to(port);
        };
        let (set, ()) = tokio::join!(set, away);
        assert!(set.unwrap());
        assert_eq!(redis.get("there").await.unwrap().unwrap(), "again");
        assert_eq!(redis.next_push().await.unwrap(), Push::Reconnected);

        let few = config(switch.port(), Protocol::Resp3).reconnect(policy().tries(3));
        let redis = few.connect_shared().await.unwrap();
        redis.subscribe("news").await.unwrap();
        let id = redis.client_id().await.unwrap();
        switch.lead_to(nobody);
        kill(&mut bystander(&server), id);
        // Whoever listens is told, and so is who asks; each begins anew.
        for _ in 0..2 {
            assert_eq!(redis.next_push().await.unwrap_err().fate(), Fate::NotSent);
            let (one, other) = tokio::join!(redis.ping(), redis.ping());
            for error in [one.unwrap_err(), other.unwrap_err()] {
                assert_eq!(error.fate(), Fate::NotSent, "{error}");
            }
        }
        switch.lead_to(port);
        assert_eq!(redis.ping().await.unwrap(), "PONG");
        assert_eq!(redis.next_push().await.unwrap(), Push::Reconnected);

        // Closed by hand, it is not tried any more, and nobody waits.
        switch.lead_to(nobody);
        kill(&mut bystander(&server), redis.client_id().await.unwrap());
        let mut ping = pin!(redis.ping());
        let _ = look(ping.as_mut());
        redis.close();
        assert!(ping.await.is_err());
        assert!(matches!(redis.next_push().await.unwrap_err().kind(), ErrorKind::NotConnected));
        switch.lead_to(port);
        redis.connect().await.unwrap();
        assert_eq!(redis.ping().await.unwrap(), "PONG");
    });
}

/// A peer that accepts and hangs up does not keep anybody busy for ever.
#[test]
fn a_peer_that_hangs_up_again_and_again() {
    let script: Vec<_> = std::iter::once(Step::ReadCommand).chain((0..20).map(|_| Step::Close)).collect();
    let peer = Peer::start(script).unwrap();
    current_thread().block_on(async {
        let few = config(peer.port(), Protocol::Resp2).reconnect(policy().tries(5));
        let redis = few.connect_shared().await.unwrap();
        let error = redis.get("x").await.unwrap_err();
        assert_eq!(error.fate(), Fate::MaybeExecuted, "{error}");
        // It is told of each connection, and in the end that there is none.
        let error = loop {
            match redis.next_push().await {
                Ok(push) => assert_eq!(push, Push::Reconnected),
                Err(error) => break error,
            }
        };
        assert_eq!(error.fate(), Fate::NotSent);
    });
}

/// The peer is gone without a word: the second time that nothing has come, another connection is made.
#[test]
fn a_peer_that_falls_silent() {
    let (_never, silence) = mpsc::channel();
    let peer = Peer::start([Step::ReadCommand, Step::Wait(silence)]).unwrap();
    let server = start(&[]);
    let switch = Switch::start(peer.port());
    block_on(async {
        let config = config(switch.port(), Protocol::Resp2).timeout(Duration::from_millis(50));
        let redis = config.connect_shared().await.unwrap();
        let error = redis.get("x").await.unwrap_err();
        assert!(error.is_timeout() && error.fate() == Fate::MaybeExecuted, "{error}");
        switch.lead_to(server.port());
        let error = redis.get("x").await.unwrap_err();
        assert!(error.is_timeout(), "{error}");
        // On a slow machine the server may be late, too.
        while let Err(error) = redis.set("x", 1).await {
            assert!(error.is_timeout(), "{error}");
        }
    });
}

fn send(bytes: &str) -> Step {
    Step::Send(bytes.into())
}

fn expect(command: &str) -> Step {
    let words: Vec<String> = command.split(' ').map(|word| format!("${}\r\n{word}\r\n", word.len())).collect();
    Step::Expect(format!("*{}\r\n{}", words.len(), words.concat()).into())
}

/// What the server says it cannot do now is asked for again, as on any connection.
#[test]
fn what_was_refused_for_now_is_sent_again() {
    for code in ["LOADING", "BUSY", "TRYAGAIN", "MASTERDOWN", "CLUSTERDOWN"] {
        let refused = || [expect("INCR n"), send(&format!("-{code} not now\r\n"))];
        let script = refused().into_iter().chain(refused()).chain([expect("INCR n"), send(":1\r\n")]);
        let peer = Peer::start(script).unwrap();
        current_thread().block_on(async {
            let redis = connect(peer.port(), Protocol::Resp2).await;
            assert_eq!(redis.incr("n").await.unwrap(), 1, "{code}");
        });
        peer.join().unwrap();
    }
    // What a script answers is the script's own. Nor is anything asked for again without a policy, or without an end.
    let script =
        ["EVAL x 0", "INCR n", "INCR n", "INCR n", "INCR n"].map(|command| [expect(command), send("-LOADING\r\n")]);
    let peer = Peer::start(script.into_iter().flatten().chain([Step::ExpectClose])).unwrap();
    current_thread().block_on(async {
        let few = config(peer.port(), Protocol::Resp2).reconnect(policy().tries(3));
        let redis = few.connect_shared().await.unwrap();
        assert_eq!(redis.eval("x", 0).await.unwrap_err().code(), Some("LOADING"));
        let error = redis.incr("n").await.unwrap_err();
        assert_eq!((error.code(), error.fate(), error.command()), (Some("LOADING"), Fate::Refused, Some("INCR")));
    });
    peer.join().unwrap();
    let peer = Peer::start([expect("INCR n"), send("-LOADING\r\n"), Step::ExpectClose]).unwrap();
    current_thread().block_on(async {
        let redis = Redis::builder().port(peer.port()).connect_shared().await.unwrap();
        assert_eq!(redis.incr("n").await.unwrap_err().code(), Some("LOADING"));
    });
    peer.join().unwrap();
}

/// A replica is left for where the same address leads now, when those are answered who are content with it.
#[test]
fn a_replica_is_left() {
    let (answer, answering) = mpsc::channel();
    let peer = Peer::start([
        expect("INCR n"),
        expect("GET a"),
        send("-READONLY it is a replica\r\n"),
        Step::Wait(answering),
        send("$1\r\na\r\n"),
        Step::ExpectClose,
        expect("INCR n"),
        expect("GET b"),
        send(":1\r\n$1\r\nb\r\n"),
        // There is no reason to leave this one.
        expect("PING"),
        send("+PONG\r\n"),
    ])
    .unwrap();
    current_thread().block_on(async {
        let mut redis = config(peer.port(), Protocol::Resp2).connect_async().await.unwrap();
        let (refuse, refused) = mpsc::channel();
        redis.debug_to(move |wire| {
            if wire.to_string().contains("-READONLY") {
                refuse.send(()).unwrap();
            }
        });
        let redis = redis.share().await.unwrap();
        let later = async {
            while refused.try_recv().is_err() {
                tokio::task::yield_now().await;
            }
            // Whoever was refused knows.
            tokio::task::yield_now().await;
            // It waits for the next connection.
            let mut get = pin!(redis.get("b"));
            assert!(look(get.as_mut()).is_pending());
            answer.send(()).unwrap();
            get.await
        };
        let (incr, a, b) = tokio::join!(redis.incr("n"), redis.get("a"), later);
        assert_eq!(incr.unwrap(), 1);
        assert_eq!(a.unwrap().unwrap(), "a");
        assert_eq!(b.unwrap().unwrap(), "b");
        assert_eq!(redis.ping().await.unwrap(), "PONG");
    });
    peer.join().unwrap();
}

/// Many are refused on one connection, and leave it together; those of a server that stays a replica are told so.
#[test]
fn a_replica_does_not_take_writes() {
    const TASKS: u64 = 50;
    let server = start(&[]);
    let mut other = bystander(&server);
    block_on(async {
        let redis = connect(server.port(), Protocol::Resp3).await;
        redis.subscribe("news").await.unwrap();
        other.replicaof(("127.0.0.1", nobody())).unwrap();
        let tasks: Vec<_> = (0..TASKS)
            .map(|_| {
                let redis = redis.clone();
                tokio::spawn(async move { redis.incr("n").await })
            })
            .collect();
        // It was left for the first time.
        assert_eq!(redis.next_push().await.unwrap(), Push::Reconnected);
        other.replicaof(("NO", "ONE")).unwrap();
        let mut sum = 0;
        for task in tasks {
            sum += task.await.unwrap().unwrap();
        }
        assert_eq!(sum, TASKS as i64 * (TASKS as i64 + 1) / 2);
        assert_eq!(redis.ping().await.unwrap(), "PONG");

        let few = config(server.port(), Protocol::Resp2).reconnect(policy().tries(3));
        let redis = few.connect_shared().await.unwrap();
        other.replicaof(("127.0.0.1", nobody())).unwrap();
        let before = redis.client_id().await.unwrap();
        let (one, two) = tokio::join!(redis.incr("n"), redis.incr("n"));
        for error in [one.unwrap_err(), two.unwrap_err()] {
            assert_eq!((error.code(), error.fate()), (Some("READONLY"), Fate::Refused), "{error}");
        }
        assert_ne!(redis.client_id().await.unwrap(), before);
    });
}

/// Only what only reads is sent again though it may have been executed, and only where that is allowed.
#[test]
fn reads_are_repeated_where_that_is_allowed() {
    let lost = |command| [expect(command), Step::Close];
    let answered = || [expect("GET a"), send("$1\r\na\r\n")];
    let script =
        lost("GET a").into_iter().chain(lost("GET a")).chain(answered()).chain(lost("INCR n")).chain(answered());
    let peer = Peer::start(script).unwrap();
    current_thread().block_on(async {
        let config = config(peer.port(), Protocol::Resp2).reconnect(policy().repeat_reads());
        let redis = config.connect_shared().await.unwrap();
        assert_eq!(redis.get("a").await.unwrap().unwrap(), "a");
        let error = redis.incr("n").await.unwrap_err();
        assert_eq!(error.fate(), Fate::MaybeExecuted, "{error}");
        assert_eq!(redis.get("a").await.unwrap().unwrap(), "a");
    });
    peer.join().unwrap();

    // The first reply is late, and the second one is not taken for it.
    let script = [expect("GET a"), expect("GET a"), send("$4\r\nlate\r\n$1\r\na\r\n")];
    let peer = Peer::start(script).unwrap();
    current_thread().block_on(async {
        let config = config(peer.port(), Protocol::Resp2).timeout(Duration::from_millis(50));
        let redis = config.reconnect(policy().repeat_reads()).connect_shared().await.unwrap();
        assert_eq!(redis.get("a").await.unwrap().unwrap(), "a");
    });
    peer.join().unwrap();
}

/// Nobody's command is executed twice, and none that was acknowledged is lost.
#[test]
fn counting_while_connections_are_killed() {
    const TASKS: usize = 8;
    const ROUNDS: usize = 300;
    let server = start(&[]);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    for protocol in PROTOCOLS {
        bystander(&server).del("n").unwrap();
        let endless = Reconnect::new().tries(1000).pauses(Duration::ZERO, Duration::ZERO);
        let config = Redis::builder().port(server.port()).protocol(protocol).reconnect(endless);
        // Not among the connections that are killed: the first one is tried once.
        let redis = runtime.block_on(config.connect_shared()).unwrap();
        let (done, is_done) = mpsc::channel::<()>();
        let mut other = bystander(&server);
        let mut dice = Dice::new(7);
        let killer = std::thread::spawn(move || {
            let mut killed = 0;
            while is_done.try_recv() == Err(mpsc::TryRecvError::Empty) {
                (0..dice.below(50)).for_each(|_| drop(other.ping().unwrap()));
                killed += other.run(cmd::client_kill(("SKIPME", "yes")).reply::<u64>()).unwrap();
            }
            killed
        });
        let (acknowledged, unknown) = runtime.block_on(async {
            let tasks: Vec<_> = (0..TASKS)
                .map(|_| {
                    let redis = redis.clone();
                    tokio::spawn(async move {
                        let (mut acknowledged, mut unknown, mut last) = (0, 0, 0);
                        while acknowledged < ROUNDS {
                            match redis.incr("n").await {
                                Ok(count) => {
                                    acknowledged += 1;
                                    assert!(count > last, "{count} after {last}");
                                    last = count;
                                }
                                Err(error) if error.fate() == Fate::MaybeExecuted => unknown += 1,
                                Err(error) => panic!("{error}"),
                            }
                        }
                        (acknowledged, unknown)
                    })
                })
                .collect();
            let mut sums = (0, 0);
            for task in tasks {
                let (acknowledged, unknown) = task.await.unwrap();
                sums = (sums.0 + acknowledged, sums.1 + unknown);
            }
            sums
        });
        drop(done);
        let killed = killer.join().unwrap();
        let counter = bystander(&server).run(cmd::get("n").reply::<usize>()).unwrap();
        println!("{killed} killed, {acknowledged} acknowledged, {unknown} unknown, {counter} counted");
        assert!(acknowledged <= counter && counter <= acknowledged + unknown);
    }
}
