//! The tests of the packages, each in every Python that can run it.

use std::fs;
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::Command;

use picoredis_tests::server::Server;

use super::authority;
use super::dist::{CRATE, Package};
use super::port::Port;
use crate::progress::{self, Ran};
use crate::servers;
use crate::workspace::{command, output_of, root, target};

/// Runs everything, until something fails.
///
/// # Errors
/// When a server or an interpreter cannot be started.
pub(super) fn run(step: &str, port: &Port, packages: &[Package]) -> Result<Ran, String> {
    let servers = Servers::start()?;
    let mut all = Ran { ok: true, output: String::new() };
    for (python, package) in runs(packages) {
        for test in tests(&servers) {
            let mut command = python.command(port);
            command.arg(path(&test[0])).arg(&package.folder).args(&test[1..]);
            if !add(&mut all, &format!("{}, {}", python.name(), package.arch), progress::run(step, &mut command)?) {
                return Ok(all);
            }
        }
    }
    for package in packages.iter().filter(|package| package.is_for(Python::Micro)) {
        let mut alone = Python::Micro.command(port);
        alone.arg(path("seed_test.py")).arg(package.file_alone()?).arg(servers.port().to_string());
        if !add(&mut all, package.arch, progress::run(step, &mut alone)?) {
            break;
        }
        let mut install = Python::C.command(port);
        install.arg(path("mip_test.py")).arg(&package.folder).arg(servers.port().to_string()).args(port.words());
        if !add(&mut all, package.arch, progress::run(step, &mut install)?) {
            break;
        }
    }
    Ok(all)
}

/// Notes how a test ended; returns whether it went well.
fn add(all: &mut Ran, name: &str, ran: Ran) -> bool {
    all.output += &format!("{name}: {}", ran.output);
    all.ok &= ran.ok;
    ran.ok
}

/// The servers that the tests talk to.
struct Servers {
    server: Server,
    tls_port: String,
    authority: String,
}

impl Servers {
    fn start() -> Result<Self, String> {
        let authority = authority::make()?;
        let file = |name: &str| authority.join(name).to_string_lossy().into_owned();
        let tls_port = free_port().map_err(|error| error.to_string())?.to_string();
        let mut options = vec!["--tls-port", &tls_port, "--tls-auth-clients", "no"];
        let files = [file("server"), file("server.key"), file("ca")];
        let names = ["--tls-cert-file", "--tls-key-file", "--tls-ca-cert-file"];
        options.extend(names.iter().zip(&files).flat_map(|(name, file)| [*name, file.as_str()]));
        let server = Server::start_with(&servers::ensure()?, &options).map_err(|error| error.to_string())?;
        Ok(Self { server, tls_port: tls_port.clone(), authority: authority.to_string_lossy().into_owned() })
    }

    fn port(&self) -> u16 {
        self.server.port()
    }
}

fn free_port() -> std::io::Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

/// The scripts that every Python runs, each with what follows the folder of the client.
fn tests(servers: &Servers) -> [Vec<String>; 5] {
    let port = servers.port().to_string();
    let folder = |path: &str| root().join(path).to_string_lossy().into_owned();
    [
        vec!["vectors_test.py".into(), folder("tests/vectors")],
        vec!["codec_test.py".into()],
        vec!["client_test.py".into(), port.clone()],
        vec!["extras_test.py".into(), port.clone(), servers.tls_port.clone(), servers.authority.clone()],
        vec!["examples_test.py".into(), port, folder("crates/micropython/examples")],
    ]
}

fn path(script: &str) -> PathBuf {
    root().join(CRATE).join("tests").join(script)
}

/// Which Python runs which package.
fn runs(packages: &[Package]) -> Vec<(Python, &Package)> {
    let has_pypy = output_of(Python::Py.plain_command().arg("--version")).is_ok();
    let pythons = [Python::Micro, Python::C, Python::Py];
    let pythons = pythons.into_iter().filter(|python| has_pypy || !matches!(python, Python::Py));
    let all = pythons.flat_map(|python| packages.iter().map(move |package| (python, package)));
    all.filter(|(python, package)| package.is_for(*python)).collect()
}

impl Package {
    /// The client's file in a folder of its own.
    fn file_alone(&self) -> Result<PathBuf, String> {
        let folder = target().join("micropython/alone").join(self.arch);
        let file = folder.join("picoredis.mpy");
        let copied = fs::create_dir_all(&folder).and_then(|()| fs::copy(self.folder.join("picoredis.mpy"), &file));
        copied.map(|_| file).map_err(|error| error.to_string())
    }

    fn is_for(&self, python: Python) -> bool {
        match python {
            Python::Micro => matches!(self.arch, "py" | "x64"),
            Python::C | Python::Py => self.arch == "source",
        }
    }
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
