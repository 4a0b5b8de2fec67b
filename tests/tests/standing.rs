//! A session's standing: whose reply is whose after callers gave up, between pushes and attributes, and at the end of
//! all budgets. Each wire is taken whole, cut at every place, and byte by byte.

use picoredis_core::decode::Limits;
use picoredis_core::error::{ServerError, SessionError};
use picoredis_core::event::Event;
use picoredis_core::session::{DrainBudget, Handshake, Incoming, Login, Protocol, Session, Standing};

/// What a session says: `7` is the reply 7, `>7` a push that holds it, `.` the end of a reply or push.
fn said(session: &mut Session, mut input: &[u8]) -> Result<String, SessionError> {
    let mut said = String::new();
    while let Some(incoming) = session.next(&mut input)? {
        let (mark, event, last) = match incoming {
            Incoming::Reply { event, last } => ("", event, last),
            Incoming::Push { event, last } => (">", event, last),
        };
        if let Event::Integer(number) = event {
            said += &format!("{mark}{number}");
        }
        said += if last { "." } else { "" };
    }
    assert!(input.is_empty());
    Ok(said)
}

/// What a session made by `prepare` says to `wire`, and where it stands then.
fn hear(prepare: impl Fn() -> Session, wire: &str) -> (Result<String, SessionError>, Standing) {
    let run = |pieces: &mut dyn Iterator<Item = &[u8]>| {
        let mut session = prepare();
        let heard = pieces.map(|piece| said(&mut session, piece)).collect();
        (heard, session.standing())
    };
    let wire = wire.as_bytes();
    let whole = run(&mut [wire].into_iter());
    assert_eq!(run(&mut wire.chunks(1)), whole, "byte by byte: {}", wire.escape_ascii());
    for cut in 1..wire.len() {
        let (front, back) = wire.split_at(cut);
        assert_eq!(run(&mut [front, back].into_iter()), whole, "cut at {cut}: {}", wire.escape_ascii());
    }
    whole
}

/// So many commands have been sent and given up, and so many more sent.
fn session(owed: usize, waiting: usize) -> Session {
    let mut session = Session::new();
    (0..owed).for_each(|_| session.sent());
    if owed > 0 {
        session.give_up(0);
    }
    (0..waiting).for_each(|_| session.sent());
    session
}

fn clean(said: &str) -> (Result<String, SessionError>, Standing) {
    (Ok(said.to_owned()), Standing::Clean)
}

#[test]
fn replies_in_their_order() {
    assert_eq!(hear(|| session(0, 1), ":1\r\n"), clean("1."));
    assert_eq!(hear(|| session(0, 3), ":1\r\n*2\r\n:2\r\n:3\r\n*0\r\n"), clean("1.23.."));
}

#[test]
fn owed_replies_are_skipped() {
    assert_eq!(hear(|| session(1, 1), ":1\r\n:2\r\n"), clean("2."));
    assert_eq!(hear(|| session(3, 2), ":1\r\n*2\r\n:2\r\n:3\r\n-ERR\r\n:5\r\n:6\r\n"), clean("5.6."));
    assert_eq!(hear(|| session(1, 1), "*2\r\n*1\r\n$3\r\n:1\r\r\n_\r\n:2\r\n"), clean("2."));
    assert_eq!(hear(|| session(2, 0), ":1\r\n"), (Ok(String::new()), Standing::Draining));
    assert_eq!(hear(|| session(2, 0), ":1\r\n:2\r\n"), clean(""));
}

#[test]
fn giving_up_in_the_middle_of_a_reply() {
    let prepare = || {
        let mut session = session(0, 1);
        assert_eq!(said(&mut session, b"*3\r\n:1\r\n:").unwrap(), "1");
        session.give_up(0);
        assert_eq!(session.standing(), Standing::Draining);
        session
    };
    assert_eq!(hear(prepare, "2\r\n:3\r\n"), clean(""));
    let again = || {
        let mut session = prepare();
        session.sent();
        session
    };
    assert_eq!(hear(again, "2\r\n:3\r\n:4\r\n"), clean("4."));
}

