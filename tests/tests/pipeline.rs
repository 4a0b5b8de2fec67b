//! Pipelines on real servers, by both faces: every kind of batch, each command with a result of its own.

#[path = "support/faces.rs"]
#[macro_use]
mod faces;
mod support;
#[path = "support/wire.rs"]
mod wire;

use std::time::Duration;

use picoredis::args::Each;
use picoredis::pipeline::Pipeline;
use picoredis::session::Standing;
use picoredis::{Bytes, ErrorKind, Fate, Protocol, Unsendable, Value, cmd};
use picoredis_tests::peer::{Peer, Step};
use support::everywhere;

const TIMEOUT: Duration = Duration::from_millis(150);

#[test]
fn tuples_of_any_length() {
    everywhere(|ground| {
        both_faces!(ground, |redis, call| {
            call!(redis.flushdb()).unwrap();
            let (one,) = call!(redis.pipeline((cmd::set("a", 1),)));
            assert!(one.unwrap());
            let (got, all, len, missing) = call!(redis.pipeline((
                cmd::get("a").reply::<u16>(),
                cmd::mget(["a", "b"]),
                cmd::strlen("a"),
                cmd::get("b"),
            )));
            assert_eq!(got.unwrap(), 1);
            assert_eq!(all.unwrap(), [Some("1".into()), None]);
            assert_eq!((len.unwrap(), missing.unwrap()), (1, None));
            let ten = call!(redis.pipeline((
                cmd::incr("n"),
                cmd::incr("n"),
                cmd::incr("n"),
                cmd::incr("n"),
                cmd::incr("n"),
                cmd::incr("n"),
                cmd::incr("n"),
                cmd::incr("n"),
                cmd::incr("n"),
                cmd::hset("h", ("f", 1.5)),
            )));
            assert_eq!((ten.0.unwrap(), ten.4.unwrap(), ten.8.unwrap(), ten.9.unwrap()), (1, 5, 9, 1));
        });
    });
}

#[test]
fn arrays_vectors_and_iterators() {
    everywhere(|ground| {
        both_faces!(ground, |redis, call| {
            call!(redis.flushdb()).unwrap();
            let keys = ["a", "b", "c"];
            let set = call!(redis.pipeline(keys.map(|key| cmd::set(key, [key, key].concat()))));
            assert_eq!(set.map(Result::unwrap), [true; 3]);
            let gets: Vec<_> = keys.iter().map(|key| cmd::get(*key).reply::<String>()).collect();
            let got: Vec<String> = call!(redis.pipeline(gets)).into_iter().map(Result::unwrap).collect();
            assert_eq!(got, ["aa", "bb", "cc"]);
            let numbers = call!(redis.pipeline(Each((0..1000).map(|number| cmd::rpush("list", number)))));
            assert_eq!(numbers.len(), 1000);
            assert!(numbers.into_iter().zip(1..).all(|(result, len)| result.unwrap() == len));
            // Nothing at all is something, too.
            assert_eq!(call!(redis.pipeline(keys.map(cmd::get).into_iter().take(0).collect::<Vec<_>>())).len(), 0);
            assert_eq!(call!(redis.pipeline(&Pipeline::new())).len(), 0);
            let none: [picoredis::Result<_>; 0] = call!(redis.pipeline([""; 0].map(cmd::get)));
            assert!(none.is_empty());
        });
    });
}

