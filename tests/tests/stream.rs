//! Replies that are taken as they come: what they say, what is skipped, who gets which error, and the next reply.

#[path = "support/asynch.rs"]
mod asynch;
#[allow(dead_code, reason = "its main is for who runs it")]
#[path = "../../crates/client/examples/stream.rs"]
mod example;
mod support;

use std::convert::Infallible;
use std::io::{self, Read as _};
use std::sync::mpsc;
use std::time::Duration;

use asynch::{Async, block_on, connect_blocking, cut};
use picoredis::event::{Event, TextKind};
use picoredis::reply::{FromReply, Receive};
use picoredis::session::{DrainBudget, Login, Standing};
use picoredis::{CopyError, Error, ErrorKind, Fate, Redis, SessionError, Value, cmd, embedded_io};
use picoredis_tests::peer::{Peer, Step};
use support::{Ground, everywhere};

/// So much memory a connection receives in: most replies come in pieces.
const MEMORY: usize = 64;
/// Short enough to wait for.
const TIMEOUT: Duration = Duration::from_millis(150);
/// For replies that do come.
const LONG: Duration = Duration::from_secs(20);

fn async_redis(ground: &Ground) -> Async {
    let mut redis = asynch::connect(ground.server.port(), MEMORY);
    block_on(redis.login(&Login { protocol: ground.protocol, db: ground.db, ..Login::default() })).unwrap();
    redis
}

/// A reply with everything in it that a script can make, of four levels.
const NESTED: &str = "return {1, {'two', {3, {false, string.rep('x', 200)}}}, redis.error_reply('ERR inside'), {}, redis.status_reply('OK')}";

/// What the events of a reply make.
struct Built(Receive<<Value as FromReply>::Builder>);

impl Built {
    fn new() -> Self {
        Built(Receive::new(Value::builder()))
    }

    fn finish(self) -> Value {
        self.0.finish().unwrap()
    }
}

#[test]
fn events_make_the_same_value() {
    everywhere(|ground| {
        let mut redis = connect_blocking(ground.server.port(), MEMORY);
        redis.login(&Login { protocol: ground.protocol, db: ground.db, ..Login::default() }).unwrap();
        let mut asynch = async_redis(ground);
        redis.hset("hash", ("a", 1, "b", "x".repeat(1000))).unwrap();
        redis.zadd("sorted", (1.5, "a")).unwrap();
        for (name, args) in [
            ("EVAL", &[NESTED, "0"][..]),
            ("COMMAND", &[]),
            ("HGETALL", &["hash"]),
            ("ZRANGE", &["sorted", "0", "-1", "WITHSCORES"]),
            ("GET", &["missing"]),
            ("PING", &[]),
            ("DEBUG", &["PROTOCOL", "attrib"]),
            ("DEBUG", &["PROTOCOL", "bignum"]),
        ] {
            if name == "DEBUG" && format!("{:?}", ground.protocol) == "Resp2" {
                continue;
            }
            let command = || picoredis::Command::new(name, args);
            let expected = redis.run(command()).unwrap();
            let mut built = Built::new();
            let mut reply = redis.stream(command()).unwrap();
            while let Some(event) = reply.next_event().unwrap() {
                built.0.event(event);
            }
            assert!(reply.next_event().unwrap().is_none());
            assert_eq!(built.finish(), expected, "{name} {args:?}");
            block_on(async {
                let mut built = Built::new();
                let mut reply = asynch.stream(command()).await.unwrap();
                while let Some(event) = reply.next_event().await.unwrap() {
                    built.0.event(event);
                }
                assert_eq!(built.finish(), expected, "{name} {args:?}");
            });
        }
    });
}

/// A text without a pattern of the length of any memory.
fn text(len: usize) -> Vec<u8> {
    (0..len).map(|index| (index * 7 + index / 251) as u8).collect()
}

