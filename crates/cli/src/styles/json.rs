//! Replies as JSON, as redis-cli writes them. RESP2 has no maps: there they are arrays of keys and values.

use std::io::{self, Write};

use picoredis::event::{Aggregate, TextKind};

use crate::reply::Reply;
use crate::styles::quote;

/// How strings are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Strings {
    /// As JSON has them. Bytes that are no UTF-8 stay as they are.
    Plain,
    /// In ASCII, with the escapes of [`quote`] behind a second backslash.
    Quoted,
}

/// Writes a reply and ends the line.
pub(crate) fn write(reply: &Reply, strings: Strings, out: &mut dyn Write) -> io::Result<()> {
    write_value(reply, strings, out)?;
    out.write_all(b"\n")
}

fn write_value(reply: &Reply, strings: Strings, out: &mut dyn Write) -> io::Result<()> {
    match reply {
        Reply::Null => out.write_all(b"null"),
        Reply::Boolean(yes) => write!(out, "{yes}"),
        Reply::Integer(number) => write!(out, "{number}"),
        Reply::Text(TextKind::Double | TextKind::BigNumber, digits) => out.write_all(digits),
        Reply::Text(kind, bytes) => {
            out.write_all(if kind.is_error() { b"error:" } else { b"" })?;
            write_string(bytes, strings, out)
        }
        Reply::Aggregate(Aggregate::Map | Aggregate::Attribute, elements) => write_map(elements, strings, out),
        Reply::Aggregate(_, elements) => {
            out.write_all(b"[")?;
            for (index, element) in elements.iter().enumerate() {
                out.write_all(if index > 0 { b"," } else { b"" })?;
                write_value(element, strings, out)?;
            }
            out.write_all(b"]")
        }
    }
}

fn write_map(elements: &[Reply], strings: Strings, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"{")?;
    for (index, element) in elements.iter().enumerate() {
        let is_key = index % 2 == 0;
        let before: &[u8] = match index {
            0 => b"",
            _ if is_key => b",",
            _ => b":",
        };
        out.write_all(before)?;
        if is_key {
            write_key(element, strings, out)?;
        } else {
            write_value(element, strings, out)?;
        }
    }
    out.write_all(b"}")
}

/// Keys of JSON are strings, whatever those of the server are.
fn write_key(key: &Reply, strings: Strings, out: &mut dyn Write) -> io::Result<()> {
    let is_string = matches!(key, Reply::Text(kind, _) if !matches!(kind, TextKind::Double | TextKind::BigNumber));
    let quote: &[u8] = if is_string { b"" } else { b"\"" };
    out.write_all(quote)?;
    write_value(key, strings, out)?;
    out.write_all(quote)
}

fn write_string(bytes: &[u8], strings: Strings, out: &mut dyn Write) -> io::Result<()> {
    match strings {
        Strings::Plain => write_plain(bytes, out),
        Strings::Quoted => {
            let mut quoted = Vec::with_capacity(bytes.len() + 2);
            quote::write(bytes, &mut quoted)?;
            for piece in quoted.split_inclusive(|byte| *byte == b'\\') {
                out.write_all(piece)?;
                out.write_all(if piece.ends_with(b"\\") { b"\\" } else { b"" })?;
            }
            Ok(())
        }
    }
}

fn write_plain(bytes: &[u8], out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"\"")?;
    for &byte in bytes {
        match byte {
            b'\\' | b'"' => out.write_all(&[b'\\', byte])?,
            b'\n' => out.write_all(b"\\n")?,
            b'\r' => out.write_all(b"\\r")?,
            b'\t' => out.write_all(b"\\t")?,
            0x08 => out.write_all(b"\\b")?,
            0x0c => out.write_all(b"\\f")?,
            0..=0x1f => write!(out, "\\u{byte:04x}")?,
            byte => out.write_all(&[byte])?,
        }
    }
    out.write_all(b"\"")
}

#[cfg(test)]
mod tests {
    use super::Strings;
    use crate::reply::tests::received;

    /// What no server sends where redis-cli could be asked how it shows it.
    #[test]
    fn rare_kinds() {
        let json = |wire| {
            let mut out = Vec::new();
            super::write(&received(wire, 5), Strings::Plain, &mut out).unwrap();
            String::from_utf8(out).unwrap()
        };
        assert_eq!(json("*2\r\n(12\r\n!6\r\nERR\nno\r\n"), "[12,error:\"ERR\\nno\"]\n");
        assert_eq!(json("%1\r\n(7\r\n*1\r\n#f\r\n"), "{\"7\":[false]}\n");
        assert_eq!(json(">1\r\n+a\r\n"), "[\"a\"]\n");
    }
}
