//! One connection for many tasks: whose reply is whose, what becomes of those who leave, and of all when the connection
//! does.

mod support;

use std::cell::Cell;
use std::future::Future;
use std::io::Read as _;
use std::net::TcpListener;
use std::pin::pin;
use std::sync::mpsc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use picoredis::asynch::SharedRedis;
use picoredis::pipeline::Pipeline;
use picoredis::{Command, Error, ErrorKind, Fate, Protocol, Push, cmd};
use picoredis_tests::peer::{Peer, Step};
use picoredis_tests::server::{Server, binaries};
use tokio::runtime::{Builder, Runtime};
use tokio::task::JoinSet;

use support::{Ground, everywhere};

fn current_thread() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

fn multi_thread() -> Runtime {
    Builder::new_multi_thread().worker_threads(4).enable_all().build().unwrap()
}

/// Runs `test` on every server, in both protocols, on one thread and on several.
fn everywhere_async(test: impl AsyncFn(&Ground, SharedRedis)) {
    everywhere(|ground| {
        for runtime in [current_thread(), multi_thread()] {
            runtime.block_on(async {
                let redis = ground.config().connect_shared().await.unwrap();
                assert_eq!(redis.protocol(), ground.protocol);
                test(ground, redis).await;
            });
            ground.redis().flushdb().unwrap();
        }
    });
}

fn unsendable(error: &Error) -> bool {
    error.fate() == Fate::NotSent && matches!(error.kind(), ErrorKind::Unsendable(_))
}

#[test]
fn it_can_be_shared() {
    fn shareable<T: Clone + Send + Sync + 'static>() {}
    shareable::<SharedRedis>();
}

#[test]
fn each_gets_its_own_reply() {
    everywhere_async(async |_, redis| {
        let mut tasks = JoinSet::new();
        for task in 0..64 {
            let redis = redis.clone();
            tasks.spawn(async move {
                for turn in 0..50 {
                    let token = format!("{task}-{turn}");
                    assert_eq!(redis.echo(&token).await.unwrap(), token);
                    let error = redis.do_cmd("BOGUS", ()).await.unwrap_err();
                    assert_eq!((error.fate(), error.command()), (Fate::Refused, Some("BOGUS")));
                    let list: Vec<i64> = redis.run(cmd::eval("return {1, 2, 3}", (0,)).reply()).await.unwrap();
                    assert_eq!(list, [1, 2, 3]);
                    let wrong = redis.run(cmd::echo(&token).reply::<i64>()).await.unwrap_err();
                    assert_eq!(wrong.fate(), Fate::Executed);
                    redis.incr("turns").await.unwrap();
                }
            });
        }
        tasks.join_all().await;
        assert_eq!(redis.run(cmd::get("turns").reply::<u32>()).await.unwrap(), 64 * 50);
    });
}

#[test]
fn what_tasks_ask_for_at_the_same_time_goes_out_in_one_write() {
    for binary in binaries() {
        // One that nobody else asks for anything.
        let server = Server::start_with(&binary, &[]).unwrap();
        current_thread().block_on(async {
            let redis = SharedRedis::open(&server.url()).await.unwrap();
            let reads = async || -> u64 {
                let info = redis.info().await.unwrap().to_string();
                let line = info.lines().find_map(|line| line.strip_prefix("total_reads_processed:"));
                line.unwrap().parse().unwrap()
            };
            let before = reads().await;
            for _ in 0..10 {
                let mut tasks = JoinSet::new();
                for task in 0..64 {
                    let redis = redis.clone();
                    tasks.spawn(async move { assert_eq!(redis.echo(task).await.unwrap(), task.to_string()) });
                }
                tasks.join_all().await;
            }
            // And one for `INFO`; a read of the server's takes what one write has sent, as a rule.
            let made = reads().await - before;
            assert!(made <= 2 * (10 + 1), "{made} reads for 10 bursts");
        });
    }
}

