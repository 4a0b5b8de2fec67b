//! Commands as bytes: every type of argument, how long a command may wait, and which of its words are secret.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
use std::rc::Rc;
use std::sync::Arc;

use picoredis::sharing::{changes_connection, is_of_transaction, makes_another};
use picoredis_core::args::{Args, Each};
use picoredis_core::cmd;
use picoredis_core::command::{Block, Command, SPECS, Secrets, Spec, Wait};
use picoredis_core::encode::{Encoder, Full};
use picoredis_core::reply::Bytes;

/// The bytes of a command with these arguments, after `$1 X`; held against all that is said of its length.
fn encode(args: impl Args) -> Vec<u8> {
    let command = Command::new("X", args);
    let mut encoder = Encoder::new(Vec::new());
    let Ok(()) = command.encode(&mut encoder);
    let wire = encoder.into_sink();
    assert_eq!(command.encoded_len(), wire.len());
    assert_eq!(command.count(), command.args().count() + 1);
    assert_fits_exactly(&command, &wire);
    let start = format!("*{}\r\n$1\r\nX\r\n", command.count());
    wire.strip_prefix(start.as_bytes()).unwrap_or_else(|| panic!("{}", wire.escape_ascii())).to_vec()
}

/// A slice of the right length takes the command, and every shorter one says that it is full.
fn assert_fits_exactly<A: Args>(command: &Command<'_, A>, wire: &[u8]) {
    let mut slice = vec![0; wire.len()];
    let mut encoder = Encoder::new(&mut slice[..]);
    assert_eq!(command.encode(&mut encoder), Ok(()));
    assert!(encoder.into_sink().is_empty());
    assert_eq!(slice, wire);
    for len in 0..wire.len().min(300) {
        assert_eq!(command.encode(&mut Encoder::new(&mut slice[..len])), Err(Full), "{len} bytes");
    }
}

/// These arguments are these words.
fn assert_words<const N: usize>(args: impl Args, words: [&[u8]; N]) {
    let expected: Vec<u8> = words.into_iter().flat_map(bulk).collect();
    assert_eq!(encode(&args).escape_ascii().to_string(), expected.escape_ascii().to_string());
    assert_eq!(args.count(), N);
}

fn bulk(word: &[u8]) -> Vec<u8> {
    [format!("${}\r\n", word.len()).as_bytes(), word, b"\r\n"].concat()
}

#[test]
fn a_command_to_the_byte() {
    let mut encoder = Encoder::new(Vec::new());
    let Ok(()) = cmd::set("é", (&b"\0\xff\r\n"[..], "EX", 10)).encode(&mut encoder);
    assert_eq!(
        encoder.into_sink(),
        b"*5\r\n$3\r\nSET\r\n$2\r\n\xc3\xa9\r\n$4\r\n\0\xff\r\n\r\n$2\r\nEX\r\n$2\r\n10\r\n"
    );
}

#[test]
fn names_of_many_words() {
    for (name, wire) in [
        ("PING", "*1\r\n$4\r\nPING\r\n"),
        ("config get", "*2\r\n$6\r\nconfig\r\n$3\r\nget\r\n"),
        ("  a  b ", "*2\r\n$1\r\na\r\n$1\r\nb\r\n"),
    ] {
        let mut encoder = Encoder::new(Vec::new());
        let Ok(()) = Command::new(name, ()).encode(&mut encoder);
        assert_eq!(encoder.into_sink(), wire.as_bytes(), "{name}");
    }
}

