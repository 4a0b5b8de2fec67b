//! Certificates for a test: an authority, a server that it vouches for, and a stranger.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use picoredis_tests::server::command_in;

use crate::debian::{self, Suite};
use crate::workspace::{command, output_of, target};

/// Makes them anew in a folder: `ca`, `server` and `server.key`, and `ca_stranger`, of whom the server knows nothing.
///
/// # Errors
/// When there is no OpenSSL and none can be fetched.
pub(super) fn make() -> Result<PathBuf, String> {
    let folder = target().join("micropython/authority");
    fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    for name in ["ca", "ca_stranger"] {
        let subject = format!("/CN={name}");
        openssl(&folder, &["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", &subject], name)?;
    }
    // The server's name is localhost, and no address.
    let mut words = vec!["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"];
    words.extend(["-CA", "ca", "-CAkey", "ca.key", "-addext", "subjectAltName=DNS:localhost"]);
    words.extend(["-addext", "basicConstraints=critical,CA:FALSE"]);
    openssl(&folder, &words, "server")?;
    Ok(folder)
}

/// Makes a key and a certificate of this name.
fn openssl(folder: &Path, words: &[&str], name: &str) -> Result<(), String> {
    let mut openssl = program()?;
    openssl.args(words).args(["-keyout", &format!("{name}.key"), "-out", name]).current_dir(folder);
    output_of(&mut openssl).map(drop)
}

fn program() -> Result<Command, String> {
    if output_of(command("openssl").arg("version")).is_ok() {
        return Ok(command("openssl"));
    }
    let root = target().join("micropython/openssl");
    debian::unpack(Suite::Own, &["openssl"], &["openssl", "lib"], &root)?;
    let words = command_in(&root, "openssl").ok_or("the package has no openssl")?;
    let mut openssl = command(&words[0]);
    openssl.args(&words[1..]);
    Ok(openssl)
}
