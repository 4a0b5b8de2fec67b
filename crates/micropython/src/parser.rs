//! `Parser`: the decoder's events as MicroPython objects, without anything between.

use picoredis_core::decode::Decoder;
use picoredis_core::error::ProtocolError;
use picoredis_core::event::{Aggregate, Event, Text, TextKind};

use crate::runtime as mp;
use crate::table::Obj;

/// How many aggregates may stand inside each other.
const DEPTH: usize = 32;

/// On boards, room for code is dearer than time.
const ROOMY: bool = cfg!(target_pointer_width = "64");

/// What is behind an object `Parser(make)`.
// In this order: small processors reach words near the beginning with the shortest instructions.
#[repr(C)]
pub(crate) struct Parser {
    /// What makes an object of what there is none for: it is called with the byte that stands for the kind, and the text
    /// of an error, a double or a big number, the keys and values of a map, or the elements of a push
    make: Obj,
    /// What has been written last. Immutable, and kept from collection by standing here
    data: Obj,
    /// What of it has not been read
    rest: &'static [u8],
    /// A list with the pieces of a string that is cut
    pieces: Obj,
    /// The innermost aggregate that is not whole
    open: Option<&'static mut Level>,
    decoder: Decoder<DEPTH>,
}

/// An aggregate that is being filled, in MicroPython's heap.
struct Level {
    kind: Aggregate,
    list: Obj,
    outer: Option<&'static mut Level>,
}

impl Parser {
    pub(crate) fn new(make: Obj) -> Self {
        Self { make, data: Obj::NULL, rest: &[], pieces: Obj::NULL, open: None, decoder: Decoder::new() }
    }

    /// Takes bytes that the server sent.
    pub(crate) fn write(&mut self, data: Obj) {
        // If nothing is left, that is the data itself.
        self.data = mp::add(mp::bytes(self.rest), data);
        self.rest = mp::buffer_or_raise(self.data);
    }

    /// The next reply, or `default` when it has not come whole yet.
    pub(crate) fn get(&mut self, default: Obj) -> Obj {
        loop {
            let input = &mut self.rest;
            let next = if ROOMY { self.decoder.next(input) } else { self.decoder.next_by_states(input) };
            match next {
                Ok(Some(event)) => {
                    if let Some(reply) = self.event(event) {
                        return reply;
                    }
                }
                Ok(None) => return default,
                Err(error) => fail(error),
            }
        }
    }

    /// Builds on; returns a reply that is whole.
    fn event(&mut self, event: Event<'_>) -> Option<Obj> {
        let value = match event {
            Event::Null => mp::none(),
            Event::Boolean(yes) => mp::boolean(yes),
            Event::Integer(number) => integer(number),
            Event::Text(text) => self.text(text)?,
            Event::Begin(kind, _) => {
                let outer = self.open.take();
                self.open = Some(mp::allocate(Level { kind, list: mp::list(), outer }));
                return None;
            }
            Event::End => self.close()?,
        };
        match &self.open {
            None => Some(value),
            Some(level) => {
                mp::append(level.list, value);
                None
            }
        }
    }

    /// The aggregate that ends; an attribute is dropped.
    fn close(&mut self) -> Option<Obj> {
        let Level { kind, list, outer } = self.open.take()?;
        self.open = outer.take();
        match kind {
            Aggregate::Attribute => None,
            Aggregate::Map => Some(self.make(b'%', *list)),
            Aggregate::Push => Some(self.make(b'>', *list)).filter(|reply| *reply != mp::none()),
            Aggregate::Array | Aggregate::Set => Some(*list),
        }
    }

    #[inline(never)]
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
            string = mp::join(self.pieces);
            self.pieces = Obj::NULL;
        }
        let kind = match text.kind {
            TextKind::Simple | TextKind::Bulk | TextKind::Verbatim(_) => return Some(string),
            TextKind::Error | TextKind::BulkError => b'-',
            TextKind::BigNumber => b'(',
            TextKind::Double => b',',
        };
        Some(self.make(kind, string))
    }
}

fn fail(error: ProtocolError) -> ! {
    mp::value_error(&[mp::text(b"not RESP, byte"), integer(error.offset() as i64)])
}

fn integer(number: i64) -> Obj {
    isize::try_from(number).map_or_else(|_| mp::long(number), mp::int)
}
