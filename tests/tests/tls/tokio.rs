//! The same on tokio, one connection each and one for many.

use std::future::Future;
use std::sync::mpsc;
use std::time::Duration;

use picoredis::{Config, ErrorKind, Fate, Protocol, cmd};
use picoredis_tests::peer::{Peer, Step};
use picoredis_tests::server::binaries;

use crate::{ANYBODY, LONG, config, first_binary, identity, server, start, trusting, trusting_one, with_identity};

fn block_on<T>(future: impl Future<Output = T>) -> T {
    ::tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
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
                    let config = config(&server, with_identity(tls.clone(), &identity())).protocol(protocol);
                    block_on(speak(config));
                }
            }
        }
    }
}

async fn speak(config: Config) {
    let mut redis = config.connect_async().await.unwrap();
    // Larger than any buffer between here and there, in both directions at once.
    let large = "x".repeat(5 << 20);
    redis.set("large", &large).await.unwrap();
    assert_eq!(redis.get("large").await.unwrap().unwrap(), large);
    let replies = redis.pipeline([&large, &large, &large, &large].map(cmd::echo)).await;
    assert!(replies.into_iter().all(|reply| reply.unwrap() == large));
    assert!(!redis.is_stale());
    let id = redis.client_id().await.unwrap();
    redis.connect().await.unwrap();
    assert_ne!(redis.client_id().await.unwrap(), id);

    let shared = redis.share().await.unwrap();
    let tasks: Vec<_> = (0..20)
        .map(|_| {
            let (shared, large) = (shared.clone(), large.clone());
            ::tokio::spawn(async move {
                assert_eq!(shared.strlen("large").await.unwrap(), large.len() as i64);
                assert_eq!(shared.get("large").await.unwrap().unwrap(), large);
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    shared.unlink("large").await.unwrap();
}

#[test]
fn who_is_not_believed() {
    for version in ["TLSv1.2", "TLSv1.3"] {
        let other =
            start(&first_binary(), &["redis.example"], &["--tls-auth-clients", "no", "--tls-protocols", version]);
        let words = "the server's certificate is not for localhost, but for redis.example";
        block_on(refused(config(&other, trusting_one()), words));
        let strict = server(&["--tls-protocols", version]);
        let error = block_on(config(&strict, trusting_one()).connect_async()).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Connect { .. }), "{error:?}");
        assert!(error.to_string().contains("wants a client certificate"), "{error}");
        block_on(config(&strict, with_identity(trusting_one(), &identity())).connect_async()).unwrap();
    }
}

async fn refused(config: Config, words: &str) {
    let error = config.connect_async().await.unwrap_err();
    assert_eq!(error.fate(), Fate::NotSent);
    let ErrorKind::Connect { endpoint, .. } = error.kind() else { panic!("{error:?}") };
    assert_eq!(error.to_string(), format!("cannot connect to {endpoint}: {words}"));
}

#[test]
fn a_handshake_that_is_not_answered_ends() {
    let (_never, signal) = mpsc::channel();
    let peer = Peer::start([Step::Wait(signal)]).unwrap();
    block_on(async {
        ::tokio::time::pause();
        let config = picoredis::Redis::builder().host("localhost").port(peer.port()).tls(trusting_one());
        let mut connecting =
            std::pin::pin!(config.timeout(LONG).connect_timeout(Duration::from_secs(5)).connect_async());
        let error = connecting.as_mut().await.unwrap_err();
        assert!(error.is_timeout() && error.to_string().contains("timed out after 5000 ms"), "{error}");
    });
}

#[test]
fn the_end_is_told_and_noticed() {
    let server = server(ANYBODY);
    block_on(async {
        let mut redis = config(&server, trusting_one()).connect_async().await.unwrap();
        let mut other = config(&server, trusting_one()).connect_async().await.unwrap();
        let id = redis.client_id().await.unwrap();
        other.client_kill(("ID", id)).await.unwrap();
        while !redis.is_stale() {
            ::tokio::task::yield_now().await;
        }
        assert!(redis.ping().await.is_err());
    });
}
