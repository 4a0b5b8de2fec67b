//! The client with TLS, against real servers: who is believed, who is not and why, and that bytes and time are those of a
//! connection without.

use std::env;
use std::io::{self, Read as _};
use std::net::{TcpListener, TcpStream};
use std::process::Command;
use std::sync::OnceLock;
use std::thread;
use std::time::{Duration, Instant};

use picoredis::session::Standing;
use picoredis::{Config, Error, ErrorKind, Fate, Pem, Protocol, Redis, Tls, cmd, rustls};
use picoredis_tests::peer::{Peer, Step};
use picoredis_tests::server::{Binary, binaries};
use picoredis_tests::tls::{Authority, Files, Signed, TlsServer};

mod faults;
mod proxy;
mod stream;
mod tokio;

use proxy::Proxy;

const LONG: Duration = Duration::from_secs(20);
const SHORT: Duration = Duration::from_millis(200);

/// The authority of all servers and clients here.
fn authority() -> &'static Authority {
    static AUTHORITY: OnceLock<Authority> = OnceLock::new();
    AUTHORITY.get_or_init(|| Authority::new("The tests of picoredis"))
}

/// What trusts that authority and shows nothing; by each provider of cryptography that there is.
fn trusting() -> Vec<Tls> {
    let tls = || Tls::new().authority(Pem::bytes(authority().pem()));
    #[cfg(not(feature = "tls-aws-lc-rs"))]
    let all = vec![tls()];
    #[cfg(feature = "tls-aws-lc-rs")]
    let all = vec![
        tls().provider(rustls::crypto::ring::default_provider()),
        tls().provider(rustls::crypto::aws_lc_rs::default_provider()),
    ];
    all
}

fn trusting_one() -> Tls {
    trusting().remove(0)
}

fn identity() -> Signed {
    authority().sign(&["client"])
}

fn with_identity(tls: Tls, identity: &Signed) -> Tls {
    tls.identity(Pem::bytes(identity.certificate.as_str()), Pem::bytes(identity.key.as_str()))
}

/// A server whose certificate is for `localhost`, of the first kind that there is.
fn server(args: &[&str]) -> TlsServer {
    start(&first_binary(), &["localhost"], args)
}

fn first_binary() -> Binary {
    binaries().into_iter().next().expect("`cargo xtask servers` fetches a server")
}

fn start(binary: &Binary, names: &[&str], args: &[&str]) -> TlsServer {
    TlsServer::start(binary, authority(), &authority().sign(names), args).unwrap()
}

const ANYBODY: &[&str] = &["--tls-auth-clients", "no"];

fn config(server: &TlsServer, tls: Tls) -> Config {
    Redis::builder().host("localhost").port(server.port()).timeout(LONG).tls(tls)
}

#[test]
fn every_server_both_versions_every_provider() {
    for binary in binaries() {
        for version in ["TLSv1.2", "TLSv1.3"] {
            // Shown with a failure.
            println!("on {}, {version}", binary.name);
            let server = start(&binary, &["localhost"], &["--tls-protocols", version]);
            for tls in trusting() {
                for protocol in [Protocol::Resp2, Protocol::Resp3] {
                    let mut redis =
                        config(&server, with_identity(tls.clone(), &identity())).protocol(protocol).connect().unwrap();
                    redis.set("key", "value").unwrap();
                    assert_eq!(redis.get("key").unwrap().unwrap(), "value");
                    redis.connect().unwrap();
                    assert_eq!(redis.get("key").unwrap().unwrap(), "value");
                }
            }
        }
    }
}

#[test]
fn by_url() {
    let server = server(&["--tls-auth-clients", "no", "--requirepass", "secret"]);
    let url = format!("rediss://:secret@localhost:{}/3?client_name=me", server.port());
    for url in [url.clone(), url.replace("rediss", "valkeys")] {
        let mut redis = Redis::builder().tls(trusting_one()).url(&url).unwrap().connect().unwrap();
        let info = redis.client_info().unwrap();
        assert!(info.contains(" db=3 ") && info.contains(" name=me "), "{info}");
    }
    // The settings last, whatever comes first; and what is to be encrypted stays so.
    let mut redis = Redis::builder().url(&url).unwrap().tls(trusting_one()).connect().unwrap();
    redis.ping().unwrap();
    let mut redis =
        Redis::builder().tls(trusting_one()).url(&url.replace("rediss", "redis")).unwrap().connect().unwrap();
    redis.ping().unwrap();
}

