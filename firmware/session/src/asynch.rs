//! The steps with the `async` client.

use embassy_time::{Duration, with_timeout};
use picoredis::args::{Each, Joined};
use picoredis::asynch::{Redis, Transport};
use picoredis::reply::Buf;
use picoredis::{Command, cmd};
use semihosting::println;

use crate::checksum::{Checksum, blocks, of_blocks};
use crate::judge::{self, Told, ToldBy, slow};

/// A client in memory that is lent.
pub type Client<'a, T> = Redis<T, &'a mut [u8], 32>;

const A_MOMENT: Duration = Duration::from_millis(50);

/// One after the other; in the end the server is gone.
pub async fn everything<T: Transport>(redis: &mut Client<'_, T>) {
    println!("the session of the README");
    readme(redis).await;
    println!("a hundred commands in one go");
    pipeline(redis).await;
    println!("a megabyte in pieces, there and back");
    megabyte(redis).await;
    println!("messages");
    messages(redis).await;
    println!("a late reply, by timeout and by a future that is dropped");
    late_reply(redis).await;
    println!("a reply that is too large");
    too_large(redis).await;
    println!("a server that vanishes");
    vanish(redis).await;
}

async fn readme<T: Transport>(redis: &mut Client<'_, T>) {
    let hello = redis.run(cmd::ping().arg("Hello World!").reply::<Buf<16>>()).await.unwrap();
    assert_eq!(&*hello, b"Hello World!");
    assert!(redis.set("foo", "bar").await.unwrap());
    assert_eq!(&*redis.run(cmd::get("foo").reply::<Buf<8>>()).await.unwrap(), b"bar");
    assert!(redis.set("foo", ("bar", "EX", 10)).await.unwrap());
    assert_eq!(redis.ttl("foo").await.unwrap(), 10);
    assert_eq!(redis.hset("myhash", ("key1", 42)).await.unwrap(), 1);
    assert_eq!(redis.run(cmd::hkeys("myhash").reply::<[Buf<8>; 1]>()).await.unwrap()[0][..], *b"key1");
    assert_eq!(redis.run(cmd::hget("myhash", "key1").reply::<u32>()).await.unwrap(), 42);
    let [foo, missing] = redis.run(cmd::mget(["foo", "missing"]).reply::<[Option<Buf<8>>; 2]>()).await.unwrap();
    assert_eq!((&*foo.unwrap(), missing), (&b"bar"[..], None));
    judge::is_unknown(&redis.run(Command::unlisted("BOGUS", "spam!").reply::<()>()).await.unwrap_err());
    judge::is_no_number(&redis.incr("foo").await.unwrap_err());
    assert_eq!(redis.zadd("scores", (1.5, "ann", 2.5, "bob")).await.unwrap(), 2);
    assert_eq!(redis.run(cmd::zscore("scores", "bob").reply::<f64>()).await.unwrap(), 2.5);
    assert_eq!(redis.del(["foo", "myhash", "scores"]).await.unwrap(), 3);
}

async fn pipeline<T: Transport>(redis: &mut Client<'_, T>) {
    redis.run(cmd::del("counter").reply::<()>()).await.unwrap();
    let counts = redis.pipeline([(); 100].map(|()| cmd::incr("counter").reply::<u16>())).await;
    for (expected, count) in (1..).zip(counts) {
        assert_eq!(count.unwrap(), expected);
    }
}

async fn megabyte<T: Transport>(redis: &mut Client<'_, T>) {
    // One argument, which stands nowhere as a whole.
    assert!(redis.set("large", Joined(Each(blocks()))).await.unwrap());
    assert_eq!(redis.run_with(&cmd::get("large"), Checksum::default()).await.unwrap(), of_blocks());
    redis.run(cmd::del("large").reply::<()>()).await.unwrap();
}

/// Somebody answers every subscription: `on`, something that is too long for a light switch, and `off`.
async fn messages<T: Transport>(redis: &mut Client<'_, T>) {
    redis.subscribe("led").await.unwrap();
    let (kind, channel, word) = redis.next_push_as::<Told>().await.unwrap();
    assert_eq!([&*kind, &*channel, &*word], [&b"message"[..], b"led", b"on"]);
    judge::is_longer(&redis.next_push_as::<Told>().await.unwrap_err(), 20);
    assert_eq!(redis.next_push_as::<Told>().await.unwrap().2.as_str(), Some("off"));
    assert!(with_timeout(A_MOMENT, redis.next_push_as::<Told>()).await.is_err());
    redis.psubscribe("led*").await.unwrap();
    let (kind, pattern, channel, word) = redis.next_push_as::<ToldBy>().await.unwrap();
    assert_eq!([&*kind, &*pattern, &*channel, &*word], [&b"pmessage"[..], b"led*", b"led:2", b"on"]);
    redis.unsubscribe("led").await.unwrap();
    redis.punsubscribe(()).await.unwrap();
    assert_eq!(redis.missed_pushes(), 0);
    assert_eq!(&*redis.run(cmd::ping().arg("quiet").reply::<Buf<8>>()).await.unwrap(), b"quiet");
}

async fn late_reply<T: Transport>(redis: &mut Client<'_, T>) {
    redis.set_timeout_ms(Some(100));
    judge::is_late(&redis.run(slow()).await.unwrap_err());
    redis.set_timeout_ms(Some(3000));
    assert_eq!(&*redis.run(cmd::ping().arg("mine").reply::<Buf<8>>()).await.unwrap(), b"mine");
    assert!(with_timeout(A_MOMENT, redis.run(slow())).await.is_err());
    assert_eq!(&*redis.run(cmd::ping().arg("again").reply::<Buf<8>>()).await.unwrap(), b"again");
}

async fn too_large<T: Transport>(redis: &mut Client<'_, T>) {
    assert!(redis.set("foo", [b'x'; 300]).await.unwrap());
    judge::is_too_large(&redis.run(cmd::get("foo").reply::<Buf<128>>()).await.unwrap_err());
    assert_eq!(redis.del("foo").await.unwrap(), 1);
}

/// The server is told to go, and so does.
async fn vanish<T: Transport>(redis: &mut Client<'_, T>) {
    assert!(redis.set("kept", 1).await.unwrap());
    judge::is_gone(&redis.run(cmd::shutdown().arg("NOSAVE").reply::<()>()).await.unwrap_err());
    judge::is_not_connected(&redis.run(cmd::ping().reply::<()>()).await.unwrap_err());
}

/// Somebody has started another server, which has nothing.
pub async fn come_back<T: Transport>(redis: &mut Client<'_, T>) {
    println!("another server");
    assert_eq!(redis.exists("kept").await.unwrap(), 0);
    assert_eq!(redis.incr("kept").await.unwrap(), 1);
}