#[test]
fn strings_by_every_way() {
    everywhere(|ground| {
        let mut redis = ground.redis();
        let mut asynch = async_redis(ground);
        for len in [0, 1, 63, 64, 65, 32_700, 32_768, 100_000, 1_000_000] {
            let value = text(len);
            redis.set("key", &value).unwrap();

            let mut whole = Vec::new();
            let mut reply = redis.stream(cmd::get("key")).unwrap();
            let mut string = reply.string().unwrap().unwrap();
            assert_eq!((string.len(), string.kind()), (Some(len), TextKind::Bulk));
            while let Some(piece) = string.piece().unwrap() {
                assert!(!piece.is_empty());
                whole.extend_from_slice(piece);
            }
            assert!(string.piece().unwrap().is_none());
            assert!(whole == value);

            let mut whole = Vec::new();
            let mut memory = [0; 1000];
            let mut reply = redis.stream(cmd::get("key")).unwrap();
            let mut string = reply.string().unwrap().unwrap();
            loop {
                match string.read(&mut memory).unwrap() {
                    0 => break,
                    len => whole.extend_from_slice(&memory[..len]),
                }
            }
            assert!(whole == value);

            let mut whole = Vec::new();
            assert_eq!(
                redis.stream(cmd::get("key")).unwrap().string().unwrap().unwrap().write_to(&mut whole).unwrap(),
                len as u64
            );
            assert!(whole == value);
            let mut whole = Collector(Vec::new());
            assert_eq!(
                redis.stream(cmd::get("key")).unwrap().string().unwrap().unwrap().copy_to(&mut whole).unwrap(),
                len as u64
            );
            assert!(whole.0 == value);
            let mut whole = Vec::new();
            redis.stream(cmd::get("key")).unwrap().string().unwrap().unwrap().read_to_end(&mut whole).unwrap();
            assert!(whole == value);

            block_on(async {
                let mut whole = Collector(Vec::new());
                let mut reply = asynch.stream(cmd::get("key")).await.unwrap();
                let mut string = reply.string().await.unwrap().unwrap();
                assert_eq!(string.copy_to(&mut whole).await.unwrap(), len as u64);
                assert!(whole.0 == value);

                let mut whole = Vec::new();
                let mut reply = asynch.stream(cmd::get("key")).await.unwrap();
                let mut string = reply.string().await.unwrap().unwrap();
                assert_eq!(string.len(), Some(len));
                loop {
                    match string.read(&mut memory).await.unwrap() {
                        0 => break,
                        len => whole.extend_from_slice(&memory[..len]),
                    }
                }
                assert!(whole == value);
            });
        }
        redis.del("key").unwrap();
    });
}

/// Takes all that is written to it.
struct Collector(Vec<u8>);

impl embedded_io::ErrorType for Collector {
    type Error = Infallible;
}

impl embedded_io::Write for Collector {
    fn write(&mut self, buf: &[u8]) -> Result<usize, Infallible> {
        self.0.extend_from_slice(buf);
        Ok(buf.len())
    }

    fn flush(&mut self) -> Result<(), Infallible> {
        Ok(())
    }
}

impl embedded_io_async::Write for Collector {
    async fn write(&mut self, buf: &[u8]) -> Result<usize, Infallible> {
        self.0.extend_from_slice(buf);
        Ok(buf.len())
    }

    async fn flush(&mut self) -> Result<(), Infallible> {
        Ok(())
    }
}