/// Why there is no connection: nothing was sent, and the host is named.
fn refused(config: Config, words: &str) -> Error {
    let error = config.connect().unwrap_err();
    assert_eq!(error.fate(), Fate::NotSent);
    let ErrorKind::Connect { endpoint, .. } = error.kind() else { panic!("{error:?}") };
    assert_eq!(error.to_string(), format!("cannot connect to {endpoint}: {words}"));
    error
}

/// The complaint of rustls behind an error.
fn complaint(error: &Error) -> &rustls::Error {
    let mut source: &dyn core::error::Error = error;
    loop {
        source = source.source().unwrap_or_else(|| panic!("no error of rustls in {error}"));
        if let Some(error) = source.downcast_ref() {
            return error;
        }
    }
}

#[test]
fn a_name_that_is_not_the_hosts() {
    for tls in trusting() {
        let server = start(&first_binary(), &["redis.example", "10.1.2.3"], ANYBODY);
        let words = "the server's certificate is not for localhost, but for redis.example, 10.1.2.3";
        let error = refused(config(&server, tls.clone()), words);
        assert!(matches!(complaint(&error), rustls::Error::InvalidCertificate(_)));
        for name in ["redis.example", "10.1.2.3"] {
            let mut redis = config(&server, tls.clone().server_name(name)).connect().unwrap();
            redis.ping().unwrap();
        }
        let words = "the server's certificate is not for 127.0.0.1, but for redis.example, 10.1.2.3";
        refused(config(&server, tls.clone()).host("127.0.0.1"), words);
        let words = "no certificate can be for \"no name\": Tls::server_name gives another name";
        refused(config(&server, tls.clone().server_name("no name")), words);

        let nameless = start(&first_binary(), &[], ANYBODY);
        let words =
            "the server's certificate is not for localhost, but for nobody (it has no subject alternative name)";
        refused(config(&nameless, tls.clone()), words);

        let server = start(&first_binary(), &["127.0.0.1"], ANYBODY);
        config(&server, tls).host("127.0.0.1").connect().unwrap().ping().unwrap();
    }
}

#[test]
fn an_authority_that_is_not_trusted() {
    let server = server(ANYBODY);
    let words = "the server's certificate is signed by nobody who is trusted here (unknown issuer)";
    let other = Pem::bytes(Authority::new("Somebody else").pem());
    let provider = || rustls::crypto::ring::default_provider();
    refused(config(&server, Tls::new().provider(provider()).authority(other.clone())), words);
    refused(config(&server, Tls::new().provider(provider()).webpki_roots()), words);
    // One more than is needed does no harm.
    config(&server, trusting_one().authority(other.clone())).connect().unwrap();
    config(&server, trusting_one().webpki_roots()).connect().unwrap();

    let words = "the features tls-native-roots and tls-webpki-roots both bring authorities: \
                 Tls::native_roots or Tls::webpki_roots says which to trust";
    refused(config(&server, Tls::new().provider(provider())), words);
}

#[test]
fn a_time_that_is_not_the_certificates() {
    for (own, words) in [
        (authority().sign_expired(&["localhost"]), "the server's certificate has expired"),
        (authority().sign_too_early(&["localhost"]), "the server's certificate is not valid yet"),
    ] {
        let server = TlsServer::start(&first_binary(), authority(), &own, ANYBODY).unwrap();
        for tls in trusting() {
            refused(config(&server, tls), words);
        }
    }
}

#[test]
fn who_is_believed_without_a_proof() {
    let other = Authority::new("Somebody else").sign_expired(&["redis.example"]);
    for version in ["TLSv1.2", "TLSv1.3"] {
        let args = ["--tls-auth-clients", "no", "--tls-protocols", version];
        let server = TlsServer::start(&first_binary(), authority(), &other, &args).unwrap();
        for tls in trusting() {
            let url = server.url();
            let refusal = Redis::builder().tls(tls.clone()).url(&url).unwrap().connect().unwrap_err();
            assert!(refusal.to_string().contains("the server's certificate "), "{refusal}");
            let insecure = format!("{url}#insecure");
            Redis::builder().tls(tls.clone()).url(&insecure).unwrap().connect().unwrap().ping().unwrap();
            config(&server, tls.danger_accept_any_certificate()).connect().unwrap().ping().unwrap();
        }
    }
}

