//! Addresses as people and other clients write them.

use picoredis_core::address::{Address, AddressErrorKind as Kind, Endpoint, Percent};
use proptest::prelude::*;

/// Everything an address says, in one comparable value.
#[derive(Debug, PartialEq)]
struct Said {
    to: String,
    tls: bool,
    user: Option<String>,
    password: Option<String>,
    db: Option<u32>,
    protocol: Option<u8>,
    timeout_ms: Option<u32>,
    connect_timeout_ms: Option<u32>,
    client_name: Option<String>,
}

impl Said {
    /// An address that says nothing but where.
    fn only(to: &str) -> Said {
        Said {
            to: to.to_owned(),
            tls: false,
            user: None,
            password: None,
            db: None,
            protocol: None,
            timeout_ms: None,
            connect_timeout_ms: None,
            client_name: None,
        }
    }
}

fn said(text: &str) -> Said {
    let address = Address::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    let owned = |part: Option<Percent>| part.map(|part| part.to_string_lossy());
    Said {
        to: match address.endpoint() {
            Endpoint::Tcp { host, port } => format!("{host} {port}"),
            Endpoint::Unix { path } => path.to_string_lossy(),
        },
        tls: address.is_tls(),
        user: owned(address.user()),
        password: owned(address.password()),
        db: address.db(),
        protocol: address.protocol(),
        timeout_ms: address.timeout_ms(),
        connect_timeout_ms: address.connect_timeout_ms(),
        client_name: owned(address.client_name()),
    }
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

#[test]
fn where_the_server_is() {
    for (text, to) in [
        ("redis://example.org:6380", "example.org 6380"),
        ("redis://example.org", "example.org 6379"),
        ("redis://example.org:", "example.org 6379"),
        ("redis://example.org/", "example.org 6379"),
        ("redis://", "127.0.0.1 6379"),
        ("redis://:6380", "127.0.0.1 6380"),
        ("valkey://:secret@:6380", "127.0.0.1 6380"),
        ("REDIS://Example.ORG", "Example.ORG 6379"),
        ("redis://[::1]:6380/", "::1 6380"),
        ("redis://[fe80::1%eth0]", "fe80::1%eth0 6379"),
        ("redis://my_service-1.local.:1", "my_service-1.local. 1"),
        ("redis://bücher.example:65535", "bücher.example 65535"),
        ("localhost", "localhost 6379"),
        ("redis:6379", "redis 6379"),
        ("10.0.0.1:7000", "10.0.0.1 7000"),
        (":7000", "127.0.0.1 7000"),
        ("[::1]:7000", "::1 7000"),
        ("[::1]", "::1 6379"),
        ("unix:///run/redis.sock", "/run/redis.sock"),
        ("redis+unix:///run/redis.sock", "/run/redis.sock"),
        ("valkey+unix:///run/redis.sock", "/run/redis.sock"),
        ("redis-socket:///run/redis.sock", "/run/redis.sock"),
        ("redis+socket:///run/redis.sock", "/run/redis.sock"),
        ("/run/redis.sock", "/run/redis.sock"),
        ("unix:///run/a%20b%3f%25@c:d//e", "/run/a b?%@c:d//e"),
    ] {
        assert_eq!(said(text).to, to, "{text}");
    }
}

#[test]
fn only_two_schemes_ask_for_tls() {
    for (scheme, tls) in [("redis", false), ("rediss", true), ("valkey", false), ("valkeys", true), ("Rediss", true)] {
        assert_eq!(said(&format!("{scheme}://host")), Said { tls, ..Said::only("host 6379") }, "{scheme}");
    }
    assert!(!said("unix:///run/redis.sock").tls);
}

#[test]
fn insecure_is_said_loudly() {
    for text in ["rediss://host#insecure", "valkeys://a:b@host:1/2?timeout=3#insecure", "rediss://#insecure"] {
        let address = Address::parse(text).unwrap();
        assert!(address.is_tls() && address.is_insecure(), "{text}");
    }
    for text in ["rediss://host", "redis://host", "rediss://host?client_name=%23insecure"] {
        assert!(!Address::parse(text).unwrap().is_insecure(), "{text}");
    }
}

#[test]
fn who_connects() {
    for (credentials, user, password) in [
        ("app:secret", some("app"), some("secret")),
        (":secret", None, some("secret")),
        ("app", some("app"), None),
        ("app:", some("app"), None),
        (":", None, None),
        ("", None, None),
        ("a%3Ab:s%40lt%2f%3F%23", some("a:b"), some("s@lt/?#")),
        ("app:p@ss:word", some("app"), some("p@ss:word")),
        ("caf%c3%a9:%00%FF", some("café"), some("\0\u{fffd}")),
    ] {
        let expected = Said { user, password, db: Some(1), ..Said::only("host 7000") };
        assert_eq!(said(&format!("redis://{credentials}@host:7000/1")), expected, "{credentials}");
        assert_eq!(said(&format!("{credentials}@host:7000/1")), expected, "{credentials}");
        let expected = Said { to: "/run/redis.sock".to_owned(), ..expected };
        assert_eq!(said(&format!("unix://{credentials}@/run/redis.sock?db=1")), expected, "{credentials}");
    }
}

#[test]
fn what_the_parameters_say() {
    let all = Said {
        db: Some(15),
        protocol: Some(3),
        timeout_ms: Some(250),
        client_name: some("worker 1"),
        ..Said::only("host 6379")
    };
    assert_eq!(said("redis://host?db=15&protocol=3&timeout=250&client_name=worker%201"), all);
    assert_eq!(said("redis://host/15?&client_name=worker%201&&timeout=250ms&protocol=resp3&"), all);
    assert_eq!(said("redis://host/?"), Said::only("host 6379"));
    assert_eq!(said("host?protocol=2").protocol, Some(2));
    assert_eq!(said("host?protocol=resp2").protocol, Some(2));
    for (text, milliseconds) in [
        ("timeout=0", 0),
        ("timeout=3s", 3000),
        ("timeout=0.5s", 500),
        ("socket_timeout=3", 3000),
        ("socket_timeout=0.25", 250),
        ("socket_timeout=.5", 500),
        ("socket_timeout=5.", 5000),
        ("socket_timeout=1.2349", 1235),
        ("socket_timeout=1.2340", 1234),
        ("socket_timeout=0.0001", 1),
        ("socket_timeout=0.00010", 1),
        ("socket_timeout=0.000", 0),
        ("socket_timeout=4294967.295", u32::MAX),
    ] {
        assert_eq!(said(&format!("host?{text}")).timeout_ms, Some(milliseconds), "{text}");
        if let Some(seconds) = text.strip_prefix("socket_timeout=") {
            let said = said(&format!("host?timeout=7&socket_connect_timeout={seconds}"));
            assert_eq!((said.timeout_ms, said.connect_timeout_ms), (Some(7), Some(milliseconds)), "{text}");
        }
    }
    assert_eq!(said("host?timeout=4294967295").timeout_ms, Some(u32::MAX));
    assert_eq!(said("host/0").db, Some(0));
    assert_eq!(said("/run/redis.sock?db=4294967295").db, Some(u32::MAX));
}

/// The mark `^` stands before the place that the error must point at, and is not part of the address.
#[test]
fn errors_say_what_and_where() {
    for (marked, kind) in [
        ("^http://host", Kind::Scheme),
        ("^redis+tls://host", Kind::Scheme),
        ("^://host", Kind::Scheme),
        ("^", Kind::Host),
        ("redis://ho^ st", Kind::Host),
        ("redis://host1^,host2", Kind::Host),
        ("redis://ho^%73t", Kind::Host),
        ("redis://^::1", Kind::Host),
        ("^::1", Kind::Host),
        ("^2001:db8::1:6379", Kind::Host),
        ("^host:6379:1", Kind::Host),
        ("redis://^[::1", Kind::Host),
        ("redis://[^]:6379", Kind::Host),
        ("redis://[::1]^6379", Kind::Host),
        ("redis://^[::1/]", Kind::Host),
        ("redis://a^%:b@ho st", Kind::Percent),
        ("redis://ho^ st/x", Kind::Host),
        ("redis://host:^0", Kind::Port),
        ("redis://host:^65536", Kind::Port),
        ("redis://host:^+1", Kind::Port),
        ("redis://host:^-1", Kind::Port),
        ("redis://host:^6379a/1", Kind::Port),
        ("[::1]:^x", Kind::Port),
        ("redis://app:^se/cret@host", Kind::Port),
        ("unix://^run/redis.sock", Kind::Path),
        ("unix://^", Kind::Path),
        ("unix://^/", Kind::Path),
        ("unix://^/?db=1", Kind::Path),
        ("unix://app:secret@^", Kind::Path),
        ("redis://host/^x", Kind::Database),
        ("redis://host/^1//", Kind::Database),
        ("redis://host/^1/2", Kind::Database),
        ("redis://host/^-1", Kind::Database),
        ("redis://host/^+1", Kind::Database),
        ("redis://host/^4294967296", Kind::Database),
        ("redis://host?db=^", Kind::Database),
        ("unix:///run/a?db=^one", Kind::Database),
        ("redis://a^%4:b@host", Kind::Percent),
        ("redis://a:b%41^%g0@host", Kind::Percent),
        ("redis://a:b^%+1@host", Kind::Percent),
        ("redis://a:b^%é@host", Kind::Percent),
        ("unix:///run/^%", Kind::Percent),
        ("redis://host?client_name=a^%0", Kind::Percent),
        ("redis://host?^max_connections=3", Kind::Parameter),
        ("redis://host?^ssl_cert_reqs=none", Kind::Parameter),
        ("redis://host?db=1&^DB=1", Kind::Parameter),
        ("redis://host?^db", Kind::Parameter),
        ("redis://host?^=1", Kind::Parameter),
        ("redis://host/1?^db=1", Kind::Repeated),
        ("redis://host?timeout=1&^timeout=1", Kind::Repeated),
        ("redis://host?timeout=1&^socket_timeout=1", Kind::Repeated),
        ("redis://u:p@host?^username=u", Kind::Repeated),
        ("redis://u:p@host?^pass=p", Kind::Repeated),
        ("unix:///run/a?user=a&^username=b", Kind::Repeated),
        ("redis://host?password=a^%2g", Kind::Percent),
        ("redis://host?protocol=2&^protocol=3", Kind::Repeated),
        ("redis://host?client_name=a&^client_name=b", Kind::Repeated),
        ("redis://host?protocol=^4", Kind::Protocol),
        ("redis://host?protocol=^RESP3", Kind::Protocol),
        ("redis://host?timeout=^3m", Kind::Timeout),
        ("redis://host?timeout=^ms", Kind::Timeout),
        ("redis://host?timeout=^-1", Kind::Timeout),
        ("redis://host?timeout=^0.5", Kind::Timeout),
        ("redis://host?timeout=^s", Kind::Timeout),
        ("redis://host?socket_timeout=^5s", Kind::Timeout),
        ("redis://host?socket_timeout=^", Kind::Timeout),
        ("redis://host?socket_timeout=^.", Kind::Timeout),
        ("redis://host?socket_timeout=^1.5.5", Kind::Timeout),
        ("redis://host?socket_timeout=^1e3", Kind::Timeout),
        ("redis://host?socket_timeout=^-1", Kind::Timeout),
        ("redis://host?socket_connect_timeout=^4294967.296", Kind::Timeout),
        ("redis://host?timeout=^4294968s", Kind::Timeout),
        ("redis://host/^#insecure", Kind::Fragment),
        ("unix:///run/a^#insecure", Kind::Fragment),
        ("rediss://host/^#Insecure", Kind::Fragment),
        ("rediss://host^#", Kind::Fragment),
        ("rediss://host/^#other", Kind::Fragment),
        ("redis://:pass^#word@host", Kind::Fragment),
    ] {
        let position = marked.find('^').expect("a mark");
        let text = marked.replace('^', "");
        let error = Address::parse(&text).expect_err(&text);
        assert_eq!((error.kind(), error.position()), (kind, position), "{text}");
        assert_eq!(error.to_string(), format!("bad address at byte {position}: expected {}", error.expected()));
    }
}

#[test]
fn a_password_never_shows() {
    let address = Address::parse("redis://app:hunter2@host").unwrap();
    let shown = format!("{address:?} {:?}", address.password());
    assert!(shown.contains("app") && shown.contains("***") && !shown.contains("hunter2"), "{shown}");
    let address = Address::parse("unix:///run/a?user=app&pass=hunter2").unwrap();
    let shown = format!("{address:?} {:?}", address.password());
    assert!(shown.contains("app") && shown.contains("***") && !shown.contains("hunter2"), "{shown}");
    for text in [
        "redis://app:hunter2@host:x",
        "redis://app:hunter2%@host",
        "redis://app:hunter2#@host",
        "redis://host?password=hunter2&pass=hunter3",
        "redis://host?password=hunter%2",
        "redis://host?pasword=hunter2",
        "hunter2://",
    ] {
        let error = Address::parse(text).unwrap_err();
        assert!(!format!("{error} {error:?}").contains("hunter"), "{error:?}");
    }
}

#[test]
fn what_is_encoded_and_what_is_plain() {
    let address = Address::parse("a%2Bb:plain+text@host").unwrap();
    let (user, password) = (address.user().unwrap(), address.password().unwrap());
    assert_eq!((user.encoded(), user.plain(), user.decoded_len()), ("a%2Bb", None, 3));
    assert_eq!((password.encoded(), password.plain(), password.decoded_len()), ("plain+text", Some("plain+text"), 10));
    assert_eq!(user.to_vec(), b"a+b");
    let name = Address::parse("host?client_name=a+b").unwrap().client_name().unwrap();
    assert_eq!((name.encoded(), name.plain(), name.to_vec()), ("a+b", None, b"a b".to_vec()));
    assert!(password.decoded().eq(*b"plain+text"));
}

/// What is said, in a line.
fn line(text: &str) -> String {
    let Ok(address) = Address::parse(text) else { return REFUSED.into() };
    let Said { to, user, password, db, protocol, timeout_ms, connect_timeout_ms, client_name, .. } = said(text);
    let shown = |name: &str, value: Option<String>| value.map_or_else(String::new, |value| format!(" {name}={value}"));
    [
        to,
        if address.is_tls() { " tls" } else { "" }.into(),
        if address.is_insecure() { " insecure" } else { "" }.into(),
        shown("user", user),
        shown("password", password),
        shown("db", db.filter(|db| *db > 0).map(|db| db.to_string())),
        shown("resp", protocol.map(|protocol| protocol.to_string())),
        shown("timeout", timeout_ms.map(|timeout| timeout.to_string())),
        shown("connect", connect_timeout_ms.map(|timeout| timeout.to_string())),
        shown("name", client_name),
    ]
    .concat()
}

const REFUSED: &str = "refused";
/// As picoredis reads it.
const SAME: &str = "same";

/// URLs, and what picoredis, redis-py 8.1 and redis-rs 1.8 read in them. Both were asked.
const OTHER_CLIENTS: &[[&str; 4]] = &[
    ["redis://localhost", "localhost 6379", SAME, SAME],
    ["redis://localhost:6380", "localhost 6380", SAME, SAME],
    ["redis://localhost:6380/2", "localhost 6380 db=2", SAME, SAME],
    ["redis://localhost/2/", "localhost 6379 db=2", SAME, SAME],
    ["redis://localhost//", "localhost 6379", SAME, SAME],
    ["REDIS://localhost", "localhost 6379", REFUSED, SAME],
    ["redis://[::1]:6380/1", "::1 6380 db=1", SAME, SAME],
    ["redis://:6380", "127.0.0.1 6380", SAME, REFUSED],
    ["redis://u:p@host:6380/3", "host 6380 user=u password=p db=3", SAME, SAME],
    ["redis://:p@host", "host 6379 password=p", SAME, SAME],
    ["redis://u@host", "host 6379 user=u", SAME, SAME],
    ["redis://u:@host", "host 6379 user=u", SAME, SAME],
    ["redis://u%40:s%2Fe%3Ac%25@host", "host 6379 user=u@ password=s/e:c%", SAME, SAME],
    ["redis://u:p@ss@host", "host 6379 user=u password=p@ss", SAME, SAME],
    ["redis://u:p+w@host", "host 6379 user=u password=p+w", SAME, SAME],
    ["redis://host?db=4", "host 6379 db=4", SAME, "host 6379"],
    ["redis://host/1?db=4", REFUSED, "host 6379 db=4", "host 6379 db=1"],
    ["redis://host?db=4&db=5", REFUSED, "host 6379 db=4", "host 6379"],
    ["redis://host/x", REFUSED, "host 6379", REFUSED],
    ["redis://host?db=x", REFUSED, REFUSED, "host 6379"],
    ["redis://host?protocol=3", "host 6379 resp=3", SAME, SAME],
    ["redis://host?protocol=resp3", "host 6379 resp=3", REFUSED, SAME],
    ["redis://host?client_name=a+b%20c", "host 6379 name=a b c", SAME, "host 6379"],
    ["redis://host?socket_timeout=0.5", "host 6379 timeout=500", SAME, "host 6379"],
    ["redis://host?socket_timeout=5s", REFUSED, REFUSED, "host 6379"],
    ["redis://host?socket_connect_timeout=2", "host 6379 connect=2000", SAME, "host 6379"],
    ["redis://host?username=u&password=p%2Bq+r", "host 6379 user=u password=p+q r", SAME, "host 6379"],
    ["redis://host?username=&password=", "host 6379", SAME, SAME],
    ["redis://u:p@host?username=v", REFUSED, "host 6379 user=u password=p", "host 6379 user=u password=p"],
    ["redis://host?max_connections=9", REFUSED, "host 6379", "host 6379"],
    ["redis://host#insecure", REFUSED, "host 6379", "host 6379"],
    ["rediss://host:6380", "host 6380 tls", SAME, SAME],
    ["rediss://host/1?protocol=3#insecure", "host 6379 tls insecure db=1 resp=3", "host 6379 tls db=1 resp=3", SAME],
    ["rediss://host#other", REFUSED, "host 6379 tls", REFUSED],
    ["valkey://host", "host 6379", REFUSED, SAME],
    ["valkeys://host", "host 6379 tls", REFUSED, SAME],
    ["unix:///run/redis.sock", "/run/redis.sock", SAME, SAME],
    ["unix:///run/a%20b.sock?db=2", "/run/a b.sock db=2", SAME, SAME],
    ["unix://u:p@/run/redis.sock", "/run/redis.sock user=u password=p", SAME, REFUSED],
    ["unix:///run/redis.sock?user=u&pass=p%2Bq+r", "/run/redis.sock user=u password=p+q r", REFUSED, SAME],
    ["unix://relative/path", REFUSED, "/path", REFUSED],
    ["redis+unix:///run/redis.sock", "/run/redis.sock", REFUSED, SAME],
    ["valkey+unix:///run/redis.sock", "/run/redis.sock", REFUSED, SAME],
    ["http://localhost", REFUSED, REFUSED, REFUSED],
    ["redis://host:70000", REFUSED, REFUSED, REFUSED],
];

/// What the others read, picoredis reads too, or refuses where they differ, or overlook something: it has no reading of its
/// own.
#[test]
fn what_other_clients_read() {
    for [url, ours, redis_py, redis_rs] in OTHER_CLIENTS {
        assert_eq!(line(url), *ours, "{url}");
        assert!([*redis_py, *redis_rs].contains(&SAME) || *ours == REFUSED, "{url}");
    }
}

proptest! {
    #[test]
    fn any_bytes_survive_their_encoding(user: Vec<u8>, password: Vec<u8>, path in "[^\0]{1,40}", host in "[a-z0-9.-]{1,20}") {
        let encode = |bytes: &[u8]| bytes.iter().map(|byte| format!("%{byte:02x}")).collect::<String>();
        let present = |bytes: &[u8]| Some(bytes.to_vec()).filter(|bytes| !bytes.is_empty());

        let text = format!("redis://{}:{}@{host}", encode(&user), encode(&password));
        let address = Address::parse(&text).unwrap();
        prop_assert_eq!(address.user().map(|user| user.to_vec()), present(&user));
        prop_assert_eq!(address.password().map(|password| password.to_vec()), present(&password));
        prop_assert_eq!(address.endpoint(), Endpoint::Tcp { host: &host, port: 6379 });

        let text = format!("unix://{}@/{}", encode(&user), encode(path.as_bytes()));
        let Endpoint::Unix { path: read } = Address::parse(&text).unwrap().endpoint() else { panic!("{text}") };
        prop_assert_eq!(read.to_string_lossy(), format!("/{path}"));
    }

    /// Whatever the text, an error points into it, at the beginning of a character.
    #[test]
    fn errors_point_into_the_text(
        text in "((redis|unix|x)://)?[a%:@/é\\[\\]]{0,12}([0-9]{0,6})[/?#%é]{0,3}((db|timeout|socket_timeout|pass|client_name)=[0-9.%é]{0,3}&?){0,3}(#insecure)?",
    ) {
        if let Err(error) = Address::parse(&text) {
            prop_assert!(text.is_char_boundary(error.position()), "{} at {}", text, error.position());
        }
    }
}
