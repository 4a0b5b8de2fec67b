//! Replies for programs, as redis-cli writes them to a pipe: bare bytes, one element on a line.

use std::io::{self, Write};

use picoredis::event::Aggregate;

use crate::reply::Reply;

/// Writes a reply and no more, with `between` its elements. An error brings a line end of its own.
pub(crate) fn write(reply: &Reply, between: &[u8], out: &mut dyn Write) -> io::Result<()> {
    match reply {
        Reply::Null => Ok(()),
        Reply::Boolean(yes) => write!(out, "({yes})"),
        Reply::Integer(number) => write!(out, "{number}"),
        Reply::Text(kind, bytes) => {
            out.write_all(bytes)?;
            out.write_all(if kind.is_error() { b"\n" } else { b"" })
        }
        Reply::Aggregate(kind, elements) => {
            for (index, element) in elements.iter().enumerate() {
                out.write_all(separator(*kind, index, between))?;
                write(element, between, out)?;
            }
            Ok(())
        }
    }
}

/// What stands before that element.
pub(crate) fn separator(kind: Aggregate, index: usize, between: &[u8]) -> &[u8] {
    let is_map = matches!(kind, Aggregate::Map | Aggregate::Attribute);
    match index {
        0 => b"",
        index if is_map && index % 2 == 1 => b" ",
        _ => between,
    }
}

#[cfg(test)]
mod tests {
    use crate::reply::tests::received;

    /// What no server sends where redis-cli could be asked how it shows it.
    #[test]
    fn rare_kinds() {
        let mut out = Vec::new();
        super::write(&received(">3\r\n(12\r\n+a\r\n!6\r\nERR\nno\r\n", 5), b"\n", &mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "12\na\nERR\nno\n");
    }
}