/// In TLS 1.3 a server says so only after the handshake: it is told at `connect` all the same.
#[test]
fn a_client_that_shows_no_certificate_or_a_wrong_one() {
    for binary in binaries() {
        for version in ["TLSv1.2", "TLSv1.3"] {
            println!("on {}, {version}", binary.name);
            let server = start(&binary, &["localhost"], &["--tls-protocols", version, "--requirepass", "secret"]);
            for tls in trusting() {
                // With and without something to say first.
                for config in [config(&server, tls.clone()), config(&server, tls.clone()).password("secret")] {
                    refused(
                        config,
                        match version {
                            "TLSv1.3" => "the server wants a client certificate, and there is none",
                            _ => {
                                "the server breaks off the handshake: it wants a client certificate, or ciphers that \
                                 are not offered"
                            }
                        },
                    );
                }
                let other = Authority::new("Somebody else").sign(&["client"]);
                let words = "the server does not trust who signed the client certificate";
                let error = refused(config(&server, with_identity(tls.clone(), &other)), words);
                assert!(matches!(complaint(&error), rustls::Error::AlertReceived(_)));
                let expired = authority().sign_expired(&["client"]);
                let words = "the server says that the client certificate has expired";
                refused(config(&server, with_identity(tls.clone(), &expired)), words);
                // A connection that is good for TLS may lack a password.
                let mut redis = config(&server, with_identity(tls.clone(), &identity())).connect().unwrap();
                assert_eq!(redis.ping().unwrap_err().code(), Some("NOAUTH"));
                let wrong = config(&server, with_identity(tls, &identity())).password("wrong").connect().unwrap_err();
                assert_eq!(wrong.code(), Some("WRONGPASS"));
            }
        }
    }
}

/// Nobody is asked for a certificate, and nobody asks in vain where it is optional.
#[test]
fn a_client_that_need_not_show_a_certificate() {
    let server = server(&["--tls-auth-clients", "optional"]);
    config(&server, trusting_one()).connect().unwrap().ping().unwrap();
    config(&server, with_identity(trusting_one(), &identity())).connect().unwrap().ping().unwrap();
}

#[test]
fn files_are_read_at_each_connecting() {
    let server = server(&[]);
    let files = Files::new().unwrap();
    let path = |name: &str| files.path().join(name);
    let tls = || {
        let provided = Tls::new().provider(rustls::crypto::ring::default_provider());
        provided
            .authority(Pem::file(path("ca.crt")))
            .identity(Pem::file(path("client.crt")), Pem::file(path("client.key")))
    };
    let shown = |name: &str, words: &str| format!("{}: {words}", path(name).display());
    let missing = io::Error::from_raw_os_error(2).to_string();
    refused(config(&server, tls()), &shown("ca.crt", &missing));
    files.write("ca.crt", "nothing").unwrap();
    refused(config(&server, tls()), &shown("ca.crt", "there is no certificate in it"));
    files.write("ca.crt", authority().pem()).unwrap();
    let client = identity();
    files.write("client.crt", &client.certificate).unwrap();
    files.write("client.key", &client.certificate).unwrap();
    let words = "there is no private key in it, or only one with a passphrase";
    refused(config(&server, tls()), &shown("client.key", words));
    files.write("client.key", &identity().key).unwrap();
    let error = config(&server, tls()).connect().unwrap_err();
    assert!(error.to_string().contains("client.key: keys may not be consistent: KeyMismatch"), "{error}");

    files.write("client.key", &client.key).unwrap();
    let mut redis = config(&server, tls()).connect().unwrap();
    // Renewed by somebody nobody knows.
    let other = Authority::new("Somebody else").sign(&["client"]);
    files.write("client.crt", &other.certificate).unwrap();
    files.write("client.key", &other.key).unwrap();
    redis.ping().unwrap();
    let error = redis.connect().unwrap_err();
    assert!(error.to_string().ends_with("the server does not trust who signed the client certificate"), "{error}");
}

