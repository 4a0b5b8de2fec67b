//! Pushes that are taken as they come, into types of the caller's.

use std::sync::mpsc;

use picoredis::reply::Buf;
use picoredis::{ErrorKind, Redis, ReplyError};
use picoredis_tests::peer::{Peer, Step};
use picoredis_tests::server;

type Told = (Buf<16>, Buf<16>, Buf<16>);

const CONFIRMED: &str = "*3\r\n$9\r\nsubscribe\r\n$3\r\nled\r\n:1\r\n";

fn send(text: &str) -> Step {
    Step::Send(text.into())
}

fn subscriber(peer: &Peer) -> Redis {
    let mut redis = Redis::builder().port(peer.address().port()).connect().unwrap();
    redis.subscribe("led").unwrap();
    redis
}

#[test]
fn a_message_is_a_tuple_of_its_parts() {
    let (mut redis, mut other) = (Redis::open(&server().url()).unwrap(), Redis::open(&server().url()).unwrap());
    redis.psubscribe("push_as:*").unwrap();
    other.publish("push_as:a", "on").unwrap();
    let told = redis.next_push_as::<(Buf<16>, Buf<16>, Buf<16>, Buf<16>)>(Some(3000)).unwrap().unwrap();
    assert_eq!([&*told.0, &*told.1, &*told.2, &*told.3], [&b"pmessage"[..], b"push_as:*", b"push_as:a", b"on"]);
    assert!(redis.next_push_as::<Told>(Some(1)).unwrap().is_none());
    redis.punsubscribe(()).unwrap();
    assert_eq!(redis.ping().unwrap(), "PONG");
}

#[test]
fn one_of_another_shape_is_an_error_in_step() {
    let script = [
        Step::ReadCommand,
        send(CONFIRMED),
        send("*2\r\n$5\r\nother\r\n$1\r\nx\r\n"),
        send("*3\r\n$7\r\nmessage\r\n$3\r\nled\r\n$2\r\non\r\n"),
    ];
    let peer = Peer::start(script).unwrap();
    let mut redis = subscriber(&peer);
    let error = redis.next_push_as::<Told>(Some(3000)).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Reply(ReplyError::Length { expected: 3 })), "{error}");
    assert_eq!(redis.next_push_as::<Told>(Some(3000)).unwrap().unwrap().2.as_str(), Some("on"));
}

#[test]
fn one_that_comes_by_halves_is_missed_and_the_next_is_whole() {
    let (go, gate) = mpsc::channel();
    let script = [
        Step::ReadCommand,
        send(CONFIRMED),
        send("*3\r\n$7\r\nmessage\r\n$3\r\nle"),
        Step::Wait(gate),
        send("d\r\n$2\r\non\r\n*3\r\n$7\r\nmessage\r\n$3\r\nled\r\n$3\r\noff\r\n"),
    ];
    let peer = Peer::start(script).unwrap();
    let mut redis = subscriber(&peer);
    assert!(redis.next_push_as::<Told>(Some(50)).unwrap().is_none());
    go.send(()).unwrap();
    assert_eq!(redis.next_push_as::<Told>(Some(3000)).unwrap().unwrap().2.as_str(), Some("off"));
    assert_eq!((redis.missed_pushes(), redis.missed_pushes()), (1, 0));
}
