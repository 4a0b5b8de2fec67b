//! The proxy: each fault is what a client sees it to be, and nothing else is changed.

use std::io::{self, ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use picoredis_tests::peer::{Peer, Step};
use picoredis_tests::proxy::{Dice, Fault, Plan, Proxy, Strike, Way};
use picoredis_tests::server;

/// For what does come.
const LONG: Duration = Duration::from_secs(20);
/// For what does not.
const SHORT: Duration = Duration::from_millis(100);

fn connect(proxy: &Proxy) -> TcpStream {
    let stream = TcpStream::connect(("127.0.0.1", proxy.port())).unwrap();
    stream.set_read_timeout(Some(LONG)).unwrap();
    stream
}

fn ping(stream: &mut TcpStream) -> io::Result<[u8; 7]> {
    stream.write_all(b"PING\r\n")?;
    let mut reply = [0; 7];
    stream.read_exact(&mut reply).map(|()| reply)
}

fn read_to_end(stream: &mut TcpStream) -> (Vec<u8>, Option<ErrorKind>) {
    let mut bytes = Vec::new();
    let ended = stream.read_to_end(&mut bytes);
    (bytes, ended.err().map(|error| error.kind()))
}

/// A value of so many bytes there and back.
fn echo(stream: &mut TcpStream, len: usize) {
    let value: Vec<u8> = (0..len).map(|index| (index % 251) as u8).collect();
    let mut command = format!("*2\r\n$4\r\nECHO\r\n${len}\r\n").into_bytes();
    command.extend_from_slice(&value);
    command.extend_from_slice(b"\r\n");
    stream.write_all(&command).unwrap();
    let mut reply = vec![0; format!("${len}\r\n").len() + len + 2];
    stream.read_exact(&mut reply).unwrap();
    assert!(reply.ends_with(&[&value[..], b"\r\n"].concat()));
}

#[test]
fn an_honest_proxy_changes_nothing() {
    let proxy = Proxy::start(server().port(), Plan::Honest).unwrap();
    let mut streams: Vec<TcpStream> = (0..3).map(|_| connect(&proxy)).collect();
    for stream in &mut streams {
        assert_eq!(&ping(stream).unwrap(), b"+PONG\r\n");
        echo(stream, 1 << 20);
    }
    assert_eq!((proxy.connections(), proxy.faults()), (3, 0));
    drop(streams);
    proxy.wait_until_idle();
}

#[test]
fn the_end_passes_both_ways() {
    let peer = Peer::start([Step::Expect(b"1".into()), Step::ExpectClose]).unwrap();
    let proxy = Proxy::start(peer.port(), Plan::Honest).unwrap();
    connect(&proxy).write_all(b"1").unwrap();
    peer.join().unwrap();

    let peer = Peer::start([Step::Send(b"2".into()), Step::Close]).unwrap();
    let proxy = Proxy::start(peer.port(), Plan::Honest).unwrap();
    assert_eq!(read_to_end(&mut connect(&proxy)), (b"2".into(), None));
}

#[test]
fn without_a_server_the_end_comes_at_once() {
    let port = Peer::start([]).unwrap().port();
    // The peer's thread has nothing to do and leaves.
    let proxy = loop {
        match TcpStream::connect(("127.0.0.1", port)) {
            Ok(_) => std::thread::yield_now(),
            Err(_) => break Proxy::start(port, Plan::Honest).unwrap(),
        }
    };
    assert_eq!(read_to_end(&mut connect(&proxy)).0, b"");
}

#[test]
fn cut() {
    for after in 0..7 {
        let proxy = Proxy::start(server().port(), Plan::once(Way::ToClient, after, Fault::Cut)).unwrap();
        let mut stream = connect(&proxy);
        stream.write_all(b"PING\r\n").unwrap();
        assert_eq!(read_to_end(&mut stream), (b"+PONG\r\n"[..after as usize].into(), None));
        let strike = Strike { way: Way::ToClient, after, fault: Fault::Cut };
        assert_eq!(proxy.deeds().iter().map(|deed| (deed.connection, deed.strike)).collect::<Vec<_>>(), [(0, strike)]);
        // The next connection fares the same, until it is to fare better.
        let mut stream = connect(&proxy);
        assert!(ping(&mut stream).is_err());
        assert_eq!(proxy.deeds()[1].connection, 1);
        proxy.set_plan(Plan::Honest);
        ping(&mut connect(&proxy)).unwrap();
    }
}

#[test]
fn a_command_is_cut() {
    let peer = Peer::start([Step::Expect(b"PI".into()), Step::ExpectClose]).unwrap();
    let proxy = Proxy::start(peer.port(), Plan::once(Way::ToServer, 2, Fault::Cut)).unwrap();
    assert!(ping(&mut connect(&proxy)).is_err());
    peer.join().unwrap();
}

#[test]
fn reset() {
    for (way, after) in [(Way::ToClient, 3), (Way::ToClient, 7), (Way::ToServer, 6)] {
        let proxy = Proxy::start(server().port(), Plan::once(way, after, Fault::Reset)).unwrap();
        let mut stream = connect(&proxy);
        stream.write_all(b"PING\r\n").unwrap();
        assert_eq!(read_to_end(&mut stream).1, Some(ErrorKind::ConnectionReset));
    }
}

#[test]
fn silence() {
    // Before the last byte: what the server has whole it may answer before the proxy is silent.
    let proxy = Proxy::start(server().port(), Plan::once(Way::ToServer, 5, Fault::Silence)).unwrap();
    let mut stream = connect(&proxy);
    stream.set_read_timeout(Some(SHORT)).unwrap();
    for _ in 0..3 {
        // Writing goes on as if somebody read.
        let error = ping(&mut stream).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut), "{error}");
    }
    assert_eq!(proxy.faults(), 1);
    drop(stream);
    proxy.wait_until_idle();
}