#[test]
fn strings_and_bytes() {
    let every_byte: Vec<u8> = (0..=255).collect();
    assert_words("", [b""]);
    assert_words("é€😀", ["é€😀".as_bytes()]);
    assert_words('é', [b"\xc3\xa9"]);
    assert_words(String::from("text"), [b"text"]);
    let (text, mut string) = (&"text", String::from("text"));
    assert_words(text, [b"text"]);
    assert_words(&mut string, [b"text"]);
    assert_words(Cow::from("text"), [b"text"]);
    assert_words(Rc::<str>::from("text"), [b"text"]);
    assert_words(Arc::new(String::from("text")), [b"text"]);
    assert_words(Box::<str>::from("text"), [b"text"]);
    assert_words(&every_byte[..], [&every_byte]);
    assert_words(every_byte.clone(), [&every_byte]);
    assert_words(*b"bytes", [b"bytes"]);
    assert_words(b"bytes", [b"bytes"]);
    assert_words(Box::<[u8]>::from(&b"bytes"[..]), [b"bytes"]);
    assert_words(Cow::from(&b"bytes"[..]), [b"bytes"]);
    assert_words(Bytes::from("bytes"), [b"bytes"]);
    assert_words([0u8; 0], [b""]);
}

#[test]
fn numbers() {
    assert_words((i8::MIN, u8::MAX, i16::MIN, u16::MAX), [b"-128", b"255", b"-32768", b"65535"]);
    assert_words((i32::MIN, u32::MAX), [b"-2147483648", b"4294967295"]);
    assert_words((i64::MIN, i64::MAX), [b"-9223372036854775808", b"9223372036854775807"]);
    assert_words((u64::MAX, 0u64), [b"18446744073709551615", b"0"]);
    assert_words((isize::MIN, usize::MAX), [isize::MIN.to_string().as_bytes(), usize::MAX.to_string().as_bytes()]);
    assert_words(i128::MIN, [b"-170141183460469231731687303715884105728"]);
    assert_words(u128::MAX, [b"340282366920938463463374607431768211455"]);
    assert_words((true, false), [b"1", b"0"]);
}

#[test]
fn floats_in_the_fewest_digits_that_read_back_the_same() {
    assert_words((1.5, 3.0, -0.25, 0.1), [b"1.5", b"3", b"-0.25", b"0.1"]);
    assert_words((f64::INFINITY, f64::NEG_INFINITY), [b"inf", b"-inf"]);
    assert_words((0.1f32, 16_777_216f32), [b"0.1", b"16777216"]);
    for number in [1e300, -0.0, f64::MIN_POSITIVE, f64::MAX, 5e-324, 0.1 + 0.2, 1e21, 123_456_789.125] {
        let wire = encode(number);
        let text = std::str::from_utf8(&wire).unwrap().split("\r\n").nth(1).unwrap();
        assert_eq!(text.parse::<f64>().map(f64::to_bits), Ok(number.to_bits()), "{text}");
        assert!(text.len() <= 24, "{text}");
    }
    let wire = encode(f64::NAN);
    assert_eq!(wire, b"$3\r\nnan\r\n");
}

#[test]
fn what_is_absent_is_left_out() {
    assert_words((), []);
    assert_words(None::<&str>, []);
    assert_words(("key", None::<i64>, Some(1)), [b"key", b"1"]);
    assert_words(Some(("EX", 10)), [b"EX", b"10"]);
    assert_words([None, Some("a"), None], [b"a"]);
    assert_words(Vec::<String>::new(), []);
    assert_words(BTreeMap::<String, i64>::new(), []);
}

#[test]
fn what_holds_others_is_its_elements_in_turn() {
    assert_words(["a", "b"], [b"a", b"b"]);
    assert_words(&["a", "b"][..], [b"a", b"b"]);
    assert_words(vec![1, 2, 3], [b"1", b"2", b"3"]);
    assert_words(VecDeque::from(["a", "b"]), [b"a", b"b"]);
    assert_words([("f", 1.5), ("g", 2.0)], [b"f", b"1.5", b"g", b"2"]);
    assert_words(BTreeMap::from([("b", 2), ("a", 1)]), [b"a", b"1", b"b", b"2"]);
    assert_words(BTreeSet::from(["b", "a"]), [b"a", b"b"]);
    assert_words(HashMap::from([("a", 1)]), [b"a", b"1"]);
    assert_words(HashSet::from([7]), [b"7"]);
    assert_words(Each((1..4).map(|n| (n, n * n))), [b"1", b"1", b"2", b"4", b"3", b"9"]);
    assert_words(Each(["a"].iter()), [b"a"]);
    // Bytes stay together, numbers do not.
    assert_words([b"ab", b"cd"], [b"ab", b"cd"]);
    assert_words(vec![vec![0u8, 255], vec![]], [b"\0\xff", b""]);
    assert_words((7u8, [7u16, 8]), [b"7", b"7", b"8"]);
    assert_words((("a", [("b", vec!["c"])]), Some("d")), [b"a", b"b", b"c", b"d"]);
}

