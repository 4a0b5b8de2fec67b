//! The session that the README of the original PicoRedis shows, call by call, on every server and in both protocols.

mod support;

use std::process::Command;
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use picoredis::session::Standing;
use picoredis::{Config, Error, ErrorKind, Fate, Protocol, Redis, Value, cmd};
use picoredis_tests::server::{Server, binaries};
use support::everywhere;

/// The address that a second process of this test connects to.
const ADDRESS: &str = "PICOREDIS_TEST_ADDRESS";

const NOT_CONNECTED: &str = "Not connected: use `connect()` to connect to Redis server.";

#[test]
fn commands_by_name() {
    everywhere(|ground| {
        let mut redis = ground.redis();
        assert_eq!(redis.do_cmd("PING", "Hello World!").unwrap(), bulk("Hello World!"));
        assert_eq!(redis.do_cmd("SET", ("foo", "bar")).unwrap(), Value::Simple("OK".into()));
        assert_eq!(redis.do_cmd("GET", "foo").unwrap(), bulk("bar"));
        assert_eq!(redis.do_cmd("hset", ("myhash", "key1", 42)).unwrap(), Value::Integer(1));
        assert_eq!(redis.do_cmd("hkeys", "myhash").unwrap(), Value::Array(vec![bulk("key1")]));
    });
}

#[test]
fn commands_as_methods() {
    everywhere(|ground| {
        let mut redis = ground.redis();
        assert_eq!(redis.ping().unwrap(), "PONG");
        assert!(redis.set("foo", "bar").unwrap());
        assert_eq!(redis.get("foo").unwrap().unwrap(), "bar");
        assert!(!redis.set("foo", ("other", "NX")).unwrap());
        assert!(redis.set("foo", ("other", "EX", 10)).unwrap());
        assert!((1..=10).contains(&redis.ttl("foo").unwrap()));
        assert_eq!(redis.get("missing").unwrap(), None);
        assert_eq!(redis.hset("myhash", ("key1", 42)).unwrap(), 1);
        assert_eq!(redis.hkeys("myhash").unwrap(), ["key1"]);
        assert_eq!(redis.run(cmd::hget("myhash", "key1").reply::<u16>()).unwrap(), 42);
    });
}

#[test]
fn an_unknown_command_is_the_servers_error() {
    everywhere(|ground| {
        let mut redis = ground.redis();
        let error = redis.do_cmd("bogus", "spam!").unwrap_err();
        assert_eq!(error.code(), Some("ERR"));
        assert!(error.message().unwrap().starts_with("unknown command 'bogus'"), "{error}");
        assert!(error.to_string().starts_with("bogus: ERR unknown command 'bogus'"), "{error}");
        assert_eq!((error.command(), error.fate()), (Some("bogus"), Fate::Refused));
        assert!(!error.is_timeout());
        assert_eq!(redis.standing(), Standing::Clean);
        assert_eq!(redis.ping().unwrap(), "PONG");
    });
}

#[test]
fn a_reply_of_another_type_leaves_the_connection_in_step() {
    everywhere(|ground| {
        let mut redis = ground.redis();
        redis.rpush("list", ["a", "b"]).unwrap();
        let error = redis.run(cmd::lrange("list", 0, -1).reply::<i64>()).unwrap_err();
        assert_eq!(error.to_string(), MISMATCH);
        assert_eq!(error.fate(), Fate::Executed);
        assert_eq!(redis.do_cmd("ECHO", "next").unwrap(), bulk("next"));
        let error = redis.get("list").unwrap_err();
        assert_eq!((error.code(), error.fate()), (Some("WRONGTYPE"), Fate::Refused));
        assert_eq!(redis.do_cmd("ECHO", "next").unwrap(), bulk("next"));
    });
}

const MISMATCH: &str = "LRANGE: expected an integer of 64 bits, got an array (the command was executed)";

