//! Replies for programs, as redis-cli writes them to a pipe: bare bytes, one element on a line.

use std::io::{self, Write};

use picoredis::event::Aggregate;

use crate::reply::Reply;

/// Writes a reply and ends the line.
pub(crate) fn write(reply: &Reply, out: &mut impl Write) -> io::Result<()> {
    write_bare(reply, out)?;
    out.write_all(b"\n")
}

/// Writes a reply and no more. An error brings a line end of its own.
pub(crate) fn write_bare(reply: &Reply, out: &mut impl Write) -> io::Result<()> {
    match reply {
        Reply::Null => Ok(()),
        Reply::Boolean(yes) => write!(out, "({yes})"),
        Reply::Integer(number) => write!(out, "{number}"),
        Reply::Text(kind, bytes) => {
            out.write_all(bytes)?;
            out.write_all(if kind.is_error() { b"\n" } else { b"" })
        }
        Reply::Aggregate(kind, elements) => write_elements(*kind, elements, out),
    }
}

fn write_elements(kind: Aggregate, elements: &[Reply], out: &mut impl Write) -> io::Result<()> {
    let is_map = matches!(kind, Aggregate::Map | Aggregate::Attribute);
    for (index, element) in elements.iter().enumerate() {
        if index > 0 {
            out.write_all(if is_map && index % 2 == 1 { b" " } else { b"\n" })?;
        }
        write_bare(element, out)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::reply::tests::received;

    /// What no server sends where redis-cli could be asked how it shows it.
    #[test]
    fn rare_kinds() {
        let mut out = Vec::new();
        super::write(&received(">3\r\n(12\r\n+a\r\n!6\r\nERR\nno\r\n", 5), &mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "12\na\nERR\nno\n\n");
    }
}