#[test]
fn tuples_to_sixteen() {
    assert_words((1,), [b"1"]);
    assert_words((1, "b"), [b"1", b"b"]);
    assert_words((1, 2, 3), [b"1", b"2", b"3"]);
    assert_words((1, 2, 3, 4, 5, 6, 7, 8), [b"1", b"2", b"3", b"4", b"5", b"6", b"7", b"8"]);
    assert_words(
        (1, 2, 3, 4, 5, 6, 7, 8, 9, "a", 'b', 1.5, b"d", Some("e"), ["f"], String::from("g")),
        [b"1", b"2", b"3", b"4", b"5", b"6", b"7", b"8", b"9", b"a", b"b", b"1.5", b"d", b"e", b"f", b"g"],
    );
}

/// Headers change their length at powers of ten.
#[test]
fn lengths_of_every_number_of_digits() {
    for len in [0, 9, 10, 11, 99, 100, 101, 999, 1000, 65_536, 100_000] {
        let word = vec![b'x'; len];
        assert_eq!(encode(&word), bulk(&word), "{len}");
        let many = vec!["x"; len];
        assert_eq!(encode(&many), bulk(b"x").repeat(len), "{len}");
    }
}

#[test]
fn how_long_a_command_may_wait() {
    let millis = Wait::Millis;
    for (name, wait, expected) in [
        ("BLPOP", cmd::blpop(["a", "b"], 1.5).wait(), millis(1500)),
        ("BRPOP", cmd::brpop("a", 2).wait(), millis(2000)),
        ("BRPOPLPUSH", cmd::brpoplpush("a", "b", 0.25).wait(), millis(250)),
        ("BLMOVE", cmd::blmove("a", "b", "LEFT", "RIGHT", 1).wait(), millis(1000)),
        ("BLMPOP", cmd::blmpop(3, 1, "a", ("LEFT", "COUNT", 9)).wait(), millis(3000)),
        ("BZPOPMIN", cmd::bzpopmin("a", 1).wait(), millis(1000)),
        ("BZPOPMAX", cmd::bzpopmax(("a", "7"), "0.5").wait(), millis(500)),
        ("BZMPOP", cmd::bzmpop(0.001, 1, "a", "MIN").wait(), millis(1)),
        ("WAIT", cmd::wait(1, 1500).wait(), millis(1500)),
        ("WAITAOF", cmd::waitaof(1, 1, 20).wait(), millis(20)),
        ("XREAD", cmd::xread(("COUNT", 7, "block", 1500, "STREAMS", "s", "$")).wait(), millis(1500)),
        ("XREADGROUP", cmd::xreadgroup(("GROUP", "g", "c"), ("BLOCK", 5, "STREAMS", "s", ">")).wait(), millis(5)),
    ] {
        assert_eq!(wait, expected, "{name}");
    }
    // And these are all of the table.
    let blocking = SPECS.iter().filter(|spec| spec.block != Block::No);
    let names: Vec<_> = blocking.map(Spec::name).collect();
    let known = "BLMOVE BLMPOP BLPOP BRPOP BRPOPLPUSH BZMPOP BZPOPMAX BZPOPMIN WAIT WAITAOF XREAD XREADGROUP";
    assert_eq!(names.join(" "), known);
}