#[test]
fn closed_and_connected_again() {
    everywhere(|ground| {
        let mut redis = ground.redis();
        let id = redis.client_id().unwrap();
        redis.close();
        assert_eq!(redis.standing(), Standing::Broken);
        for error in [redis.ping().unwrap_err(), redis.do_cmd("PING", ()).unwrap_err()] {
            assert_eq!(error.to_string(), NOT_CONNECTED);
            assert!(matches!(error.kind(), ErrorKind::NotConnected));
            assert_eq!(error.fate(), Fate::NotSent);
        }
        redis.close();
        redis.connect().unwrap();
        assert_eq!(redis.protocol(), ground.protocol);
        assert!(redis.client_id().unwrap() > id);
        // Without a close in between, too: it is another connection.
        let id = redis.client_id().unwrap();
        redis.connect().unwrap();
        assert!(redis.client_id().unwrap() > id);
    });
}

#[test]
fn another_server_is_kept() {
    let [first, second] = [Server::start().unwrap(), Server::start().unwrap()];
    let mut redis = Redis::builder().port(first.port()).connect().unwrap();
    redis.set("which", "first").unwrap();
    redis.connect_to(second.port()).unwrap();
    assert_eq!((redis.host(), redis.port()), (Some("127.0.0.1"), Some(second.port())));
    assert_eq!(redis.get("which").unwrap(), None);
    redis.close();
    redis.connect().unwrap();
    assert_eq!(redis.get("which").unwrap(), None);

    redis.connect_to("localhost").unwrap();
    assert_eq!((redis.host(), redis.port()), (Some("localhost"), Some(second.port())));
    redis.connect_to(("127.0.0.1", first.port())).unwrap();
    assert_eq!(redis.get("which").unwrap().unwrap(), "first");

    drop(first);
    let error = redis.connect().unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Connect { .. }), "{error:?}");
    assert_eq!(redis.ping().unwrap_err().to_string(), NOT_CONNECTED);
    redis.connect_to(second.port()).unwrap();
    assert_eq!(redis.ping().unwrap(), "PONG");
}

#[test]
fn a_timeout_is_an_error_of_its_own_and_the_next_command_gets_its_own_reply() {
    everywhere(|ground| {
        let mut redis = ground.redis();
        redis.set_timeout(Duration::from_millis(100));
        // Sent as a command that the client does not know to wait.
        let waits = || picoredis::Command::unlisted("BLPOP", ("no such list", 0.3));
        let error = redis.run(waits()).unwrap_err();
        assert!(error.is_timeout());
        assert!(matches!(error.kind(), ErrorKind::Timeout(100)));
        assert_eq!(error.fate(), Fate::MaybeExecuted);
        assert_eq!(error.to_string(), "BLPOP: timed out after 100 ms (the command may have been executed)");
        assert_eq!(redis.standing(), Standing::Draining);

        redis.set_timeout(Duration::from_secs(3));
        assert_eq!(redis.do_cmd("ECHO", "mine").unwrap(), bulk("mine"));
        assert_eq!(redis.standing(), Standing::Clean);
        assert_eq!(redis.timeout_ms(), Some(3000));
        assert_eq!(redis.run(waits()).unwrap(), Value::Null);
    });
}

#[test]
fn a_command_that_waits_gets_its_own_time_besides() {
    everywhere(|ground| {
        let mut redis = ground.config().timeout(Duration::from_millis(300)).connect().unwrap();
        assert_eq!(redis.do_cmd("blpop", ("no such list", 0.4)).unwrap(), Value::Null);
        assert_eq!(redis.xread(("BLOCK", 400, "STREAMS", "no such stream", "$")).unwrap(), None);
        assert_eq!(redis.standing(), Standing::Clean);
        // For ever, or until somebody else does something.
        let mut other = ground.redis();
        let (key, got) = std::thread::scope(|scope| {
            let waiting = scope.spawn(|| redis.blpop("coming", 0).unwrap().unwrap());
            while !other.client_list().unwrap().contains("cmd=blpop") {
                std::thread::yield_now();
            }
            other.rpush("coming", "here").unwrap();
            waiting.join().unwrap()
        });
        assert_eq!((key, got), ("coming".into(), "here".into()));
    });
}

