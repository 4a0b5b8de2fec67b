//! Transactions whose connection fails, and servers that lie about them: what the error says is what happened.

#[path = "support/cut.rs"]
mod cut;
#[path = "support/faces.rs"]
#[macro_use]
mod faces;
#[path = "support/wire.rs"]
mod wire;

use std::time::Duration;

use cut::{AsyncCut, Cut, End};
use picoredis::embedded_io::ErrorKind as IoKind;
use picoredis::session::Standing;
use picoredis::{Bytes, Command, ErrorKind, Fate, Protocol, Redis, Value, asynch, cmd};
use picoredis_tests::peer::{Peer, Step};
use picoredis_tests::server;
use wire::block_on;

/// Five, of which one is larger than the memory that they are sent from.
fn commands() -> [Command<'static, String, String>; 5] {
    [1, 40, 200, 7, 3].map(|len| Command::new("ANY", "x".repeat(len)).reply())
}

/// `MULTI`, those, and `EXEC`.
const ALL: usize = 7;

fn answer(number: usize) -> String {
    match number {
        0 => "+OK\r\n".into(),
        1..=5 => "+QUEUED\r\n".into(),
        6 => "*5\r\n+a\r\n+b\r\n+c\r\n+d\r\n+e\r\n".into(),
        _ => "+PONG\r\n".into(),
    }
}

type Outcome = picoredis::Result<[picoredis::Result<String>; 5]>;

/// Plays the transaction by both faces: what came of it, and what the peer has of it.
fn play(takes: usize, gives: usize, end: End) -> [(Outcome, Standing, Cut); 2] {
    let mut blocking = Cut::new(takes, gives, end);
    blocking.answer = answer;
    let mut other = blocking.clone();
    let mut memory = ([0; 64], [0; 80]);
    let mut redis = Redis::over(&mut blocking, &mut memory.0[..], &mut memory.1[..]);
    let (outcome, standing) = (redis.transaction(commands()), redis.standing());
    let mut redis = asynch::Redis::over(AsyncCut::new(&mut other, None), &mut memory.0[..], &mut memory.1[..]);
    let (other_outcome, other_standing) = (block_on(redis.transaction(commands())), redis.standing());
    [(outcome, standing, blocking), (other_outcome, other_standing, other)]
}

fn assert_all_well(outcome: Outcome) {
    assert_eq!(outcome.unwrap().map(Result::unwrap), ["a", "b", "c", "d", "e"]);
}

#[test]
fn the_peer_takes_no_more() {
    let total = play(usize::MAX, usize::MAX, End::Close)[0].2.taken.len();
    for takes in 0..total {
        for (outcome, standing, _) in play(takes, usize::MAX, End::Close) {
            let error = outcome.unwrap_err();
            // Without the last byte of EXEC nothing is executed.
            assert_eq!((error.fate(), error.command()), (Fate::NotSent, Some("EXEC")), "{takes} bytes taken: {error}");
            assert!(matches!(error.kind(), ErrorKind::Io(IoKind::ConnectionReset)), "{error}");
            assert_eq!(standing, Standing::Broken);
        }
    }
    for (outcome, standing, _) in play(total, usize::MAX, End::Close) {
        assert_all_well(outcome);
        assert_eq!(standing, Standing::Clean);
    }
}

#[test]
fn the_peer_says_no_more() {
    let mut sent = 0;
    for end in [End::Close, End::Fail(IoKind::Other), End::Fail(IoKind::TimedOut), End::Say(b"?")] {
        for gives in 0..ALL {
            for (outcome, standing, cut) in play(usize::MAX, gives, end) {
                let error = outcome.unwrap_err();
                let commands = String::from_utf8_lossy(&cut.taken);
                let has_exec = commands.contains("EXEC");
                let fate = if has_exec { Fate::MaybeExecuted } else { Fate::NotSent };
                assert_eq!((error.fate(), error.command()), (fate, Some("EXEC")), "{gives} replies, {end:?}: {error}");
                assert_ne!(standing, Standing::Clean);
                sent += u32::from(has_exec);
            }
        }
    }
    // There are some of either.
    assert!((1..4 * 2 * ALL as u32).contains(&sent), "{sent}");
}

