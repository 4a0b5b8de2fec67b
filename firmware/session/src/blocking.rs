//! The steps with the blocking client.

use picoredis::args::{Each, Joined};
use picoredis::reply::Buf;
use picoredis::transport::Transport;
use picoredis::{Command, Redis, cmd};
use semihosting::println;

use crate::checksum::{Checksum, numbers, of_numbers};
use crate::judge::{self, Told, ToldBy, slow};

/// A client in memory that is lent.
pub type Client<'a, T> = Redis<T, &'a mut [u8], 32>;

/// One after the other; in the end the server is gone.
pub fn everything<T: Transport>(redis: &mut Client<'_, T>) {
    println!("the session of the README");
    readme(redis);
    println!("a hundred commands in one go");
    pipeline(redis);
    println!("a megabyte in pieces, there and back");
    megabyte(redis);
    println!("messages");
    messages(redis);
    println!("a late reply");
    late_reply(redis);
    println!("a reply that is too large");
    too_large(redis);
    println!("a server that vanishes");
    vanish(redis);
}

fn readme<T: Transport>(redis: &mut Client<'_, T>) {
    let hello = redis.run(cmd::ping().arg("Hello World!").reply::<Buf<16>>()).unwrap();
    assert_eq!(&*hello, b"Hello World!");
    assert!(redis.set("foo", "bar").unwrap());
    assert_eq!(&*redis.run(cmd::get("foo").reply::<Buf<8>>()).unwrap(), b"bar");
    assert!(redis.set("foo", ("bar", "EX", 10)).unwrap());
    assert_eq!(redis.ttl("foo").unwrap(), 10);
    assert_eq!(redis.hset("myhash", ("key1", 42)).unwrap(), 1);
    assert_eq!(redis.run(cmd::hkeys("myhash").reply::<[Buf<8>; 1]>()).unwrap()[0][..], *b"key1");
    assert_eq!(redis.run(cmd::hget("myhash", "key1").reply::<u32>()).unwrap(), 42);
    let [foo, missing] = redis.run(cmd::mget(["foo", "missing"]).reply::<[Option<Buf<8>>; 2]>()).unwrap();
    assert_eq!((&*foo.unwrap(), missing), (&b"bar"[..], None));
    judge::is_unknown(&redis.run(Command::unlisted("BOGUS", "spam!").reply::<()>()).unwrap_err());
    judge::is_no_number(&redis.incr("foo").unwrap_err());
    assert_eq!(redis.zadd("scores", (1.5, "ann", 2.5, "bob")).unwrap(), 2);
    assert_eq!(redis.run(cmd::zscore("scores", "bob").reply::<f64>()).unwrap(), 2.5);
    assert_eq!(redis.del(["foo", "myhash", "scores"]).unwrap(), 3);
}

fn pipeline<T: Transport>(redis: &mut Client<'_, T>) {
    redis.run(cmd::del("counter").reply::<()>()).unwrap();
    let counts = redis.pipeline([(); 100].map(|()| cmd::incr("counter").reply::<u16>()));
    for (expected, count) in (1..).zip(counts) {
        assert_eq!(count.unwrap(), expected);
    }
}

fn megabyte<T: Transport>(redis: &mut Client<'_, T>) {
    // One argument, which stands nowhere as a whole.
    assert!(redis.set("large", Joined(Each(numbers()))).unwrap());
    assert_eq!(redis.run_with(&cmd::get("large"), Checksum::default()).unwrap(), of_numbers());
    redis.run(cmd::del("large").reply::<()>()).unwrap();
}

/// Somebody answers every subscription: `on`, something that is too long for a light switch, and `off`.
fn messages<T: Transport>(redis: &mut Client<'_, T>) {
    redis.subscribe("led").unwrap();
    let (kind, channel, word) = redis.next_push_as::<Told>(Some(3000)).unwrap().unwrap();
    assert_eq!([&*kind, &*channel, &*word], [&b"message"[..], b"led", b"on"]);
    judge::is_longer(&redis.next_push_as::<Told>(Some(3000)).unwrap_err(), 20);
    assert_eq!(redis.next_push_as::<Told>(Some(3000)).unwrap().unwrap().2.as_str(), Some("off"));
    assert!(redis.next_push_as::<Told>(Some(50)).unwrap().is_none());
    redis.psubscribe("led*").unwrap();
    let (kind, pattern, channel, word) = redis.next_push_as::<ToldBy>(Some(3000)).unwrap().unwrap();
    assert_eq!([&*kind, &*pattern, &*channel, &*word], [&b"pmessage"[..], b"led*", b"led:2", b"on"]);
    redis.unsubscribe("led").unwrap();
    redis.punsubscribe(()).unwrap();
    assert_eq!(redis.missed_pushes(), 0);
    assert_eq!(&*redis.run(cmd::ping().arg("quiet").reply::<Buf<8>>()).unwrap(), b"quiet");
}

fn late_reply<T: Transport>(redis: &mut Client<'_, T>) {
    redis.set_timeout_ms(Some(100));
    judge::is_late(&redis.run(slow()).unwrap_err());
    redis.set_timeout_ms(Some(3000));
    assert_eq!(&*redis.run(cmd::ping().arg("mine").reply::<Buf<8>>()).unwrap(), b"mine");
}

fn too_large<T: Transport>(redis: &mut Client<'_, T>) {
    assert!(redis.set("foo", [b'x'; 300]).unwrap());
    judge::is_too_large(&redis.run(cmd::get("foo").reply::<Buf<128>>()).unwrap_err());
    assert_eq!(redis.del("foo").unwrap(), 1);
}

/// The server is told to go, and so does.
fn vanish<T: Transport>(redis: &mut Client<'_, T>) {
    assert!(redis.set("kept", 1).unwrap());
    judge::is_gone(&redis.run(cmd::shutdown().arg("NOSAVE").reply::<()>()).unwrap_err());
    judge::is_not_connected(&redis.run(cmd::ping().reply::<()>()).unwrap_err());
}

/// Somebody has started another server, which has nothing.
pub fn come_back<T: Transport>(redis: &mut Client<'_, T>) {
    println!("another server");
    assert_eq!(redis.exists("kept").unwrap(), 0);
    assert_eq!(redis.incr("kept").unwrap(), 1);
}
