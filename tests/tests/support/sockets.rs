//! One test for both faces of the client over sockets: blocking, and async on tokio.

use std::net::TcpListener;
use std::time::Duration;

use picoredis::{Config, Protocol, Reconnect, Redis};
use picoredis_tests::server::{Server, binaries};

/// Runs a block once with a blocking client and once with one of tokio. In it `$call!(redis.get("foo"))` is the call on
/// the one, and the awaited call on the other.
macro_rules! both_sockets {
    ($config:expr, |$redis:ident, $call:ident| $body:block) => {
        both_sockets!(@ ($) $config, |$redis, $call| $body)
    };
    (@ ($d:tt) $config:expr, |$redis:ident, $call:ident| $body:block) => {{
        {
            println!("blocking");
            #[allow(unused_macros, reason = "some tests only make the connection")]
            macro_rules! $call {
                ($d call:expr) => {
                    $d call
                };
            }
            #[allow(unused_mut, reason = "some tests hand it on")]
            let mut $redis = $config.connect().unwrap();
            $body
        }
        {
            println!("async");
            #[allow(unused_macros, reason = "some tests only make the connection")]
            macro_rules! $call {
                ($d call:expr) => {
                    $d call.await
                };
            }
            $crate::sockets::block_on(async {
                #[allow(unused_mut, reason = "some tests hand it on")]
                let mut $redis = $config.connect_async().await.unwrap();
                $body
            })
        }
    }};
}

/// Drives a future to its end; what a test waits for in its own thread does not hold up the sockets.
pub(crate) fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap().block_on(future)
}

/// A server of the test's own.
pub(crate) fn start(args: &[&str]) -> Server {
    let binary = binaries().into_iter().next().expect("`cargo xtask servers` fetches a server");
    Server::start_with(&binary, args).unwrap()
}

/// One of each server that there is.
#[allow(dead_code, reason = "not every test needs them")]
pub(crate) fn servers() -> Vec<Server> {
    binaries().iter().map(|binary| Server::start_with(binary, &[]).unwrap()).collect()
}

/// How to connect, with a policy that has found out what has happened before it sends anything.
pub(crate) fn config(port: u16, protocol: Protocol) -> Config {
    Redis::builder().port(port).protocol(protocol).reconnect(policy())
}

/// Short pauses, so that tests are short, and no end within any test.
pub(crate) fn policy() -> Reconnect {
    let pauses = [1, 20].map(Duration::from_millis);
    Reconnect::new().tries(10_000).pauses(pauses[0], pauses[1]).within(Duration::from_secs(60)).idle(Duration::ZERO)
}

/// A client that nothing happens to.
pub(crate) fn bystander(server: &Server) -> Redis {
    Redis::open(&server.url()).unwrap()
}

/// A port at which nobody listens.
#[allow(dead_code, reason = "not every test needs it")]
pub(crate) fn nobody() -> u16 {
    TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port()
}
