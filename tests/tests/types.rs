//! Every type of reply from live servers: what `DEBUG PROTOCOL` sends, errors inside replies, and the default reply
//! types of the commands that a user meets first.

#![allow(clippy::approx_constant, reason = "3.141 is what DEBUG PROTOCOL sends")]

mod support;

use std::collections::{BTreeMap, HashMap};

use picoredis::reply::{Buf, FromReply};
use picoredis::session::Standing;
use picoredis::{Bytes, Command, ErrorKind, Fate, Protocol, Redis, ReplyError, ServerError, Value, cmd};
use support::{Ground, everywhere};

#[test]
fn every_type_as_a_value() {
    everywhere(|ground| {
        let mut redis = ground.redis();
        let resp3 = ground.protocol == Protocol::Resp3;
        let numbers = || (0..3).map(Value::Integer).collect();
        let text = |text: &str| Value::Bulk(text.into());
        let boolean = |yes| if resp3 { Value::Boolean(yes) } else { Value::Integer(yes.into()) };
        for (kind, expected) in [
            ("string", text("Hello World")),
            ("integer", Value::Integer(12345)),
            ("double", if resp3 { Value::Double(3.141) } else { text("3.141") }),
            ("null", Value::Null),
            ("array", Value::Array(numbers())),
            ("set", if resp3 { Value::Set(numbers()) } else { Value::Array(numbers()) }),
            ("map", map_of_debug(resp3)),
            ("true", boolean(true)),
            ("false", boolean(false)),
            ("verbatim", if resp3 { Value::Verbatim(*b"txt", VERBATIM.into()) } else { text(VERBATIM) }),
            ("bignum", if resp3 { Value::BigNumber(BIG.into()) } else { text(BIG) }),
        ] {
            assert_eq!(redis.do_cmd("DEBUG", ("PROTOCOL", kind)).unwrap(), expected, "{kind}");
            assert_in_step(&mut redis, kind);
        }
    });
}

const VERBATIM: &str = "This is a verbatim\nstring";
const BIG: &str = "1234567999999999999999999999999999999";

fn map_of_debug(resp3: bool) -> Value {
    let pairs = (0..3).map(|number| (Value::Integer(number), number == 1));
    if resp3 {
        Value::Map(pairs.map(|(key, yes)| (key, Value::Boolean(yes))).collect())
    } else {
        Value::Array(pairs.flat_map(|(key, yes)| [key, Value::Integer(yes.into())]).collect())
    }
}

#[test]
fn attributes_and_pushes_are_passed_over() {
    everywhere(|ground| {
        let mut redis = ground.redis();
        let reply = redis.do_cmd("DEBUG", ("PROTOCOL", "attrib")).unwrap();
        assert_eq!(reply, Value::Bulk("Some real reply following the attribute".into()));
        assert_eq!(typed::<String>(&mut redis, "attrib"), "Some real reply following the attribute");
        assert_in_step(&mut redis, "attrib");
        let outcome = redis.do_cmd("DEBUG", ("PROTOCOL", "push"));
        match ground.protocol {
            Protocol::Resp2 => assert_eq!(outcome.unwrap_err().code(), Some("ERR")),
            Protocol::Resp3 => {
                assert_eq!(outcome.unwrap(), Value::Bulk("Some real reply following the push reply".into()));
            }
        }
        assert_in_step(&mut redis, "push");
    });
}

