//! Pub/sub on real servers, by both faces, in both protocols.

#[path = "support/faces.rs"]
#[macro_use]
mod faces;
#[path = "support/hear.rs"]
mod hear;
mod support;
#[path = "support/wire.rs"]
mod wire;

use std::time::Duration;

use hear::{Hear, HearAsync};
use picoredis::session::Standing;
use picoredis::{Command, ErrorKind, Fate, Protocol, Push, Redis, cmd};
use picoredis_tests::memory::{Counting, peak_during};
use picoredis_tests::server::{Server, binaries};
use support::{Ground, everywhere};

#[global_allocator]
static MEMORY: Counting = Counting;

const MEGABYTE: usize = 1 << 20;

/// A channel that no other test uses: they are the server's, whatever the database.
fn channel(ground: &Ground, name: &str) -> String {
    format!("{}.{name}", ground.db)
}

/// A message, shown: `channel: payload`, and the pattern before them, if it came by one.
fn shown(push: Push) -> String {
    match push {
        Push::Message(message) => {
            let pattern = message.pattern.map(|pattern| format!("{pattern} ")).unwrap_or_default();
            format!("{pattern}{}: {}", message.channel, message.payload)
        }
        other => format!("{other:?}"),
    }
}

fn assert_listens(error: &picoredis::Error) {
    assert!(matches!(error.kind(), ErrorKind::Unsendable(_)), "{error}");
    assert_eq!(error.fate(), Fate::NotSent);
    let advice = "the connection is subscribed, or monitors: in RESP2 it takes commands again when it is not";
    assert!(error.to_string().contains(advice), "{error}");
}

#[test]
fn messages_of_every_kind() {
    everywhere(|ground| {
        let mut other = ground.redis();
        let name = |name| channel(ground, name);
        both_faces!(ground, |redis, call| {
            call!(redis.subscribe([name("a"), name("b")])).unwrap();
            call!(redis.psubscribe((name("p.*"), name("?")))).unwrap();
            call!(redis.ssubscribe(name("shard"))).unwrap();
            other.publish(name("b"), "1").unwrap();
            other.publish(name("p.x"), "2").unwrap();
            other.spublish(name("shard"), "3").unwrap();
            other.publish(name("none of these"), "4").unwrap();
            other.publish(name("a"), "\r\n\0").unwrap();
            for expected in ["b: 1", "? N.b: 1", "p.* N.p.x: 2", "shard: 3", "a: \r\n\0", "? N.a: \r\n\0"] {
                let expected = format!("{}.{}", ground.db, expected.replace('N', &ground.db.to_string()));
                assert_eq!(shown(call!(redis.hear())), expected);
            }
            call!(redis.assert_silence());
            assert!(!redis.is_reusable());
            call!(redis.sunsubscribe(())).unwrap();
            call!(redis.punsubscribe(())).unwrap();
            call!(redis.unsubscribe(())).unwrap();
            assert_eq!(call!(redis.ping()).unwrap(), "PONG");
            assert!(redis.is_reusable());
            other.publish(name("a"), "5").unwrap();
            assert_eq!(call!(redis.ping()).unwrap(), "PONG");
            call!(redis.assert_silence());
        });
    });
}

/// In RESP3 commands go on; in RESP2 they are refused with advice until the last subscription has ended.
#[test]
fn commands_beside_subscriptions() {
    everywhere(|ground| {
        let beside = ground.protocol == Protocol::Resp3;
        both_faces!(ground, |redis, call| {
            let check = |ping: picoredis::Result<_>, subscribed: bool| match ping {
                Ok(_) => assert!(beside || !subscribed),
                Err(error) => {
                    assert!(!beside && subscribed, "{error}");
                    assert_listens(&error);
                }
            };
            // None is as good as one that has ended.
            call!(redis.unsubscribe(())).unwrap();
            call!(redis.punsubscribe(("x", "y"))).unwrap();
            call!(redis.sunsubscribe("z")).unwrap();
            check(call!(redis.ping()), false);
            call!(redis.subscribe(["a", "b", "c"])).unwrap();
            call!(redis.psubscribe("none*")).unwrap();
            check(call!(redis.ping()), true);
            call!(redis.unsubscribe(("a", "not subscribed", "a"))).unwrap();
            check(call!(redis.run(cmd::ping().reply())), true);
            call!(redis.unsubscribe(())).unwrap();
            check(call!(redis.ping()), true);
            call!(redis.unsubscribe(())).unwrap();
            call!(redis.ssubscribe("d")).unwrap();
            call!(redis.punsubscribe("none*")).unwrap();
            check(call!(redis.ping()), true);
            call!(redis.ssubscribe(("d", "d"))).unwrap();
            call!(redis.sunsubscribe("d")).unwrap();
            check(call!(redis.ping()), false);
            call!(redis.assert_silence());
        });
    });
}

