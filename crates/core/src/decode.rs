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

mod by_states;
mod limits;
mod payload;
mod published;
mod run;
mod token;

use crate::error::{Expected, Fault, ProtocolError};
use crate::event::{Aggregate, Event, Text, TextKind};
use crate::number::FloatGrammar;
pub use limits::Limits;
pub use published::Published;
pub use run::Run;
use token::{AGGREGATES, State, TOKENS, Token};

/// The decoder: feed it bytes, it says [`Event`]s.
///
/// `DEPTH` is how many aggregates may stand inside each other, 255 at the most. At 32 the whole state takes
/// 192 bytes; each level more costs 4.
#[derive(Clone, Debug)]
// In this order: small processors reach single bytes near the beginning with the shortest instructions.
#[repr(C)]
pub struct Decoder<const DEPTH: usize = 32> {
    state: State,
    /// What is being read. Means something in every state but `Value`.
    token: Token,
    /// Of the current number, whether a sign has been seen, and what else.
    minus: bool,
    seen: Seen,
    /// No piece of the current string has been emitted yet.
    first: bool,
    /// An attribute has ended and the value that it describes has not begun.
    described: bool,
    /// Whether a push may stand inside a reply, and whether one does.
    inside: Inside,
    /// How many of `open` there are.
    depth: u8,
    /// How far a double or a big number is.
    float: FloatGrammar,
    format: [u8; 3],
    /// Why the state is `Failed`.
    fault: Fault,
    /// Bytes of the current line so far.
    line: u32,
    /// The number being read; then the payload bytes that are still to come.
    number: u64,
    /// The announced length of the current string; of a streamed one, that of all its chunks so far.
    total: usize,
    /// Bytes consumed since `new`.
    offset: usize,
    limits: Limits,
    /// What each open aggregate, outermost first, still lacks: a count, or one of the three `STREAM` values; with
    /// `ATTRIBUTE` set in an attribute. Only the first `depth` of them mean anything.
    open: [u32; DEPTH],
}

const _: () = assert!(size_of::<Decoder<32>>() <= 192, "the documentation of Decoder tells its size");

/// What has been seen of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Seen {
    Nothing,
    Digits,
    QuestionMark,
}

/// What is known of pushes inside a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Inside {
    /// They are an error.
    Never,
    /// They are one here: the outermost aggregate is no array.
    NotHere,
    /// One may stand between two elements of the outermost aggregate, an array; and one does.
    Here,
    Open,
}

/// What came of a look at the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// An event.
    Event,
    /// All was read, and more is needed.
    Lack,
    /// The peer violated the protocol: see [`Decoder::violation`].
    Fault,
}

/// What has been found.
enum Found {
    /// Nothing yet.
    Nothing,
    /// A null, a boolean or an integer.
    Scalar,
    /// A piece of a string.
    Piece,
    /// The last piece of a string.
    Last,
    /// An aggregate begins.
    Begin,
    /// The innermost aggregate ends.
    End,
    /// Something else than what was expected.
    Fault(Expected),
}

