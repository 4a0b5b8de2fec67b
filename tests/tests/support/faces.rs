//! One test for both faces of the client: blocking and async.

/// Runs a block once with a blocking client and once with an async one. In it `$call!(redis.get("foo"))` is the call on
/// the one, and the awaited call on the other.
///
/// The clients are new ones on a `Ground` of `support`, or what two expressions make.
macro_rules! both_faces {
    ($ground:ident, |$redis:ident, $call:ident| $body:block) => {
        both_faces!(
            $ground.redis(),
            $crate::wire::connect($ground.server.port(), $ground.protocol, $ground.db),
            |$redis, $call| $body
        )
    };
    ($blocking:expr, $async:expr, |$redis:ident, $call:ident| $body:block) => {
        both_faces!(@ ($) $blocking, $async, |$redis, $call| $body)
    };
    (@ ($d:tt) $blocking:expr, $async:expr, |$redis:ident, $call:ident| $body:block) => {{
        {
            println!("blocking");
            macro_rules! $call {
                ($d call:expr) => {
                    $d call
                };
            }
            let mut $redis = $blocking;
            $body
        }
        {
            println!("async");
            macro_rules! $call {
                ($d call:expr) => {
                    $d call.await
                };
            }
            $crate::wire::block_on(async {
                let mut $redis = $async;
                $body
            })
        }
    }};
}
