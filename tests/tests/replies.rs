//! Replies as every type they can be asked for: from the bytes of the wire through decoder and builder, whole, cut at
//! every place, and byte by byte; event by event, and in runs.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
use std::fmt::Debug;

use picoredis_core::decode::Decoder;
use picoredis_core::error::{ReplyError, ServerError};
use picoredis_core::event::EventKind;
use picoredis_core::reply::{Buf, Bytes, FromReply, Receive, Value};
use picoredis_core::session::{Incoming, Session};

/// The reply that `wire` is, as an `R`.
fn take<R: FromReply + PartialEq + Debug>(wire: impl AsRef<[u8]>) -> Result<R, ReplyError> {
    take_as(wire, |reply: R| reply)
}

/// The reply that `wire` is, as an `R`, of which `view` is looked at: the same however the bytes come.
fn take_as<R: FromReply, T: PartialEq + Debug>(wire: impl AsRef<[u8]>, view: impl Fn(R) -> T) -> Result<T, ReplyError> {
    let wire = wire.as_ref();
    let whole = receive([wire]).map(&view);
    let shown = wire.escape_ascii();
    assert_eq!(receive_in_runs([wire]).map(&view), whole, "in runs: {shown}");
    assert_eq!(receive(wire.chunks(1)).map(&view), whole, "byte by byte: {shown}");
    for cut in 1..wire.len() {
        let (front, back) = wire.split_at(cut);
        assert_eq!(receive([front, back]).map(&view), whole, "cut at {cut}: {shown}");
        assert_eq!(receive_in_runs([front, back]).map(&view), whole, "in runs, cut at {cut}: {shown}");
    }
    whole
}

fn receive<'a, R: FromReply>(pieces: impl IntoIterator<Item = &'a [u8]>) -> Result<R, ReplyError> {
    let mut decoder = Decoder::<128>::new();
    let mut receive = Receive::new(R::builder());
    for mut piece in pieces {
        while let Some(event) = decoder.next(&mut piece).unwrap() {
            receive.event(event);
        }
    }
    assert!(decoder.is_idle(), "the reply is not whole");
    receive.finish()
}

/// The same as clients have it: elements that are whole are taken in one go.
fn receive_in_runs<'a, R: FromReply>(pieces: impl IntoIterator<Item = &'a [u8]>) -> Result<R, ReplyError> {
    let mut session = Session::<128>::new();
    session.sent();
    let mut receive = Receive::new(R::builder());
    for mut piece in pieces {
        loop {
            if session.is_in_reply() {
                session.run(&mut piece, 0, |run| receive.run(run));
            }
            match session.next(&mut piece).unwrap() {
                Some(Incoming::Reply { event, .. } | Incoming::Push { event, .. }) => receive.event(event),
                None => break,
            }
        }
    }
    receive.finish()
}

fn mismatch<T>(expected: &'static str, found: EventKind) -> Result<T, ReplyError> {
    Err(ReplyError::Mismatch { expected, found })
}

fn server<T>(text: &str) -> Result<T, ReplyError> {
    Err(ReplyError::Server(ServerError::new(text.as_bytes())))
}

fn inside<T>(text: &str) -> Result<T, ReplyError> {
    Err(ReplyError::Inside(ServerError::new(text.as_bytes())))
}

