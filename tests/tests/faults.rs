//! Peers that are slow, broken or hostile: an error within the time, in bounded memory, and never a reply for the wrong
//! caller.

use std::collections::HashMap;
use std::sync::mpsc::{self, Sender};
use std::time::Duration;

use picoredis::decode::Limits;
use picoredis::session::{DrainBudget, Standing};
use picoredis::{Bytes, Config, Error, ErrorKind, Fate, FromReply, Protocol, Redis, SessionError, Value, cmd};
use picoredis_tests::memory::{Counting, peak_during};
use picoredis_tests::peer::{Peer, Step};

#[global_allocator]
static MEMORY: Counting = Counting;

/// Short enough to wait for, long enough for a busy machine to answer within.
const TIMEOUT: Duration = Duration::from_millis(150);
/// For replies that do come.
const LONG: Duration = Duration::from_secs(20);

fn config(peer: &Peer) -> Config {
    Redis::builder().port(peer.port()).timeout(TIMEOUT)
}

fn send(bytes: impl AsRef<[u8]>) -> Step {
    Step::Send(bytes.as_ref().into())
}

/// A step that waits until the sender is used.
fn signal() -> (Sender<()>, Step) {
    let (go, signal) = mpsc::channel();
    (go, Step::Wait(signal))
}

fn is_protocol_error(error: &Error) -> bool {
    matches!(error.kind(), ErrorKind::Session(SessionError::Protocol(_)))
}

/// The connection is of no more use, and says so.
fn assert_broken(redis: &mut Redis) {
    assert_eq!(redis.standing(), Standing::Broken);
    let error = redis.ping().unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::NotConnected), "{error}");
    assert_eq!(error.fate(), Fate::NotSent);
}

/// Lists, errors, strings and numbers inside each other.
const NESTED: &str = "*4\r\n$5\r\nhello\r\n*2\r\n:1\r\n-ERR no\r\n%1\r\n+k\r\n,1.5\r\n$-1\r\n";

#[test]
fn replies_byte_by_byte() {
    let peer = Peer::start([
        Step::ReadCommand,
        Step::Dribble(NESTED.into()),
        Step::ReadCommand,
        Step::Dribble("-ERR slow\r\n".into()),
        Step::ReadCommand,
        Step::Dribble(">2\r\n+message\r\n+unasked\r\n$2\r\nme\r\n".into()),
    ]);
    let peer = peer.unwrap();
    let mut redis = config(&peer).timeout(LONG).connect().unwrap();
    let value = redis.do_cmd("ANY", ()).unwrap();
    assert_eq!(format!("{value:?}"), r#"[b"hello", [1, ServerError(ERR no)], {"k": 1.5}, null]"#);
    assert_eq!(redis.ping().unwrap_err().message(), Some("slow"));
    assert_eq!(redis.get("x").unwrap().unwrap(), "me");
    peer.join().unwrap();
}

#[test]
fn closed_in_the_middle() {
    for cut in 0..NESTED.len() {
        let peer =
            Peer::start([Step::ReadCommand, send(&NESTED[..cut]), Step::Close, Step::ReadCommand, send("+PONG\r\n")]);
        let peer = peer.unwrap();
        let mut redis = config(&peer).timeout(LONG).connect().unwrap();
        let error = redis.do_cmd("ANY", ()).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Closed), "after {cut} bytes: {error}");
        assert_eq!(error.fate(), Fate::MaybeExecuted);
        assert_eq!(error.to_string(), "ANY: the server closed the connection (the command may have been executed)");
        assert_broken(&mut redis);
        redis.connect().unwrap();
        assert_eq!(redis.ping().unwrap(), "PONG");
        peer.join().unwrap();
    }
}

#[test]
fn closed_between_two_commands() {
    let (go, wait) = signal();
    let peer = Peer::start([Step::ReadCommand, send(":1\r\n"), Step::Close, wait]).unwrap();
    let mut redis = config(&peer).connect().unwrap();
    redis.incr("x").unwrap();
    go.send(()).unwrap();
    peer.join().unwrap();
    let error = redis.incr("x").unwrap_err();
    // What the system says depends on when it notices.
    assert!(matches!(error.kind(), ErrorKind::Closed | ErrorKind::Io(_)), "{error}");
    assert_broken(&mut redis);
}

