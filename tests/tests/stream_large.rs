//! A gibibyte to the server and back, with the memory that it takes counted.

use std::convert::Infallible;
use std::time::Duration;

use picoredis::decode::Limits;
use picoredis::{Redis, cmd, embedded_io};
use picoredis_tests::memory::{Counting, peak_during};
use picoredis_tests::server::{Server, binaries};

#[global_allocator]
static MEMORY: Counting = Counting;

const LEN: u64 = 1 << 30;
/// As much as the connection itself has, and little more.
const LITTLE: usize = 1 << 10;

/// A value that repeats itself, but never at a power of two.
struct Pattern([u8; 65_521]);

impl Pattern {
    fn new() -> Self {
        Pattern(std::array::from_fn(|index| (index * 7 + index / 251) as u8))
    }

    /// The bytes from there on: as many as there are before it begins anew, and at the most `len`.
    fn from(&self, at: u64, len: usize) -> &[u8] {
        let rest = &self.0[(at % self.0.len() as u64) as usize..];
        &rest[..len.min(rest.len())]
    }
}

/// Gives the pattern, without an end.
struct PatternReader<'a> {
    pattern: &'a Pattern,
    at: u64,
}

impl embedded_io::ErrorType for PatternReader<'_> {
    type Error = Infallible;
}

impl embedded_io::Read for PatternReader<'_> {
    fn read(&mut self, memory: &mut [u8]) -> Result<usize, Infallible> {
        let bytes = self.pattern.from(self.at, memory.len());
        memory[..bytes.len()].copy_from_slice(bytes);
        self.at += bytes.len() as u64;
        Ok(bytes.len())
    }
}

/// Opens a connection to a server that takes a gibibyte in one piece.
fn connect(server: &Server) -> Redis {
    let limits = Limits { bulk: LEN as usize, ..Limits::DEFAULT };
    // The server, too, has to copy it.
    Redis::builder().port(server.port()).limits(limits).timeout(Duration::from_secs(60)).connect().unwrap()
}

#[test]
fn a_gibibyte_in_little_memory() {
    let binary = binaries().into_iter().next().expect("`cargo xtask servers` fetches a server");
    let settings = ["--proto-max-bulk-len", "2gb", "--client-query-buffer-limit", "4gb"];
    let server = Server::start_with(&binary, &settings).unwrap();
    let mut redis = connect(&server);

    let pattern = Pattern::new();

    let ((), peak) = peak_during(|| {
        let reader = PatternReader { pattern: &pattern, at: 0 };
        assert!(redis.run_from(cmd::set("large", ()), LEN, reader, ()).unwrap());
    });
    assert!(peak <= LITTLE, "{peak} bytes to send it");
    assert_eq!(redis.strlen("large").unwrap() as u64, LEN);

    let ((), peak) = peak_during(|| {
        let mut reply = redis.stream(cmd::get("large")).unwrap();
        let mut string = reply.string().unwrap().unwrap();
        assert_eq!(string.len(), Some(LEN as usize));
        let mut at = 0;
        while let Some(mut piece) = string.piece().unwrap() {
            while !piece.is_empty() {
                let expected = pattern.from(at, piece.len());
                assert!(piece[..expected.len()] == *expected, "after {at} bytes");
                at += expected.len() as u64;
                piece = &piece[expected.len()..];
            }
        }
        assert_eq!(at, LEN);
    });
    assert!(peak <= LITTLE, "{peak} bytes to receive it");
    assert_eq!(redis.ping().unwrap(), "PONG");
}