macro_rules! integer_at_its_ends {
    ($($type:ident: $name:literal)*) => {
        $(
            for number in [<$type>::MIN, 0, <$type>::MAX] {
                assert_eq!(take::<$type>(format!("+{number}\r\n")), Ok(number));
                assert_eq!(take::<$type>(bulk(&number.to_string())), Ok(number));
                if number.to_string().parse::<i64>().is_ok() {
                    assert_eq!(take::<$type>(format!(":{number}\r\n")), Ok(number));
                }
            }
            let range = Err(ReplyError::Range { expected: $name });
            for beyond in [one_beyond(<$type>::MIN.to_string()), one_beyond(<$type>::MAX.to_string())] {
                assert_eq!(take::<$type>(bulk(&beyond)), range, "{beyond}");
                assert_eq!(take::<$type>(format!("({beyond}\r\n")), range, "{beyond}");
                if beyond.parse::<i64>().is_ok() {
                    assert_eq!(take::<$type>(format!(":{beyond}\r\n")), range, "{beyond}");
                }
            }
            assert_eq!(take::<$type>("$1\r\nx\r\n"), mismatch($name, EventKind::OtherText));
            assert_eq!(take::<$type>("$0\r\n\r\n"), mismatch($name, EventKind::OtherText));
            assert_eq!(take::<$type>("_\r\n"), mismatch($name, EventKind::Null));
        )*
    };
}

/// One more, away from zero; -1 for 0. No last digit of an integer's ends is a 9.
fn one_beyond(end: String) -> String {
    let (rest, last) = end.split_at(end.len() - 1);
    if end == "0" { "-1".into() } else { format!("{rest}{}", last.parse::<u8>().unwrap() + 1) }
}

fn bulk(text: &str) -> String {
    format!("${}\r\n{text}\r\n", text.len())
}

#[test]
fn integers_are_never_truncated() {
    integer_at_its_ends! {
        i8: "an integer of 8 bits"
        i16: "an integer of 16 bits"
        i32: "an integer of 32 bits"
        i64: "an integer of 64 bits"
        isize: "an integer"
        u16: "an unsigned integer of 16 bits"
        u32: "an unsigned integer of 32 bits"
        u64: "an unsigned integer of 64 bits"
        usize: "an unsigned integer"
    }
    for number in [i128::MIN, i128::MAX] {
        assert_eq!(take::<i128>(format!("({number}\r\n")), Ok(number));
    }
    // Beyond what any type here holds, a number is no number.
    assert!(take::<i128>(format!("({}0\r\n", i128::MAX)).is_err());
    assert_eq!(take::<u16>("#t\r\n"), Ok(1));
    assert_eq!(take::<i64>(",3\r\n"), Ok(3));
    assert_eq!(take::<i64>(",3.5\r\n"), mismatch("an integer of 64 bits", EventKind::Double));
    assert_eq!(take::<i64>("*1\r\n:1\r\n"), mismatch("an integer of 64 bits", EventKind::Array));
}

#[test]
fn floats() {
    for (wire, number) in [
        (",1.5\r\n", 1.5),
        (",-0.1\r\n", -0.1),
        (",inf\r\n", f64::INFINITY),
        (",-inf\r\n", f64::NEG_INFINITY),
        (",1e300\r\n", 1e300),
        (":-7\r\n", -7.0),
        ("$4\r\n20.5\r\n", 20.5),
        ("$3\r\ninf\r\n", f64::INFINITY),
        ("+1\r\n", 1.0),
        ("(12\r\n", 12.0),
    ] {
        assert_eq!(take::<f64>(wire), Ok(number), "{wire}");
        assert_eq!(take::<f32>(wire), Ok(number as f32), "{wire}");
    }
    assert_eq!(take_as(",nan\r\n", f64::is_nan), Ok(true));
    assert_eq!(take_as(",-0\r\n", f64::to_bits), Ok((-0.0f64).to_bits()));
    assert_eq!(take::<f64>("$1\r\nx\r\n"), mismatch("a number", EventKind::OtherText));
    assert_eq!(take::<f64>("#t\r\n"), mismatch("a number", EventKind::Boolean));
    assert_eq!(take::<f64>("_\r\n"), mismatch("a number", EventKind::Null));
}

