//! `--debug`: what is sent and received, in colour on a terminal.

use std::io::{self, IsTerminal, Write};

use picoredis::{Config, Wire};

/// Has a connection show what it sends and receives on standard error.
pub(crate) fn show(config: Config) -> Config {
    if io::stderr().is_terminal() { config.debug_to(show_in_colour) } else { config.debug(true) }
}

fn show_in_colour(wire: Wire<'_>) {
    const YELLOW: u8 = 33;
    const CYAN: u8 = 36;

    let colour = match wire {
        Wire::Send(_) => YELLOW,
        Wire::Recv(_) => CYAN,
    };
    // Nobody could be told that standard error is closed.
    let _ = writeln!(io::stderr(), "\x1b[{colour}m{wire}\x1b[0m");
}
