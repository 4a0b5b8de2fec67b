//! What stands in the server before anybody asks for it.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;

use contest::{wire, work};
use picoredis_tests::server::Server;

use crate::Result;
use crate::items::Row;

/// How many keys of integers there are.
const NUMBERS: usize = 1000;

/// How many elements go into a list or hash at a time.
const AT_A_TIME: usize = 1000;

/// Puts there what the rows need.
pub(crate) fn fill(server: &Server, rows: &[Row]) -> Result<()> {
    let stream = TcpStream::connect(("127.0.0.1", server.port())).map_err(|error| error.to_string())?;
    let mut server = Filler(BufReader::new(stream));
    server.say(&["SET".into(), work::KEY.into(), work::VALUE.into()])?;
    let numbers = work::numbers(NUMBERS).into_iter().enumerate();
    let pairs = numbers.flat_map(|(index, key)| [key, (index * 1000).to_string()]);
    server.say(&["MSET".into()].into_iter().chain(pairs).collect::<Vec<_>>())?;
    for row in rows {
        match row.item.name {
            "large-get" => {
                let value = String::from_utf8(work::large(row.size)).map_err(|error| error.to_string())?;
                server.say(&["SET".into(), work::LARGE.into(), value])?;
            }
            "lrange" => {
                server.collect("RPUSH", &work::list(row.size), row.size, |index| vec![format!("element{index:07}")])?
            }
            "hgetall" => server.collect("HSET", &work::hash(row.size), row.size, |index| {
                vec![format!("field:{index:05}"), format!("value:{index:05}")]
            })?,
            _ => {}
        }
    }
    Ok(())
}

/// A connection that fills the server.
struct Filler(BufReader<TcpStream>);

impl Filler {
    fn collect(&mut self, name: &str, key: &str, size: usize, element: fn(usize) -> Vec<String>) -> Result<()> {
        self.say(&["DEL".into(), key.into()])?;
        for start in (0..size).step_by(AT_A_TIME) {
            let elements = (start..(start + AT_A_TIME).min(size)).flat_map(element);
            self.say(&[name.into(), key.into()].into_iter().chain(elements).collect::<Vec<_>>())?;
        }
        Ok(())
    }

    fn say(&mut self, words: &[String]) -> Result<()> {
        let words: Vec<_> = words.iter().map(String::as_str).collect();
        let mut line = String::new();
        let said = self.0.get_mut().write_all(&wire::command(&words)).and_then(|()| self.0.read_line(&mut line));
        said.map_err(|error| error.to_string())?;
        if line.starts_with('-') || line.is_empty() { Err(format!("{} answers {line}", words[0])) } else { Ok(()) }
    }
}
