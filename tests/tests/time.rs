//! Time, by a clock that stands still but for what the transport takes: what has its time anew, and what has not. By both
//! faces.

#[path = "support/faces.rs"]
#[macro_use]
mod faces;
#[path = "support/wire.rs"]
mod wire;

use std::collections::VecDeque;

use picoredis::args::Each;
use picoredis::asynch::{self, Moved};
use picoredis::embedded_io::{self, ErrorKind, ErrorType};
use picoredis::{Fate, Push, Redis, cmd, transport};

/// What every read takes: three of them are in time.
const STEP: u64 = 900;

/// A peer of which each read takes its time, and brings the next piece.
#[derive(Debug, Default)]
struct Slow {
    pieces: VecDeque<Vec<u8>>,
    /// The last piece comes again and again.
    endless: bool,
    /// It takes what is sent at first, and then no more as long as it can be read from.
    full: bool,
    now: u64,
    /// When a read of an async client is too late; how long one of a blocking client may take.
    deadline: Option<u64>,
    allowed: Option<u64>,
}

impl Slow {
    fn new(pieces: impl IntoIterator<Item = Vec<u8>>) -> Self {
        Slow { pieces: pieces.into_iter().collect(), ..Slow::default() }
    }

    /// Whether something can be written without waiting.
    fn takes(&mut self, len: usize) -> Option<usize> {
        (!std::mem::replace(&mut self.full, true)).then_some(len)
    }

    fn read(&mut self, memory: &mut [u8]) -> Result<usize, ErrorKind> {
        let end = self.allowed.map(|allowed| self.now + allowed).into_iter().chain(self.deadline).min();
        let then = self.now + STEP;
        if let Some(end) = end.filter(|end| *end < then) {
            self.now = end;
            return Err(ErrorKind::TimedOut);
        }
        if then > 1_000_000 {
            return Err(ErrorKind::Other);
        }
        self.now = then;
        let last = self.endless && self.pieces.len() == 1;
        let piece = if last { self.pieces[0].clone() } else { self.pieces.pop_front().unwrap_or_default() };
        memory[..piece.len()].copy_from_slice(&piece);
        Ok(piece.len())
    }
}

fn blocking(peer: Slow) -> Redis<Slow, Vec<u8>, 32> {
    Redis::with_transport(peer, vec![0; 32 << 10], vec![0; 16 << 10])
}

fn asynchronous(peer: Slow) -> asynch::Redis<Slow, Vec<u8>, 32> {
    asynch::Redis::with_transport(peer, vec![0; 32 << 10], vec![0; 16 << 10])
}

/// A string in ten pieces of such a length.
fn in_pieces(len: usize) -> Vec<Vec<u8>> {
    let mut pieces = vec![vec![b'x'; len]; 10];
    pieces.insert(0, format!("${}\r\n", 10 * len).into());
    pieces.push(b"\r\n".to_vec());
    pieces
}

#[test]
fn a_reply_that_keeps_coming_has_its_time_anew() {
    let peer = || Slow::new(in_pieces(16 << 10));
    both_faces!(blocking(peer()), asynchronous(peer()), |redis, call| {
        assert_eq!(call!(redis.get("large")).unwrap().unwrap().len(), 160 << 10);
    });
}

#[test]
fn in_a_pipeline_too() {
    let small = |number: u8| format!(":{number}\r\n").into_bytes();
    let peer = || Slow::new([vec![small(1)], in_pieces(16 << 10), vec![small(2)]].concat());
    both_faces!(blocking(peer()), asynchronous(peer()), |redis, call| {
        let (one, large, two) = call!(redis.pipeline((cmd::incr("n"), cmd::get("large"), cmd::incr("n"))));
        assert_eq!((one.unwrap(), large.unwrap().unwrap().len(), two.unwrap()), (1, 160 << 10, 2));
    });
}

#[test]
fn one_that_dribbles_has_not() {
    let peer = || Slow::new(in_pieces(1 << 10));
    both_faces!(blocking(peer()), asynchronous(peer()), |redis, call| {
        let error = call!(redis.get("large")).unwrap_err();
        assert!(error.is_timeout() && error.fate() == Fate::MaybeExecuted, "{error}");
    });
    both_faces!(blocking(peer()), asynchronous(peer()), |redis, call| {
        let (get, incr) = call!(redis.pipeline((cmd::get("large"), cmd::incr("n"))));
        assert!(get.unwrap_err().is_timeout());
        assert_eq!(incr.unwrap_err().fate(), Fate::MaybeExecuted);
    });
}