#[test]
fn replies_of_any_size() {
    everywhere_async(async |_, redis| {
        let large = "x".repeat(3 << 20);
        let mut tasks = JoinSet::new();
        for task in 0..6 {
            let (redis, large) = (redis.clone(), large.clone());
            tasks.spawn(async move {
                let key = format!("large-{task}");
                // Larger than all room: each has to wait for the others.
                assert!(redis.set(&key, &large).await.unwrap());
                assert_eq!(redis.get(&key).await.unwrap().unwrap(), large);
                assert_eq!(redis.strlen(&key).await.unwrap(), 3 << 20);
            });
        }
        tasks.join_all().await;
    });
}

#[test]
fn pipelines_and_transactions() {
    everywhere_async(async |_, redis| {
        let mut tasks = JoinSet::new();
        for _ in 0..8 {
            let redis = redis.clone();
            tasks.spawn(async move {
                for _ in 0..20 {
                    // Nobody else's commands come between.
                    let (a, b, wrong) =
                        redis.transaction((cmd::incr("a"), cmd::incr("b"), cmd::lpush("a", "no list"))).await.unwrap();
                    assert_eq!(a.unwrap(), b.unwrap());
                    assert_eq!(wrong.unwrap_err().code(), Some("WRONGTYPE"));
                    let key = "borrowed".to_owned();
                    let (set, wrong, got) =
                        redis.pipeline((cmd::set(&key, "x"), cmd::incr(&key), cmd::getrange(&key, 0, 0))).await;
                    assert!(set.unwrap());
                    assert_eq!(wrong.unwrap_err().command(), Some("INCR"));
                    assert_eq!(got.unwrap(), "x");
                }
            });
        }
        tasks.join_all().await;

        let mut many = Pipeline::new();
        for number in 0..20_000 {
            many.add(cmd::echo(number));
        }
        let replies = redis.pipeline(&many).await;
        assert_eq!(replies.len(), 20_000);
        for (number, reply) in replies.into_iter().enumerate() {
            assert_eq!(reply.unwrap().as_str(), Some(number.to_string().as_str()));
        }

        let refused = redis.transaction((cmd::incr("a"), cmd::incr("b").arg("too much"))).await.unwrap_err();
        assert_eq!((refused.command(), refused.fate()), (Some("INCR"), Fate::Refused));
        let (get, blpop, echo) = redis.pipeline((cmd::echo("sent"), cmd::blpop("list", 0), cmd::echo("not"))).await;
        assert_eq!(get.unwrap(), "sent");
        assert!(unsendable(&blpop.unwrap_err()) && unsendable(&echo.unwrap_err()));
        let error = redis.transaction((cmd::incr("a"), cmd::subscribe("x").reply::<()>())).await.unwrap_err();
        assert_eq!(error.fate(), Fate::NotSent);
        assert_eq!(redis.run(cmd::get("a").reply::<u32>()).await.unwrap(), 160);
    });
}

#[test]
fn what_would_harm_others_is_refused() {
    everywhere_async(async |ground, redis| {
        assert!(unsendable(&redis.blpop("list", 1).await.unwrap_err()));
        assert!(unsendable(&redis.do_cmd("xread", ("BLOCK", 0, "STREAMS", "s", "$")).await.unwrap_err()));
        assert!(unsendable(&redis.multi().await.unwrap_err()));
        assert!(unsendable(&redis.watch("x").await.unwrap_err()));
        assert!(unsendable(&redis.select(1).await.unwrap_err()));
        assert!(unsendable(&redis.do_cmd("hello 2", ()).await.unwrap_err()));
        assert!(unsendable(&redis.do_cmd("reset", ()).await.unwrap_err()));
        assert!(unsendable(&redis.do_cmd("client no-evict", "on").await.unwrap_err()));
        for name in ["select 1", "Multi", "hello 2", "monitor", "quit"] {
            assert!(unsendable(&redis.run(Command::unlisted(name, ())).await.unwrap_err()), "{name}");
        }
        let (hello,) = redis.pipeline((cmd::hello().arg(2),)).await;
        assert!(unsendable(&hello.unwrap_err()));
        assert!(unsendable(&redis.transaction((cmd::reset(),)).await.unwrap_err()));
        assert!(unsendable(&redis.do_cmd("monitor", ()).await.unwrap_err()));
        assert!(unsendable(&redis.do_cmd("", ()).await.unwrap_err()));
        let error = redis.blpop("list", 1).await.unwrap_err();
        assert_eq!(error.command(), Some("BLPOP"));
        assert!(error.to_string().contains("asynch::Redis"), "{error}");
        if ground.protocol == Protocol::Resp2 {
            assert!(unsendable(&redis.subscribe("news").await.unwrap_err()));
        }
        assert_eq!(redis.ping().await.unwrap(), "PONG");
    });
}

