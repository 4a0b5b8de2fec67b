//! What must have gone wrong, and how.

use picoredis::embedded_io::ErrorKind as IoKind;
use picoredis::reply::Buf;
use picoredis::{Command, Error, ErrorKind, Fate, ReplyError};

/// A message: what it is, its channel, and what was said.
pub(crate) type Told = (Buf<8>, Buf<8>, Buf<8>);

/// A message that came by a pattern, which stands before its channel.
pub(crate) type ToldBy = (Buf<8>, Buf<8>, Buf<8>, Buf<8>);

/// What the client does not know to take its time: after 300 ms the answer is nothing.
pub(crate) fn slow() -> Command<'static, (&'static str, &'static str), ()> {
    Command::unlisted("BLPOP", ("nothing", "0.3")).reply()
}

pub(crate) fn is_unknown(error: &Error) {
    assert_eq!((error.code(), error.fate(), error.command()), (Some("ERR"), Fate::Refused, Some("BOGUS")));
}

pub(crate) fn is_no_number(error: &Error) {
    assert_eq!(error.message(), Some("value is not an integer or out of range"));
    assert_eq!(error.fate(), Fate::Refused);
}

pub(crate) fn is_late(error: &Error) {
    assert!(error.is_timeout(), "{error}");
    assert_eq!(error.fate(), Fate::MaybeExecuted);
}

/// The reply needs 300 bytes where there are 128.
pub(crate) fn is_too_large(error: &Error) {
    match error.kind() {
        ErrorKind::Reply(ReplyError::Capacity { needed: 300, capacity: 128 }) => {}
        other => panic!("{other:?}"),
    }
    assert_eq!(error.fate(), Fate::Executed);
}

pub(crate) fn is_longer(error: &Error, needed: usize) {
    match error.kind() {
        ErrorKind::Reply(ReplyError::Capacity { needed: all, .. }) if *all == needed => {}
        other => panic!("{other:?}"),
    }
}

/// The server went away.
pub(crate) fn is_gone(error: &Error) {
    let gone =
        matches!(error.kind(), ErrorKind::Closed | ErrorKind::Io(IoKind::ConnectionReset | IoKind::ConnectionAborted));
    assert!(gone, "{error}");
}

/// There is no connection any more, and it is known.
pub(crate) fn is_not_connected(error: &Error) {
    assert!(matches!(error.kind(), ErrorKind::NotConnected), "{error}");
    assert_eq!(error.fate(), Fate::NotSent);
}
