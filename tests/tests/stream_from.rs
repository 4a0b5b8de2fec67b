//! Arguments that come from a reader: what the server gets, what becomes of a reader that fails, and the next command.

#[path = "support/asynch.rs"]
mod asynch;
mod support;

use std::io::{self, Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

use asynch::{Async, block_on, connect_blocking, cut};
use picoredis::args::Args;
use picoredis::asynch::{FromTokio, Redis as TokioRedis};
use picoredis::encode::Visit;
use picoredis::session::{Login, Standing};
use picoredis::{CopyError, Error, ErrorKind, Fate, FromStd, Redis, Value, cmd, embedded_io};
use picoredis_tests::peer::{Peer, Step};
use support::{Ground, everywhere};
use tokio::io::AsyncWriteExt;

/// So much memory the commands of a small connection are sent from.
const MEMORY: usize = 64;

fn small(ground: &Ground) -> Redis<picoredis::transport::Bare<asynch::Socket>, Vec<u8>, 32> {
    let mut redis = connect_blocking(ground.server.port(), MEMORY);
    redis.login(&login(ground)).unwrap();
    redis
}

fn async_redis(ground: &Ground) -> Async {
    let mut redis = asynch::connect(ground.server.port(), MEMORY);
    block_on(redis.login(&login(ground))).unwrap();
    redis
}

fn login(ground: &Ground) -> Login<'static> {
    Login { protocol: ground.protocol, db: ground.db, ..Login::default() }
}

/// Bytes of every kind, line ends among them.
fn noise(len: usize) -> Vec<u8> {
    (0..len).map(|index| (index * 7 + index / 251) as u8).collect()
}

/// Gives so many bytes, no more at a time than that, and then what is to come.
struct Reader {
    bytes: Cursor<Vec<u8>>,
    most: usize,
    end: fn() -> io::Result<usize>,
}

impl Reader {
    fn new(len: usize, most: usize, end: fn() -> io::Result<usize>) -> Self {
        Reader { bytes: Cursor::new(noise(len)), most, end }
    }

    fn read(&mut self, memory: &mut [u8]) -> io::Result<usize> {
        assert!(!memory.is_empty());
        let most = memory.len().min(self.most);
        match self.bytes.read(&mut memory[..most])? {
            0 => (self.end)(),
            len => Ok(len),
        }
    }

    /// How many bytes it has given.
    fn given(&self) -> u64 {
        self.bytes.position()
    }
}

impl embedded_io::ErrorType for Reader {
    type Error = io::Error;
}

impl embedded_io::Read for Reader {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        self.read(buf)
    }
}

impl embedded_io_async::Read for Reader {
    async fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        asynch::wait().await;
        self.read(buf)
    }
}

fn fails() -> io::Result<usize> {
    Err(io::ErrorKind::StorageFull.into())
}

fn ends() -> io::Result<usize> {
    Ok(0)
}

fn too_much() -> io::Result<usize> {
    panic!("it was asked for more than was wanted")
}

#[test]
fn values_of_every_length() {
    everywhere(|ground| {
        let (mut redis, mut little, mut asynch) = (ground.redis(), small(ground), async_redis(ground));
        for len in (0..200).chain([16_300, 16_384, 40_000, 300_000]) {
            for most in [1, 50, usize::MAX] {
                if most == 1 && len > 300 {
                    continue;
                }
                let mut check = |more: i64| {
                    assert!(redis.get("key").unwrap().unwrap() == noise(len), "{len} bytes, {most} at a time");
                    assert_eq!(redis.ttl("key").unwrap(), more);
                    assert_eq!(redis.del("key").unwrap(), 1);
                };
                let mut reader = Reader::new(len, most, too_much);
                let set = little.run_from(cmd::set("key", ()), len as u64, &mut reader, ("EX", 100));
                assert!(set.unwrap());
                check(100);
                let mut reader = Reader::new(len, most, too_much);
                assert!(block_on(asynch.run_from(cmd::set("key", ()), len as u64, &mut reader, ())).unwrap());
                check(-1);
            }
        }
        for len in [0, 10, 16_300, 16_384, 2_000_000] {
            let mut reader = Reader::new(len, usize::MAX, too_much);
            assert!(redis.run_from(cmd::set("key", ()), len as u64, &mut reader, ()).unwrap());
            assert!(redis.get("key").unwrap().unwrap() == noise(len));
        }
    });
}

