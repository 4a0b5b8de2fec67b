//! Transactions on real servers, by both faces.

#[path = "support/faces.rs"]
#[macro_use]
mod faces;
mod support;
#[path = "support/wire.rs"]
mod wire;

use picoredis::args::Each;
use picoredis::pipeline::Pipeline;
use picoredis::session::Standing;
use picoredis::{Command, ErrorKind, Fate, Redis, Value, cmd};
use picoredis_tests::server::{Server, binaries};
use support::everywhere;

#[test]
fn every_kind_of_batch() {
    everywhere(|ground| {
        both_faces!(ground, |redis, call| {
            call!(redis.flushdb()).unwrap();
            let (set, incr, missing) =
                call!(redis.transaction((cmd::set("n", 1), cmd::incr("n"), cmd::get("missing")))).unwrap();
            assert_eq!((set.unwrap(), incr.unwrap(), missing.unwrap()), (true, 2, None));
            let three = call!(redis.transaction(["n"; 3].map(cmd::incr))).unwrap();
            assert_eq!(three.map(Result::unwrap), [3, 4, 5]);
            let many: Vec<_> = (0..5).map(|_| cmd::incr("n")).collect();
            assert_eq!(call!(redis.transaction(many)).unwrap().pop().unwrap().unwrap(), 10);
            // More than the memory holds at a time.
            let many = call!(redis.transaction(Each((0..5000).map(|_| cmd::incr("n"))))).unwrap();
            assert!(many.into_iter().zip(11..).all(|(n, expected)| n.unwrap() == expected));
            let mut pipeline = Pipeline::new();
            pipeline.add(cmd::incr("n")).add(cmd::hgetall("none"));
            let replies = call!(redis.transaction(&pipeline)).unwrap();
            assert_eq!(*replies[0].as_ref().unwrap(), Value::Integer(5011));
            assert_eq!(replies.len(), 2);
            let mut seen = Vec::new();
            call!(redis.transaction(pipeline.replay(|n: picoredis::Result<Value>| seen.push(n.unwrap())))).unwrap();
            assert_eq!(seen[0], Value::Integer(5012));
            assert!(call!(redis.transaction(Vec::<Command<'_, &str>>::new())).unwrap().is_empty());
            assert_eq!(call!(redis.get("n")).unwrap().unwrap(), "5012");
        });
    });
}

#[test]
fn replies_of_any_shape_and_size() {
    everywhere(|ground| {
        both_faces!(ground, |redis, call| {
            call!(redis.flushdb()).unwrap();
            let large = vec![b'x'; 100_000];
            call!(redis.rpush("list", ["a", "b", "c"])).unwrap();
            let nested = "return {1, {2, {3, {}}, 'x'}, redis.error_reply('ERR inside'), false}";
            let (set, list, hash, nested, get, empty) = call!(redis.transaction((
                cmd::set("large", &large),
                cmd::lrange("list", 0, -1),
                cmd::hset("hash", ("f", "v")),
                cmd::eval(nested, 0),
                cmd::get("large"),
                cmd::lrange("none", 0, -1),
            )))
            .unwrap();
            assert!(set.unwrap());
            assert_eq!(list.unwrap(), ["a", "b", "c"]);
            assert_eq!(hash.unwrap(), 1);
            let shown = format!("{:?}", nested.unwrap());
            assert_eq!(shown, r#"[1, [2, [3, []], b"x"], ServerError(ERR inside), null]"#);
            assert!(get.unwrap().unwrap() == large[..]);
            assert!(empty.unwrap().is_empty());
        });
    });
}

#[test]
fn an_error_inside_leaves_the_others() {
    everywhere(|ground| {
        both_faces!(ground, |redis, call| {
            call!(redis.flushdb()).unwrap();
            let (set, wrong, mistyped, get) = call!(redis.transaction((
                cmd::set("text", "x"),
                cmd::incr("text"),
                cmd::get("text").reply::<i64>(),
                cmd::get("text"),
            )))
            .unwrap();
            assert!(set.unwrap());
            let wrong = wrong.unwrap_err();
            assert_eq!((wrong.fate(), wrong.command()), (Fate::Refused, Some("INCR")));
            let mistyped = mistyped.unwrap_err();
            assert_eq!((mistyped.fate(), mistyped.command()), (Fate::Executed, Some("GET")));
            assert_eq!(get.unwrap().unwrap(), "x");
        });
    });
}

/// A command that is refused before `EXEC` names itself, nothing is executed, and the connection is out of it.
#[test]
fn refused_while_it_is_queued() {
    everywhere(|ground| {
        both_faces!(ground, |redis, call| {
            call!(redis.flushdb()).unwrap();
            for (name, args) in [("BOGUS", &["x"][..]), ("GET", &[])] {
                let batch = (cmd::incr("n"), Command::new(name, args), cmd::incr("n"));
                let error = call!(redis.transaction(batch)).unwrap_err();
                assert_eq!((error.command(), error.fate()), (Some(name), Fate::Refused), "{error}");
                assert_eq!(call!(redis.get("n")).unwrap(), None);
                let many: Vec<_> = (0..2000).map(|_| Command::new(name, args)).collect();
                let error = call!(redis.transaction(many)).unwrap_err();
                assert_eq!((error.command(), error.fate()), (Some(name), Fate::Refused), "{error}");
                assert_eq!(call!(redis.incrby("other", 1)).unwrap(), 1);
                call!(redis.del("other")).unwrap();
            }
        });
    });
}

/// What begins, ends or watches for a transaction is none of its commands: servers refuse some of them and go on, or end the
/// transaction there. What was executed is not said to have been refused.
#[test]
fn commands_that_have_no_place_in_it() {
    everywhere(|ground| {
        both_faces!(ground, |redis, call| {
            for (name, args) in [("WATCH", &["n"][..]), ("MULTI", &[]), ("DISCARD", &[]), ("EXEC", &[])] {
                call!(redis.flushdb()).unwrap();
                let batch = (cmd::incr("n"), Command::new(name, args), cmd::incr("n"));
                let error = call!(redis.transaction(batch)).unwrap_err();
                let executed = call!(redis.run(cmd::get("n").reply::<Option<u16>>())).unwrap();
                let fate = if executed.is_some() { Fate::MaybeExecuted } else { Fate::Refused };
                assert_eq!((error.command(), error.fate()), (Some(name), fate), "{error}");
                assert_eq!(call!(redis.ping()).unwrap(), "PONG");
            }
        });
    });
}

/// What the client itself refuses comes to the same.
#[test]
fn what_cannot_be_sent() {
    everywhere(|ground| {
        both_faces!(ground, |redis, call| {
            call!(redis.flushdb()).unwrap();
            let refused = |error: &picoredis::Error| {
                assert!(matches!(error.kind(), ErrorKind::Unsendable(_)), "{error}");
                assert_eq!((error.command(), error.fate()), (Some("SUBSCRIBE"), Fate::NotSent), "{error}");
                assert!(error.to_string().contains("subscribe(), monitor()"), "{error}");
            };
            let batch = (cmd::incr("n"), cmd::subscribe("channel").reply::<()>(), cmd::incr("n"));
            refused(&call!(redis.transaction(batch)).unwrap_err());
            assert_eq!(call!(redis.get("n")).unwrap(), None);
            let mut pipeline = Pipeline::new();
            pipeline.add(cmd::incr("n")).add(cmd::subscribe("channel"));
            refused(&call!(redis.transaction(&pipeline)).unwrap_err());
            let many: Vec<_> = (0..2).map(|_| cmd::subscribe("channel").reply::<()>()).collect();
            refused(&call!(redis.transaction(many)).unwrap_err());
            assert_eq!((call!(redis.get("n")).unwrap(), redis.standing()), (None, Standing::Clean));
            // Nothing is watched any more, either.
            let watching = call!(redis.run(cmd::watch("n")));
            watching.unwrap();
            let batch = (cmd::incr("n"), cmd::subscribe("channel").reply::<()>());
            refused(&call!(redis.transaction(batch)).unwrap_err());
            ground.redis().set("n", 5).unwrap();
            let (n,) = call!(redis.transaction((cmd::incr("n"),))).unwrap();
            assert_eq!(n.unwrap(), 6);
        });
    });
}

/// The plan is made anew as long as somebody else is faster, and no more often than was said.
#[test]
fn watched_keys() {
    everywhere(|ground| {
        let mut other = ground.redis();
        // How often somebody else is faster, of how many tries.
        for (disturbed, tries) in [(0, 1), (2, 3), (3, 3), (1, 1), (7, 100)] {
            let mut meddle = |plans: u32| {
                if plans < disturbed {
                    other.incr("watched").unwrap();
                }
            };
            let mut blocking = ground.redis();
            blocking.set("watched", 0).unwrap();
            let mut plans = 0;
            let outcome = blocking.transaction_watching("watched", tries, |redis| {
                let seen: u32 = redis.run(cmd::get("watched").reply())?;
                assert_eq!(seen, plans);
                meddle(plans);
                plans += 1;
                Ok((cmd::set("watched", 100 + seen),))
            });
            let outcome = outcome.map(|(set,)| set.unwrap());
            assert_watched(outcome, plans, disturbed, tries, &blocking.get("watched").unwrap().unwrap());

            blocking.set("watched", 0).unwrap();
            let mut asynchronous = wire::connect(ground.server.port(), ground.protocol, ground.db);
            let mut plans = 0;
            let outcome = wire::block_on(asynchronous.transaction_watching("watched", tries, async |redis| {
                let seen: u32 = redis.run(cmd::get("watched").reply()).await?;
                assert_eq!(seen, plans);
                meddle(plans);
                plans += 1;
                Ok((cmd::set("watched", 100 + seen),))
            }));
            let outcome = outcome.map(|(set,)| set.unwrap());
            assert_watched(outcome, plans, disturbed, tries, &blocking.get("watched").unwrap().unwrap());
        }
    });
}

fn assert_watched(outcome: picoredis::Result<bool>, plans: u32, disturbed: u32, tries: u32, left: &[u8]) {
    let left: u32 = str::from_utf8(left).unwrap().parse().unwrap();
    if disturbed < tries {
        assert!(outcome.unwrap());
        assert_eq!((plans, left), (disturbed + 1, 100 + disturbed));
    } else {
        let error = outcome.unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Aborted), "{error}");
        assert_eq!(error.fate(), Fate::Refused);
        assert_eq!((plans, left), (tries, tries));
    }
}

#[test]
fn a_plan_that_fails_watches_nothing() {
    everywhere(|ground| {
        let mut redis = ground.redis();
        redis.set("watched", "text").unwrap();
        let planned = redis.transaction_watching("watched", 3, |redis| redis.incr("watched").map(|_| (cmd::ping(),)));
        assert_eq!(planned.unwrap_err().command(), Some("INCR"));
        ground.redis().set("watched", 1).unwrap();
        assert!(redis.transaction((cmd::incr("watched"),)).is_ok());

        let mut redis = wire::connect(ground.server.port(), ground.protocol, ground.db);
        ground.redis().set("watched", "text").unwrap();
        let planned = wire::block_on(
            redis.transaction_watching("watched", 3, async |redis| redis.incr("watched").await.map(|_| (cmd::ping(),))),
        );
        assert_eq!(planned.unwrap_err().command(), Some("INCR"));
        ground.redis().set("watched", 1).unwrap();
        assert!(wire::block_on(redis.transaction((cmd::incr("watched"),))).is_ok());
    });
}

/// A user who may not begin a transaction, or not end one: no command is taken for what it was not.
#[test]
fn forbidden_parts() {
    for binary in binaries() {
        let server = Server::start_with(&binary, &[]).unwrap();
        let mut admin = Redis::open(&server.url()).unwrap();
        for forbidden in ["-multi", "-exec", "-incr"] {
            admin
                .do_cmd("ACL", ("SETUSER", "some", "on", ">pw", "~*", "reset", "on", ">pw", "~*", "+@all", forbidden))
                .unwrap();
            let connect = || Redis::builder().port(server.port()).user("some").password("pw");
            let asynchronous = || {
                let mut redis = wire::open(server.port());
                wire::block_on(redis.auth(("some", "pw"))).unwrap();
                redis
            };
            both_faces!(connect().connect().unwrap(), asynchronous(), |redis, call| {
                admin.del("n").unwrap();
                admin.set("text", "x").unwrap();
                let batch = (cmd::set("n", 1), cmd::incr("n"));
                let error = call!(redis.transaction(batch)).unwrap_err();
                let name = forbidden[1..].to_uppercase();
                let code = if forbidden == "-exec" { "EXECABORT" } else { "NOPERM" };
                assert_eq!((error.command(), error.code()), (Some(&name[..]), Some(code)), "{error}");
                let executed = admin.exists("n").unwrap() == 1;
                let fate = if executed { Fate::MaybeExecuted } else { Fate::Refused };
                assert_eq!((error.fate(), executed), (fate, forbidden == "-multi"), "{error}");
                assert_eq!(call!(redis.get("text")).unwrap().unwrap(), "x");
            });
        }
    }
}