#[test]
fn messages_beside_the_replies() {
    everywhere_async(async |ground, redis| {
        if ground.protocol == Protocol::Resp2 {
            return;
        }
        let (one, two) = (format!("one-{}", ground.db), format!("two-{}", ground.db));
        // The confirmations of all come among the replies of all.
        let subscriptions = async { tokio::join!(redis.subscribe([&one, &two]), redis.psubscribe("nothing*")) };
        let commands = async { tokio::join!(redis.incr("n"), redis.incr("n"), redis.ping()) };
        let ((first, second), (n, m, pong)) = tokio::join!(subscriptions, commands);
        assert_eq!((first, second.is_ok(), n.unwrap() + m.unwrap()).2, 3);
        assert!(pong.is_ok());

        for number in 0..200 {
            let (receivers, _) = tokio::join!(redis.publish(&one, number), redis.incr("n"));
            assert_eq!(receivers.unwrap(), 1);
        }
        for number in 0..200 {
            let message = redis.next_push().await.unwrap().into_message().unwrap();
            assert_eq!((message.channel, message.payload), (one.as_str().into(), number.to_string().as_str().into()));
        }
        // In the middle of the reply to EXEC, on some servers.
        let (before, published, after) =
            redis.transaction((cmd::incr("n"), cmd::publish(&one, "inside"), cmd::incr("n"))).await.unwrap();
        assert_eq!((before.unwrap() + 1, published.unwrap()), (after.unwrap(), 1));
        assert_eq!(redis.next_push().await.unwrap().into_message().unwrap().payload, "inside");
        redis.unsubscribe(()).await.unwrap();
        redis.punsubscribe("nothing*").await.unwrap();
        assert_eq!(redis.publish(&one, "nobody").await.unwrap(), 0);
        assert_eq!(redis.publish(&two, "nobody").await.unwrap(), 0);

        // What was asked for is no news.
        assert!(look(pin!(redis.next_push())).is_pending());

        // Refused, and in step: a user without channels.
        ground.redis().do_cmd("ACL", ("SETUSER", "quiet", "on", "nopass", "+@all", "~*", "resetchannels")).unwrap();
        let quiet = ground.config().user("quiet").password("").connect_shared().await.unwrap();
        let (refused, pong) = tokio::join!(quiet.subscribe("x"), quiet.ping());
        assert_eq!(refused.unwrap_err().fate(), Fate::Refused);
        assert!(pong.is_ok());
    });
}

#[test]
fn pushes_that_nobody_takes_are_bounded_and_reported() {
    everywhere_async(async |ground, redis| {
        if ground.protocol == Protocol::Resp2 {
            return;
        }
        let channel = format!("large-{}", ground.db);
        redis.subscribe(&channel).await.unwrap();
        let (large, count) = ("x".repeat(64 << 10), 500);
        for _ in 0..count {
            redis.publish(&channel, &large).await.unwrap();
        }
        let (mut messages, mut missed) = (0, 0);
        while messages + missed < count {
            match redis.next_push().await.unwrap() {
                Push::Missed(some) => missed += some,
                push => messages += u64::from(push.into_message().is_some()),
            }
        }
        assert!(missed > 100 && messages > 200, "{messages} kept, {missed} missed");
    });
}