/// Before and behind the argument there may be more than the memory holds; the reply has any type.
#[test]
fn between_large_arguments() {
    everywhere(|ground| {
        let (mut redis, mut little, mut asynch) = (ground.redis(), small(ground), async_redis(ground));
        let (key, field) = ("k".repeat(300), "f".repeat(MEMORY));
        let more = || (&field, "v".repeat(500), "n", 7);
        let mut reader = Reader::new(1000, 99, too_much);
        let set = little.run_from(cmd::hset(&key, "streamed"), 1000, &mut reader, more());
        assert_eq!(set.unwrap(), 3);
        assert!(redis.hget(&key, "streamed").unwrap().unwrap() == noise(1000));
        assert_eq!(redis.hmget(&key, (&field, "n")).unwrap(), [Some("v".repeat(500).into()), Some("7".into())]);

        let mut reader = Reader::new(500, 99, too_much);
        assert_eq!(block_on(asynch.run_from(cmd::hset(&key, "streamed"), 500, &mut reader, more())).unwrap(), 0);
        assert!(redis.hget(&key, "streamed").unwrap().unwrap() == noise(500));

        let mut reader = Reader::new(100, 99, too_much);
        let echo = redis.run_from(cmd::echo(()), 100, &mut reader, ()).unwrap();
        assert_eq!(echo, noise(100));
        let mut reader = Reader::new(3, 99, too_much);
        let any = redis.run_from(picoredis::Command::new("APPEND key", ()), 3, &mut reader, ());
        assert_eq!(any.unwrap(), Value::Integer(3));
    });
}

#[test]
fn a_reader_with_more_is_not_read_beyond() {
    let mut redis = Redis::open(&picoredis_tests::server().url()).unwrap();
    for (has, len) in [(10, 4), (100_000, 40_000), (5, 0)] {
        let mut reader = Reader::new(has, usize::MAX, too_much);
        assert!(redis.run_from(cmd::set("beyond", ()), len, &mut reader, ()).unwrap());
        assert_eq!(reader.given(), len);
        assert!(redis.getdel("beyond").unwrap().unwrap() == noise(len as usize));
    }
}

#[test]
fn errors_of_the_server_are_those_of_any_command() {
    everywhere(|ground| {
        let mut redis = small(ground);
        redis.rpush("list", 1).unwrap();
        for len in [3, 300] {
            let mut reader = Reader::new(len, 99, too_much);
            let outcome = redis.run_from(cmd::append("list", ()), len as u64, &mut reader, ());
            let Err(CopyError::Redis(error)) = outcome else { panic!() };
            let about = (error.code(), error.fate(), error.command());
            assert_eq!(about, (Some("WRONGTYPE"), Fate::Refused, Some("APPEND")));
            assert_eq!(redis.run_ref::<str>(cmd::ping()).unwrap(), Some("PONG"));
        }
    });
}

fn is_not_connected(error: &Error) -> bool {
    matches!(error.kind(), ErrorKind::NotConnected) && error.fate() == Fate::NotSent
}

