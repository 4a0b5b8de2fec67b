//! The session of the README: every call with its reply. `cargo xtask demo` runs it on a private server.
//!
//! ```text
//! cargo run -p picoredis --example session -- redis://127.0.0.1:6379
//! ```

use picoredis::{Protocol, Redis, Result, Value, cmd};

/// Prints a call and what came of it.
macro_rules! show {
    ($call:expr) => {{
        println!("> {}", stringify!($call));
        let reply = $call;
        println!("{reply:?}");
    }};
}

/// Prints a call that fails, and its error.
macro_rules! show_error {
    ($call:expr) => {{
        println!("> {}", stringify!($call));
        match $call {
            Ok(reply) => println!("{reply:?}"),
            Err(error) => println!("Error: {error}"),
        }
    }};
}

/// Prints a call that has no reply.
macro_rules! show_call {
    ($call:expr) => {{
        println!("> {}", stringify!($call));
        $call;
    }};
}

fn main() -> Result<()> {
    let url = std::env::args().nth(1).unwrap_or("redis://127.0.0.1:6379".into());
    let mut redis = Redis::open(&url)?;
    commands(&mut redis)?;
    connection(&mut redis)?;
    debug_output(&mut redis)?;
    resp3(&url)
}

fn commands(redis: &mut Redis) -> Result<()> {
    show!(redis.do_cmd("PING", "Hello World!")?);
    show!(redis.set("foo", "bar")?);
    show!(redis.get("foo")?);
    show!(redis.set("foo", ("bar", "EX", 10))?);
    show!(redis.ttl("foo")?);
    show!(redis.hset("myhash", ("key1", 42))?);
    show!(redis.hkeys("myhash")?);
    show!(redis.hgetall("myhash")?);
    show!(redis.run(cmd::hget("myhash", "key1").reply::<u32>())?);
    show!(redis.mget(["foo", "missing"])?);
    show_error!(redis.do_cmd("BOGUS", "spam!"));
    show_error!(redis.incr("foo"));
    show!(command_list(redis)?.into_iter().take(4).collect::<Vec<_>>());
    Ok(())
}

/// The names of all commands that the server has, in order: a reply taken apart by hand.
fn command_list(redis: &mut Redis) -> Result<Vec<String>> {
    let commands = redis.run(cmd::command().reply::<Vec<Value>>())?;
    let name = |command: &Value| Some(command.as_slice()?.first()?.as_str()?.to_owned());
    let mut names: Vec<String> = commands.iter().filter_map(name).collect();
    names.sort();
    Ok(names)
}

fn connection(redis: &mut Redis) -> Result<()> {
    show_call!(redis.close());
    show_error!(redis.ping());
    show_call!(redis.connect()?);
    show!(redis.ping()?);
    Ok(())
}

fn debug_output(redis: &mut Redis) -> Result<()> {
    show_call!(redis.debug_to(|wire| println!("{wire}")));
    show!(redis.hkeys("myhash")?);
    show_call!(redis.debug_off());
    Ok(())
}

fn resp3(url: &str) -> Result<()> {
    let mut redis = Redis::builder().url(url)?.protocol(Protocol::Resp3).connect()?;
    show!(redis.do_cmd("HGETALL", "myhash")?);
    show!(redis.zadd("scores", (1.5, "ann", 2.5, "bob"))?);
    show!(redis.do_cmd("ZSCORE", ("scores", "bob"))?);
    show!(redis.del(["foo", "myhash", "scores"])?);
    Ok(())
}
