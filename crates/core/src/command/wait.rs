//! How long a command may wait on purpose, read from its own arguments.

use core::convert::Infallible;

use super::Command;
use super::spec::{At, Block};
use crate::args::Args;
use crate::encode::Visit;

/// How long the server may take over a command on purpose, before its answer counts as late.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wait {
    /// It answers at once.
    None,
    /// It may wait so many milliseconds.
    Millis(u64),
    /// It may wait for ever.
    Forever,
}

pub(super) fn wait<A: Args, R>(command: &Command<'_, A, R>) -> Wait {
    let (at, decimals) = match command.spec.block {
        Block::No => return Wait::None,
        Block::Seconds(at) => (at, 3),
        Block::Millis(at) => (at, 0),
    };
    let index = match at {
        At::Index(index) if index < 0 => command.count().wrapping_sub(usize::from(index.unsigned_abs())),
        At::Index(index) => command.spec.words().wrapping_add(usize::from(index.unsigned_abs())),
        At::AfterBlock => usize::MAX,
    };
    if index < command.spec.words() {
        // The argument is missing: the server will say so.
        return Wait::None;
    }
    let mut reader = Reader { at, index, decimals, wait: Wait::None };
    let Ok(()) = command.visit(&mut reader);
    reader.wait
}

/// Finds the argument that holds the time.
struct Reader {
    at: At,
    /// How many words come before it.
    index: usize,
    decimals: u32,
    wait: Wait,
}

impl Visit for Reader {
    type Error = Infallible;

    fn arg(&mut self, bytes: &[u8]) -> Result<(), Infallible> {
        if self.index == 0 {
            self.wait = read(bytes, self.decimals);
        }
        self.index = match self.at {
            At::AfterBlock if bytes.eq_ignore_ascii_case(b"BLOCK") => 0,
            At::AfterBlock if bytes.eq_ignore_ascii_case(b"STREAMS") => {
                // What follows are keys and ids, whatever they are called.
                self.at = At::Index(0);
                usize::MAX
            }
            _ => self.index.wrapping_sub(1),
        };
        Ok(())
    }
}

/// The time in milliseconds: a decimal number of which `decimals` digits after the dot count.
///
/// Small on purpose: a float parser is too much for this on a small board. What is no plain number is left to the
/// server to refuse, and given all the time it wants.
fn read(bytes: &[u8], decimals: u32) -> Wait {
    let mut dot = bytes.splitn(2, |&byte| byte == b'.');
    let whole = dot.next().unwrap_or_default();
    let part = dot.next().unwrap_or_default();
    let millis =
        whole.iter().chain(part.iter().chain(b"000").take(decimals as usize)).try_fold(0u64, |number, &byte| {
            let digit = byte.wrapping_sub(b'0');
            if digit > 9 {
                return None;
            }
            number.checked_mul(10)?.checked_add(digit.into())
        });
    match millis {
        // Rounded up: 0.0001 s is not for ever.
        Some(0) if part.iter().any(|&byte| byte != b'0') => Wait::Millis(1),
        Some(0) | None => Wait::Forever,
        Some(millis) => Wait::Millis(millis),
    }
}