#[test]
fn giving_up_when_nothing_is_due_changes_nothing() {
    let mut session: Session = Session::new();
    session.give_up(0);
    assert_eq!(session.standing(), Standing::Clean);
    session.sent();
    assert_eq!(said(&mut session, b":1\r\n").unwrap(), "1.");
}

#[test]
fn giving_up_twice() {
    let prepare = || {
        let mut session = session(1, 1);
        session.give_up(0);
        session.sent();
        session
    };
    assert_eq!(hear(prepare, ":1\r\n:2\r\n:3\r\n"), clean("3."));
}

#[test]
fn pushes_are_not_replies() {
    let push = ">2\r\n:8\r\n:9\r\n";
    assert_eq!(hear(|| session(0, 0), push), clean(">8>9."));
    assert_eq!(hear(|| session(0, 1), &format!("{push}:1\r\n{push}")), clean(">8>9.1.>8>9."));
    // While replies are skipped, too.
    assert_eq!(hear(|| session(1, 1), &format!("{push}*1\r\n:1\r\n{push}:2\r\n")), clean(">8>9.>8>9.2."));
    assert_eq!(hear(|| session(0, 0), ">0\r\n"), clean("."));
}

/// Redis 7.0 puts a message there that a subscriber publishes to itself within a transaction.
#[test]
fn a_message_inside_a_reply_is_none_of_its_elements() {
    let message = ">3\r\n$7\r\nmessage\r\n:8\r\n*1\r\n:9\r\n";
    let exec = format!("*3\r\n:1\r\n{message}:2\r\n{message}{message}*1\r\n:3\r\n");
    assert_eq!(hear(|| session(0, 1), &exec), clean("1>8>9.2>8>9.>8>9.3."));
    assert_eq!(hear(|| session(1, 1), &format!("{exec}:4\r\n")), clean(">8>9.>8>9.>8>9.4."));
    let first = format!("*1\r\n{message}:1\r\n{message}");
    assert_eq!(hear(|| session(0, 1), &first), clean(">8>9.1.>8>9."));
    let described = format!("|1\r\n:7\r\n:7\r\n*?\r\n{message}|1\r\n:7\r\n:7\r\n:1\r\n.\r\n");
    assert_eq!(hear(|| session(0, 1), &described), clean(">8>9.1."));
    assert_eq!(hear(|| session(0, 1), &exec[..exec.len() - 8]).0.unwrap(), "1>8>9.2>8>9.>8>9.");
}

#[test]
fn any_other_push_inside_a_reply_is_an_error() {
    let message = ">1\r\n$7\r\nmessage\r\n";
    for wire in [
        format!("*1\r\n*1\r\n{message}:1\r\n"),
        format!("%1\r\n{message}:1\r\n:2\r\n"),
        format!("~1\r\n{message}:1\r\n"),
        format!(">1\r\n{message}:1\r\n"),
        format!("|1\r\n{message}:1\r\n:2\r\n:3\r\n"),
        format!("*1\r\n|1\r\n{message}:1\r\n:2\r\n:3\r\n"),
        format!("*1\r\n|1\r\n:1\r\n:2\r\n{message}:3\r\n"),
        format!("*1\r\n>2\r\n$7\r\nmessage\r\n{message}:1\r\n"),
        // It would be the answer to one of the commands.
        "*1\r\n>3\r\n$9\r\nsubscribe\r\n$1\r\na\r\n:1\r\n".to_owned(),
        "*1\r\n>0\r\n:1\r\n".to_owned(),
        "*1\r\n>1\r\n:1\r\n:1\r\n".to_owned(),
    ] {
        let (heard, standing) = hear(|| session(0, 1), &wire);
        let Err(SessionError::Protocol(error)) = heard else { panic!("{wire:?}: {heard:?}") };
        assert!(error.to_string().contains("no push inside another value"), "{wire:?}: {error}");
        assert_eq!(standing, Standing::Broken);
    }
    // Where everything is a push, there are no replies to be in.
    let listening = || {
        let mut session = session(0, 0);
        session.listen(true);
        session
    };
    assert!(hear(listening, &format!("*1\r\n{message}:1\r\n")).0.is_err());
}

