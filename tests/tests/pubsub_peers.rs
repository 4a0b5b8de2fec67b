//! Pub/sub with peers that are slow, odd or hostile, by both faces.

#[path = "support/cut.rs"]
mod cut;
#[path = "support/faces.rs"]
#[macro_use]
mod faces;
#[path = "support/hear.rs"]
mod hear;
#[path = "support/wire.rs"]
mod wire;

use std::pin::pin;
use std::sync::mpsc;
use std::task::{Context, Waker};
use std::time::Duration;

use cut::{AsyncCut, Cut, End};
use hear::{Hear, HearAsync};
use picoredis::session::Standing;
use picoredis::{Command, ErrorKind, Fate, Protocol, Push, Redis, SessionError, Value, asynch};
use picoredis_tests::memory::{Counting, peak_during};
use picoredis_tests::peer::{Peer, Step};
use wire::block_on;

#[global_allocator]
static MEMORY: Counting = Counting;

const TIMEOUT: u64 = 100;
const LONG: u64 = 20_000;
const MEGABYTE: usize = 1 << 20;

fn send(bytes: impl AsRef<[u8]>) -> Step {
    Step::Send(bytes.as_ref().into())
}

/// An array or a push of bulk strings and, if it is one, a number at the end.
fn words(mark: char, words: &[&str]) -> String {
    let word = |word: &&str| match word.parse::<i64>() {
        Ok(number) => format!(":{number}\r\n"),
        Err(_) => format!("${}\r\n{word}\r\n", word.len()),
    };
    format!("{mark}{}\r\n{}", words.len(), words.iter().map(word).collect::<String>())
}

/// Two peers, one for each face, that speak that protocol and then play the script.
fn peers(protocol: Protocol, script: impl Fn(char) -> Vec<Step>) -> [Peer; 2] {
    [0, 1].map(|_| match protocol {
        Protocol::Resp2 => Peer::start(script('*')).unwrap(),
        Protocol::Resp3 => {
            let greeting = [Step::ReadCommand, send("%1\r\n+proto\r\n:3\r\n")];
            Peer::start(greeting.into_iter().chain(script('>'))).unwrap()
        }
    })
}

fn blocking(peer: &Peer, protocol: Protocol) -> Redis {
    Redis::builder().port(peer.port()).protocol(protocol).timeout(Duration::from_millis(LONG)).connect().unwrap()
}

fn asynchronous(peer: &Peer, protocol: Protocol) -> wire::AsyncRedis {
    let mut redis = wire::connect(peer.port(), protocol, 0);
    redis.set_timeout_ms(Some(LONG));
    redis
}

