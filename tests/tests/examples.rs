//! The examples run as written, and leave nothing behind.

#[path = "../../crates/client/examples/bare.rs"]
#[allow(dead_code, reason = "its main is not called")]
mod bare;
#[path = "../../crates/client/examples/pipeline.rs"]
#[allow(dead_code, reason = "its main is not called")]
mod pipeline;
#[path = "../../crates/client/examples/pool.rs"]
#[allow(dead_code, reason = "its main is not called")]
mod pool;
#[path = "../../crates/client/examples/pool_async.rs"]
#[allow(dead_code, reason = "its main is not called")]
mod pool_async;
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
fn runs<E: std::fmt::Debug>(example: impl FnOnce(&str) -> Result<(), E>) {
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

#[test]
fn without_an_allocator() {
    runs(bare::run);
}

#[test]
fn pools() {
    runs(pool::run);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runs(|url| runtime.block_on(pool_async::run(url)));
}

/// An example that no test runs is not known to work.
#[test]
fn every_example_is_run() {
    let repository = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let texts = |folder: &str| -> String {
        let files = std::fs::read_dir(repository.join(folder)).unwrap().map(|entry| entry.unwrap().path());
        files.filter(|path| path.is_file()).map(|path| std::fs::read_to_string(path).unwrap()).collect()
    };
    let tests = ["tests/tests", "tests/tests/tls", "xtask/src"].map(texts).concat();
    for example in std::fs::read_dir(repository.join("crates/client/examples")).unwrap() {
        let name = example.unwrap().file_name().into_string().unwrap();
        assert!(tests.contains(&format!("crates/client/examples/{name}")), "{name}");
    }
}