#[test]
fn a_configuration_of_rustls_own() {
    let server = server(ANYBODY);
    let provider = rustls::crypto::ring::default_provider();
    let mut roots = rustls::RootCertStore::empty();
    let certificates = rustls::pki_types::pem::PemObject::from_pem_slice(authority().pem().as_bytes());
    roots.add(certificates.unwrap()).unwrap();
    let own = rustls::ClientConfig::builder_with_provider(provider.into())
        .with_protocol_versions(&[&rustls::version::TLS12])
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    config(&server, Tls::new().rustls(own.clone())).connect().unwrap().ping().unwrap();

    let new = start(&first_binary(), &["localhost"], &["--tls-protocols", "TLSv1.3"]);
    refused(config(&new, Tls::new().rustls(own)), "the server speaks neither TLS 1.3 nor 1.2");
}

/// Where the server is, for the process that this test starts: the system of that process trusts the authority of the tests.
const URL_FOR_CHILD: &str = "PICOREDIS_TESTS_TLS_URL";

#[test]
fn the_authorities_of_the_system() {
    if let Ok(url) = env::var(URL_FOR_CHILD) {
        return connect_as_the_system_trusts(&url);
    }
    let server = server(ANYBODY);
    let files = Files::new().unwrap();
    let file = files.write("ca.crt", authority().pem()).unwrap();
    for (trusted, works) in [(file.to_str().unwrap(), true), (files.path().to_str().unwrap(), false)] {
        let mut child = Command::new(env::current_exe().unwrap());
        child.args(["--exact", "the_authorities_of_the_system"]);
        let child = child.env("SSL_CERT_FILE", trusted).env_remove("SSL_CERT_DIR").env(URL_FOR_CHILD, server.url());
        let output = child.output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout);
        assert_eq!(output.status.success(), works, "{said}");
        assert!(said.contains("running 1 test"), "{said}");
    }
}

fn connect_as_the_system_trusts(url: &str) {
    let tls = Tls::new().provider(rustls::crypto::ring::default_provider()).native_roots();
    Redis::builder().url(url).unwrap().tls(tls).connect().unwrap().ping().unwrap();
}

#[test]
fn a_unix_socket_has_none() {
    let server = server(ANYBODY);
    let config = Redis::builder().unix(server.server().socket()).tls(trusting_one());
    refused(config, "a Unix socket has no TLS");
}

