//! The examples run as written, and leave nothing behind.

#[path = "../../crates/client/examples/pipeline.rs"]
#[allow(dead_code, reason = "its main is not called")]
mod pipeline;
#[path = "../../crates/client/examples/pubsub.rs"]
#[allow(dead_code, reason = "its main is not called")]
mod pubsub;
#[path = "../../crates/client/examples/transaction.rs"]
#[allow(dead_code, reason = "its main is not called")]
mod transaction;

use picoredis::Redis;
use picoredis_tests::server::Server;

/// Runs an example on a server of its own.
#[track_caller]
fn runs(example: fn(&str) -> picoredis::Result<()>) {
    let server = Server::start().unwrap();
    example(&server.url()).unwrap();
    assert_eq!(Redis::open(&server.url()).unwrap().dbsize().unwrap(), 0, "something is left");
}

#[test]
fn pipelines() {
    runs(pipeline::run);
}

#[test]
fn transactions() {
    runs(transaction::run);
}

#[test]
fn messages() {
    runs(pubsub::run);
}
