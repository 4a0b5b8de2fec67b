//! Publishes messages beforehand, so that the time of who receives them is measured alone.

use std::io::{BufRead, BufReader, Read, Write};

use crate::work::PAYLOAD;

/// A connection of its own that publishes.
pub struct Publisher {
    connection: BufReader<Box<dyn Connection>>,
    channel: String,
}

trait Connection: Read + Write {}

impl<T: Read + Write> Connection for T {}

impl Publisher {
    /// Connects to where a contestant is told the server is.
    pub fn open(url: &str) -> Self {
        let connection: Box<dyn Connection> = match url.split_once("://") {
            Some(("redis", address)) => Box::new(std::net::TcpStream::connect(address).expect("a server")),
            Some(("unix", path)) => Box::new(std::os::unix::net::UnixStream::connect(path).expect("a server")),
            _ => panic!("no address: {url}"),
        };
        Publisher { connection: BufReader::new(connection), channel: format!("channel:{:010}", std::process::id()) }
    }

    /// The channel, which nobody else listens to.
    pub fn channel(&self) -> &str {
        &self.channel
    }

    /// Has so many messages lie in the subscriber's socket, or in the server's memory for it.
    pub fn publish(&mut self, count: usize) {
        let command = crate::wire::command(&["PUBLISH", &self.channel, PAYLOAD]);
        let mut line = String::new();
        for start in (0..count).step_by(100) {
            let burst = command.repeat((count - start).min(100));
            self.connection.get_mut().write_all(&burst).expect("the server takes it");
            for _ in start..(start + 100).min(count) {
                line.clear();
                self.connection.read_line(&mut line).expect("an answer");
                assert_eq!(line, ":1\r\n", "one subscriber");
            }
        }
    }
}
