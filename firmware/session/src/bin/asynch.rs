//! The `async` client over embassy-net: everything that a board does with a server, each step judged. A step that fails
//! panics, says where, and the exit code is not 0.

#![no_std]
#![no_main]

use core::net::Ipv4Addr;

use embassy_futures::block_on;
use embassy_futures::select::{Either, select};
use embassy_net::tcp::TcpSocket;
use embassy_net::{Config, Ipv4Cidr, Stack, StackResources, StaticConfigV4};
use embassy_time::{Duration, Instant, with_deadline, with_timeout};
use embedded_io::{ErrorKind as IoKind, ErrorType};
use embedded_io_async::{Read, Write};
use net::nic::Card;
use picoredis::args::{Each, Joined};
use picoredis::asynch::{Redis, Transport};
use picoredis::reply::Buf;
use picoredis::{ErrorKind, Fate, ReplyError, cmd};
use semihosting::println;
use session::{Checksum, arguments, blocks, of_blocks};

board::program!(program);

type Client<'a> = Redis<Timed<'a>, &'a mut [u8], 32>;

fn program() -> u8 {
    static mut RESOURCES: StackResources<2> = StackResources::new();
    let (address, port, local) = arguments();
    // SAFETY: this is the only place that makes any of them, and it is reached once.
    let (card, resources) = unsafe { (Card::new(), &mut *(&raw mut RESOURCES)) };
    let config = Config::ipv4_static(StaticConfigV4 {
        address: Ipv4Cidr::new(Ipv4Addr::new(10, 0, 2, 15), 24),
        gateway: Some(Ipv4Addr::new(10, 0, 2, 2)),
        dns_servers: Default::default(),
    });
    let (stack, mut runner) = embassy_net::new(card, config, resources, local.into());
    match block_on(select(runner.run(), talk(stack, address, port))) {
        Either::First(never) => never,
        Either::Second(()) => 0,
    }
}

async fn talk(stack: Stack<'_>, address: Ipv4Addr, port: u16) {
    let (mut receive, mut send) = ([0; 4096], [0; 2048]);
    let (mut window, mut outbox) = ([0; 512], [0; 512]);
    let connection = connect(stack, &mut receive, &mut send, address, port).await.expect("a server that listens");
    let mut redis = Redis::with_transport(connection, &mut window[..], &mut outbox[..]);
    println!("the session of the README");
    readme(&mut redis).await;
    println!("a hundred commands in one go");
    pipeline(&mut redis).await;
    println!("a megabyte in pieces, there and back");
    megabyte(&mut redis).await;
    println!("a late reply, by timeout and by a future that is dropped");
    late_reply(&mut redis).await;
    println!("a reply that is too large");
    too_large(&mut redis).await;
    println!("a server that vanishes and returns");
    vanish(&mut redis).await;
    drop(redis);
    come_back(stack, address, port).await;
}

async fn connect<'a>(
    stack: Stack<'a>,
    receive: &'a mut [u8],
    send: &'a mut [u8],
    address: Ipv4Addr,
    port: u16,
) -> Result<Timed<'a>, embassy_net::tcp::ConnectError> {
    let mut socket = TcpSocket::new(stack, receive, send);
    socket.set_nagle_enabled(false);
    socket.connect((address, port)).await?;
    Ok(Timed { socket, deadline: None })
}

/// A socket with a deadline, which the client sets.
struct Timed<'a> {
    socket: TcpSocket<'a>,
    deadline: Option<Instant>,
}

impl Timed<'_> {
    async fn within<R>(deadline: Option<Instant>, work: impl Future<Output = Result<R, IoKind>>) -> Result<R, IoKind> {
        match deadline {
            Some(deadline) => with_deadline(deadline, work).await.unwrap_or(Err(IoKind::TimedOut)),
            None => work.await,
        }
    }
}

impl ErrorType for Timed<'_> {
    type Error = IoKind;
}

impl Read for Timed<'_> {
    async fn read(&mut self, memory: &mut [u8]) -> Result<usize, IoKind> {
        let socket = &mut self.socket;
        let read = async { socket.read(memory).await.map_err(|_| IoKind::ConnectionReset) };
        Self::within(self.deadline, read).await
    }
}

impl Write for Timed<'_> {
    async fn write(&mut self, bytes: &[u8]) -> Result<usize, IoKind> {
        let socket = &mut self.socket;
        let write = async { socket.write(bytes).await.map_err(|_| IoKind::ConnectionReset) };
        Self::within(self.deadline, write).await
    }

    async fn flush(&mut self) -> Result<(), IoKind> {
        Ok(()) // what is written is on its way
    }
}

