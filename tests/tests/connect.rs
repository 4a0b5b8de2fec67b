//! Connecting: where to, as whom, how patiently, and what is left when it fails.

use std::fs;
use std::net::{Ipv6Addr, SocketAddr, TcpListener, TcpStream};
use std::os::fd::BorrowedFd;
use std::os::unix::net::UnixListener;
use std::time::{Duration, Instant};

use picoredis::session::Standing;
use picoredis::{Config, Endpoint, Error, ErrorKind, Fate, Protocol, Redis};
use picoredis_tests::peer::{Peer, Step};
use picoredis_tests::server::{Server, binaries};

const LONG: Duration = Duration::from_secs(20);

fn on_every_server(args: &[&str], test: impl Fn(&Server)) {
    for binary in binaries() {
        // Shown with a failure.
        println!("on {}", binary.name);
        test(&Server::start_with(&binary, args).unwrap());
    }
}

/// Of what a client is told about itself.
fn info(redis: &mut Redis, field: &str) -> String {
    let info = redis.client_info().unwrap();
    let value = info.trim_end().split(' ').find_map(|pair| pair.strip_prefix(field)?.strip_prefix('='));
    value.unwrap_or_else(|| panic!("no {field} in {info}")).to_owned()
}

#[test]
fn ipv4_ipv6_names_and_sockets() {
    on_every_server(&[], |server| {
        let port = server.port();
        let mut redis = Redis::open(&server.url()).unwrap();
        assert_eq!(redis.endpoint(), &Endpoint::Tcp { host: "127.0.0.1".into(), port });
        assert!(info(&mut redis, "addr").starts_with("127.0.0.1:"));

        // Of the name's addresses the server may have only one.
        let mut redis = Redis::builder().host("localhost").port(port).connect().unwrap();
        assert_eq!(redis.ping().unwrap(), "PONG");

        for config in [Redis::builder().unix(server.socket()), url(&format!("unix://{}", server.socket().display()))] {
            let mut redis = config.connect().unwrap();
            assert_eq!((redis.host(), redis.port()), (None, None));
            assert_eq!(redis.endpoint(), &Endpoint::Unix(server.socket()));
            assert!(info(&mut redis, "addr").contains(&*server.socket().to_string_lossy()));
        }

        if TcpListener::bind((Ipv6Addr::LOCALHOST, 0)).is_err() {
            println!("this machine has no IPv6");
            return;
        }
        for mut redis in [
            Redis::open(&format!("redis://[::1]:{port}")).unwrap(),
            Redis::builder().host("::1").port(port).connect().unwrap(),
        ] {
            assert!(info(&mut redis, "addr").starts_with("[::1]:"));
            assert_eq!(redis.host(), Some("::1"));
            assert_eq!(redis.endpoint().to_string(), format!("[::1]:{port}"));
        }
    });
}

fn url(text: &str) -> Config {
    text.parse().unwrap()
}

/// A name with two addresses, of which only the second has a server.
#[test]
fn every_address_of_a_name_is_tried() {
    let Ok(listener) = TcpListener::bind((Ipv6Addr::LOCALHOST, 0)) else {
        println!("this machine has no IPv6");
        return;
    };
    let port = listener.local_addr().unwrap().port();
    let addresses: Vec<_> = std::net::ToSocketAddrs::to_socket_addrs(&("localhost", port)).unwrap().collect();
    if addresses.len() < 2 {
        println!("this machine's localhost has only {addresses:?}");
        return;
    }
    // Nobody listens on the IPv4 address of that port, as far as anybody can know.
    Redis::builder().host("localhost").port(port).connect().unwrap();
    drop(listener);
    let peer = Peer::start([Step::ReadCommand, Step::Send(b"+PONG\r\n".into())]).unwrap();
    let mut redis = Redis::builder().host("localhost").port(peer.port()).connect().unwrap();
    assert_eq!(redis.ping().unwrap(), "PONG");
    peer.join().unwrap();
}

/// An error of connecting: which, and that nothing was sent.
fn refused(config: Config) -> Error {
    let error = config.connect().unwrap_err();
    assert_eq!(error.fate(), Fate::NotSent);
    assert!(matches!(error.kind(), ErrorKind::Connect { .. }), "{error:?}");
    error
}

#[test]
fn nobody_there() {
    let port = TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port();
    let error = refused(Redis::builder().port(port));
    let start = format!("cannot connect to 127.0.0.1:{port}: Connection refused");
    assert!(error.to_string().starts_with(&start), "{error}");

    let error = refused(Redis::builder().host("no-such-host.invalid"));
    assert!(error.to_string().starts_with("cannot connect to no-such-host.invalid:6379: "), "{error}");

    let missing = std::env::temp_dir().join("picoredis no such socket");
    let error = refused(Redis::builder().unix(&missing));
    let start = format!("cannot connect to {}: No such file", missing.display());
    assert!(error.to_string().starts_with(&start), "{error}");
}

