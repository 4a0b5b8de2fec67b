//! Futures dropped at every point at which they can be: the next command is answered by its own reply, and nothing is
//! executed twice, or half.

mod support;

use std::future::Future;
use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use picoredis::asynch::{Redis, Transport};
use picoredis::embedded_io::{ErrorKind, ErrorType};
use picoredis::pipeline::Pipeline;
use picoredis::session::Login;
use picoredis::{Cached, Fate, Protocol, Result, cmd};

use support::{Ground, everywhere};

type Client = Redis<Halting, Vec<u8>>;

/// A socket that makes its caller wait before each read, write and flush, and takes little at a time: so that there are
/// many points at which a future can be dropped.
struct Halting {
    socket: TcpStream,
    /// How often it is pending before it does something.
    halts: u32,
    /// How many bytes it reads or writes in one go.
    most: usize,
}

impl Halting {
    fn connect(ground: &Ground, halts: u32, most: usize) -> Self {
        let socket = TcpStream::connect(("127.0.0.1", ground.server.port())).unwrap();
        socket.set_nodelay(true).unwrap();
        // Out of step, it would wait for ever.
        socket.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        Halting { socket, halts, most }
    }

    async fn halt(&self) {
        let mut left = self.halts;
        std::future::poll_fn(|_| {
            left = left.wrapping_sub(1);
            if left == u32::MAX { Poll::Ready(()) } else { Poll::Pending }
        })
        .await;
    }
}

impl Transport for Halting {}

impl ErrorType for Halting {
    type Error = ErrorKind;
}

impl embedded_io_async::Read for Halting {
    async fn read(&mut self, memory: &mut [u8]) -> Result<usize, ErrorKind> {
        self.halt().await;
        let most = memory.len().min(self.most);
        self.socket.read(&mut memory[..most]).map_err(kind)
    }
}

impl embedded_io_async::Write for Halting {
    async fn write(&mut self, bytes: &[u8]) -> Result<usize, ErrorKind> {
        self.halt().await;
        let most = bytes.len().min(self.most);
        self.socket.write(&bytes[..most]).map_err(kind)
    }

    async fn flush(&mut self) -> Result<(), ErrorKind> {
        self.halt().await;
        self.socket.flush().map_err(kind)
    }
}

fn kind(error: io::Error) -> ErrorKind {
    error.kind().into()
}

/// Polls a future so many times, and drops it then.
fn poll<T>(future: impl Future<Output = T>, times: usize) -> Option<T> {
    let mut future = pin!(future);
    let cx = &mut Context::from_waker(Waker::noop());
    (0..times).find_map(|_| match future.as_mut().poll(cx) {
        Poll::Ready(output) => Some(output),
        Poll::Pending => None,
    })
}

fn run<T>(future: impl Future<Output = T>) -> T {
    poll(future, 100_000).expect("it waits for something that does not come")
}

/// A new connection, whose commands go out through so small a memory that not two of them fit.
fn connect(ground: &Ground, halts: u32, most: usize) -> Client {
    let mut redis = Client::with_transport(Halting::connect(ground, halts, most), vec![0; 64], vec![0; 48]);
    run(redis.login(&Login { protocol: ground.protocol, db: ground.db, ..Login::default() })).unwrap();
    redis
}

/// How a call ends that is dropped after so many polls: for 0, 1, 2... until it ends by itself. On one and the same
/// connection, and on a new one each time.
fn dropped_everywhere<T>(
    ground: &Ground,
    call: impl AsyncFn(&mut Client) -> T,
    after: impl Fn(&mut Client, Option<T>, usize),
) {
    for (halts, most, afresh) in [(1, 5, false), (1, 7, true), (2, 1000, false), (1, 1, false)] {
        let mut redis = connect(ground, halts, most);
        for times in 0.. {
            if afresh {
                redis = connect(ground, halts, most);
            }
            let ended = poll(call(&mut redis), times);
            let done = ended.is_some();
            after(&mut redis, ended, times);
            if done {
                assert!(times > 2, "there was nothing to drop");
                break;
            }
            assert!(times < 10_000, "it does not end");
        }
    }
}

/// The next command gets its own reply.
fn answers(redis: &mut Client, token: usize) {
    assert_eq!(run(redis.echo(token)).unwrap(), token.to_string());
}

fn count(ground: &Ground, key: &str) -> i64 {
    ground.redis().run(cmd::get(key).reply::<Option<i64>>()).unwrap().unwrap_or(0)
}