#[test]
fn byte_by_byte() {
    for protocol in [Protocol::Resp2, Protocol::Resp3] {
        let peers = peers(protocol, |mark| {
            let said = [
                words(mark, &["subscribe", "a", "1"]),
                words(mark, &["psubscribe", "p*", "2"]),
                words(mark, &["message", "a", "first"]),
                words(mark, &["pmessage", "p*", "pa", "second"]),
                format!("{mark}2\r\n+weird\r\n*2\r\n$1\r\nx\r\n_\r\n"),
                format!("|1\r\n+k\r\n+v\r\n{}", words(mark, &["message", "a", "third"])),
                words(mark, &["unsubscribe", "a", "1"]),
                words(mark, &["punsubscribe", "p*", "0"]),
                "$4\r\nmine\r\n".into(),
            ];
            let mut said = said.into_iter().map(|bytes| Step::Dribble(bytes.into_bytes()));
            let mut script = vec![Step::ReadCommand];
            script.extend(said.next());
            script.push(Step::ReadCommand);
            script.extend(said.by_ref().take(5));
            script.push(Step::ReadCommand);
            script.extend(said.next());
            script.push(Step::ReadCommand);
            script.extend(said.next());
            script.push(Step::ReadCommand);
            script.extend(said.next());
            script
        });
        both_faces!(blocking(&peers[0], protocol), asynchronous(&peers[1], protocol), |redis, call| {
            call!(redis.subscribe("a")).unwrap();
            call!(redis.psubscribe("p*")).unwrap();
            assert_eq!(call!(redis.hear()).into_message().unwrap().payload, "first");
            let second = call!(redis.hear()).into_message().unwrap();
            assert_eq!((second.pattern.unwrap(), second.channel), ("p*".into(), "pa".into()));
            let Push::Other(Value::Push(odd)) = call!(redis.hear()) else { panic!("it is known") };
            assert_eq!(format!("{odd:?}"), r#"["weird", [b"x", null]]"#);
            assert_eq!(call!(redis.hear()).into_message().unwrap().payload, "third");
            call!(redis.unsubscribe("a")).unwrap();
            call!(redis.punsubscribe(())).unwrap();
            assert_eq!(call!(redis.get("x")).unwrap().unwrap(), "mine");
        });
    }
}

/// The confirmation of the second channel comes too late, or a refusal of both: whatever is asked next is answered rightly.
#[test]
fn given_up_while_subscribing() {
    for protocol in [Protocol::Resp2, Protocol::Resp3] {
        for refused in [false, true] {
            let (go, wait): (Vec<_>, Vec<_>) = (0..2).map(|_| mpsc::channel::<()>()).unzip();
            let waits = std::cell::RefCell::new(wait);
            let peers = peers(protocol, |mark| {
                let late = match refused {
                    true => "-NOPERM late\r\n".into(),
                    false => words(mark, &["subscribe", "b", "2"]) + &words(mark, &["message", "b", "news"]),
                };
                let mut script = vec![Step::ReadCommand];
                if !refused {
                    script.push(send(words(mark, &["subscribe", "a", "1"])));
                }
                script.extend([Step::Wait(waits.borrow_mut().remove(0)), send(late)]);
                if !refused {
                    script.extend([
                        Step::ReadCommand,
                        send(words(mark, &["unsubscribe", "a", "1"]) + &words(mark, &["unsubscribe", "b", "0"])),
                    ]);
                }
                script.extend([Step::ReadCommand, send("$4\r\nmine\r\n")]);
                script
            });
            let mut go = go.into_iter();
            both_faces!(blocking(&peers[0], protocol), asynchronous(&peers[1], protocol), |redis, call| {
                redis.set_timeout_ms(Some(TIMEOUT));
                let error = call!(redis.subscribe(["a", "b"])).unwrap_err();
                assert!(error.is_timeout(), "{error}");
                assert_eq!((error.command(), error.fate()), (Some("SUBSCRIBE"), Fate::MaybeExecuted));
                assert_eq!(redis.standing(), Standing::Draining);
                let error = call!(redis.get("x")).unwrap_err();
                assert!(error.is_timeout() && error.fate() == Fate::NotSent, "{error}");
                go.next().unwrap().send(()).unwrap();
                redis.set_timeout_ms(Some(LONG));
                if !refused {
                    assert_eq!(call!(redis.hear()).into_message().unwrap().payload, "news");
                    call!(redis.unsubscribe(())).unwrap();
                }
                assert_eq!(call!(redis.get("x")).unwrap().unwrap(), "mine");
            });
        }
    }
}

/// A future that subscribes is dropped before or while it is sent.
#[test]
fn dropped_while_subscribing() {
    let command = b"*2\r\n$9\r\nSUBSCRIBE\r\n$1\r\na\r\n".len();
    for stalls in 0..command {
        let mut cut = Cut::new(usize::MAX, usize::MAX, End::Close);
        cut.answer = match stalls {
            0 => |number| format!("+{number}\r\n"),
            _ => |number| match number {
                0 => words('*', &["subscribe", "a", "1"]),
                1 => words('*', &["unsubscribe", "a", "0"]),
                _ => format!("+{number}\r\n"),
            },
        };
        let mut redis = asynch::Redis::over(AsyncCut::new(&mut cut, Some(stalls)), vec![0; 64], vec![0; 64]);
        assert!(pin!(redis.subscribe("a")).poll(&mut Context::from_waker(Waker::noop())).is_pending());
        let next = || Command::new("NEXT", ()).reply::<String>();
        if stalls == 0 {
            assert_eq!(block_on(redis.run(next())).unwrap(), "0");
            continue;
        }
        // What was begun is finished: it is a subscriber.
        let error = block_on(redis.run(next())).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Unsendable(_)), "{error}");
        block_on(redis.unsubscribe(())).unwrap();
        assert_eq!(block_on(redis.run(next())).unwrap(), "2");
    }
}

#[test]
fn what_nobody_asked_for() {
    let peers = peers(Protocol::Resp3, |_| {
        let said = [
            words('>', &["sunsubscribe", "moved", "0"]),
            words('>', &["unsubscribe", "gone", "-5"]),
            ">3\r\n$11\r\nunsubscribe\r\n_\r\n:0\r\n".into(),
            ">1\r\n$7\r\nmessage\r\n".into(),
            ">0\r\n".into(),
            ">1\r\n:1\r\n".into(),
            words('>', &["subscribe", "not asked", "7"]),
            "$1\r\n1\r\n".into(),
        ];
        vec![Step::ReadCommand, send(said.concat()), Step::ReadCommand, send("$1\r\n2\r\n")]
    });
    both_faces!(blocking(&peers[0], Protocol::Resp3), asynchronous(&peers[1], Protocol::Resp3), |redis, call| {
        // They are counted, as nobody has said that they are wanted.
        assert_eq!(call!(redis.get("x")).unwrap().unwrap(), "1");
        assert_eq!(call!(redis.hear()), Push::Missed(7));
        assert_eq!(call!(redis.get("x")).unwrap().unwrap(), "2");
    });
    let peers = self::peers(Protocol::Resp3, |_| {
        let said = [
            words('>', &["sunsubscribe", "moved", "0"]),
            words('>', &["unsubscribe", "gone", "-5"]),
            ">3\r\n$11\r\nunsubscribe\r\n_\r\n:0\r\n".into(),
            ">1\r\n$7\r\nmessage\r\n".into(),
            ">0\r\n".into(),
            ">1\r\n:1\r\n".into(),
        ];
        let confirmed = words('>', &["subscribe", "a", "1"]);
        let replies = [Step::ReadCommand, send("$1\r\n1\r\n")];
        [Step::ReadCommand, send(confirmed + &said.concat())].into_iter().chain(replies).collect()
    });
    both_faces!(blocking(&peers[0], Protocol::Resp3), asynchronous(&peers[1], Protocol::Resp3), |redis, call| {
        call!(redis.subscribe("a")).unwrap();
        assert_eq!(call!(redis.hear()), Push::Unsubscribed(Some("moved".into())));
        assert_eq!(call!(redis.hear()), Push::Unsubscribed(Some("gone".into())));
        assert_eq!(call!(redis.hear()), Push::Unsubscribed(None));
        for _ in 0..3 {
            assert!(matches!(call!(redis.hear()), Push::Other(_)));
        }
        assert_eq!(call!(redis.get("x")).unwrap().unwrap(), "1");
    });
}

