//! A reply of any kind.

use alloc::vec::Vec;
use core::fmt;

use super::{Build, Bytes, FromReply, bytes::BytesBuilder, wrap::ResultBuilder};
use crate::decode::Run;
use crate::error::{Misfit, ReplyError, ServerError};
use crate::event::{Aggregate, Event, Text, TextKind};
use crate::number::parse_f64;
use crate::target::FOR_SPEED;

/// A reply of any kind, for commands whose reply is not known beforehand.
///
/// ```
/// use picoredis_core::reply::Value;
///
/// let value = Value::Array(vec![Value::Bulk("key1".into()), Value::Integer(42), Value::Null]);
/// assert_eq!(format!("{value:?}"), r#"[b"key1", 42, null]"#);
/// ```
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub enum Value {
    /// A null of either protocol.
    Null,
    /// A boolean.
    Boolean(bool),
    /// An integer.
    Integer(i64),
    /// A double.
    Double(f64),
    /// An integer of any size, as its sign and digits.
    BigNumber(Bytes),
    /// A simple string, such as `OK`.
    Simple(Bytes),
    /// A bulk string.
    Bulk(Bytes),
    /// A text and its format, such as `txt` or `mkd`.
    Verbatim([u8; 3], Bytes),
    /// An error inside a reply. A reply that is an error as a whole is an `Err` of the call.
    Error(ServerError),
    /// A list.
    Array(Vec<Value>),
    /// Keys and values.
    Map(Vec<(Value, Value)>),
    /// A set.
    Set(Vec<Value>),
    /// Something the server said unasked.
    Push(Vec<Value>),
}

impl Value {
    /// The bytes of a string of any kind.
    pub fn as_bytes(&self) -> Option<&[u8]> {
        match self {
            Value::Simple(bytes) | Value::Bulk(bytes) | Value::BigNumber(bytes) | Value::Verbatim(_, bytes) => {
                Some(bytes)
            }
            _ => None,
        }
    }

    /// The text of a string of any kind, if it is UTF-8.
    pub fn as_str(&self) -> Option<&str> {
        core::str::from_utf8(self.as_bytes()?).ok()
    }

    /// The number.
    pub fn as_i64(&self) -> Option<i64> {
        if let Value::Integer(number) = self { Some(*number) } else { None }
    }

    /// The elements of an array, a set or a push.
    pub fn as_slice(&self) -> Option<&[Value]> {
        match self {
            Value::Array(elements) | Value::Set(elements) | Value::Push(elements) => Some(elements),
            _ => None,
        }
    }
}

/// On one line, as Python would: strings quoted, aggregates in their brackets.
impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Null => f.write_str("null"),
            Value::Boolean(yes) => yes.fmt(f),
            Value::Integer(number) => number.fmt(f),
            Value::Double(number) => number.fmt(f),
            Value::BigNumber(digits) => digits.fmt(f),
            Value::Simple(bytes) => write!(f, "\"{}\"", bytes.escape_ascii()),
            Value::Bulk(bytes) => bytes.fmt(f),
            Value::Verbatim(format, bytes) => write!(f, "{}:{bytes:?}", format.escape_ascii()),
            Value::Error(error) => error.fmt(f),
            Value::Array(elements) => elements.fmt(f),
            Value::Map(pairs) => f.debug_map().entries(pairs.iter().map(|(key, value)| (key, value))).finish(),
            Value::Set(elements) => f.debug_set().entries(elements).finish(),
            Value::Push(elements) => {
                f.write_str("push ")?;
                elements.fmt(f)
            }
        }
    }
}

impl FromReply for Value {
    type Builder = ValueBuilder;

    fn builder() -> ValueBuilder {
        ValueBuilder { open: Vec::new(), text: Result::<Vec<u8>, ServerError>::builder() }
    }
}

/// Builds a [`Value`].
#[derive(Debug)]
pub struct ValueBuilder {
    /// The aggregates that have begun and not ended, outermost first, with their elements so far.
    open: Vec<(Aggregate, Vec<Value>)>,
    text: ResultBuilder<BytesBuilder>,
}

impl Build for ValueBuilder {
    type Output = Value;

    fn event(&mut self, event: Event<'_>) -> Result<Option<Value>, Misfit> {
        let value = match event {
            Event::Null => Value::Null,
            Event::Boolean(yes) => Value::Boolean(yes),
            Event::Integer(number) => Value::Integer(number),
            // What nearly all are made of, past what an error may need.
            Event::Text(Text { kind: TextKind::Bulk, data, first: true, last: true, .. }) if FOR_SPEED => {
                Value::Bulk(data.into())
            }
            Event::Text(text) => match self.text.event(event)? {
                None => return Ok(None),
                Some(Err(error)) => Value::Error(error),
                Some(Ok(bytes)) => string(text, bytes)?,
            },
            Event::Begin(kind, len) => {
                let reserve = len.unwrap_or(0).min(64) as usize;
                self.open.push((kind, Vec::with_capacity(reserve)));
                return Ok(None);
            }
            Event::End => match self.open.pop() {
                // Describes the value that follows; nobody asked for it.
                None | Some((Aggregate::Attribute, _)) => return Ok(None),
                Some((kind, elements)) => aggregate(kind, elements),
            },
        };
        match self.open.last_mut() {
            None => Ok(Some(value)),
            Some((_, elements)) => {
                elements.push(value);
                Ok(None)
            }
        }
    }

    fn run(&mut self, run: &mut Run<'_>) -> Result<(), ReplyError> {
        run.try_for_each(|event| self.event(event).map(drop).map_err(|misfit| misfit.of(&event)))
    }

    fn room(&mut self, left: usize) -> Option<&mut [u8]> {
        self.text.room(left)
    }

    fn filled(&mut self, len: usize) {
        self.text.filled(len);
    }
}

fn string(text: Text<'_>, bytes: Vec<u8>) -> Result<Value, Misfit> {
    Ok(match text.kind {
        TextKind::Simple | TextKind::Error => Value::Simple(bytes.into()),
        TextKind::Bulk | TextKind::BulkError => Value::Bulk(bytes.into()),
        TextKind::BigNumber => Value::BigNumber(bytes.into()),
        TextKind::Verbatim(format) => Value::Verbatim(format, bytes.into()),
        TextKind::Double => {
            let number = parse_f64(&bytes).ok_or(Misfit::Range { expected: "a double" })?;
            Value::Double(number)
        }
    })
}

fn aggregate(kind: Aggregate, elements: Vec<Value>) -> Value {
    match kind {
        Aggregate::Array | Aggregate::Attribute => Value::Array(elements),
        Aggregate::Set => Value::Set(elements),
        Aggregate::Push => Value::Push(elements),
        Aggregate::Map => {
            let mut elements = elements.into_iter();
            Value::Map(core::iter::from_fn(|| Some((elements.next()?, elements.next()?))).collect())
        }
    }
}