#[test]
fn yes_or_no() {
    for yes in ["#t\r\n", ":1\r\n", "+OK\r\n", "$2\r\nOK\r\n", "$1\r\n1\r\n", "+1\r\n"] {
        assert_eq!(take::<bool>(yes), Ok(true), "{yes}");
    }
    for no in ["#f\r\n", ":0\r\n", "_\r\n", "$-1\r\n", "*-1\r\n", "$1\r\n0\r\n"] {
        assert_eq!(take::<bool>(no), Ok(false), "{no}");
    }
    assert_eq!(take::<bool>(":2\r\n"), Err(ReplyError::Range { expected: "yes or no" }));
    assert_eq!(take::<bool>("+QUEUED\r\n"), mismatch("yes or no", EventKind::OtherText));
    assert_eq!(take::<bool>("*0\r\n"), mismatch("yes or no", EventKind::Array));
}

/// Everything that is text, and the text.
const TEXTS: [(&str, &str); 9] = [
    ("$3\r\nfoo\r\n", "foo"),
    ("+foo\r\n", "foo"),
    ("=7\r\ntxt:foo\r\n", "foo"),
    ("$?\r\n;2\r\nfo\r\n;1\r\no\r\n;0\r\n", "foo"),
    ("(123\r\n", "123"),
    (",1.5\r\n", "1.5"),
    (":-42\r\n", "-42"),
    ("$0\r\n\r\n", ""),
    ("+\r\n", ""),
];

#[test]
fn strings() {
    for (wire, text) in TEXTS {
        assert_eq!(take::<String>(wire), Ok(text.to_owned()), "{wire}");
        assert_eq!(take::<Bytes>(wire), Ok(text.into()), "{wire}");
        assert_eq!(take::<Vec<u8>>(wire), Ok(text.into()), "{wire}");
        assert_eq!(take_as(wire, |buf: Buf<3>| buf.to_vec()), Ok(text.into()), "{wire}");
    }
    let every_byte: Vec<u8> = (0..=255).collect();
    let wire = [&b"$256\r\n"[..], &every_byte, b"\r\n"].concat();
    assert_eq!(take::<Vec<u8>>(&wire), Ok(every_byte.clone()));
    assert_eq!(take_as(&wire, Bytes::into_vec), Ok(every_byte.clone()));
    assert_eq!(take_as(&wire, |bytes: [u8; 256]| bytes.to_vec()), Ok(every_byte));
    assert_eq!(take::<String>(&wire), Err(ReplyError::Utf8));
    assert_eq!(take::<String>("$3\r\n\u{e9}\u{21}\r\n"), Ok("é!".to_owned()));
    assert_eq!(take::<String>("_\r\n"), mismatch("a string", EventKind::Null));
    assert_eq!(take::<Bytes>("%0\r\n"), mismatch("a string", EventKind::Map));
    assert_eq!(take::<Vec<u8>>("#f\r\n"), mismatch("a string", EventKind::Boolean));
}

#[test]
fn buffers_say_how_much_was_needed() {
    assert_eq!(take_as("$5\r\nhello\r\n", |buf: Buf<5>| buf.as_str().map(str::to_owned)), Ok(Some("hello".into())));
    assert_eq!(take::<Buf<4>>("$5\r\nhello\r\n"), Err(ReplyError::Capacity { needed: 5, capacity: 4 }));
    assert_eq!(take::<Buf<4>>("+hello world\r\n"), Err(ReplyError::Capacity { needed: 11, capacity: 4 }));
    assert_eq!(take::<Buf<0>>("$0\r\n\r\n"), Ok(Buf::new()));
    assert_eq!(take::<[u8; 5]>("$5\r\nhello\r\n"), Ok(*b"hello"));
    assert_eq!(take::<[u8; 6]>("$5\r\nhello\r\n"), Err(ReplyError::Length { expected: 6 }));
    assert_eq!(take::<[u8; 4]>("$5\r\nhello\r\n"), Err(ReplyError::Capacity { needed: 5, capacity: 4 }));
    // One that does not fit does not spoil its neighbours' memory.
    let results = take_as("*2\r\n$2\r\nab\r\n$1\r\nc\r\n", |[a, b]: [Buf<2>; 2]| (a.to_vec(), b.to_vec()));
    assert_eq!(results, Ok((b"ab".to_vec(), b"c".to_vec())));
}

