//! What the programs have in common.

#![no_std]

mod checksum;

use core::net::Ipv4Addr;

pub use checksum::{Checksum, blocks, numbers, of_blocks, of_numbers};

/// Whom to talk to: `ADDRESS PORT LOCAL_PORT`, behind the program's name.
pub fn arguments() -> (Ipv4Addr, u16, u16) {
    let arguments = semihosting::experimental::env::args::<128>().expect("arguments");
    let mut words = (&arguments).map(|word| word.expect("a word")).skip(1);
    let mut word = || words.next().expect("an address, a port, and a local port");
    let address = word().parse().expect("an address");
    (address, word().parse().expect("a port"), word().parse().expect("a local port"))
}