/// Marks an attribute in `open`.
const ATTRIBUTE: u32 = 1 << 31;
/// A streamed array or set.
const STREAM: u32 = ATTRIBUTE - 1;
/// A streamed map of which a key or the end comes next.
const STREAM_KEY: u32 = ATTRIBUTE - 2;
/// A streamed map of which a value comes next.
const STREAM_VALUE: u32 = ATTRIBUTE - 3;
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
            seen: Seen::Nothing,
            first: true,
            described: false,
            inside: Inside::Never,
            float: FloatGrammar::new(),
            format: [0; 3],
            fault: Fault::new(Expected::Type, None),
        }
    }

    /// From now on a line may be as long as a bulk string.
    pub const fn take_long_lines(&mut self) {
        let bulk = self.limits.bulk;
        self.limits.line = if bulk < u32::MAX as usize { bulk as u32 } else { u32::MAX };
    }

    /// From now on a push may stand between two elements of an array, if that is the outermost aggregate; it is none of
    /// them. Redis before 7.2 puts there, inside the reply to `EXEC`, what a subscriber publishes to itself.
    pub const fn take_pushes_inside(&mut self) {
        self.inside = Inside::NotHere;
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
            Some(whole) => Ok(Some(whole)),
            None => self.next_by_states(input),
        }
    }

    /// The same to a place of the caller's: an event is several words, and is not moved then.
    #[inline]
    pub(crate) fn advance<'a>(&mut self, input: &mut &'a [u8], event: &mut Event<'a>) -> Step {
        match self.whole(input) {
            Some(whole) => {
                *event = whole;
                Step::Event
            }
            None => self.step(input, event),
        }
    }

    /// Why the last step was a fault.
    #[cold]
    pub(crate) const fn violation(&self) -> ProtocolError {
        ProtocolError::new(self.fault, self.offset)
    }

    /// Whatever it is, through the states.
    #[inline(never)]
    fn step<'a>(&mut self, input: &mut &'a [u8], event: &mut Event<'a>) -> Step {
        let before = input.len();
        let (found, data) = self.find(input);
        self.offset = self.offset.wrapping_add(before.wrapping_sub(input.len()));
        *event = match found {
            Found::Nothing => return Step::Lack,
            Found::Scalar => self.scalar(),
            Found::Piece => self.text(data, false),
            Found::Last => {
                self.value_ends();
                self.text(data, true)
            }
            Found::Begin => self.open(),
            Found::End => self.close(),
            Found::Fault(expected) => {
                self.fail(expected, input.first().copied());
                return Step::Fault;
            }
        };
        Step::Event
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
    pub const fn offset(&self) -> usize {
        self.offset
    }

    /// The push that began last must not stand where it does.
    #[cold]
    pub(crate) fn refuse_push(&mut self) {
        self.fail(Expected::NoPush, None);
    }

    #[cold]
    #[inline(never)]
    fn fail(&mut self, expected: Expected, byte: Option<u8>) {
        if self.state != State::Failed {
            self.state = State::Failed;
            self.fault = Fault::new(expected, byte);
        }
    }

    /// Takes the token up where the last call left it, and reads on until something is found or the input is used up.
    fn find<'a>(&mut self, input: &mut &'a [u8]) -> (Found, &'a [u8]) {
        if self.state == State::Value && self.top().is_some_and(|lacks| lacks & !ATTRIBUTE == 0) {
            return (Found::End, &[]); // for which there is no byte
        }
        while let Some((&byte, rest)) = input.split_first() {
            if matches!(self.state, State::Line | State::Payload) {
                let (ends, len) = self.measure(input);
                let (data, rest) = input.split_at_checked(len).unwrap_or((input, &[]));
                *input = rest;
                match (rest, ends) {
                    (_, Err(expected)) => return (Found::Fault(expected), &[]),
                    ([b'\r', b'\n', rest @ ..], Ok(true)) if self.token != Token::Chunk => {
                        *input = rest;
                        return (Found::Last, data);
                    }
                    _ if data.is_empty() => {}
                    _ => return (Found::Piece, data),
                }
            } else {
                let found = self.byte(byte);
                if !matches!(found, Found::Fault(_)) {
                    *input = rest;
                }
                if !matches!(found, Found::Nothing) {
                    return (found, &[]);
                }
            }
        }
        match self.state {
            State::Failed => (Found::Fault(Expected::Type), &[]),
            _ => (Found::Nothing, &[]),
        }
    }

    /// Of a text: whether it ends in this input, and how many bytes at the front belong to it, or stand before the fault.
    fn measure(&mut self, input: &[u8]) -> (Result<bool, Expected>, usize) {
        if self.state == State::Payload {
            let missing = self.number as usize;
            let len = missing.min(input.len());
            self.number = missing.wrapping_sub(len) as u64;
            let ends = missing == len;
            if ends {
                self.state = State::PayloadCr;
            }
            return (Ok(ends), len);
        }
        let len = self.line_length(input);
        let room = self.limits.line.wrapping_sub(self.line) as usize;
        if len > room {
            return (Err(Expected::ShorterLine), room);
        }
        self.line = self.line.wrapping_add(len as u32);
        let ends = match input.get(len) {
            Some(b'\r') if self.line_is_whole() => {
                self.state = State::Cr;
                Ok(true)
            }
            // A bad byte is met again, as the first of the next call: what stands before it was good.
            Some(bad) if len == 0 => Err(self.bad_in_line(*bad)),
            _ => Ok(false),
        };
        (ends, len)
    }

    /// How many bytes at the front of `input` belong to the line.
    // On a board such functions are called: together they lack registers, which takes more code than a call.
    #[cfg_attr(target_os = "none", inline(never))]
    fn line_length(&mut self, input: &[u8]) -> usize {
        let stranger = match self.token {
            Token::Double | Token::BigNumber => input.iter().position(|&byte| !self.number_has(byte)),
            _ => input.iter().position(|&byte| byte == b'\r' || byte == b'\n'),
        };
        stranger.unwrap_or(input.len())
    }

    fn number_has(&mut self, byte: u8) -> bool {
        let mut float = self.float;
        let possible = (self.token == Token::Double || matches!(byte, b'0'..=b'9' | b'+' | b'-')) && float.push(byte);
        if possible {
            self.float = float;
        }
        possible
    }

    fn line_is_whole(&self) -> bool {
        matches!(self.token, Token::Simple | Token::Error) || self.float.complete()
    }

    #[cold]
    fn bad_in_line(&self, byte: u8) -> Expected {
        match self.token {
            _ if byte == b'\n' && self.line_is_whole() => Expected::Cr,
            Token::Double => Expected::Double,
            _ => Expected::BigNumber,
        }
    }

    /// A byte of anything but a text.
    #[inline(never)]
    fn byte(&mut self, byte: u8) -> Found {
        let outcome = match self.state {
            State::Value => self.begin(byte),
            State::Number => self.number(byte),
            State::Boolean => self.boolean(byte),
            State::Format => self.format(byte),
            _ => return self.terminator(byte),
        };
        match outcome {
            Ok(()) => Found::Nothing,
            Err(expected) => Found::Fault(expected),
        }
    }

    /// The first byte of a token.
    fn begin(&mut self, byte: u8) -> Result<(), Expected> {
        match TOKENS.iter().find(|row| row.0 == byte) {
            Some(&(_, token, state)) if self.may_stand(token) => {
                self.token = token;
                self.state = state;
                self.first = true;
                self.float = FloatGrammar::new();
                self.begin_line();
                Ok(())
            }
            _ => Err(self.no_value(byte)),
        }
    }

    fn may_stand(&self, token: Token) -> bool {
        match token {
            Token::Push if self.depth == 0 => true,
            Token::Push => self.inside == Inside::Here && self.depth == 1 && !self.described && !self.is_in_attribute(),
            Token::Dot => !self.described && matches!(self.top(), Some(STREAM | STREAM_KEY)),
            _ => true,
        }
    }

    fn begin_line(&mut self) {
        self.line = 0;
        self.number = 0;
        self.minus = false;
        self.seen = Seen::Nothing;
    }

    /// Why `byte` begins no value here.
    #[cold]
    fn no_value(&self, byte: u8) -> Expected {
        match byte {
            b'>' => Expected::NoPush,
            b'.' if self.described => Expected::Described,
            b'.' if self.top() == Some(STREAM_VALUE) => Expected::MapValue,
            b'.' | b';' => Expected::TypeHere,
            _ => Expected::Type,
        }
    }

    /// A byte of an integer, a length or a count.
    fn number(&mut self, byte: u8) -> Result<(), Expected> {
        let digit = byte.wrapping_sub(b'0');
        if digit <= 9 && !self.is_streamed() {
            self.digit(digit)?;
        } else if byte == b'\r' && self.seen != Seen::Nothing {
            self.state = State::Lf;
            return self.number_is_legal();
        } else {
            self.mark(byte)?;
        }
        if self.line >= self.limits.line {
            return Err(Expected::ShorterLine);
        }
        self.line = self.line.wrapping_add(1);
        Ok(())
    }

    fn digit(&mut self, digit: u8) -> Result<(), Expected> {
        let integer = self.token == Token::Integer;
        if self.minus && !integer && (self.seen == Seen::Digits || digit != 1) {
            return Err(Expected::MinusOne);
        }
        self.seen = Seen::Digits;
        // In pieces of which small processors can multiply each.
        let low = (self.number as u32 & 0xffff).wrapping_mul(10).wrapping_add(digit.into());
        let middle = (self.number as u32 >> 16).wrapping_mul(10).wrapping_add(low >> 16);
        let high = (self.number >> 32) as u32;
        if high > u32::MAX / 10 {
            return Err(Expected::Range);
        }
        let (high, over) = high.wrapping_mul(10).overflowing_add(middle >> 16);
        self.number = u64::from(high) << 32 | u64::from(middle << 16 | low & 0xffff);
        let over = over || integer && high > 0 && (self.number.wrapping_sub(self.minus.into()) as i64) < 0;
        if over { Err(Expected::Range) } else { Ok(()) }
    }

    /// A sign, or the `?` of a streamed value, at the beginning of a number.
    fn mark(&mut self, byte: u8) -> Result<(), Expected> {
        let integer = self.token == Token::Integer;
        let may_be_null = matches!(self.token, Token::Bulk | Token::Array);
        let may_stream = matches!(self.token, Token::Bulk | Token::Array | Token::Set | Token::Map);
        if self.line == 0 {
            match byte {
                b'+' if integer => return Ok(()),
                b'-' if may_be_null || integer => {
                    self.minus = true;
                    return Ok(());
                }
                b'?' if may_stream => {
                    self.seen = Seen::QuestionMark;
                    return Ok(());
                }
                b'-' => return Err(Expected::Unsigned),
                _ => {}
            }
        }
        Err(match self.seen {
            Seen::Nothing => Expected::Digit,
            _ if byte == b'\n' => Expected::Cr,
            Seen::QuestionMark => Expected::OnlyCr,
            Seen::Digits => Expected::DigitOrCr,
        })
    }

    /// Whether the number just read may stand with its token.
    fn number_is_legal(&mut self) -> Result<(), Expected> {
        // Longer than memory can be is longer than any limit.
        let number = usize::try_from(self.number).unwrap_or(usize::MAX);
        let (most, expected) = match self.token {
            Token::Integer => return Ok(()),
            _ if self.minus => {
                self.token = Token::Null;
                return Ok(());
            }
            Token::Array | Token::Set | Token::Push | Token::Map | Token::Attribute => {
                if usize::from(self.depth) >= DEPTH {
                    return Err(Expected::Shallower);
                }
                self.total = number;
                // Of pairs there may be half as many.
                let most = self.limits.aggregate.min(MOST) >> u8::from(self.counts_pairs());
                (most as usize, Expected::FewerElements)
            }
            Token::Verbatim => {
                self.total = number.checked_sub(4).ok_or(Expected::RoomForFormat)?;
                (self.limits.bulk, Expected::ShorterString)
            }
            Token::Chunk => {
                self.total = self.total.saturating_add(number);
                (self.limits.bulk, Expected::ShorterString)
            }
            _ => {
                self.total = number;
                (self.limits.bulk, Expected::ShorterString)
            }
        };
        if self.total <= most { Ok(()) } else { Err(expected) }
    }

    fn is_streamed(&self) -> bool {
        self.seen == Seen::QuestionMark
    }

    fn counts_pairs(&self) -> bool {
        matches!(self.token, Token::Map | Token::Attribute)
    }

    fn boolean(&mut self, byte: u8) -> Result<(), Expected> {
        if byte != b't' && byte != b'f' {
            return Err(Expected::Boolean);
        }
        self.number = u64::from(byte == b't');
        self.state = State::Cr;
        Ok(())
    }

    /// A byte of the `xxx:` before the payload of a verbatim string; `line` counts them.
    fn format(&mut self, byte: u8) -> Result<(), Expected> {
        match self.format.get_mut(self.line as usize) {
            Some(place) => *place = byte,
            None if byte == b':' => self.state = State::Payload,
            None => return Err(Expected::Format),
        }
        self.line = self.line.wrapping_add(1);
        self.number = (self.number as usize).wrapping_sub(1) as u64;
        Ok(())
    }

    /// The one byte that must stand here.
    // As `line_length`.
    #[cfg_attr(target_os = "none", inline(never))]
    fn terminator(&mut self, byte: u8) -> Found {
        let (due, expected, next) = match self.state {
            State::Cr => (b'\r', Expected::Cr, State::Lf),
            State::PayloadCr => (b'\r', Expected::PayloadEnd, State::PayloadLf),
            State::PayloadLf => (b'\n', Expected::PayloadEnd, State::Chunk),
            State::Chunk => (b';', Expected::Chunk, State::Number),
            _ => (b'\n', Expected::Lf, State::Payload),
        };
        if byte != due || self.state == State::Failed {
            return Found::Fault(expected);
        }
        let before = core::mem::replace(&mut self.state, next);
        match before {
            State::Lf => self.line_ends(),
            State::PayloadLf if self.token != Token::Chunk => Found::Last,
            State::Chunk => {
                self.token = Token::Chunk;
                self.begin_line();
                Found::Nothing
            }
            _ => Found::Nothing,
        }
    }

    /// What was read of a token is now known to be whole.
    fn line_ends(&mut self) -> Found {
        match self.token {
            Token::Null | Token::Boolean | Token::Integer => return Found::Scalar,
            Token::Simple | Token::Error | Token::BigNumber | Token::Double => return Found::Last,
            Token::Array | Token::Map | Token::Set | Token::Push | Token::Attribute => return Found::Begin,
            Token::Dot => return Found::End,
            Token::Chunk if self.number as usize == 0 => return Found::Last,
            Token::Bulk if self.is_streamed() => self.state = State::Chunk,
            Token::Verbatim => {
                self.line = 0;
                self.state = State::Format;
            }
            Token::Bulk | Token::BulkError | Token::Chunk => {}
        }
        Found::Nothing
    }

    // What is found becomes an event.

    fn scalar(&mut self) -> Event<'static> {
        self.value_ends();
        match self.token {
            Token::Integer if self.minus => Event::Integer((self.number as i64).wrapping_neg()),
            Token::Integer => Event::Integer(self.number as i64),
            Token::Boolean => Event::Boolean(self.number != 0),
            _ => Event::Null,
        }
    }

    // As `line_length`.
    #[cfg_attr(target_os = "none", inline(never))]
    fn text<'a>(&mut self, data: &'a [u8], last: bool) -> Event<'a> {
        let first = core::mem::replace(&mut self.first, false);
        // One by one: a board would call for three bytes what copies many.
        let [a, b, c] = self.format;
        let kind = match self.token {
            Token::Simple => TextKind::Simple,
            Token::Error => TextKind::Error,
            Token::BulkError => TextKind::BulkError,
            Token::Verbatim => TextKind::Verbatim([a, b, c]),
            Token::BigNumber => TextKind::BigNumber,
            Token::Double => TextKind::Double,
            _ => TextKind::Bulk,
        };
        let announced = matches!(self.token, Token::Bulk | Token::BulkError | Token::Verbatim);
        let len = if announced { Some(self.total) } else { None };
        Event::Text(Text { kind, data, len, first, last })
    }

    fn open(&mut self) -> Event<'static> {
        let index = (self.token as usize).wrapping_sub(Token::Array as usize);
        let kind = AGGREGATES.get(index).copied().unwrap_or(Aggregate::Array);
        let attribute = if kind == Aggregate::Attribute { ATTRIBUTE } else { 0 };
        self.inside = match self.inside {
            Inside::Never => Inside::Never,
            _ if self.depth == 0 && kind != Aggregate::Attribute => {
                if kind == Aggregate::Array {
                    Inside::Here
                } else {
                    Inside::NotHere
                }
            }
            _ if kind == Aggregate::Push => Inside::Open,
            inside => inside,
        };
        let count = self.number as u32;
        let pairs = self.counts_pairs();
        let lacks = match self.is_streamed() {
            true if pairs => STREAM_KEY,
            true => STREAM,
            false => count << u8::from(pairs) | attribute,
        };
        if let Some(place) = self.open.get_mut(usize::from(self.depth)) {
            *place = lacks;
            self.depth = self.depth.wrapping_add(1);
        }
        self.state = State::Value;
        self.described = false;
        Event::Begin(kind, if self.is_streamed() { None } else { Some(count) })
    }

    fn close(&mut self) -> Event<'static> {
        let attribute = self.is_in_attribute();
        self.depth = self.depth.wrapping_sub(1);
        if attribute {
            self.described = true;
        } else if self.inside == Inside::Open && self.depth == 1 {
            // It was no element.
            self.inside = Inside::Here;
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

    fn is_in_attribute(&self) -> bool {
        self.top().is_some_and(|lacks| lacks & ATTRIBUTE != 0)
    }

    /// What the innermost aggregate lacks.
    #[inline]
    fn top(&self) -> Option<u32> {
        self.open.get(usize::from(self.depth).wrapping_sub(1)).copied()
    }
}