/// An error where none is due: nobody knows what it is about.
#[test]
fn an_error_for_nobody() {
    for protocol in [Protocol::Resp2, Protocol::Resp3] {
        let peers = peers(protocol, |mark| {
            vec![Step::ReadCommand, send(words(mark, &["subscribe", "a", "1"]) + "-ERR you are the weakest link\r\n")]
        });
        both_faces!(blocking(&peers[0], protocol), asynchronous(&peers[1], protocol), |redis, call| {
            // It comes with the confirmation, or behind it.
            let subscribed = call!(redis.subscribe("a"));
            let error = match subscribed {
                Ok(()) => call!(redis.unsubscribe("a")).unwrap_err(),
                Err(error) => error,
            };
            assert!(matches!(error.kind(), ErrorKind::Session(SessionError::Unasked)), "{error}");
            assert_eq!(redis.standing(), Standing::Broken);
        });
    }
}

/// Pushes of no known kind are kept within the same bounds as all others.
#[test]
fn a_flood_of_the_unknown() {
    const COUNT: usize = 60;
    let peers = peers(Protocol::Resp3, |_| {
        let mut script = vec![Step::ReadCommand, send(words('>', &["subscribe", "a", "1"])), Step::ReadCommand];
        let payload = "x".repeat(MEGABYTE);
        let shapes = [
            words('>', &["odd", &payload]),
            format!(">2\r\n+odd\r\n*1\r\n%1\r\n$1\r\nk\r\n${MEGABYTE}\r\n{payload}\r\n"),
            format!(">2\r\n+odd\r\n~1\r\n={}\r\ntxt:{payload}\r\n", MEGABYTE + 4),
        ];
        script.extend((0..COUNT).map(|number| send(&shapes[number % shapes.len()])));
        script.push(send("$1\r\n1\r\n"));
        script
    });
    both_faces!(blocking(&peers[0], Protocol::Resp3), asynchronous(&peers[1], Protocol::Resp3), |redis, call| {
        call!(redis.subscribe("a")).unwrap();
        let mut get = async || call!(redis.get("x"));
        let (got, peak) = peak_during(|| block_on(get()));
        assert_eq!(got.unwrap().unwrap(), "1");
        assert!(peak < 20 * MEGABYTE, "{peak}");
        let Push::Missed(missed) = call!(redis.hear()) else { panic!("nothing was missed") };
        let mut left = COUNT as u64 - missed;
        assert!((14..=16).contains(&left), "{left}");
        while left > 0 {
            assert!(matches!(call!(redis.hear()), Push::Other(_)));
            left -= 1;
        }
        call!(redis.assert_silence());
    });
}

/// Messages without an end hold up nobody who waits for a reply.
#[test]
fn a_flood_while_a_reply_is_due() {
    let peers = peers(Protocol::Resp3, |_| {
        let flood = words('>', &["message", "a", &"x".repeat(1000)]);
        vec![
            Step::ReadCommand,
            send(words('>', &["subscribe", "a", "1"])),
            Step::ReadCommand,
            Step::Repeat(flood.into()),
        ]
    });
    both_faces!(blocking(&peers[0], Protocol::Resp3), asynchronous(&peers[1], Protocol::Resp3), |redis, call| {
        call!(redis.subscribe("a")).unwrap();
        redis.set_timeout_ms(Some(TIMEOUT));
        let error = call!(redis.get("x")).unwrap_err();
        assert!(error.is_timeout(), "{error}");
        assert_eq!(error.fate(), Fate::MaybeExecuted);
        let error = call!(redis.get("x")).unwrap_err();
        assert_eq!(error.fate(), Fate::NotSent, "{error}");
        assert!(matches!(call!(redis.hear()), Push::Missed(_) | Push::Message(_)));
    });
}
