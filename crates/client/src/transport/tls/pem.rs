//! Certificates and keys in PEM, in a file or in memory.

use core::fmt;
use std::borrow::Cow;
use std::path::PathBuf;
use std::string::ToString as _;
use std::vec::Vec;
use std::{format, fs, io};

use rustls::pki_types::pem::{Error as PemError, PemObject};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};

/// Certificates, or a private key, as PEM: `-----BEGIN CERTIFICATE-----` and so on.
///
/// `Debug` shows where it comes from, and nothing of what it holds.
///
/// ```
/// use picoredis::Pem;
///
/// assert_eq!(format!("{:?}", Pem::file("client.key")), "client.key");
/// assert_eq!(format!("{:?}", Pem::bytes("-----BEGIN PRIVATE KEY-----...")), "30 bytes of PEM");
/// ```
#[derive(Clone)]
pub struct Pem(Source);

#[derive(Clone)]
enum Source {
    File(PathBuf),
    Bytes(Vec<u8>),
}

impl Pem {
    /// What is in a file. It is read at each connecting, so that a certificate that was renewed is taken.
    pub fn file(path: impl Into<PathBuf>) -> Pem {
        Pem(Source::File(path.into()))
    }

    /// What is in memory, as from `include_bytes!` or a vault.
    pub fn bytes(pem: impl Into<Vec<u8>>) -> Pem {
        Pem(Source::Bytes(pem.into()))
    }

    /// All certificates in it; there is at least one.
    pub(super) fn certificates(&self) -> io::Result<Vec<CertificateDer<'static>>> {
        let pem = self.read()?;
        let certificates = CertificateDer::pem_slice_iter(&pem).collect::<Result<Vec<_>, _>>();
        match certificates {
            Ok(certificates) if certificates.is_empty() => Err(self.wrong("there is no certificate in it")),
            Ok(certificates) => Ok(certificates),
            Err(error) => Err(self.wrong(&error.to_string())),
        }
    }

    /// The first private key in it.
    pub(super) fn private_key(&self) -> io::Result<PrivateKeyDer<'static>> {
        PrivateKeyDer::from_pem_slice(&self.read()?).map_err(|error| match error {
            PemError::NoItemsFound => self.wrong("there is no private key in it, or only one with a passphrase"),
            error => self.wrong(&error.to_string()),
        })
    }

    fn read(&self) -> io::Result<Cow<'_, [u8]>> {
        match &self.0 {
            Source::Bytes(bytes) => Ok(bytes.into()),
            Source::File(path) => match fs::read(path) {
                Ok(bytes) => Ok(bytes.into()),
                Err(error) => Err(io::Error::new(error.kind(), format!("{self:?}: {error}"))),
            },
        }
    }

    fn wrong(&self, words: &str) -> io::Error {
        io::Error::new(io::ErrorKind::InvalidInput, format!("{self:?}: {words}"))
    }
}

impl fmt::Debug for Pem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Source::File(path) => write!(f, "{}", path.display()),
            Source::Bytes(bytes) => write!(f, "{} bytes of PEM", bytes.len()),
        }
    }
}
