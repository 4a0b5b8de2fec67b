//! TLS, as the command line asks for it.

use std::path::PathBuf;

use picoredis::Config;
use picoredis::address::Address;

use crate::arguments::Misuse;

/// Whether to speak TLS, whom to trust, and who the client is.
#[derive(Debug, Default)]
pub(crate) struct Encryption {
    pub(crate) wanted: bool,
    pub(crate) server_name: Option<String>,
    pub(crate) authority: Option<PathBuf>,
    pub(crate) certificate: Option<PathBuf>,
    pub(crate) key: Option<PathBuf>,
    pub(crate) insecure: bool,
}

impl Encryption {
    /// Has connections be as asked, if TLS is asked for here or by the URL.
    ///
    /// # Errors
    ///
    /// A certificate without a key, or the other way round.
    #[cfg(feature = "tls")]
    pub(crate) fn apply(&self, config: Config, url: &Address<'_>) -> Result<Config, Misuse> {
        use picoredis::{Pem, Tls};

        if !self.wanted && !url.is_tls() {
            return Ok(config);
        }
        let mut tls = match &self.authority {
            Some(file) => Tls::new().authority(Pem::file(file)),
            None => Tls::new().native_roots(),
        };
        tls = match (&self.certificate, &self.key) {
            (Some(certificate), Some(key)) => tls.identity(Pem::file(certificate), Pem::file(key)),
            (None, None) => tls,
            _ => return Err("--cert and --key go together".into()),
        };
        if let Some(name) = &self.server_name {
            tls = tls.server_name(name);
        }
        if self.insecure || url.is_insecure() {
            tls = tls.danger_accept_any_certificate();
        }
        Ok(config.tls(tls))
    }

    /// Without the feature `tls` there is none.
    ///
    /// # Errors
    ///
    /// TLS is asked for. What a URL asks for the client refuses.
    #[cfg(not(feature = "tls"))]
    pub(crate) fn apply(&self, config: Config, _: &Address<'_>) -> Result<Config, Misuse> {
        if self.wanted { Err("--tls: this program is built without TLS".into()) } else { Ok(config) }
    }
}