#[test]
fn reset() {
    let peer = Peer::start([Step::Reset]).unwrap();
    let mut redis = config(&peer).timeout(LONG).connect().unwrap();
    let error = redis.set("a", 1).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Io(_)), "{error:?}");
    assert_eq!(error.fate(), Fate::MaybeExecuted);
    assert_broken(&mut redis);
}

/// The reply to the first command comes late, in these pieces: the first before the time is up, each other after it.
fn late(pieces: &[&[u8]]) {
    let (go, wait) = signal();
    let mut script = vec![Step::ReadCommand, send(pieces[0]), wait];
    for piece in &pieces[1..] {
        script.extend([send(piece), Step::Delay(Duration::from_millis(5))]);
    }
    script.extend([Step::ReadCommand, send("$4\r\nmine\r\n")]);
    let peer = Peer::start(script).unwrap();

    let mut redis = config(&peer).connect().unwrap();
    let error = redis.get("late").unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Timeout(150)), "{error}");
    assert_eq!((error.fate(), redis.standing()), (Fate::MaybeExecuted, Standing::Draining));
    go.send(()).unwrap();
    redis.set_timeout(LONG);
    assert_eq!(redis.get("x").unwrap().unwrap(), "mine");
    assert_eq!(redis.standing(), Standing::Clean);
    peer.join().unwrap();
}

#[test]
fn a_late_reply_is_nobodys() {
    late(&[b"", b"$4\r\nlate\r\n"]);
    late(&[b"", b"-ERR late\r\n"]);
    late(&[b"", b"$-1\r\n"]);
    late(&[b"", b"*3\r\n*1\r\n$4\r\nlate\r\n", b"-ERR la", b"te\r\n$4\r\nlate", b"\r", b"\n"]);
    late(&[b"", b">1\r\n+push\r\n$4\r\nlate\r\n>1\r\n+push\r\n"]);
    let large = ["*100000\r\n".to_owned(), "*2\r\n:1\r\n$4\r\nlate\r\n".repeat(100_000)].concat();
    late(&[b"", large.as_bytes()]);
}

#[test]
fn a_timeout_in_the_middle_of_a_reply() {
    late(&[b"$4\r\nla", b"te\r\n"]);
    late(&[b"$4", b"\r\nlate\r\n"]);
    late(&[b"$4\r\nlate\r", b"\n"]);
    late(&[b"*2\r\n$4\r\nlate\r\n", b"$4\r\nlate\r\n"]);
    late(&[b"|1\r\n+a\r\n+b\r\n", b"$4\r\nlate\r\n"]);
    late(&[b">2\r\n+push\r\n", b"+x\r\n$4\r\nlate\r\n"]);
    late(&[b"-ERR la", b"te\r\n"]);
}

#[test]
fn two_late_replies_one_after_the_other() {
    let (first, wait_first) = signal();
    let (second, wait_second) = signal();
    let peer = Peer::start([
        Step::ReadCommand,
        wait_first,
        send("$1\r\n1\r\n"),
        Step::ReadCommand,
        wait_second,
        send("$1\r\n2\r\n"),
        Step::ReadCommand,
        send("$1\r\n3\r\n"),
    ]);
    let peer = peer.unwrap();
    let mut redis = config(&peer).connect().unwrap();
    assert!(redis.get("1").unwrap_err().is_timeout());
    // The second is not even sent: first comes what is owed.
    let error = redis.get("not sent").unwrap_err();
    assert!(error.is_timeout());
    assert_eq!(error.fate(), Fate::NotSent);
    assert_eq!(error.to_string(), "GET: timed out after 150 ms (the command was not sent)");
    first.send(()).unwrap();
    let error = loop {
        // A busy machine may be late once more.
        let error = redis.get("2").unwrap_err();
        if error.fate() != Fate::NotSent {
            break error;
        }
    };
    assert!(error.is_timeout());
    second.send(()).unwrap();
    redis.set_timeout(LONG);
    assert_eq!(redis.get("3").unwrap().unwrap(), "3");
    let received = peer.join().unwrap();
    assert_eq!(received.windows(3).filter(|window| window == b"GET").count(), 3);
}

