//! A client that is built without TLS. (Here, where its own features are known: another crate may turn them on.)

#![cfg(not(feature = "tls"))]

use std::io::ErrorKind;
use std::net::TcpListener;

use picoredis::Redis;

/// Rather no connection than one in the clear.
#[test]
fn an_address_that_wants_tls() {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let address = listener.local_addr().unwrap();
    let error = Redis::open(&format!("rediss://:secret@{address}")).unwrap_err();
    let words = "this program is built without TLS, which the feature tls-ring or tls-aws-lc-rs of picoredis brings";
    assert_eq!(error.to_string(), format!("cannot connect to {address}: {words}"));
    listener.set_nonblocking(true).unwrap();
    assert_eq!(listener.accept().unwrap_err().kind(), ErrorKind::WouldBlock);
}