#[test]
fn every_type_as_it_is_asked_for() {
    everywhere(|ground| {
        let mut redis = ground.redis();
        let redis = &mut redis;
        assert_eq!(typed::<String>(redis, "string"), "Hello World");
        assert_eq!(typed::<Buf<16>>(redis, "string").as_str(), Some("Hello World"));
        assert_eq!(typed::<[u8; 11]>(redis, "string"), *b"Hello World");
        assert_eq!(typed::<u16>(redis, "integer"), 12345);
        assert_eq!(typed::<String>(redis, "integer"), "12345");
        assert_eq!(typed::<f64>(redis, "double"), 3.141);
        assert_eq!(typed::<f32>(redis, "double"), 3.141);
        assert_eq!(typed::<Option<i64>>(redis, "null"), None);
        assert_eq!(typed::<Vec<i64>>(redis, "array"), [0, 1, 2]);
        assert_eq!(typed::<(i64, u32, Bytes)>(redis, "array"), (0, 1, "2".into()));
        assert_eq!(typed::<std::collections::BTreeSet<i64>>(redis, "set"), [0, 1, 2].into());
        assert_eq!(typed::<BTreeMap<i64, bool>>(redis, "map"), [(0, false), (1, true), (2, false)].into());
        assert_eq!(typed::<HashMap<i64, u16>>(redis, "map"), [(0, 0), (1, 1), (2, 0)].into());
        assert_eq!(typed::<Vec<(i64, bool)>>(redis, "map"), [(0, false), (1, true), (2, false)]);
        assert!(typed::<bool>(redis, "true"));
        assert!(!typed::<bool>(redis, "false"));
        assert_eq!(typed::<String>(redis, "verbatim"), VERBATIM);
        assert_eq!(typed::<String>(redis, "bignum"), BIG);
        assert_eq!(typed::<i128>(redis, "bignum"), BIG.parse().unwrap());
        for kind in ["string", "integer", "array", "map", "verbatim", "bignum", "null", "double", "true"] {
            typed::<()>(redis, kind);
        }
    });
}

fn typed<R: FromReply>(redis: &mut Redis, kind: &str) -> R {
    let reply = redis.run(Command::new("DEBUG", ("PROTOCOL", kind)).reply::<R>()).unwrap();
    assert_in_step(redis, kind);
    reply
}

#[test]
fn a_type_that_is_not_asked_for_is_an_error_in_step() {
    everywhere(|ground| {
        let mut redis = ground.redis();
        let message = |redis: &mut Redis, kind: &str| {
            let error = redis.run(Command::new("DEBUG", ("PROTOCOL", kind)).reply::<Vec<i64>>()).unwrap_err();
            assert_eq!(error.fate(), Fate::Executed);
            assert_in_step(redis, kind);
            error.to_string()
        };
        let cut = " (the command was executed)";
        for (kind, found) in [("string", "a bulk string"), ("integer", "an integer"), ("null", "null")] {
            assert_eq!(message(&mut redis, kind), format!("DEBUG: expected a list, got {found}{cut}"));
        }
        let error = redis.run(Command::new("DEBUG PROTOCOL", "bignum").reply::<i64>()).unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("DEBUG: expected an integer of 64 bits, got a number out of its range{cut}")
        );
        assert_in_step(&mut redis, "bignum");
    });
}

/// The next command gets its own reply.
fn assert_in_step(redis: &mut Redis, after: &str) {
    assert_eq!(redis.run(cmd::ping().arg(after)).unwrap(), after);
    assert_eq!(redis.standing(), Standing::Clean);
}

#[test]
fn an_error_inside_an_array_is_a_value() {
    everywhere(|ground| {
        let mut redis = ground.redis();
        let script = "return {1, redis.error_reply('MYCODE says no'), {redis.pcall('GET')}, 'end'}";
        let values = redis.eval(script, 0).unwrap();
        let values = values.as_slice().unwrap();
        assert_eq!((&values[0], &values[3]), (&Value::Integer(1), &Value::Bulk("end".into())));
        assert_eq!(values[1], Value::Error(ServerError::new(b"MYCODE says no")));
        let Value::Array(nested) = &values[2] else { panic!("{:?}", values[2]) };
        assert!(matches!(&nested[0], Value::Error(error) if error.code() == "ERR"), "{nested:?}");
        assert_in_step(&mut redis, "nested errors");

        let script = "return {1, redis.error_reply('MYCODE says no'), 3}";
        let results = redis.run(cmd::eval(script, 0).reply::<Vec<Result<i64, ServerError>>>()).unwrap();
        assert_eq!(results, [Ok(1), Err(ServerError::new(b"MYCODE says no")), Ok(3)]);
        assert_in_step(&mut redis, "results");

        let error = redis.run(cmd::eval(script, 0).reply::<Vec<i64>>()).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Reply(ReplyError::Inside(_))));
        assert_eq!(error.fate(), Fate::Executed);
        assert_eq!((error.code(), error.message()), (Some("MYCODE"), Some("says no")));
        assert_in_step(&mut redis, "an error in place of a number");
    });
}