#[test]
fn an_address_that_cannot_be_read() {
    for (text, words) in [
        ("http://localhost", "bad address at byte 0: expected redis"),
        ("redis://localhost:port", "bad address at byte 18: expected a port"),
        ("redis://localhost/number", "bad address at byte 18: expected the number of a database"),
    ] {
        let error = Redis::open(text).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Address(_)), "{error:?}");
        assert!(error.to_string().contains(words), "{error}");
    }
}

/// A listener whose queue is full answers nobody.
#[test]
fn a_listener_that_never_answers() {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let address = listener.local_addr().unwrap();
    // As many as the queue takes; the first that it does not take waits in vain.
    let queue: Vec<_> = std::iter::from_fn(|| TcpStream::connect_timeout(&address, Duration::from_millis(300)).ok())
        .take(10_000)
        .collect();
    assert!(queue.len() < 10_000, "the queue is endless");
    let timeout = Duration::from_millis(200);
    let start = Instant::now();
    let error = Redis::builder().port(address.port()).timeout(timeout).connect().unwrap_err();
    assert!(start.elapsed() >= timeout);
    assert!(error.is_timeout(), "{error:?}");
    assert_eq!(error.to_string(), format!("cannot connect to {address}: connecting timed out after 200 ms"));
    assert_eq!(error.fate(), Fate::NotSent);
    // That of connecting is another one, if it is given.
    let config = || Redis::builder().port(address.port()).connect_timeout(timeout);
    let url = format!("redis://{address}?timeout=20s&socket_connect_timeout=0.2");
    for config in [config(), config().timeout(None), Redis::builder().url(&url).unwrap()] {
        let error = config.connect().unwrap_err();
        assert_eq!(error.to_string(), format!("cannot connect to {address}: connecting timed out after 200 ms"));
        let source = core::error::Error::source(&error).unwrap().downcast_ref::<std::io::Error>().unwrap();
        assert_eq!(source.kind(), std::io::ErrorKind::TimedOut);
    }
}

/// The time of connecting ends with it.
#[test]
fn a_time_for_connecting_alone() {
    let peer =
        Peer::start([Step::ReadCommand, Step::Delay(Duration::from_millis(300)), Step::Send(b"+PONG\r\n".into())]);
    let peer = peer.unwrap();
    let config = Redis::builder().port(peer.port()).timeout(LONG).connect_timeout(Duration::from_millis(100));
    let mut redis = config.connect().unwrap();
    assert_eq!(redis.timeout(), Some(LONG));
    assert_eq!(redis.ping().unwrap(), "PONG");
    peer.join().unwrap();
}

/// The same with a Unix socket.
#[test]
fn a_unix_socket_that_takes_connections_and_never_answers() {
    let path = std::env::temp_dir().join(format!("picoredis-{}-silent", std::process::id()));
    let listener = UnixListener::bind(&path).unwrap();
    let mut redis = Redis::builder().unix(&path).timeout(Duration::from_millis(100)).connect().unwrap();
    let error = redis.ping().unwrap_err();
    assert!(error.is_timeout(), "{error}");
    drop(listener);
    fs::remove_file(path).unwrap();
}

/// What the peer has done in the meantime, told without waiting.
#[test]
fn a_connection_that_has_lain_idle() {
    for unix in [false, true] {
        on_every_server(&[], |server| {
            let config = || match unix {
                true => Redis::builder().unix(server.socket()),
                false => Redis::builder().port(server.port()),
            };
            let mut redis = config().timeout(None).connect().unwrap();
            // Nothing has come, and nobody waits for it.
            assert!(!redis.is_stale());
            let id = redis.client_id().unwrap();
            config().connect().unwrap().client_kill(("ID", id)).unwrap();
            let deadline = Instant::now() + LONG;
            while !redis.is_stale() {
                assert!(Instant::now() < deadline);
            }
            redis.connect().unwrap();
            assert!(!redis.is_stale());
            assert_eq!(redis.ping().unwrap(), "PONG");
        });
    }
    let peer = Peer::start([Step::Send(b"-ERR max number of clients reached\r\n".into()), Step::ExpectClose]).unwrap();
    let mut redis = Redis::open(&peer.url()).unwrap();
    redis.close();
    assert!(redis.is_stale());
    peer.join().unwrap();
}