/// Redis before 7.2 puts the message into the reply to `EXEC`, others behind it.
#[test]
fn what_is_published_to_oneself_in_a_transaction() {
    everywhere(|ground| {
        if ground.protocol == Protocol::Resp2 {
            return;
        }
        both_faces!(ground, |redis, call| {
            let (channel, script) = (channel(ground, "self"), "return {1, {redis.call('publish', KEYS[1], 'b')}, 2}");
            call!(redis.subscribe(&channel)).unwrap();
            call!(redis.psubscribe(&channel)).unwrap();
            call!(redis.ssubscribe(&channel)).unwrap();
            let (set, published, sharded, nested, get) = call!(redis.transaction((
                cmd::set("n", 1),
                cmd::publish(&channel, "a"),
                cmd::spublish(&channel, "s"),
                cmd::eval(script, (1, &channel)).reply::<(i64, [i64; 1], i64)>(),
                cmd::get("n"),
            )))
            .unwrap();
            assert_eq!((set.unwrap(), published.unwrap(), sharded.unwrap()), (true, 2, 1));
            assert_eq!((nested.unwrap(), get.unwrap().unwrap()), ((1, [2], 2), "1".into()));
            // By hand, too, and into any type.
            call!(redis.multi()).unwrap();
            call!(redis.run(cmd::publish(&channel, "c").reply::<()>())).unwrap();
            assert_eq!(call!(redis.run(cmd::exec().reply::<[i64; 1]>())).unwrap(), [2]);
            assert_eq!(call!(redis.ping()).unwrap(), "PONG");
            let expected = ["a", "* a", "s", "b", "* b", "c", "* c"].map(|shape| match shape.strip_prefix("* ") {
                Some(payload) => format!("{channel} {channel}: {payload}"),
                None => format!("{channel}: {shape}"),
            });
            let mut heard = Vec::new();
            while heard.len() < expected.len() {
                heard.push(shown(call!(redis.hear())));
            }
            assert_eq!(heard, expected);
            call!(redis.assert_silence());
            call!(redis.del("n")).unwrap();
        });
    });
}

#[test]
fn subscribers_are_refused_nothing_that_others_are_granted() {
    everywhere(|ground| {
        both_faces!(ground, |redis, call| {
            // To subscribe to nothing is a mistake, and nothing else.
            let error = call!(redis.subscribe(())).unwrap_err();
            assert_eq!((error.command(), error.fate()), (Some("SUBSCRIBE"), Fate::Refused), "{error}");
            assert_eq!(call!(redis.ping()).unwrap(), "PONG");
            call!(redis.subscribe(channel(ground, "a"))).unwrap();
            assert_eq!(call!(redis.subscribe(())).unwrap_err().code(), Some("ERR"));
            call!(redis.subscribe(channel(ground, "b"))).unwrap();
            ground.redis().publish(channel(ground, "b"), "still there").unwrap();
            assert_eq!(shown(call!(redis.hear())), format!("{}: still there", channel(ground, "b")));
            call!(redis.unsubscribe(())).unwrap();
            assert_eq!(call!(redis.ping()).unwrap(), "PONG");
        });
    });
}

