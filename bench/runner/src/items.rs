//! What is done: one line for each item.

use std::fmt;

/// One thing that contestants do, at one or more sizes.
#[derive(Debug)]
pub(crate) struct Item {
    /// What it is asked for by, with its kin
    pub(crate) family: &'static str,
    /// What the contestants call it
    pub(crate) name: &'static str,
    pub(crate) place: Place,
    pub(crate) sizes: &'static [usize],
    /// What people read
    pub(crate) title: &'static str,
    /// What figures are for one of
    pub(crate) unit: &'static str,
    /// How many units there are in one
    pub(crate) units: Units,
    /// Whether instructions and system calls are counted, at the largest size that is not above this; 0 if not
    pub(crate) counted: usize,
}

/// Where the server is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Tcp,
    Unix,
}

/// How many units there are in one.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Units {
    One,
    /// As many as the size says
    Size,
}

/// An item at one size.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    pub(crate) item: &'static Item,
    pub(crate) size: usize,
}

use Place::{Tcp, Unix};

const fn item(
    family: &'static str,
    name: &'static str,
    place: Place,
    sizes: &'static [usize],
    title: &'static str,
    (unit, units): (&'static str, Units),
    counted: usize,
) -> Item {
    Item { family, name, place, sizes, title, unit, units, counted }
}

const COMMAND: (&str, Units) = ("command", Units::One);
const COMMANDS: (&str, Units) = ("command", Units::Size);
const REPLY: (&str, Units) = ("reply", Units::One);
const ELEMENTS: (&str, Units) = ("element", Units::Size);
const PIPELINES: &[usize] = &[1, 10, 100, 1000];
const LARGE: &[usize] = &[64 << 20];
const MANY: &[usize] = &[10_000];
const MEBIBYTE: &[usize] = &[1 << 20];

pub(crate) const ITEMS: &[Item] = &[
    item("round-trip", "get", Tcp, &[1], "GET, blocking, over TCP", COMMAND, 1),
    item("round-trip", "get", Unix, &[1], "GET, blocking, over a Unix socket", COMMAND, 0),
    item("async", "get-async", Tcp, &[1], "GET, async, over TCP", COMMAND, 1),
    item("pipeline", "pipeline-get", Tcp, PIPELINES, "Pipelines of GET", COMMANDS, 100),
    item("pipeline", "pipeline-set", Tcp, PIPELINES, "Pipelines of SET", COMMANDS, 100),
    item("large", "large-get", Tcp, LARGE, "GET of 64 MiB", REPLY, 0),
    item("large", "large-set", Tcp, LARGE, "SET of 64 MiB", COMMAND, 0),
    item("typed", "lrange", Tcp, &[100_000], "LRANGE of 100,000 strings, owned", REPLY, 100_000),
    item("typed", "hgetall", Tcp, &[10_000], "HGETALL of 10,000 fields to a hash map of strings", REPLY, 10_000),
    item("typed", "mget", Tcp, &[1000], "MGET of 1,000 integers", REPLY, 1000),
    item("parse", "parse-bulks", Tcp, MANY, "Parse small strings, owned", ELEMENTS, 10_000),
    item("parse", "parse-bulks-chunks", Tcp, MANY, "The same in chunks of 1,400 bytes", ELEMENTS, 0),
    item("parse", "parse-integers", Tcp, MANY, "Parse integers, owned", ELEMENTS, 10_000),
    item("parse", "parse-integers-chunks", Tcp, MANY, "The same in chunks of 1,400 bytes", ELEMENTS, 0),
    item("parse", "parse-nested", Tcp, MANY, "Parse nested arrays, owned", ELEMENTS, 10_000),
    item("parse", "parse-nested-chunks", Tcp, MANY, "The same in chunks of 1,400 bytes", ELEMENTS, 0),
    item("parse", "parse-large", Tcp, MEBIBYTE, "Parse a string of 1 MiB, owned", REPLY, 0),
    item("parse", "parse-large-chunks", Tcp, MEBIBYTE, "The same in chunks of 1,400 bytes", REPLY, 0),
    item("parse", "scan-bulks", Tcp, MANY, "Parse small strings, borrowed", ELEMENTS, 10_000),
    item("parse", "scan-bulks-chunks", Tcp, MANY, "The same in chunks of 1,400 bytes", ELEMENTS, 0),
    item("parse", "scan-integers", Tcp, MANY, "Parse integers, borrowed", ELEMENTS, 10_000),
    item("parse", "scan-integers-chunks", Tcp, MANY, "The same in chunks of 1,400 bytes", ELEMENTS, 0),
    item("parse", "scan-nested", Tcp, MANY, "Parse nested arrays, borrowed", ELEMENTS, 10_000),
    item("parse", "scan-nested-chunks", Tcp, MANY, "The same in chunks of 1,400 bytes", ELEMENTS, 0),
    item("parse", "scan-large", Tcp, MEBIBYTE, "Parse a string of 1 MiB, borrowed", REPLY, 0),
    item("parse", "scan-large-chunks", Tcp, MEBIBYTE, "The same in chunks of 1,400 bytes", REPLY, 0),
    item("encode", "encode-set", Tcp, &[1], "Encode SET with key and value of 16 bytes", COMMAND, 1),
    item("encode", "encode-mset", Tcp, &[100], "Encode MSET of 100 keys and values", COMMAND, 100),
    item("shared", "shared", Tcp, &[64, 1024], "Tasks on one connection, each with a GET at a time", COMMANDS, 64),
    item("pubsub", "pubsub", Tcp, &[1], "Receive published messages", ("message", Units::One), 0),
    item(
        "growth",
        "lrange",
        Tcp,
        &[1, 10, 100, 1000, 10_000, 1_000_000],
        "LRANGE of more and more strings",
        ELEMENTS,
        0,
    ),
    item("growth", "connections", Tcp, &[1, 10, 100, 1000], "GET in turn on more and more connections", COMMANDS, 0),
    item("growth", "connect", Tcp, &[1, 10, 100], "Connect, GET, close", ("connection", Units::Size), 0),
];

impl Item {
    pub(crate) fn rows(&'static self) -> impl Iterator<Item = Row> {
        self.sizes.iter().map(move |&size| Row { item: self, size })
    }
}

impl Row {
    pub(crate) fn units(&self) -> usize {
        match self.item.units {
            Units::One => 1,
            Units::Size => self.size,
        }
    }

    pub(crate) fn is_counted(&self) -> bool {
        self.size == self.item.counted
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.item.title)?;
        if self.item.sizes.len() > 1 { write!(f, ", {}", self.size) } else { Ok(()) }
    }
}

pub(crate) fn is_family(word: &str) -> bool {
    ITEMS.iter().any(|item| item.family == word)
}

pub(crate) fn families() -> Vec<&'static str> {
    let mut families: Vec<_> = ITEMS.iter().map(|item| item.family).collect();
    families.dedup();
    families
}