/// A socket that failed, or whose peer has closed it, is closed then, and not when it is dropped.
#[test]
fn a_broken_connection_closes_its_socket() {
    for step in [Step::Close, Step::Reset] {
        let first = if matches!(step, Step::Close) { vec![Step::ReadCommand, step] } else { vec![step] };
        let peer = Peer::start(first).unwrap();
        let mut redis = Redis::open(&peer.url()).unwrap();
        let sockets = sockets_to(peer.port());
        let error = redis.ping().unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Closed | ErrorKind::Io(_)), "{error}");
        assert_eq!((sockets, sockets_to(peer.port())), (1, 0));
        assert!(format!("{redis:?}").contains("(closed)"), "{redis:?}");
        assert!(redis.is_stale());
        peer.join().unwrap();
    }
}

/// How many sockets this process has that are connected to this port of the loopback.
fn sockets_to(port: u16) -> usize {
    let descriptors = fs::read_dir("/proc/self/fd").unwrap();
    let numbers = descriptors.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse::<i32>().ok());
    let inodes = numbers.filter_map(|number| fs::read_link(format!("/proc/self/fd/{number}")).ok());
    let table = fs::read_to_string("/proc/net/tcp").unwrap();
    let remote = format!("0100007F:{port:04X}");
    let to_port = |line: &&str| line.split_whitespace().nth(2) == Some(&*remote);
    let rows: Vec<_> = table.lines().filter(to_port).filter_map(|line| line.split_whitespace().nth(9)).collect();
    inodes.filter(|inode| rows.iter().any(|row| inode.to_string_lossy() == format!("socket:[{row}]"))).count()
}

/// Without delay, and with a question after a minute of silence whether the peer is still there.
#[test]
fn sockets_are_set_up() {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let redis = Redis::builder().port(listener.local_addr().unwrap().port()).connect().unwrap();
    let (server_side, client) = listener.accept().unwrap();
    let (timer, expires) = timer_of(client.port(), server_side.local_addr().unwrap().port());
    // 02: keepalive. Its time is in hundredths of a second.
    assert_eq!(timer, "02");
    assert!((5_000..=6_000).contains(&expires), "{expires}");
    assert!(socket_at(client).nodelay().unwrap());
    drop(redis);
}

/// The socket of this process that has this address.
fn socket_at(address: SocketAddr) -> TcpStream {
    let descriptors = fs::read_dir("/proc/self/fd").unwrap();
    let numbers = descriptors.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok());
    let mut sockets = numbers.filter_map(|number| {
        // SAFETY: only asked for a copy of its own, which fails if another thread has closed it in the meantime.
        let descriptor = unsafe { BorrowedFd::borrow_raw(number) };
        Some(TcpStream::from(descriptor.try_clone_to_owned().ok()?))
    });
    sockets.find(|socket| socket.local_addr().is_ok_and(|local| local == address)).unwrap()
}

/// The timer of the connection between two local ports, from the table of the system, and when it expires.
fn timer_of(local: u16, remote: u16) -> (String, u64) {
    let table = fs::read_to_string("/proc/net/tcp").unwrap();
    let ends = |row: &&str| {
        let mut columns = row.split_whitespace().skip(1);
        let mut port_is = |port: u16| columns.next().is_some_and(|end| end.ends_with(&format!(":{port:04X}")));
        port_is(local) && port_is(remote)
    };
    let row = table.lines().find(ends).unwrap();
    let (timer, expires) = row.split_whitespace().nth(5).unwrap().split_once(':').unwrap();
    (timer.to_owned(), u64::from_str_radix(expires, 16).unwrap())
}

const PASSWORD: &str = "p@ss:w/ord é%";

#[test]
fn logging_in_by_url() {
    on_every_server(&["--requirepass", PASSWORD], |server| {
        let port = server.port();
        let encoded = "p%40ss%3Aw%2Ford%20%C3%A9%25";
        let mut redis = Redis::open(&format!("redis://:{encoded}@127.0.0.1:{port}/2?client_name=tests")).unwrap();
        assert_eq!((info(&mut redis, "db"), info(&mut redis, "name")), ("2".into(), "tests".into()));
        assert_eq!((info(&mut redis, "resp"), redis.protocol()), ("2".into(), Protocol::Resp2));

        redis.acl_setuser(("alice", "on", format!(">{PASSWORD}"), "~*", "+@all")).unwrap();
        for protocol in ["2", "3"] {
            let path = format!("127.0.0.1:{port}/3?protocol={protocol}&client_name=al");
            let mut redis = Redis::open(&format!("redis://alice:{encoded}@{path}")).unwrap();
            assert_eq!(redis.acl_whoami().unwrap(), "alice");
            assert_eq!((info(&mut redis, "db"), info(&mut redis, "name")), ("3".into(), "al".into()));
            assert_eq!(info(&mut redis, "resp"), protocol);
            redis.connect().unwrap();
            assert_eq!(redis.acl_whoami().unwrap(), "alice");
        }
    });
}