/// What a transaction of two commands comes to.
enum Comes {
    Well,
    Aborted,
    Refused(&'static str),
    /// The error's words.
    Wrong(Fate, &'static str, &'static str),
}

#[test]
fn servers_that_lie() {
    use Comes::{Aborted, Refused, Well, Wrong};
    let queued = "+OK\r\n+QUEUED\r\n+QUEUED\r\n";
    let nested = "*2\r\n*3\r\n:1\r\n*1\r\n-ERR no\r\n$3\r\nx\r\n\r\n$2\r\nhi\r\n";
    let cases = [
        ([queued, nested].concat(), Well),
        ([queued, "*?\r\n*0\r\n$?\r\n;1\r\nh\r\n;1\r\ni\r\n;0\r\n.\r\n"].concat(), Well),
        ([queued, "|1\r\n+a\r\n:1\r\n*2\r\n|1\r\n+b\r\n*1\r\n:2\r\n%1\r\n+k\r\n~1\r\n_\r\n+hi\r\n"].concat(), Well),
        ([queued, "*-1\r\n"].concat(), Aborted),
        ([queued, "_\r\n"].concat(), Aborted),
        ([queued, "*0\r\n"].concat(), Wrong(Fate::Executed, "EXEC", "expected 2 elements")),
        ([queued, "*1\r\n:1\r\n"].concat(), Wrong(Fate::Executed, "EXEC", "expected 2 elements")),
        ([queued, "*3\r\n:1\r\n+hi\r\n:3\r\n"].concat(), Wrong(Fate::Executed, "EXEC", "expected 2 elements")),
        ([queued, ":5\r\n"].concat(), Wrong(Fate::Executed, "EXEC", "expected an array, got an integer")),
        ([queued, "+OK\r\n"].concat(), Wrong(Fate::Executed, "EXEC", "expected an array, got a simple string")),
        ([queued, "$9\r\nnot right\r\n"].concat(), Wrong(Fate::Executed, "EXEC", "expected an array, got a bulk")),
        ([queued, "-EXECABORT no reason\r\n"].concat(), Refused("EXEC")),
        ("+OK\r\n-ERR no\r\n+QUEUED\r\n-EXECABORT x\r\n".into(), Refused("FIRST")),
        ("+OK\r\n-ERR no\r\n-ERR no\r\n-EXECABORT x\r\n".into(), Refused("FIRST")),
        ("-ERR no\r\n-ERR no\r\n-ERR no\r\n-ERR x\r\n".into(), Refused("MULTI")),
        ("+OK\r\n+QUEUED\r\n:1\r\n*1\r\n:1\r\n".into(), Wrong(Fate::MaybeExecuted, "SECOND", "expected QUEUED")),
        ("+OK\r\n*1\r\n+QUEUED\r\n+QUEUED\r\n*2\r\n:1\r\n:2\r\n".into(), Wrong(Fate::MaybeExecuted, "FIRST", "QUEUED")),
        (
            "+OK\r\n$500\r\n".to_string() + &"x".repeat(500) + "\r\n+QUEUED\r\n*-1\r\n",
            Wrong(Fate::MaybeExecuted, "FIRST", "QUEUED"),
        ),
        ("+KO\r\n+QUEUED\r\n+QUEUED\r\n*2\r\n:1\r\n:2\r\n".into(), Wrong(Fate::MaybeExecuted, "MULTI", "expected OK")),
        ("-ERR no\r\n:1\r\n:2\r\n-ERR x\r\n".into(), Wrong(Fate::MaybeExecuted, "MULTI", "no")),
    ];
    for (replies, comes) in cases {
        for dribble in [false, true] {
            let peer = || {
                let bytes = replies.clone().into_bytes();
                let say = if dribble { Step::Dribble(bytes) } else { Step::Send(bytes) };
                let read = || Step::ReadCommand;
                Peer::start([read(), read(), read(), read(), say, read(), Step::Send("$4\r\nnext\r\n".into())]).unwrap()
            };
            let peers = [peer(), peer()];
            let url = peers[0].url();
            both_faces!(Redis::open(&url).unwrap(), wire::open(peers[1].port()), |redis, call| {
                println!("{replies:?}");
                let batch = (Command::new("FIRST", ()).reply::<Value>(), Command::new("SECOND", ()).reply::<Bytes>());
                let outcome = call!(redis.transaction(batch));
                match &comes {
                    Well => assert_eq!(outcome.unwrap().1.unwrap(), "hi"),
                    Aborted => assert!(matches!(outcome.unwrap_err().kind(), ErrorKind::Aborted)),
                    Refused(name) => {
                        let error = outcome.unwrap_err();
                        assert_eq!((error.fate(), error.command()), (Fate::Refused, Some(*name)), "{error}");
                    }
                    Wrong(fate, name, words) => {
                        let error = outcome.unwrap_err();
                        assert_eq!((error.fate(), error.command()), (*fate, Some(*name)), "{error}");
                        assert!(error.to_string().contains(words), "{error}");
                    }
                }
                assert_eq!(redis.standing(), Standing::Clean);
                assert_eq!(call!(redis.get("next")).unwrap().unwrap(), "next");
            });
        }
    }
}

/// The server sleeps while a transaction is on its way that no buffer holds. Whatever is given up: no later command is
/// taken into it, and it is executed as a whole or not at all.
#[test]
fn given_up_half_way() {
    const COUNT: usize = 200;
    let mut admin = Redis::open(&server().url()).unwrap();
    let port = server().port();
    for protocol in [Protocol::Resp2, Protocol::Resp3] {
        let blocking = || Redis::builder().port(port).protocol(protocol).connect().unwrap();
        both_faces!(blocking(), wire::connect(port, protocol, 0), |redis, call| {
            admin.mset(("half", 0, "mine", "right")).unwrap();
            let sleeping = std::thread::spawn({
                let mut admin = Redis::open(&server().url()).unwrap();
                move || admin.do_cmd("DEBUG", ("SLEEP", "0.4")).unwrap()
            });
            redis.set_timeout_ms(Some(50));
            let padding = "x".repeat(1000);
            let error = loop {
                let batch: Vec<_> = (0..COUNT)
                    .map(|_| cmd::eval("return redis.call('INCR', KEYS[1])", (1, "half", &padding)))
                    .collect();
                if let Err(error) = call!(redis.transaction(batch)) {
                    break error;
                }
            };
            assert!(error.is_timeout(), "{error}");
            sleeping.join().unwrap();
            redis.set_timeout_ms(Some(20_000));
            match call!(redis.run(cmd::get("mine").reply::<String>())) {
                Ok(mine) => assert_eq!(mine, "right"),
                Err(error) => assert!(matches!(error.kind(), ErrorKind::NotConnected), "{error}"),
            }
            let executed: usize = admin.run(cmd::get("half").reply()).unwrap();
            assert_eq!(executed % COUNT, 0);
        });
    }
    admin.del(["half", "mine"]).unwrap();
}

/// A short wait, so that nobody takes a peer that is slow for one that is gone.
#[test]
fn a_reply_to_exec_that_takes_its_time() {
    let peer = || {
        let script = [Step::ReadCommand, Step::ReadCommand, Step::ReadCommand, Step::Send("+OK\r\n+QUEUED\r\n".into())];
        let late = [Step::Delay(Duration::from_millis(300)), Step::Send("*1\r\n:1\r\n".into())];
        let next = [Step::ReadCommand, Step::Send(":2\r\n".into())];
        Peer::start(script.into_iter().chain(late).chain(next)).unwrap()
    };
    let peers = [peer(), peer()];
    let url = peers[0].url();
    both_faces!(Redis::open(&url).unwrap(), wire::open(peers[1].port()), |redis, call| {
        redis.set_timeout_ms(Some(100));
        let error = call!(redis.transaction((cmd::incr("n"),))).unwrap_err();
        assert!(error.is_timeout());
        assert_eq!((error.fate(), error.command()), (Fate::MaybeExecuted, Some("EXEC")));
        assert_eq!(redis.standing(), Standing::Draining);
        redis.set_timeout_ms(Some(20_000));
        assert_eq!(call!(redis.incr("n")).unwrap(), 2);
    });
}