#[test]
fn a_peer_that_never_answers() {
    let peer = Peer::start([Step::ReadCommand, Step::ExpectClose, Step::ReadCommand, send("+PONG\r\n")]).unwrap();
    let budget = DrainBudget { millis: 400, ..DrainBudget::DEFAULT };
    let mut redis = config(&peer).drain_budget(budget).connect().unwrap();
    let error = redis.ping().unwrap_err();
    assert!(error.is_timeout());
    assert_eq!(error.fate(), Fate::MaybeExecuted);
    let mut timeouts = 0;
    let error = loop {
        let error = redis.ping().unwrap_err();
        assert_eq!(error.fate(), Fate::NotSent);
        if !error.is_timeout() {
            break error;
        }
        assert_eq!(redis.standing(), Standing::Draining);
        timeouts += 1;
    };
    // 150 ms each, until 400 ms are over.
    assert!((1..=3).contains(&timeouts), "{timeouts}");
    assert_eq!(error.to_string(), "PING: a late reply took more than the budget to skip it (the command was not sent)");
    assert_broken(&mut redis);
    redis.set_timeout(LONG);
    redis.connect().unwrap();
    assert_eq!(redis.ping().unwrap(), "PONG");
    peer.join().unwrap();
}

/// Enough comes in time, again and again, but there is no end of it.
#[test]
fn a_late_reply_without_end_is_given_up() {
    let trickle = || Step::Trickle(vec![b'x'; 32 << 10], Duration::from_millis(10));
    for budget in [DrainBudget { millis: 300, bytes: usize::MAX }, DrainBudget { millis: u64::MAX, bytes: 1 << 20 }] {
        let (go, wait) = signal();
        let peer = Peer::start([Step::ReadCommand, wait, send("$500000000\r\n"), trickle()]).unwrap();
        let mut redis = config(&peer).drain_budget(budget).connect().unwrap();
        assert!(redis.ping().unwrap_err().is_timeout());
        go.send(()).unwrap();
        redis.set_timeout(LONG);
        let error = redis.ping().unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Session(SessionError::DrainBudget)), "{budget:?}: {error:?}");
        assert_eq!(error.fate(), Fate::NotSent);
        assert_broken(&mut redis);
        drop(redis);
        peer.join().unwrap();
    }
}

/// Runs `ANY` against a peer that answers with `hostile` and what `more` does; says what came of it.
fn attack<R: FromReply>(hostile: &[u8], more: Option<Step>, timeout: Duration) -> Error {
    let script = [Step::ReadCommand, send(hostile)].into_iter().chain(more);
    let peer = Peer::start(script).unwrap();
    let mut redis = config(&peer).timeout(timeout).connect().unwrap();
    let command = picoredis::Command::new("ANY", ()).reply::<R>();
    let (outcome, peak) = peak_during(|| redis.run(command));
    let error = outcome.err().unwrap_or_else(|| panic!("{} is taken for a reply", hostile.escape_ascii()));
    assert!((1..1 << 20).contains(&peak), "{peak} bytes for {}", hostile.escape_ascii());
    assert!(error.is_timeout() || is_protocol_error(&error), "{error:?} for {}", hostile.escape_ascii());
    assert_eq!(error.fate(), Fate::MaybeExecuted);
    let standing = if error.is_timeout() { Standing::Draining } else { Standing::Broken };
    assert_eq!(redis.standing(), standing);
    drop(redis);
    peer.join().unwrap();
    error
}

