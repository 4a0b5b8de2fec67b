//! Replies as a line of comma-separated values, as redis-cli writes them: whatever is nested, in one row.

use std::io::{self, Write};

use picoredis::event::TextKind;

use crate::reply::Reply;
use crate::styles::quote;

/// Writes a reply and ends the line.
pub(crate) fn write(reply: &Reply, out: &mut dyn Write) -> io::Result<()> {
    write_value(reply, out)?;
    out.write_all(b"\n")
}

fn write_value(reply: &Reply, out: &mut dyn Write) -> io::Result<()> {
    match reply {
        Reply::Null => out.write_all(b"NULL"),
        Reply::Boolean(yes) => write!(out, "{yes}"),
        Reply::Integer(number) => write!(out, "{number}"),
        Reply::Text(TextKind::Double | TextKind::BigNumber, digits) => out.write_all(digits),
        Reply::Text(kind, bytes) => {
            out.write_all(if kind.is_error() { b"ERROR," } else { b"" })?;
            quote::write(bytes, out)
        }
        Reply::Aggregate(_, elements) => {
            for (index, element) in elements.iter().enumerate() {
                out.write_all(if index > 0 { b"," } else { b"" })?;
                write_value(element, out)?;
            }
            Ok(())
        }
    }
}
