//! The `async` client over TLS 1.3, by embedded-tls over embassy-net: the server must prove that the authority that is
//! trusted here vouches for it.

#![no_std]
#![no_main]

mod records;
mod secure;
mod trust;

use core::net::SocketAddrV4;

use embassy_net::Stack;
use embedded_tls::TlsError;
use picoredis::asynch::Redis;
use semihosting::println;
use sensor::Memory;
use session::{asynch, network, start};

use secure::{Fragments, Secure};
use trust::{Authority, Trust};

board::program!(program);

/// The name in the server's certificate.
const NAME: &str = "localhost";

fn program() -> u8 {
    start::polling(talk)
}

async fn talk(stack: Stack<'static>, server: SocketAddrV4) {
    let (mut memory, mut fragments) = (Memory::new(), Fragments::new());
    let (mut receive, mut send) = ([0; 512], [0; 512]);
    let (authority, stranger) = (Authority::read(c"ca.der"), Authority::read(c"ca_stranger.der"));

    println!("who is not to be trusted");
    for (trust, name) in [
        (Trust::in_the(&stranger), NAME),
        (Trust::in_the(&authority), "elsewhere"),
        (Trust::in_the(&authority).in_the_year_2001(), NAME),
    ] {
        let socket = network::connect(stack, &mut memory, server).await;
        let refused = Secure::open(socket, &mut fragments, trust, name).await.err().expect("a refusal");
        assert!(matches!(refused, TlsError::InvalidCertificate), "{refused:?}");
    }

    let socket = network::connect(stack, &mut memory, server).await;
    let secure = Secure::open(socket, &mut fragments, Trust::in_the(&authority), NAME).await.expect("the server");
    asynch::everything(&mut Redis::with_transport(secure, &mut receive[..], &mut send[..])).await;
    let socket = network::connect(stack, &mut memory, server).await;
    let secure = Secure::open(socket, &mut fragments, Trust::in_the(&authority), NAME).await.expect("the next server");
    asynch::come_back(&mut Redis::with_transport(secure, &mut receive[..], &mut send[..])).await;
}