/// What comes of it, whatever type was asked for, must be a protocol error.
fn attack_every_type(hostile: &[u8], more: impl Fn() -> Option<Step>) -> Error {
    let errors = [
        attack::<Bytes>(hostile, more(), LONG),
        attack::<()>(hostile, more(), LONG),
        attack::<Vec<Vec<u8>>>(hostile, more(), LONG),
        attack::<HashMap<String, [u64; 16]>>(hostile, more(), LONG),
        attack::<Vec<(String, f64)>>(hostile, more(), LONG),
        attack::<Value>(hostile, more(), LONG),
    ];
    assert!(errors.iter().all(is_protocol_error), "{errors:?}");
    let [.., last] = errors;
    last
}

#[test]
fn what_is_no_reply_is_a_protocol_error() {
    let nested = "*1\r\n".repeat(10_000);
    let nested_maps = "%1\r\n+k\r\n".repeat(10_000);
    for (hostile, words) in [
        ("$4611686018427387904\r\n", "limit exceeded, expected a string within Limits::bulk"),
        ("$99999999999999999999999\r\n", "number out of range"),
        ("*4611686018427387904\r\n", "limit exceeded, expected an aggregate within Limits::aggregate"),
        ("%2147483648\r\n", "limit exceeded"),
        ("~4294967296\r\n", "limit exceeded"),
        ("=4611686018427387904\r\n", "limit exceeded"),
        ("!4611686018427387904\r\n", "limit exceeded"),
        (nested.as_str(), "nested too deep"),
        (nested_maps.as_str(), "nested too deep"),
        ("$-2\r\n", "expected -1 as the only negative length, found '2'"),
        ("%-1\r\n", "illegal negative length"),
        ("*-2\r\n", "illegal negative length"),
        ("\0\x01\x02", "unknown type, expected a type byte, found '\\x00'"),
        ("HTTP/1.1 400 Bad Request\r\n\r\n", "protocol error at byte 0: unknown type"),
        ("$3\r\nfour\r\n", "bad line end, expected CRLF after the payload, found 'r'"),
        (":12a\r\n", "malformed number"),
        ("+OK\n", "bad line end"),
        ("*1\r\n>1\r\n+x\r\n", "misplaced value"),
        ("#x\r\n", "expected t or f, found 'x'"),
    ] {
        let error = attack_every_type(hostile.as_bytes(), || None).to_string();
        assert!(error.contains(words), "{error}");
    }
}

#[test]
fn what_never_ends_is_a_protocol_error() {
    for (hostile, again) in
        [("+", "x"), ("-", "ERR "), ("$", "0"), (":", "0"), ("*", "0"), ("(", "7"), ("$-", "0"), ("*1\r\n", "*1\r\n")]
    {
        let more = || Some(Step::Repeat(again.repeat(1000).into()));
        attack_every_type(hostile.as_bytes(), more);
    }
}

#[test]
fn what_is_announced_and_does_not_come_is_a_timeout_in_little_memory() {
    let nested = "*2147483643\r\n".repeat(100);
    for hostile in ["$536870912\r\nx", "*2147483643\r\n", "%1073741820\r\n", "~2147483643\r\n+x\r\n", &nested, "$?\r\n"]
    {
        let error = attack::<Value>(hostile.as_bytes(), None, TIMEOUT);
        assert!(error.is_timeout(), "{hostile}: {error}");
    }
    assert!(attack::<Vec<u8>>(b"$536870912\r\n", None, TIMEOUT).is_timeout());
    assert!(attack::<Vec<[u64; 16]>>(b"*2147483643\r\n", None, TIMEOUT).is_timeout());
    assert!(attack::<HashMap<String, [u64; 8]>>(b"%1073741820\r\n", None, TIMEOUT).is_timeout());
}

#[test]
fn a_protocol_error_breaks_the_connection() {
    let peer = Peer::start([Step::ReadCommand, send("+fine\r\n"), Step::ReadCommand, send("?\r\n+PONG\r\n")]).unwrap();
    let mut redis = config(&peer).timeout(LONG).connect().unwrap();
    redis.do_cmd("ANY", ()).unwrap();
    let error = redis.ping().unwrap_err();
    assert_eq!(
        error.to_string(),
        "PING: protocol error at byte 7: unknown type, expected a type byte, found '?' (the command may have been executed)"
    );
    assert_broken(&mut redis);
}