/// What a user may not hear is refused, and all else goes on.
#[test]
fn forbidden_channels() {
    for binary in binaries() {
        let server = Server::start_with(&binary, &[]).unwrap();
        let mut admin = Redis::open(&server.url()).unwrap();
        let rights = ("SETUSER", "some", "reset", "on", ">pw", "~*", "+@all", "-monitor", "resetchannels", "&open");
        admin.do_cmd("ACL", rights).unwrap();
        for protocol in [Protocol::Resp2, Protocol::Resp3] {
            println!("{}, {protocol:?}", binary.name);
            let config = Redis::builder().port(server.port()).protocol(protocol).user("some").password("pw");
            let asynchronous = || {
                let mut redis = wire::connect(server.port(), protocol, 0);
                wire::block_on(redis.auth(("some", "pw"))).unwrap();
                redis
            };
            both_faces!(config.connect().unwrap(), asynchronous(), |redis, call| {
                for subscribed in [false, true] {
                    if subscribed {
                        call!(redis.subscribe("open")).unwrap();
                    }
                    let refused = [
                        call!(redis.subscribe(["open", "secret"])),
                        call!(redis.subscribe("secret")),
                        call!(redis.psubscribe("*")),
                        call!(redis.ssubscribe("secret")),
                        call!(redis.monitor()),
                    ];
                    for error in refused.map(Result::unwrap_err) {
                        assert_eq!((error.code(), error.fate()), (Some("NOPERM"), Fate::Refused), "{error}");
                    }
                    if !subscribed || protocol == Protocol::Resp3 {
                        assert_eq!(call!(redis.ping()).unwrap(), "PONG");
                    }
                    assert_eq!(redis.standing(), Standing::Clean);
                }
                admin.publish("open", "news").unwrap();
                assert_eq!(shown(call!(redis.hear())), "open: news");
                call!(redis.unsubscribe(())).unwrap();
                assert_eq!(call!(redis.ping()).unwrap(), "PONG");
            });
        }
    }
}

/// What comes between replies waits in its order, whatever the commands are.
#[test]
fn messages_between_commands() {
    everywhere(|ground| {
        if ground.protocol == Protocol::Resp2 {
            return;
        }
        let (mut other, news) = (ground.redis(), channel(ground, "news"));
        both_faces!(ground, |redis, call| {
            call!(redis.subscribe(&news)).unwrap();
            for number in 0..50 {
                other.publish(&news, number).unwrap();
                // To oneself, in the middle of everything.
                let own = cmd::publish(&news, number + 1000);
                match number % 3 {
                    0 => assert_eq!(call!(redis.run(own)).unwrap(), 1),
                    1 => {
                        let (one, own, two) = call!(redis.pipeline((cmd::ping(), own, cmd::ping())));
                        assert_eq!((one.unwrap(), own.unwrap(), two.unwrap()), ("PONG".into(), 1, "PONG".into()));
                    }
                    // Older servers put the message between the elements of EXEC's reply, where no push may stand.
                    _ if ground.server.binary().version < [7, 2, 0] => assert_eq!(call!(redis.run(own)).unwrap(), 1),
                    _ => {
                        let (own, two) = call!(redis.transaction((own, cmd::ping()))).unwrap();
                        assert_eq!((own.unwrap(), two.unwrap()), (1, "PONG".into()));
                    }
                }
            }
            for number in 0..50 {
                assert_eq!(shown(call!(redis.hear())), format!("{news}: {number}"));
                assert_eq!(shown(call!(redis.hear())), format!("{news}: {}", number + 1000));
            }
            call!(redis.assert_silence());
        });
    });
}

/// Nobody asks for what comes: sixteen megabytes of it are kept, the newest, and it is said how many are not.
#[test]
fn more_than_is_kept() {
    everywhere(|ground| {
        if ground.protocol == Protocol::Resp2 {
            return;
        }
        let (mut other, news) = (ground.redis(), channel(ground, "news"));
        let payload = vec![b'x'; MEGABYTE];
        both_faces!(ground, |redis, call| {
            call!(redis.subscribe(&news)).unwrap();
            // To oneself: when the command is answered, the message is there.
            let mut publish = async || {
                for number in 0..40 {
                    let args = (&news, format!("{number} "), &payload);
                    let script = "return redis.call('PUBLISH', ARGV[1], ARGV[2] .. ARGV[3])";
                    call!(redis.run(cmd::eval(script, (0, args)).reply::<u16>())).unwrap();
                }
            };
            let ((), peak) = peak_during(|| wire::block_on(publish()));
            assert!(peak < 19 * MEGABYTE, "{peak}");
            let Push::Missed(missed) = call!(redis.hear()) else { panic!("nothing was missed") };
            assert!((24..=26).contains(&missed), "{missed}");
            for number in missed..40 {
                assert!(shown(call!(redis.hear())).starts_with(&format!("{news}: {number} x")));
            }
            call!(redis.assert_silence());
            other.publish(&news, "the end").unwrap();
            assert_eq!(shown(call!(redis.hear())), format!("{news}: the end"));
        });
    });
}

