//! Bytes to events: RESP2 and RESP3, strict, bounded, resumable at every byte.
//!
//! The decoder is a small machine over the caller's bytes. It buffers nothing: what it must remember between two
//! calls is where it stands in the current token and how many elements each open aggregate still lacks. No byte is
//! consumed twice, and at most the few digits of a header that is cut are looked at twice, so decoding is linear however
//! the input is cut.
//!
//! ```
//! use picoredis_core::decode::Decoder;
//! use picoredis_core::event::{Aggregate, Event};
//!
//! let mut decoder: Decoder = Decoder::new();
//! let mut input: &[u8] = b"*2\r\n:1\r\n:2";
//! assert_eq!(decoder.next(&mut input), Ok(Some(Event::Begin(Aggregate::Array, Some(2)))));
//! assert_eq!(decoder.next(&mut input), Ok(Some(Event::Integer(1))));
//! assert_eq!(decoder.next(&mut input), Ok(None)); // the rest is yet to come
//! let mut input: &[u8] = b"\r\n";
//! assert_eq!(decoder.next(&mut input), Ok(Some(Event::Integer(2))));
//! assert_eq!(decoder.next(&mut input), Ok(Some(Event::End)));
//! assert!(decoder.is_idle());
//! ```
//!
//! Source: the [protocol specification](https://redis.io/docs/latest/develop/reference/protocol-spec/).

use crate::error::{Expected, Fault, ProtocolError, ProtocolErrorKind};
use crate::event::{Aggregate, Event, Text, TextKind};
use crate::number::FloatGrammar;

/// How much the decoder takes from a peer before it calls it an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes in one bulk string, bulk error, verbatim or streamed string. 512 MiB, Redis' own limit.
    pub bulk: u64,
    /// Elements in one aggregate; a pair counts as two. 2^31 - 4, the most that can be told.
    pub aggregate: u32,
    /// Bytes in one line: a simple string, an error, a number. 64 KiB.
    pub line: u32,
}

impl Limits {
    /// The limits of a decoder made by [`Decoder::new`].
    pub const DEFAULT: Limits = Limits { bulk: 512 << 20, aggregate: MOST, line: 64 << 10 };
}

impl Default for Limits {
    fn default() -> Self {
        Self::DEFAULT
    }
}

/// The decoder: feed it bytes, it says [`Event`]s.
///
/// `DEPTH` is how many aggregates may stand inside each other, 255 at the most. At 32 the whole state takes
/// 192 bytes; each level more costs 4.
#[derive(Clone, Debug)]
pub struct Decoder<const DEPTH: usize = 32> {
    /// Bytes consumed since `new`.
    offset: u64,
    /// The number being read; then the payload bytes that are still to come.
    number: u64,
    /// The announced length of the current string; of a streamed one, that of all its chunks so far.
    total: u64,
    limits: Limits,
    /// Bytes of the current line so far.
    line: u32,
    /// What each open aggregate, outermost first, still lacks: a count, or one of the three `STREAM` values; with
    /// `ATTRIBUTE` set in an attribute. Only the first `depth` of them mean anything.
    open: [u32; DEPTH],
    depth: u8,
    state: State,
    /// What is being read. Means something in every state but `Value`.
    token: Token,
    /// Of the current number, whether a sign, a digit, or `?` has been seen.
    minus: bool,
    digits: bool,
    streamed: bool,
    /// No piece of the current string has been emitted yet.
    first: bool,
    /// An attribute has ended and the value that it describes has not begun.
    described: bool,
    double: FloatGrammar,
    format: [u8; 3],
    /// Why the state is `Failed`.
    fault: Fault,
}

const _: () = assert!(size_of::<Decoder<32>>() <= 192, "the documentation of Decoder tells its size");

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// A type byte comes, or the end of the innermost aggregate.
    Value,
    /// The digits of an integer, a length or a count.
    Number,
    /// The `t` or `f` of a boolean.
    Boolean,
    /// The `xxx:` of a verbatim string.
    Format,
    /// The bytes of a simple string, error, double or big number.
    Line,
    /// `number` more bytes of a payload.
    Payload,
    /// The `;` of the next chunk of a streamed string.
    Chunk,
    /// The CR of a token that has neither digits nor a text.
    Cr,
    /// The LF of a token.
    Lf,
    /// The CR after a payload, and then its LF.
    PayloadCr,
    PayloadLf,
    /// A protocol error was found; there is no way on.
    Failed,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token {
    Null,
    Boolean,
    Integer,
    Line(TextKind),
    Bulk,
    BulkError,
    Verbatim,
    /// A chunk of a streamed string.
    Chunk,
    Aggregate(Aggregate),
    /// The `.` that ends a streamed aggregate.
    Dot,
}

