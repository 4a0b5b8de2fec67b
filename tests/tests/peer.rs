//! The scripted peer: each step does what it says, and says so when it cannot.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use picoredis_tests::peer::{Peer, Step};

const PING: &[u8] = b"*1\r\n$4\r\nPING\r\n";

#[test]
fn reads_commands_and_answers() {
    let peer = Peer::start([Step::ReadCommand, Step::Send(b"+1\r\n".into()), Step::Expect(PING.into())]).unwrap();
    let mut client = TcpStream::connect(peer.address()).unwrap();
    client.write_all(b"*2\r\n$3\r\nGET\r\n$2\r\n\r\n\r\n").unwrap();
    assert_eq!(read(&mut client, 4), b"+1\r\n");
    client.write_all(PING).unwrap();
    assert_eq!(peer.join().unwrap(), b"*2\r\n$3\r\nGET\r\n$2\r\n\r\n\r\n*1\r\n$4\r\nPING\r\n");
}

#[test]
fn reports_what_came_instead() {
    let peer = Peer::start([Step::Send(b"!".into()), Step::Expect(b"PING".into())]).unwrap();
    TcpStream::connect(peer.address()).unwrap().write_all(b"PONG").unwrap();
    assert_eq!(peer.join().unwrap_err(), r#"step 2 (expect): expected "PING", but "PONG" came"#);
}

#[test]
fn reports_an_early_end_and_a_wrong_header() {
    let peer = Peer::start([Step::ReadCommand]).unwrap();
    TcpStream::connect(peer.address()).unwrap().write_all(b"*1\r\n$4\r\nPI").unwrap();
    assert!(peer.join().unwrap_err().starts_with("step 1 (read a command): the client hung up after \"PI\""));

    let peer = Peer::start([Step::ReadCommand]).unwrap();
    TcpStream::connect(peer.address()).unwrap().write_all(b"PING\r\n").unwrap();
    assert!(peer.join().unwrap_err().contains(r#"not the header of a command: "PING\r\n""#));
}

#[test]
fn after_a_close_the_next_connection_goes_on() {
    let peer =
        Peer::start([Step::Expect(b"1".into()), Step::Close, Step::Expect(b"2".into()), Step::ExpectClose]).unwrap();
    let mut first = TcpStream::connect(peer.address()).unwrap();
    first.write_all(b"1").unwrap();
    assert_eq!(first.read(&mut [0]).unwrap(), 0);
    let mut second = TcpStream::connect(peer.address()).unwrap();
    second.write_all(b"2").unwrap();
    drop(second);
    assert_eq!(peer.join().unwrap(), b"12");
}

#[test]
fn expect_close_refuses_bytes() {
    let peer = Peer::start([Step::ExpectClose]).unwrap();
    TcpStream::connect(peer.address()).unwrap().write_all(b"x").unwrap();
    assert_eq!(peer.join().unwrap_err(), r#"step 1 (expect the close): the client sent "x" before"#);
}

#[test]
fn a_reset_is_a_reset() {
    let peer = Peer::start([Step::Reset]).unwrap();
    let mut client = TcpStream::connect(peer.address()).unwrap();
    assert_silent(&mut client);
    client.write_all(b"x").unwrap();
    assert_eq!(client.read(&mut [0]).unwrap_err().kind(), ErrorKind::ConnectionReset);
    assert_eq!(peer.join().unwrap(), b"");
}

#[test]
fn repeats_until_the_client_leaves() {
    let peer = Peer::start([Step::Repeat(b"abc".into())]).unwrap();
    let mut client = TcpStream::connect(peer.address()).unwrap();
    assert_eq!(read(&mut client, 300_000), b"abc".repeat(100_000));
    drop(client);
    assert_eq!(peer.join().unwrap(), b"");
}

#[test]
fn trickles_until_the_client_leaves() {
    let pause = Duration::from_millis(10);
    let peer = Peer::start([Step::Trickle(b"ab".into(), pause)]).unwrap();
    let mut client = TcpStream::connect(peer.address()).unwrap();
    let start = Instant::now();
    assert_eq!(read(&mut client, 8), b"abababab");
    assert!(start.elapsed() > 2 * pause);
    drop(client);
    assert_eq!(peer.join().unwrap(), b"");
}

#[test]
fn waits_for_the_tests_signal() {
    let (go, signal) = mpsc::channel();
    let peer = Peer::start([Step::Send(b"1".into()), Step::Wait(signal), Step::Send(b"2".into())]).unwrap();
    let mut client = TcpStream::connect(peer.address()).unwrap();
    assert_eq!(read(&mut client, 1), b"1");
    assert_silent(&mut client);
    go.send(()).unwrap();
    assert_eq!(read(&mut client, 1), b"2");
    peer.join().unwrap();
}

#[test]
fn a_test_that_leaves_ends_the_wait() {
    let (go, signal) = mpsc::channel::<()>();
    let peer = Peer::start([Step::Wait(signal)]).unwrap();
    drop(go);
    assert!(peer.join().unwrap_err().starts_with("step 1 (wait): no signal from the test"));
}

#[test]
fn delays() {
    let peer = Peer::start([Step::Delay(Duration::from_millis(100)), Step::Send(b"1".into())]).unwrap();
    let start = Instant::now();
    let mut client = TcpStream::connect(peer.address()).unwrap();
    assert_eq!(read(&mut client, 1), b"1");
    // The delay began a moment before the connection.
    assert!(start.elapsed() > Duration::from_millis(50));
    peer.join().unwrap();
}

#[test]
fn the_connection_stays_open_at_the_end() {
    let peer = Peer::start([Step::ReadCommand]).unwrap();
    let mut client = TcpStream::connect(peer.address()).unwrap();
    client.write_all(PING).unwrap();
    assert_eq!(peer.join().unwrap(), PING);
    assert_silent(&mut client);
}

/// The peer neither says anything nor closes.
fn assert_silent(client: &mut TcpStream) {
    client.set_read_timeout(Some(Duration::from_millis(50))).unwrap();
    let kind = client.read(&mut [0]).unwrap_err().kind();
    assert!(matches!(kind, ErrorKind::WouldBlock | ErrorKind::TimedOut), "{kind:?}");
    client.set_read_timeout(None).unwrap();
}

fn read(client: &mut TcpStream, count: usize) -> Vec<u8> {
    let mut bytes = vec![0; count];
    client.read_exact(&mut bytes).unwrap();
    bytes
}
