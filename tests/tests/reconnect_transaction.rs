//! A policy while keys are watched or commands are queued, by both faces: what becomes of it when a reply is not waited for.

#[path = "support/sockets.rs"]
#[macro_use]
mod sockets;

use std::time::Duration;

use picoredis::{Config, Error, ErrorKind, Fate, Protocol, Redis, cmd};
use picoredis_tests::proxy::{Plan, Proxy, Way};
use sockets::{bystander, config, start};

/// A policy, and a timeout that a reply that is held outlasts.
fn impatient(proxy: &Proxy) -> Config {
    config(proxy.port(), Protocol::Resp2).timeout(Duration::from_millis(300))
}

/// Has the server close a connection; the end has passed the proxy when this is over.
macro_rules! lose {
    ($redis:ident, $other:ident) => {
        $other.run(cmd::client_kill(("TYPE", "normal", "SKIPME", "yes")).reply::<u64>()).unwrap();
        while !$redis.is_stale() {
            std::thread::yield_now();
        }
    };
}

fn assert_timeout(error: &Error) {
    assert!(error.is_timeout(), "{error}");
    assert_eq!(error.fate(), Fate::MaybeExecuted, "{error}");
}

/// Its reply is late, and nothing is queued any more.
#[test]
fn what_ends_a_transaction_ends_it_late_too() {
    let server = start(&[]);
    let proxy = Proxy::start(server.port(), Plan::Honest).unwrap();
    let mut other = bystander(&server);
    for ending in ["EXEC", "DISCARD"] {
        both_sockets!(impatient(&proxy), |redis, call| {
            call!(redis.multi()).unwrap();
            call!(redis.do_cmd("INCR", "n")).unwrap();
            proxy.hold(Way::ToClient);
            assert_timeout(&call!(redis.do_cmd(ending, ())).unwrap_err());
            proxy.release(Way::ToClient);
            call!(redis.select(1)).unwrap();
            lose!(redis, other);
            assert!(call!(redis.client_info()).unwrap().contains(" db=1 "), "{ending}");
        });
    }
}

/// What was late is known all the same when the connection is lost.
#[test]
fn what_begins_a_transaction_begins_it_late_too() {
    let server = start(&[]);
    let proxy = Proxy::start(server.port(), Plan::Honest).unwrap();
    let mut other = bystander(&server);
    for beginning in ["WATCH", "MULTI"] {
        both_sockets!(impatient(&proxy), |redis, call| {
            proxy.hold(Way::ToClient);
            let key = Some("n").filter(|_| beginning == "WATCH");
            assert_timeout(&call!(redis.do_cmd(beginning, key)).unwrap_err());
            proxy.release(Way::ToClient);
            call!(redis.do_cmd("INCR", "n")).unwrap();
            lose!(redis, other);
            let error = call!(redis.do_cmd("EXEC", ())).unwrap_err();
            assert_eq!(error.fate(), Fate::NotSent, "{beginning}: {error}");
        });
    }
}

/// A pipeline that was not waited for has not lost the connection, and what is watched there.
#[test]
fn a_late_pipeline_leaves_what_is_watched() {
    let server = start(&[]);
    let proxy = Proxy::start(server.port(), Plan::Honest).unwrap();
    let mut other = bystander(&server);
    both_sockets!(impatient(&proxy), |redis, call| {
        call!(redis.watch("n")).unwrap();
        proxy.hold(Way::ToClient);
        let (late,) = call!(redis.pipeline((cmd::ping(),)));
        assert_timeout(&late.unwrap_err());
        proxy.release(Way::ToClient);
        call!(redis.ping()).unwrap();
        lose!(redis, other);
        let error = call!(redis.transaction((cmd::incr("n"),))).unwrap_err();
        assert_eq!(error.fate(), Fate::NotSent, "{error}");
    });
}

