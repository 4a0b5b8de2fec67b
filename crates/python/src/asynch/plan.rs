//! How a connection on an event loop is to be made: what a URL and the keywords say.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};

use picoredis::{Config, Endpoint, Reconnect};
use pyo3::prelude::*;

use crate::options::{Options, Port};

/// How often a lost connection is tried to be made again, as by the policy of the blocking client.
const TRIES: usize = 10;

/// Where the server is, who the client is, how patient it is.
#[pyclass(frozen, module = "picoredis._picoredis")]
pub(crate) struct Plan {
    pub(crate) config: Config,
    pub(crate) decode: bool,
    /// Whether the connection is encrypted.
    #[pyo3(get)]
    ssl: bool,
    /// Whether any certificate will do.
    #[pyo3(get)]
    insecure: bool,
}

#[pymethods]
impl Plan {
    /// From a dict of all keywords.
    #[new]
    fn new(options: Options) -> PyResult<Self> {
        let (ssl, insecure) = options.encryption();
        Ok(Plan { config: options.config()?, decode: options.decode, ssl, insecure })
    }

    /// The same for another host or port.
    #[pyo3(signature = (host=None, port=None))]
    fn elsewhere(&self, host: Option<&str>, port: Option<Port>) -> Self {
        let mut config = self.config.clone();
        if let Some(host) = host {
            config = config.host(host);
        }
        if let Some(Port(port)) = port {
            config = config.port(port);
        }
        Plan { config, ..*self }
    }

    #[getter]
    fn host(&self) -> Option<&str> {
        self.config.endpoint().host()
    }

    #[getter]
    fn port(&self) -> Option<u16> {
        self.config.endpoint().port()
    }

    /// The path of a Unix socket.
    #[getter]
    fn path(&self) -> Option<String> {
        match self.config.endpoint() {
            Endpoint::Unix(path) => Some(path.to_string_lossy().into_owned()),
            Endpoint::Tcp { .. } => None,
        }
    }

    /// How many seconds connecting may take; `None` is for ever.
    #[getter]
    fn patience(&self) -> Option<f64> {
        self.config.timeouts().0.map(|time| time.as_secs_f64())
    }

    /// The pauses in seconds between one try and the next, where a lost connection is made again.
    #[getter]
    fn waits(&self) -> Vec<f64> {
        // So that many clients do not come back at the same moment.
        let seed = RandomState::new().build_hasher().finish();
        Reconnect::new().seed(seed).waits().take(TRIES - 1).map(|wait| wait.as_secs_f64()).collect()
    }

    fn __str__(&self) -> String {
        self.config.endpoint().to_string()
    }
}
