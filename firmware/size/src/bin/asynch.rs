//! `PING` and `GET` with picoredis, `async`.

#![no_std]
#![no_main]

use core::hint::black_box;

use picoredis::asynch::Redis;
use picoredis::{Result, cmd, reply::Buf};

board::program!(main_program);

fn main_program() -> u8 {
    size::run(work)
}

fn work() -> bool {
    size::block_on(talk()).is_ok_and(|value| value.is_some_and(|value| value == *b"bar"))
}

async fn talk() -> Result<Option<[u8; 3]>> {
    let connection = size::Dummy::new();
    let (mut receive, mut send) = ([0; 64], [0; 64]);
    let mut redis = Redis::over(connection, &mut receive[..], &mut send[..]);
    redis.run(cmd::ping().reply::<()>()).await?;
    let value = redis.run(cmd::get(black_box("foo")).reply::<Option<Buf<16>>>()).await?;
    Ok(value.and_then(|value| value[..].try_into().ok()))
}