/// Whoever takes them on one thread may be as fast as what lays them out on another.
#[test]
fn pushes_are_taken_as_fast_as_they_come() {
    everywhere_async(async |ground, redis| {
        let channel = format!("fast-{}", ground.db);
        if ground.protocol == Protocol::Resp2 {
            return;
        }
        redis.subscribe(&channel).await.unwrap();
        let (bursts, burst) = (40, 1000);
        let publisher = ground.config().connect_shared().await.unwrap();
        let published = tokio::spawn(async move {
            for _ in 0..bursts {
                let all: Vec<_> = (0..burst).map(|number| cmd::publish(&channel, number)).collect();
                assert!(publisher.pipeline(all).await.iter().all(|receivers| matches!(receivers, Ok(1))));
            }
        });
        let mut taken = 0;
        while taken < bursts * burst {
            let next = tokio::time::timeout(Duration::from_secs(20), redis.next_push()).await;
            let push = next.unwrap_or_else(|_| panic!("nothing after {taken} messages")).unwrap();
            taken += u64::from(push.into_message().is_some());
        }
        published.await.unwrap();
    });
}

/// Polls a future once.
fn look<F: Future>(future: std::pin::Pin<&mut F>) -> Poll<F::Output> {
    future.poll(&mut Context::from_waker(Waker::noop()))
}

#[test]
fn who_leaves_is_no_trouble() {
    everywhere(|ground| {
        current_thread().block_on(async {
            let redis = ground.config().connect_shared().await.unwrap();
            let mut acknowledged = 0;
            for others in 0..8 {
                for turns in 0..8 {
                    {
                        let mut call = pin!(redis.incr("n"));
                        let mut pipeline = pin!(redis.pipeline((cmd::incr("n"), cmd::echo("x".repeat(100)))));
                        let mut transaction = pin!(redis.transaction((cmd::incr("n"), cmd::incr("m"))));
                        let mut done = [false; 3];
                        for _ in 0..=turns {
                            done[0] = done[0] || look(call.as_mut()).is_ready();
                            done[1] = done[1] || look(pipeline.as_mut()).is_ready();
                            done[2] = done[2] || look(transaction.as_mut()).is_ready();
                            if done == [true; 3] {
                                break;
                            }
                            for _ in 0..others {
                                tokio::task::yield_now().await;
                            }
                        }
                        acknowledged += done.into_iter().filter(|done| *done).count() as i64;
                    }
                    let token = format!("{others}-{turns}");
                    assert_eq!(redis.echo(&token).await.unwrap(), token);
                }
            }
            let executed = redis.run(cmd::get("n").reply::<i64>()).await.unwrap();
            assert!(acknowledged <= executed && executed <= 3 * 64, "{acknowledged} acknowledged, {executed} executed");
        });
    });
}

#[test]
fn room_is_bounded_and_given_in_turn() {
    current_thread().block_on(async {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let redis = SharedRedis::builder().port(port).timeout(None).connect_shared().await.unwrap();
        let (mut peer, _) = listener.accept().unwrap();
        let value = "x".repeat(64 << 10);
        {
            // The peer takes nothing: of a hundred, those that have room are handed over.
            let mut calls: Vec<_> = (0..100).map(|key| Box::pin(redis.set(key, &value))).collect();
            for _ in 0..3 {
                assert!(calls.iter_mut().all(|call| look(call.as_mut()).is_pending()));
                tokio::task::yield_now().await;
            }
        }
        // Those are gone, and what had no room is not sent. A small one waits as long as there is none.
        assert!(look(pin!(redis.ping())).is_pending());
        drop(redis);
        // The driver sees that nobody is left.
        let mut received = Vec::new();
        let reader = std::thread::spawn(move || {
            let _ = peer.read_to_end(&mut received);
            received
        });
        for _ in 0..100 {
            tokio::task::yield_now().await;
        }
        let received = tokio::task::spawn_blocking(move || reader.join().unwrap()).await.unwrap();
        assert!(received.len() > 1000 && received.len() <= (1 << 20) + (128 << 10), "{} bytes", received.len());
        assert!(!received.windows(4).any(|window| window == b"PING"));
    });
}