#[test]
fn strings() {
    everywhere(|ground| {
        let mut redis = ground.redis();
        assert!(redis.set("n", 41).unwrap());
        assert_eq!(redis.incr("n").unwrap(), 42);
        assert_eq!(redis.incrbyfloat("n", 0.5).unwrap(), 42.5);
        assert_eq!(redis.get("n").unwrap().unwrap().parse::<f64>(), Some(42.5));
        assert_eq!(redis.getset("n", "é").unwrap().unwrap(), "42.5");
        assert_eq!(redis.strlen("n").unwrap(), 2);
        assert_eq!(redis.append("n", "?").unwrap(), 3);
        assert_eq!(redis.getrange("n", 0, 1).unwrap(), "é");
        assert_eq!(redis.set("n", ("old", "GET")).unwrap_err().to_string(), SET_GET);
        assert_eq!(redis.run(cmd::set("n", ("new", "GET")).reply::<Option<Bytes>>()).unwrap().unwrap(), "old");
        redis.mset([("a", 1), ("b", 2)]).unwrap();
        assert_eq!(redis.mget(["a", "missing", "b"]).unwrap(), [Some("1".into()), None, Some("2".into())]);
        assert!(!redis.msetnx(("a", 3, "c", 3)).unwrap());
        assert!(redis.setnx("c", 3).unwrap());
        assert_eq!(redis.lcs("a", "c").unwrap(), "");
        assert_eq!(redis.exists(("a", "b", "missing")).unwrap(), 2);
        assert_eq!(redis.del(["a", "b"]).unwrap(), 2);
        assert_eq!(redis.type_("c").unwrap(), "string");
        assert!(redis.expire("c", 100).unwrap());
        assert!((90..=100).contains(&redis.ttl("c").unwrap()));
        assert!(redis.persist("c").unwrap());
        assert_eq!(redis.ttl("c").unwrap(), -1);
        assert_eq!(redis.getdel("c").unwrap().unwrap(), "3");
        assert_eq!(redis.keys("*").unwrap(), ["n"]);
        assert_eq!(redis.randomkey().unwrap().unwrap(), "n");
        assert_eq!(redis.dbsize().unwrap(), 1);
    });
}

const SET_GET: &str = "SET: expected yes or no, got another text (the command was executed)";

#[test]
fn bits() {
    everywhere(|ground| {
        let mut redis = ground.redis();
        assert!(!redis.setbit("bits", 7, true).unwrap());
        assert!(redis.getbit("bits", 7).unwrap());
        assert_eq!(redis.bitcount("bits").unwrap(), 1);
        assert_eq!(redis.bitpos("bits", 1).unwrap(), 7);
        assert_eq!(redis.bitop("NOT", "flipped", "bits").unwrap(), 1);
        assert_eq!(redis.get("flipped").unwrap().unwrap(), b"\xfe");
        let overflows = ("GET", "u8", 0, "OVERFLOW", "FAIL", "INCRBY", "u8", 0, 255);
        assert_eq!(redis.bitfield(("bits", overflows)).unwrap(), [Some(1), None]);
        assert!(redis.pfadd(("hll", "a", "b")).unwrap());
        assert_eq!(redis.pfcount("hll").unwrap(), 2);
    });
}