#[test]
fn a_message_of_any_size() {
    everywhere(|ground| {
        let (mut other, news) = (ground.redis(), channel(ground, "news"));
        both_faces!(ground, |redis, call| {
            call!(redis.subscribe(&news)).unwrap();
            for size in [0, 1, 16 << 10, (32 << 10) - 30, 32 << 10, 20 * MEGABYTE] {
                let payload: Vec<u8> = (0..size).map(|index| (index % 251) as u8).collect();
                other.publish(&news, &payload).unwrap();
                let message = call!(redis.hear()).into_message().unwrap();
                assert!(*message.payload == payload[..], "{size} bytes");
            }
        });
    });
}

#[test]
fn monitor_shows_what_others_do() {
    everywhere(|ground| {
        let mut other = ground.redis();
        both_faces!(ground, |redis, call| {
            call!(redis.monitor()).unwrap();
            assert_listens(&call!(redis.ping()).unwrap_err());
            other.set("shown", "a \"value\"").unwrap();
            loop {
                // Other tests are shown, too.
                let Push::Monitor(line) = call!(redis.hear()) else { panic!("no line") };
                let line = line.to_string();
                if line.contains("shown") {
                    assert!(line.ends_with(r#""SET" "shown" "a \"value\"""#), "{line}");
                    break;
                }
            }
            assert!(!redis.is_reusable());
        });
    });
}

#[test]
fn invalidations_come_by_the_same_way() {
    everywhere(|ground| {
        if ground.protocol == Protocol::Resp2 {
            return;
        }
        let mut other = ground.redis();
        both_faces!(ground, |redis, call| {
            // Nobody has asked for pushes yet.
            call!(redis.do_cmd("CLIENT", ("TRACKING", "ON"))).unwrap();
            call!(redis.mget(["a", "b"])).unwrap();
            call!(redis.assert_silence());
            other.set("a", 1).unwrap();
            assert_eq!(call!(redis.hear()), Push::Invalidate(Some(vec!["a".into()])));
            other.set("c", 1).unwrap();
            other.flushdb().unwrap();
            assert_eq!(call!(redis.hear()), Push::Invalidate(None));
        });
    });
}

/// One after the other until none comes.
#[test]
fn pushes_as_an_iterator() {
    everywhere(|ground| {
        let (mut redis, mut other, news) = (ground.redis(), ground.redis(), channel(ground, "news"));
        redis.subscribe(&news).unwrap();
        for number in 0..10 {
            other.publish(&news, number).unwrap();
        }
        let numbers: Vec<String> = redis.pushes(Duration::from_millis(100)).map(|push| shown(push.unwrap())).collect();
        assert_eq!(numbers, (0..10).map(|number| format!("{news}: {number}")).collect::<Vec<_>>());
        let id: u64 = {
            let ids: String = other.run(Command::new("CLIENT LIST", ("TYPE", "PUBSUB")).reply()).unwrap();
            let own = ids.lines().find(|line| line.contains(&format!(" db={} ", ground.db))).unwrap();
            own.split([' ', '=']).nth(1).unwrap().parse().unwrap()
        };
        other.client_kill(("ID", id)).unwrap();
        let last: Vec<_> = redis.pushes(None).collect();
        let [Err(error)] = &last[..] else { panic!("{last:?}") };
        assert!(matches!(error.kind(), ErrorKind::Closed | ErrorKind::Io(_)), "{error}");
        // And then it is lost, to whatever is asked of it.
        let error = redis.next_push(None).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::NotConnected), "{error}");
        let error = redis.ping().unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::NotConnected), "{error}");
        redis.connect().unwrap();
        assert_eq!(redis.ping().unwrap(), "PONG");
    });
}
