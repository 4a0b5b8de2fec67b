//! What is whole at the front of the input: the short cut of the decoder, for one value or for many.

use super::{ATTRIBUTE, Decoder, MOST, State};
use crate::event::{Event, Text, TextKind};
use crate::target::FOR_SPEED;

/// Values that stand one behind the other, whole in the input: elements of one aggregate, or replies. Each is one event.
///
/// It ends where something else comes: what is rare, cut or wrong, or the end of the aggregate. What is not taken out of it
/// comes in other events.
///
/// ```
/// use picoredis_core::event::Event;
/// use picoredis_core::session::Session;
///
/// let mut session: Session = Session::new();
/// session.sent();
/// let mut input: &[u8] = b"*3\r\n:1\r\n:2\r\n:3\r\n";
/// assert!(session.next(&mut input).unwrap().is_some());
/// let mut numbers = Vec::new();
/// assert_eq!(session.run(&mut input, 0, |run| numbers.extend(run.take(2))), 2);
/// assert_eq!(numbers, [Event::Integer(1), Event::Integer(2)]);
/// assert_eq!(input, b":3\r\n");
/// ```
#[derive(Debug)]
pub struct Run<'a> {
    input: &'a [u8],
    /// How many there may be.
    left: u32,
    /// The longest string.
    bulk: usize,
    are_replies: bool,
}

impl Run<'_> {
    /// Whether each is a reply of its own.
    pub const fn are_replies(&self) -> bool {
        self.are_replies
    }

    /// How many there are at the most: those that come later among them.
    pub const fn left(&self) -> u32 {
        self.left
    }
}

impl<'a> Iterator for Run<'a> {
    type Item = Event<'a>;

    // Always: the event would be handed up by way of memory, and looked at there.
    #[inline(always)]
    fn next(&mut self) -> Option<Event<'a>> {
        let left = self.left.checked_sub(1)?;
        let (event, rest) = value(self.input, self.bulk)?;
        (self.left, self.input) = (left, rest);
        Some(event)
    }
}

impl<const DEPTH: usize> Decoder<DEPTH> {
    /// The short cut for what most replies are made of. It takes a whole value or nothing; all that is rare, cut or wrong is
    /// left to the states. A board does without it.
    // Always: a call would take a fifth of what it does.
    #[inline(always)]
    pub(crate) fn whole<'a>(&mut self, input: &mut &'a [u8]) -> Option<Event<'a>> {
        if !self.is_between() {
            return None;
        }
        let lacks = self.open.get_mut(usize::from(self.depth).wrapping_sub(1));
        if lacks.as_ref().is_some_and(|lacks| !(1..=MOST).contains(*lacks)) {
            return None;
        }
        let (event, rest) = value(input, self.limits.bulk)?;
        if let Some(lacks) = lacks {
            *lacks = lacks.wrapping_sub(1);
        }
        self.pass(input, rest);
        Some(event)
    }

    /// Has `take` take as many values as it likes out of those that are whole in the input: elements of the innermost
    /// aggregate, or else up to `most` replies. How many those were.
    #[inline]
    pub(crate) fn run<'a>(&mut self, input: &mut &'a [u8], most: u32, take: impl FnOnce(&mut Run<'a>)) -> u32 {
        if !self.is_between() {
            return 0;
        }
        let lacks = self.open.get_mut(usize::from(self.depth).wrapping_sub(1));
        let are_replies = lacks.is_none();
        let left = lacks.as_ref().map_or(most, |lacks| if **lacks > MOST { 0 } else { **lacks });
        let mut run = Run { input, left, bulk: self.limits.bulk, are_replies };
        if left > 0 {
            take(&mut run);
        }
        let taken = left.wrapping_sub(run.left);
        if taken > 0 {
            if let Some(lacks) = lacks {
                *lacks = lacks.wrapping_sub(taken);
            }
            self.pass(input, run.input);
        }
        taken
    }

    /// Whether a value begins here that there is a short cut for.
    #[inline]
    pub(super) fn is_between(&self) -> bool {
        FOR_SPEED && self.state == State::Value && self.limits.line >= SHORT as u32
    }

    /// Values were taken, and this is the rest.
    #[inline]
    pub(super) fn pass<'a>(&mut self, input: &mut &'a [u8], rest: &'a [u8]) {
        self.described = false;
        self.offset = self.offset.wrapping_add(input.len().wrapping_sub(rest.len()));
        *input = rest;
    }
}

