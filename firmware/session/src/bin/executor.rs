//! The `async` client over embassy-net, with embassy's executor: the processor sleeps until an interrupt comes.

#![no_std]
#![no_main]

use core::future::poll_fn;
use core::net::SocketAddrV4;
use core::pin::pin;

use embassy_net::Stack;
use embassy_time::Timer;
use picoredis::asynch::Redis;
use semihosting::println;
use sensor::Memory;
use session::{asynch, network, start};

board::program!(program);

fn program() -> u8 {
    start::sleeping(|spawner, stack, server| spawner.spawn(talk(stack, server).expect("the only one")))
}

#[embassy_executor::task]
async fn talk(stack: Stack<'static>, server: SocketAddrV4) {
    let mut memory = Memory::new();
    let (mut receive, mut send) = ([0; 512], [0; 512]);
    println!("sleep");
    sleep().await;
    let socket = network::connect(stack, &mut memory, server).await;
    asynch::everything(&mut Redis::with_transport(socket, &mut receive[..], &mut send[..])).await;
    let socket = network::connect(stack, &mut memory, server).await;
    asynch::come_back(&mut Redis::with_transport(socket, &mut receive[..], &mut send[..])).await;
    board::host::exit(0);
}

/// Nobody is asked again and again whether it is time: that would be thousands of times.
async fn sleep() {
    let mut asked = 0;
    let mut timer = pin!(Timer::after_millis(200));
    poll_fn(|context| {
        asked += 1;
        timer.as_mut().poll(context)
    })
    .await;
    assert!(asked < 10, "asked {asked} times");
}
