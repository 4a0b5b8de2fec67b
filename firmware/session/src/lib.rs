//! What the programs have in common: everything that a board does with a server, each step judged. A step that fails panics,
//! says where, and the exit code is not 0.

#![no_std]

pub mod asynch;
pub mod blocking;
mod checksum;
mod judge;
pub mod network;
pub mod start;

use core::net::SocketAddrV4;

/// Whom to talk to, and from which local port: `ADDRESS PORT LOCAL_PORT`, the first words behind the program's name.
pub fn arguments() -> (SocketAddrV4, u16) {
    let arguments = semihosting::experimental::env::args::<256>().expect("arguments");
    let mut words = (&arguments).map(|word| word.expect("a word")).skip(1);
    let mut word = || words.next().expect("an address, a port, and a local port");
    let address = word().parse().expect("an address");
    let port = word().parse().expect("a port");
    (SocketAddrV4::new(address, port), word().parse().expect("a local port"))
}
