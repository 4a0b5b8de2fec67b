//! Pipelines whose connection fails: what each command's error says of it is what happened, to the byte.

#[path = "support/cut.rs"]
mod cut;
#[path = "support/faces.rs"]
#[macro_use]
mod faces;
#[path = "support/wire.rs"]
mod wire;

use std::task::{Context, Waker};
use std::time::Duration;

use cut::{AsyncCut, Cut, End};
use picoredis::args::Each;
use picoredis::embedded_io::ErrorKind as IoKind;
use picoredis::encode::Encoder;
use picoredis::pipeline::Pipeline;
use picoredis::session::Standing;
use picoredis::{Command, ErrorKind, Fate, Redis, asynch, cmd};
use picoredis_tests::peer::{Peer, Step};
use wire::block_on;

/// Of different lengths; the last but one is larger than the memory that commands are sent from.
fn commands() -> Vec<Command<'static, String, String>> {
    let name = |len: usize| Command::new("ANY", "x".repeat(len)).reply();
    [1, 20, 3, 40, 5, 17, 2, 1, 30, 200, 9].map(name).into()
}

const TIMEOUT: Duration = Duration::from_millis(100);

/// The memory for sending holds two commands or three.
const MEMORY: usize = 80;

type Outcome = (Result<String, (Fate, String)>, Option<String>);

/// Results: each its value, or its fate and what it says of the reason; and the command that it names.
fn told(results: Vec<picoredis::Result<String>>) -> Vec<Outcome> {
    let one = |result: picoredis::Result<String>| match result {
        Ok(value) => (Ok(value), None),
        Err(error) => (Err((error.fate(), error.kind().to_string())), error.command().map(String::from)),
    };
    results.into_iter().map(one).collect()
}

/// Plays the commands by both faces, as they are and recorded; for each, what became of them, where the connection stands, and
/// what the peer has.
fn play(cut: Cut) -> Vec<(Vec<Outcome>, Standing, Cut)> {
    let mut recorded = Pipeline::new();
    for command in commands() {
        recorded.add(command);
    }
    let mut played = Vec::new();
    for is_recorded in [false, true] {
        let mut memory = ([0; 64], [0; MEMORY]);
        let mut ends = [cut.clone(), cut.clone()];
        let [blocking, other] = &mut ends;
        let blocking = Redis::over(blocking, &mut memory.0[..], &mut memory.1[..]);
        let mut memory = ([0; 64], [0; MEMORY]);
        let other = asynch::Redis::over(AsyncCut::new(other, None), &mut memory.0[..], &mut memory.1[..]);
        let mut told_by = Vec::new();
        both_faces!(blocking, other, |redis, call| {
            let mut results = Vec::new();
            if is_recorded {
                call!(redis.pipeline(recorded.replay(|result| results.push(result))));
            } else {
                results = call!(redis.pipeline(commands()));
            }
            told_by.push((told(results), redis.standing()));
        });
        played.extend(told_by.into_iter().zip(ends).map(|((outcomes, standing), cut)| (outcomes, standing, cut)));
    }
    played
}

/// The first so many are answered, of the next so many nobody knows, and the rest was not sent.
fn assert_fates(outcomes: &[Outcome], answered: usize, sent: usize, reason: &str, what: &str) {
    for (number, outcome) in outcomes.iter().enumerate() {
        let expected = match number {
            _ if number < answered => (Ok(number.to_string()), None),
            _ if number < sent => (Err((Fate::MaybeExecuted, reason.into())), Some("ANY".into())),
            _ => (Err((Fate::NotSent, reason.into())), Some("ANY".into())),
        };
        assert_eq!(*outcome, expected, "command {number}, {what}");
    }
}

#[test]
fn the_peer_takes_no_more() {
    let mut encoded = Vec::new();
    for command in commands() {
        command.encode(&mut Encoder::new(&mut encoded)).unwrap();
    }
    for takes in 0..encoded.len() {
        for (outcomes, standing, cut) in play(Cut::new(takes, usize::MAX, End::Close)) {
            let answered = outcomes.iter().take_while(|(result, _)| result.is_ok()).count();
            let what = format!("{takes} bytes taken");
            assert_eq!(cut.taken, encoded[..takes], "{what}");
            assert_fates(&outcomes, answered, cut.whole(), "the connection failed: ConnectionReset", &what);
            assert_eq!(standing, Standing::Broken, "{what}");
        }
    }
    for (outcomes, standing, cut) in play(Cut::new(encoded.len(), usize::MAX, End::Close)) {
        assert_fates(&outcomes, commands().len(), 0, "", "all taken");
        assert_eq!((standing, cut.taken), (Standing::Clean, encoded.clone()));
    }
}

/// What was taken and cannot be passed on may have been passed on in part.
#[test]
fn the_transport_passes_no_more_on() {
    for holds in 1..500 {
        let mut cut = Cut::new(usize::MAX, usize::MAX, End::Close);
        cut.holds = holds;
        for (outcomes, standing, cut) in play(cut) {
            let answered = outcomes.iter().take_while(|(result, _)| result.is_ok()).count();
            let what = format!("fails after {holds} bytes");
            assert_fates(&outcomes, answered, cut.whole(), "the connection failed: ConnectionAborted", &what);
            assert_eq!(standing, if answered < outcomes.len() { Standing::Broken } else { Standing::Clean }, "{what}");
        }
    }
}

