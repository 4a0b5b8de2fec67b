//! Pools hand out good connections only.

use std::time::Duration;

use picoredis::{Config, Redis};
use picoredis_tests::server;
use r2d2::Pool;

/// A pool of one connection, so that whoever comes next gets the same, if it is still good.
fn pool() -> Pool<Config> {
    let config: Config = server().url().parse().unwrap();
    Pool::builder().max_size(1).test_on_check_out(false).build(config).unwrap()
}

fn id(redis: &mut Redis) -> u64 {
    redis.client_id().unwrap()
}

#[test]
fn a_good_connection_comes_back() {
    let pool = pool();
    let first = id(&mut pool.get().unwrap());
    assert_eq!(id(&mut pool.get().unwrap()), first);
}

#[test]
fn one_that_owes_a_reply_does_not() {
    let pool = pool();
    let mut redis = pool.get().unwrap();
    let first = id(&mut redis);
    redis.set_timeout(Duration::from_millis(20));
    assert!(redis.do_cmd("DEBUG", ("SLEEP", "0.2")).unwrap_err().is_timeout());
    drop(redis);
    assert_ne!(id(&mut pool.get().unwrap()), first);
}

#[test]
fn one_that_was_closed_does_not() {
    let pool = pool();
    let mut redis = pool.get().unwrap();
    let first = id(&mut redis);
    redis.close();
    drop(redis);
    assert_ne!(id(&mut pool.get().unwrap()), first);
}

#[test]
fn one_that_is_subscribed_does_not() {
    let pool = pool();
    let mut redis = pool.get().unwrap();
    let first = id(&mut redis);
    redis.subscribe("news").unwrap();
    drop(redis);
    assert_ne!(id(&mut pool.get().unwrap()), first);
}

#[test]
fn one_that_the_server_closed_is_found_out_when_it_is_tried() {
    let config: Config = server().url().parse().unwrap();
    let pool = Pool::builder().max_size(1).build(config).unwrap();
    let first = id(&mut pool.get().unwrap());
    let mut other = Redis::open(&server().url()).unwrap();
    other.client_kill(("ID", first)).unwrap();
    assert_ne!(id(&mut pool.get().unwrap()), first);
}