/// Looks at a call once, lets the driver go on so many times, and drops it then: for none, one, two... And once before it was
/// looked at at all.
async fn dropped_everywhere<T>(call: impl AsyncFn() -> T, after: impl AsyncFn()) {
    drop(call());
    after().await;
    for turns in 0..20 {
        {
            let mut call = pin!(call());
            let mut ended = look(call.as_mut()).is_ready();
            for _ in 0..turns {
                tokio::task::yield_now().await;
                ended = ended || look(call.as_mut()).is_ready();
            }
        }
        after().await;
    }
}

/// Whatever is dropped, and wherever: the next reply is the next command's, and of a transaction there is all or nothing.
#[test]
fn whatever_is_dropped_anywhere() {
    everywhere_async(async |ground, redis| {
        let token = Cell::new(0);
        let answers = async || {
            token.set(token.get() + 1);
            assert_eq!(redis.echo(token.get()).await.unwrap(), token.get().to_string());
        };
        dropped_everywhere(async || redis.incr("one").await, answers).await;
        let counted: i64 = redis.run(cmd::get("one").reply()).await.unwrap();
        assert!((1..=20).contains(&counted), "{counted} of 20");
        let incr = || (cmd::incr("left"), cmd::incr("right"));
        dropped_everywhere(async || redis.pipeline(incr()).await.0.is_ok(), answers).await;
        dropped_everywhere(
            async || redis.transaction(incr()).await.is_ok(),
            async || {
                answers().await;
                assert_eq!(redis.get("left").await.unwrap(), redis.get("right").await.unwrap());
            },
        )
        .await;
        let large = "x".repeat(300_000);
        dropped_everywhere(async || redis.set("large", &large).await.is_ok(), answers).await;
        if ground.protocol == Protocol::Resp3 {
            let channel = format!("dropped-{}", ground.db);
            dropped_everywhere(async || redis.subscribe([&channel, "other"]).await.is_ok(), answers).await;
            dropped_everywhere(async || redis.unsubscribe(()).await.is_ok(), answers).await;
            redis.unsubscribe(()).await.unwrap();
            assert_eq!(redis.publish(&channel, "nobody").await.unwrap(), 0);
        }
    });
}

#[test]
fn connection_loss_is_told_to_everybody_with_the_right_fate() {
    for runtime in [current_thread(), multi_thread()] {
        let (hang_up, signal) = mpsc::channel();
        let script = [
            Step::ReadCommand,
            Step::Send(b":1\r\n".to_vec()),
            Step::ReadCommand,
            Step::ReadCommand,
            Step::ReadCommand,
            Step::Wait(signal),
            Step::Close,
        ];
        let peer = Peer::start(script).unwrap();
        runtime.block_on(async {
            let redis = SharedRedis::open(&peer.url()).await.unwrap();
            assert_eq!(redis.incr("n").await.unwrap(), 1);
            let calls = async { tokio::join!(redis.incr("a"), redis.pipeline((cmd::incr("b"), cmd::incr("c")))) };
            let mut calls = pin!(calls);
            assert!(look(calls.as_mut()).is_pending());
            hang_up.send(()).unwrap();
            let (a, (b, c)) = calls.await;
            for error in [a.unwrap_err(), b.unwrap_err(), c.unwrap_err()] {
                assert_eq!(error.fate(), Fate::MaybeExecuted, "{error}");
                assert!(matches!(error.kind(), ErrorKind::Closed | ErrorKind::Io(_)), "{error}");
            }
            let error = redis.ping().await.unwrap_err();
            assert!(matches!((error.kind(), error.fate()), (ErrorKind::NotConnected, Fate::NotSent)));
            assert!(redis.next_push().await.is_err());
            assert!(format!("{redis:?}").contains("closed"));
        });
        peer.join().unwrap();
    }
}

#[test]
fn what_was_not_sent_by_then_is_told_so() {
    current_thread().block_on(async {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let redis = SharedRedis::builder().port(port).timeout(None).connect_shared().await.unwrap();
        let (peer, _) = listener.accept().unwrap();
        // More than the sockets hold, and then some that wait behind it, and one that has no room.
        let (large, rest) = ("x".repeat(32 << 20), "x".repeat(1 << 20));
        let huge = redis.set("huge", &large);
        let (first, second) = (redis.pipeline((cmd::ping(), cmd::ping())), redis.set("more", &rest));
        let all = async { tokio::join!(huge, first, second) };
        let mut all = pin!(all);
        for _ in 0..10 {
            assert!(look(all.as_mut()).is_pending());
            tokio::task::yield_now().await;
        }
        drop(peer);
        let (huge, (one, two), second) = all.await;
        // Of half a command the server makes nothing.
        for error in [huge.unwrap_err(), one.unwrap_err(), two.unwrap_err(), second.unwrap_err()] {
            assert_eq!(error.fate(), Fate::NotSent, "{error}");
        }
    });
}

