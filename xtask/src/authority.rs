//! Certificates for tests: an authority, a server that it vouches for, and a stranger.

use std::fs;
use std::net::TcpListener;
use std::path::Path;
use std::process::Command;

use picoredis_tests::server::command_in;

use crate::debian::{self, Suite};
use crate::workspace::{command, output_of, target};

/// What keys are made of, in the words of OpenSSL.
pub(crate) enum Keys {
    Rsa,
    /// What clients for small machines understand
    P256,
}

impl Keys {
    fn words(&self) -> &'static [&'static str] {
        match self {
            Self::Rsa => &["-newkey", "rsa:2048"],
            Self::P256 => &["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"],
        }
    }
}

/// Makes them anew in a folder: `ca`, `server` and `server.key`, and `ca_stranger`, of whom the server knows nothing.
///
/// # Errors
/// When there is no OpenSSL and none can be fetched.
pub(crate) fn make(folder: &Path, keys: &Keys) -> Result<(), String> {
    fs::create_dir_all(folder).map_err(|error| error.to_string())?;
    for name in ["ca", "ca_stranger"] {
        let subject = format!("/CN={name}");
        sign(folder, keys, &["-subj", &subject], name)?;
    }
    // The server's name is localhost, and no address.
    let mut words = vec!["-subj", "/CN=localhost", "-CA", "ca", "-CAkey", "ca.key"];
    words.extend(["-addext", "subjectAltName=DNS:localhost", "-addext", "basicConstraints=critical,CA:FALSE"]);
    sign(folder, keys, &words, "server")
}

/// Writes a certificate as DER, in a file of its name with that ending.
///
/// # Errors
/// When it is not there.
pub(crate) fn as_der(folder: &Path, name: &str) -> Result<(), String> {
    let mut openssl = program()?;
    openssl.args(["x509", "-in", name, "-outform", "DER", "-out", &format!("{name}.der")]).current_dir(folder);
    output_of(&mut openssl).map(drop)
}

/// What a server is started with to speak TLS with the certificates of a folder, on a port of its own, which comes first.
///
/// # Errors
/// When no port is free.
pub(crate) fn server_options(folder: &Path) -> Result<(String, Vec<String>), String> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).and_then(|listener| listener.local_addr());
    let port = listener.map_err(|error| error.to_string())?.port().to_string();
    let file = |name: &str| folder.join(name).to_string_lossy().into_owned();
    let options = [
        ("--tls-port", port.clone()),
        ("--tls-auth-clients", "no".into()),
        ("--tls-cert-file", file("server")),
        ("--tls-key-file", file("server.key")),
        ("--tls-ca-cert-file", file("ca")),
    ];
    Ok((port, options.into_iter().flat_map(|(name, value)| [name.into(), value]).collect()))
}

/// Makes a key and a certificate of this name.
fn sign(folder: &Path, keys: &Keys, words: &[&str], name: &str) -> Result<(), String> {
    let mut openssl = program()?;
    openssl.args(["req", "-x509", "-nodes", "-days", "2"]).args(keys.words()).args(words);
    openssl.args(["-keyout", &format!("{name}.key"), "-out", name]).current_dir(folder);
    output_of(&mut openssl).map(drop)
}

fn program() -> Result<Command, String> {
    if output_of(command("openssl").arg("version")).is_ok() {
        return Ok(command("openssl"));
    }
    let root = target().join("openssl");
    debian::unpack(Suite::Own, &["openssl"], &["openssl", "lib"], &root)?;
    let words = command_in(&root, "openssl").ok_or("the package has no openssl")?;
    let mut openssl = command(&words[0]);
    openssl.args(&words[1..]);
    Ok(openssl)
}