#[test]
fn a_command() {
    everywhere(|ground| {
        let before = std::cell::Cell::new(0);
        dropped_everywhere(
            ground,
            async |redis| redis.incr("n").await,
            |redis, ended, token| {
                answers(redis, token);
                let now = count(ground, "n");
                match ended {
                    Some(reply) => assert_eq!((reply.unwrap(), now), (before.get() + 1, before.get() + 1)),
                    None => assert!((0..=1).contains(&(now - before.get())), "executed twice"),
                }
                before.set(now);
            },
        );
    });
}

#[test]
fn a_command_of_which_nothing_was_sent_is_not_sent() {
    everywhere(|ground| {
        let mut redis = connect(ground, 3, 1000);
        for times in 0..=3 {
            assert!(poll(redis.incr("unsent"), times).is_none());
        }
        answers(&mut redis, 1);
        assert_eq!(count(ground, "unsent"), 0);
        // The fourth look is the one that sends it.
        assert!(poll(redis.incr("unsent"), 4).is_none());
        answers(&mut redis, 2);
        assert_eq!(count(ground, "unsent"), 1);
    });
}

#[test]
fn a_large_command_is_sent_whole_or_breaks_the_connection() {
    everywhere(|ground| {
        let large = "x".repeat(100);
        // A vector grows.
        dropped_everywhere(
            ground,
            async |redis| redis.set("large", &large).await,
            |redis, _, token| {
                answers(redis, token);
                let stored = ground.redis().strlen("large").unwrap();
                assert!(stored == 0 || stored == 100);
                ground.redis().del("large").unwrap();
            },
        );
        // A slice does not: half of it has gone, and nobody has the rest.
        let transport = Halting::connect(ground, 1, 1000);
        let mut redis = Redis::<Halting, Box<[u8]>>::with_transport(transport, vec![0; 64].into(), vec![0; 64].into());
        assert!(poll(redis.set("large", &large), 3).is_none());
        let error = run(redis.ping()).unwrap_err();
        assert_eq!(error.fate(), Fate::NotSent);
    });
}

#[test]
fn a_pipeline() {
    everywhere(|ground| {
        let mut recorded = Pipeline::new();
        for _ in 0..4 {
            recorded.add(cmd::incr("n"));
        }
        let before = std::cell::Cell::new(0);
        dropped_everywhere(
            ground,
            async |redis| redis.pipeline(&recorded).await,
            |redis, ended, token| {
                answers(redis, token);
                let now = count(ground, "n");
                match ended {
                    Some(replies) => {
                        let replies: Vec<i64> =
                            replies.into_iter().map(|reply| reply.unwrap().as_i64().unwrap()).collect();
                        assert_eq!(replies, (before.get() + 1..=before.get() + 4).collect::<Vec<_>>());
                        assert_eq!(now, before.get() + 4);
                    }
                    None => assert!((0..=4).contains(&(now - before.get())), "executed twice"),
                }
                before.set(now);
            },
        );
    });
}

#[test]
fn a_transaction() {
    everywhere(|ground| {
        let before = std::cell::Cell::new(0);
        dropped_everywhere(
            ground,
            async |redis| redis.transaction((cmd::incr("a"), cmd::incr("b"), cmd::incr("c"))).await,
            |redis, ended, token| {
                answers(redis, token);
                let now = count(ground, "a");
                assert_eq!((count(ground, "b"), count(ground, "c")), (now, now), "half a transaction");
                match ended {
                    Some(replies) => {
                        let (a, b, c) = replies.unwrap();
                        assert_eq!((a.unwrap(), b.unwrap(), c.unwrap()), (now, now, now));
                        assert_eq!(now, before.get() + 1);
                    }
                    None => assert!((0..=1).contains(&(now - before.get())), "executed twice"),
                }
                before.set(now);
            },
        );
    });
}

#[test]
fn a_transaction_that_watches() {
    everywhere(|ground| {
        dropped_everywhere(
            ground,
            async |redis| {
                redis
                    .transaction_watching("w", 1, async |redis| {
                        let value: Option<i64> = redis.run(cmd::get("w").reply()).await?;
                        Ok((cmd::set("w", value.unwrap_or(0) + 1),))
                    })
                    .await
            },
            |redis, ended, token| {
                // Nothing is watched any more: what others do is no reason to abort.
                ground.redis().incr("w").unwrap();
                run(redis.transaction((cmd::echo("x"),))).unwrap().0.unwrap();
                answers(redis, token);
                assert!(ended.is_none_or(|outcome| outcome.is_ok()));
            },
        );
    });
}

