//! Scripts and functions: by digest first, with the text where that is needed, never twice.

#[path = "support/asynch.rs"]
mod asynch;
#[allow(dead_code, reason = "its main is for who runs it")]
#[path = "../../crates/client/examples/script.rs"]
mod example;
mod support;

use std::sync::{Mutex, MutexGuard, PoisonError};

use asynch::{Async, block_on, cut};
use picoredis::session::Login;
use picoredis::{ErrorKind, Fate, Redis, Script, Value, cmd};
use picoredis_tests::peer::{Peer, Step};
use support::{Ground, everywhere};

/// Its digest is computed by the compiler.
const ADD: Script = Script::new("return redis.call('INCRBY', KEYS[1], ARGV[1]) + #KEYS * 1000 + #ARGV * 100");

fn async_redis(ground: &Ground) -> Async {
    let mut redis = asynch::connect(ground.server.port(), 1024);
    block_on(redis.login(&Login { protocol: ground.protocol, db: ground.db, ..Login::default() })).unwrap();
    redis
}

/// A server forgets all scripts at once: one test at a time has it do that.
fn forgetting() -> MutexGuard<'static, ()> {
    static FORGETTING: Mutex<()> = Mutex::new(());
    FORGETTING.lock().unwrap_or_else(PoisonError::into_inner)
}

#[test]
fn digests_as_the_server_computes_them() {
    let mut redis = Redis::open(&picoredis_tests::server().url()).unwrap();
    for len in (0..200).chain([1000, 4095, 4096, 100_000]) {
        let text = format!("return 1 --{}", "x".repeat(len));
        let script = Script::new(&text);
        assert_eq!(redis.run(script.load()).unwrap(), script.sha1(), "{len}");
        assert_eq!(script.text(), text);
    }
    assert_eq!(format!("{ADD:?}"), format!("Script({})", ADD.sha1()));
}

#[test]
fn keys_and_arguments() {
    everywhere(|ground| {
        let mut redis = ground.redis();
        let script = Script::new("return {KEYS, ARGV}");
        type Both = (Vec<String>, Vec<String>);
        let none: Both = redis.run_script(&script, (), ()).unwrap();
        assert_eq!(none, (vec![], vec![]));
        let all: Both = redis.run_script(&script, ["a", "b"], (1, "x", [2.5])).unwrap();
        assert_eq!(all, (vec!["a".into(), "b".into()], vec!["1".into(), "x".into(), "2.5".into()]));
        let all: Both = block_on(async_redis(ground).run_script(&script, "a", "x")).unwrap();
        assert_eq!(all, (vec!["a".into()], vec!["x".into()]));
    });
}

/// Whether the server knows the script or not, it is executed once.
#[test]
fn a_server_that_has_forgotten_the_script() {
    let _alone = forgetting();
    everywhere(|ground| {
        let mut redis = ground.redis();
        for sum in 1..=3 {
            redis.script_flush().unwrap();
            assert_eq!(redis.run_script::<i64>(&ADD, "n", 1).unwrap(), 1100 + sum * 2 - 1);
            assert_eq!(redis.run_script::<i64>(&ADD, "n", 1).unwrap(), 1100 + sum * 2);
        }
        let mut redis = async_redis(ground);
        block_on(redis.script_flush()).unwrap();
        assert_eq!(block_on(redis.run_script::<i64>(&ADD, "n", 1)).unwrap(), 1107);
        assert_eq!(block_on(redis.run_script::<i64>(&ADD, "n", 1)).unwrap(), 1108);
    });
}

#[test]
fn errors_of_a_script_are_not_answered_by_another_try() {
    everywhere(|ground| {
        let mut redis = ground.redis();
        let failing = Script::new("redis.call('INCR', KEYS[1]) return redis.error_reply('MINE it failed')");
        for executed in 1..=2 {
            let error = redis.run_script::<Value>(&failing, "executed", ()).unwrap_err();
            assert_eq!((error.code(), error.fate()), (Some("MINE"), Fate::Refused));
            assert_eq!(redis.run(cmd::get("executed").reply::<i64>()).unwrap(), executed);
        }
        assert_eq!(redis.ping().unwrap(), "PONG");
    });
}

