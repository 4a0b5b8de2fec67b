//! Pipelines of those who share a connection: what is told of commands that were answered too late.

use std::pin::pin;
use std::sync::mpsc;
use std::task::{Context, Waker};
use std::time::Duration;

use picoredis::{Fate, Redis, cmd};
use picoredis_tests::peer::{Peer, Step};
use tokio::runtime::Builder;

/// The time is up, the replies come after all, and only then somebody looks: they may have been executed.
#[test]
fn replies_that_come_after_the_time_is_up() {
    let (go, wait) = mpsc::channel();
    let reply = |bytes: &str| Step::Send(bytes.into());
    let peer = Peer::start([
        Step::ReadCommand,
        Step::ReadCommand,
        Step::ReadCommand,
        Step::Wait(wait),
        reply(":1\r\n:2\r\n:3\r\n"),
        Step::ReadCommand,
        reply(":4\r\n"),
    ]);
    let peer = peer.unwrap();
    Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
        let config = Redis::builder().port(peer.port()).timeout(Duration::from_millis(100));
        let redis = config.connect_shared().await.unwrap();
        let mut pipeline = pin!(redis.pipeline([cmd::incr("n"), cmd::incr("n")]));
        assert!(pipeline.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
        // When the time is up for this one, it is so for those before it.
        assert!(redis.incr("n").await.unwrap_err().is_timeout());
        go.send(()).unwrap();
        assert_eq!(redis.incr("n").await.unwrap(), 4);
        for error in pipeline.await.map(Result::unwrap_err) {
            assert!(error.is_timeout(), "{error}");
            assert_eq!(error.fate(), Fate::MaybeExecuted);
        }
    });
    peer.join().unwrap();
}