/// An event, or `None` where the input is used up.
type Next<'a> = Result<Option<Event<'a>>, Fault>;

/// Marks an attribute in `open`.
const ATTRIBUTE: u32 = 1 << 31;
/// A streamed array or set.
const STREAM: u32 = ATTRIBUTE - 1;
/// A streamed map of which a key or the end comes next.
const STREAM_KEY: u32 = ATTRIBUTE - 2;
/// A streamed map of which a value comes next.
const STREAM_VALUE: u32 = ATTRIBUTE - 3;
/// A number that one more digit cannot make too large.
const FAR_FROM_OVERFLOW: u64 = i64::MAX as u64 / 100;
/// The largest count.
const MOST: u32 = ATTRIBUTE - 4;

impl<const DEPTH: usize> Default for Decoder<DEPTH> {
    fn default() -> Self {
        Self::new()
    }
}

impl<const DEPTH: usize> Decoder<DEPTH> {
    /// A decoder that stands before the first reply.
    pub const fn new() -> Self {
        Self::with_limits(Limits::DEFAULT)
    }

    /// The same with limits of the caller's choice.
    pub const fn with_limits(limits: Limits) -> Self {
        const { assert!(DEPTH <= 255, "a decoder nests 255 levels at the most") };
        Decoder {
            offset: 0,
            number: 0,
            total: 0,
            limits,
            line: 0,
            open: [0; DEPTH],
            depth: 0,
            state: State::Value,
            token: Token::Null,
            minus: false,
            digits: false,
            streamed: false,
            first: true,
            described: false,
            double: FloatGrammar::new(),
            format: [0; 3],
            fault: Fault::new(ProtocolErrorKind::UnknownType, Expected::Type),
        }
    }