/// What is recorded is what was said: names, arguments of every kind, whatever their bytes.
#[test]
fn recorded_and_replayed() {
    everywhere(|ground| {
        both_faces!(ground, |redis, call| {
            call!(redis.flushdb()).unwrap();
            let mut pipeline = Pipeline::new();
            pipeline
                .add(cmd::set("bytes", &b"\r\n\0\xff$1\r\n"[..]))
                .add(cmd::set("", ""))
                .add(cmd::zadd("scores", (1.5, "ann", -2, "bob")))
                .add(cmd::client_setname("recorded"))
                .add(picoredis::Command::new("Config Get", "maxmemory"))
                .add(picoredis::Command::new("get", "bytes"));
            assert_eq!((pipeline.len(), pipeline.is_empty()), (6, false));
            for round in 0..3 {
                let replies = call!(redis.pipeline(&pipeline));
                let ok = |index: usize| format!("{:?}", replies[index].as_ref().unwrap());
                assert_eq!((ok(0), ok(1)), (r#""OK""#.into(), r#""OK""#.into()));
                assert_eq!(ok(2), if round == 0 { "2" } else { "0" });
                assert_eq!(*replies[5].as_ref().unwrap(), Value::Bulk((&b"\r\n\0\xff$1\r\n"[..]).into()));
                assert_eq!(replies.len(), 6);
            }
            assert_eq!(call!(redis.run(cmd::client_getname().reply::<String>())).unwrap(), "recorded");
            let scores = call!(redis.run(cmd::zrange("scores", 0, -1).reply::<Vec<String>>())).unwrap();
            assert_eq!(scores, ["bob", "ann"]);

            let mut names = Vec::new();
            pipeline.clear();
            pipeline.add(cmd::get("bytes")).add(cmd::get("")).add(cmd::incr("bytes"));
            call!(redis.pipeline(pipeline.replay(|reply: picoredis::Result<Option<Bytes>>| names.push(reply))));
            assert_eq!(names[0].as_ref().unwrap().as_ref().unwrap().len(), 8);
            assert_eq!(names[1].as_ref().unwrap().as_ref().unwrap(), "");
            assert_eq!(names[2].as_ref().unwrap_err().command(), Some("INCR"));
        });
    });
}

#[test]
fn a_recorded_password_is_not_shown() {
    let mut pipeline = Pipeline::new();
    pipeline.add(cmd::auth("secret")).add(picoredis::Command::new("AUTH secret", ())).add(cmd::set("key", "secret"));
    assert_eq!(format!("{pipeline:?}"), r#"["AUTH", "AUTH", "SET"]"#);
}

#[test]
fn each_command_has_an_error_of_its_own() {
    everywhere(|ground| {
        both_faces!(ground, |redis, call| {
            call!(redis.flushdb()).unwrap();
            let (set, wrong, bogus, inside, long, get) = call!(redis.pipeline((
                cmd::set("text", "x"),
                cmd::lpush("text", 1),
                picoredis::Command::new("BOGUS", "spam"),
                cmd::eval("return {1, redis.error_reply('ERR inside')}", 0).reply::<(u16, u16)>(),
                cmd::eval("return redis.error_reply('ERR ' .. string.rep('x', 60000))", 0),
                cmd::get("text").reply::<u16>(),
            )));
            assert!(set.unwrap());
            let wrong = wrong.unwrap_err();
            assert_eq!(
                (wrong.code(), wrong.command(), wrong.fate()),
                (Some("WRONGTYPE"), Some("LPUSH"), Fate::Refused)
            );
            assert_eq!(bogus.unwrap_err().command(), Some("BOGUS"));
            let inside = inside.unwrap_err();
            assert_eq!((inside.fate(), inside.message()), (Fate::Executed, Some("inside")), "{inside}");
            assert!(long.unwrap_err().server().unwrap().as_bytes().len() >= 60_000);
            let get = get.unwrap_err();
            assert_eq!((get.fate(), get.command()), (Fate::Executed, Some("GET")));
            assert_eq!(redis.standing(), Standing::Clean);
            assert_eq!(call!(redis.ping()).unwrap(), "PONG");
        });
    });
}

/// What cannot be answered by one reply is found before it is sent; what comes before it is executed, and what comes
/// after it is not sent.
#[test]
fn what_cannot_be_sent_stops_the_rest() {
    everywhere(|ground| {
        both_faces!(ground, |redis, call| {
            call!(redis.flushdb()).unwrap();
            for name in ["SUBSCRIBE", "psubscribe news.*", "MONITOR", "client reply off", "SYNC"] {
                let (before, refused, after) = call!(redis.pipeline((
                    cmd::incr("before"),
                    picoredis::Command::new(name, "channel"),
                    cmd::incr("after"),
                )));
                before.unwrap();
                let refused = refused.unwrap_err();
                assert!(matches!(refused.kind(), ErrorKind::Unsendable(_)), "{refused}");
                assert_eq!(refused.fate(), Fate::NotSent);
                let after = after.unwrap_err();
                assert!(matches!(after.kind(), ErrorKind::Unsendable(Unsendable::AfterUnsendable)), "{after}");
                assert_eq!((after.fate(), after.command()), (Fate::NotSent, Some("INCR")));
                assert_eq!(redis.standing(), Standing::Clean);
            }
            for name in ["SUBSCRIBE", "client reply off", "HELLO", "reset"] {
                let mut pipeline = Pipeline::new();
                pipeline.add(cmd::incr("before")).add(picoredis::Command::new(name, 3)).add(cmd::incr("after"));
                let replies = call!(redis.pipeline(&pipeline));
                assert!(replies[0].is_ok());
                let refused = replies[1].as_ref().unwrap_err();
                assert!(matches!(refused.kind(), ErrorKind::Unsendable(_)), "{refused}");
                assert_eq!(replies[2].as_ref().unwrap_err().fate(), Fate::NotSent);
            }
            let counts = call!(redis.run(cmd::mget(["before", "after"]).reply::<(u16, Option<u16>)>())).unwrap();
            assert_eq!(counts, (9, None));
        });
    });
}

/// The wait of the one in the middle is longer than the timeout.
#[test]
fn commands_that_wait() {
    let peer = || {
        let replies = |replies: &str| Step::Send(replies.into());
        let script = [Step::ReadCommand, Step::ReadCommand, Step::ReadCommand, replies("+OK\r\n")];
        Peer::start(script.into_iter().chain([Step::Delay(TIMEOUT * 2), replies("*-1\r\n$1\r\n1\r\n")])).unwrap()
    };
    let mut recorded = Pipeline::new();
    recorded.add(cmd::set("a", 1)).add(cmd::blpop("nothing", 0.5)).add(cmd::get("a"));
    for is_recorded in [false, true] {
        let peers = [peer(), peer()];
        let url = peers[0].url();
        both_faces!(picoredis::Redis::open(&url).unwrap(), wire::open(peers[1].port()), |redis, call| {
            redis.set_timeout_ms(Some(TIMEOUT.as_millis() as u64));
            if is_recorded {
                let replies = call!(redis.pipeline(&recorded));
                assert!(replies.iter().all(Result::is_ok), "{replies:?}");
            } else {
                let (set, none, get) =
                    call!(redis.pipeline((cmd::set("a", 1), cmd::blpop("nothing", 0.5), cmd::get("a").reply::<u16>())));
                assert!(set.unwrap());
                assert_eq!(none.unwrap(), None);
                assert_eq!(get.unwrap(), 1);
            }
        });
    }
}

#[test]
fn in_resp2_a_subscriber_sends_none() {
    everywhere(|ground| {
        both_faces!(ground, |redis, call| {
            call!(redis.subscribe("news")).unwrap();
            let results = call!(redis.pipeline([cmd::incr("n"), cmd::incr("n")]));
            if ground.protocol == Protocol::Resp3 {
                assert!(results.iter().all(Result::is_ok));
            } else {
                for error in results.map(Result::unwrap_err) {
                    assert!(matches!(error.kind(), ErrorKind::Unsendable(_)), "{error}");
                    assert_eq!(error.fate(), Fate::NotSent);
                }
            }
            call!(redis.unsubscribe(())).unwrap();
            assert!(call!(redis.pipeline([cmd::incr("n"), cmd::incr("n")])).iter().all(Result::is_ok));
        });
    });
}