const _: () = assert!(MOST < ATTRIBUTE, "what is marked is no count");

/// The most bytes of a line that is looked for: short ones are nearly all.
const SHORT: usize = 32;

/// The value at the front of the input, if it is whole there: a string, an integer, a null.
#[inline(always)]
fn value(input: &[u8], bulk: usize) -> Option<(Event<'_>, &[u8])> {
    let (kind, rest) = input.split_first()?;
    if !matches!(kind, b'$' | b':') {
        return if *kind == b'+' { simple(rest) } else { None };
    }
    let Some((number, rest)) = small_number(rest) else { return null(input) };
    if *kind == b':' {
        return Some((Event::Integer(number as i64), rest));
    }
    let (data, rest) = payload(rest, number, bulk)?;
    Some((text(TextKind::Bulk, data, Some(number)), rest))
}

/// The string at the front of the input, if it is whole there, and what follows it.
#[inline]
pub(super) fn string(input: &[u8], bulk: usize) -> Option<(&[u8], &[u8])> {
    let (len, rest) = small_number(input.strip_prefix(b"$")?)?;
    payload(rest, len, bulk)
}

/// So many bytes, and what follows their CRLF.
#[inline(always)]
fn payload(input: &[u8], len: usize, bulk: usize) -> Option<(&[u8], &[u8])> {
    if len > bulk {
        return None;
    }
    let (data, rest) = input.split_at_checked(len)?;
    let [b'\r', b'\n', rest @ ..] = rest else { return None };
    Some((data, rest))
}

/// A short line, and what follows it.
fn simple(input: &[u8]) -> Option<(Event<'_>, &[u8])> {
    let line = input.get(..SHORT).unwrap_or(input);
    let end = line.iter().position(|byte| matches!(byte, b'\r' | b'\n'))?;
    let (data, rest) = input.split_at_checked(end)?;
    let [b'\r', b'\n', rest @ ..] = rest else { return None };
    Some((text(TextKind::Simple, data, None), rest))
}

/// What stands for a string that is not there, and what follows it.
fn null(input: &[u8]) -> Option<(Event<'_>, &[u8])> {
    input.strip_prefix(b"$-1\r\n").map(|rest| (Event::Null, rest))
}

#[inline]
fn text(kind: TextKind, data: &[u8], len: Option<usize>) -> Event<'_> {
    Event::Text(Text { kind, data, len, first: true, last: true })
}

/// The most digits of a small number: as many as a `u32` always holds.
const SMALL: usize = 9;

/// A number of one to nine digits without a sign, and what follows its CRLF. Of most strings the length has one or two.
#[inline]
fn small_number(input: &[u8]) -> Option<(usize, &[u8])> {
    let digit = |byte: &u8| usize::from(byte.wrapping_sub(b'0'));
    if let [tens @ b'0'..=b'9', ones @ b'0'..=b'9', b'\r', b'\n', rest @ ..] = input {
        return Some((digit(tens).wrapping_mul(10).wrapping_add(digit(ones)), rest));
    }
    if let [ones @ b'0'..=b'9', b'\r', b'\n', rest @ ..] = input {
        return Some((digit(ones), rest));
    }
    let mut number = 0u32;
    let mut rest = input;
    while let [digit @ b'0'..=b'9', after @ ..] = rest {
        number = number.wrapping_mul(10).wrapping_add(u32::from(digit.wrapping_sub(b'0')));
        rest = after;
    }
    // With more digits the product has wrapped: it is not used.
    let digits = input.len().wrapping_sub(rest.len());
    match rest {
        [b'\r', b'\n', after @ ..] if (1..=SMALL).contains(&digits) => Some((number as usize, after)),
        _ => None,
    }
}