/// Nor has one of which nothing was sent, and what is queued there goes on.
#[test]
fn a_refused_pipeline_leaves_what_is_watched() {
    let server = start(&[]);
    let mut other = bystander(&server);
    both_sockets!(config(server.port(), Protocol::Resp2), |redis, call| {
        for beginning in ["WATCH", "MULTI"] {
            let key = Some("n").filter(|_| beginning == "WATCH");
            call!(redis.do_cmd(beginning, key)).unwrap();
            let (refused,) = call!(redis.pipeline((cmd::select(1),)));
            assert!(matches!(refused.unwrap_err().kind(), ErrorKind::Unsendable(_)), "{beginning}");
            if beginning == "MULTI" {
                assert!(matches!(call!(redis.select(1)).unwrap_err().kind(), ErrorKind::Unsendable(_)));
            }
            lose!(redis, other);
            let error = call!(redis.do_cmd("PING", ())).unwrap_err();
            assert_eq!(error.fate(), Fate::NotSent, "{beginning}: {error}");
            call!(redis.ping()).unwrap();
        }
    });
}

/// The server refuses it, and watches as before.
#[test]
fn what_ends_no_transaction_leaves_what_is_watched() {
    let server = start(&[]);
    let mut other = bystander(&server);
    both_sockets!(config(server.port(), Protocol::Resp2), |redis, call| {
        for ending in ["EXEC", "DISCARD"] {
            call!(redis.watch("n")).unwrap();
            assert_eq!(call!(redis.do_cmd(ending, ())).unwrap_err().fate(), Fate::Refused, "{ending}");
            let (refused,) = call!(redis.pipeline((picoredis::command::Command::<_>::new(ending, ()),)));
            assert_eq!(refused.unwrap_err().fate(), Fate::Refused, "{ending}");
            lose!(redis, other);
            let error = call!(redis.do_cmd("PING", ())).unwrap_err();
            assert_eq!(error.fate(), Fate::NotSent, "{ending}: {error}");
            call!(redis.ping()).unwrap();
        }
    });
}

/// Nor does a transaction that ends late stand in anybody's way.
#[test]
fn a_late_transaction_is_over() {
    let server = start(&[]);
    let proxy = Proxy::start(server.port(), Plan::Honest).unwrap();
    let mut other = bystander(&server);
    both_sockets!(impatient(&proxy), |redis, call| {
        call!(redis.watch("n")).unwrap();
        proxy.hold(Way::ToClient);
        assert_timeout(&call!(redis.transaction((cmd::incr("n"),))).unwrap_err());
        proxy.release(Way::ToClient);
        call!(redis.select(1)).unwrap();
        lose!(redis, other);
        assert!(call!(redis.client_info()).unwrap().contains(" db=1 "));
    });
}

/// Nobody waits for an `EXEC` that has been executed.
#[test]
fn a_future_that_was_dropped_has_ended_its_transaction() {
    let server = start(&[]);
    let proxy = Proxy::start(server.port(), Plan::Honest).unwrap();
    let mut other = bystander(&server);
    sockets::block_on(async {
        let mut redis = config(proxy.port(), Protocol::Resp2).connect_async().await.unwrap();
        redis.multi().await.unwrap();
        proxy.hold(Way::ToClient);
        tokio::select! {
            ended = redis.do_cmd("EXEC", ()) => panic!("{ended:?}"),
            () = executed(&mut other, "exec") => {}
        }
        proxy.release(Way::ToClient);
        redis.select(1).await.unwrap();
        lose!(redis, other);
        assert!(redis.client_info().await.unwrap().contains(" db=1 "));

        // One that was never polled was not sent, and the transaction goes on.
        redis.multi().await.unwrap();
        drop(redis.do_cmd("EXEC", ()));
        assert_eq!(redis.select(2).await.unwrap_err().fate(), Fate::NotSent);
        redis.discard().await.unwrap();
    });
}

/// Returns when the server has executed such a command.
async fn executed(other: &mut Redis, command: &str) {
    let stat = format!("cmdstat_{command}:");
    while !other.run(cmd::info().arg("commandstats").reply::<String>()).unwrap().contains(&stat) {
        tokio::task::yield_now().await;
    }
}
