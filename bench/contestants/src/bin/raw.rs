//! RAW: what a client cannot beat. Commands are bytes made before the clock runs, and of replies no more is looked at than it
//! takes to find the end, or to copy the values. Nothing is checked: the data is known.

use std::collections::HashMap;
use std::hint::black_box;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::os::unix::net::UnixStream;

use contest::publisher::Publisher;
use contest::work::{KEY, LARGE, LARGE_WRITTEN, PAYLOAD, VALUE, WRITTEN};
use contest::{Item, Rounds, wire, work};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::runtime::Builder;

const ITEMS: &[Item] = &[
    ("get", get),
    ("get-async", get_async),
    ("pipeline-get", pipeline_get),
    ("pipeline-set", pipeline_set),
    ("large-get", large_get),
    ("large-set", large_set),
    ("lrange", lrange),
    ("hgetall", hgetall),
    ("mget", mget),
    ("parse-bulks", parse),
    ("parse-integers", parse),
    ("parse-nested", parse),
    ("parse-large", parse),
    ("scan-bulks", scan),
    ("scan-integers", scan),
    ("scan-nested", scan),
    ("scan-large", scan),
    ("encode-set", encode_set),
    ("encode-mset", encode_mset),
    // Many tasks can at best be one pipeline.
    ("shared", pipeline_get),
    ("pubsub", pubsub),
    ("connections", connections),
    ("connect", connect),
];

/// How much is read at a time.
const BUFFER: usize = 64 * 1024;

fn main() {
    contest::play(ITEMS);
}

/// A connection and what it receives in.
struct Raw {
    socket: Socket,
    buffer: Vec<u8>,
}

enum Socket {
    Tcp(TcpStream),
    Unix(UnixStream),
}

impl Raw {
    fn open(url: &str) -> Self {
        let socket = match url.split_once("://") {
            Some(("redis", address)) => {
                let socket = TcpStream::connect(address).expect("a server");
                socket.set_nodelay(true).expect("a socket");
                Socket::Tcp(socket)
            }
            Some(("unix", path)) => Socket::Unix(UnixStream::connect(path).expect("a server")),
            _ => panic!("no address: {url}"),
        };
        Raw { socket, buffer: vec![0; BUFFER] }
    }

    fn send(&mut self, bytes: &[u8]) {
        match &mut self.socket {
            Socket::Tcp(socket) => socket.write_all(bytes).unwrap(),
            Socket::Unix(socket) => socket.write_all(bytes).unwrap(),
        }
    }

    fn read(&mut self, at: usize) -> usize {
        self.read_up_to(at, self.buffer.len())
    }

    fn read_up_to(&mut self, at: usize, end: usize) -> usize {
        let memory = &mut self.buffer[at..end];
        let read = match &mut self.socket {
            Socket::Tcp(socket) => socket.read(memory).unwrap(),
            Socket::Unix(socket) => socket.read(memory).unwrap(),
        };
        assert!(read > 0, "the server is gone");
        read
    }

    /// Receives so many bytes, and none behind them, to the front of the buffer.
    fn receive(&mut self, len: usize) {
        if self.buffer.len() < len {
            self.buffer.resize(len, 0);
        }
        let mut have = 0;
        while have < len {
            have += self.read_up_to(have, len);
        }
    }

    /// Sends a command once to see how long its reply is: from then on that is known.
    fn length(&mut self, command: &[u8]) -> usize {
        self.send(command);
        let mut have = 0;
        loop {
            if have == self.buffer.len() {
                self.buffer.resize(2 * have, 0);
            }
            have += self.read(have);
            if self.buffer[have - 1] == b'\n' && Scan(&self.buffer[..have]).whole() {
                return have;
            }
        }
    }
}

fn open(rounds: &Rounds) -> Raw {
    Raw::open(rounds.url())
}

fn get(rounds: &mut Rounds) {
    let (mut raw, command) = (open(rounds), wire::command(&["GET", KEY]));
    rounds.run(|count| (0..count).map(|_| get_once(&mut raw, &command)).sum());
}

fn get_once(raw: &mut Raw, command: &[u8]) -> u64 {
    raw.send(command);
    let mut have = 0;
    while have == 0 || raw.buffer[have - 1] != b'\n' {
        have += raw.read(have);
    }
    let value = Scan(&raw.buffer[..have]).bulk();
    work::of_bytes(value.unwrap())
}

fn get_async(rounds: &mut Rounds) {
    let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
    let address = rounds.url().strip_prefix("redis://").expect("TCP").to_owned();
    let mut socket = runtime.block_on(tokio::net::TcpStream::connect(address)).expect("a server");
    socket.set_nodelay(true).expect("a socket");
    let (command, mut buffer) = (wire::command(&["GET", KEY]), vec![0; BUFFER]);
    rounds.run(|count| {
        runtime.block_on(async {
            let mut sum = 0;
            for _ in 0..count {
                socket.write_all(&command).await.unwrap();
                let mut have = 0;
                while have == 0 || buffer[have - 1] != b'\n' {
                    have += socket.read(&mut buffer[have..]).await.unwrap();
                }
                sum += work::of_bytes(Scan(&buffer[..have]).bulk().unwrap());
            }
            sum
        })
    });
}

