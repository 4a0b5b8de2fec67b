//! A sensor that reports to a stream what it measures, and a lamp that is switched from afar: what all boards have in common.
//!
//! A board brings a [`Thermometer`], a [`Lamp`] and a network, and calls [`run`]. Readings are to be had with
//! `picoredis XREAD BLOCK 0 STREAMS readings '$'`, and `picoredis PUBLISH led on` switches the lamp.

#![no_std]

mod listen;
mod report;
mod settings;
mod socket;

use embassy_futures::join::join;
use embassy_net::Stack;
use embassy_time::{Duration, Timer};
use picoredis::asynch::Redis;
use picoredis::session::Login;

pub use listen::{Lamp, listen};
pub use report::{Thermometer, report};
pub use settings::{EVERY, Settings};
pub use socket::{Memory, Socket, within};

/// A client over a socket that is lent, in memory that is lent.
pub type Client<'a, 's> = Redis<&'a mut Socket<'s>, &'a mut [u8], 32>;

/// How long to wait before connecting again.
const PAUSE: Duration = Duration::from_secs(1);

/// Reports and listens, each on a connection of its own, and connects again when one is lost.
///
/// A connection that listens takes no commands, and on one that reports a message would be missed.
pub async fn run(
    stack: Stack<'_>,
    memory: &mut [Memory; 2],
    settings: Settings<'_>,
    mut thermometer: impl Thermometer,
    mut lamp: impl Lamp,
) -> ! {
    let [first, second] = memory;
    let (mut reporter, mut listener) = (Socket::new(stack, first), Socket::new(stack, second));
    let reporting = async {
        loop {
            let (mut receive, mut send) = ([0; 64], [0; 192]);
            if let Some(mut redis) = connect(&mut reporter, &mut receive, &mut send, settings).await {
                report(&mut redis, settings, &mut thermometer).await;
            }
            Timer::after(PAUSE).await;
        }
    };
    let listening = async {
        loop {
            let (mut receive, mut send) = ([0; 64], [0; 64]);
            if let Some(mut redis) = connect(&mut listener, &mut receive, &mut send, settings).await {
                listen(&mut redis, settings, &mut lamp).await;
            }
            Timer::after(PAUSE).await;
        }
    };
    join(reporting, listening).await.0
}

/// A client that the server knows, if it is there.
async fn connect<'a, 's>(
    socket: &'a mut Socket<'s>,
    receive: &'a mut [u8],
    send: &'a mut [u8],
    settings: Settings<'_>,
) -> Option<Client<'a, 's>> {
    socket.connect(settings.server).await.ok()?;
    let mut redis = Redis::with_transport(socket, receive, send);
    let password = settings.password.map(str::as_bytes);
    redis.login(&Login { password, name: Some(settings.name.as_bytes()), ..Login::default() }).await.ok()?;
    Some(redis)
}