impl Transport for Timed<'_> {
    fn set_deadline(&mut self, millis: Option<u64>) {
        self.deadline = millis.map(|millis| Instant::now() + Duration::from_millis(millis));
    }

    fn now(&mut self) -> Option<u64> {
        Some(Instant::now().as_millis())
    }
}

async fn readme(redis: &mut Client<'_>) {
    let hello = redis.run(cmd::ping().arg("Hello World!").reply::<Buf<16>>()).await.unwrap();
    assert_eq!(&*hello, b"Hello World!");
    assert!(redis.set("foo", ("bar", "EX", 10)).await.unwrap());
    assert_eq!(&*redis.run(cmd::get("foo").reply::<Buf<8>>()).await.unwrap(), b"bar");
    assert_eq!(redis.ttl("foo").await.unwrap(), 10);
    assert_eq!(redis.hset("myhash", ("key1", 42)).await.unwrap(), 1);
    assert_eq!(redis.run(cmd::hget("myhash", "key1").reply::<u32>()).await.unwrap(), 42);
    let error = redis.incr("foo").await.unwrap_err();
    assert_eq!(error.message(), Some("value is not an integer or out of range"));
    assert_eq!(error.fate(), Fate::Refused);
    assert_eq!(redis.del(["foo", "myhash"]).await.unwrap(), 2);
}

async fn pipeline(redis: &mut Client<'_>) {
    redis.run(cmd::del("counter").reply::<()>()).await.unwrap();
    let counts = redis.pipeline([(); 100].map(|()| cmd::incr("counter").reply::<u16>())).await;
    for (expected, count) in (1..).zip(counts) {
        assert_eq!(count.unwrap(), expected);
    }
}

async fn megabyte(redis: &mut Client<'_>) {
    // One argument, which stands nowhere as a whole.
    assert!(redis.set("large", Joined(Each(blocks()))).await.unwrap());
    assert_eq!(redis.run_with(&cmd::get("large"), Checksum::default()).await.unwrap(), of_blocks());
    redis.run(cmd::del("large").reply::<()>()).await.unwrap();
}

async fn late_reply(redis: &mut Client<'_>) {
    // The client does not know how long that takes.
    let slow = || picoredis::Command::unlisted("BLPOP", ("nothing", "0.3")).reply::<()>();
    redis.set_timeout_ms(Some(100));
    let error = redis.run(slow()).await.unwrap_err();
    assert!(error.is_timeout());
    assert_eq!(error.fate(), Fate::MaybeExecuted);
    redis.set_timeout_ms(Some(3000));
    assert_eq!(&*redis.run(cmd::ping().arg("mine").reply::<Buf<8>>()).await.unwrap(), b"mine");
    assert!(with_timeout(Duration::from_millis(100), redis.run(slow())).await.is_err());
    assert_eq!(&*redis.run(cmd::ping().arg("again").reply::<Buf<8>>()).await.unwrap(), b"again");
}

async fn too_large(redis: &mut Client<'_>) {
    assert!(redis.set("foo", [b'x'; 300]).await.unwrap());
    let error = redis.run(cmd::get("foo").reply::<Buf<128>>()).await.unwrap_err();
    match error.kind() {
        ErrorKind::Reply(ReplyError::Capacity { needed: 300, capacity: 128 }) => {}
        other => panic!("{other:?}"),
    }
    assert_eq!(redis.del("foo").await.unwrap(), 1);
}

/// The server is told to go, and so does.
async fn vanish(redis: &mut Client<'_>) {
    assert!(redis.set("kept", 1).await.unwrap());
    let error = redis.run(cmd::shutdown().arg("NOSAVE").reply::<()>()).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Closed | ErrorKind::Io(IoKind::ConnectionReset)), "{error}");
    let error = redis.run(cmd::ping().reply::<()>()).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::NotConnected), "{error}");
    assert_eq!(error.fate(), Fate::NotSent);
}

/// Somebody starts another, which has nothing.
async fn come_back(stack: Stack<'_>, address: Ipv4Addr, port: u16) {
    let end = Instant::now() + Duration::from_secs(20);
    let (mut receive, mut send) = ([0; 1024], [0; 1024]);
    loop {
        assert!(Instant::now() < end, "no server came back");
        let attempt = connect(stack, &mut receive, &mut send, address, port);
        let Ok(Ok(connection)) = with_timeout(Duration::from_secs(1), attempt).await else { continue };
        let (mut window, mut outbox) = ([0; 64], [0; 64]);
        let mut redis: Client<'_> = Redis::with_transport(connection, &mut window[..], &mut outbox[..]);
        assert_eq!(redis.exists("kept").await.unwrap(), 0);
        assert_eq!(redis.incr("kept").await.unwrap(), 1);
        return;
    }
}