    /// The next event.
    ///
    /// `input` is advanced past the bytes that were read. `None` means that all of it was read and that more is
    /// needed: call again with the bytes that follow.
    ///
    /// # Errors
    ///
    /// The peer violated the protocol. Nobody can know where the next reply begins, so every further call gives the
    /// same error.
    #[inline]
    pub fn next<'a>(&mut self, input: &mut &'a [u8]) -> Result<Option<Event<'a>>, ProtocolError> {
        match self.whole(input) {
            Some(event) => Ok(Some(event)),
            None if input.is_empty() && self.state != State::Failed && !self.may_close() => Ok(None),
            None => self.step(input),
        }
    }

    /// Whether the innermost aggregate lacks nothing any more: its end is an event without a byte.
    #[inline]
    fn may_close(&self) -> bool {
        self.top().is_some_and(|lacks| lacks & !ATTRIBUTE == 0)
    }

    /// The short cut for what most of a large reply is made of: an integer or a bulk string that is whole in the input.
    /// It takes a whole token or nothing; all that is rare, cut or wrong is left to the states.
    #[inline]
    fn whole<'a>(&mut self, input: &mut &'a [u8]) -> Option<Event<'a>> {
        let [kind @ (b'$' | b':'), rest @ ..] = *input else { return None };
        if self.state != State::Value || self.limits.line < SMALL {
            return None;
        }
        let lacks = self.open.get_mut(usize::from(self.depth).wrapping_sub(1));
        if lacks.as_ref().is_some_and(|lacks| !(1..=MOST).contains(*lacks)) {
            return None;
        }
        let (number, rest) = small_number(rest)?;
        let (event, rest) = if *kind == b':' {
            (Event::Integer(number as i64), rest)
        } else {
            if number > self.limits.bulk {
                return None;
            }
            let (data, rest) = rest.split_at_checked(number as usize)?;
            let [b'\r', b'\n', rest @ ..] = rest else { return None };
            let text = Text { kind: TextKind::Bulk, data, len: Some(number), first: true, last: true };
            (Event::Text(text), rest)
        };
        if let Some(lacks) = lacks {
            *lacks = lacks.wrapping_sub(1);
        }
        self.described = false;
        self.offset = self.offset.wrapping_add(input.len().wrapping_sub(rest.len()) as u64);
        *input = rest;
        Some(event)
    }

    #[inline(never)]
    fn step<'a>(&mut self, input: &mut &'a [u8]) -> Result<Option<Event<'a>>, ProtocolError> {
        let before = input.len();
        let outcome = self.advance(input);
        let read = before.wrapping_sub(input.len());
        self.offset = self.offset.wrapping_add(read as u64);
        outcome.map_err(|fault| self.fail(fault))
    }

    /// Whether the decoder stands between two replies.
    #[inline]
    pub const fn is_idle(&self) -> bool {
        matches!(self.state, State::Value) && self.depth == 0 && !self.described
    }

    /// How many aggregates are open.
    #[inline]
    pub const fn depth(&self) -> usize {
        self.depth as usize
    }

    /// How many bytes have been read since `new`.
    pub const fn offset(&self) -> u64 {
        self.offset
    }

    #[cold]
    fn fail(&mut self, fault: Fault) -> ProtocolError {
        self.state = State::Failed;
        self.fault = fault;
        ProtocolError::new(fault, self.offset)
    }

    /// Takes the token up where the last call left it. Within a call, each state's function calls the next one's.
    fn advance<'a>(&mut self, input: &mut &'a [u8]) -> Next<'a> {
        match self.state {
            State::Value => self.value(input),
            State::Number => self.number(input),
            State::Boolean => self.boolean(input),
            State::Format => self.format(input),
            State::Line => self.line(input),
            State::Payload => self.payload(input),
            State::Chunk => self.chunk(input),
            State::Cr => self.cr(input),
            State::Lf => self.lf(input),
            State::PayloadCr => self.payload_cr(input),
            State::PayloadLf => self.payload_lf(input),
            State::Failed => Err(self.fault),
        }
    }

    // The states, in the order in which tokens run through them.

    fn value<'a>(&mut self, input: &mut &'a [u8]) -> Next<'a> {
        if self.may_close() {
            return Ok(Some(self.close()));
        }
        let Some((&byte, rest)) = input.split_first() else { return Ok(None) };
        self.token = match byte {
            b'$' => Token::Bulk,
            b':' => Token::Integer,
            b'*' => Token::Aggregate(Aggregate::Array),
            b'%' => Token::Aggregate(Aggregate::Map),
            b'~' => Token::Aggregate(Aggregate::Set),
            b'|' => Token::Aggregate(Aggregate::Attribute),
            b'>' if self.depth == 0 => Token::Aggregate(Aggregate::Push),
            b'=' => Token::Verbatim,
            b'!' => Token::BulkError,
            b'+' => Token::Line(TextKind::Simple),
            b'-' => Token::Line(TextKind::Error),
            b',' => Token::Line(TextKind::Double),
            b'(' => Token::Line(TextKind::BigNumber),
            b'#' => Token::Boolean,
            b'_' => Token::Null,
            b'.' if self.may_end() => Token::Dot,
            _ => return Err(self.no_value(byte)),
        };
        *input = rest;
        self.total = 0;
        self.first = true;
        self.begin_line();
        match self.token {
            Token::Line(_) => {
                self.double = FloatGrammar::new();
                self.line(input)
            }
            Token::Null | Token::Dot => self.cr(input),
            Token::Boolean => self.boolean(input),
            _ => self.number(input),
        }
    }

    fn begin_line(&mut self) {
        self.line = 0;
        self.number = 0;
        self.minus = false;
        self.digits = false;
        self.streamed = false;
    }

    /// Why `byte` begins no value here.
    #[cold]
    fn no_value(&self, byte: u8) -> Fault {
        let (kind, expected) = match byte {
            b'>' => (ProtocolErrorKind::Nesting, Expected::NoPush),
            b'.' if self.described => (ProtocolErrorKind::Nesting, Expected::Described),
            b'.' if self.top() == Some(STREAM_VALUE) => (ProtocolErrorKind::Nesting, Expected::MapValue),
            b'.' | b';' => (ProtocolErrorKind::Nesting, Expected::Type),
            _ => (ProtocolErrorKind::UnknownType, Expected::Type),
        };
        Fault::new(kind, expected).found(byte)
    }

    /// The digits of an integer, a length or a count.
    fn number<'a>(&mut self, input: &mut &'a [u8]) -> Next<'a> {
        self.state = State::Number;
        while let Some((&byte, rest)) = input.split_first() {
            if byte == b'\r' && (self.digits || self.streamed) {
                self.number_is_legal()?;
                *input = rest;
                return self.lf(input);
            }
            let digit = byte.wrapping_sub(b'0');
            if digit < 10 && !self.minus && !self.streamed && self.number < FAR_FROM_OVERFLOW {
                self.number = self.number.wrapping_mul(10).wrapping_add(digit.into());
                self.digits = true;
            } else {
                self.digit_or_mark(byte)?;
            }
            if self.line >= self.limits.line {
                return Err(Fault::new(ProtocolErrorKind::Limit, Expected::ShorterLine));
            }
            self.line = self.line.wrapping_add(1);
            *input = rest;
        }
        Ok(None)
    }

    /// Any byte of a number but its CR, with every check.
    #[cold]
    fn digit_or_mark(&mut self, byte: u8) -> Result<(), Fault> {
        if !byte.is_ascii_digit() || self.streamed {
            return self.mark(byte);
        }
        let integer = self.token == Token::Integer;
        if self.minus && !integer && (self.digits || byte != b'1') {
            return Err(Fault::new(ProtocolErrorKind::Length, Expected::MinusOne).found(byte));
        }
        let most = if integer { (i64::MAX as u64).wrapping_add(u64::from(self.minus)) } else { u64::MAX };
        let digit = u64::from(byte.wrapping_sub(b'0'));
        match self.number.checked_mul(10).and_then(|number| number.checked_add(digit)) {
            Some(number) if number <= most => self.number = number,
            _ => return Err(Fault::new(ProtocolErrorKind::Overflow, Expected::Range).found(byte)),
        }
        self.digits = true;
        Ok(())
    }

    /// A sign, or the `?` of a streamed value, at the beginning of a number.
    fn mark(&mut self, byte: u8) -> Result<(), Fault> {
        let begins = self.line == 0;
        let may_be_null = matches!(self.token, Token::Bulk | Token::Aggregate(Aggregate::Array));
        let may_stream = may_be_null || matches!(self.token, Token::Aggregate(Aggregate::Set | Aggregate::Map));
        let (kind, expected) = match byte {
            b'+' if begins && self.token == Token::Integer => return Ok(()),
            b'-' if begins && (may_be_null || self.token == Token::Integer) => {
                self.minus = true;
                return Ok(());
            }
            b'?' if begins && may_stream => {
                self.streamed = true;
                return Ok(());
            }
            b'-' if begins => (ProtocolErrorKind::Length, Expected::Digit),
            b'\n' if self.digits || self.streamed => (ProtocolErrorKind::Terminator, Expected::Cr),
            _ if self.streamed => (ProtocolErrorKind::Number, Expected::Cr),
            _ if self.digits => (ProtocolErrorKind::Number, Expected::DigitOrCr),
            _ => (ProtocolErrorKind::Number, Expected::Digit),
        };
        Err(Fault::new(kind, expected).found(byte))
    }

    /// Whether the number just read, whose CR comes next, may stand with its token.
    fn number_is_legal(&mut self) -> Result<(), Fault> {
        if self.token == Token::Integer || self.minus {
            return Ok(());
        }
        if let Token::Aggregate(kind) = self.token {
            if usize::from(self.depth) >= DEPTH {
                return Err(Fault::new(ProtocolErrorKind::Depth, Expected::Shallower));
            }
            let most = u64::from(self.limits.aggregate.min(MOST));
            return within(self.number.saturating_mul(elements_each(kind)), most);
        }
        if self.token == Token::Verbatim {
            let payload = self.number.checked_sub(4);
            self.total = payload.ok_or(Fault::new(ProtocolErrorKind::Value, Expected::Format))?;
        } else {
            // For the chunks of a streamed string these add up; for all else `total` was 0.
            self.total = self.total.saturating_add(self.number);
        }
        within(self.total, self.limits.bulk)
    }

    fn boolean<'a>(&mut self, input: &mut &'a [u8]) -> Next<'a> {
        self.state = State::Boolean;
        let Some((&byte, rest)) = input.split_first() else { return Ok(None) };
        if byte != b't' && byte != b'f' {
            return Err(Fault::new(ProtocolErrorKind::Value, Expected::Boolean).found(byte));
        }
        *input = rest;
        self.number = u64::from(byte == b't');
        self.cr(input)
    }

    /// The bytes of a simple string, error, double or big number: as many as are here, up to the CR.
    fn line<'a>(&mut self, input: &mut &'a [u8]) -> Next<'a> {
        self.state = State::Line;
        let Token::Line(kind) = self.token else { return Ok(None) };
        let len = self.line_length(kind, input);
        let (data, rest) = input.split_at_checked(len).unwrap_or((input, &[]));
        self.line_stays_within(input, len)?;
        *input = rest;
        match rest {
            [b'\r', b'\n', rest @ ..] if self.line_is_whole(kind) => {
                *input = rest;
                Ok(Some(self.last_piece(kind, data)))
            }
            [b'\r', rest @ ..] if self.line_is_whole(kind) => {
                *input = rest;
                self.state = State::Lf;
                if data.is_empty() { self.lf(input) } else { Ok(Some(self.piece(kind, data))) }
            }
            [bad, ..] if data.is_empty() => Err(self.bad_in_line(kind, *bad)),
            [] if data.is_empty() => Ok(None),
            // A bad byte is met again, as the first of the next call: what stands before it was good.
            _ => Ok(Some(self.piece(kind, data))),
        }
    }

    /// How many bytes at the front of `input` belong to the line.
    fn line_length(&mut self, kind: TextKind, input: &[u8]) -> usize {
        let stranger = match kind {
            TextKind::Double => input.iter().position(|&byte| !self.double_has(byte)),
            TextKind::BigNumber => input.iter().position(|&byte| !self.big_number_has(byte)),
            _ => input.iter().position(|&byte| byte == b'\r' || byte == b'\n'),
        };
        stranger.unwrap_or(input.len())
    }

    fn double_has(&mut self, byte: u8) -> bool {
        let mut grammar = self.double;
        let possible = grammar.push(byte);
        if possible {
            self.double = grammar;
        }
        possible
    }

    fn big_number_has(&mut self, byte: u8) -> bool {
        let sign = matches!(byte, b'+' | b'-') && !self.digits && !self.minus;
        self.minus |= sign;
        self.digits |= byte.is_ascii_digit();
        sign || byte.is_ascii_digit()
    }

    fn line_is_whole(&self, kind: TextKind) -> bool {
        match kind {
            TextKind::Double => self.double.complete(),
            TextKind::BigNumber => self.digits,
            _ => true,
        }
    }

    #[cold]
    fn bad_in_line(&self, kind: TextKind, byte: u8) -> Fault {
        let (kind, expected) = match kind {
            _ if byte == b'\n' && self.line_is_whole(kind) => (ProtocolErrorKind::Terminator, Expected::Cr),
            TextKind::Double => (ProtocolErrorKind::Value, Expected::Double),
            _ => (ProtocolErrorKind::Value, Expected::BigNumber),
        };
        Fault::new(kind, expected).found(byte)
    }

    /// Counts `len` bytes of `input` as read, or stops at the first byte too many.
    fn line_stays_within(&mut self, input: &mut &[u8], len: usize) -> Result<(), Fault> {
        let room = self.limits.line.saturating_sub(self.line) as usize;
        if len > room {
            *input = input.get(room..).unwrap_or_default();
            return Err(Fault::new(ProtocolErrorKind::Limit, Expected::ShorterLine));
        }
        self.line = self.line.wrapping_add(len as u32);
        Ok(())
    }

    fn cr<'a>(&mut self, input: &mut &'a [u8]) -> Next<'a> {
        self.state = State::Cr;
        if terminator(input, b'\r', Expected::Cr)? { self.lf(input) } else { Ok(None) }
    }

    /// The LF of a token: what was read of it is now known to be whole.
    fn lf<'a>(&mut self, input: &mut &'a [u8]) -> Next<'a> {
        self.state = State::Lf;
        if !terminator(input, b'\n', Expected::Lf)? {
            return Ok(None);
        }
        Ok(Some(match self.token {
            Token::Integer => self.scalar(Event::Integer(self.integer())),
            Token::Bulk | Token::Aggregate(_) if self.minus => self.scalar(Event::Null),
            Token::Bulk if self.streamed => return self.chunk(input),
            Token::Chunk if self.number == 0 => self.last_piece(TextKind::Bulk, &[]),
            Token::Bulk | Token::BulkError | Token::Chunk => return self.payload(input),
            Token::Verbatim => {
                self.line = 0;
                return self.format(input);
            }
            Token::Aggregate(kind) => self.open(kind),
            Token::Line(kind) => self.last_piece(kind, &[]),
            Token::Null => self.scalar(Event::Null),
            Token::Boolean => self.scalar(Event::Boolean(self.number != 0)),
            Token::Dot => self.close(),
        }))
    }

    fn integer(&self) -> i64 {
        let magnitude = self.number as i64;
        if self.minus { magnitude.wrapping_neg() } else { magnitude }
    }

    /// The `xxx:` before the payload of a verbatim string; `line` counts its bytes.
    fn format<'a>(&mut self, input: &mut &'a [u8]) -> Next<'a> {
        self.state = State::Format;
        while let Some((&byte, rest)) = input.split_first() {
            let place = self.format.get_mut(self.line as usize);
            if place.is_none() && byte != b':' {
                return Err(Fault::new(ProtocolErrorKind::Value, Expected::Format).found(byte));
            }
            *input = rest;
            self.line = self.line.wrapping_add(1);
            self.number = self.number.wrapping_sub(1);
            match place {
                Some(place) => *place = byte,
                None => return self.payload(input),
            }
        }
        Ok(None)
    }

    /// The `;` of the next chunk of a streamed string.
    fn chunk<'a>(&mut self, input: &mut &'a [u8]) -> Next<'a> {
        self.state = State::Chunk;
        if !terminator(input, b';', Expected::Chunk)? {
            return Ok(None);
        }
        self.token = Token::Chunk;
        self.begin_line();
        self.number(input)
    }

    fn payload<'a>(&mut self, input: &mut &'a [u8]) -> Next<'a> {
        self.state = State::Payload;
        let missing = usize::try_from(self.number).unwrap_or(usize::MAX);
        let Some((data, rest)) = input.split_at_checked(missing) else {
            let data = core::mem::take(input);
            self.number = self.number.wrapping_sub(data.len() as u64);
            return Ok(if data.is_empty() { None } else { Some(self.piece(self.payload_kind(), data)) });
        };
        if let ([b'\r', b'\n', rest @ ..], false) = (rest, self.token == Token::Chunk) {
            *input = rest;
            return Ok(Some(self.last_piece(self.payload_kind(), data)));
        }
        *input = rest;
        self.number = 0;
        self.state = State::PayloadCr;
        if data.is_empty() { self.payload_cr(input) } else { Ok(Some(self.piece(self.payload_kind(), data))) }
    }

    fn payload_cr<'a>(&mut self, input: &mut &'a [u8]) -> Next<'a> {
        self.state = State::PayloadCr;
        if terminator(input, b'\r', Expected::PayloadEnd)? { self.payload_lf(input) } else { Ok(None) }
    }

    fn payload_lf<'a>(&mut self, input: &mut &'a [u8]) -> Next<'a> {
        self.state = State::PayloadLf;
        if !terminator(input, b'\n', Expected::PayloadEnd)? {
            Ok(None)
        } else if self.token == Token::Chunk {
            self.chunk(input)
        } else {
            Ok(Some(self.last_piece(self.payload_kind(), &[])))
        }
    }

    fn payload_kind(&self) -> TextKind {
        match self.token {
            Token::BulkError => TextKind::BulkError,
            Token::Verbatim => TextKind::Verbatim(self.format),
            _ => TextKind::Bulk,
        }
    }

    // What the states end in.

    fn scalar<'a>(&mut self, event: Event<'a>) -> Event<'a> {
        self.value_ends();
        event
    }

    fn last_piece<'a>(&mut self, kind: TextKind, data: &'a [u8]) -> Event<'a> {
        self.value_ends();
        self.text(kind, data, true)
    }

    fn piece<'a>(&mut self, kind: TextKind, data: &'a [u8]) -> Event<'a> {
        self.text(kind, data, false)
    }

    fn text<'a>(&mut self, kind: TextKind, data: &'a [u8], last: bool) -> Event<'a> {
        let announced = matches!(self.token, Token::Bulk | Token::BulkError | Token::Verbatim) && !self.streamed;
        let len = if announced { Some(self.total) } else { None };
        let first = core::mem::replace(&mut self.first, false);
        Event::Text(Text { kind, data, len, first, last })
    }

    fn open<'a>(&mut self, kind: Aggregate) -> Event<'a> {
        let count = self.number as u32;
        let lacks = match kind {
            Aggregate::Map if self.streamed => STREAM_KEY,
            _ if self.streamed => STREAM,
            Aggregate::Map => count.wrapping_mul(2),
            Aggregate::Attribute => count.wrapping_mul(2) | ATTRIBUTE,
            _ => count,
        };
        if let Some(place) = self.open.get_mut(usize::from(self.depth)) {
            *place = lacks;
            self.depth = self.depth.wrapping_add(1);
        }
        self.state = State::Value;
        self.described = false;
        Event::Begin(kind, if self.streamed { None } else { Some(count) })
    }

    fn close<'a>(&mut self) -> Event<'a> {
        let attribute = self.top().is_some_and(|lacks| lacks & ATTRIBUTE != 0);
        self.depth = self.depth.wrapping_sub(1);
        if attribute {
            self.described = true;
        } else {
            self.value_ends();
        }
        Event::End
    }

    /// A value is whole: the aggregate around it lacks one element less.
    fn value_ends(&mut self) {
        self.state = State::Value;
        self.described = false;
        let innermost = usize::from(self.depth).wrapping_sub(1);
        if let Some(lacks) = self.open.get_mut(innermost) {
            *lacks = match *lacks {
                STREAM => STREAM,
                STREAM_KEY => STREAM_VALUE,
                STREAM_VALUE => STREAM_KEY,
                counted => counted.wrapping_sub(1),
            };
        }
    }

    /// What the innermost aggregate lacks.
    #[inline]
    fn top(&self) -> Option<u32> {
        self.open.get(usize::from(self.depth).wrapping_sub(1)).copied()
    }

    /// Whether a `.` may stand here.
    fn may_end(&self) -> bool {
        !self.described && matches!(self.top(), Some(STREAM | STREAM_KEY))
    }
}

