//! Replies in memory that is there already, the caller's or the connection's: what fits, what does not, and the next reply.

#[path = "support/asynch.rs"]
mod asynch;
mod support;

use asynch::{Async, block_on, connect_blocking, cut};
use picoredis::session::{Login, Standing};
use picoredis::{Error, ErrorKind, Fate, ReplyError, cmd};
use picoredis_tests::peer::{Peer, Step};
use support::{Ground, everywhere};

/// So much memory a connection receives in.
const MEMORY: usize = 64;

fn async_redis(ground: &Ground) -> Async {
    let mut redis = asynch::connect(ground.server.port(), MEMORY);
    block_on(redis.login(&Login { protocol: ground.protocol, db: ground.db, ..Login::default() })).unwrap();
    redis
}

/// The error tells how many bytes there were, and how many would have had room.
fn assert_too_long(error: &Error, needed: usize, capacity: usize) {
    let expected = ReplyError::Capacity { needed, capacity };
    assert!(matches!(error.kind(), ErrorKind::Reply(found) if *found == expected), "{error}");
    let words = format!("GET: needed {needed} bytes, buffer holds {capacity} (the command was executed)");
    assert_eq!(error.to_string(), words);
}

/// Letters that tell where in the text they stand.
fn text(len: usize) -> String {
    (b'a'..=b'z').cycle().take(len).map(char::from).collect()
}

#[test]
fn into_memory_of_the_callers() {
    everywhere(|ground| {
        let mut redis = ground.redis();
        for len in [0, 1, 31, 32, 33, 300, 100_000] {
            redis.set("key", text(len)).unwrap();
            let mut memory = [b'-'; 32];
            match redis.run_into(cmd::get("key"), &mut memory) {
                Ok(value) => assert_eq!(value.unwrap(), text(len).as_bytes()),
                Err(error) => assert_too_long(&error, len, 32),
            }
            assert_eq!(len <= 32, redis.run_into(cmd::get("key"), &mut memory).is_ok(), "{len}");
            assert_eq!(redis.ping().unwrap(), "PONG");
        }
        assert!(redis.run_into(cmd::get("missing"), &mut [0; 4]).unwrap().is_none());
        assert_eq!(redis.run_into(cmd::incr("n"), &mut [0; 4]).unwrap().unwrap(), b"1");
        redis.set("key", "").unwrap();
        assert_eq!(redis.run_into(cmd::get("key"), &mut []).unwrap().unwrap(), b"");
        redis.rpush("list", [1, 2]).unwrap();
        let error = redis.run_into(cmd::lrange("list", 0, -1), &mut [0; 4]).unwrap_err();
        assert_eq!(error.to_string(), "LRANGE: expected a string, got an array (the command was executed)");
        assert_eq!(redis.run_into(cmd::get("list"), &mut [0; 4]).unwrap_err().code(), Some("WRONGTYPE"));
        assert_eq!(redis.ping().unwrap(), "PONG");

        let mut redis = async_redis(ground);
        block_on(async {
            for len in [0, 32, 33, 300] {
                redis.set("key", text(len)).await.unwrap();
                let mut memory = [b'-'; 32];
                match redis.run_into(cmd::get("key"), &mut memory).await {
                    Ok(value) => assert_eq!(value.unwrap(), text(len).as_bytes()),
                    Err(error) => assert_too_long(&error, len, 32),
                }
                assert_eq!(len <= 32, redis.run_into(cmd::get("key"), &mut memory).await.is_ok(), "{len}");
            }
            assert!(redis.run_into(cmd::get("missing"), &mut [0; 4]).await.unwrap().is_none());
        });
    });
}

/// What has less bytes than the memory fits, however the reply is cut on its way.
#[test]
fn lent_from_the_memory_of_the_connection() {
    everywhere(|ground| {
        let mut redis = connect_blocking(ground.server.port(), MEMORY);
        redis.login(&Login { protocol: ground.protocol, db: ground.db, ..Login::default() }).unwrap();
        let mut asynch = async_redis(ground);
        for len in (0..80).chain([1000, 100_000]) {
            redis.set("key", text(len)).unwrap();
            match redis.run_ref::<str>(cmd::get("key")) {
                Ok(value) => assert_eq!(value, Some(&*text(len))),
                Err(error) => assert_too_long(&error, len, MEMORY - 1),
            }
            assert_eq!(len < MEMORY, redis.run_ref::<[u8]>(cmd::get("key")).is_ok(), "{len}");
            assert_eq!(redis.ping().unwrap(), "PONG");
            block_on(async {
                match asynch.run_ref::<str>(cmd::get("key")).await {
                    Ok(value) => assert_eq!(value, Some(&*text(len))),
                    Err(error) => assert_too_long(&error, len, MEMORY - 1),
                }
                assert_eq!(len < MEMORY, asynch.run_ref::<[u8]>(cmd::get("key")).await.is_ok(), "{len}");
                assert_eq!(asynch.ping().await.unwrap(), "PONG");
            });
        }
    });
}