#[test]
fn hashes() {
    everywhere(|ground| {
        let mut redis = ground.redis();
        let fields = BTreeMap::from([("a", 1), ("b", 2)]);
        assert_eq!(redis.hset("hash", &fields).unwrap(), 2);
        let all = redis.hgetall("hash").unwrap();
        assert_eq!(all, [("a".into(), "1".into()), ("b".into(), "2".into())].into());
        assert_eq!(all[&b"a"[..]], "1");
        let typed: HashMap<String, u32> = redis.run(cmd::hgetall("hash").reply()).unwrap();
        assert_eq!(typed, [("a".into(), 1), ("b".into(), 2)].into());
        assert!(redis.hgetall("missing").unwrap().is_empty());
        assert_eq!(redis.hget("hash", "a").unwrap().unwrap(), "1");
        assert_eq!(redis.hmget("hash", ["a", "x"]).unwrap(), [Some("1".into()), None]);
        assert_eq!(redis.hkeys("hash").unwrap(), ["a", "b"]);
        assert_eq!(redis.hvals("hash").unwrap(), ["1", "2"]);
        assert!(redis.hexists("hash", "a").unwrap());
        assert_eq!(redis.hincrby("hash", "a", 4).unwrap(), 5);
        assert_eq!(redis.hincrbyfloat("hash", "a", 0.25).unwrap(), 5.25);
        assert_eq!(redis.hlen("hash").unwrap(), 2);
        let (cursor, pairs) = redis.hscan("hash", 0).unwrap();
        assert_eq!((cursor, pairs.len()), (0, 2));
        assert!(pairs.contains(&("a".into(), "5.25".into())));
        let with_values = cmd::hrandfield("hash").arg((2, "WITHVALUES")).reply::<BTreeMap<Bytes, Bytes>>();
        assert_eq!(redis.run(with_values).unwrap().len(), 2);
        assert_eq!(redis.hdel("hash", "a").unwrap(), 1);
    });
}

#[test]
fn lists() {
    everywhere(|ground| {
        let mut redis = ground.redis();
        assert_eq!(redis.rpush("list", ["a", "b", "c"]).unwrap(), 3);
        assert_eq!(redis.lrange("list", 0, -1).unwrap(), ["a", "b", "c"]);
        assert_eq!(redis.lindex("list", 9).unwrap(), None);
        assert_eq!(redis.lpos("list", "c").unwrap(), Some(2));
        assert_eq!(redis.lpos("list", "x").unwrap(), None);
        assert_eq!(redis.linsert("list", "BEFORE", "b", "ab").unwrap(), 4);
        assert_eq!(redis.lmove("list", "other", "LEFT", "RIGHT").unwrap().unwrap(), "a");
        assert_eq!(redis.lmpop(1, "list", "LEFT").unwrap(), Some(("list".into(), vec!["ab".into()])));
        assert_eq!(redis.lmpop(1, "missing", "LEFT").unwrap(), None);
        assert_eq!(redis.blpop(["missing", "list"], 1).unwrap(), Some(("list".into(), "b".into())));
        assert_eq!(redis.run(cmd::lpop("list").arg(5).reply::<Vec<Bytes>>()).unwrap(), ["c"]);
        assert_eq!(redis.rpop("list").unwrap(), None);
        assert_eq!(redis.sort("other").unwrap_err().code(), Some("ERR"));
        assert_eq!(redis.sort(("other", "ALPHA")).unwrap(), ["a"]);
    });
}

#[test]
fn sets() {
    everywhere(|ground| {
        let mut redis = ground.redis();
        assert_eq!(redis.sadd("set", ["a", "b"]).unwrap(), 2);
        let mut members = redis.smembers("set").unwrap();
        members.sort();
        assert_eq!(members, ["a", "b"]);
        assert!(redis.sismember("set", "a").unwrap());
        assert_eq!(redis.smismember("set", ["a", "x"]).unwrap(), [true, false]);
        assert_eq!(redis.sinter(["set", "missing"]).unwrap(), Vec::<Bytes>::new());
        assert_eq!(redis.sunion(["set", "missing"]).unwrap().len(), 2);
        assert_eq!(redis.sscan("set", 0).unwrap().1.len(), 2);
        assert_eq!(redis.scard("set").unwrap(), 2);
        assert!(redis.spop("set").unwrap().is_some());
        assert!(redis.srandmember("missing").unwrap().is_none());
    });
}

