//! Commands one after the other out of a stream of bytes, each plain or as the protocol has it.

use std::io::{self, BufRead, BufReader, Read};

use picoredis::decode::Decoder;
use picoredis::event::{Aggregate, Event, TextKind};

use crate::words::{self, Words};

/// How much is read in one go.
const PIECE: usize = 64 << 10;

/// Of a depth that no command has; but it is that of connections, so that the program has one decoder.
type CommandDecoder = Decoder<128>;

const NO_COMMAND: &str = "a command is an array of bulk strings";

/// The commands in `input`.
pub(super) struct Commands<R> {
    input: BufReader<R>,
    /// Bytes that were read.
    read: u64,
}

impl<R: Read> Commands<R> {
    pub(super) fn new(input: R) -> Self {
        Commands { input: BufReader::with_capacity(PIECE, input), read: 0 }
    }

    /// Whether the next command may have to be waited for.
    pub(super) fn would_wait(&self) -> bool {
        self.input.buffer().is_empty()
    }

    /// How many bytes were read so far.
    pub(super) fn read(&self) -> u64 {
        self.read
    }

    /// The next command; `None` after the last.
    ///
    /// # Errors
    ///
    /// The input cannot be read, or what stands there is no command.
    pub(super) fn next(&mut self) -> io::Result<Option<Words>> {
        loop {
            let words = match self.fill()?.first() {
                None => return Ok(None),
                Some(b'*') => self.protocol()?,
                Some(_) => self.line()?,
            };
            // A server answers nothing to an empty line.
            if !words.is_empty() {
                return Ok(Some(words));
            }
        }
    }

    /// What can be read; empty at the end.
    fn fill(&mut self) -> io::Result<&[u8]> {
        loop {
            match self.input.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
                Ok(_) => break,
            }
        }
        self.input.fill_buf()
    }

    fn line(&mut self) -> io::Result<Words> {
        let mut line = Vec::new();
        let begin = self.read;
        self.read += self.input.read_until(b'\n', &mut line)? as u64;
        words::split(&line).map_err(|_| invalid(begin, "quotes do not balance"))
    }

    /// `*2\r\n$3\r\nGET\r\n$3\r\nfoo\r\n`
    fn protocol(&mut self) -> io::Result<Words> {
        let begin = self.read;
        let mut decoder = CommandDecoder::new();
        let mut words = Words::new();
        loop {
            let piece = self.fill()?;
            if piece.is_empty() {
                return Err(invalid(begin, "the last command is not whole"));
            }
            let mut rest = piece;
            let ends = decode(&mut decoder, &mut rest, &mut words);
            let taken = piece.len() - rest.len();
            self.input.consume(taken);
            self.read += taken as u64;
            if ends.ok_or_else(|| invalid(begin, NO_COMMAND))? {
                return Ok(words);
            }
        }
    }
}

/// Adds what stands in `piece` to the words of a command: whether it ends there. That is known without a byte of what
/// follows, which may never come. `None`: that is no command.
fn decode(decoder: &mut CommandDecoder, piece: &mut &[u8], words: &mut Words) -> Option<bool> {
    while let Some(event) = decoder.next(piece).ok()? {
        if decoder.depth() > 1 || !take(event, words) {
            return None;
        }
        if decoder.is_idle() {
            return Some(true);
        }
    }
    Some(false)
}

/// Adds what an event says to the words of a command. `false`: that is no command.
fn take(event: Event<'_>, words: &mut Words) -> bool {
    match event {
        Event::Begin(Aggregate::Array, Some(_)) | Event::End => true,
        Event::Text(text) if text.kind == TextKind::Bulk => {
            if text.first {
                words.push(Vec::new());
            }
            if let Some(word) = words.last_mut() {
                word.extend_from_slice(text.data);
            }
            true
        }
        _ => false,
    }
}

fn invalid(at: u64, why: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("standard input, at byte {at}: {why}"))
}

#[cfg(test)]
mod tests {
    use super::Commands;
    use std::io::BufReader;

    fn commands(input: &str, capacity: usize) -> Result<Vec<String>, String> {
        let mut commands = Commands { input: BufReader::with_capacity(capacity, input.as_bytes()), read: 0 };
        let mut all = Vec::new();
        while let Some(words) = commands.next().map_err(|error| error.to_string())? {
            all.push(words.iter().map(|word| word.escape_ascii().to_string()).collect::<Vec<_>>().join("|"));
        }
        assert_eq!(commands.read(), input.len() as u64);
        Ok(all)
    }

    #[test]
    fn plain_lines_and_protocol_may_be_mixed() {
        let input = "SET a \"b c\"\r\n\n*2\r\n$4\r\nECHO\r\n$4\r\nx\r\ny\r\n*0\r\n  PING\n*1\r\n$4\r\nPING\r\nGET a";
        for capacity in 1..=input.len() {
            let expected = ["SET|a|b c", "ECHO|x\\r\\ny", "PING", "PING", "GET|a"];
            assert_eq!(commands(input, capacity).unwrap(), expected, "in pieces of {capacity}");
        }
    }

    #[test]
    fn the_last_command_may_be_protocol() {
        let input = "*1\r\n$4\r\nPING\r\n*2\r\n$3\r\nGET\r\n$1\r\na\r\n";
        for capacity in 1..=input.len() {
            assert_eq!(commands(input, capacity).unwrap(), ["PING", "GET|a"], "in pieces of {capacity}");
        }
    }

    #[test]
    fn what_is_no_command_is_said() {
        let says = |input, why: &str| {
            assert_eq!(commands(input, 100), Err(format!("standard input, at byte {why}")), "{input}");
        };
        says("PING\nECHO 'x\n", "5: quotes do not balance");
        says("PING\n*2\r\n$4\r\nECHO\r\n", "5: the last command is not whole");
        says("*1\r\n:1\r\n", "0: a command is an array of bulk strings");
        says("*1\r\n*1\r\n$1\r\na\r\n", "0: a command is an array of bulk strings");
    }
}
