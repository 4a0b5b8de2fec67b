//! What the caller wants of TLS.

use core::fmt;
use std::string::String;
use std::sync::Arc;
use std::vec::Vec;

use rustls::ClientConfig;
use rustls::crypto::CryptoProvider;

use super::pem::Pem;

/// Whom a connection with TLS trusts, and how it shows who the client is: for [`Config::tls`](crate::Config::tls).
///
/// ```no_run
/// use picoredis::{Pem, Redis, Tls};
///
/// let tls = Tls::new()
///     .authority(Pem::file("ca.crt"))
///     .identity(Pem::file("client.crt"), Pem::file("client.key"));
/// let mut redis = Redis::builder().host("redis.example").port(6380).tls(tls).connect()?;
/// # Ok::<(), picoredis::Error>(())
/// ```
///
/// **Whom to trust**: the authorities that are given. Where none is, the feature `tls-native-roots` brings those of the
/// system, and `tls-webpki-roots` those of Mozilla. With both features, say which: no choice is made silently.
///
/// **Who computes**: the feature `tls-ring` brings *ring*, `tls-aws-lc-rs` brings *aws-lc-rs*. With both, with neither, or
/// for another one, give a [`provider`](Tls::provider), or install one for the whole process: that one comes before what
/// the features bring.
///
/// TLS 1.3 is spoken, or 1.2 with a server that has no better. Sessions are not resumed.
#[derive(Clone, Default)]
#[must_use = "it does something in `Config::tls`"]
pub struct Tls {
    pub(super) authorities: Vec<Pem>,
    #[cfg(feature = "tls-native-roots")]
    pub(super) native_roots: bool,
    #[cfg(feature = "tls-webpki-roots")]
    pub(super) webpki_roots: bool,
    pub(super) accepts_any_certificate: bool,
    /// The certificate and those it builds on, and the key.
    pub(super) identity: Option<(Pem, Pem)>,
    pub(super) server_name: Option<String>,
    pub(super) provider: Option<Arc<CryptoProvider>>,
    pub(super) rustls: Option<Arc<ClientConfig>>,
}

impl Tls {
    /// Trusts whom the features say, and has no certificate of its own.
    pub fn new() -> Tls {
        Tls::default()
    }

    /// Trusts servers whose certificates these authorities have signed, and, unless something else is asked for besides,
    /// no others. Once for each file.
    pub fn authority(mut self, certificates: Pem) -> Self {
        self.authorities.push(certificates);
        self
    }

    /// Trusts the authorities that the system trusts, besides those given. `SSL_CERT_FILE` and `SSL_CERT_DIR` in the
    /// environment stand for them, as with OpenSSL. They are read once in a process.
    #[cfg(feature = "tls-native-roots")]
    #[cfg_attr(docsrs, doc(cfg(feature = "tls-native-roots")))]
    pub fn native_roots(mut self) -> Self {
        self.native_roots = true;
        self
    }

    /// Trusts the authorities that Mozilla trusts, besides those given: the list is a part of the program.
    #[cfg(feature = "tls-webpki-roots")]
    #[cfg_attr(docsrs, doc(cfg(feature = "tls-webpki-roots")))]
    pub fn webpki_roots(mut self) -> Self {
        self.webpki_roots = true;
        self
    }

    /// The client's certificate, with those between it and the authority behind it, and its private key (without a
    /// passphrase): for a server that asks for them, as Redis does unless `tls-auth-clients` is `no`.
    pub fn identity(mut self, certificates: Pem, key: Pem) -> Self {
        self.identity = Some((certificates, key));
        self
    }

    /// The name that the server's certificate must be for, and that the server is told (SNI), where it is not the host:
    /// behind a tunnel, or with an address for a host.
    pub fn server_name(mut self, name: impl Into<String>) -> Self {
        self.server_name = Some(name.into());
        self
    }

    /// **Dangerous**: believes any server that it is the right one. Whoever is on the way can read and change everything,
    /// the password first of all. For experiments. `#insecure` at the end of a URL does the same.
    pub fn danger_accept_any_certificate(mut self) -> Self {
        self.accepts_any_certificate = true;
        self
    }

    /// Who computes: `rustls::crypto::ring::default_provider()`, for one. It comes before that of the process and those of
    /// the features.
    pub fn provider(mut self, provider: impl Into<Arc<CryptoProvider>>) -> Self {
        self.provider = Some(provider.into());
        self
    }

    /// All that rustls can be told, as rustls wants it: instead of everything here but the
    /// [`server_name`](Tls::server_name).
    pub fn rustls(mut self, config: impl Into<Arc<ClientConfig>>) -> Self {
        self.rustls = Some(config.into());
        self
    }
}

/// Leaves keys out.
impl fmt::Debug for Tls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tls")
            .field("authorities", &self.authorities)
            .field("accepts_any_certificate", &self.accepts_any_certificate)
            .field("identity", &self.identity)
            .field("server_name", &self.server_name)
            .finish_non_exhaustive()
    }
}