#[test]
fn sorted_sets() {
    everywhere(|ground| {
        let mut redis = ground.redis();
        assert_eq!(redis.zadd("zset", [(1.5, "a"), (2.0, "b"), (f64::INFINITY, "z")]).unwrap(), 3);
        assert_eq!(redis.zscore("zset", "a").unwrap(), Some(1.5));
        assert_eq!(redis.zscore("zset", "z").unwrap(), Some(f64::INFINITY));
        assert_eq!(redis.zscore("zset", "x").unwrap(), None);
        assert_eq!(redis.zmscore("zset", ["a", "x"]).unwrap(), [Some(1.5), None]);
        assert_eq!(redis.zrange("zset", 0, -1).unwrap(), ["a", "b", "z"]);
        let scored = vec![("a".into(), 1.5), ("b".into(), 2.0)];
        let with_scores = cmd::zrange("zset", 0, (1, "WITHSCORES")).reply::<Vec<(Bytes, f64)>>();
        assert_eq!(redis.run(with_scores).unwrap(), scored);
        assert_eq!(redis.zrank("zset", "b").unwrap(), Some(1));
        assert_eq!(redis.zrank("zset", "x").unwrap(), None);
        assert_eq!(redis.zincrby("zset", 0.25, "a").unwrap(), 1.75);
        assert_eq!(redis.zcount("zset", "-inf", "(2").unwrap(), 1);
        let (cursor, pairs) = redis.zscan("zset", 0).unwrap();
        assert_eq!((cursor, pairs.len()), (0, 3));
        assert!(pairs.contains(&("b".into(), 2.0)));
        assert_eq!(redis.zpopmin("zset").unwrap(), [("a".into(), 1.75)]);
        assert_eq!(redis.zpopmin(("zset", 1)).unwrap(), [("b".into(), 2.0)]);
        assert_eq!(redis.zpopmin("missing").unwrap(), []);
        let popped = Some(("zset".into(), "z".into(), f64::INFINITY));
        assert_eq!(redis.bzpopmax("zset", 1).unwrap(), popped);
        redis.zadd("zset", (7, "m")).unwrap();
        assert_eq!(redis.zmpop(1, "zset", "MAX").unwrap(), Some(("zset".into(), vec![("m".into(), 7.0)])));
    });
}

#[test]
fn streams() {
    everywhere(|ground| {
        let mut redis = ground.redis();
        assert_eq!(redis.xadd("s", "1-1", ("t", 20.5)).unwrap().unwrap(), "1-1");
        assert_eq!(redis.xadd("s", "2-1", [("t", 21), ("u", 22)]).unwrap().unwrap(), "2-1");
        assert_eq!(redis.xadd("missing", ("NOMKSTREAM", "*"), ("t", 1)).unwrap(), None);
        let first = ("1-1".to_owned(), vec![("t".into(), "20.5".into())]);
        let second = ("2-1".to_owned(), vec![("t".into(), "21".into()), ("u".into(), "22".into())]);
        assert_eq!(redis.xrange("s", "-", "+").unwrap(), [first.clone(), second.clone()]);
        let read = Some(vec![(Bytes::from("s"), vec![second.clone()])]);
        assert_eq!(redis.xread(("STREAMS", "s", "1-1")).unwrap(), read);
        assert_eq!(redis.xread(("STREAMS", "s", "2-1")).unwrap(), None);
        assert_eq!(redis.xlen("s").unwrap(), 2);
        streams_in_groups(&mut redis);
        let info = redis.xinfo_stream("s").unwrap();
        assert_eq!(info["length"], Value::Integer(2));
        assert_eq!(redis.xinfo_groups("s").unwrap()[0]["name"], Value::Bulk("g".into()));
        assert_eq!(redis.xdel("s", "1-1").unwrap(), 1);
    });
}

fn streams_in_groups(redis: &mut Redis) {
    redis.xgroup_create("s", "g", 0).unwrap();
    assert_eq!(redis.xpending("s", "g").unwrap(), (0, None, None, None));
    let entries = redis.xreadgroup(("GROUP", "g", "me"), ("COUNT", 1, "STREAMS", "s", ">")).unwrap().unwrap();
    let fields = Some(vec![("t".into(), "20.5".into())]);
    assert_eq!(entries, [("s".into(), vec![("1-1".to_owned(), fields)])]);
    let pending = (1, Some("1-1".to_owned()), Some("1-1".to_owned()), Some(vec![("me".into(), 1)]));
    assert_eq!(redis.xpending("s", "g").unwrap(), pending);
    let (next, claimed, deleted) = redis.xautoclaim("s", "g", "you", 0, 0).unwrap();
    assert_eq!((next.as_str(), claimed.len(), deleted.len()), ("0-0", 1, 0));
    assert_eq!(redis.xclaim("s", "g", "me", 0, "1-1").unwrap()[0].0, "1-1");
    assert_eq!(redis.xack("s", "g", "1-1").unwrap(), 1);
}

