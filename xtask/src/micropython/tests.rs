//! The tests of the packages, each in every Python that can run it.

use std::process::Command;

use picoredis_tests::server::Server;

use super::dist::{CRATE, Package};
use super::port::Port;
use crate::progress::{self, Ran};
use crate::servers;
use crate::workspace::{command, output_of, root};

/// Runs everything, until something fails.
///
/// # Errors
/// When a server or an interpreter cannot be started.
pub(super) fn run(step: &str, port: &Port, packages: &[Package]) -> Result<Ran, String> {
    let binary = servers::ensure()?;
    let server = Server::start_with(&binary, &[]).map_err(|error| error.to_string())?;
    let mut all = Ran { ok: true, output: String::new() };
    for (python, package) in runs(packages) {
        let vectors = root().join("tests/vectors").into_os_string();
        let port_number = server.port().to_string().into();
        let scripts =
            [("vectors_test.py", Some(vectors)), ("codec_test.py", None), ("client_test.py", Some(port_number))];
        for (script, argument) in scripts {
            let mut command = python.command(port);
            command.arg(root().join(CRATE).join("tests").join(script)).arg(&package.folder).args(argument);
            let ran = progress::run(step, &mut command)?;
            all.output += &format!("{}, {}: {}", python.name(), package.folder.display(), ran.output);
            if !ran.ok {
                all.ok = false;
                return Ok(all);
            }
        }
    }
    Ok(all)
}

/// Which Python runs which package.
fn runs(packages: &[Package]) -> Vec<(Python, &Package)> {
    let has_pypy = output_of(Python::Py.plain_command().arg("--version")).is_ok();
    let others: &[Python] = if has_pypy { &[Python::C, Python::Py] } else { &[Python::C] };
    let pythons = |package: &Package| match package.arch {
        "source" => others,
        "py" | "x64" => &[Python::Micro],
        _ => &[],
    };
    packages.iter().flat_map(|package| pythons(package).iter().map(move |python| (*python, package))).collect()
}

/// An interpreter.
#[derive(Clone, Copy)]
enum Python {
    Micro,
    C,
    /// Where it is installed
    Py,
}

impl Python {
    fn name(self) -> &'static str {
        match self {
            Self::Micro => "MicroPython",
            Self::C => "CPython",
            Self::Py => "PyPy",
        }
    }

    fn command(self, port: &Port) -> Command {
        match self {
            Self::Micro => port.command(),
            Self::C | Self::Py => self.plain_command(),
        }
    }

    /// One that is installed.
    fn plain_command(self) -> Command {
        let mut command = command(if matches!(self, Self::Py) { "pypy3" } else { "python3" });
        // A package must not grow by being run.
        command.arg("-B");
        command
    }
}
