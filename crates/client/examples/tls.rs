//! A connection with TLS: whom to trust, and who the client is.
//!
//! ```text
//! cargo run -p picoredis --features tls-ring --example tls -- rediss://localhost:6380 ca.crt [client.crt client.key]
//! ```
//!
//! The server may be a Redis of one's own: `redis-server --tls-port 6380 --tls-cert-file server.crt --tls-key-file
//! server.key --tls-ca-cert-file ca.crt`.

use picoredis::{Pem, Redis, Result, Tls};

fn main() -> Result<()> {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let words: Vec<_> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        [url, ca] => run(url, ca, None),
        [url, ca, certificate, key] => run(url, ca, Some((certificate, key))),
        _ => {
            eprintln!("usage: tls URL CA [CERTIFICATE KEY]");
            std::process::exit(2);
        }
    }
}

/// Connects to `url`, trusts nobody but `ca`, and shows a certificate if there is one. All but the first are files.
pub(crate) fn run(url: &str, ca: &str, identity: Option<(&str, &str)>) -> Result<()> {
    let mut tls = Tls::new().authority(Pem::file(ca));
    if let Some((certificate, key)) = identity {
        tls = tls.identity(Pem::file(certificate), Pem::file(key));
    }
    let mut redis = Redis::builder().tls(tls).url(url)?.connect()?;
    redis.set("tls", "on")?;
    println!("{:?}", redis.get("tls")?);
    redis.del("tls")?;
    Ok(())
}