#[test]
fn attributes_are_nobodys() {
    let attribute = "|1\r\n:7\r\n*1\r\n|1\r\n:7\r\n:7\r\n:7\r\n";
    for waiting in [format!("{attribute}:1\r\n"), format!("*2\r\n{attribute}:1\r\n:2\r\n{attribute}*0\r\n")] {
        let (heard, standing) = hear(|| session(0, 2), &waiting);
        assert!(["1.", "12.."].contains(&heard.unwrap().as_str()));
        assert_eq!(standing, Standing::Clean);
    }
    assert_eq!(hear(|| session(1, 1), &format!("{attribute}:1\r\n{attribute}:2\r\n")), clean("2."));
    assert_eq!(hear(|| session(0, 1), &format!("{attribute}>1\r\n:8\r\n:1\r\n")), clean(">8.1."));
    assert_eq!(hear(|| session(0, 0), attribute), clean(""));
}

#[test]
fn what_nobody_asked_for_breaks_the_connection() {
    let unasked = (Err(SessionError::Unasked), Standing::Broken);
    for wire in [":1\r\n", "*0\r\n", "-ERR\r\n", "|1\r\n:7\r\n:7\r\n:1\r\n", ">1\r\n:8\r\n:1\r\n"] {
        assert_eq!(hear(|| session(0, 0), wire), unasked, "{wire}");
    }
    assert_eq!(hear(|| session(1, 0), ":1\r\n:2\r\n"), unasked);
    assert_eq!(hear(|| session(1, 1), ":1\r\n:2\r\n:3\r\n"), unasked);
}

#[test]
fn a_protocol_error_breaks_the_connection() {
    let (heard, standing) = hear(|| session(0, 2), ":1\r\n?");
    let Err(SessionError::Protocol(error)) = heard else { panic!("{heard:?}") };
    assert_eq!((error.offset(), error.found()), (4, Some(b'?')));
    assert_eq!(standing, Standing::Broken);
}

#[test]
fn failing_is_for_good() {
    let mut session = session(1, 0);
    session.fail();
    assert_eq!(session.standing(), Standing::Broken);
    assert_eq!(said(&mut session, b":1\r\n"), Err(SessionError::Broken));
    assert_eq!(session.standing(), Standing::Broken);
}

#[test]
fn some_callers_give_up_and_others_wait() {
    let mut session = session(0, 3);
    session.give_up(1);
    assert_eq!((session.due(), session.standing()), (3, Standing::Draining));
    assert_eq!(said(&mut session, b":1\r\n:2\r\n:3\r\n").unwrap(), "3.");
    assert_eq!((session.due(), session.standing()), (0, Standing::Clean));
}

/// Two owed replies of 14 bytes each, of which the first had 4 when it was given up.
fn with_budget(bytes: usize) -> Session {
    let mut session = Session::with_limits(Limits::DEFAULT, DrainBudget { bytes, millis: 100 });
    session.sent();
    assert_eq!(said(&mut session, b"$8\r\n").unwrap(), "");
    session.give_up(0);
    assert_eq!(session.drain_time_left(1000), 100);
    session.sent();
    // Counts from the first time on.
    session.give_up(0);
    session
}

