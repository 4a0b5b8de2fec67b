//! Replies for people, as redis-cli shows them on a terminal.
//!
//! ```text
//! 1) (integer) 1
//! 2) 1# "name" => "value"
//!    2# "list" =>
//!       1) "a"
//!       2) (nil)
//! ```

use std::io::{self, Write};

use picoredis::event::{Aggregate, TextKind};

use crate::reply::Reply;
use crate::styles::quote;

/// Writes a reply and ends the line.
pub(crate) fn write(reply: &Reply, out: &mut dyn Write) -> io::Result<()> {
    write_at(reply, 0, out)?;
    out.write_all(b"\n")
}

/// Writes a reply in a column: the first line goes where the cursor stands, all others are indented.
fn write_at(reply: &Reply, column: usize, out: &mut dyn Write) -> io::Result<()> {
    match reply {
        Reply::Null => out.write_all(b"(nil)"),
        Reply::Boolean(yes) => write!(out, "({yes})"),
        Reply::Integer(number) => write!(out, "(integer) {number}"),
        Reply::Text(kind, bytes) => write_text(*kind, bytes, out),
        Reply::Aggregate(kind, elements) if elements.is_empty() => write!(out, "(empty {})", name(*kind)),
        Reply::Aggregate(kind, elements) => write_elements(*kind, elements, column, out),
    }
}

fn write_text(kind: TextKind, bytes: &[u8], out: &mut dyn Write) -> io::Result<()> {
    let label: &[u8] = match kind {
        TextKind::Bulk => return quote::write(bytes, out),
        TextKind::Simple | TextKind::Verbatim(_) => b"",
        TextKind::Error | TextKind::BulkError => b"(error) ",
        TextKind::Double => b"(double) ",
        // redis-cli gives up here.
        TextKind::BigNumber => b"(big number) ",
    };
    out.write_all(label)?;
    out.write_all(bytes)
}

fn write_elements(kind: Aggregate, elements: &[Reply], column: usize, out: &mut dyn Write) -> io::Result<()> {
    let parts = parts_of_entry(kind);
    let width = decimal_width(elements.len() / parts);
    let inner = column + width + 2;
    for (index, entry) in elements.chunks(parts).enumerate() {
        if index > 0 {
            new_line(column, out)?;
        }
        write!(out, "{:width$}{} ", index + 1, mark(kind))?;
        for (position, part) in entry.iter().enumerate() {
            if position > 0 {
                out.write_all(b" => ")?;
                if branches(part) {
                    new_line(inner, out)?;
                }
            }
            write_at(part, inner, out)?;
        }
    }
    Ok(())
}

fn new_line(column: usize, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "\n{:column$}", "")
}

/// Whether the numbers of a reply go on below each other: the value of a map then begins below its key.
fn branches(reply: &Reply) -> bool {
    match reply {
        Reply::Aggregate(kind, elements) => elements.len() > parts_of_entry(*kind) || elements.iter().any(branches),
        _ => false,
    }
}

/// How many elements stand under one number.
fn parts_of_entry(kind: Aggregate) -> usize {
    if matches!(kind, Aggregate::Map | Aggregate::Attribute) { 2 } else { 1 }
}

/// What follows the number.
fn mark(kind: Aggregate) -> char {
    match kind {
        Aggregate::Map | Aggregate::Attribute => '#',
        Aggregate::Set => '~',
        Aggregate::Array | Aggregate::Push => ')',
    }
}

/// How many digits a number has, zero having one.
fn decimal_width(number: usize) -> usize {
    number.checked_ilog10().unwrap_or(0) as usize + 1
}

fn name(kind: Aggregate) -> &'static str {
    match kind {
        Aggregate::Array => "array",
        Aggregate::Map | Aggregate::Attribute => "hash",
        Aggregate::Set => "set",
        Aggregate::Push => "push",
    }
}

#[cfg(test)]
mod tests {
    use crate::reply::tests::received;

    fn formatted(wire: &str) -> String {
        let mut out = Vec::new();
        super::write(&received(wire, wire.len()), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    /// What no server sends where redis-cli could be asked how it shows it.
    #[test]
    fn rare_kinds() {
        assert_eq!(formatted(">2\r\n+invalidate\r\n*1\r\n$1\r\nk\r\n"), "1) invalidate\n2) 1) \"k\"\n");
        assert_eq!(formatted(">0\r\n"), "(empty push)\n");
        assert_eq!(formatted("(-12\r\n"), "(big number) -12\n");
        assert_eq!(formatted("!6\r\nERR\nno\r\n"), "(error) ERR\nno\n");
    }

    #[test]
    fn numbers_line_up() {
        let lines = formatted(&format!("*100\r\n{}*2\r\n:1\r\n:2\r\n", ":0\r\n".repeat(99)));
        let lines: Vec<_> = lines.lines().collect();
        assert_eq!((lines[0], lines[9]), ("  1) (integer) 0", " 10) (integer) 0"));
        assert_eq!((lines[99], lines[100]), ("100) 1) (integer) 1", "     2) (integer) 2"));
    }
}
