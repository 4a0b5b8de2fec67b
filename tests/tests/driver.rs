//! The driver over transports of the test's own: what they say becomes the right error, and the right fate.

use std::cell::RefCell;
use std::rc::Rc;

use embedded_io::ErrorKind as IoKind;
use picoredis::args::Args;
use picoredis::encode::Visit;
use picoredis::reply::Buf;
use picoredis::session::Standing;
use picoredis::transport::Transport;
use picoredis::{Command, ErrorKind, Fate, Redis, cmd, embedded_io};

/// A transport that plays what each read, write and flush comes to; the clock goes on by 100 ms with each look.
#[derive(Default)]
struct Played {
    reads: Vec<Result<&'static [u8], IoKind>>,
    writes: Vec<Result<usize, IoKind>>,
    flush: Option<IoKind>,
    written: Vec<u8>,
    clock: u64,
    /// How long what it was told to take without waiting was each time.
    held: Rc<RefCell<Vec<usize>>>,
}

impl embedded_io::ErrorType for Played {
    type Error = IoKind;
}

impl embedded_io::Read for Played {
    fn read(&mut self, buf: &mut [u8]) -> Result<usize, IoKind> {
        let bytes = if self.reads.len() > 1 { self.reads.remove(0) } else { self.reads[0] }?;
        buf[..bytes.len()].copy_from_slice(bytes);
        Ok(bytes.len())
    }
}

impl embedded_io::Write for Played {
    fn write(&mut self, buf: &[u8]) -> Result<usize, IoKind> {
        let len = if self.writes.is_empty() { buf.len() } else { self.writes.remove(0)?.min(buf.len()) };
        self.written.extend_from_slice(&buf[..len]);
        Ok(len)
    }

    fn flush(&mut self) -> Result<(), IoKind> {
        self.flush.map_or(Ok(()), Err)
    }
}

impl Transport for Played {
    fn now(&mut self) -> Option<u64> {
        self.clock += 100;
        Some(self.clock)
    }

    fn holds(&self) -> usize {
        64
    }

    fn write_held(&mut self, bytes: &[u8]) -> Result<usize, IoKind> {
        self.held.borrow_mut().push(bytes.len());
        embedded_io::Write::write(self, bytes)
    }
}

fn redis(played: Played) -> Redis<Played, Vec<u8>, 32> {
    Redis::with_transport(played, vec![0; 64], vec![0; 64])
}

#[test]
fn signals_do_not_make_a_wait_longer() {
    let mut redis = redis(Played { reads: vec![Err(IoKind::Interrupted)], ..Played::default() });
    let error = redis.ping().unwrap_err();
    assert!(error.is_timeout(), "{error}");
    assert_eq!(redis.standing(), Standing::Draining);
    // Nor do they end it.
    let reads = vec![Err(IoKind::Interrupted), Err(IoKind::Interrupted), Ok(&b"+PONG\r\n"[..])];
    assert_eq!(self::redis(Played { reads, ..Played::default() }).ping().unwrap(), "PONG");
}

#[test]
fn what_was_not_taken_was_not_sent() {
    for writes in [vec![Err(IoKind::BrokenPipe)], vec![Ok(3), Err(IoKind::ConnectionReset)], vec![Ok(3), Ok(0)]] {
        let mut redis = redis(Played { writes, ..Played::default() });
        let error = redis.incr("n").unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Io(_)), "{error}");
        assert_eq!((error.fate(), redis.standing()), (Fate::NotSent, Standing::Broken));
    }
}

#[test]
fn what_was_taken_and_not_flushed_may_have_been_executed() {
    let mut redis = redis(Played { flush: Some(IoKind::Other), ..Played::default() });
    let error = redis.incr("n").unwrap_err();
    assert_eq!((error.fate(), redis.standing()), (Fate::MaybeExecuted, Standing::Broken));
}

#[test]
fn a_peer_that_takes_crumbs_does_not_hold_us() {
    let mut redis = redis(Played { writes: vec![Ok(1); 10_000], ..Played::default() });
    let error = redis.set("key", vec![b'x'; 9000]).unwrap_err();
    assert!(error.is_timeout(), "{error}");
    assert_eq!(error.fate(), Fate::NotSent);
}

/// The end of what is large may have to wait behind what went out before.
#[test]
fn what_is_to_be_taken_without_waiting_is_alone() {
    let held = Rc::default();
    let played = Played { reads: vec![Ok(b"+OK\r\n")], held: Rc::clone(&held), ..Played::default() };
    let mut redis = redis(played);
    redis.set("key", "x").unwrap();
    redis.set("key", vec![b'x'; 9000]).unwrap();
    redis.set("key", "yy").unwrap();
    assert_eq!(*held.borrow(), [29, 30]);
}

/// Says that it is so many arguments, and is one.
struct Miscounted(usize);

impl Args for Miscounted {
    fn count(&self) -> usize {
        self.0
    }

    fn visit<V: Visit>(&self, visitor: &mut V) -> Result<(), V::Error> {
        visitor.arg(b"x")
    }
}

#[test]
fn arguments_that_miscount_themselves_are_not_sent() {
    for count in [0, 2] {
        let mut redis = redis(Played::default());
        let error = redis.run(Command::new("PING", Miscounted(count)).reply::<()>()).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Unsendable(_)), "{error}");
        assert_eq!(error.fate(), Fate::NotSent);
    }
}

#[test]
fn what_has_no_single_reply_is_refused_unsent() {
    let mut redis = redis(Played { reads: vec![Ok(b"+PONG\r\n")], ..Played::default() });
    let refused = |error: picoredis::Error| {
        assert!(matches!(error.kind(), ErrorKind::Unsendable(_)), "{error}");
        assert_eq!(error.fate(), Fate::NotSent);
    };
    refused(redis.run(cmd::subscribe("channel")).unwrap_err());
    refused(redis.run(cmd::monitor()).unwrap_err());
    for (name, args) in
        [("", &[][..]), ("  ", &[]), ("client reply", &["off"]), ("Client", &["Reply", "skip"]), ("PSUBSCRIBE *", &[])]
    {
        refused(redis.do_cmd(name, args).unwrap_err());
    }
    for name in ["SUBSCRIBE", "psubscribe *", "Monitor", "SYNC"] {
        refused(redis.run(Command::unlisted(name, ())).unwrap_err());
    }
    refused(redis.run(Command::unlisted("client", ("reply", "off"))).unwrap_err());
    // The connection has seen nothing of it.
    assert_eq!(redis.ping().unwrap(), "PONG");
}

#[test]
fn no_memory_is_no_closed_connection() {
    let played = Played { reads: vec![Ok(b"")], ..Played::default() };
    let mut redis: Redis<Played, &mut [u8], 32> = Redis::with_transport(played, &mut [], &mut []);
    let error = redis.run(cmd::ping().reply::<Buf<8>>()).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Unsendable(_)), "{error}");
}