#[test]
fn what_may_be_missing() {
    for null in ["_\r\n", "$-1\r\n", "*-1\r\n"] {
        assert_eq!(take::<Option<i64>>(null), Ok(None), "{null}");
        assert_eq!(take::<Option<String>>(null), Ok(None), "{null}");
        assert_eq!(take::<Option<Vec<Option<String>>>>(null), Ok(None), "{null}");
    }
    assert_eq!(take::<Option<i64>>(":1\r\n"), Ok(Some(1)));
    assert_eq!(take::<Option<String>>("$0\r\n\r\n"), Ok(Some(String::new())));
    assert_eq!(take("*2\r\n$1\r\na\r\n_\r\n"), Ok(Some(vec![Some("a".to_owned()), None])));
    assert_eq!(take::<Vec<Option<bool>>>("*2\r\n_\r\n#t\r\n"), Ok(vec![None, Some(true)]));
    assert_eq!(take::<Option<(i64, i64)>>("*2\r\n:1\r\n:2\r\n"), Ok(Some((1, 2))));
    assert_eq!(take::<Option<i64>>("$1\r\nx\r\n"), mismatch("an integer of 64 bits", EventKind::OtherText));
}

/// Lists are taken from all of these.
const LISTS: [&str; 4] = [
    "*3\r\n:3\r\n:1\r\n:2\r\n",
    "~3\r\n:3\r\n:1\r\n:2\r\n",
    ">3\r\n:3\r\n:1\r\n:2\r\n",
    "*?\r\n:3\r\n:1\r\n:2\r\n.\r\n",
];

#[test]
fn lists_and_sets() {
    for wire in LISTS {
        assert_eq!(take(wire), Ok(vec![3, 1, 2]), "{wire}");
        assert_eq!(take(wire), Ok(VecDeque::from([3, 1, 2])), "{wire}");
        assert_eq!(take(wire), Ok(BTreeSet::from([1, 2, 3])), "{wire}");
        assert_eq!(take(wire), Ok(HashSet::from([1, 2, 3])), "{wire}");
        assert_eq!(take(wire), Ok([3, 1, 2]), "{wire}");
        assert_eq!(take::<[i64; 2]>(wire), Err(ReplyError::Length { expected: 2 }), "{wire}");
        assert_eq!(take::<[i64; 4]>(wire), Err(ReplyError::Length { expected: 4 }), "{wire}");
        assert_eq!(take::<Vec<bool>>(wire), Err(ReplyError::Range { expected: "yes or no" }), "{wire}");
    }
    assert_eq!(take("*0\r\n"), Ok(Vec::<i64>::new()));
    assert_eq!(take("*2\r\n*0\r\n*1\r\n*1\r\n:7\r\n"), Ok(vec![vec![], vec![vec![7]]]));
    assert_eq!(take::<Vec<i64>>(":1\r\n"), mismatch("a list", EventKind::Integer));
    assert_eq!(take::<Vec<i64>>("%1\r\n:1\r\n:2\r\n"), mismatch("a list", EventKind::Map));
    assert_eq!(take::<BTreeSet<i64>>("_\r\n"), mismatch("a set", EventKind::Null));
    assert_eq!(take::<HashSet<i64>>("+x\r\n"), mismatch("a set", EventKind::Simple));
    assert_eq!(take::<[i64; 1]>("_\r\n"), mismatch("an array", EventKind::Null));
    // What is wrong in the middle does not end the reply.
    assert_eq!(take::<Vec<i64>>("*3\r\n:1\r\n*1\r\n+x\r\n:2\r\n"), mismatch("an integer of 64 bits", EventKind::Array));
}