/// Of strings in a list, each is read as far as somebody likes.
#[test]
fn strings_that_are_not_read_to_their_end() {
    everywhere(|ground| {
        ground.redis().mset(("a", text(500), "b", text(300), "c", "last")).unwrap();
        let keys = ["a", "missing", "b", "c"];
        let mut redis = connect_blocking(ground.server.port(), MEMORY);
        redis.login(&Login { protocol: ground.protocol, db: ground.db, ..Login::default() }).unwrap();
        for read in [0, 1, 40, 299, 300] {
            let mut memory = vec![0; read];
            let mut reply = redis.stream(cmd::mget(keys)).unwrap();
            assert!(matches!(reply.next_event().unwrap(), Some(Event::Begin(_, Some(4)))));
            reply.string().unwrap().unwrap().read_exact(&mut memory).unwrap();
            assert_eq!(memory, text(read));
            assert!(reply.string().unwrap().is_none());
            reply.string().unwrap().unwrap().read_exact(&mut memory).unwrap();
            assert_eq!(memory, text(read));
            // By events, too, the rest of a string that was read is skipped.
            let mut last = Vec::new();
            while let Some(Event::Text(piece)) = reply.next_event().unwrap() {
                last.extend_from_slice(piece.data);
            }
            assert_eq!(last, b"last");
            let error = reply.string().unwrap_err();
            assert!(error.to_string().starts_with("MGET: expected a string, got the end of the reply"), "{error}");
            assert_eq!(redis.run_ref::<str>(cmd::ping()).unwrap(), Some("PONG"));
        }
        let mut redis = async_redis(ground);
        block_on(async {
            let mut reply = redis.stream(cmd::mget(keys)).await.unwrap();
            reply.next_event().await.unwrap();
            reply.string().await.unwrap().unwrap().read(&mut [0; 3]).await.unwrap();
            assert!(reply.string().await.unwrap().is_none());
            reply.string().await.unwrap().unwrap();
            let mut last = Collector(Vec::new());
            assert_eq!(reply.string().await.unwrap().unwrap().copy_to(&mut last).await.unwrap(), 4);
            assert_eq!(last.0, b"last");
            assert!(matches!(reply.next_event().await.unwrap(), Some(Event::End)));
            assert!(reply.next_event().await.unwrap().is_none());
        });
    });
}

/// A string that was begun by events comes to its end by events: nothing of it is skipped.
#[test]
fn pieces_by_events() {
    everywhere(|ground| {
        ground.redis().mset(("a", text(500), "b", text(300))).unwrap();
        let mut redis = connect_blocking(ground.server.port(), MEMORY);
        redis.login(&Login { protocol: ground.protocol, db: ground.db, ..Login::default() }).unwrap();
        let mut reply = redis.stream(cmd::mget(["a", "b"])).unwrap();
        reply.next_event().unwrap();
        reply.string().unwrap().unwrap();
        let mut whole = Vec::new();
        while let Some(Event::Text(piece)) = reply.next_event().unwrap() {
            assert_eq!(piece.first, whole.is_empty());
            whole.extend_from_slice(piece.data);
        }
        assert_eq!(whole, text(300));
    });
}

#[test]
fn errors_of_the_server() {
    everywhere(|ground| {
        let mut redis = connect_blocking(ground.server.port(), MEMORY);
        redis.login(&Login { protocol: ground.protocol, db: ground.db, ..Login::default() }).unwrap();
        redis.rpush("list", 1).unwrap();
        let refused = |error: Error| {
            assert_eq!((error.code(), error.fate(), error.command()), (Some("WRONGTYPE"), Fate::Refused, Some("GET")));
            let words = "GET: WRONGTYPE Operation against a key holding the wrong kind of value";
            assert_eq!(error.to_string(), words);
        };
        let mut reply = redis.stream(cmd::get("list")).unwrap();
        refused(reply.next_event().unwrap_err());
        refused(reply.next_event().unwrap_err());
        refused(reply.string().unwrap_err());
        refused(redis.stream(cmd::get("list")).unwrap().string().unwrap_err());
        // Another type than a string leaves the next reply to the next command.
        let mut reply = redis.stream(cmd::lrange("list", 0, -1)).unwrap();
        let error = reply.string().unwrap_err();
        assert_eq!(error.to_string(), "LRANGE: expected a string, got an array (the command was executed)");
        assert_eq!(reply.next_event().unwrap_err().to_string(), error.to_string());
        assert_eq!(redis.run_ref::<str>(cmd::ping()).unwrap(), Some("PONG"));
        let error = redis.stream(cmd::monitor()).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Unsendable(_)), "{error}");

        let mut redis = async_redis(ground);
        block_on(async {
            let mut reply = redis.stream(cmd::get("list")).await.unwrap();
            refused(reply.next_event().await.unwrap_err());
            refused(reply.string().await.unwrap_err());
            assert_eq!(redis.run_ref::<str>(cmd::ping()).await.unwrap(), Some("PONG"));
        });
    });
}

