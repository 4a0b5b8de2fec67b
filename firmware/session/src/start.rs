//! How a program begins: with a network, and something that runs what it does.

use core::net::SocketAddrV4;

use embassy_executor::{Executor, Spawner};
use embassy_futures::block_on;
use embassy_futures::select::{Either, select};
use embassy_net::{Runner, Stack};
use net::interrupts;
use net::nic::Card;
use static_cell::StaticCell;

use crate::arguments;
use crate::network::{Resources, join};

static RESOURCES: StaticCell<Resources> = StaticCell::new();
static EXECUTOR: StaticCell<Executor> = StaticCell::new();

/// What waits is asked again and again, without an executor.
pub fn polling(talk: impl AsyncFnOnce(Stack<'static>, SocketAddrV4)) -> u8 {
    let (stack, mut runner, server) = begin();
    match block_on(select(runner.run(), talk(stack, server))) {
        Either::First(never) => never,
        Either::Second(()) => 0,
    }
}

/// The processor sleeps until an interrupt comes. One of the tasks ends the program.
pub fn sleeping(spawn: impl FnOnce(Spawner, Stack<'static>, SocketAddrV4)) -> ! {
    EXECUTOR.init(Executor::new()).run(|spawner| {
        let (stack, runner, server) = begin();
        interrupts::enable();
        spawner.spawn(keep_going(runner).expect("the only one"));
        spawn(spawner, stack, server);
    })
}

#[embassy_executor::task]
async fn keep_going(mut runner: Runner<'static, Card>) {
    runner.run().await;
}

fn begin() -> (Stack<'static>, Runner<'static, Card>, SocketAddrV4) {
    let (server, local) = arguments();
    // SAFETY: a program begins once: `RESOURCES` would not have it otherwise.
    let card = unsafe { Card::new() };
    let (stack, runner) = join(card, RESOURCES.init(Resources::new()), local);
    (stack, runner, server)
}