/// `a` is 1 and `b` is 2, in all forms.
const MAPS: [&str; 5] = [
    "%2\r\n+a\r\n:1\r\n$1\r\nb\r\n:2\r\n",
    "*4\r\n+a\r\n:1\r\n$1\r\nb\r\n:2\r\n",
    "*2\r\n*2\r\n+a\r\n:1\r\n*2\r\n+b\r\n:2\r\n",
    "%?\r\n+a\r\n:1\r\n+b\r\n:2\r\n.\r\n",
    "*?\r\n+a\r\n:1\r\n+b\r\n:2\r\n.\r\n",
];

#[test]
fn maps_in_all_forms() {
    let key = |name: &str| name.to_owned();
    for wire in MAPS {
        assert_eq!(take(wire), Ok(vec![(key("a"), 1), (key("b"), 2)]), "{wire}");
        assert_eq!(take(wire), Ok(BTreeMap::from([(key("a"), 1), (key("b"), 2)])), "{wire}");
        assert_eq!(take(wire), Ok(HashMap::from([(key("a"), 1), (key("b"), 2)])), "{wire}");
        assert_eq!(take(wire), Ok([(key("a"), 1), (key("b"), 2)]), "{wire}");
    }
    for empty in ["%0\r\n", "*0\r\n", "%?\r\n.\r\n"] {
        assert_eq!(take(empty), Ok(BTreeMap::<String, i64>::new()), "{empty}");
    }
    let nested = "%2\r\n+a\r\n*2\r\n:1\r\n:2\r\n+b\r\n*0\r\n";
    let flat = "*4\r\n+a\r\n*2\r\n:1\r\n:2\r\n+b\r\n*0\r\n";
    for wire in [nested, flat] {
        assert_eq!(take(wire), Ok(BTreeMap::from([(key("a"), vec![1, 2]), (key("b"), vec![])])), "{wire}");
    }
    let maps_in_maps = "%1\r\n+x\r\n*1\r\n%1\r\n+a\r\n:1\r\n";
    assert_eq!(take(maps_in_maps), Ok(HashMap::from([(key("x"), vec![BTreeMap::from([(key("a"), 1)])])])));
    type M = BTreeMap<String, i64>;
    assert_eq!(take::<M>("*3\r\n+a\r\n:1\r\n+b\r\n"), Err(ReplyError::Length { expected: 2 }));
    assert_eq!(take::<M>("_\r\n"), mismatch("a map", EventKind::Null));
    assert_eq!(take::<M>("*1\r\n*3\r\n+a\r\n:1\r\n:2\r\n"), Err(ReplyError::Length { expected: 2 }));
    assert_eq!(take::<M>("%1\r\n+a\r\n+x\r\n"), mismatch("an integer of 64 bits", EventKind::OtherText));
}

fn numbers(count: usize) -> String {
    let elements: String = (1..=count).map(|number| format!(":{number}\r\n")).collect();
    format!("*{count}\r\n{elements}")
}

macro_rules! tuples {
    ($($arity:literal: $($name:ident)+;)*) => {
        $({
            // More than twelve fields have neither `Debug` nor `PartialEq`.
            let view = |($($name,)+): ($(tuples!(@integer $name),)+)| vec![$($name),+];
            let length = Err(ReplyError::Length { expected: $arity });
            assert_eq!(take_as(numbers($arity), view), Ok((1..=$arity).collect()));
            assert_eq!(take_as(numbers($arity + 1), view), length);
            assert_eq!(take_as(numbers($arity - 1), view), length);
            let streamed = |count: usize| numbers(count).replacen(&format!("*{count}"), "*?", 1) + ".\r\n";
            assert_eq!(take_as(streamed($arity), view), Ok((1..=$arity).collect()));
            assert_eq!(take_as(streamed($arity + 1), view), length);
            assert_eq!(take_as(streamed($arity - 1), view), length);
        })*
    };
    (@integer $name:ident) => { i64 };
}