#[test]
fn limits_of_ones_own() {
    let limits = Limits { bulk: 10, aggregate: 4, line: 20 };
    for (reply, fits) in [
        ("$10\r\n0123456789\r\n", true),
        ("$11\r\n01234567890\r\n", false),
        ("*4\r\n:1\r\n:1\r\n:1\r\n:1\r\n", true),
        ("*5\r\n:1\r\n:1\r\n:1\r\n:1\r\n:1\r\n", false),
        ("%3\r\n", false),
        ("+01234567890123456789\r\n", true),
        ("+012345678901234567890\r\n", false),
    ] {
        let peer = Peer::start([Step::ReadCommand, send(reply)]).unwrap();
        let mut redis = config(&peer).timeout(LONG).limits(limits).connect().unwrap();
        let outcome = redis.do_cmd("ANY", ());
        assert_eq!(outcome.is_ok(), fits, "{reply}: {outcome:?}");
        assert!(fits || is_protocol_error(&outcome.unwrap_err()), "{reply}");
    }
}

#[test]
fn a_reply_more_than_was_asked_for_is_not_the_next_ones() {
    let peer = Peer::start([Step::ReadCommand, send("$1\r\n1\r\n$1\r\n2\r\n")]).unwrap();
    let mut redis = config(&peer).timeout(LONG).connect().unwrap();
    assert_eq!(redis.get("1").unwrap().unwrap(), "1");
    let error = redis.get("other").unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Session(SessionError::Unasked)), "{error:?}");
    assert_eq!(error.to_string(), "GET: a reply came that no command asked for (the command was not sent)");
    assert_broken(&mut redis);
}

#[test]
fn what_is_left_of_an_old_connection_is_not_the_new_ones() {
    for left in ["$1\r\n2\r\n", "$10\r\nhalf"] {
        let answer = ["$1\r\n1\r\n", left].concat();
        let peer =
            Peer::start([Step::ReadCommand, send(answer), Step::ExpectClose, Step::ReadCommand, send("$1\r\n3\r\n")]);
        let peer = peer.unwrap();
        let mut redis = config(&peer).timeout(LONG).connect().unwrap();
        assert_eq!(redis.get("1").unwrap().unwrap(), "1");
        redis.connect().unwrap();
        assert_eq!(redis.get("3").unwrap().unwrap(), "3");
        peer.join().unwrap();
    }
}

#[test]
fn a_new_connection_has_the_same_timeout() {
    let peer = Peer::start([Step::ReadCommand, send("+PONG\r\n"), Step::ExpectClose, Step::ReadCommand]).unwrap();
    let mut redis = config(&peer).connect().unwrap();
    redis.ping().unwrap();
    redis.connect().unwrap();
    let error = redis.ping().unwrap_err();
    assert!(error.is_timeout(), "{error}");
    peer.join().unwrap();
}

#[test]
fn pushes_between_replies_are_passed_over() {
    let push = ">3\r\n+message\r\n+channel\r\n$3\r\nhi!\r\n";
    let peer = Peer::start([
        Step::ReadCommand,
        send([push, push, "$1\r\n1\r\n", push].concat()),
        Step::ReadCommand,
        send([push, "$1\r\n2\r\n", &push[..20]].concat()),
        Step::ReadCommand,
        send([&push[20..], "$1\r\n3\r\n"].concat()),
    ]);
    let peer = peer.unwrap();
    let mut redis = config(&peer).timeout(LONG).connect().unwrap();
    for expected in ["1", "2", "3"] {
        assert_eq!(redis.get("x").unwrap().unwrap(), expected);
    }
    assert_eq!(redis.standing(), Standing::Clean);
    peer.join().unwrap();
}