#[test]
fn a_transaction_with_a_command_that_cannot_be_sent() {
    everywhere(|ground| {
        let mut redis = connect(ground, 0, 1000);
        let refused = run(redis.transaction((cmd::incr("z"), cmd::subscribe("x").reply::<()>())));
        assert_eq!(refused.unwrap_err().fate(), Fate::NotSent);
        answers(&mut redis, 1);
        assert_eq!(count(ground, "z"), 0);
        let mut blocking = ground.redis();
        assert!(blocking.transaction((cmd::incr("z"), cmd::subscribe("x").reply::<()>())).is_err());
        assert_eq!(blocking.echo("2").unwrap(), "2");
        assert_eq!(count(ground, "z"), 0);
    });
}

#[test]
fn a_subscription() {
    everywhere(|ground| {
        let channels = [format!("first-{}", ground.db), format!("second-{}", ground.db)];
        dropped_everywhere(
            ground,
            async |redis| redis.subscribe(&channels[..]).await,
            |redis, ended, token| {
                if ground.protocol == Protocol::Resp3 {
                    answers(redis, token);
                }
                if let Some(outcome) = ended {
                    outcome.unwrap();
                    assert_eq!(ground.redis().publish(&channels[0], "hello").unwrap(), 1);
                    let message = run(redis.next_push()).unwrap().into_message().unwrap();
                    assert_eq!(message.payload, "hello");
                }
                run(redis.unsubscribe(())).unwrap();
                answers(redis, token);
            },
        );
        // And the way back.
        dropped_everywhere(
            ground,
            async |redis| {
                redis.subscribe(&channels[..]).await?;
                redis.unsubscribe(()).await
            },
            |redis, _, token| {
                run(redis.unsubscribe(())).unwrap();
                answers(redis, token);
            },
        );
    });
}

#[test]
fn a_wait_for_a_push_loses_none() {
    everywhere(|ground| {
        let channel = format!("numbers-{}", ground.db);
        let mut publisher = ground.redis();
        for (halts, most) in [(1, 5), (2, 1000)] {
            let mut redis = connect(ground, halts, most);
            run(redis.subscribe(&channel)).unwrap();
            let mut expected = 0;
            for times in 0..40 {
                assert_eq!(publisher.publish(&channel, times).unwrap(), 1);
                if let Some(push) = poll(redis.next_push(), times) {
                    assert_eq!(push.unwrap().into_message().unwrap().payload, expected.to_string());
                    expected += 1;
                }
            }
            while expected < 40 {
                let push = run(redis.next_push()).unwrap();
                assert_eq!(push.into_message().unwrap().payload, expected.to_string());
                expected += 1;
            }
        }
    });
}

#[test]
fn a_login_dropped_half_way_is_none() {
    everywhere(|ground| {
        let key = "only in this database";
        ground.redis().set(key, 1).unwrap();
        let login = Login { protocol: ground.protocol, db: ground.db, name: Some(b"dropped"), ..Login::default() };
        for times in 1.. {
            let transport = Halting::connect(ground, 1, 1000);
            let mut redis = Client::with_transport(transport, vec![0; 64], vec![0; 64]);
            let Some(outcome) = poll(redis.login(&login), times) else {
                assert_eq!(run(redis.exists(key)).unwrap_err().fate(), Fate::NotSent);
                continue;
            };
            outcome.unwrap();
            assert_eq!(run(redis.exists(key)).unwrap(), 1);
            break;
        }
    });
}

/// What a client that remembers had no time to hear it does not take for true.
#[test]
fn a_client_that_remembers() {
    everywhere(|ground| {
        if ground.protocol == Protocol::Resp2 {
            return;
        }
        let mut other = ground.redis();
        for (halts, most) in [(1, 5), (1, 1000), (2, 1)] {
            let mut cached = Cached::new(connect(ground, halts, most), 1 << 20);
            let remembered = || cmd::get("remembered").reply::<usize>();
            for times in 0.. {
                other.set("remembered", times).unwrap();
                let ended = poll(cached.run(remembered()), times);
                other.set("remembered", times + 1).unwrap();
                // The server speaks of the change before it answers this.
                run(cached.redis_mut().ping()).unwrap();
                assert_eq!(run(cached.run(remembered())).unwrap(), times + 1);
                // A write of its own may have been executed.
                let wrote = poll(cached.run(cmd::set("remembered", 0)), times);
                run(cached.redis_mut().ping()).unwrap();
                let now: usize = ground.redis().run(remembered()).unwrap();
                assert_eq!(run(cached.run(remembered())).unwrap(), now);
                if ended.is_some() && wrote.is_some() {
                    assert!(times > 2, "there was nothing to drop");
                    break;
                }
            }
        }
    });
}