/// What goes over the wire, byte by byte: the digest, then the text, then the digest.
#[test]
fn what_is_sent() {
    let script = Script::new("return 1");
    let bulk = |text: &str| format!("${}\r\n{text}\r\n", text.len());
    let call = |name, what| format!("*5\r\n{}", [name, what, "1", "key", "7"].map(bulk).concat());
    let by_digest = || Step::Expect(call("EVALSHA", script.sha1()).into());
    let peer = Peer::start([
        by_digest(),
        Step::Dribble("-NOSCRIPT No matching script.\r\n".into()),
        Step::Expect(call("EVAL", "return 1").into()),
        Step::Dribble(":1\r\n".into()),
        by_digest(),
        Step::Send("-BUSY running\r\n".into()),
        by_digest(),
        Step::Close,
    ]);
    let peer = peer.unwrap();
    let mut redis = Redis::builder().port(peer.port()).connect().unwrap();
    assert_eq!(redis.run_script::<i64>(&script, "key", 7).unwrap(), 1);
    assert_eq!(redis.run_script::<i64>(&script, "key", 7).unwrap_err().code(), Some("BUSY"));
    let error = redis.run_script::<i64>(&script, "key", 7).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Closed), "{error}");
    assert_eq!((error.fate(), error.command()), (Fate::MaybeExecuted, Some("EVALSHA")));
    peer.join().unwrap();
}

#[test]
fn in_pipelines_and_transactions() {
    let _alone = forgetting();
    everywhere(|ground| {
        let mut redis = ground.redis();
        redis.script_flush().unwrap();
        let add = || ADD.evalsha("n", 1).reply::<i64>();
        let (unknown, text, known) = redis.pipeline((add(), ADD.eval("n", 1).reply::<i64>(), add()));
        assert_eq!(unknown.unwrap_err().code(), Some("NOSCRIPT"));
        assert_eq!((text.unwrap(), known.unwrap()), (1101, 1102));

        redis.script_flush().unwrap();
        let (sha1, first, second) = redis.transaction((ADD.load(), add(), add())).unwrap();
        assert_eq!((sha1.unwrap().as_str(), first.unwrap(), second.unwrap()), (ADD.sha1(), 1103, 1104));

        block_on(async {
            let mut redis = async_redis(ground);
            redis.script_flush().await.unwrap();
            let (sha1, first) = redis.pipeline((ADD.load(), add())).await;
            assert_eq!((sha1.unwrap().as_str(), first.unwrap()), (ADD.sha1(), 1105));
            let (second,) = redis.transaction((ADD.eval("n", 1).reply::<i64>(),)).await.unwrap();
            assert_eq!(second.unwrap(), 1106);
        });
    });
}

/// Wherever the future is dropped, the next script gets its own reply.
#[test]
fn a_dropped_future_leaves_the_connection_in_step() {
    everywhere(|ground| {
        let _alone = forgetting();
        let script = Script::new("return ARGV[1]");
        let mut redis = async_redis(ground);
        // It waits for the write, the flush and the read, and for those of EVAL again.
        for polls in 0..8 {
            block_on(redis.script_flush()).unwrap();
            let cut = cut(redis.run_script::<String>(&script, (), "dropped"), polls);
            assert_eq!(cut.is_some(), polls == 7, "{polls}");
            assert_eq!(block_on(redis.run_script::<usize>(&script, (), polls)).unwrap(), polls);
        }
    });
}

#[test]
fn functions() {
    everywhere(|ground| {
        let mut redis = ground.redis();
        let library = "#!lua name=tests\n\
            redis.register_function('add', function(keys, args) return redis.call('INCRBY', keys[1], args[1]) end)\n\
            redis.register_function{function_name='peek', callback=function(keys) return redis.call('GET', keys[1]) end,\
            flags={'no-writes'}}";
        assert_eq!(redis.function_load(("REPLACE", library)).unwrap(), "tests");
        assert_eq!(redis.fcall("add", (1, "n", 5)).unwrap(), Value::Integer(5));
        assert_eq!(redis.run(cmd::fcall_ro("peek", (1, "n")).reply::<i64>()).unwrap(), 5);
        let refused = redis.fcall_ro("add", (1, "n", 5)).unwrap_err();
        assert_eq!((refused.code(), refused.command()), (Some("ERR"), Some("FCALL_RO")));
        let (first, second) = redis
            .transaction((cmd::fcall("add", (1, "n", 1)).reply::<i64>(), cmd::fcall_ro("peek", (1, "n"))))
            .unwrap();
        assert_eq!((first.unwrap(), second.unwrap().as_str()), (6, Some("6")));
        let mut redis = async_redis(ground);
        assert_eq!(block_on(redis.fcall("add", (1, "n", 5))).unwrap(), Value::Integer(11));
    });
}

/// The example that users read does what it says.
#[test]
fn the_example() {
    example::run(&picoredis_tests::server().url()).unwrap();
}