#[test]
fn for_ever_and_not_at_all() {
    assert_eq!(cmd::get("a").wait(), Wait::None);
    assert_eq!(Command::new("bogus", ("a", 5)).wait(), Wait::None);
    assert_eq!(Command::unlisted("BLPOP", ("a", 5)).wait(), Wait::None);
    assert_eq!(Command::new("blPop", ("a", 5)).wait(), Wait::Millis(5000));
    assert_eq!(cmd::xread(("STREAMS", "s", "$")).wait(), Wait::None);
    assert_eq!(cmd::xread(("BLOCK", 0, "STREAMS", "s", "$")).wait(), Wait::Forever);
    for forever in ["0", "0.0", "0."] {
        assert_eq!(cmd::blpop("a", forever).wait(), Wait::Forever, "{forever}");
    }
    // Not zero, so not for ever, however small.
    assert_eq!(cmd::blpop("a", "0.0001").wait(), Wait::Millis(1));
    // The server judges what this is.
    for odd in ["x", "1e3", "-1", "99999999999999999999999"] {
        assert_eq!(cmd::blpop("a", odd).wait(), Wait::Forever, "{odd}");
    }
    assert_eq!(Command::new("BLPOP", ()).wait(), Wait::None);
}

/// Words are words, whether they stand in the name or in the arguments.
#[test]
fn names_that_hold_arguments_and_arguments_that_name_subcommands() {
    assert_eq!(Command::new("BLPOP list", 2).wait(), Wait::Millis(2000));
    assert_eq!(Command::new("BLPOP list 3", ()).wait(), Wait::Millis(3000));
    assert_eq!(Command::new("", ("blpop", "list", 4)).wait(), Wait::Millis(4000));
    let name = |spec: Option<&'static Spec>| spec.map(Spec::name);
    assert_eq!(name(Command::new("object", ("encoding", "z")).spec()), Some("OBJECT ENCODING"));
    assert_eq!(name(Command::new("GET", "encoding").spec()), Some("GET"));
    assert_eq!(name(Command::new("", ()).spec()), None);
    assert_eq!(name(Command::new("AUTH secret", ()).spec()), Some("AUTH"));
    assert_eq!(format!("{:?}", Command::new("AUTH secret", ())), "AUTH with 1 arguments");
}

/// Each is found by its words, in whatever case and wherever they stand, and nothing else is.
#[test]
fn every_command_is_found_by_its_words() {
    let all_of = |first: &str| SPECS.iter().filter(|spec| spec.name().split(' ').next() == Some(first)).count();
    for spec in &SPECS {
        let name = spec.name().to_lowercase();
        let (first, second) = name.split_once(' ').unwrap_or((&name, "more"));
        let found = |first: &str, second: &str| Spec::of_words(first.as_bytes(), second.as_bytes()).map(Spec::name);
        assert_eq!(found(first, second), Some(spec.name()));
        assert_eq!(found(&name, "more"), Some(spec.name()));
        assert_eq!(Spec::find(&name).map(Spec::name), Some(spec.name()));
        assert_eq!(found(first, "bogus"), Spec::find(first).map(Spec::name));
        for bogus in [format!("{name}."), format!("{name}{}", "x".repeat(1000)), name[1..].into()] {
            assert_eq!(found(&bogus, "").filter(|found| found.eq_ignore_ascii_case(&name)), None, "{bogus}");
        }
        let alone = spec.name() == first.to_uppercase() && all_of(spec.name()) == 1;
        assert_eq!(spec.is_all_of(first.as_bytes()), alone, "{name}");
        assert!(!spec.is_all_of(b"bogus"));
    }
    assert!(Spec::of_words(b"", b"get").is_none());
}