fn pipeline_get(rounds: &mut Rounds) {
    let (mut raw, size) = (open(rounds), rounds.size());
    let commands = wire::command(&["GET", KEY]).repeat(size);
    let reply = format!("${}\r\n{VALUE}\r\n", VALUE.len());
    rounds.run(|count| {
        let mut sum = 0;
        for _ in 0..count {
            raw.send(&commands);
            raw.receive(size * reply.len());
            let mut scan = Scan(&raw.buffer);
            sum += (0..size).map(|_| work::of_bytes(scan.bulk().unwrap())).sum::<u64>();
        }
        sum
    });
}

fn pipeline_set(rounds: &mut Rounds) {
    let (mut raw, size) = (open(rounds), rounds.size());
    let commands = wire::command(&["SET", WRITTEN, VALUE]).repeat(size);
    rounds.run(|count| {
        let mut sum = 0;
        for _ in 0..count {
            raw.send(&commands);
            raw.receive(size * b"+OK\r\n".len());
            sum += raw.buffer.iter().take(size * 5).filter(|&&byte| byte == b'\n').count() as u64;
        }
        sum
    });
}

fn large_get(rounds: &mut Rounds) {
    let (mut raw, command) = (open(rounds), wire::command(&["GET", LARGE]));
    let header = format!("${}\r\n", rounds.size()).len();
    rounds.run(|count| {
        let mut sum = 0;
        for _ in 0..count {
            raw.send(&command);
            let mut have = 0;
            while have < header {
                have += raw.read(have);
            }
            let len = Scan(&raw.buffer).header() as usize;
            let mut value = Vec::with_capacity(len + 2);
            value.extend_from_slice(&raw.buffer[header..have]);
            let rest = (len + 2 - value.len()) as u64;
            match &mut raw.socket {
                Socket::Tcp(socket) => socket.take(rest).read_to_end(&mut value).unwrap(),
                Socket::Unix(socket) => socket.take(rest).read_to_end(&mut value).unwrap(),
            };
            value.truncate(len);
            sum += work::of_bytes(value);
        }
        sum
    });
}

fn large_set(rounds: &mut Rounds) {
    let (mut raw, value) = (open(rounds), work::large(rounds.size()));
    let mut header = wire::command(&["SET", LARGE_WRITTEN, ""]);
    header.truncate(header.len() - "$0\r\n\r\n".len());
    header.extend(format!("${}\r\n", value.len()).into_bytes());
    rounds.run(|count| {
        for _ in 0..count {
            raw.send(&header);
            raw.send(&value);
            raw.send(b"\r\n");
            raw.receive(b"+OK\r\n".len());
        }
        count as u64
    });
}

fn lrange(rounds: &mut Rounds) {
    typed(rounds, &["LRANGE", &work::list(rounds.size()), "0", "-1"], |scan| {
        let list: Vec<Vec<u8>> = (0..scan.header()).map(|_| scan.bulk().unwrap().to_vec()).collect();
        work::of_list(&list)
    });
}

fn hgetall(rounds: &mut Rounds) {
    typed(rounds, &["HGETALL", &work::hash(rounds.size())], |scan| {
        let fields = scan.header() / 2;
        let mut hash = HashMap::with_capacity(fields as usize);
        for _ in 0..fields {
            let mut text = || String::from_utf8(scan.bulk().unwrap().to_vec()).unwrap();
            hash.insert(text(), text());
        }
        work::of_hash(&hash)
    });
}

fn mget(rounds: &mut Rounds) {
    let keys = work::numbers(rounds.size());
    let words: Vec<_> = ["MGET"].into_iter().chain(keys.iter().map(String::as_str)).collect();
    typed(rounds, &words, |scan| {
        let integers: Vec<i64> = (0..scan.header()).map(|_| integer(scan.bulk().unwrap())).collect();
        work::of_integers(&integers)
    });
}

/// Receives a reply whose length is known, whole, and builds values from it.
fn typed(rounds: &mut Rounds, words: &[&str], build: impl Fn(&mut Scan) -> u64) {
    let (mut raw, command) = (open(rounds), wire::command(words));
    let length = raw.length(&command);
    rounds.run(|count| {
        let mut sum = 0;
        for _ in 0..count {
            raw.send(&command);
            raw.receive(length);
            sum += build(&mut Scan(&raw.buffer[..length]));
        }
        sum
    });
}

/// Into a tree of values.
fn parse(rounds: &mut Rounds) {
    let reply = wire::reply(rounds.name(), rounds.size());
    rounds.run(|count| {
        let one = || match black_box(Scan(black_box(&reply)).tree()) {
            Tree::Bulk(bytes) => bytes.len() as u64,
            Tree::Array(trees) => trees.len() as u64,
            Tree::Integer(integer) => integer as u64,
            Tree::Null => 0,
        };
        (0..count).map(|_| one()).sum()
    });
}

