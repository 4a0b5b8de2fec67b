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
fn one_that_is_left_within_a_transaction_does_not() {
    let config: Config = server().url().parse().unwrap();
    let pool = Pool::builder().max_size(1).build(config).unwrap();
    let mut redis = pool.get().unwrap();
    let first = id(&mut redis);
    redis.multi().unwrap();
    drop(redis);
    assert_ne!(id(&mut pool.get().unwrap()), first);
}

#[tokio::test]
async fn the_async_pool_hands_out_good_ones_only() {
    let config: Config = server().url().parse().unwrap();
    let pool = deadpool::managed::Pool::<Config>::builder(config).max_size(1).build().unwrap();
    let first = pool.get().await.unwrap().client_id().await.unwrap();
    assert_eq!(pool.get().await.unwrap().client_id().await.unwrap(), first, "a good one comes back");

    let mut redis = pool.get().await.unwrap();
    redis.subscribe("news").await.unwrap();
    drop(redis);
    let second = pool.get().await.unwrap().client_id().await.unwrap();
    assert_ne!(second, first, "one that is subscribed does not");

    let mut redis = pool.get().await.unwrap();
    redis.set_timeout_ms(Some(20));
    assert!(redis.do_cmd("DEBUG", ("SLEEP", "0.2")).await.unwrap_err().is_timeout());
    drop(redis);
    let third = pool.get().await.unwrap().client_id().await.unwrap();
    assert_ne!(third, second, "one that owes a reply does not");

    let mut other = Redis::open(&server().url()).unwrap();
    assert_eq!(other.client_kill(("ID", third)).unwrap().as_i64(), Some(1));
    assert_ne!(pool.get().await.unwrap().client_id().await.unwrap(), third, "one that the server closed does not");
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