/// The reader fails, ends too soon, or panics, when so many of a hundred bytes more than the memory have come: what the
/// caller is told, where the connection stands then, and that nothing was executed.
#[test]
fn readers_that_give_too_little() {
    everywhere(|ground| {
        let mut other = ground.redis();
        let all = MEMORY + 100;
        for has in 0..all {
            // `*3\r\n$3\r\nSET\r\n$3\r\nkey\r\n$164\r\n` is 28 bytes; the first piece goes when the memory is full.
            let passed = has >= MEMORY - 28;
            let standing = if passed { Standing::Broken } else { Standing::Clean };
            let next = |error: Option<Error>| assert_eq!(error.is_some_and(|error| is_not_connected(&error)), passed);

            let mut redis = small(ground);
            let mut reader = Reader::new(has, usize::MAX, fails);
            let outcome = redis.run_from(cmd::set("key", ()), all as u64, &mut reader, ());
            assert!(matches!(outcome, Err(CopyError::Other(error)) if error.kind() == io::ErrorKind::StorageFull));
            assert_eq!((redis.standing(), redis.is_reusable()), (standing, !passed), "{has}");
            next(redis.run_into(cmd::ping(), &mut [0; 4]).err());

            let mut redis = small(ground);
            let mut reader = Reader::new(has, 7, ends);
            let outcome = redis.run_from(cmd::set("key", ()), all as u64, &mut reader, ());
            let Err(CopyError::Redis(error)) = outcome else { panic!() };
            let words = "SET: the reader ended before the argument was whole (the command was not sent)";
            assert_eq!((error.to_string().as_str(), error.fate()), (words, Fate::NotSent));
            assert_eq!((redis.standing(), redis.is_reusable()), (standing, !passed), "{has}");
            next(redis.run_into(cmd::ping(), &mut [0; 4]).err());

            let mut redis = async_redis(ground);
            let mut reader = Reader::new(has, 7, fails);
            let outcome = block_on(redis.run_from(cmd::set("key", ()), all as u64, &mut reader, ()));
            assert!(matches!(outcome, Err(CopyError::Other(error)) if error.kind() == io::ErrorKind::StorageFull));
            assert_eq!((redis.standing(), redis.is_reusable()), (standing, !passed), "{has}");
            next(block_on(redis.run_into(cmd::ping(), &mut [0; 4])).err());
        }
        assert_eq!(other.exists("key").unwrap(), 0);
    });
}

#[test]
fn a_reader_that_panics() {
    for (has, standing) in [(1, Standing::Clean), (MEMORY * 2, Standing::Broken)] {
        let mut redis = connect_blocking(picoredis_tests::server().port(), MEMORY);
        let mut reader = Reader::new(has, usize::MAX, || panic!("on purpose"));
        let outcome = catch_unwind(AssertUnwindSafe(|| redis.run_from(cmd::set("panics", ()), 1000, &mut reader, ())));
        assert!(outcome.is_err());
        assert_eq!(redis.standing(), standing);
        let next = redis.run_ref::<str>(cmd::ping());
        assert_eq!(next.is_ok_and(|pong| pong == Some("PONG")), standing == Standing::Clean);
    }
}

/// Wherever the future is dropped, the connection is good or says that it is not; and the value is whole or not there.
#[test]
fn a_dropped_future() {
    everywhere(|ground| {
        let mut other = ground.redis();
        let (mut good, mut broken, mut whole) = (0, 0, 0);
        for len in [10, 150] {
            for polls in 0..16 {
                let mut redis = async_redis(ground);
                let mut reader = Reader::new(len, 30, too_much);
                drop(cut(redis.run_from(cmd::set("key", ()), len as u64, &mut reader, ()), polls));
                match block_on(redis.run_ref::<str>(cmd::ping())) {
                    Ok(pong) => {
                        assert_eq!(pong, Some("PONG"));
                        good += 1;
                    }
                    Err(error) => {
                        assert!(is_not_connected(&error), "{error}");
                        assert!(len > MEMORY, "{polls}");
                        broken += 1;
                    }
                }
                if let Some(value) = other.getdel("key").unwrap() {
                    assert!(value == noise(len));
                    whole += 1;
                }
            }
        }
        assert!(good > 5 && broken > 3 && whole > 5, "{good} {broken} {whole}");
    });
}