#[test]
fn tuples_of_every_length() {
    tuples! {
        1: a;
        2: a b;
        3: a b c;
        4: a b c d;
        5: a b c d e;
        6: a b c d e f;
        7: a b c d e f g;
        8: a b c d e f g h;
        9: a b c d e f g h i;
        10: a b c d e f g h i j;
        11: a b c d e f g h i j k;
        12: a b c d e f g h i j k l;
        13: a b c d e f g h i j k l m;
        14: a b c d e f g h i j k l m n;
        15: a b c d e f g h i j k l m n o;
        16: a b c d e f g h i j k l m n o p;
    }
    let wire = "*3\r\n+x\r\n*2\r\n:1\r\n:2\r\n_\r\n";
    assert_eq!(take(wire), Ok((Bytes::from("x"), vec![1, 2], None::<bool>)));
    assert_eq!(take(wire), Ok((String::from("x"), (1, 2), ())));
    assert_eq!(take::<(i64,)>(":1\r\n"), mismatch("an array", EventKind::Integer));
    assert_eq!(take::<(i64,)>("%1\r\n:1\r\n:2\r\n"), mismatch("an array", EventKind::Map));
}

/// Three fields, one behind the other without an array of their own.
#[test]
fn tuples_one_behind_the_other() {
    let wire = "*6\r\n+a\r\n:1\r\n_\r\n+b\r\n:2\r\n#t\r\n";
    let rows = vec![("a".to_owned(), 1, None), ("b".to_owned(), 2, Some(true))];
    assert_eq!(take(wire), Ok(rows));
}

#[test]
fn errors() {
    let wire = "-ERR unknown command 'bogus'\r\n";
    let text = "ERR unknown command 'bogus'";
    for error in [wire.to_owned(), format!("!{}\r\n{text}\r\n", text.len())] {
        assert_eq!(take::<i64>(&error), server(text));
        assert_eq!(take::<()>(&error), server(text));
        assert_eq!(take::<Value>(&error), server(text));
        assert_eq!(take::<Option<Vec<String>>>(&error), server(text));
        // A reply that is an error as a whole is none of the values, not even this one.
        assert_eq!(take::<Result<i64, ServerError>>(&error), server(text));
        let Err(ReplyError::Server(said)) = take::<Bytes>(&error) else { panic!("{error}") };
        assert_eq!((said.code(), said.message()), ("ERR", "unknown command 'bogus'"));
        assert_eq!(said.to_string(), text);
    }
    let odd = ServerError::new(b"LONELY");
    assert_eq!((odd.code(), odd.message()), ("LONELY", ""));
    let odd = ServerError::new(b"ERR \xff!");
    assert_eq!((odd.code(), odd.message(), odd.to_string()), ("ERR", "", "ERR \u{fffd}!".to_owned()));
}

#[test]
fn errors_inside_replies() {
    let wire = "*3\r\n:1\r\n-MY error\r\n:3\r\n";
    let my = || ServerError::new(b"MY error");
    assert_eq!(take(wire), Ok(vec![Ok(1), Err(my()), Ok(3)]));
    assert_eq!(take::<Vec<i64>>(wire), inside("MY error"));
    assert_eq!(take::<Vec<String>>(wire), inside("MY error"));
    assert_eq!(take::<(i64, i64, i64)>(wire), inside("MY error"));
    assert_eq!(take::<(i64, Result<Vec<i64>, ServerError>, i64)>(wire), Ok((1, Err(my()), 3)));
    assert_eq!(take::<Vec<Option<i64>>>(wire), inside("MY error"));
    assert_eq!(take("*2\r\n*1\r\n:1\r\n-MY error\r\n"), Ok(vec![Ok(vec![1]), Err(my())]));
    // Nobody wants to know what it holds.
    assert_eq!(take::<()>("*1\r\n*1\r\n+x\r\n"), Ok(()));
    assert_eq!(take::<()>("$3\r\nfoo\r\n"), Ok(()));
    assert_eq!(take::<Vec<()>>("*2\r\n*0\r\n_\r\n"), Ok(vec![(), ()]));
}