#[test]
fn the_peer_says_no_more() {
    let ends = [
        (End::Close, "the server closed the connection", Standing::Broken),
        (End::Fail(IoKind::Other), "the connection failed: Other", Standing::Broken),
        (End::Fail(IoKind::TimedOut), "timed out after 3000 ms", Standing::Draining),
        (End::Say(b"?"), "protocol error at byte", Standing::Broken),
    ];
    for gives in 0..commands().len() {
        for (end, reason, standing) in ends {
            for (outcomes, stands, cut) in play(Cut::new(usize::MAX, gives, end)) {
                let what = format!("{gives} replies, then {end:?}");
                let reason = match end {
                    End::Say(_) => outcomes.last().unwrap().0.as_ref().unwrap_err().1.clone(),
                    _ => reason.into(),
                };
                assert_fates(&outcomes, gives, cut.whole(), &reason, &what);
                assert_eq!(stands, standing, "{what}");
            }
        }
    }
}

/// A future that is dropped while it sends, at any byte, leaves a connection that is in step, or one that is broken: that is
/// when the command is larger than memory which cannot grow.
#[test]
fn dropped_at_any_byte() {
    let total: usize = commands().iter().map(Command::encoded_len).sum();
    let large: Vec<usize> = commands().iter().take(10).map(Command::encoded_len).collect();
    let (before_large, large) = (large[..9].iter().sum::<usize>(), large[9]);
    for stalls in 0..total {
        let mut cut = Cut::new(usize::MAX, usize::MAX, End::Close);
        let redis = asynch::Redis::over(AsyncCut::new(&mut cut, Some(stalls)), vec![0; 64], vec![0; MEMORY]);
        drop_and_go_on(redis, false);
        assert_last_is_whole(&cut);

        let mut memory = ([0; 64], [0; MEMORY]);
        let mut cut = Cut::new(usize::MAX, usize::MAX, End::Close);
        let io = AsyncCut::new(&mut cut, Some(stalls));
        let in_large = (before_large..before_large + large).contains(&stalls);
        drop_and_go_on(asynch::Redis::over(io, &mut memory.0[..], &mut memory.1[..]), in_large);
        if !in_large {
            assert_last_is_whole(&cut);
        }
    }
}

fn drop_and_go_on<B: asynch::Memory>(mut redis: asynch::Redis<asynch::Bare<AsyncCut<'_>>, B, 32>, breaks: bool) {
    let dropped = std::pin::pin!(redis.pipeline(commands())).poll(&mut Context::from_waker(Waker::noop()));
    assert!(dropped.is_pending());
    let next = block_on(redis.run(Command::new("NEXT", ()).reply::<String>()));
    if breaks {
        assert!(matches!(next.unwrap_err().kind(), ErrorKind::NotConnected));
    } else {
        // The peer numbers its replies.
        let commands: usize = next.unwrap().parse().unwrap();
        assert_eq!(block_on(redis.run(Command::new("NEXT", ()).reply::<usize>())).unwrap(), commands + 1);
    }
}

/// All that was sent is whole, and the last two are those that came afterwards.
fn assert_last_is_whole(cut: &Cut) {
    let mut encoded = Vec::new();
    let commands = commands();
    let commands = commands.iter().take(cut.whole() - 2);
    commands.for_each(|command| command.encode(&mut Encoder::new(&mut encoded)).unwrap());
    encoded.extend_from_slice(b"*1\r\n$4\r\nNEXT\r\n*1\r\n$4\r\nNEXT\r\n");
    assert_eq!(cut.taken.escape_ascii().to_string(), encoded.escape_ascii().to_string());
}

#[test]
fn without_a_connection_nothing_is_sent() {
    let mut redis = Redis::open(&picoredis_tests::server().url()).unwrap();
    redis.close();
    for error in redis.pipeline([cmd::incr("a"), cmd::incr("b")]).map(Result::unwrap_err) {
        assert!(matches!(error.kind(), ErrorKind::NotConnected), "{error}");
        assert_eq!((error.fate(), error.command()), (Fate::NotSent, Some("INCR")));
    }
}

/// What is late is skipped, and the next pipeline gets its own.
#[test]
fn late_replies_are_nobodys() {
    let script = || {
        let script = [Step::ReadCommand, Step::ReadCommand, Step::ReadCommand, Step::Send(":0\r\n:1".into())];
        let late = [Step::Delay(TIMEOUT * 2), Step::Send("00\r\n:200\r\n".into())];
        let next = [Step::ReadCommand, Step::ReadCommand, Step::Dribble(":3\r\n:4\r\n".into())];
        Peer::start(script.into_iter().chain(late).chain(next)).unwrap()
    };
    let peers = [script(), script()];
    let url = peers[0].url();
    both_faces!(Redis::open(&url).unwrap(), wire::open(peers[1].port()), |redis, call| {
        redis.set_timeout_ms(Some(TIMEOUT.as_millis() as u64));
        let results = call!(redis.pipeline(Each((0..3).map(|_| cmd::incr("n")))));
        let fates: Vec<_> = results.iter().map(|result| result.as_ref().map_err(|error| error.fate())).collect();
        assert_eq!(fates, [Ok(&0), Err(Fate::MaybeExecuted), Err(Fate::MaybeExecuted)]);
        assert!(results[1].as_ref().unwrap_err().is_timeout());
        assert_eq!(redis.standing(), Standing::Draining);
        redis.set_timeout_ms(Some(20_000));
        let results = call!(redis.pipeline([cmd::incr("n"), cmd::incr("n")]));
        assert_eq!(results.map(Result::unwrap), [3, 4]);
    });
}