#[test]
fn the_budget_of_bytes() {
    let wire = "12345678\r\n$8\r\n12345678\r\n";
    assert_eq!(hear(|| with_budget(24), wire), clean(""));
    // What is there at once is skipped at no cost: only who has to wait for more gives up.
    for bytes in 0..23 {
        let mut session = with_budget(bytes);
        let heard: Result<String, _> = wire.as_bytes().chunks(1).map(|piece| said(&mut session, piece)).collect();
        assert_eq!((heard, session.standing()), (Err(SessionError::DrainBudget), Standing::Broken), "{bytes}");
    }
    // What comes afterwards does not count, and the next time has a budget of its own.
    let mut session = with_budget(24);
    session.sent();
    assert_eq!(said(&mut session, wire.as_bytes()).unwrap(), "");
    assert_eq!(said(&mut session, b"*2\r\n:1\r\n+long long long long long\r\n").unwrap(), "1.");
    session.sent();
    session.give_up(0);
    assert_eq!(said(&mut session, b"+twenty-four bytes!!!\r\n").unwrap(), "");
    assert_eq!(session.standing(), Standing::Clean);
}

#[test]
fn the_budget_of_time() {
    let mut session = with_budget(1000);
    for (now, left) in [(0, 100), (1000, 100), (1099, 1)] {
        assert_eq!(session.drain_time_left(now), left, "{now}");
    }
    assert_eq!(session.standing(), Standing::Draining);
    assert_eq!(session.drain_time_left(1100), 0);
    assert_eq!(session.standing(), Standing::Broken);
    // Nothing is owed: nothing can be late.
    let mut session = self::session(0, 1);
    assert_eq!(session.drain_time_left(u64::MAX), DrainBudget::DEFAULT.millis);
    assert_eq!(session.standing(), Standing::Clean);
}

/// What a client of that login says, a line for each command, to a server that refuses those that begin with one of
/// `refused`.
fn handshake(login: Login<'_>, refused: &[(&str, &str)]) -> (Vec<String>, Result<Protocol, ServerError>) {
    let mut handshake = Handshake::new(login);
    let mut lines = Vec::new();
    while let Some(command) = handshake.command() {
        let line = words(&command);
        let refusal = refused.iter().find(|(start, _)| line.starts_with(start));
        lines.push(line);
        let answer = refusal.map_or(Ok(()), |(_, error)| Err(ServerError::new(error.as_bytes())));
        if let Err(error) = handshake.answered(answer) {
            return (lines, Err(error));
        }
    }
    (lines, Ok(handshake.protocol()))
}

fn words<A: picoredis_core::args::Args, R>(command: &picoredis_core::command::Command<'_, A, R>) -> String {
    let mut wire = vec![0; command.encoded_len()];
    command.encode(&mut picoredis_core::encode::Encoder::new(&mut wire[..])).unwrap();
    let text = String::from_utf8(wire).unwrap();
    let words: Vec<_> = text.split("\r\n").skip(2).step_by(2).collect();
    words.join(" ")
}

const ALL: Login<'_> =
    Login { protocol: Protocol::Resp3, user: Some(b"me"), password: Some(b"pw"), name: Some(b"x"), db: 3 };

#[test]
fn handshakes() {
    let resp2 = Login { protocol: Protocol::Resp2, ..ALL };
    assert_eq!(handshake(Login::default(), &[]), (vec![], Ok(Protocol::Resp2)));
    let (lines, protocol) = handshake(ALL, &[]);
    assert_eq!((lines.join(", "), protocol), ("AUTH me pw, HELLO 3 SETNAME x, SELECT 3".into(), Ok(Protocol::Resp3)));
    let (lines, protocol) = handshake(Login { user: None, name: None, db: 0, ..ALL }, &[]);
    assert_eq!((lines.join(", "), protocol), ("AUTH pw, HELLO 3".into(), Ok(Protocol::Resp3)));
    let (lines, protocol) = handshake(resp2, &[]);
    let in_turn = "AUTH me pw, CLIENT SETNAME x, SELECT 3";
    assert_eq!((lines.join(", "), protocol), (in_turn.into(), Ok(Protocol::Resp2)));
    let (lines, _) = handshake(Login { user: None, name: None, db: 0, ..resp2 }, &[]);
    assert_eq!(lines, ["AUTH pw"]);
    let (lines, _) = handshake(Login { user: Some(b"me"), ..Login::default() }, &[]);
    assert_eq!(lines, ["AUTH me "], "a user may need no password");
    // In order: the right to choose a database comes with the user.
    for without_hello in ["ERR unknown command `HELLO`", "NOPROTO unsupported", "NOPERM no permissions"] {
        let (lines, protocol) = handshake(ALL, &[("HELLO", without_hello)]);
        let (before, after) = (&lines[..1], &lines[2..]);
        assert_eq!([before, after].concat().join(", "), in_turn, "{without_hello}");
        assert_eq!(protocol, Ok(Protocol::Resp2));
    }
}

