//! Why there is no connection with TLS: all words about it.

use core::error::Error;
use core::fmt;
use std::boxed::Box;
use std::io;
use std::string::String;

use rustls::{AlertDescription, CertificateError, Error as Tls, InvalidMessage};

/// What rustls complains of, in words for whoever runs the client. The complaint itself is the source.
#[derive(Debug)]
struct Failure(Tls);

/// An error of TLS itself, and not of the socket below it.
pub(crate) fn explained(error: Tls) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, Failure(error))
}

/// The caller wants what cannot be.
pub(super) fn misconfigured(words: impl Into<Box<dyn Error + Send + Sync>>) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, words)
}

/// Whether it is TLS that failed, and not the socket.
pub(crate) fn is_failure(error: &io::Error) -> bool {
    error.get_ref().is_some_and(|inner| inner.is::<Failure>())
}

impl Error for Failure {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.0)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Tls::InvalidCertificate(error) => write_certificate(error, f),
            Tls::AlertReceived(alert) => write_alert(*alert, f),
            Tls::InvalidMessage(InvalidMessage::InvalidContentType) => f.write_str("no TLS is spoken at this port"),
            error => write!(f, "TLS failed: {error}"),
        }
    }
}

/// What is wrong with the server's certificate.
fn write_certificate(error: &CertificateError, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    use CertificateError as Error;

    f.write_str("the server's certificate ")?;
    match error {
        Error::NotValidForNameContext { expected, presented } => {
            write!(f, "is not for {}, but for ", expected.to_str())?;
            write_names(presented, f)
        }
        Error::UnknownIssuer => f.write_str("is signed by nobody who is trusted here (unknown issuer)"),
        Error::Expired | Error::ExpiredContext { .. } => f.write_str("has expired"),
        Error::NotValidYet | Error::NotValidYetContext { .. } => f.write_str("is not valid yet"),
        Error::BadSignature => f.write_str("has a signature that does not fit"),
        error => write!(f, "is not accepted: {error}"),
    }
}

/// `DnsName("a.example")` and the like, as rustls gives them, as they are written.
fn write_names(names: &[String], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    if names.is_empty() {
        return f.write_str("nobody (it has no subject alternative name)");
    }
    for (index, name) in names.iter().enumerate() {
        let plain = name.split_once('(').and_then(|(_, rest)| rest.strip_suffix(')')).unwrap_or(name);
        write!(f, "{}{}", if index == 0 { "" } else { ", " }, plain.trim_matches('"'))?;
    }
    Ok(())
}

/// What the server says is wrong.
fn write_alert(alert: AlertDescription, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    use AlertDescription as Alert;

    match alert {
        Alert::CertificateRequired => f.write_str("the server wants a client certificate, and there is none"),
        Alert::HandshakeFailure => f.write_str(
            "the server breaks off the handshake: it wants a client certificate, or ciphers that are not offered",
        ),
        Alert::UnknownCA => f.write_str("the server does not trust who signed the client certificate"),
        Alert::CertificateExpired => f.write_str("the server says that the client certificate has expired"),
        Alert::BadCertificate
        | Alert::UnsupportedCertificate
        | Alert::CertificateRevoked
        | Alert::CertificateUnknown
        | Alert::AccessDenied => write!(f, "the server does not accept the client certificate ({alert:?})"),
        Alert::ProtocolVersion => f.write_str("the server speaks neither TLS 1.3 nor 1.2"),
        alert => write!(f, "the server breaks off TLS ({alert:?})"),
    }
}
