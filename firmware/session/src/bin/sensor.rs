//! What the examples for boards are made of, with embassy's executor: readings arrive, and the lamp is switched.

#![no_std]
#![no_main]

use core::net::SocketAddrV4;
use core::sync::atomic::{AtomicU32, Ordering};

use embassy_net::Stack;
use embassy_time::Duration;
use picoredis::asynch::Redis;
use picoredis::cmd;
use picoredis::reply::Buf;
use semihosting::println;
use sensor::{Lamp, Memory, Settings, Thermometer};
use session::{network, start};

board::program!(program);

fn program() -> u8 {
    start::sleeping(|spawner, stack, server| {
        spawner.spawn(sense(stack, server).expect("the only one"));
        spawner.spawn(judge(stack, server).expect("the only one"));
    })
}

#[embassy_executor::task]
async fn sense(stack: Stack<'static>, server: SocketAddrV4) {
    let settings = Settings {
        server,
        password: None,
        name: "kitchen",
        stream: "readings",
        channel: "led",
        every: Duration::from_millis(50),
    };
    let mut memory = [const { Memory::new() }; 2];
    sensor::run(stack, &mut memory, settings, Summer(20.0), Switched).await;
}

/// It gets warmer by a quarter of a degree each time.
struct Summer(f32);

impl Thermometer for Summer {
    async fn celsius(&mut self) -> f32 {
        self.0 += 0.25;
        self.0
    }
}

/// How often the lamp was switched on and off, one digit each.
static SWITCHED: AtomicU32 = AtomicU32::new(0);

struct Switched;

impl Lamp for Switched {
    async fn set(&mut self, on: bool) {
        // One after the other: `on` comes first.
        let before = SWITCHED.load(Ordering::Relaxed);
        SWITCHED.store(before * 10 + if on { 1 } else { 2 }, Ordering::Relaxed);
    }
}

/// An entry: its id, and a field with its value.
type Entry = (Buf<24>, [Buf<64>; 2]);

/// Another client, which looks at what the sensor does.
#[embassy_executor::task]
async fn judge(stack: Stack<'static>, server: SocketAddrV4) {
    let mut memory = Memory::new();
    let (mut receive, mut send) = ([0; 256], [0; 128]);
    let mut socket = network::connect(stack, &mut memory, server).await;
    let mut redis = Redis::<_, _, 32>::with_transport(&mut socket, &mut receive[..], &mut send[..]);
    let mut last = Buf::<24>::new();
    last.push(b"0");
    for expected in [
        r#"{"board":"kitchen","celsius":20.25}"#,
        r#"{"board":"kitchen","celsius":20.5}"#,
        r#"{"board":"kitchen","celsius":20.75}"#,
    ] {
        let next = cmd::xread(("COUNT", 1, "BLOCK", 5000, "STREAMS", "readings", &*last));
        let [(_, [(id, [field, value])])] = redis.run(next.reply::<[(Buf<16>, [Entry; 1]); 1]>()).await.unwrap();
        println!("{}", value.as_str().unwrap_or_default());
        assert_eq!([&*field, &*value], [&b"json"[..], expected.as_bytes()]);
        last = id;
    }
    while SWITCHED.load(Ordering::Relaxed) < 10 {
        let later = cmd::xread(("COUNT", 1, "BLOCK", 5000, "STREAMS", "readings", "$"));
        redis.run(later.reply::<()>()).await.unwrap();
    }
    assert_eq!(SWITCHED.load(Ordering::Relaxed), 12, "on, then off, and no more");
    board::host::exit(0);
}