#[test]
fn values_of_every_kind() {
    let bytes = |text: &str| Bytes::from(text);
    for (wire, value, shown) in [
        ("_\r\n", Value::Null, "null"),
        ("$-1\r\n", Value::Null, "null"),
        ("#t\r\n", Value::Boolean(true), "true"),
        (":-42\r\n", Value::Integer(-42), "-42"),
        (",1.5\r\n", Value::Double(1.5), "1.5"),
        (",inf\r\n", Value::Double(f64::INFINITY), "inf"),
        ("(-123456789012345678901234567890\r\n", big(), "b\"-123456789012345678901234567890\""),
        ("+OK\r\n", Value::Simple(bytes("OK")), r#""OK""#),
        ("$3\r\nf\"\n\r\n", Value::Bulk(bytes("f\"\n")), r#"b"f\"\n""#),
        ("=7\r\nmkd:# A\r\n", Value::Verbatim(*b"mkd", bytes("# A")), r##"mkd:b"# A""##),
        ("*2\r\n:1\r\n-E x\r\n", Value::Array(vec![Value::Integer(1), error()]), "[1, ServerError(E x)]"),
        ("%1\r\n+k\r\n:1\r\n", Value::Map(vec![(Value::Simple(bytes("k")), Value::Integer(1))]), r#"{"k": 1}"#),
        ("~1\r\n:1\r\n", Value::Set(vec![Value::Integer(1)]), "{1}"),
        (">2\r\n+m\r\n:1\r\n", Value::Push(vec![Value::Simple(bytes("m")), Value::Integer(1)]), r#"push ["m", 1]"#),
        ("*1\r\n*1\r\n%0\r\n", Value::Array(vec![Value::Array(vec![Value::Map(vec![])])]), "[[{}]]"),
        ("|1\r\n+popular\r\n:1\r\n:7\r\n", Value::Integer(7), "7"),
        ("*1\r\n|1\r\n+a\r\n*1\r\n+b\r\n:7\r\n", Value::Array(vec![Value::Integer(7)]), "[7]"),
    ] {
        let taken = take::<Value>(wire).unwrap();
        assert_eq!(taken, value, "{wire}");
        assert_eq!(format!("{taken:?}"), shown);
    }
}

fn big() -> Value {
    Value::BigNumber("-123456789012345678901234567890".into())
}

fn error() -> Value {
    Value::Error(ServerError::new(b"E x"))
}

#[test]
fn what_a_value_holds() {
    let list = take::<Value>("~2\r\n:1\r\n+x\r\n").unwrap();
    let [number, text] = list.as_slice().unwrap() else { panic!("{list:?}") };
    assert_eq!((number.as_i64(), number.as_str(), number.as_bytes()), (Some(1), None, None));
    assert_eq!((text.as_i64(), text.as_str(), text.as_bytes()), (None, Some("x"), Some(&b"x"[..])));
    assert_eq!((text.as_slice(), list.as_bytes()), (None, None));
    assert_eq!(take_as("$1\r\n\u{7f}\r\n", |value: Value| value.as_str().map(str::len)), Ok(Some(1)));
    assert_eq!(receive::<Value>([&b"$1\r\n\xff\r\n"[..]]).unwrap().as_str(), None);
}

#[test]
fn errors_are_said_in_words() {
    for (error, words) in [
        (take::<i64>("*0\r\n").unwrap_err(), "expected an integer of 64 bits, got an array"),
        (take::<i8>(":200\r\n").unwrap_err(), "expected an integer of 8 bits, got a number out of its range"),
        (ReplyError::Utf8, "expected UTF-8 text, got other bytes"),
        (take::<(i64, i64)>("*0\r\n").map(drop).unwrap_err(), "expected 2 elements, got another number of them"),
        (take::<Buf<1>>("+abc\r\n").unwrap_err(), "needed 3 bytes, buffer holds 1"),
        (take::<i64>("-ERR no\r\n").unwrap_err(), "ERR no"),
    ] {
        assert_eq!(error.to_string(), words);
    }
}
