//! Encrypted connections, with certificates made on the spot.

use std::path::Path;

use picoredis_tests::server::binaries;
use picoredis_tests::tls::{Authority, Files, TlsServer};

use crate::{Ran, good, picoredis, ran};

#[test]
fn a_server_shows_who_it_is_and_the_client_too() {
    let authority = Authority::new("The tests of picoredis");
    let binary = binaries().into_iter().next().expect("a server");
    let server = TlsServer::start(&binary, &authority, &authority.sign(&["localhost"]), &[]).unwrap();
    let files = Files::new().unwrap();
    let client = authority.sign(&["client"]);
    let file = |name: &str, text: &str| files.write(name, text).unwrap();
    let (ca, certificate, key) =
        (file("ca.crt", authority.pem()), file("client.crt", &client.certificate), file("client.key", &client.key));
    let path = |path: &Path| path.to_str().unwrap().to_owned();
    let (ca, certificate, key) = (path(&ca), path(&certificate), path(&key));
    let port = server.port().to_string();

    let ping = |options: &[&str]| ran(picoredis().args(["-p", &port]).args(options).arg("PING"));
    let itself = ["--cert", &certificate, "--key", &key];
    let good = good("PONG\n");
    let refused = |ran: Ran| {
        assert_eq!((ran.out.as_str(), ran.status), ("", 3));
        assert!(ran.err.starts_with("Could not connect to Redis at "), "{}", ran.err);
    };
    assert_eq!(ping(&[&["--tls", "-h", "localhost", "--cacert", &ca], &itself[..]].concat()), good);
    assert_eq!(ping(&[&["--tls", "--sni", "localhost", "--cacert", &ca], &itself[..]].concat()), good);
    assert_eq!(ping(&[&["--tls", "--insecure"], &itself[..]].concat()), good);
    assert_eq!(ping(&[&["-u", &server.url(), "--cacert", &ca], &itself[..]].concat()), good);
    // Another name, nobody whom the system trusts, nobody whom the server knows.
    refused(ping(&[&["--tls", "--cacert", &ca], &itself[..]].concat()));
    refused(ping(&[&["--tls", "-h", "localhost"], &itself[..]].concat()));
    let unknown = ping(&["--tls", "-h", "localhost", "--cacert", &ca]);
    assert_eq!((unknown.out.as_str(), unknown.status), ("", 3), "{}", unknown.err);
}