/// What a scripted peer reads, byte by byte; and one that hangs up in the middle of it.
#[test]
fn what_is_sent() {
    let wire = "*5\r\n$3\r\nSET\r\n$3\r\nkey\r\n$4\r\n\x00\x07\x0e\x15\r\n$2\r\nEX\r\n$2\r\n10\r\n";
    let peer = Peer::start([Step::Expect(wire.into()), Step::Dribble("+OK\r\n".into()), Step::Reset]).unwrap();
    let mut redis = Redis::builder().port(peer.port()).connect().unwrap();
    let mut reader = Reader::new(4, 1, too_much);
    assert!(redis.run_from(cmd::set("key", ()), 4, &mut reader, ("EX", 10)).unwrap());
    let len = 100 << 20;
    let outcome = redis.run_from(cmd::set("key", ()), len, FromStd(io::repeat(0)), ());
    let Err(CopyError::Redis(error)) = outcome else { panic!() };
    assert!(matches!(error.kind(), ErrorKind::Io(_)), "{error}");
    assert_eq!((error.fate(), redis.standing(), error.command()), (Fate::NotSent, Standing::Broken, Some("SET")));
    peer.join().unwrap();
}

/// Says that it is so many arguments, and is one.
struct Miscounted(usize);

impl Args for Miscounted {
    fn count(&self) -> usize {
        self.0
    }

    fn visit<V: Visit>(&self, visitor: &mut V) -> Result<(), V::Error> {
        visitor.arg(b"x")
    }
}

#[test]
fn what_cannot_be_sent_is_not() {
    let mut redis = Redis::open(&picoredis_tests::server().url()).unwrap();
    let mut reader = Reader::new(4, 4, too_much);
    let unsendable = |outcome: Result<Value, CopyError<io::Error>>| {
        let Err(CopyError::Redis(error)) = outcome else { panic!() };
        assert!(matches!(error.kind(), ErrorKind::Unsendable(_)), "{error}");
        assert_eq!(error.fate(), Fate::NotSent);
    };
    for count in [0, 2] {
        unsendable(redis.run_from(cmd::set("key", ()).reply(), 4, &mut reader, Miscounted(count)));
        unsendable(redis.run_from(cmd::set("key", Miscounted(count)).reply(), 4, &mut reader, ()));
    }
    unsendable(redis.run_from(cmd::subscribe(()).reply(), 4, &mut reader, ()));
    assert_eq!(reader.given(), 0);
    assert_eq!(redis.ping().unwrap(), "PONG");

    // There is no memory to send from.
    let mut redis = connect_blocking(picoredis_tests::server().port(), 0);
    unsendable(redis.run_from(cmd::set("key", ()).reply(), 4, &mut reader, ()));
    let mut redis = asynch::connect(picoredis_tests::server().port(), 0);
    unsendable(block_on(redis.run_from(cmd::set("key", ()).reply(), 4, &mut reader, ())));
}

