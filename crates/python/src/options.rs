//! The keywords of the class: where the server is, who the client is, how patient it is.

use std::path::PathBuf;
use std::time::Duration;

use picoredis::address::Address;
use picoredis::transport::{Pem, Tls};
use picoredis::{Config, Protocol, Reconnect};
use pyo3::conversion::FromPyObjectOwned;
use pyo3::exceptions::{PyOverflowError, PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyFloat;

/// What a dict of the keywords says, each of which is there.
pub(crate) struct Options {
    url: Option<String>,
    host: String,
    port: u16,
    unix_socket_path: Option<PathBuf>,
    timeout: Option<u64>,
    username: Option<String>,
    password: Option<String>,
    db: u32,
    client_name: Option<String>,
    protocol: u8,
    pub(crate) reconnect: bool,
    ssl: bool,
    ssl_ca_certs: Option<PathBuf>,
    ssl_certfile: Option<PathBuf>,
    ssl_keyfile: Option<PathBuf>,
    ssl_check_hostname: bool,
    ssl_cert_reqs: Option<String>,
    pub(crate) decode: bool,
    pub(crate) debug: bool,
}

impl FromPyObject<'_, '_> for Options {
    type Error = PyErr;

    fn extract(keywords: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        let Milliseconds(timeout) = said(&keywords, "timeout")?;
        let Port(port) = said(&keywords, "port")?;
        // Of the class's own keywords it is none.
        let url = if keywords.contains("url")? { Some(said(&keywords, "url")?) } else { None };
        Ok(Options {
            url,
            host: said(&keywords, "host")?,
            port,
            unix_socket_path: said(&keywords, "unix_socket_path")?,
            timeout,
            username: said(&keywords, "username")?,
            password: said(&keywords, "password")?,
            db: said(&keywords, "db")?,
            client_name: said(&keywords, "client_name")?,
            protocol: said(&keywords, "protocol")?,
            reconnect: said(&keywords, "reconnect")?,
            ssl: said(&keywords, "ssl")?,
            ssl_ca_certs: said(&keywords, "ssl_ca_certs")?,
            ssl_certfile: said(&keywords, "ssl_certfile")?,
            ssl_keyfile: said(&keywords, "ssl_keyfile")?,
            ssl_check_hostname: said(&keywords, "ssl_check_hostname")?,
            ssl_cert_reqs: said(&keywords, "ssl_cert_reqs")?,
            decode: said(&keywords, "decode")?,
            debug: said(&keywords, "debug")?,
        })
    }
}

/// What a keyword says; an error of the usual kinds names it.
fn said<'py, T: FromPyObjectOwned<'py>>(keywords: &Bound<'py, PyAny>, name: &str) -> PyResult<T> {
    named(name, &keywords.get_item(name)?)
}

/// The argument `timeout` of a method.
pub(crate) fn timeout(value: &Bound<'_, PyAny>) -> PyResult<Option<u64>> {
    named("timeout", value)
}

/// The argument `length` of a method.
pub(crate) fn length(value: &Bound<'_, PyAny>) -> PyResult<u64> {
    named("length", value)
}

fn named<'py, T: FromPyObjectOwned<'py>>(name: &str, value: &Bound<'py, PyAny>) -> PyResult<T> {
    let py = value.py();
    let told = |error: PyErr| {
        let class = error.get_type(py);
        if class.is(py.get_type::<PyOverflowError>()) {
            // Only numbers are: no secret is told.
            return PyErr::from_type(class, format!("{name}: {value} is out of range"));
        }
        // Others are made of more than words.
        let usual = [py.get_type::<PyTypeError>(), py.get_type::<PyValueError>()];
        if usual.iter().any(|usual| class.is(usual)) {
            PyErr::from_type(class, format!("{name}: {}", error.value(py)))
        } else {
            error
        }
    };
    value.extract().map_err(Into::into).map_err(told)
}

/// A port, which `socket` takes as text too.
pub(crate) struct Port(pub(crate) u16);

impl FromPyObject<'_, '_> for Port {
    type Error = PyErr;

    fn extract(value: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        match value.extract::<&str>() {
            Ok(text) => text.parse().map_err(|_| PyValueError::new_err(format!("{text:?} is no port"))),
            Err(_) => value.extract().map_err(|error: PyErr| {
                // By itself it does not say of what.
                let too_large = error.is_instance_of::<PyOverflowError>(value.py());
                if too_large { PyOverflowError::new_err(format!("{} is no port", *value)) } else { error }
            }),
        }
        .map(Port)
    }
}

/// A time in milliseconds, or for ever.
struct Milliseconds(Option<u64>);

impl FromPyObject<'_, '_> for Milliseconds {
    type Error = PyErr;

    fn extract(value: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        match value.cast::<PyFloat>() {
            // As `poll` does it: never less than was asked for. What is no time at all is refused as an integer is.
            Ok(float) => float.call_method0("__ceil__")?.extract(),
            Err(_) => value.extract(),
        }
        .map(Milliseconds)
    }
}

impl Options {
    /// # Errors
    ///
    /// A URL or a keyword that makes no sense.
    pub(crate) fn config(&self) -> PyResult<Config> {
        let mut config = Config::default().host(self.host.as_str()).port(self.port).db(self.db);
        config = config.timeout(self.timeout.map(Duration::from_millis)).protocol(version(self.protocol)?);
        if let Some(path) = &self.unix_socket_path {
            config = config.unix(path);
        }
        if let Some(user) = &self.username {
            config = config.user(user.as_str());
        }
        if let Some(password) = &self.password {
            config = config.password(password.as_str());
        }
        if let Some(name) = &self.client_name {
            config = config.client_name(name.as_str());
        }
        if self.reconnect {
            config = config.reconnect(Reconnect::new());
        }
        if self.encryption().0 {
            config = config.tls(self.tls()?);
        }
        if let Some(url) = &self.url {
            config = config.url(url).map_err(|error| PyValueError::new_err(error.to_string()))?;
        }
        self.check_files().map(|()| config)
    }

    /// Whoever names files for TLS means to have it.
    fn check_files(&self) -> PyResult<()> {
        let files = [
            ("ssl_ca_certs", &self.ssl_ca_certs),
            ("ssl_certfile", &self.ssl_certfile),
            ("ssl_keyfile", &self.ssl_keyfile),
        ];
        match files.iter().find(|(_, file)| file.is_some()) {
            Some((name, _)) if !self.encryption().0 => {
                let words = "nothing is encrypted without ssl=True, or a URL that begins with rediss://";
                Err(PyValueError::new_err(format!("{name}: {words}")))
            }
            _ => Ok(()),
        }
    }

    /// Whether the connection is encrypted, and whether any certificate will do.
    pub(crate) fn encryption(&self) -> (bool, bool) {
        let url = self.url.as_deref().and_then(|url| Address::parse(url).ok());
        let (ssl, insecure) = url.map_or((false, false), |url| (url.is_tls(), url.is_insecure()));
        (self.ssl || ssl, insecure)
    }

    /// Whom to trust, and who the client is.
    fn tls(&self) -> PyResult<Tls> {
        let mut tls = Tls::new();
        if let Some(authority) = &self.ssl_ca_certs {
            tls = tls.authority(Pem::file(authority));
        }
        if let Some(certificate) = &self.ssl_certfile {
            // The key may stand in the same file.
            let key = self.ssl_keyfile.as_ref().unwrap_or(certificate);
            tls = tls.identity(Pem::file(certificate), Pem::file(key));
        } else if self.ssl_keyfile.is_some() {
            return Err(PyValueError::new_err("ssl_keyfile is the key of a certificate: give ssl_certfile"));
        }
        match self.ssl_cert_reqs.as_deref() {
            Some("none") | None => Ok(tls.danger_accept_any_certificate()),
            Some("required") if self.ssl_check_hostname => Ok(tls),
            Some("required") => Err(PyValueError::new_err(
                "a certificate is worth nothing without the name in it: to trust any, give ssl_cert_reqs='none'",
            )),
            Some(_) => Err(PyValueError::new_err("ssl_cert_reqs is 'required' or 'none'")),
        }
    }
}

fn version(protocol: u8) -> PyResult<Protocol> {
    match protocol {
        2 => Ok(Protocol::Resp2),
        3 => Ok(Protocol::Resp3),
        _ => Err(PyValueError::new_err("protocol is 2 or 3")),
    }
}