/// The most digits of a small number: as many as a `u32` always holds.
const SMALL: u32 = 9;

/// A number of one to nine digits without a sign, and what follows its CRLF.
#[inline]
fn small_number(input: &[u8]) -> Option<(u64, &[u8])> {
    let mut number = 0u32;
    let mut rest = input;
    while let [digit @ b'0'..=b'9', after @ ..] = rest {
        number = number.wrapping_mul(10).wrapping_add(u32::from(digit.wrapping_sub(b'0')));
        rest = after;
    }
    // With more digits the product has wrapped: it is not used.
    let digits = input.len().wrapping_sub(rest.len());
    match rest {
        [b'\r', b'\n', after @ ..] if (1..=SMALL as usize).contains(&digits) => Some((u64::from(number), after)),
        _ => None,
    }
}

/// Takes the one byte that must stand here; `false` where nothing is there yet.
fn terminator(input: &mut &[u8], byte: u8, expected: Expected) -> Result<bool, Fault> {
    let Some((&found, rest)) = input.split_first() else { return Ok(false) };
    if found != byte {
        let kind = if byte == b';' { ProtocolErrorKind::Nesting } else { ProtocolErrorKind::Terminator };
        return Err(Fault::new(kind, expected).found(found));
    }
    *input = rest;
    Ok(true)
}

fn within(size: u64, most: u64) -> Result<(), Fault> {
    if size <= most { Ok(()) } else { Err(Fault::new(ProtocolErrorKind::Limit, Expected::Smaller)) }
}

/// How many elements one of the counted things in an aggregate is.
fn elements_each(kind: Aggregate) -> u64 {
    match kind {
        Aggregate::Map | Aggregate::Attribute => 2,
        Aggregate::Array | Aggregate::Set | Aggregate::Push => 1,
    }
}