/// Wherever a stream is dropped, the next command gets its own reply.
#[test]
fn dropped_early() {
    everywhere(|ground| {
        let mut redis = connect_blocking(ground.server.port(), MEMORY);
        redis.login(&Login { protocol: ground.protocol, db: ground.db, ..Login::default() }).unwrap();
        let mut asynch = async_redis(ground);
        let mut events = 0;
        loop {
            let mut reply = redis.stream(cmd::eval(NESTED, 0)).unwrap();
            let mut taken = 0;
            while taken < events && reply.next_event().unwrap().is_some() {
                taken += 1;
            }
            let next = events.to_string();
            assert_eq!(redis.run_ref::<str>(cmd::echo(&next)).unwrap(), Some(&*next));
            assert_eq!(redis.standing(), Standing::Clean);
            block_on(async {
                let mut reply = asynch.stream(cmd::eval(NESTED, 0)).await.unwrap();
                for _ in 0..taken {
                    assert!(reply.next_event().await.unwrap().is_some());
                }
                assert_eq!(asynch.run_ref::<str>(cmd::echo(&next)).await.unwrap(), Some(&*next));
            });
            if taken < events {
                break;
            }
            events += 1;
        }
        assert!(events > 15, "{events}");
    });
}

/// Of a large reply more is skipped than the budget has: the connection breaks, and says so.
#[test]
fn dropped_early_with_much_to_come() {
    everywhere(|ground| {
        let mut redis = ground.config().timeout(LONG).connect().unwrap();
        redis.set("large", "x".repeat(100 << 20)).unwrap();
        redis.set("small", "x".repeat(1 << 20)).unwrap();
        redis.stream(cmd::get("small")).unwrap().string().unwrap().unwrap().piece().unwrap().unwrap();
        assert_eq!(redis.ping().unwrap(), "PONG");

        redis.stream(cmd::get("large")).unwrap().string().unwrap().unwrap().piece().unwrap().unwrap();
        let error = redis.incr("n").unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Session(SessionError::DrainBudget)), "{error}");
        assert_eq!((error.fate(), redis.standing()), (Fate::NotSent, Standing::Broken));
        redis.connect().unwrap();
        assert_eq!(redis.incr("n").unwrap(), 1);
        let budget = DrainBudget { bytes: 200 << 20, ..DrainBudget::DEFAULT };
        let mut redis = ground.config().timeout(LONG).drain_budget(budget).connect().unwrap();
        redis.stream(cmd::get("large")).unwrap().string().unwrap().unwrap().piece().unwrap().unwrap();
        assert_eq!(redis.incr("n").unwrap(), 2);

        let mut redis = asynch::connect(ground.server.port(), 32 << 10);
        block_on(async {
            redis.login(&Login { protocol: ground.protocol, db: ground.db, ..Login::default() }).await.unwrap();
            redis.stream(cmd::get("small")).await.unwrap().string().await.unwrap().unwrap();
            assert_eq!(redis.incr("n").await.unwrap(), 3);
            redis.stream(cmd::get("large")).await.unwrap().string().await.unwrap().unwrap();
            let error = redis.incr("n").await.unwrap_err();
            assert!(matches!(error.kind(), ErrorKind::Session(SessionError::DrainBudget)), "{error}");
            assert_eq!((error.fate(), redis.standing()), (Fate::NotSent, Standing::Broken));
        });
        ground.redis().flushdb().unwrap();
    });
}

/// A disk that is full after so many bytes.
struct Disk(usize);