#[test]
fn places() {
    everywhere(|ground| {
        let mut redis = ground.redis();
        let towns = [(13.361389, 38.115556, "Palermo"), (15.087269, 37.502669, "Catania")];
        assert_eq!(redis.geoadd("geo", towns).unwrap(), 2);
        let distance = redis.geodist("geo", "Palermo", "Catania").unwrap().unwrap();
        assert!((distance - 166_274.15).abs() < 0.1, "{distance}");
        assert_eq!(redis.geodist("geo", "Palermo", "x").unwrap(), None);
        let places = redis.geopos(("geo", "Palermo", "x")).unwrap();
        let (longitude, latitude) = places[0].unwrap();
        assert!((longitude - 13.361389).abs() < 1e-5 && (latitude - 38.115556).abs() < 1e-5);
        assert_eq!(places[1], None);
        assert_eq!(redis.geohash(("geo", "Palermo", "x")).unwrap(), [Some("sqc8b49rny0".to_owned()), None]);
        let near = redis.geosearch("geo", ("FROMMEMBER", "Palermo", "BYRADIUS", 200, "km", "ASC")).unwrap();
        assert_eq!(near, ["Palermo", "Catania"]);
        let with_distance = ("FROMMEMBER", "Palermo", "BYRADIUS", 200, "km", "ASC", "WITHDIST");
        let near = redis.run(cmd::geosearch("geo", with_distance).reply::<Vec<(String, f64)>>()).unwrap();
        assert_eq!(near[0], ("Palermo".to_owned(), 0.0));
        assert!((near[1].1 - 166.2742).abs() < 1e-3);
    });
}

#[test]
fn scans() {
    everywhere(|ground| {
        let mut redis = ground.redis();
        redis.mset((0..100).map(|n| (format!("key{n}"), n)).collect::<Vec<_>>()).unwrap();
        let mut found = Vec::new();
        let mut cursor = 0;
        loop {
            let (next, keys) = redis.scan((cursor, "COUNT", 10)).unwrap();
            found.extend(keys);
            cursor = next;
            if cursor == 0 {
                break;
            }
        }
        found.sort();
        found.dedup();
        assert_eq!(found.len(), 100);
    });
}

#[test]
fn transactions() {
    everywhere(|ground| {
        let mut redis = ground.redis();
        redis.multi().unwrap();
        assert_eq!(redis.do_cmd("SET", ("tx", "text")).unwrap(), Value::Simple("QUEUED".into()));
        // What is queued is no number yet.
        assert_eq!(redis.run(cmd::incr("tx")).unwrap_err().fate(), Fate::Executed);
        assert_eq!(redis.do_cmd("GET", "tx").unwrap(), Value::Simple("QUEUED".into()));
        let replies = redis.exec().unwrap().unwrap();
        assert_eq!(replies.len(), 3);
        assert_eq!(replies[0], Value::Simple("OK".into()));
        assert!(matches!(&replies[1], Value::Error(error) if error.code() == "ERR"));
        assert_eq!(replies[2], Value::Bulk("text".into()));
        assert_in_step(&mut redis, "exec");

        redis.watch("tx").unwrap();
        ground.redis().set("tx", "changed").unwrap();
        redis.multi().unwrap();
        redis.do_cmd("SET", ("tx", "mine")).unwrap();
        assert_eq!(redis.exec().unwrap(), None);

        redis.multi().unwrap();
        redis.do_cmd("bogus", ()).unwrap_err();
        assert_eq!(redis.exec().unwrap_err().code(), Some("EXECABORT"));
        assert_eq!(redis.exec().unwrap_err().message(), Some("EXEC without MULTI"));
    });
}

