//! The tests of the packages, each in every Python that can run it.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use picoredis_tests::server::Server;

use super::dist::{CRATE, Package};
use super::port::Port;
use crate::authority::{self, Keys};
use crate::interpreter::PYPY;
use crate::progress::{self, Ran};
use crate::servers;
use crate::workspace::{command, in_ci, root, target};

/// Runs everything, until something fails.
///
/// # Errors
/// When a server or an interpreter cannot be started.
pub(super) fn run(step: &str, port: &Port, packages: &[Package]) -> Result<Ran, String> {
    let servers = Servers::start()?;
    let mut all = Ran { ok: true, output: String::new() };
    for (name, mut test) in
        in_every_python(&servers, port, packages)?.into_iter().chain(once(&servers, port, packages)?)
    {
        let ran = progress::run(step, &mut test)?;
        all.output += &format!("{name}: {}", ran.output);
        all.ok &= ran.ok;
        if !ran.ok {
            break;
        }
    }
    Ok(all)
}

/// What every Python runs with every package that is for it, each with a name for people.
fn in_every_python(servers: &Servers, port: &Port, packages: &[Package]) -> Result<Vec<(String, Command)>, String> {
    let mut all = Vec::new();
    for (python, package) in runs(packages)? {
        for test in tests(servers) {
            let mut command = python.command(port)?;
            command.arg(path(&test[0])).arg(&package.folder).args(&test[1..]);
            all.push((format!("{}, {}", python.name(), package.arch), command));
        }
    }
    Ok(all)
}

/// What is tested of each package once: on MicroPython, or of the sources in its place for CircuitPython.
fn once(servers: &Servers, port: &Port, packages: &[Package]) -> Result<Vec<(String, Command)>, String> {
    let redis = servers.port().to_string();
    let mut all = Vec::new();
    for package in packages {
        let mut run = |command: Command| all.push((package.arch.into(), command));
        if package.is_for(Python::Micro) {
            let mut alone = port.command();
            alone.arg(path("seed_test.py")).arg(package.file_alone()?).arg(&redis);
            run(alone);
            let mut install = Python::C.command(port)?;
            install.arg(path("mip_test.py")).arg(&package.folder).arg(&redis).args(port.words());
            run(install);
        } else if package.arch == "source" {
            let mut circuit = port.command();
            circuit.arg(path("circuitpython_test.py")).arg(&package.folder).arg(&redis);
            run(circuit);
        }
    }
    Ok(all)
}

/// The servers that the tests talk to.
struct Servers {
    server: Server,
    tls_port: String,
    authority: String,
}

impl Servers {
    fn start() -> Result<Self, String> {
        let authority = target().join("micropython/authority");
        authority::make(&authority, &Keys::Rsa)?;
        let (tls_port, options) = authority::server_options(&authority)?;
        let options: Vec<_> = options.iter().map(String::as_str).collect();
        let server = Server::start_with(&servers::ensure()?, &options).map_err(|error| error.to_string())?;
        Ok(Self { server, tls_port, authority: authority.to_string_lossy().into_owned() })
    }

    fn port(&self) -> u16 {
        self.server.port()
    }
}

/// The scripts that every Python runs, each with what follows the folder of the client.
fn tests(servers: &Servers) -> [Vec<String>; 6] {
    let port = servers.port().to_string();
    let folder = |path: &str| root().join(path).to_string_lossy().into_owned();
    [
        vec!["vectors_test.py".into(), folder("tests/vectors")],
        vec!["codec_test.py".into()],
        vec!["client_test.py".into(), port.clone()],
        vec!["extras_test.py".into(), port.clone(), servers.tls_port.clone(), servers.authority.clone()],
        vec!["examples_test.py".into(), port.clone(), folder("crates/micropython/examples")],
        vec!["readme_test.py".into(), port, folder("README.md")],
    ]
}

fn path(script: &str) -> PathBuf {
    root().join(CRATE).join("tests").join(script)
}

/// Which Python runs which package.
fn runs(packages: &[Package]) -> Result<Vec<(Python, &Package)>, String> {
    let mut pythons = vec![Python::Micro, Python::C];
    match PYPY.find() {
        Ok(_) => pythons.push(Python::Py),
        Err(reason) if in_ci() => return Err(reason),
        Err(reason) => eprintln!("PyPy cannot be had, and runs no tests: {reason}"),
    }
    let all = pythons.into_iter().flat_map(|python| packages.iter().map(move |package| (python, package)));
    Ok(all.filter(|(python, package)| package.is_for(*python)).collect())
}

impl Package {
    /// The client's file in a folder of its own.
    fn file_alone(&self) -> Result<PathBuf, String> {
        let folder = target().join("micropython/alone").join(self.arch);
        let file = folder.join("picoredis.mpy");
        let copied = fs::create_dir_all(&folder).and_then(|()| fs::copy(self.folder.join("picoredis.mpy"), &file));
        copied.map(|_| file).map_err(|error| error.to_string())
    }

    /// Whether it is tested with this Python.
    pub(super) fn is_for(&self, python: Python) -> bool {
        match python {
            Python::Micro => matches!(self.arch, "py" | "x64"),
            Python::C | Python::Py => self.arch == "source",
        }
    }
}

/// An interpreter.
#[derive(Clone, Copy)]
pub(super) enum Python {
    Micro,
    C,
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

    fn command(self, port: &Port) -> Result<Command, String> {
        let mut command = match self {
            Self::Micro => return Ok(port.command()),
            Self::C => command("python3"),
            Self::Py => command(PYPY.find()?),
        };
        // A package must not grow by being run.
        command.arg("-B");
        Ok(command)
    }
}
