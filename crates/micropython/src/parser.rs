//! `Parser`: the decoder's events as MicroPython objects, without anything between.

use core::mem::replace;

use picoredis_core::decode::Decoder;
use picoredis_core::error::ProtocolError;
use picoredis_core::event::{Aggregate, Event, Text, TextKind};

use crate::runtime as mp;
use crate::table::{Obj, Type};

/// How many aggregates may stand inside each other.
const DEPTH: usize = 32;

/// On boards, room for code is dearer than time.
const ROOMY: bool = cfg!(target_pointer_width = "64");

/// What is behind an object `Parser(make)`.
pub(crate) struct Parser {
    class: &'static Type,
    /// What makes an error of its text, a map of its keys and values, and takes the elements of a push: it is called with
    /// the byte that stands for the kind, and these
    make: Obj,
    /// What has been fed; the bytes before `at` have been read. Immutable, and kept from collection by standing here
    data: Obj,
    at: usize,
    /// A list with the pieces of a string that is cut
    pieces: Obj,
    /// The lists that are being filled; only the first `depth` mean anything
    open: [Obj; DEPTH],
    kinds: [Aggregate; DEPTH],
    depth: usize,
    decoder: Decoder<DEPTH>,
}

impl Parser {
    pub(crate) fn new(class: &'static Type, make: Obj) -> Self {
        Self {
            class,
            make,
            data: mp::bytes(b""),
            at: 0,
            pieces: Obj::NULL,
            open: [Obj::NULL; DEPTH],
            kinds: [Aggregate::Array; DEPTH],
            depth: 0,
            decoder: Decoder::new(),
        }
    }

    /// Takes bytes that the server sent.
    pub(crate) fn feed(&mut self, data: Obj) {
        let rest = mp::buffer_or_raise(self.data).get(self.at..).unwrap_or_default();
        // If nothing is left, that is the data itself.
        self.data = mp::add(mp::bytes(rest), data);
        self.at = 0;
    }

    /// The next reply, or `default` when it has not come whole yet.
    pub(crate) fn get(&mut self, default: Obj) -> Obj {
        let data = mp::buffer_or_raise(self.data);
        let mut input = data.get(self.at..).unwrap_or_default();
        let reply = loop {
            let next = if ROOMY { self.decoder.next(&mut input) } else { self.decoder.next_by_states(&mut input) };
            match next {
                Ok(Some(event)) => {
                    if let Some(reply) = self.event(event) {
                        break reply;
                    }
                }
                Ok(None) => break default,
                Err(error) => self.fail(error),
            }
        };
        self.at = data.len().saturating_sub(input.len());
        reply
    }

    /// Builds on; returns a reply that is whole.
    fn event(&mut self, event: Event<'_>) -> Option<Obj> {
        let value = match event {
            Event::Null => mp::none(),
            Event::Boolean(yes) => mp::boolean(yes),
            Event::Integer(number) => integer(number),
            Event::Text(text) => self.text(text)?,
            Event::Begin(kind, _) => {
                self.open(kind);
                return None;
            }
            Event::End => self.close()?,
        };
        match self.depth.checked_sub(1).and_then(|top| self.open.get(top)) {
            None => Some(value),
            Some(list) => {
                mp::append(*list, value);
                None
            }
        }
    }

    fn open(&mut self, kind: Aggregate) {
        if let (Some(list), Some(place)) = (self.open.get_mut(self.depth), self.kinds.get_mut(self.depth)) {
            *list = mp::list();
            *place = kind;
            self.depth = self.depth.saturating_add(1);
        }
    }

    /// The aggregate that ends; an attribute is dropped.
    fn close(&mut self) -> Option<Obj> {
        self.depth = self.depth.saturating_sub(1);
        let list = take(self.open.get_mut(self.depth)?);
        match self.kinds.get(self.depth)? {
            Aggregate::Attribute => None,
            Aggregate::Map => Some(self.make(b'%', list)),
            Aggregate::Push => Some(self.make(b'>', list)).filter(|reply| *reply != mp::none()),
            Aggregate::Array | Aggregate::Set => Some(list),
        }
    }

    fn make(&self, kind: u8, value: Obj) -> Obj {
        mp::call(self.make, &[mp::int(kind.into()), value])
    }

    /// A string that is whole; a piece is put to those before it.
    fn text(&mut self, text: Text<'_>) -> Option<Obj> {
        let mut string = mp::bytes(text.data);
        if !(text.first && text.last) {
            if text.first {
                self.pieces = mp::list();
            }
            mp::append(self.pieces, string);
            if !text.last {
                return None;
            }
            string = self.class.join(take(&mut self.pieces));
        }
        Some(match text.kind {
            TextKind::Simple | TextKind::Bulk | TextKind::Verbatim(_) => string,
            TextKind::Error | TextKind::BulkError => self.make(b'-', string),
            TextKind::BigNumber => mp::call(mp::int_type(), &[string]),
            TextKind::Double => mp::call(mp::float_type(), &[string]),
        })
    }

    fn fail(&self, error: ProtocolError) -> ! {
        self.class.value_error(&[mp::text(b"not RESP, byte"), integer(error.offset() as i64)])
    }
}

/// Takes an object out of its place, so that it can be collected.
fn take(place: &mut Obj) -> Obj {
    replace(place, Obj::NULL)
}

fn integer(number: i64) -> Obj {
    match isize::try_from(number) {
        Ok(number) => mp::int(number),
        // In two halves, where a word is one.
        Err(_) => mp::or(mp::shift_left(mp::int((number >> 32) as isize), mp::int(32)), mp::unsigned(number as usize)),
    }
}
