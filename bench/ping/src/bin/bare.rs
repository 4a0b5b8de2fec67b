//! Says PING with a bare socket.

use std::io::{Read, Write};
use std::net::TcpStream;

fn main() -> std::io::Result<()> {
    let mut socket = TcpStream::connect("127.0.0.1:6379")?;
    socket.write_all(b"*1\r\n$4\r\nPING\r\n")?;
    let mut reply = [0; 7];
    socket.read_exact(&mut reply)?;
    println!("{}", String::from_utf8_lossy(&reply));
    Ok(())
}