/// 64 MiB there and back: many records, and more than any buffer between holds.
#[test]
fn large_values_both_ways() {
    let value: Vec<u8> = (0..64_u32 << 20).map(|index| (index.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    for version in ["TLSv1.2", "TLSv1.3"] {
        let server = server(&["--tls-auth-clients", "no", "--tls-protocols", version]);
        for tls in trusting() {
            let mut redis = config(&server, tls).connect().unwrap();
            redis.set("large", &value[..]).unwrap();
            let back: Vec<u8> = redis.run(cmd::get("large").reply()).unwrap();
            assert!(back == value, "{} bytes came back, or others", back.len());
            assert_eq!(redis.ping().unwrap(), "PONG");
        }
    }
}

/// A reply that stops in the middle of a record is late like any other: it is skipped, and the next command gets its own.
#[test]
fn late_replies() {
    for version in ["TLSv1.2", "TLSv1.3"] {
        let server = server(&["--tls-auth-clients", "no", "--tls-protocols", version]);
        let proxy = Proxy::start(server.port());
        let mut redis = config(&server, trusting_one()).port(proxy.port()).connect().unwrap();
        redis.mset(("late", "x".repeat(20_000), "own", "mine")).unwrap();
        let id = redis.client_id().unwrap();
        // Nothing; half the header of a record; all but the end of one; one, and a part of the next.
        for bytes in [0, 3, 10_000, 17_000] {
            redis.set_timeout(SHORT);
            proxy.down().allow(bytes);
            let error = redis.get("late").unwrap_err();
            assert!(error.is_timeout(), "{bytes}: {error}");
            assert_eq!((error.fate(), redis.standing()), (Fate::MaybeExecuted, Standing::Draining));
            let error = redis.get("own").unwrap_err();
            assert_eq!((error.is_timeout(), error.fate()), (true, Fate::NotSent), "{bytes}");
            proxy.down().open();
            redis.set_timeout(LONG);
            assert_eq!(redis.get("own").unwrap().unwrap(), "mine", "{bytes}");
        }
        assert_eq!(redis.client_id().unwrap(), id);
    }
}

/// A peer that takes nothing more: half a command is no command.
#[test]
fn a_write_that_takes_too_long() {
    let server = server(ANYBODY);
    let proxy = Proxy::start(server.port());
    let mut redis = config(&server, trusting_one()).port(proxy.port()).connect().unwrap();
    redis.set_timeout(SHORT);
    proxy.up().allow(100_000);
    let error = redis.set("key", vec![0; 64 << 20]).unwrap_err();
    assert_eq!((error.is_timeout(), error.fate()), (true, Fate::NotSent), "{error}");
    assert_eq!(redis.standing(), Standing::Broken);
    proxy.up().open();
    redis.set_timeout(LONG);
    redis.connect().unwrap();
    assert_eq!(redis.exists("key").unwrap(), 0);
}

/// A peer that takes nothing while nobody reads what it has said: a pipeline reads while it writes, to its last record.
#[test]
fn a_peer_that_waits_to_be_read() {
    let server = server(ANYBODY);
    let proxy = Proxy::start_one_armed(server.port());
    let mut redis = config(&server, trusting_one()).port(proxy.port()).timeout(None).connect().unwrap();
    // More than the system keeps on the way, in both directions.
    for (size, count) in [(100_000, 100), (16_000, 600), (999, 5_000)] {
        let said = "e".repeat(size);
        let echoes: Vec<_> = (0..count).map(|_| cmd::echo(said.as_str())).collect();
        let replies = redis.pipeline(echoes);
        assert_eq!(replies.len(), count);
        for reply in replies {
            assert!(reply.unwrap() == said.as_str());
        }
        // No wait has become shorter by that.
        redis.do_cmd("DEBUG", ("SLEEP", 0.1)).unwrap();
    }
}

#[test]
fn handshakes_that_come_to_nothing() {
    let server = server(ANYBODY);
    let impatient = |port: u16| config(&server, trusting_one()).port(port).timeout(SHORT);
    let words = "the TLS handshake timed out after 200 ms";

    // Nobody answers.
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let start = Instant::now();
    let error = refused(impatient(listener.local_addr().unwrap().port()), words);
    assert!(error.is_timeout() && start.elapsed() >= SHORT);
    // The answer stops in the middle; then the next one comes through.
    let proxy = Proxy::start(server.port());
    proxy.down().allow(500);
    assert!(refused(impatient(proxy.port()), words).is_timeout());
    let error = refused(impatient(proxy.port()).timeout(LONG).connect_timeout(SHORT), words);
    assert!(error.is_timeout());
    proxy.down().open();
    let patient = impatient(proxy.port()).connect_timeout(LONG).connect().unwrap();
    assert_eq!(patient.timeout(), Some(SHORT));
    // The time of the handshake ends with it.
    let mut patient = impatient(proxy.port()).timeout(None).connect_timeout(SHORT * 5).connect().unwrap();
    proxy.down().allow(0);
    let opening = thread::spawn(move || {
        // Longer than it took: this is about time.
        thread::sleep(SHORT * 6);
        proxy.down().open();
    });
    patient.ping().unwrap();
    opening.join().unwrap();

    let peer = Peer::start([Step::Send(b"-ERR unknown command\r\n".into())]).unwrap();
    refused(impatient(peer.port()).timeout(LONG), "no TLS is spoken at this port");
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    let closing = thread::spawn(move || read_record(&mut listener.accept().unwrap().0));
    refused(impatient(port).timeout(LONG), "the server closed the connection during the TLS handshake");
    closing.join().unwrap();
}

/// Reads a record to its end, so that closing is no reset.
fn read_record(socket: &mut TcpStream) {
    let mut header = [0; 5];
    socket.read_exact(&mut header).unwrap();
    let len = u16::from_be_bytes([header[3], header[4]]);
    socket.read_exact(&mut vec![0; len.into()]).unwrap();
}

#[test]
fn a_connection_that_the_server_has_closed_is_stale() {
    let server = server(ANYBODY);
    let mut redis = config(&server, trusting_one()).connect().unwrap();
    assert!(!redis.is_stale());
    let id = redis.client_id().unwrap();
    assert!(!redis.is_stale());
    let mut other = config(&server, trusting_one()).connect().unwrap();
    other.client_kill(("ID", id)).unwrap();
    let deadline = Instant::now() + LONG;
    while !redis.is_stale() {
        assert!(Instant::now() < deadline);
    }
    assert!(matches!(redis.ping().unwrap_err().kind(), ErrorKind::Closed | ErrorKind::Io(_)));
    redis.connect().unwrap();
    assert!(!redis.is_stale());
    redis.close();
    assert!(redis.is_stale());
}

/// What was changed on the way is not taken for a reply, and not for the next connection's trouble either.
#[test]
fn bytes_that_were_changed_on_the_way() {
    for version in ["TLSv1.2", "TLSv1.3"] {
        let server = server(&["--tls-auth-clients", "no", "--tls-protocols", version, "--requirepass", "secret"]);
        let proxy = Proxy::start(server.port());
        let mut redis = config(&server, trusting_one()).port(proxy.port()).password("secret").connect().unwrap();
        proxy.down().garble(true);
        let error = redis.ping().unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Io(picoredis::embedded_io::ErrorKind::InvalidData)), "{error:?}");
        assert_eq!((error.fate(), redis.standing()), (Fate::MaybeExecuted, Standing::Broken));
        proxy.down().garble(false);
        let mut other = config(&server, trusting_one()).password("secret").connect().unwrap();
        other.config_set(("requirepass", "another")).unwrap();
        assert_eq!(redis.connect().unwrap_err().code(), Some("WRONGPASS"));
    }
}