#[test]
fn scripts() {
    everywhere(|ground| {
        let mut redis = ground.redis();
        let reply = redis.eval("return {KEYS[1], ARGV[1], 1, false, {ok = 'fine'}}", (1, "k", "v")).unwrap();
        let expected = [
            Value::Bulk("k".into()),
            Value::Bulk("v".into()),
            Value::Integer(1),
            Value::Null,
            Value::Simple("fine".into()),
        ];
        assert_eq!(reply, Value::Array(expected.into()));
        let sha = redis.script_load("return 7").unwrap();
        assert_eq!(sha.len(), 40);
        assert_eq!(redis.script_exists((&sha, "f".repeat(40))).unwrap(), [true, false]);
        assert_eq!(redis.run(cmd::evalsha(&sha, 0).reply::<u16>()).unwrap(), 7);
        assert_eq!(redis.evalsha("f".repeat(40), 0).unwrap_err().code(), Some("NOSCRIPT"));
        // Functions are the whole server's: each protocol has its own.
        let number = version(ground);
        let code = format!("#!lua name=l{number}\nredis.register_function('f{number}', function() return 8 end)");
        assert_eq!(redis.function_load(code).unwrap(), format!("l{number}"));
        assert_eq!(redis.run(cmd::fcall(format!("f{number}"), 0).reply::<u16>()).unwrap(), 8);
        assert!(redis.function_list().unwrap().iter().any(|library| library.contains_key("library_name")));
    });
}

fn version(ground: &Ground) -> i64 {
    if ground.protocol == Protocol::Resp3 { 3 } else { 2 }
}

#[test]
fn the_server_itself() {
    everywhere(|ground| {
        let error = ground.config().client_name("the tests").connect().unwrap_err();
        assert!(error.message().unwrap().contains("spaces"), "{error}");
        let mut redis = ground.config().client_name("tests").connect().unwrap();
        assert_eq!(redis.client_getname().unwrap().unwrap(), "tests");
        let config = redis.config_get("maxmemory*").unwrap();
        assert_eq!(config["maxmemory"], "0");
        assert!(redis.info().unwrap().contains("redis_version:"));
        assert!(redis.run(cmd::info().arg("clients")).unwrap().starts_with("# Clients\r\n"));
        let list = redis.client_list().unwrap();
        assert!(list.contains("name=tests"), "{list}");
        assert!(redis.client_info().unwrap().contains("name=tests"));
        assert_eq!(redis.role().unwrap().as_slice().unwrap()[0], Value::Bulk("master".into()));
        assert!(redis.time().unwrap().0 > 1_700_000_000);
        assert_eq!(redis.acl_whoami().unwrap(), "default");
        let user = redis.acl_getuser("default").unwrap().unwrap();
        assert!(user.contains_key("flags"), "{user:?}");
        assert_eq!(redis.acl_getuser("nobody").unwrap(), None);
        redis.set("o", "short").unwrap();
        assert_eq!(redis.object_encoding("o").unwrap().unwrap(), "embstr");
        assert_eq!(redis.object_encoding("missing").unwrap(), None);
        assert!(redis.memory_usage("o").unwrap().unwrap() > 0);
        assert!(redis.memory_stats().unwrap().contains_key("peak.allocated"));
        assert_eq!(redis.command_getkeys(("MSET", "a", 1, "b", 2)).unwrap(), ["a", "b"]);
        assert_eq!(redis.run(cmd::hello()).unwrap()["proto"], Value::Integer(version(ground)));
        let tracking = redis.client_trackinginfo().unwrap();
        assert!(tracking.contains_key("flags"), "{tracking:?}");
        assert_eq!(redis.wait(0, 100).unwrap(), 0);
        assert_eq!(redis.publish("nobody listens", "x").unwrap(), 0);
        assert_eq!(redis.pubsub_numsub().unwrap(), []);
        assert_eq!(redis.latency_latest().unwrap(), []);
        assert!(redis.slowlog_get().unwrap().len() < 1000);
    });
}
