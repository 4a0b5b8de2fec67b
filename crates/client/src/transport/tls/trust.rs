//! Whom to believe.

use std::io;
use std::sync::Arc;
use std::vec::Vec;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{DigitallySignedStruct, Error, RootCertStore, SignatureScheme};

use super::failure::misconfigured;
use super::settings::Tls;

/// The authorities to trust.
pub(super) fn roots(tls: &Tls) -> io::Result<RootCertStore> {
    let mut roots = RootCertStore::empty();
    for pem in &tls.authorities {
        for certificate in pem.certificates()? {
            roots.add(certificate).map_err(|error| misconfigured(std::format!("{pem:?}: {error}")))?;
        }
    }
    let (native, webpki) = wanted(tls)?;
    if native {
        native_roots(&mut roots)?;
    }
    if webpki {
        webpki_roots(&mut roots);
    }
    Ok(roots)
}

/// Whether to trust those of the system, and those of Mozilla.
fn wanted(tls: &Tls) -> io::Result<(bool, bool)> {
    const NATIVE: bool = cfg!(feature = "tls-native-roots");
    const WEBPKI: bool = cfg!(feature = "tls-webpki-roots");
    #[cfg(feature = "tls-native-roots")]
    let native = tls.native_roots;
    #[cfg(not(feature = "tls-native-roots"))]
    let native = false;
    #[cfg(feature = "tls-webpki-roots")]
    let webpki = tls.webpki_roots;
    #[cfg(not(feature = "tls-webpki-roots"))]
    let webpki = false;
    if native || webpki || !tls.authorities.is_empty() {
        return Ok((native, webpki));
    }
    match (NATIVE, WEBPKI) {
        (true, true) => Err(misconfigured(
            "the features tls-native-roots and tls-webpki-roots both bring authorities: Tls::native_roots or Tls::webpki_roots says which to trust",
        )),
        (false, false) => Err(misconfigured(
            "nobody is trusted: Tls::authority says whom to trust, or the feature tls-native-roots or tls-webpki-roots of picoredis",
        )),
        only => Ok(only),
    }
}

#[cfg(feature = "tls-native-roots")]
fn native_roots(roots: &mut RootCertStore) -> io::Result<()> {
    use std::sync::OnceLock;

    // There are more than a hundred of them, in as many files.
    static READ: OnceLock<RootCertStore> = OnceLock::new();
    let read = match READ.get() {
        Some(read) => read,
        None => {
            let read = read_native_roots()?;
            READ.get_or_init(|| read)
        }
    };
    roots.extend(read.roots.iter().cloned());
    Ok(())
}

#[cfg(feature = "tls-native-roots")]
fn read_native_roots() -> io::Result<RootCertStore> {
    let found = rustls_native_certs::load_native_certs();
    let mut roots = RootCertStore::empty();
    // Among so many there may be one that nobody understands.
    roots.add_parsable_certificates(found.certs);
    if roots.is_empty() {
        let why = found.errors.first().map_or("it has none".into(), |error| std::format!("{error}"));
        return Err(misconfigured(std::format!("no authorities were found that the system trusts: {why}")));
    }
    Ok(roots)
}

#[cfg(not(feature = "tls-native-roots"))]
fn native_roots(_: &mut RootCertStore) -> io::Result<()> {
    Ok(())
}

#[cfg(feature = "tls-webpki-roots")]
fn webpki_roots(roots: &mut RootCertStore) {
    roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
}

#[cfg(not(feature = "tls-webpki-roots"))]
fn webpki_roots(_: &mut RootCertStore) {}

/// Believes any certificate. That its owner is at the other end is still made sure of, for what that is worth.
#[derive(Debug)]
pub(super) struct AnyCertificate(pub(super) Arc<CryptoProvider>);

impl ServerCertVerifier for AnyCertificate {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, certificate, signature, &self.0.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, certificate, signature, &self.0.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}
