//! A second decoder, written for obviousness: recursive, over all bytes at once, sharing no code with the core's.
//!
//! It says what [`picoredis_core`] must say of the same bytes, down to the kind and the offset of an error. The
//! rules are those of the specification, and of the table in `ARCHITECTURE.md` where peers differ.

use picoredis_core::decode::Limits;
use picoredis_core::error::ProtocolErrorKind as Kind;
use picoredis_core::event::{Aggregate, TextKind};

use super::outcome::{End, Outcome};
use super::value::Value;

/// Decodes all replies in `wire`, with at most `depth` aggregates in each other.
pub fn decode(wire: &[u8], limits: &Limits, depth: usize) -> Outcome {
    let mut oracle = Oracle { wire, at: 0, limits, depth };
    let mut replies = Vec::new();
    loop {
        if oracle.at == wire.len() {
            return Outcome { replies, end: End::Idle };
        }
        match oracle.value(0) {
            Ok(value) => replies.push(value),
            Err(end) => return Outcome { replies, end },
        }
    }
}

struct Oracle<'a> {
    wire: &'a [u8],
    at: usize,
    limits: &'a Limits,
    depth: usize,
}

/// The number in the header of a string or aggregate.
enum Length {
    Null,
    Streamed,
    Known(u64),
}

type Decoded<T> = Result<T, End>;

