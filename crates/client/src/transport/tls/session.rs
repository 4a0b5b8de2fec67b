//! What rustls is told, out of what the caller wants.

use std::sync::Arc;
use std::{format, io};

use rustls::client::Resumption;
use rustls::crypto::CryptoProvider;
use rustls::pki_types::ServerName;
use rustls::{ClientConfig, ClientConnection};

use super::failure::{explained, misconfigured};
use super::settings::Tls;
use super::trust::{AnyCertificate, roots};
use crate::config::{Config, Endpoint};

/// The beginning of a session with TLS, if the configuration asks for one.
pub(crate) fn session(config: &Config) -> io::Result<Option<ClientConnection>> {
    let Some(tls) = &config.tls else { return Ok(None) };
    let Endpoint::Tcp { host, .. } = &config.endpoint else {
        return Err(misconfigured("a Unix socket has no TLS"));
    };
    let session = ClientConnection::new(client_config(tls)?, server_name(tls, host)?);
    session.map(Some).map_err(explained)
}

/// What rustls is told, for any driver. Files are read, and nothing is kept.
pub(crate) fn client_config(tls: &Tls) -> io::Result<Arc<ClientConfig>> {
    if let Some(config) = &tls.rustls {
        return Ok(Arc::clone(config));
    }
    let provider = provider(tls)?;
    let builder = ClientConfig::builder_with_provider(Arc::clone(&provider));
    let builder = builder.with_safe_default_protocol_versions().map_err(misconfigured)?;
    let builder = if tls.accepts_any_certificate {
        builder.dangerous().with_custom_certificate_verifier(Arc::new(AnyCertificate(provider)))
    } else {
        builder.with_root_certificates(roots(tls)?)
    };
    let mut config = match &tls.identity {
        Some((certificates, key)) => builder
            .with_client_auth_cert(certificates.certificates()?, key.private_key()?)
            .map_err(|error| misconfigured(format!("{certificates:?} and {key:?}: {error}")))?,
        None => builder.with_no_client_auth(),
    };
    // It would have to outlive the connection.
    config.resumption = Resumption::disabled();
    Ok(Arc::new(config))
}

/// The name that the certificate must be for.
pub(crate) fn server_name(tls: &Tls, host: &str) -> io::Result<ServerName<'static>> {
    let name = tls.server_name.as_deref().unwrap_or(host);
    // The zone of an IPv6 address is known to this machine only.
    let name = name.split_once('%').map_or(name, |(address, _)| address);
    ServerName::try_from(name)
        .map(|name| name.to_owned())
        .map_err(|_| misconfigured(format!("no certificate can be for {name:?}: Tls::server_name gives another name")))
}

fn provider(tls: &Tls) -> io::Result<Arc<CryptoProvider>> {
    let chosen = tls.provider.as_ref().or_else(|| CryptoProvider::get_default());
    chosen.map_or_else(featured, |provider| Ok(Arc::clone(provider)))
}

#[cfg(all(feature = "tls-ring", not(feature = "tls-aws-lc-rs")))]
fn featured() -> io::Result<Arc<CryptoProvider>> {
    Ok(Arc::new(rustls::crypto::ring::default_provider()))
}

#[cfg(all(feature = "tls-aws-lc-rs", not(feature = "tls-ring")))]
fn featured() -> io::Result<Arc<CryptoProvider>> {
    Ok(Arc::new(rustls::crypto::aws_lc_rs::default_provider()))
}

#[cfg(all(feature = "tls-ring", feature = "tls-aws-lc-rs"))]
fn featured() -> io::Result<Arc<CryptoProvider>> {
    Err(misconfigured(
        "the features tls-ring and tls-aws-lc-rs both bring cryptography: Tls::provider says which to use",
    ))
}

#[cfg(not(any(feature = "tls-ring", feature = "tls-aws-lc-rs")))]
fn featured() -> io::Result<Arc<CryptoProvider>> {
    Err(misconfigured(
        "there is no cryptography: the feature tls-ring or tls-aws-lc-rs of picoredis brings it, or Tls::provider",
    ))
}

#[cfg(test)]
mod tests {
    use std::string::ToString;

    use super::{CryptoProvider, Tls, client_config, server_name};

    /// What is behind a feature is taken, as long as nobody has to choose.
    #[test]
    fn who_computes() {
        assert!(CryptoProvider::get_default().is_none());
        let chosen = client_config(&Tls::new().danger_accept_any_certificate());
        match (cfg!(feature = "tls-ring"), cfg!(feature = "tls-aws-lc-rs")) {
            (true, true) => assert!(chosen.unwrap_err().to_string().contains("Tls::provider says which")),
            (false, false) => assert!(chosen.unwrap_err().to_string().starts_with("there is no cryptography")),
            _ => assert!(chosen.is_ok()),
        }
    }

    #[test]
    #[cfg(any(feature = "tls-ring", feature = "tls-aws-lc-rs"))]
    fn who_is_trusted() {
        #[cfg(feature = "tls-ring")]
        let provider = rustls::crypto::ring::default_provider();
        #[cfg(not(feature = "tls-ring"))]
        let provider = rustls::crypto::aws_lc_rs::default_provider();
        let config = client_config(&Tls::new().provider(provider));
        match (cfg!(feature = "tls-native-roots"), cfg!(feature = "tls-webpki-roots")) {
            (true, true) => assert!(config.unwrap_err().to_string().ends_with("says which to trust")),
            (false, false) => assert!(config.unwrap_err().to_string().starts_with("nobody is trusted")),
            // A machine may trust nobody.
            (true, false) => assert!(config.map_or_else(|error| error.to_string().contains("the system"), |_| true)),
            (false, true) => assert!(config.is_ok()),
        }
    }

    #[test]
    fn for_which_name() {
        let tls = Tls::new();
        assert_eq!(server_name(&tls, "redis.example").unwrap().to_str(), "redis.example");
        assert_eq!(server_name(&tls, "fe80::1%eth0").unwrap().to_str(), "fe80::1");
        assert_eq!(
            server_name(&tls.clone().server_name("other.example"), "10.0.0.1").unwrap().to_str(),
            "other.example"
        );
        let error = server_name(&tls, "").unwrap_err();
        assert_eq!(error.to_string(), "no certificate can be for \"\": Tls::server_name gives another name");
    }
}
