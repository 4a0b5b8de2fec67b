//! The private servers themselves: that they start as asked, and that nothing of them stays.

use std::env;
use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::net::TcpStream;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use picoredis_tests::server::{Server, binaries};

/// Set for the process that the test below starts to kill it.
const OWNER: &str = "PICOREDIS_TEST_OWNER";

#[test]
fn every_installed_server_answers_on_port_and_socket() {
    let found = binaries();
    assert!(!found.is_empty(), "`cargo xtask servers` fetches a server");
    for binary in found {
        let server = Server::start_with(&binary, &[]).unwrap();
        let ping = b"PING\r\n";
        assert_eq!(ask(TcpStream::connect(("127.0.0.1", server.port())).unwrap(), ping), "+PONG", "{}", binary.name);
        assert_eq!(ask(UnixStream::connect(server.socket()).unwrap(), ping), "+PONG", "{}", binary.name);
        assert_eq!(server.url(), format!("redis://127.0.0.1:{}", server.port()));
    }
}

#[test]
fn the_process_id_is_the_servers_own() {
    let server = Server::start().unwrap();
    let process_id = format!("process_id:{}", server.pid());
    let mut stream = UnixStream::connect(server.socket()).unwrap();
    stream.write_all(b"INFO server\r\nQUIT\r\n").unwrap();
    let mut text = String::new();
    stream.read_to_string(&mut text).unwrap();
    assert!(text.lines().any(|line| line == process_id), "no {process_id} in {text}");
}

#[test]
fn extra_arguments_reach_the_server() {
    for binary in binaries() {
        let server = Server::start_with(&binary, &["--requirepass", "secret"]).unwrap();
        let stream = || UnixStream::connect(server.socket()).unwrap();
        assert!(ask(stream(), b"PING\r\n").starts_with("-NOAUTH"), "{}", binary.name);
        assert_eq!(ask(stream(), b"AUTH secret\r\n"), "+OK", "{}", binary.name);
    }
}

#[test]
fn debug_is_enabled() {
    for binary in binaries() {
        let server = Server::start_with(&binary, &[]).unwrap();
        let reply = ask(UnixStream::connect(server.socket()).unwrap(), b"DEBUG PROTOCOL integer\r\n");
        assert_eq!(reply, ":12345", "{}", binary.name);
    }
}

#[test]
fn a_wrong_configuration_is_an_error_with_the_servers_words() {
    let binary = binaries().remove(0);
    let error = Server::start_with(&binary, &["--no-such-thing", "1"]).unwrap_err().to_string();
    assert!(error.contains("no-such-thing"), "{error}");
}

#[test]
fn a_taken_port_is_recognised() {
    let first = Server::start().unwrap();
    let error = Server::start_with(first.binary(), &["--port", &first.port().to_string()]).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::AddrInUse, "{error}");
}

#[test]
fn a_dropped_server_leaves_nothing() {
    let server = Server::start().unwrap();
    let (port, directory) = (server.port(), server.directory().to_owned());
    assert!(directory.join("log").exists());
    drop(server);
    assert!(!directory.exists());
    assert!(TcpStream::connect(("127.0.0.1", port)).is_err());
}

/// Runs itself in a second process, which starts a server and is killed without a chance to clean up.
#[test]
fn a_server_does_not_survive_its_killed_owner() {
    if env::var_os(OWNER).is_some() {
        own_a_server();
    }
    let mut owner = Command::new(env::current_exe().unwrap())
        .args(["--exact", "a_server_does_not_survive_its_killed_owner", "--nocapture"])
        .env(OWNER, "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(owner.stdout.take().unwrap()).lines().map(Result::unwrap);
    let directory = lines.find_map(|line| line.strip_prefix("directory ").map(str::to_owned)).unwrap();
    let mut connection = UnixStream::connect(Path::new(&directory).join("socket")).unwrap();
    connection.set_read_timeout(Some(Duration::from_secs(10))).unwrap();

    owner.kill().unwrap();
    owner.wait().unwrap();

    // A connection that the server had no time to accept is reset.
    let end = connection.read(&mut [0]).or_else(|error| match error.kind() {
        ErrorKind::ConnectionReset => Ok(0),
        _ => Err(error),
    });
    assert_eq!(end.expect("the server is still there"), 0);
    let deadline = Instant::now() + Duration::from_secs(10);
    while Path::new(&directory).exists() {
        assert!(Instant::now() < deadline, "{directory} is still there");
        thread::yield_now();
    }
}

fn own_a_server() -> ! {
    let server = Server::start().unwrap();
    println!("\ndirectory {}", server.directory().display());
    // Until killed.
    let _ = std::io::stdin().read(&mut [0]);
    drop(server);
    std::process::exit(1)
}

/// Sends one inline command; returns the first line of the reply.
fn ask(mut stream: impl Read + Write, command: &[u8]) -> String {
    stream.write_all(command).unwrap();
    let mut line = String::new();
    BufReader::new(stream).read_line(&mut line).unwrap();
    line.trim_end().to_owned()
}