impl Oracle<'_> {
    /// A value inside `depth` aggregates.
    fn value(&mut self, depth: usize) -> Decoded<Value> {
        let start = self.at;
        match self.byte()? {
            b'_' => self.crlf().map(|()| Value::Null),
            b'#' => self.boolean(),
            b':' => self.integer(),
            b'+' => self.line(TextKind::Simple),
            b'-' => self.line(TextKind::Error),
            b'(' => self.line(TextKind::BigNumber),
            b',' => self.line(TextKind::Double),
            b'$' => self.bulk(),
            b'!' => self.bulk_error(),
            b'=' => self.verbatim(),
            b'*' => self.aggregate(Aggregate::Array, depth),
            b'%' => self.aggregate(Aggregate::Map, depth),
            b'~' => self.aggregate(Aggregate::Set, depth),
            b'>' if depth == 0 => self.aggregate(Aggregate::Push, depth),
            b'|' => self.attributed(depth),
            b'>' | b'.' | b';' => Err(error(Kind::Nesting, start)),
            _ => Err(error(Kind::UnknownType, start)),
        }
    }

    fn boolean(&mut self) -> Decoded<Value> {
        let start = self.at;
        let truth = match self.byte()? {
            b't' => true,
            b'f' => false,
            _ => return Err(error(Kind::Value, start)),
        };
        self.crlf()?;
        Ok(Value::Boolean(truth))
    }

    fn integer(&mut self) -> Decoded<Value> {
        let start = self.at;
        let negative = self.peek()? == b'-';
        if matches!(self.peek()?, b'-' | b'+') {
            self.at += 1;
            self.within_line(start)?;
        }
        let most = if negative { 1 << 63 } else { i64::MAX as u64 };
        let magnitude = i128::from(self.digits(start, most)?);
        self.crlf()?;
        let number = if negative { -magnitude } else { magnitude };
        Ok(Value::Integer(i64::try_from(number).expect("`digits` has kept to the range")))
    }

    /// At least one digit, up to the CR. The line began at `line`.
    fn digits(&mut self, line: usize, most: u64) -> Decoded<u64> {
        let first = self.at;
        let mut number: u64 = 0;
        loop {
            match self.peek()? {
                digit @ b'0'..=b'9' => {
                    let grown = u128::from(number) * 10 + u128::from(digit - b'0');
                    number = u64::try_from(grown).map_err(|_| error(Kind::Overflow, self.at))?;
                    if number > most {
                        return Err(error(Kind::Overflow, self.at));
                    }
                }
                b'\r' if self.at > first => return Ok(number),
                b'\n' if self.at > first => return Err(error(Kind::Terminator, self.at)),
                _ => return Err(error(Kind::Number, self.at)),
            }
            self.at += 1;
            self.within_line(line)?;
        }
    }

    fn line(&mut self, kind: TextKind) -> Decoded<Value> {
        let start = self.at;
        loop {
            let line = &self.wire[start..self.at];
            match self.peek()? {
                b'\r' if is_complete(kind, line) => break,
                b'\n' if is_complete(kind, line) => return Err(error(Kind::Terminator, self.at)),
                _ if !can_begin(kind, &self.wire[start..=self.at]) => return Err(error(Kind::Value, self.at)),
                _ => self.at += 1,
            }
            self.within_line(start)?;
        }
        let data = &self.wire[start..self.at];
        self.crlf()?;
        Ok(Value::text(kind, data))
    }

    fn bulk(&mut self) -> Decoded<Value> {
        match self.length(true, true)? {
            Length::Null => self.crlf().map(|()| Value::Null),
            Length::Streamed => self.chunks(),
            Length::Known(length) => {
                self.limit(length, self.limits.bulk as u64)?;
                self.crlf()?;
                Ok(Value::text(TextKind::Bulk, self.payload(length)?))
            }
        }
    }

    fn chunks(&mut self) -> Decoded<Value> {
        self.crlf()?;
        let mut data = Vec::new();
        loop {
            if self.peek()? != b';' {
                return Err(error(Kind::Nesting, self.at));
            }
            self.at += 1;
            let length = self.plain_length()?;
            self.limit(length.saturating_add(data.len() as u64), self.limits.bulk as u64)?;
            self.crlf()?;
            if length == 0 {
                return Ok(Value::Text { kind: TextKind::Bulk, data, streamed: true });
            }
            data.extend(self.payload(length)?);
        }
    }

    fn bulk_error(&mut self) -> Decoded<Value> {
        let length = self.plain_length()?;
        self.limit(length, self.limits.bulk as u64)?;
        self.crlf()?;
        Ok(Value::text(TextKind::BulkError, self.payload(length)?))
    }

    fn verbatim(&mut self) -> Decoded<Value> {
        let length = self.plain_length()?;
        if length < 4 {
            return Err(error(Kind::Value, self.at));
        }
        self.limit(length - 4, self.limits.bulk as u64)?;
        self.crlf()?;
        let format = [self.byte()?, self.byte()?, self.byte()?];
        if self.peek()? != b':' {
            return Err(error(Kind::Value, self.at));
        }
        self.at += 1;
        Ok(Value::text(TextKind::Verbatim(format), self.payload(length - 4)?))
    }

    fn aggregate(&mut self, kind: Aggregate, depth: usize) -> Decoded<Value> {
        let length = self.length(kind == Aggregate::Array, kind != Aggregate::Push)?;
        if let Length::Null = length {
            return self.crlf().map(|()| Value::Null);
        }
        if depth == self.depth {
            return Err(error(Kind::Depth, self.at));
        }
        match length {
            Length::Known(length) => {
                let items = self.items(kind, length, depth)?;
                Ok(Value::Aggregate { kind, items, streamed: false })
            }
            _ => {
                self.crlf()?;
                let items = self.streamed_items(kind, depth)?;
                Ok(Value::Aggregate { kind, items, streamed: true })
            }
        }
    }

    /// The elements of an aggregate, in which pairs count as two, from the CR of its header.
    fn items(&mut self, kind: Aggregate, length: u64, depth: usize) -> Decoded<Vec<Value>> {
        let pairs = matches!(kind, Aggregate::Map | Aggregate::Attribute);
        let count = if pairs { length.saturating_mul(2) } else { length };
        self.limit(count, u64::from(self.limits.aggregate))?;
        self.crlf()?;
        (0..count).map(|_| self.value(depth + 1)).collect()
    }

    fn streamed_items(&mut self, kind: Aggregate, depth: usize) -> Decoded<Vec<Value>> {
        let mut items = Vec::new();
        while self.peek()? != b'.' {
            items.push(self.value(depth + 1)?);
            if kind == Aggregate::Map {
                items.push(self.value(depth + 1)?);
            }
        }
        self.at += 1;
        self.crlf()?;
        Ok(items)
    }

    fn attributed(&mut self, depth: usize) -> Decoded<Value> {
        let length = self.plain_length()?;
        if depth == self.depth {
            return Err(error(Kind::Depth, self.at));
        }
        let attributes = self.items(Aggregate::Attribute, length, depth)?;
        Ok(Value::Attributed { attributes, value: Box::new(self.value(depth)?) })
    }

    /// A length that can be neither null nor streamed, up to its CR.
    fn plain_length(&mut self) -> Decoded<u64> {
        match self.length(false, false)? {
            Length::Known(length) => Ok(length),
            Length::Null | Length::Streamed => unreachable!("not asked for"),
        }
    }

    /// A length, up to its CR.
    fn length(&mut self, may_be_null: bool, may_be_streamed: bool) -> Decoded<Length> {
        let start = self.at;
        match self.peek()? {
            b'?' if may_be_streamed => {
                self.at += 1;
                self.within_line(start)?;
                self.end_of_length(Length::Streamed, Kind::Number)
            }
            b'-' if may_be_null => {
                self.at += 1;
                self.within_line(start)?;
                self.one()?;
                self.within_line(start)?;
                let too_negative = if self.peek()?.is_ascii_digit() { Kind::Length } else { Kind::Number };
                self.end_of_length(Length::Null, too_negative)
            }
            b'-' => Err(error(Kind::Length, start)),
            _ => self.digits(start, u64::MAX).map(Length::Known),
        }
    }

    /// The only digit that may follow the minus of a length.
    fn one(&mut self) -> Decoded<()> {
        match self.peek()? {
            b'1' => self.at += 1,
            b'0'..=b'9' => return Err(error(Kind::Length, self.at)),
            _ => return Err(error(Kind::Number, self.at)),
        }
        Ok(())
    }

    fn end_of_length(&self, length: Length, otherwise: Kind) -> Decoded<Length> {
        match self.peek()? {
            b'\r' => Ok(length),
            b'\n' => Err(error(Kind::Terminator, self.at)),
            _ => Err(error(otherwise, self.at)),
        }
    }

    /// Sizes are judged where the CR shows that the number is whole.
    fn limit(&self, size: u64, limit: u64) -> Decoded<()> {
        if size > limit { Err(error(Kind::Limit, self.at)) } else { Ok(()) }
    }

    /// The line that began at `start` has just grown by one byte.
    fn within_line(&self, start: usize) -> Decoded<()> {
        if self.at - start > self.limits.line as usize { Err(error(Kind::Limit, self.at - 1)) } else { Ok(()) }
    }

    fn payload(&mut self, length: u64) -> Decoded<Vec<u8>> {
        let rest = &self.wire[self.at..];
        let length = usize::try_from(length).map_err(|_| End::Incomplete)?;
        let data = rest.get(..length).ok_or(End::Incomplete)?;
        self.at += length;
        self.crlf()?;
        Ok(data.to_vec())
    }

    fn crlf(&mut self) -> Decoded<()> {
        for expected in *b"\r\n" {
            if self.peek()? != expected {
                return Err(error(Kind::Terminator, self.at));
            }
            self.at += 1;
        }
        Ok(())
    }

    fn byte(&mut self) -> Decoded<u8> {
        let byte = self.peek()?;
        self.at += 1;
        Ok(byte)
    }

    fn peek(&self) -> Decoded<u8> {
        self.wire.get(self.at).copied().ok_or(End::Incomplete)
    }
}

fn error(kind: Kind, at: usize) -> End {
    End::Error { kind, offset: at as u64 }
}

/// Whether a line of this kind may end after `text`.
fn is_complete(kind: TextKind, text: &[u8]) -> bool {
    let text = str::from_utf8(text).unwrap_or("not a number");
    match kind {
        TextKind::BigNumber => {
            let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
            !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
        }
        TextKind::Double => text.parse::<f64>().is_ok(),
        _ => true,
    }
}

/// Whether anything can follow `text` that makes a line of this kind of it.
fn can_begin(kind: TextKind, text: &[u8]) -> bool {
    is_complete(kind, text)
        || is_complete(kind, &[text, b"0"].concat())
        || (kind == TextKind::Double && begins_word(text))
}

fn begins_word(text: &[u8]) -> bool {
    let text = text.to_ascii_lowercase();
    let unsigned = text.strip_prefix(b"+").or(text.strip_prefix(b"-")).unwrap_or(&text);
    ["infinity", "nan"].iter().any(|word| word.as_bytes().starts_with(unsigned))
}