#[test]
fn handshakes_that_end() {
    for (login, start, error, said) in [
        (ALL, "AUTH", "WRONGPASS invalid username-password pair", 1),
        (ALL, "HELLO", "LOADING the dataset", 2),
        // It is no answer to HELLO.
        (ALL, "HELLO", "ERR max number of clients reached", 2),
        (ALL, "SELECT", "ERR DB index is out of range", 3),
        (Login { protocol: Protocol::Resp2, ..ALL }, "AUTH", "WRONGPASS invalid", 1),
        (Login { protocol: Protocol::Resp2, ..ALL }, "CLIENT", "ERR no spaces", 2),
    ] {
        let (lines, outcome) = handshake(login, &[(start, error)]);
        assert_eq!((lines.len(), outcome), (said, Err(ServerError::new(error.as_bytes()))), "{start}");
    }
}

#[test]
fn a_password_does_not_come_back_in_an_error() {
    for (password, told, left) in [
        (
            "s3cret",
            "ERR unknown command 'AUTH', with args beginning with: 'me' 's3cret' ",
            "ERR unknown command 'AUTH'",
        ),
        ("s3cret", "ERR unknown command 'AUTH' with args 's3cret'", "ERR unknown command 'AUTH'"),
        ("s3cret", "ERR Unknown command AUTH, args s3cret", "ERR Unknown command AUTH"),
        ("s3cret", "unknown command `AUTH`, with args beginning with: `s3cr` ", "unknown command `AUTH`"),
        ("s3cret", "ERR no such command (AUTH me s3cret)", "ERR no such command (AUTH me"),
        ("s3cret", "ERR what is \"s3cret\"?", "ERR what is"),
        // It was cut.
        ("s3cret", "ERR no such command: AUTH me s3c", "ERR no such command: AUTH me"),
        ("s3 cret", "ERR not s3 cret", "ERR not"),
        ("s3cret", "ERR s3cret s3cret", "ERR"),
        ("s3cret", "(s3cret) is wrong", "ERR"),
        ("s3cret", "s3cret", "ERR"),
        ("Secret", "Secret is wrong", "ERR"),
        // Short ones are in other words, too.
        ("o", "ERR unknown command 'AUTH', with args beginning with: 'o' ", "ERR"),
        ("E", "ERR unknown command 'AUTH' with args 'E'", "ERR"),
        ("E", "ERR", "ERR"),
        ("S", "WRONGPASS invalid username-password pair", "WRONGPASS"),
        ("", "ERR unknown command 'AUTH' with args ''", "ERR unknown command 'AUTH'"),
        ("s3cret", "ERR Client sent AUTH, but no password is set", "ERR Client sent AUTH, but no password is set"),
        ("s3cret", "", ""),
    ] {
        let login = Login { password: Some(password.as_bytes()), ..ALL };
        let (_, outcome) = handshake(login, &[("AUTH", told)]);
        assert_eq!(outcome, Err(ServerError::new(left.as_bytes())), "{password:?} in {told:?}");
    }
}