impl io::Write for Disk {
    fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        if self.0 == 0 {
            return Err(io::ErrorKind::StorageFull.into());
        }
        let len = buf.len().min(self.0);
        self.0 -= len;
        Ok(len)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl embedded_io::ErrorType for Disk {
    type Error = io::Error;
}

impl embedded_io::Write for Disk {
    fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        io::Write::write(self, buf)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl embedded_io_async::Write for Disk {
    async fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        io::Write::write(self, buf)
    }

    async fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn errors_of_the_writer_reach_the_caller() {
    everywhere(|ground| {
        let mut redis = ground.redis();
        redis.set("key", text(200_000)).unwrap();
        let mut asynch = async_redis(ground);
        for room in [0, 1, 40_000, 199_999] {
            let error = redis.stream(cmd::get("key")).unwrap().string().unwrap().unwrap().write_to(&mut Disk(room));
            assert_eq!(error.unwrap_err().kind(), io::ErrorKind::StorageFull);
            let error = redis.stream(cmd::get("key")).unwrap().string().unwrap().unwrap().copy_to(&mut Disk(room));
            assert!(matches!(error, Err(CopyError::Other(error)) if error.kind() == io::ErrorKind::StorageFull));
            assert_eq!(redis.ping().unwrap(), "PONG");
            block_on(async {
                let mut reply = asynch.stream(cmd::get("key")).await.unwrap();
                let error = reply.string().await.unwrap().unwrap().copy_to(&mut Disk(room)).await;
                assert!(matches!(error, Err(CopyError::Other(error)) if error.kind() == io::ErrorKind::StorageFull));
                assert_eq!(asynch.ping().await.unwrap(), "PONG");
            });
        }
    });
}

/// What befalls the connection is told in the words of each way, and told again.
#[test]
fn closed_in_the_middle() {
    let peer = Peer::start([Step::ReadCommand, Step::Send("$10\r\n01234".into()), Step::Close]).unwrap();
    let mut redis = Redis::builder().port(peer.port()).connect().unwrap();
    let mut reply = redis.stream(cmd::get("key")).unwrap();
    let mut string = reply.string().unwrap().unwrap();
    assert_eq!(string.piece().unwrap(), Some(&b"01234"[..]));
    let words = "GET: the server closed the connection (the command may have been executed)";
    assert_eq!(string.piece().unwrap_err().to_string(), words);
    assert_eq!(string.read(&mut [0; 4]).unwrap_err().to_string(), words);
    let error = string.write_to(&mut Vec::new()).unwrap_err();
    assert_eq!((error.kind(), error.to_string().as_str()), (io::ErrorKind::ConnectionReset, words));
    let Err(CopyError::Redis(error)) = string.copy_to(&mut Collector(Vec::new())) else { panic!() };
    assert_eq!((error.to_string().as_str(), error.fate()), (words, Fate::MaybeExecuted));
    assert_eq!(reply.next_event().unwrap_err().to_string(), words);
    assert_eq!(redis.standing(), Standing::Broken);
    peer.join().unwrap();
}

/// Replies of every kind of string, and of pushes between, byte by byte.
#[test]
fn strings_of_a_scripted_peer() {
    let push = ">2\r\n+invalidate\r\n*1\r\n$3\r\nkey\r\n";
    for (reply, kind, len) in [
        ("$6\r\nstring\r\n", TextKind::Bulk, Some(6)),
        ("+string\r\n", TextKind::Simple, None),
        ("=10\r\nmkd:string\r\n", TextKind::Verbatim(*b"mkd"), Some(6)),
        ("$?\r\n;2\r\nst\r\n;4\r\nring\r\n;0\r\n", TextKind::Bulk, None),
    ] {
        for dribble in [false, true] {
            let wire = format!("{push}{reply}{push}").into_bytes();
            let answer = if dribble { Step::Dribble(wire) } else { Step::Send(wire) };
            let script = [Step::ReadCommand, answer, Step::ReadCommand, Step::Send("+PONG\r\n".into())];
            let peer = Peer::start(script).unwrap();
            let mut redis = Redis::builder().port(peer.port()).timeout(LONG).connect().unwrap();
            let mut reply = redis.stream(cmd::get("key")).unwrap();
            let mut string = reply.string().unwrap().unwrap();
            assert_eq!((string.kind(), string.len()), (kind, len));
            let mut whole = Vec::new();
            string.write_to(&mut whole).unwrap();
            assert_eq!(whole, b"string");
            assert!(reply.next_event().unwrap().is_none());
            assert_eq!(redis.ping().unwrap(), "PONG");
            peer.join().unwrap();
        }
    }
}

/// The time counts that is spent on waiting, and not what the caller does in between.
#[test]
fn a_caller_may_take_its_time() {
    let (go, wait) = mpsc::channel();
    let peer = Peer::start([
        Step::ReadCommand,
        Step::Send("$10\r\n01234".into()),
        Step::Wait(wait),
        Step::Send("56789\r\n".into()),
    ]);
    let peer = peer.unwrap();
    let mut redis = Redis::builder().port(peer.port()).timeout(TIMEOUT).connect().unwrap();
    let mut reply = redis.stream(cmd::get("key")).unwrap();
    let mut string = reply.string().unwrap().unwrap();
    assert_eq!(string.piece().unwrap(), Some(&b"01234"[..]));
    std::thread::sleep(TIMEOUT * 2);
    go.send(()).unwrap();
    assert_eq!(string.piece().unwrap(), Some(&b"56789"[..]));
    assert_eq!(string.piece().unwrap(), None);
    peer.join().unwrap();
}

/// A peer that lets a byte drop now and then holds nobody for ever; the rest is skipped, and the connection is good.
#[test]
fn a_peer_that_dribbles() {
    let wire = [b"$1000\r\n".to_vec(), vec![b'x'; 5]].concat();
    let peer = Peer::start([Step::ReadCommand, Step::Send(wire), Step::Trickle(b"x".into(), TIMEOUT / 10)]).unwrap();
    let mut redis = Redis::builder().port(peer.port()).timeout(TIMEOUT).connect().unwrap();
    let mut reply = redis.stream(cmd::get("key")).unwrap();
    let error = reply.string().unwrap().unwrap().write_to(&mut Vec::new()).unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::TimedOut);
    assert_eq!(error.to_string(), "GET: timed out after 150 ms (the command may have been executed)");
    assert_eq!(redis.standing(), Standing::Draining);
}

/// Wherever a future is dropped, what comes next of the reply comes, and then the next reply.
#[test]
fn dropped_futures_lose_nothing() {
    everywhere(|ground| {
        ground.redis().mset(("a", text(500), "b", text(300))).unwrap();
        let mut redis = async_redis(ground);
        for polls in 0..4 {
            block_on(async {
                let mut reply = redis.stream(cmd::mget(["a", "b"])).await.unwrap();
                let mut whole = Vec::new();
                let mut dropped = 0;
                loop {
                    match cut(reply.next_event(), polls) {
                        Some(Ok(Some(Event::Text(text)))) => whole.extend_from_slice(text.data),
                        Some(Ok(Some(_))) => {}
                        Some(end) => break assert!(end.unwrap().is_none()),
                        // The waits of a future that is dropped every time would never end.
                        None => {
                            dropped += 1;
                            match block_on(reply.next_event()).unwrap() {
                                Some(Event::Text(text)) => whole.extend_from_slice(text.data),
                                Some(_) => {}
                                None => break,
                            }
                        }
                    }
                }
                assert_eq!(whole, [text(500), text(300)].concat());
                assert_eq!(dropped > 0, polls < 2, "{dropped}");
            });
            // While the command is sent.
            drop(cut(redis.stream(cmd::get("a")), polls));
            let next = polls.to_string();
            assert_eq!(block_on(redis.run_ref::<str>(cmd::echo(&next))).unwrap(), Some(&*next));
        }
    });
}

/// The example that users read does what it says.
#[test]
fn the_example() {
    example::run(&picoredis_tests::server().url()).unwrap();
}
