//! The blocking client over smoltcp: everything that a board does with a server, each step judged. A step that fails panics,
//! says where, and the exit code is not 0.

#![no_std]
#![no_main]

use core::net::Ipv4Addr;

use net::nic::Card;
use net::{Memory, Tcp};
use picoredis::args::{Each, Joined};
use picoredis::reply::Buf;
use picoredis::{ErrorKind, Fate, Redis, ReplyError, cmd};
use semihosting::println;
use session::{Checksum, arguments, numbers, of_numbers};

board::program!(program);

/// It borrows the connection, which is made anew when it breaks.
type Client<'a> = Redis<&'a mut Tcp, &'a mut [u8], 32>;

fn program() -> u8 {
    static mut MEMORY: Memory = Memory::new();
    let (address, port, local) = arguments();
    // SAFETY: this is the only place that makes any of them, and it is reached once.
    let (card, memory) = unsafe { (Card::new(), &mut *(&raw mut MEMORY)) };
    let mut tcp = Tcp::new(card, memory, local);
    tcp.connect(address, port, 5000).expect("a server that listens");

    let (mut receive, mut send) = ([0; 512], [0; 128]);
    let mut redis = Redis::with_transport(&mut tcp, &mut receive[..], &mut send[..]);
    for (name, step) in STEPS {
        println!("{name}");
        step(&mut redis);
    }
    println!("a server that vanishes and returns");
    vanish(&mut redis);
    come_back(&mut tcp, address, port);
    0
}

const STEPS: &[(&str, fn(&mut Client<'_>))] = &[
    ("the session of the README", readme),
    ("a hundred commands in one go", pipeline),
    ("a megabyte in pieces, there and back", megabyte),
    ("a late reply", late_reply),
    ("a reply that is too large", too_large),
];

fn readme(redis: &mut Client<'_>) {
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
    let bogus = redis.run(picoredis::Command::unlisted("BOGUS", "spam!").reply::<()>()).unwrap_err();
    assert_eq!((bogus.code(), bogus.fate(), bogus.command()), (Some("ERR"), Fate::Refused, Some("BOGUS")));
    let error = redis.incr("foo").unwrap_err();
    assert_eq!(error.message(), Some("value is not an integer or out of range"));
    assert_eq!(redis.zadd("scores", (1.5, "ann", 2.5, "bob")).unwrap(), 2);
    assert_eq!(redis.run(cmd::zscore("scores", "bob").reply::<f64>()).unwrap(), 2.5);
    assert_eq!(redis.del(["foo", "myhash", "scores"]).unwrap(), 3);
}

fn pipeline(redis: &mut Client<'_>) {
    redis.run(cmd::del("counter").reply::<()>()).unwrap();
    let counts = redis.pipeline([(); 100].map(|()| cmd::incr("counter").reply::<u16>()));
    for (expected, count) in (1..).zip(counts) {
        assert_eq!(count.unwrap(), expected);
    }
}

fn megabyte(redis: &mut Client<'_>) {
    // One argument, which stands nowhere as a whole.
    assert!(redis.set("large", Joined(Each(numbers()))).unwrap());
    assert_eq!(redis.run_with(&cmd::get("large"), Checksum::default()).unwrap(), of_numbers());
    redis.run(cmd::del("large").reply::<()>()).unwrap();
}

fn late_reply(redis: &mut Client<'_>) {
    redis.set_timeout_ms(Some(100));
    // The client does not know how long that takes.
    let slow = picoredis::Command::unlisted("BLPOP", ("nothing", "0.4")).reply::<()>();
    let error = redis.run(slow).unwrap_err();
    assert!(error.is_timeout());
    assert_eq!(error.fate(), Fate::MaybeExecuted);
    redis.set_timeout_ms(Some(3000));
    assert_eq!(&*redis.run(cmd::ping().arg("mine").reply::<Buf<8>>()).unwrap(), b"mine");
}

fn too_large(redis: &mut Client<'_>) {
    assert!(redis.set("foo", [b'x'; 300]).unwrap());
    let error = redis.run(cmd::get("foo").reply::<Buf<128>>()).unwrap_err();
    match error.kind() {
        ErrorKind::Reply(ReplyError::Capacity { needed: 300, capacity: 128 }) => {}
        other => panic!("{other:?}"),
    }
    assert_eq!(error.fate(), Fate::Executed);
    assert_eq!(redis.del("foo").unwrap(), 1);
}

/// The server is told to go, and so does.
fn vanish(redis: &mut Client<'_>) {
    assert!(redis.set("kept", 1).unwrap());
    let error = redis.run(cmd::shutdown().arg("NOSAVE").reply::<()>()).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Closed), "{error}");
    let error = redis.run(cmd::ping().reply::<()>()).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::NotConnected), "{error}");
    assert_eq!(error.fate(), Fate::NotSent);
}

/// Somebody starts another, which has nothing.
fn come_back(tcp: &mut Tcp, address: Ipv4Addr, port: u16) {
    let end = tcp.millis() + 20_000;
    while let Err(error) = tcp.connect(address, port, 1000) {
        assert!(tcp.millis() < end, "no server came back: {error}");
    }
    let (mut receive, mut send) = ([0; 64], [0; 64]);
    let mut redis: Client<'_> = Redis::with_transport(tcp, &mut receive[..], &mut send[..]);
    assert_eq!(redis.exists("kept").unwrap(), 0);
    assert_eq!(redis.incr("kept").unwrap(), 1);
}