#[test]
fn what_cannot_be_lent() {
    everywhere(|ground| {
        let mut redis = ground.redis();
        assert_eq!(redis.run_ref::<str>(cmd::get("missing")).unwrap(), None);
        assert_eq!(redis.run_ref::<str>(cmd::ping()).unwrap(), Some("PONG"));
        let error = redis.run_ref::<str>(cmd::incr("n")).unwrap_err();
        assert_eq!(error.to_string(), "INCR: expected a string, got an integer (the command was executed)");
        redis.rpush("list", ["a", "b"]).unwrap();
        let error = redis.run_ref::<str>(cmd::lrange("list", 0, -1)).unwrap_err();
        assert_eq!(error.to_string(), "LRANGE: expected a string, got an array (the command was executed)");
        let error = redis.run_ref::<str>(cmd::get("list")).unwrap_err();
        assert_eq!((error.code(), error.fate(), error.command()), (Some("WRONGTYPE"), Fate::Refused, Some("GET")));
        redis.set("bytes", b"\xff\xfe").unwrap();
        assert_eq!(redis.run_ref::<[u8]>(cmd::get("bytes")).unwrap(), Some(&b"\xff\xfe"[..]));
        let error = redis.run_ref::<str>(cmd::get("bytes")).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Reply(ReplyError::Utf8)), "{error}");
        let error = redis.run_ref::<str>(cmd::monitor()).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Unsendable(_)), "{error}");
        assert_eq!(redis.ping().unwrap(), "PONG");
    });
}

/// Every kind of string, byte by byte, with pushes and attributes around it.
#[test]
fn lent_from_a_scripted_peer() {
    let push = ">2\r\n+invalidate\r\n*1\r\n$20\r\nsomething else by far\r\n".replace("$20", "$21");
    let replies = [
        ("+simple\r\n", Some("simple")),
        ("$10\r\n0123456789\r\n", Some("0123456789")),
        ("=8\r\ntxt:mark\r\n", Some("mark")),
        ("$?\r\n;4\r\nstre\r\n;4\r\named\r\n;0\r\n", Some("streamed")),
        ("|1\r\n+ttl\r\n:60\r\n$2\r\nok\r\n", Some("ok")),
        ("$0\r\n\r\n", Some("")),
        ("_\r\n", None),
    ];
    for (reply, expected) in replies {
        for wire in [reply.to_owned(), format!("{push}{reply}"), format!("{push}{reply}{push}")] {
            let script = || {
                let answer = Step::Dribble(wire.clone().into());
                let pong = Step::Send("+PONG\r\n".into());
                Peer::start([Step::ReadCommand, answer, Step::ReadCommand, pong]).unwrap()
            };
            let peer = script();
            let mut redis = connect_blocking(peer.port(), 24);
            assert_eq!(redis.run_ref::<str>(cmd::get("key")).unwrap(), expected, "{wire}");
            assert_eq!(redis.run_ref::<str>(cmd::ping()).unwrap(), Some("PONG"));
            peer.join().unwrap();

            let peer = script();
            let mut redis = asynch::connect(peer.port(), 24);
            assert_eq!(block_on(redis.run_ref::<str>(cmd::get("key"))).unwrap(), expected, "{wire}");
            assert_eq!(block_on(redis.run_ref::<str>(cmd::ping())).unwrap(), Some("PONG"));
            peer.join().unwrap();
        }
    }
}

/// A streamed string tells its length only in the end.
#[test]
fn too_long_without_a_word_before() {
    let reply = format!("$?\r\n{};0\r\n", ";10\r\n0123456789\r\n".repeat(5));
    let script = [Step::ReadCommand, Step::Send(reply.into()), Step::ReadCommand, Step::Send("+PONG\r\n".into())];
    let peer = Peer::start(script).unwrap();
    let mut redis = connect_blocking(peer.port(), 24);
    assert_too_long(&redis.run_ref::<str>(cmd::get("key")).unwrap_err(), 50, 23);
    assert_eq!(redis.run_ref::<str>(cmd::ping()).unwrap(), Some("PONG"));
    peer.join().unwrap();
}

#[test]
fn lost_in_the_middle() {
    let peer = Peer::start([Step::ReadCommand, Step::Send("$10\r\n01234".into()), Step::Close]).unwrap();
    let mut redis = connect_blocking(peer.port(), 24);
    let error = redis.run_ref::<str>(cmd::get("key")).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Closed), "{error}");
    assert_eq!((error.fate(), redis.standing()), (Fate::MaybeExecuted, Standing::Broken));
    peer.join().unwrap();
}

/// Wherever the future is dropped, the next command gets its own reply.
#[test]
fn a_dropped_future_leaves_the_connection_in_step() {
    everywhere(|ground| {
        ground.redis().set("key", text(MEMORY * 3)).unwrap();
        let mut redis = async_redis(ground);
        let mut finished = 0;
        for polls in 0..12 {
            finished += u32::from(cut(redis.run_ref::<str>(cmd::get("key")), polls).is_some());
            finished += u32::from(cut(redis.run_into(cmd::get("key"), &mut [0; 16]), polls).is_some());
            let polls = polls.to_string();
            assert_eq!(block_on(redis.run_ref::<str>(cmd::echo(&polls))).unwrap(), Some(&*polls));
        }
        assert!((2..22).contains(&finished), "{finished}");
    });
}
