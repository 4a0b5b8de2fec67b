//! The blocking client over smoltcp.

#![no_std]
#![no_main]

use net::nic::Card;
use net::{Memory, Tcp};
use picoredis::Redis;

board::program!(program);

fn program() -> u8 {
    static mut MEMORY: Memory = Memory::new();
    let (server, local) = session::arguments();
    // SAFETY: this is the only place that makes any of them, and it is reached once.
    let (card, memory) = unsafe { (Card::new(), &mut *(&raw mut MEMORY)) };
    let mut tcp = Tcp::new(card, memory, local);
    let (mut receive, mut send) = ([0; 512], [0; 128]);

    tcp.connect(*server.ip(), server.port(), 5000).expect("a server that listens");
    session::blocking::everything(&mut Redis::with_transport(&mut tcp, &mut receive[..], &mut send[..]));

    let end = tcp.millis() + 20_000;
    while let Err(error) = tcp.connect(*server.ip(), server.port(), 1000) {
        assert!(tcp.millis() < end, "no server came back: {error}");
    }
    session::blocking::come_back(&mut Redis::with_transport(&mut tcp, &mut receive[..], &mut send[..]));
    0
}
