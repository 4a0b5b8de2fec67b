//! The `async` client over embassy-net, without an executor.

#![no_std]
#![no_main]

use core::net::SocketAddrV4;

use embassy_net::Stack;
use picoredis::asynch::Redis;
use sensor::Memory;
use session::{asynch, network, start};

board::program!(program);

fn program() -> u8 {
    start::polling(talk)
}

async fn talk(stack: Stack<'static>, server: SocketAddrV4) {
    let mut memory = Memory::new();
    let (mut receive, mut send) = ([0; 512], [0; 512]);
    let socket = network::connect(stack, &mut memory, server).await;
    asynch::everything(&mut Redis::with_transport(socket, &mut receive[..], &mut send[..])).await;
    let socket = network::connect(stack, &mut memory, server).await;
    asynch::come_back(&mut Redis::with_transport(socket, &mut receive[..], &mut send[..])).await;
}
