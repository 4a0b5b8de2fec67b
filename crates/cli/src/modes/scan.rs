//! `--scan`: all keys, one on a line.

use std::io::{self, BufWriter, Write};

use picoredis::ErrorKind;

use crate::console::{Console, report};
use crate::interrupt;
use crate::modes::keys::Walk;
use crate::output::Style;
use crate::pace::Pace;
use crate::status::Status;
use crate::styles::quote;
use crate::task::Filter;

/// Lists the keys, until Ctrl-C.
///
/// # Errors
///
/// Standard output cannot be written.
pub(crate) fn run(console: &mut Console, filter: Filter, pace: Pace) -> io::Result<Status> {
    let style = console.printer().style;
    interrupt::listen();
    let redis = match console.open() {
        Ok(redis) => redis,
        Err(status) => return Ok(status),
    };
    let mut out = BufWriter::new(io::stdout().lock());
    let mut walk = Walk::new(filter);
    while !interrupt::happened() {
        let keys = match walk.round(redis) {
            Ok(Some(keys)) => keys,
            Ok(None) => break,
            Err(error) if matches!(error.kind(), ErrorKind::Interrupted) => break,
            Err(error) => return Ok(report(&error)),
        };
        for key in &keys {
            if style == Style::Formatted {
                quote::write(key, &mut out)?;
            } else {
                out.write_all(key)?;
            }
            out.write_all(b"\n")?;
        }
        out.flush()?;
        pace.wait();
    }
    Ok(Status::Good)
}
