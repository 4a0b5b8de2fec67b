//! A reply as an owned tree that keeps every difference the wire can make, and its notation in the vectors.

use std::fmt::{self, Write as _};

use picoredis_core::event::{Aggregate, TextKind};

/// A reply, told apart as finely as the decoder's events do.
#[derive(Clone, PartialEq)]
pub enum Value {
    /// `_`, `$-1` or `*-1`.
    Null,
    /// `#t` or `#f`.
    Boolean(bool),
    /// `:42`.
    Integer(i64),
    /// A string of any kind.
    Text {
        /// What kind of string it is.
        kind: TextKind,
        /// The payload; for a double or a big number, the text of the wire.
        data: Vec<u8>,
        /// Whether it came as chunks, `$?`.
        streamed: bool,
    },
    /// An array, map, set or push.
    Aggregate {
        /// Which of them; never an attribute.
        kind: Aggregate,
        /// The elements; of a map, keys and values in turn.
        items: Vec<Value>,
        /// Whether it came without a length, as in `*?`.
        streamed: bool,
    },
    /// A value with an attribute before it.
    Attributed {
        /// Keys and values in turn.
        attributes: Vec<Value>,
        /// What they describe.
        value: Box<Value>,
    },
}

impl Value {
    /// A string with its length announced.
    pub fn text(kind: TextKind, data: impl Into<Vec<u8>>) -> Self {
        Value::Text { kind, data: data.into(), streamed: false }
    }

    /// Appends the value as a server would send it. Streamed strings go out in chunks of up to three bytes.
    pub fn encode(&self, wire: &mut Vec<u8>) {
        match self {
            Value::Null => wire.extend(b"_\r\n"),
            Value::Boolean(true) => wire.extend(b"#t\r\n"),
            Value::Boolean(false) => wire.extend(b"#f\r\n"),
            Value::Integer(number) => line(wire, ':', number),
            Value::Text { data, streamed: true, .. } => encode_chunks(wire, data),
            Value::Text { kind, data, streamed: false } => encode_text(wire, *kind, data),
            Value::Aggregate { kind, items, streamed } => {
                match streamed {
                    true => line(wire, sigil(*kind), "?"),
                    false => line(wire, sigil(*kind), announced(*kind, items)),
                }
                items.iter().for_each(|item| item.encode(wire));
                if *streamed {
                    wire.extend(b".\r\n");
                }
            }
            Value::Attributed { attributes, value } => {
                line(wire, '|', attributes.len() / 2);
                attributes.iter().for_each(|item| item.encode(wire));
                value.encode(wire);
            }
        }
    }
}

fn line(wire: &mut Vec<u8>, sigil: char, content: impl fmt::Display) {
    wire.extend(format!("{sigil}{content}\r\n").bytes());
}

fn sigil(kind: Aggregate) -> char {
    match kind {
        Aggregate::Array => '*',
        Aggregate::Map => '%',
        Aggregate::Set => '~',
        Aggregate::Push => '>',
        Aggregate::Attribute => '|',
    }
}

/// The number that stands in the header: pairs for a map.
fn announced(kind: Aggregate, items: &[Value]) -> usize {
    match kind {
        Aggregate::Map | Aggregate::Attribute => items.len() / 2,
        _ => items.len(),
    }
}

fn encode_chunks(wire: &mut Vec<u8>, data: &[u8]) {
    wire.extend(b"$?\r\n");
    for chunk in data.chunks(3) {
        line(wire, ';', chunk.len());
        wire.extend(chunk);
        wire.extend(b"\r\n");
    }
    wire.extend(b";0\r\n");
}

fn encode_text(wire: &mut Vec<u8>, kind: TextKind, data: &[u8]) {
    match kind {
        TextKind::Simple => wire.push(b'+'),
        TextKind::Error => wire.push(b'-'),
        TextKind::BigNumber => wire.push(b'('),
        TextKind::Double => wire.push(b','),
        TextKind::Bulk => line(wire, '$', data.len()),
        TextKind::BulkError => line(wire, '!', data.len()),
        TextKind::Verbatim(format) => {
            line(wire, '=', data.len() + 4);
            wire.extend(format);
            wire.push(b':');
        }
    }
    wire.extend(data);
    wire.extend(b"\r\n");
}

/// The notation of the vectors, so that a failed comparison can be pasted into them.
impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Null => f.write_str("null"),
            Value::Boolean(truth) => write!(f, "{truth}"),
            Value::Integer(number) => write!(f, "{number}"),
            Value::Text { kind, data, streamed } => {
                write_streamed(f, *streamed)?;
                write_text_kind(f, *kind)?;
                write_string(f, data)
            }
            Value::Aggregate { kind, items, streamed } => {
                write_streamed(f, *streamed)?;
                match kind {
                    Aggregate::Map => return write_pairs(f, items),
                    Aggregate::Set => f.write_str("set")?,
                    Aggregate::Push => f.write_str("push")?,
                    Aggregate::Array | Aggregate::Attribute => {}
                }
                f.debug_list().entries(items).finish()
            }
            Value::Attributed { attributes, value } => {
                f.write_str("attribute ")?;
                write_pairs(f, attributes)?;
                write!(f, " {value:?}")
            }
        }
    }
}

fn write_streamed(f: &mut fmt::Formatter<'_>, streamed: bool) -> fmt::Result {
    if streamed { f.write_str("streamed ") } else { Ok(()) }
}

fn write_text_kind(f: &mut fmt::Formatter<'_>, kind: TextKind) -> fmt::Result {
    match kind {
        TextKind::Bulk => Ok(()),
        TextKind::Simple => f.write_str("simple "),
        TextKind::Error => f.write_str("error "),
        TextKind::BulkError => f.write_str("bulkerror "),
        TextKind::BigNumber => f.write_str("big "),
        TextKind::Double => f.write_str("double "),
        TextKind::Verbatim(format) => {
            f.write_str("verbatim ")?;
            write_string(f, &format)?;
            f.write_char(' ')
        }
    }
}

fn write_string(f: &mut fmt::Formatter<'_>, data: &[u8]) -> fmt::Result {
    f.write_char('"')?;
    for &byte in data {
        match byte {
            b'\r' => f.write_str("\\r")?,
            b'\n' => f.write_str("\\n")?,
            b'"' | b'\\' => write!(f, "\\{}", char::from(byte))?,
            b' '..=b'~' => f.write_char(char::from(byte))?,
            _ => write!(f, "\\x{byte:02x}")?,
        }
    }
    f.write_char('"')
}

fn write_pairs(f: &mut fmt::Formatter<'_>, items: &[Value]) -> fmt::Result {
    f.debug_map().entries(items.chunks(2).map(|pair| (&pair[0], &pair[1]))).finish()
}