#[test]
fn nonsense_from_the_peer_ends_the_connection() {
    for nonsense in ["?\r\n", ":1\r\n:2\r\n:3\r\n"] {
        let peer =
            Peer::start([Step::ReadCommand, Step::Send(nonsense.as_bytes().to_vec()), Step::ExpectClose]).unwrap();
        current_thread().block_on(async {
            let redis = SharedRedis::open(&peer.url()).await.unwrap();
            let _ = redis.incr("n").await;
            while redis.ping().await.is_ok() {}
            let error = redis.ping().await.unwrap_err();
            assert_eq!(error.fate(), Fate::NotSent);
        });
        let _ = peer.join();
    }
}

#[test]
fn late_replies_are_nobodys() {
    let (answer, signal) = mpsc::channel();
    let script = [
        Step::ReadCommand,
        Step::Wait(signal),
        Step::Send(b":1\r\n".to_vec()),
        Step::ReadCommand,
        Step::Send(b":2\r\n".to_vec()),
    ];
    let peer = Peer::start(script).unwrap();
    current_thread().block_on(async {
        let redis = SharedRedis::open(&peer.url()).await.unwrap();
        // The clock runs when there is nothing else to do: three seconds are over at once.
        tokio::time::pause();
        let error = redis.incr("late").await.unwrap_err();
        assert_eq!((error.is_timeout(), error.fate()), (true, Fate::MaybeExecuted));
        assert!(error.to_string().contains("3000 ms"), "{error}");
        tokio::time::resume();
        answer.send(()).unwrap();
        assert_eq!(redis.incr("in time").await.unwrap(), 2);
    });
    peer.join().unwrap();
}

#[test]
fn a_peer_that_stays_silent_is_given_up() {
    let (end, signal) = mpsc::channel();
    let peer = Peer::start([Step::ReadCommand, Step::Wait(signal), Step::ExpectClose]).unwrap();
    current_thread().block_on(async {
        let redis = SharedRedis::open(&peer.url()).await.unwrap();
        tokio::time::pause();
        let mut timeouts = 0;
        // Thirty seconds are the budget for late replies.
        loop {
            let error = redis.ping().await.unwrap_err();
            if error.is_timeout() {
                timeouts += 1;
                assert!(timeouts < 30);
                continue;
            }
            assert!(matches!(error.kind(), ErrorKind::Session(_)), "{error}");
            break;
        }
        assert!(timeouts > 5);
        assert!(matches!(redis.ping().await.unwrap_err().kind(), ErrorKind::NotConnected));
    });
    end.send(()).unwrap();
    let _ = peer.join();
}

#[test]
fn a_large_reply_that_keeps_coming_has_its_time() {
    let (go_on, signal) = mpsc::channel();
    let half = [b":1\r\n$65536\r\n".to_vec(), vec![b'x'; 30 << 10]].concat();
    let rest = [vec![b'x'; 34 << 10], b"\r\n".to_vec()].concat();
    let script = [
        Step::ReadCommand,
        Step::ReadCommand,
        Step::Send(half),
        Step::Wait(signal),
        Step::Send(rest),
        Step::ExpectClose,
    ];
    let peer = Peer::start(script).unwrap();
    current_thread().block_on(async {
        let redis = SharedRedis::open(&peer.url()).await.unwrap();
        let mut small = pin!(redis.incr("small"));
        assert!(look(small.as_mut()).is_pending());
        let mut large = pin!(redis.get("large"));
        assert!(look(large.as_mut()).is_pending());
        // With the small reply half of the large one has come.
        assert_eq!(small.await.unwrap(), 1);
        tokio::time::pause();
        tokio::time::advance(Duration::from_millis(3500)).await;
        for _ in 0..3 {
            tokio::task::yield_now().await;
        }
        tokio::time::resume();
        go_on.send(()).unwrap();
        assert_eq!(large.await.unwrap().unwrap().len(), 64 << 10);
    });
    peer.join().unwrap();
}

