//! How fast the client is beside the original, run by the same interpreter.

use std::fmt::Write as _;
use std::path::PathBuf;

use picoredis_tests::server::Server;

use super::dist::{self, CRATE};
use super::original;
use super::port::{self, Port};
use super::tests::Python;
use super::tools::Tools;
use crate::servers;
use crate::workspace::{output_of, root};

/// What a client takes, in microseconds: for a list of ten thousand elements, and to encode a command.
struct Times {
    list: f64,
    encode: f64,
}

/// Measures each on MicroPython's unix port; returns a table.
///
/// # Errors
/// What cannot be had on this machine, or does not run.
pub(super) fn run() -> Result<String, String> {
    let port = port::fetch()?;
    let tools = Tools::prepare()?;
    let mut clients = vec![("original", original::fetch(&tools)?.keeping_its_socket(&tools)?)];
    let packages = dist::build(&tools)?.into_iter().filter(|package| package.is_for(Python::Micro));
    clients.extend(packages.map(|package| (package.arch, package.folder)));
    let server = Server::start_with(&servers::ensure()?, &[]).map_err(|error| error.to_string())?;
    let times = clients.iter().map(|(_, folder)| measure(&port, &server, folder)).collect::<Result<Vec<_>, _>>()?;
    let mut table = format!("{:<10}{:>26}{:>24}\n", "us (ratio)", "LRANGE of 10000", "encode SET");
    for ((name, _), ours) in clients.iter().zip(&times) {
        let cell = |of: fn(&Times) -> f64| format!("{:.1} ({:.1})", of(ours), of(&times[0]) / of(ours));
        // Writing to a string cannot fail.
        let _ = writeln!(table, "{name:<10}{:>26}{:>24}", cell(|times| times.list), cell(|times| times.encode));
    }
    Ok(table)
}

fn measure(port: &Port, server: &Server, folder: &PathBuf) -> Result<Times, String> {
    let script = root().join(CRATE).join("tests/compare.py");
    let said = output_of(port.command().arg(script).arg(folder).arg(server.port().to_string()))?;
    let figures: Option<Vec<f64>> = said.split_whitespace().map(|word| word.parse().ok()).collect();
    match figures.as_deref() {
        Some(&[list, encode]) => Ok(Times { list, encode }),
        _ => Err(format!("no figures: {said}")),
    }
}