#[test]
fn half_closed_to_the_client() {
    let peer = Peer::start([Step::Send(b"reply".into()), Step::Expect(b"late".into()), Step::ExpectClose]).unwrap();
    let proxy = Proxy::start(peer.port(), Plan::once(Way::ToClient, 2, Fault::HalfClose)).unwrap();
    let mut stream = connect(&proxy);
    assert_eq!(read_to_end(&mut stream), (b"re".into(), None));
    stream.write_all(b"late").unwrap();
    drop(stream);
    peer.join().unwrap();
}

#[test]
fn half_closed_to_the_server() {
    let peer = Peer::start([Step::Expect(b"1".into()), Step::ExpectClose]).unwrap();
    let proxy = Proxy::start(peer.port(), Plan::once(Way::ToServer, 1, Fault::HalfClose)).unwrap();
    let mut stream = connect(&proxy);
    stream.write_all(b"12").unwrap();
    peer.join().unwrap();
    assert_eq!(read_to_end(&mut stream), (vec![], None));
}

#[test]
fn crumbs_and_delays_change_no_byte() {
    let all = [Way::ToServer, Way::ToClient].into_iter().flat_map(|way| {
        [
            (0, Fault::Crumbs(30)),
            (30, Fault::Delay),
            (31, Fault::Crumbs(5)),
            (31, Fault::Delay),
            (900, Fault::Crumbs(200)),
        ]
        .map(|(after, fault)| Strike { way, after, fault })
    });
    let proxy = Proxy::start(server().port(), Plan::Strikes(all.collect())).unwrap();
    let mut stream = connect(&proxy);
    echo(&mut stream, 20);
    echo(&mut stream, 2000);
    assert_eq!(proxy.faults(), 10);
}

#[test]
fn what_is_held_passes_when_it_is_released() {
    let peer = Peer::start([Step::Expect(b"12".into()), Step::Send(b"3".into()), Step::ExpectClose]).unwrap();
    let proxy = Proxy::start(peer.port(), Plan::Honest).unwrap();
    proxy.hold(Way::ToClient);
    let mut stream = connect(&proxy);
    stream.write_all(b"12").unwrap();
    stream.set_read_timeout(Some(SHORT)).unwrap();
    assert!(stream.read(&mut [0]).is_err());
    proxy.release(Way::ToClient);
    stream.set_read_timeout(Some(LONG)).unwrap();
    assert_eq!(stream.read(&mut [0; 8]).unwrap(), 1);
    drop(stream);
    peer.join().unwrap();
}

#[test]
fn open_connections_are_struck_at_once() {
    let proxy = Proxy::start(server().port(), Plan::Honest).unwrap();
    for (fault, ends) in [(Fault::Cut, None), (Fault::Reset, Some(ErrorKind::ConnectionReset))] {
        let mut stream = connect(&proxy);
        ping(&mut stream).unwrap();
        proxy.strike(fault);
        assert_eq!(read_to_end(&mut stream), (vec![], ends));
    }
}

#[test]
fn the_same_seed_is_the_same_storm() {
    let deeds = |seed| {
        let proxy = Proxy::start(server().port(), Plan::Random { seed, gap: 30, harmless: 50 }).unwrap();
        for _ in 0..20 {
            let mut stream = connect(&proxy);
            stream.set_read_timeout(Some(SHORT)).unwrap();
            // One after the other, so that both ways know how far the other has come.
            while ping(&mut stream).is_ok() {}
            drop(stream);
            proxy.wait_until_idle();
        }
        let mut deeds: Vec<String> = proxy.deeds().iter().map(ToString::to_string).collect();
        deeds.sort();
        deeds
    };
    let first = deeds(7);
    assert!(first.len() > 20, "{first:#?}");
    assert_eq!(first, deeds(7));
    assert_ne!(first, deeds(8));
}

#[test]
fn dice_fall_on_every_side() {
    let mut dice = Dice::new(1);
    let mut sides = [0; 6];
    for _ in 0..6000 {
        sides[dice.below(6) as usize] += 1;
    }
    assert!(sides.iter().all(|count| (800..1200).contains(count)), "{sides:?}");
}