/// Debug output shows the command, and not what came from the reader.
#[test]
fn debug_output() {
    let mut redis = Redis::open(&picoredis_tests::server().url()).unwrap();
    let (lines, shown) = std::sync::mpsc::channel();
    redis.debug_to(move |wire| lines.send(wire.to_string()).unwrap());
    let mut reader = Reader::new(100, 100, too_much);
    redis.run_from(cmd::set("debug", ()), 100, &mut reader, ("EX", 1)).unwrap();
    redis.debug_off();
    let shown: Vec<String> = shown.iter().collect();
    let sent = r#"SEND: "*5\r\n$3\r\nSET\r\n$5\r\ndebug\r\n$100\r\n\r\n$2\r\nEX\r\n$1\r\n1\r\n""#;
    assert_eq!(shown, [sent, r#"RECV: "+OK\r\n""#]);
}

/// A reader of the standard library serves as any other.
#[test]
fn readers_of_std() {
    let mut redis = Redis::open(&picoredis_tests::server().url()).unwrap();
    assert!(redis.run_from(cmd::set("std", ()), 8, FromStd("standard".as_bytes()), ()).unwrap());
    assert_eq!(redis.getdel("std").unwrap().unwrap(), "standard");
    let outcome = redis.run_from(cmd::set("std", ()), 9, FromStd("standard".as_bytes()), ());
    assert!(matches!(outcome, Err(CopyError::Redis(error)) if error.fate() == Fate::NotSent));
}

/// A runtime with several threads may move the futures between them.
#[test]
fn futures_are_send() {
    fn is_send(_: impl Send) {}
    let mut redis = asynch::connect(picoredis_tests::server().port(), MEMORY);
    is_send(async {
        let mut reader = Reader::new(3, 3, ends);
        redis.run_from(cmd::set("key", ()), 3, &mut reader, ("EX", 1)).await?;
        let mut reply = redis.stream(cmd::get("key")).await?;
        reply.next_event().await?;
        if let Some(mut string) = reply.string().await? {
            string.read(&mut [0; 4]).await?;
            string.piece().await?;
        }
        redis.run_ref::<str>(cmd::get("key")).await?;
        redis.run_into(cmd::get("key"), &mut [0; 4]).await?;
        redis.scan_iter(("MATCH", "k*")).next().await;
        redis.run_script::<i64>(&picoredis::Script::new("return 1"), "key", "arg").await?;
        Ok::<_, CopyError<io::Error>>(())
    });
}

/// So do those of tokio, on any of its threads.
#[test]
fn readers_and_writers_of_tokio() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let within = runtime.enter();
    let (mut near, far) = tokio::net::UnixStream::pair().unwrap();
    let copied = runtime.spawn(async move {
        let mut redis = TokioRedis::open(&picoredis_tests::server().url()).await.unwrap();
        assert!(redis.run_from(cmd::set("tokio", ()), 3000, FromTokio(far), ()).await.unwrap());
        let mut reply = redis.stream(cmd::getdel("tokio")).await.unwrap();
        // What is buffered arrives, too.
        let mut copy = tokio::io::BufWriter::new(Vec::new());
        assert_eq!(reply.string().await.unwrap().unwrap().write_to(&mut copy).await.unwrap(), 3000);
        assert!(copy.buffer().is_empty());
        copy.into_inner()
    });
    drop(within);
    let copied = runtime.block_on(async {
        // Of so many writes the runtime shows the reader some before they are over.
        for _ in 0..1000 {
            near.write_all(&[7; 3]).await.unwrap();
            tokio::task::yield_now().await;
        }
        copied.await.unwrap()
    });
    assert_eq!(copied, [7; 3000]);
}

/// A writer that fails, or takes nothing more, leaves the connection in step.
#[test]
fn writers_of_tokio_that_fail() {
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let mut redis = TokioRedis::open(&picoredis_tests::server().url()).await.unwrap();
        redis.set("tokio:fails", "x".repeat(1000)).await.unwrap();
        let (mut near, far) = tokio::net::UnixStream::pair().unwrap();
        drop(far);
        let mut memory = [0; 10];
        let mut full = Cursor::new(&mut memory[..]);
        let writers: [(&mut (dyn tokio::io::AsyncWrite + Unpin), _); 2] =
            [(&mut near, io::ErrorKind::BrokenPipe), (&mut full, io::ErrorKind::WriteZero)];
        for (writer, kind) in writers {
            let mut reply = redis.stream(cmd::get("tokio:fails")).await.unwrap();
            let error = reply.string().await.unwrap().unwrap().write_to(writer).await.unwrap_err();
            assert_eq!(error.kind(), kind);
            assert_eq!(redis.ping().await.unwrap(), "PONG");
        }
        redis.del("tokio:fails").await.unwrap();
    });
}