fn scan(rounds: &mut Rounds) {
    let reply = wire::reply(rounds.name(), rounds.size());
    rounds.run(|count| (0..count).map(|_| Scan(black_box(&reply)).sum()).sum());
}

fn encode_set(rounds: &mut Rounds) {
    let (command, mut wire) = (wire::command(&["SET", KEY, VALUE]), Vec::new());
    encode(rounds, &command, &mut wire);
}

fn encode_mset(rounds: &mut Rounds) {
    let keys = work::numbers(rounds.size());
    let words: Vec<_> = ["MSET"].into_iter().chain(keys.iter().flat_map(|key| [key.as_str(), VALUE])).collect();
    let (command, mut wire) = (wire::command(&words), Vec::new());
    encode(rounds, &command, &mut wire);
}

/// Copies bytes that were made before.
fn encode(rounds: &mut Rounds, command: &[u8], wire: &mut Vec<u8>) {
    rounds.run(|count| {
        let mut sum = 0;
        for _ in 0..count {
            wire.clear();
            wire.extend_from_slice(black_box(command));
            sum += black_box(&*wire).len() as u64;
        }
        sum
    });
}

fn pubsub(rounds: &mut Rounds) {
    let (mut raw, mut publisher) = (open(rounds), Publisher::open(rounds.url()));
    let subscribed = raw.length(&wire::command(&["SUBSCRIBE", publisher.channel()]));
    assert!(subscribed > 0);
    let message = wire::command(&["message", publisher.channel(), PAYLOAD]).len();
    rounds.run_prepared(
        |count| publisher.publish(count),
        |count, ()| {
            let mut sum = 0;
            for start in (0..count).step_by(BUFFER / message) {
                let some = (count - start).min(BUFFER / message);
                raw.receive(some * message);
                let mut scan = Scan(&raw.buffer);
                for _ in 0..some {
                    scan.header();
                    scan.bulk();
                    scan.bulk();
                    sum += work::of_bytes(scan.bulk().unwrap());
                }
            }
            sum
        },
    );
}

fn connections(rounds: &mut Rounds) {
    let command = wire::command(&["GET", KEY]);
    let mut all: Vec<_> = (0..rounds.size()).map(|_| open(rounds)).collect();
    rounds.run(|count| {
        let mut sum = 0;
        for _ in 0..count {
            sum += all.iter_mut().map(|raw| get_once(raw, &command)).sum::<u64>();
        }
        sum
    });
}

fn connect(rounds: &mut Rounds) {
    let (size, url, command) = (rounds.size(), rounds.url().to_owned(), wire::command(&["GET", KEY]));
    rounds.run(|count| {
        let mut sum = 0;
        for _ in 0..count {
            let mut all: Vec<_> = (0..size).map(|_| Raw::open(&url)).collect();
            sum += all.iter_mut().map(|raw| get_once(raw, &command)).sum::<u64>();
        }
        sum
    });
}

/// What is still to be looked at.
struct Scan<'a>(&'a [u8]);

enum Tree {
    Bulk(Vec<u8>),
    Integer(i64),
    Array(Vec<Tree>),
    Null,
}

impl<'a> Scan<'a> {
    /// The number behind a type's byte.
    #[inline]
    fn header(&mut self) -> i64 {
        let mut at = 1;
        let negative = self.0[at] == b'-';
        at += usize::from(negative);
        let mut number = 0;
        while self.0[at] != b'\r' {
            number = number * 10 + i64::from(self.0[at] - b'0');
            at += 1;
        }
        self.0 = &self.0[at + 2..];
        if negative { -number } else { number }
    }

    #[inline]
    fn bulk(&mut self) -> Option<&'a [u8]> {
        let len = usize::try_from(self.header()).ok()?;
        let (bulk, rest) = self.0.split_at(len);
        self.0 = &rest[2..];
        Some(bulk)
    }

    fn tree(&mut self) -> Tree {
        match self.0[0] {
            b'$' => self.bulk().map_or(Tree::Null, |bulk| Tree::Bulk(bulk.to_vec())),
            b':' => Tree::Integer(self.header()),
            _ => Tree::Array((0..self.header()).map(|_| self.tree()).collect()),
        }
    }

    /// Sums up all that comes, without keeping it.
    fn sum(&mut self) -> u64 {
        let mut sum = 0;
        while let Some(&kind) = self.0.first() {
            match kind {
                b'$' => sum += self.bulk().map_or(0, |bulk| bulk.len() as u64),
                b':' => sum += self.header() as u64,
                _ => drop(self.header()),
            }
        }
        sum
    }

    /// Whether there is a whole reply.
    fn whole(&mut self) -> bool {
        if !self.0.contains(&b'\n') {
            return false;
        }
        match self.0[0] {
            b'*' => (0..self.header()).all(|_| self.whole()),
            b'$' => {
                let len = self.header() as usize + 2;
                let there = self.0.len() >= len;
                self.0 = &self.0[len.min(self.0.len())..];
                there
            }
            _ => {
                self.header();
                true
            }
        }
    }
}

fn integer(digits: &[u8]) -> i64 {
    digits.iter().fold(0, |number, digit| number * 10 + i64::from(digit - b'0'))
}