#[test]
fn closing_and_connecting_again() {
    everywhere_async(async |_, redis| {
        let id = redis.client_id().await.unwrap();
        let mut call = pin!(redis.ping());
        assert!(look(call.as_mut()).is_pending());
        redis.close();
        // On another thread the reply may have come before.
        if let Err(error) = call.await {
            assert!(matches!(error.kind(), ErrorKind::NotConnected), "{error}");
        }
        let error = redis.ping().await.unwrap_err();
        assert_eq!(error.to_string(), "Not connected: use `connect()` to connect to Redis server.");
        let clones = [redis.clone(), redis.clone()];
        let (one, two, three) = tokio::join!(clones[0].connect(), clones[1].connect(), redis.connect());
        assert!(one.is_ok() && two.is_ok() && three.is_ok());
        let again = redis.client_id().await.unwrap();
        assert_ne!(again, id);
        // There is one already.
        clones[1].connect().await.unwrap();
        assert_eq!(clones[0].client_id().await.unwrap(), again);
    });
}

#[test]
fn connecting_may_be_tried_again() {
    current_thread().block_on(async {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let redis = SharedRedis::builder().port(address.port()).connect_shared().await.unwrap();
        drop(listener);
        redis.close();
        for _ in 0..3 {
            let error = redis.connect().await.unwrap_err();
            assert!(matches!(error.kind(), ErrorKind::Connect { .. }), "{error}");
        }
        let _listener = TcpListener::bind(address).unwrap();
        redis.connect().await.unwrap();
        assert!(look(pin!(redis.ping())).is_pending());
    });
}

#[test]
fn the_connection_goes_with_the_last_clone() {
    let peer = Peer::start([Step::ReadCommand, Step::Send(b"+PONG\r\n".to_vec()), Step::ExpectClose]).unwrap();
    let url = peer.url();
    let runtime = multi_thread();
    runtime.block_on(async {
        let redis = SharedRedis::open(&url).await.unwrap();
        let clone = redis.clone();
        drop(redis);
        assert_eq!(clone.ping().await.unwrap(), "PONG");
    });
    peer.join().unwrap();
}

#[test]
fn a_runtime_that_ends_leaves_nobody_waiting() {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    let first = multi_thread();
    let redis = first.block_on(SharedRedis::builder().port(port).timeout(None).connect_shared()).unwrap();
    let (mut peer, _) = listener.accept().unwrap();
    let caller = std::thread::spawn(move || current_thread().block_on(async { redis.incr("n").await }));
    peer.read_exact(&mut [0; 21]).unwrap();
    // It has been sent, and nobody is there any more to receive.
    drop(first);
    let error = caller.join().unwrap().unwrap_err();
    assert!(matches!((error.kind(), error.fate()), (ErrorKind::NotConnected, Fate::MaybeExecuted)), "{error}");
}

#[test]
fn the_wire_is_shown() {
    everywhere(|ground| {
        current_thread().block_on(async {
            let (lines, shown) = mpsc::channel();
            let mut redis = ground.config().connect_async().await.unwrap();
            redis.debug_to(move |wire| lines.send(wire.to_string()).unwrap());
            let redis = redis.share().await.unwrap();
            assert_eq!(redis.ping().await.unwrap(), "PONG");
            assert!(redis.auth("secret").await.is_err());
            drop(redis);
            let shown: Vec<String> = std::iter::from_fn(|| shown.try_recv().ok()).collect();
            assert_eq!(shown[..2], [r#"SEND: "*1\r\n$4\r\nPING\r\n""#, r#"RECV: "+PONG\r\n""#]);
            assert!(shown[2].contains("AUTH") && !shown[2].contains("secret"), "{}", shown[2]);
        });
    });
}