#[test]
fn debug_output_is_the_readmes() {
    everywhere(|ground| {
        let mut redis = ground.redis();
        redis.hset("myhash", ("key1", 42)).unwrap();
        let shown = show(&mut redis);
        redis.do_cmd("hkeys", "myhash").unwrap();
        assert_eq!(
            shown.try_iter().collect::<Vec<_>>(),
            [
                r#"SEND: "*2\r\n$5\r\nhkeys\r\n$6\r\nmyhash\r\n""#,
                r#"RECV: "*1\r\n""#,
                r#"RECV: "$4\r\n""#,
                r#"RECV: "key1\r\n""#,
            ]
        );
        redis.incr("counter").unwrap();
        assert_eq!(
            shown.try_iter().collect::<Vec<_>>(),
            [r#"SEND: "*2\r\n$4\r\nINCR\r\n$7\r\ncounter\r\n""#, r#"RECV: ":1\r\n""#]
        );
        redis.do_cmd("bogus", ()).unwrap_err();
        let lines: Vec<_> = shown.try_iter().collect();
        assert_eq!((lines.len(), &*lines[0]), (2, r#"SEND: "*1\r\n$5\r\nbogus\r\n""#));
        assert!(lines[1].starts_with(r#"RECV: "-ERR unknown command \'bogus\'"#), "{}", lines[1]);

        redis.debug_off();
        redis.ping().unwrap();
        assert_eq!(shown.try_iter().next(), None);
        let shown = show(&mut redis);
        redis.ping().unwrap();
        assert_eq!(shown.try_iter().count(), 2);
    });
}

#[test]
fn debug_output_shows_the_beginning_of_what_is_long() {
    everywhere(|ground| {
        let mut redis = ground.redis();
        let shown = show(&mut redis);
        redis.set("long", "x".repeat(1000)).unwrap();
        let sent = shown.try_iter().next().unwrap();
        // 30 bytes of headers, 1000 and the line end, less 512.
        assert!(sent.ends_with(r#"xxx"... and 520 bytes more"#), "{sent}");
        redis.get("long").unwrap();
        let got = shown.try_iter().last().unwrap();
        assert_eq!(got, format!("RECV: \"{}\"... and 490 bytes more", "x".repeat(512)));
    });
}

/// Runs itself in a second process, whose standard error is then looked at.
#[test]
fn debug_goes_to_standard_error() {
    if let Ok(address) = std::env::var(ADDRESS) {
        debug_to_standard_error(&address);
        return;
    }
    let server = Server::start().unwrap();
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "debug_goes_to_standard_error", "--nocapture"])
        .env(ADDRESS, server.url())
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    let wire: Vec<_> = said.lines().filter(|line| line.starts_with("SEND") || line.starts_with("RECV")).collect();
    assert_eq!(
        wire,
        [
            r#"SEND: "*2\r\n$6\r\nSELECT\r\n$1\r\n3\r\n""#,
            r#"RECV: "+OK\r\n""#,
            r#"SEND: "*2\r\n$4\r\nPING\r\n$2\r\non\r\n""#,
            r#"RECV: "$2\r\n""#,
            r#"RECV: "on\r\n""#,
        ]
    );
}

fn debug_to_standard_error(address: &str) {
    let mut redis = address.parse::<Config>().unwrap().db(3).debug(true).connect().unwrap();
    redis.set_debug(false);
    redis.do_cmd("PING", "off").unwrap();
    redis.set_debug(true);
    redis.do_cmd("PING", "on").unwrap();
}

#[test]
fn passwords_are_masked_in_debug_output() {
    for binary in binaries() {
        let server = Server::start_with(&binary, &[]).unwrap();
        let mut redis = Redis::builder().port(server.port()).connect().unwrap();
        let shown = show(&mut redis);
        redis.acl_setuser(("alice", "on", ">hunter2", "<hunter2", ">hunter2", "~*", "+@all")).unwrap();
        redis.config_set(("requirepass", "hunter2")).unwrap();
        redis.do_cmd("CoNfIg", ("sEt", "maxmemory", "1gb", "masterauth", "hunter2")).unwrap();
        redis.auth("hunter2").unwrap();
        redis.auth(("alice", "hunter2")).unwrap();
        redis.do_cmd("auth", ("alice", "hunter2")).unwrap();
        redis.do_cmd("HELLO", (3, "auth", "alice", "hunter2", "SETNAME", "me")).unwrap();
        redis
            .do_cmd("MIGRATE", ("127.0.0.1", server.port(), "no such key", 0, 100, "AUTH2", "alice", "hunter2"))
            .unwrap();
        let lines: Vec<_> = shown.try_iter().collect();
        assert!(lines.iter().all(|line| !line.contains("hunter2")), "{lines:#?}");
        let sent: Vec<_> = lines.iter().filter(|line| line.starts_with("SEND")).collect();
        assert_eq!(sent.len(), 8);
        assert!(sent.iter().all(|line| line.contains(r"$8\r\n********\r\n")), "{sent:#?}");
        // What is no secret is shown.
        assert_eq!(sent[7].matches("alice").count(), 1);
        assert!(sent[2].contains("maxmemory") && sent[2].contains("1gb") && sent[2].contains("masterauth"));
    }
}

#[test]
fn passwords_are_masked_in_the_handshake_and_in_debug_formats() {
    for binary in binaries() {
        let server = Server::start_with(&binary, &["--requirepass", "hunter2"]).unwrap();
        for protocol in [Protocol::Resp2, Protocol::Resp3] {
            let config = Redis::builder().port(server.port()).protocol(protocol).password("hunter2");
            assert!(!format!("{config:?}").contains("hunter2"), "{config:?}");
            let mut redis = config.connect().unwrap();
            assert!(!format!("{redis:?}").contains("hunter2"), "{redis:?}");
            let shown = show(&mut redis);
            redis.connect().unwrap();
            let lines: Vec<_> = shown.try_iter().collect();
            assert!(lines[0].contains("AUTH") && lines[0].contains("********"), "{}", lines[0]);
            assert!(lines.iter().all(|line| !line.contains("hunter2")), "{lines:#?}");
        }
    }
}

#[test]
fn passwords_are_not_in_errors() {
    everywhere(|ground| {
        let mut redis = ground.redis();
        let login = picoredis::session::Login {
            protocol: ground.protocol,
            user: Some(b"nobody"),
            password: Some(b"hunter2"),
            ..Default::default()
        };
        assert!(!format!("{login:?}").contains("hunter2"), "{login:?}");
        let errors = [
            redis.login(&login).unwrap_err(),
            redis.auth(("nobody", "hunter2")).unwrap_err(),
            // Somebody may take the whole line for the name.
            redis.do_cmd("AUTH nobody hunter2", ()).unwrap_err(),
            redis.run(picoredis::Command::new("HELLO 3 AUTH nobody hunter2", ())).unwrap_err(),
            redis.run(cmd::acl_setuser(("alice", ">hunter2", "no such rule"))).unwrap_err(),
            redis.config_set(("no-such-pass", "hunter2")).unwrap_err(),
        ];
        for error in &errors {
            assert!(error.server().is_some(), "{error:?}");
            assert_silent(error, "hunter2");
        }
        redis.close();
        assert_silent(&redis.auth("hunter2").unwrap_err(), "hunter2");
    });
}

fn assert_silent(error: &Error, secret: &str) {
    for shown in [error.to_string(), format!("{error:?}"), format!("{error:#?}")] {
        assert!(!shown.contains(secret), "{shown}");
    }
}

/// The wrapper of the README's tips.
#[test]
fn the_list_of_commands() {
    everywhere(|ground| {
        let mut redis = ground.redis();
        let infos = redis.do_cmd("command", ()).unwrap();
        let mut names: Vec<_> =
            infos.as_slice().unwrap().iter().map(|info| info.as_slice().unwrap()[0].as_str().unwrap()).collect();
        names.sort_unstable();
        // Redis 8 has some in capitals, which come first.
        assert_eq!(names.iter().find(|name| name.starts_with(char::is_lowercase)), Some(&"acl"));
        assert_eq!(names.last(), Some(&"zunionstore"));
        assert!(names.len() > 200);
        assert_eq!(i64::try_from(names.len()).unwrap(), redis.command_count().unwrap());
        // Typed: the first element of each is enough.
        let mut listed = redis.command_list().unwrap();
        listed.retain(|name| !name.contains('|'));
        listed.sort_unstable();
        assert_eq!(listed, names);
    });
}

/// What a connection shows from now on.
fn show(redis: &mut Redis) -> Receiver<String> {
    let (lines, shown) = mpsc::channel();
    // Nobody looks any more when the test is over.
    redis.debug_to(move |wire| drop(lines.send(wire.to_string())));
    shown
}

fn bulk(text: &str) -> Value {
    Value::Bulk(text.into())
}