#[test]
fn a_reply_that_trickles_for_ever_is_a_timeout() {
    for start in ["$1000000\r\n", "*1000000\r\n$1000000\r\n"] {
        let trickle = Step::Trickle(b"x".into(), Duration::from_millis(20));
        let peer = Peer::start([Step::ReadCommand, send(start), trickle]).unwrap();
        let mut redis = config(&peer).connect().unwrap();
        let error = redis.do_cmd("ANY", ()).unwrap_err();
        assert!(error.is_timeout());
        assert_eq!((error.fate(), redis.standing()), (Fate::MaybeExecuted, Standing::Draining));
        // Nor does it hold up the next one for longer.
        let error = redis.ping().unwrap_err();
        assert!(error.is_timeout());
        assert_eq!(error.fate(), Fate::NotSent);
    }
}

#[test]
fn a_reply_that_keeps_coming_may_take_longer() {
    let timeout = Duration::from_millis(1000);
    let mut script = vec![Step::ReadCommand, send("$200000\r\n")];
    for _ in 0..10 {
        script.extend([Step::Delay(timeout / 4), send([b'x'; 20_000])]);
    }
    script.push(send("\r\n"));
    let peer = Peer::start(script).unwrap();
    let mut redis = config(&peer).timeout(timeout).connect().unwrap();
    assert_eq!(redis.get("large").unwrap().unwrap().len(), 200_000);
    peer.join().unwrap();
}

#[test]
fn a_peer_that_stops_reading() {
    let (go, wait) = signal();
    let peer = Peer::start([wait]).unwrap();
    let mut redis = config(&peer).connect().unwrap();
    let error = redis.set("large", vec![b'x'; 64 << 20]).unwrap_err();
    assert!(error.is_timeout(), "{error:?}");
    assert_eq!(error.to_string(), "SET: timed out after 150 ms (the command was not sent)");
    assert_broken(&mut redis);
    go.send(()).unwrap();
}

/// The time for the reply begins when the command has been sent, however long that took.
#[test]
fn a_peer_that_reads_slowly() {
    let value = vec![b'x'; 32 << 20];
    let header = format!("*3\r\n$3\r\nSET\r\n$1\r\nk\r\n${}\r\n", value.len());
    let timeout = Duration::from_millis(1000);
    let mut script = vec![Step::Expect(header.into())];
    for part in value.chunks(4 << 20) {
        script.extend([Step::Delay(timeout / 4), Step::Expect(part.into())]);
    }
    script.extend([Step::Expect("\r\n".into()), send("+O"), Step::Delay(timeout / 4), send("K\r\n")]);
    let peer = Peer::start(script).unwrap();
    let mut redis = config(&peer).timeout(timeout).connect().unwrap();
    assert!(redis.set("k", value).unwrap());
    peer.join().unwrap();
}

#[test]
fn commands_that_wait_get_their_own_time_and_the_timeout() {
    let peer = Peer::start([Step::ReadCommand, Step::Delay(2 * TIMEOUT), send("*-1\r\n"), Step::ReadCommand]).unwrap();
    let mut redis = config(&peer).connect().unwrap();
    assert_eq!(redis.blpop("list", 1).unwrap(), None);
    let error = redis.run(cmd::blpop("list", 0.1)).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Timeout(250)), "{error}");
    peer.join().unwrap();

    let peer = Peer::start([Step::ReadCommand, Step::Delay(2 * TIMEOUT), send("*-1\r\n")]).unwrap();
    let mut redis = config(&peer).connect().unwrap();
    assert_eq!(redis.blpop("for ever", 0).unwrap(), None);
    peer.join().unwrap();
}

#[test]
fn a_handshake_with_no_server_leaves_no_connection() {
    for (answer, is_right) in [
        ("SSH-2.0-OpenSSH\r\n", is_protocol_error as fn(&Error) -> bool),
        ("HTTP/1.1 400 Bad Request\r\n\r\n", is_protocol_error),
        ("", Error::is_timeout),
    ] {
        let peer = Peer::start([Step::ReadCommand, send(answer), Step::ExpectClose]).unwrap();
        let error = config(&peer).protocol(Protocol::Resp3).connect().unwrap_err();
        assert!(is_right(&error), "{error:?}");
        assert_eq!(error.command(), Some("HELLO"));
        peer.join().unwrap();
    }
}
