//! The network that a program is in, and connections there.

use core::net::{Ipv4Addr, SocketAddrV4};

use embassy_net::{Config, Ipv4Cidr, Runner, Stack, StackResources, StaticConfigV4};
use embassy_time::{Duration, Instant};
use net::nic::Card;
use sensor::{Memory, Socket};

/// What three connections are kept in.
pub type Resources = StackResources<3>;

/// This machine's network, as QEMU's user network has it, and what keeps it going.
pub fn join(card: Card, resources: &mut Resources, seed: u16) -> (Stack<'_>, Runner<'_, Card>) {
    let config = Config::ipv4_static(StaticConfigV4 {
        address: Ipv4Cidr::new(Ipv4Addr::new(10, 0, 2, 15), 24),
        gateway: Some(Ipv4Addr::new(10, 0, 2, 2)),
        dns_servers: Default::default(),
    });
    embassy_net::new(card, config, resources, seed.into())
}

/// A connection to a server, which may not be there yet.
pub async fn connect<'a>(stack: Stack<'a>, memory: &'a mut Memory, server: SocketAddrV4) -> Socket<'a> {
    let end = Instant::now() + Duration::from_secs(20);
    let mut socket = Socket::new(stack, memory);
    while let Err(error) = socket.connect(server).await {
        assert!(Instant::now() < end, "no server is there: {error}");
    }
    socket
}