/// A server that is killed says no goodbye. Replies know their own length: that is an end like any other.
#[test]
fn a_server_that_dies() {
    for version in ["TLSv1.2", "TLSv1.3"] {
        let connect = |server: &TlsServer| config(server, trusting_one()).connect().unwrap();
        let server = server(&["--tls-auth-clients", "no", "--tls-protocols", version]);
        let (mut one, mut other) = (connect(&server), connect(&server));
        drop(server);
        let deadline = Instant::now() + LONG;
        while !one.is_stale() {
            assert!(Instant::now() < deadline);
        }
        // A write may meet the end before a read does.
        let error = other.ping().unwrap_err();
        assert!(
            matches!(error.kind(), ErrorKind::Closed | ErrorKind::Io(picoredis::embedded_io::ErrorKind::BrokenPipe)),
            "{error:?}"
        );
    }
}

/// A server can tell an end from a cut.
#[test]
fn the_last_word_is_a_goodbye() {
    let server = server(&["--tls-auth-clients", "no", "--tls-protocols", "TLSv1.3"]);
    let proxy = Proxy::start(server.port());
    let mut redis = config(&server, trusting_one()).port(proxy.port()).connect().unwrap();
    redis.ping().unwrap();
    let before = proxy.up().passed();
    redis.close();
    let deadline = Instant::now() + LONG;
    // A record with two bytes of alert and one of its kind, and what makes sure of both.
    while proxy.up().passed() < before + 5 + 2 + 1 + 16 {
        assert!(Instant::now() < deadline);
    }
}

#[test]
fn what_is_shown_of_the_settings() {
    let signed = identity();
    let tls = with_identity(trusting_one(), &signed).server_name("redis.example");
    let shown = format!("{:?}", Redis::builder().tls(tls));
    assert!(shown.contains("redis.example") && shown.contains("bytes of PEM"), "{shown}");
    for line in signed.key.lines().chain(signed.certificate.lines()) {
        assert!(!shown.contains(line), "{shown}");
    }
}

#[path = "../../../crates/client/examples/tls.rs"]
#[allow(dead_code, reason = "its main reads the command line")]
mod example;

#[test]
fn the_example_runs_as_written() {
    // With one provider it would be that one.
    #[cfg(feature = "tls-aws-lc-rs")]
    rustls::crypto::ring::default_provider().install_default().unwrap();
    let server = server(&[]);
    let files = Files::new().unwrap();
    let client = identity();
    let write = |name, text: &str| files.write(name, text).unwrap().to_str().unwrap().to_owned();
    let (ca, certificate, key) = (
        write("ca.crt", authority().pem()),
        write("client.crt", &client.certificate),
        write("client.key", &client.key),
    );
    example::run(&server.url(), &ca, Some((&certificate, &key))).unwrap();
    let error = example::run(&server.url(), &ca, None).unwrap_err();
    assert!(error.to_string().ends_with("the server wants a client certificate, and there is none"), "{error}");
}
