//! Certificates made on the spot, and private servers that speak TLS with them.
//!
//! ```
//! use picoredis_tests::server::binaries;
//! use picoredis_tests::tls::{Authority, TlsServer};
//!
//! let authority = Authority::new("an authority");
//! let binary = binaries().into_iter().next().expect("a server");
//! let server = TlsServer::start(&binary, &authority, &authority.sign(&["localhost"]), &["--tls-auth-clients", "no"])?;
//! std::net::TcpStream::connect(("127.0.0.1", server.port()))?;
//! # Ok::<(), std::io::Error>(())
//! ```

use std::fs;
use std::io;
use std::net::TcpListener;
use std::path::{Path, PathBuf};

use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair, date_time_ymd,
};

use crate::server::{Binary, Server, fresh_directory};

/// How often a start is tried when somebody else takes the port first.
const PORT_TRIES: usize = 10;

/// One that signs certificates.
#[derive(Debug)]
pub struct Authority {
    issuer: Issuer<'static, KeyPair>,
    pem: String,
}

/// A certificate and its private key, as PEM.
#[derive(Clone, Debug)]
pub struct Signed {
    /// `-----BEGIN CERTIFICATE-----` and so on
    pub certificate: String,
    /// `-----BEGIN PRIVATE KEY-----` and so on
    pub key: String,
}

impl Authority {
    /// Makes one that trusts itself.
    ///
    /// # Panics
    /// When the cryptography fails, as also below.
    pub fn new(name: &str) -> Self {
        let key = KeyPair::generate().unwrap();
        let mut params = params(&[], name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let pem = params.self_signed(&key).unwrap().pem();
        Self { issuer: Issuer::new(params, key), pem }
    }

    /// The certificate to trust, as PEM.
    pub fn pem(&self) -> &str {
        &self.pem
    }

    /// A certificate for these names or addresses, good for a server and for a client.
    pub fn sign(&self, names: &[&str]) -> Signed {
        self.sign_params(&params(names, "somebody"))
    }

    /// The same, but it has expired long ago.
    pub fn sign_expired(&self, names: &[&str]) -> Signed {
        let mut params = params(names, "somebody of old");
        params.not_before = date_time_ymd(2001, 1, 1);
        params.not_after = date_time_ymd(2002, 1, 1);
        self.sign_params(&params)
    }

    /// The same, but its time is yet to come.
    pub fn sign_too_early(&self, names: &[&str]) -> Signed {
        let mut params = params(names, "somebody to come");
        params.not_before = date_time_ymd(4000, 1, 1);
        self.sign_params(&params)
    }

    fn sign_params(&self, params: &CertificateParams) -> Signed {
        let key = KeyPair::generate().unwrap();
        let certificate = params.signed_by(&key, &self.issuer).unwrap();
        Signed { certificate: certificate.pem(), key: key.serialize_pem() }
    }
}

fn params(names: &[&str], name: &str) -> CertificateParams {
    let names: Vec<_> = names.iter().map(ToString::to_string).collect();
    let mut params = CertificateParams::new(names).unwrap();
    params.distinguished_name.push(DnType::CommonName, name);
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth, ExtendedKeyUsagePurpose::ClientAuth];
    params
}

/// Files in a directory of their own, gone with this.
#[derive(Debug)]
pub struct Files(PathBuf);

impl Files {
    /// An empty directory.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn new() -> io::Result<Self> {
        fresh_directory().map(Self)
    }

    /// Writes a file, over an older one if need be; returns its path.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&self, name: &str, text: &str) -> io::Result<PathBuf> {
        let path = self.path().join(name);
        fs::write(&path, text).map(|()| path)
    }

    /// The directory.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Files {
    fn drop(&mut self) {
        // If it cannot be removed, nothing can be done.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A private server that speaks TLS on a port of its own, beside the one where it does not.
#[derive(Debug)]
pub struct TlsServer {
    server: Server,
    port: u16,
    _files: Files,
}

impl TlsServer {
    /// Starts a server that shows the certificate `own` and, unless `extra_args` say otherwise, wants one of every client
    /// that `authority` has signed.
    ///
    /// # Errors
    /// When it does not start.
    pub fn start(binary: &Binary, authority: &Authority, own: &Signed, extra_args: &[&str]) -> io::Result<Self> {
        let files = Files::new()?;
        let paths = [
            files.write("ca.crt", authority.pem())?,
            files.write("server.crt", &own.certificate)?,
            files.write("server.key", &own.key)?,
        ];
        let [ca, certificate, key] = paths.each_ref().map(|path| path.to_str().unwrap_or_default());
        let mut tries = 1;
        loop {
            let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
            let port_text = port.to_string();
            let mut arguments = vec!["--tls-port", &port_text, "--tls-ca-cert-file", ca];
            arguments.extend(["--tls-cert-file", certificate, "--tls-key-file", key]);
            arguments.extend(extra_args);
            match Server::start_with(binary, &arguments) {
                Err(error) if error.kind() == io::ErrorKind::AddrInUse && tries < PORT_TRIES => tries += 1,
                outcome => return outcome.map(|server| Self { server, port, _files: files }),
            }
        }
    }

    /// The port where it speaks TLS.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Its address with TLS: `rediss://localhost:PORT`.
    pub fn url(&self) -> String {
        format!("rediss://localhost:{}", self.port)
    }

    /// The server, which does not speak TLS on its other port.
    pub fn server(&self) -> &Server {
        &self.server
    }
}
