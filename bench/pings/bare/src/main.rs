//! Says PING to the port in the first argument, with a socket alone.

use std::io::{Read, Write};
use std::net::TcpStream;

fn main() {
    let port = std::env::args().nth(1).and_then(|port| port.parse().ok()).expect("a port");
    let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("a server");
    stream.write_all(b"PING\r\n").expect("sent");
    let mut reply = [0; 7];
    stream.read_exact(&mut reply).expect("a reply");
    println!("{}", String::from_utf8_lossy(&reply[1..5]));
    std::io::stdin().read_line(&mut String::new()).expect("an end");
}