#[test]
fn a_refused_login_leaves_no_connection() {
    on_every_server(&["--requirepass", PASSWORD, "--maxclients", "50"], |server| {
        let config = || Redis::builder().port(server.port()).password(PASSWORD);
        let mut redis = config().connect().unwrap();
        for protocol in [Protocol::Resp2, Protocol::Resp3] {
            let wrong = || Redis::builder().port(server.port()).protocol(protocol).client_name("refused");
            for config in [wrong().password("wrong"), wrong().user("nobody").password(PASSWORD)] {
                let error = config.connect().unwrap_err();
                assert_eq!((error.code(), error.fate()), (Some("WRONGPASS"), Fate::Refused));
            }
            let error = config().protocol(protocol).db(99).connect().unwrap_err();
            assert_eq!((error.code(), error.command()), (Some("ERR"), Some("SELECT")));
        }
        // All of them are gone; the server may notice a little later.
        let deadline = Instant::now() + LONG;
        while redis.client_list().unwrap().lines().count() > 1 {
            assert!(Instant::now() < deadline, "{}", redis.client_list().unwrap());
        }
        // Without a password the connection is good, and the commands are not.
        let mut redis = Redis::open(&server.url()).unwrap();
        assert_eq!(redis.ping().unwrap_err().code(), Some("NOAUTH"));

        let mut redis = config().connect().unwrap();
        redis.config_set(("requirepass", "another")).unwrap();
        assert_eq!(redis.connect().unwrap_err().code(), Some("WRONGPASS"));
        assert_eq!(redis.standing(), Standing::Broken);
        assert!(matches!(redis.ping().unwrap_err().kind(), ErrorKind::NotConnected));
    });
}

/// Before Redis 6 there was no HELLO.
#[test]
fn a_server_without_hello_is_spoken_to_in_resp2() {
    on_every_server(&["--rename-command", "HELLO", ""], |server| {
        let config = || Redis::builder().port(server.port()).protocol(Protocol::Resp3);
        let mut redis = config().db(2).client_name("old").connect().unwrap();
        assert_eq!(redis.protocol(), Protocol::Resp2);
        assert_eq!((info(&mut redis, "resp"), info(&mut redis, "db")), ("2".into(), "2".into()));
        assert_eq!(info(&mut redis, "name"), "old");
        redis.acl_setuser(("alice", "on", ">pw", "~*", "+@all")).unwrap();
        let mut redis = config().user("alice").password("pw").connect().unwrap();
        assert_eq!(redis.acl_whoami().unwrap(), "alice");
        let error = config().user("alice").password("wrong").connect().unwrap_err();
        assert_eq!((error.code(), error.command()), (Some("WRONGPASS"), Some("AUTH")));
    });
}

#[test]
fn what_is_said_first_and_in_which_order() {
    let ok = || Step::Send(b"+OK\r\n".into());
    let hello = "*4\r\n$5\r\nHELLO\r\n$1\r\n3\r\n$7\r\nSETNAME\r\n$1\r\nx\r\n";
    let auth = "*3\r\n$4\r\nAUTH\r\n$2\r\nme\r\n$2\r\npw\r\n";
    let rest = "*3\r\n$6\r\nCLIENT\r\n$7\r\nSETNAME\r\n$1\r\nx\r\n";
    let select = "*2\r\n$6\r\nSELECT\r\n$1\r\n5\r\n";
    for refusal in ["-ERR unknown command `HELLO`\r\n", "-NOPERM no permissions\r\n", "-NOPROTO unsupported\r\n"] {
        let peer = Peer::start([
            Step::Expect(auth.into()),
            ok(),
            Step::Expect(hello.into()),
            Step::Send(refusal.into()),
            Step::Expect(rest.into()),
            ok(),
            Step::Expect(select.into()),
            ok(),
            Step::ExpectClose,
        ]);
        let peer = peer.unwrap();
        let config = Redis::builder().port(peer.port()).timeout(LONG).protocol(Protocol::Resp3);
        let redis = config.user("me").password("pw").client_name("x").db(5).connect().unwrap();
        assert_eq!(redis.protocol(), Protocol::Resp2);
        drop(redis);
        peer.join().unwrap();
    }
    // Nothing, where nothing is to be said.
    let peer = Peer::start([Step::ExpectClose]).unwrap();
    Redis::open(&peer.url()).unwrap();
    peer.join().unwrap();
}