/// Without the table only that is known which a connection has to be kept from, or which it has to remember.
#[test]
fn what_is_remarkable_is_known_without_the_table() {
    for spec in &SPECS {
        let is_remarkable =
            !spec.one_reply || is_of_transaction(spec) || changes_connection(spec) || makes_another(spec);
        let name = spec.name().to_lowercase();
        let (first, second) = name.split_once(' ').map_or((&*name, None), |(first, second)| (first, Some(second)));
        let known = is_remarkable.then_some(spec.name());
        for found in [
            Command::unlisted(&name, ("more", 1)).spec(),
            Command::unlisted(first, (second, 1)).spec(),
            Command::unlisted("", (first, second, 1)).spec(),
        ] {
            assert_eq!(found.map(Spec::name), known, "{name}");
        }
    }
    assert!(Command::unlisted("", ()).spec().is_none());
    assert!(Command::unlisted("CLIENT", ()).spec().is_none());
    assert!(Command::unlisted("CLIENT", "x".repeat(1000)).spec().is_none());
    assert!(Command::unlisted(&"SUBSCRIBE".repeat(1000), ()).spec().is_none());
}

/// What comes after STREAMS are keys and ids, whatever they are called.
#[test]
fn a_stream_called_block_is_no_option() {
    assert_eq!(cmd::xread(("STREAMS", "block", 5)).wait(), Wait::None);
    assert_eq!(cmd::xread(("BLOCK", 1000, "STREAMS", "BLOCK", 5)).wait(), Wait::Millis(1000));
}

/// The words of a command, each secret as `*`.
fn masked(line: &str) -> String {
    let mut secrets = Secrets::default();
    let words = line.split(' ').map(|word| if secrets.is_secret(word.as_bytes()) { "*" } else { word });
    words.collect::<Vec<_>>().join(" ")
}

#[test]
fn secrets() {
    for (line, expected) in [
        ("GET auth", "GET auth"),
        ("AUTH pw", "AUTH *"),
        ("hello 3 auth me pw setname x", "hello 3 auth me * setname x"),
        ("HELLO 3 SETNAME x", "HELLO 3 SETNAME x"),
        ("ACL SETUSER me on >pw <pw #hash !hash ~* &* +@all", "ACL SETUSER me on * * * * ~* &* +@all"),
        ("ACL GETUSER >name", "ACL GETUSER >name"),
        ("config set maxmemory 1 requirepass pw", "config set maxmemory 1 requirepass *"),
        ("CONFIG SET masterauth pw masteruser me", "CONFIG SET masterauth * masteruser me"),
        ("CONFIG SET tls-key-file-pass pw", "CONFIG SET tls-key-file-pass *"),
        ("CONFIG GET requirepass x", "CONFIG GET requirepass x"),
        ("MIGRATE h 1 k 0 9 AUTH pw KEYS a", "MIGRATE h 1 k 0 9 AUTH * KEYS a"),
        ("MIGRATE h 1 k 0 9 AUTH2 me pw", "MIGRATE h 1 k 0 9 AUTH2 me *"),
        ("SENTINEL SET main auth-pass pw quorum 2", "SENTINEL SET main auth-pass * quorum 2"),
        ("SENTINEL CONFIG SET sentinel-pass pw", "SENTINEL CONFIG SET sentinel-pass *"),
        // Values that look like names, and names that look like options.
        ("CONFIG SET proc-title-template bypass masterauth pw", "CONFIG SET proc-title-template bypass masterauth *"),
        ("HELLO 3 SETNAME AUTH AUTH default pw", "HELLO 3 SETNAME AUTH AUTH default *"),
        ("SENTINEL SET passage auth-pass pw", "SENTINEL SET passage auth-pass *"),
    ] {
        assert_eq!(masked(line), expected);
    }
    let mut secrets = Secrets::default();
    let selector = [&b"ACL"[..], b"SETUSER", b"me", b"(~key >pw)", b"(~key)"].map(|word| secrets.is_secret(word));
    assert_eq!(selector, [false, false, false, true, false]);
    // Not even all that it is asked for.
    assert_eq!(masked("AUTH me pw more"), "AUTH * * *");
    assert!(!format!("{:?}", cmd::auth("pw")).contains("pw"));
}