/// A blocking client looks at the clock when the first read was not enough: what is lacking then has the whole time, but once.
#[test]
fn what_the_first_read_lacks() {
    let peer = |piece: usize| Slow::new(b":1234567\r\n".chunks(piece).map(<[u8]>::to_vec));
    both_faces!(blocking(peer(5)), asynchronous(peer(5)), |redis, call| {
        assert_eq!(call!(redis.incr("n")).unwrap(), 1_234_567);
    });
    assert_eq!(blocking(peer(3)).incr("n").unwrap(), 1_234_567);
    both_faces!(blocking(peer(2)), asynchronous(peer(2)), |redis, call| {
        assert!(call!(redis.incr("n")).unwrap_err().is_timeout());
    });
}

/// However large they are, they are no answer.
#[test]
fn pushes_have_not() {
    let message = format!(">3\r\n$7\r\nmessage\r\n$1\r\na\r\n$20000\r\n{}\r\n", "x".repeat(20_000)).into_bytes();
    let peer = || Slow { endless: true, ..Slow::new([message.clone()]) };
    both_faces!(blocking(peer()), asynchronous(peer()), |redis, call| {
        assert!(call!(redis.get("x")).unwrap_err().is_timeout());
        // Nor are they a sign that the late reply will come.
        assert_eq!(call!(redis.get("x")).unwrap_err().fate(), Fate::NotSent);
    });
    both_faces!(blocking(peer()), asynchronous(peer()), |redis, call| {
        let (get, incr) = call!(redis.pipeline((cmd::get("x"), cmd::incr("n"))));
        assert!(get.unwrap_err().is_timeout() && incr.unwrap_err().is_timeout());
    });
    // Nor where they are read since nothing can be written.
    both_faces!(blocking(peer()), asynchronous(peer()), |redis, call| {
        let results = call!(redis.pipeline(Each((0..3000).map(|_| cmd::incr("n")))));
        assert!(results[0].as_ref().unwrap_err().is_timeout(), "{:?}", results[0]);
        assert_eq!(results[2999].as_ref().unwrap_err().fate(), Fate::NotSent);
    });
}

/// What waits for messages without an end waits without one, whatever came before.
#[test]
fn a_late_reply_before_a_message() {
    let message = b">3\r\n$7\r\nmessage\r\n$1\r\na\r\n$1\r\nb\r\n".to_vec();
    let peer = || Slow::new([in_pieces(16 << 10), vec![message.clone()]].concat());
    let late = |error: picoredis::Error| assert!(error.is_timeout(), "{error}");
    let payload = |push: Push| push.into_message().unwrap().payload;
    let mut redis = blocking(peer());
    redis.set_timeout_ms(Some(1));
    late(redis.get("late").unwrap_err());
    assert_eq!(payload(redis.next_push(None).unwrap().unwrap()), "b");
    let mut redis = asynchronous(peer());
    redis.set_timeout_ms(Some(1));
    late(wire::block_on(redis.get("late")).unwrap_err());
    assert_eq!(payload(wire::block_on(redis.next_push()).unwrap()), "b");
}

impl ErrorType for Slow {
    type Error = ErrorKind;
}

impl embedded_io::Read for Slow {
    fn read(&mut self, buf: &mut [u8]) -> Result<usize, ErrorKind> {
        Slow::read(self, buf)
    }
}

impl embedded_io::Write for Slow {
    fn write(&mut self, buf: &[u8]) -> Result<usize, ErrorKind> {
        Ok(buf.len())
    }

    fn flush(&mut self) -> Result<(), ErrorKind> {
        Ok(())
    }
}

impl transport::Transport for Slow {
    fn write_now(&mut self, bytes: &[u8]) -> Result<Option<usize>, ErrorKind> {
        Ok(self.takes(bytes.len()))
    }

    fn now(&mut self) -> Option<u64> {
        Some(self.now)
    }

    fn set_read_timeout(&mut self, millis: Option<u64>) -> Result<(), ErrorKind> {
        self.allowed = millis;
        Ok(())
    }
}

impl embedded_io_async::Read for Slow {
    async fn read(&mut self, buf: &mut [u8]) -> Result<usize, ErrorKind> {
        Slow::read(self, buf)
    }
}

impl embedded_io_async::Write for Slow {
    async fn write(&mut self, buf: &[u8]) -> Result<usize, ErrorKind> {
        self.full = true;
        Ok(buf.len())
    }

    async fn flush(&mut self) -> Result<(), ErrorKind> {
        Ok(())
    }
}

impl asynch::Transport for Slow {
    async fn write_or_read(&mut self, bytes: &[u8], memory: &mut [u8]) -> Result<Moved, ErrorKind> {
        match self.takes(bytes.len()) {
            Some(len) => Ok(Moved::Out(len)),
            None => Slow::read(self, memory).map(Moved::In),
        }
    }

    fn set_deadline(&mut self, millis: Option<u64>) {
        self.deadline = millis.map(|millis| self.now + millis);
    }

    fn now(&mut self) -> Option<u64> {
        Some(self.now)
    }
}
