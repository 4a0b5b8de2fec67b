//! Large strings are read straight to where they belong, by both faces: what is read where is watched, and the next reply is
//! the right one.

#[path = "support/faces.rs"]
#[macro_use]
mod faces;
#[path = "support/wire.rs"]
mod wire;

use std::cell::RefCell;
use std::rc::Rc;

use picoredis::embedded_io::{self, ErrorKind as IoKind, ErrorType};
use picoredis::pipeline::Pipeline;
use picoredis::session::Standing;
use picoredis::{Bytes, ErrorKind, ReplyError, ServerError, Value, asynch, cmd};
use picoredis_tests::memory::{Counting, peak_during};

#[global_allocator]
static MEMORY: Counting = Counting;

/// So much memory a connection receives in.
const WINDOW: usize = 64;

/// Answers each command with the next of its replies, a piece at a time, and remembers how many bytes went past the memory of
/// the connection.
#[derive(Clone)]
struct Spout {
    replies: Rc<[u8]>,
    /// Where each of them ends.
    ends: Rc<[usize]>,
    step: usize,
    given: Rc<RefCell<Given>>,
}

#[derive(Default)]
struct Given {
    /// How many replies have been asked for.
    commands: usize,
    all: usize,
    /// Into any other memory than that of the connection.
    past: usize,
    /// The `read` of this number fails, once.
    fails: Option<(usize, IoKind)>,
    reads: usize,
    /// Where the memory of the connection is: the first read tells.
    window: Option<usize>,
}

impl Spout {
    fn new<T: AsRef<[u8]>>(replies: impl IntoIterator<Item = T>, step: usize) -> Self {
        let (mut bytes, mut ends) = (Vec::new(), vec![0]);
        for reply in replies {
            bytes.extend_from_slice(reply.as_ref());
            ends.push(bytes.len());
        }
        Spout { replies: bytes.into(), ends: ends.into(), step, given: Rc::default() }
    }

    fn past(&self) -> usize {
        self.given.borrow().past
    }
}

impl ErrorType for Spout {
    type Error = IoKind;
}

impl embedded_io::Read for Spout {
    fn read(&mut self, memory: &mut [u8]) -> Result<usize, IoKind> {
        let mut given = self.given.borrow_mut();
        given.reads += 1;
        if let Some((number, kind)) = given.fails
            && number == given.reads
        {
            return Err(kind);
        }
        let rest = &self.replies[given.all..self.ends[given.commands]];
        let len = rest.len().min(memory.len()).min(self.step);
        memory[..len].copy_from_slice(&rest[..len]);
        given.all += len;
        let place = memory.as_ptr() as usize;
        if *given.window.get_or_insert(place) != place {
            given.past += len;
        }
        Ok(len)
    }
}

impl embedded_io::Write for Spout {
    fn write(&mut self, bytes: &[u8]) -> Result<usize, IoKind> {
        // Each command begins with one, and has no other.
        self.given.borrow_mut().commands += bytes.iter().filter(|byte| **byte == b'*').count();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> Result<(), IoKind> {
        Ok(())
    }
}

impl embedded_io_async::Read for Spout {
    async fn read(&mut self, memory: &mut [u8]) -> Result<usize, IoKind> {
        embedded_io::Read::read(self, memory)
    }
}

impl embedded_io_async::Write for Spout {
    async fn write(&mut self, bytes: &[u8]) -> Result<usize, IoKind> {
        embedded_io::Write::write(self, bytes)
    }

    async fn flush(&mut self) -> Result<(), IoKind> {
        Ok(())
    }
}

type Blocking = picoredis::Redis<picoredis::transport::Bare<Spout>, Vec<u8>, 32>;
type Async = asynch::Redis<asynch::Bare<Spout>, Vec<u8>, 32>;

fn blocking(spout: &Spout) -> Blocking {
    picoredis::Redis::over(spout.clone(), vec![0; WINDOW], vec![0; WINDOW])
}

fn asynchronous(spout: &Spout) -> Async {
    let fails = spout.given.borrow().fails;
    spout.given.replace(Given { fails, ..Given::default() });
    asynch::Redis::over(spout.clone(), vec![0; WINDOW], vec![0; WINDOW])
}

const PONG: &str = "+PONG\r\n";

/// Letters that tell where in the text they stand.
fn text(len: usize) -> String {
    (b'a'..=b'z').cycle().take(len).map(char::from).collect()
}

fn bulk(text: &str) -> String {
    format!("${}\r\n{text}\r\n", text.len())
}

#[test]
fn a_string_of_any_length_in_pieces_of_any_length() {
    for len in [0, 1, WINDOW - 8, WINDOW, WINDOW + 1, 2 * WINDOW, 2 * WINDOW + 7, 1000, 200_000] {
        let value = text(len);
        for step in [1, 7, WINDOW - 1, WINDOW, 1000, usize::MAX] {
            if len > 1000 && step == 1 {
                continue;
            }
            let spout = Spout::new([&*bulk(&value), PONG], step);
            both_faces!(blocking(&spout), asynchronous(&spout), |redis, call| {
                assert!(call!(redis.get("key")).unwrap().unwrap() == value, "{len} bytes by {step}");
                let past = spout.past();
                assert_eq!(call!(redis.ping()).unwrap(), "PONG");
                // What is less than the memory of the connection comes with what follows.
                assert!(past + 2 * WINDOW >= len, "{past} of {len} bytes by {step} were read straight");
                assert!(past <= len);
            });
        }
    }
}

#[test]
fn whatever_the_string_is_a_part_of() {
    let (one, two) = (text(500), text(3000));
    let (first, second) = (bulk(&one), bulk(&two));
    let pair = format!("*2\r\n{first}{second}");
    let map = format!("%1\r\n{first}{second}");
    let verbatim = format!("={}\r\ntxt:{one}\r\n", one.len() + 4);
    let streamed = format!("$?\r\n;{}\r\n{two}\r\n;{}\r\n{one}\r\n;0\r\n", two.len(), one.len());
    let error = format!("!{}\r\nERR {one}\r\n", one.len() + 4);
    let nested = format!("*2\r\n{error}{second}");
    let replies =
        [&first, &first, &first, &pair, &pair, &pair, &map, &verbatim, &streamed, &nested, &pair, &error, PONG];
    for step in [3, WINDOW, usize::MAX] {
        let spout = Spout::new(replies, step);
        both_faces!(blocking(&spout), asynchronous(&spout), |redis, call| {
            assert_eq!(call!(redis.run(cmd::get("").reply::<Vec<u8>>())).unwrap(), one.as_bytes());
            assert_eq!(call!(redis.run(cmd::get("").reply::<String>())).unwrap(), one);
            assert_eq!(call!(redis.do_cmd("GET", "")).unwrap(), Value::Bulk(Bytes::from(&one)));
            assert_eq!(call!(redis.run(cmd::get("").reply::<Vec<String>>())).unwrap(), [&*one, &two]);
            assert_eq!(call!(redis.run(cmd::get("").reply::<[Bytes; 2]>())).unwrap(), [&*one, &two]);
            let (a, b): (String, Option<Bytes>) = call!(redis.run(cmd::get("").reply())).unwrap();
            assert_eq!((&a, b.unwrap()), (&one, Bytes::from(&two)));
            assert_eq!(
                call!(redis.run(cmd::get("").reply::<Vec<(String, String)>>())).unwrap(),
                [(one.clone(), two.clone())]
            );
            assert_eq!(call!(redis.run(cmd::get("").reply::<Bytes>())).unwrap(), one);
            assert_eq!(call!(redis.run(cmd::get("").reply::<Bytes>())).unwrap(), format!("{two}{one}"));
            let elements: Vec<Result<Bytes, ServerError>> = call!(redis.run(cmd::get("").reply())).unwrap();
            assert!(elements[0].as_ref().unwrap_err().message().starts_with("abc"));
            assert_eq!(*elements[1].as_ref().unwrap(), two);
            // What is not wanted, and what is wrong, has no room.
            call!(redis.run(cmd::get("").reply::<()>())).unwrap();
            assert_eq!(call!(redis.get("")).unwrap_err().code(), Some("ERR"));
            assert_eq!(call!(redis.ping()).unwrap(), "PONG");
        });
    }
}

#[test]
fn pipelines_and_transactions() {
    let (one, two) = (text(700), text(1200));
    let (first, second) = (bulk(&one), bulk(&two));
    let values = format!("*2\r\n{first}{second}");
    let several = [&*first, ":1\r\n", &second, &first, &second, &first, &second, &first, &second];
    let replies = several.into_iter().chain(["+OK\r\n", "+QUEUED\r\n", "+QUEUED\r\n", &values, PONG]);
    let spout = Spout::new(replies, usize::MAX);
    let mut recorded = Pipeline::new();
    recorded.add(cmd::get("a")).add(cmd::get("b"));
    both_faces!(blocking(&spout), asynchronous(&spout), |redis, call| {
        let (a, n, b) = call!(redis.pipeline((cmd::get("a"), cmd::incr("n"), cmd::get("b"))));
        assert_eq!((a.unwrap().unwrap(), n.unwrap(), b.unwrap().unwrap()), (Bytes::from(&one), 1, Bytes::from(&two)));
        let [a, b] = call!(redis.pipeline(["a", "b"].map(cmd::get)));
        assert_eq!((a.unwrap().unwrap(), b.unwrap().unwrap()), (Bytes::from(&one), Bytes::from(&two)));
        let many = call!(redis.pipeline(vec![cmd::get("a"), cmd::get("b")]));
        assert_eq!(*many[1].as_ref().unwrap().as_ref().unwrap(), two);
        let values = call!(redis.pipeline(&recorded));
        assert_eq!(*values[0].as_ref().unwrap(), Value::Bulk(Bytes::from(&one)));
        let (a, b) = call!(redis.transaction((cmd::get("a"), cmd::get("b")))).unwrap();
        assert_eq!((a.unwrap().unwrap(), b.unwrap().unwrap()), (Bytes::from(&one), Bytes::from(&two)));
        // Of each of the ten strings the memory of the connection saw little.
        assert!(spout.past() + 10 * 2 * WINDOW >= 5 * (one.len() + two.len()), "{}", spout.past());
        assert_eq!(call!(redis.ping()).unwrap(), "PONG");
    });
}

/// A message may stand inside the reply to `EXEC`: it is no part of the string before it.
#[test]
fn a_message_inside_a_reply() {
    let (one, two) = (text(700), text(1200));
    let reply = format!("*2\r\n{}>3\r\n$7\r\nmessage\r\n$4\r\nnews\r\n{}{}", bulk(&one), bulk(&two), bulk(&two));
    let spout = Spout::new([&*reply, PONG], usize::MAX);
    both_faces!(blocking(&spout), asynchronous(&spout), |redis, call| {
        let list = call!(redis.run(cmd::lrange("list", 0, -1).reply::<Vec<String>>())).unwrap();
        assert_eq!(list, [&*one, &two]);
        assert!(spout.past() <= one.len() + two.len());
        assert_eq!(call!(redis.ping()).unwrap(), "PONG");
    });
}

#[test]
fn the_time_is_up_within_a_string() {
    let spout = Spout::new([&*bulk(&text(10_000)), PONG], 500);
    spout.given.borrow_mut().fails = Some((9, IoKind::TimedOut));
    both_faces!(blocking(&spout), asynchronous(&spout), |redis, call| {
        let error = call!(redis.get("key")).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Timeout(_)), "{error}");
        let past = spout.past();
        assert!(past > 0);
        assert_eq!(redis.standing(), Standing::Draining);
        assert_eq!(call!(redis.ping()).unwrap(), "PONG");
        assert_eq!(spout.past(), past, "what nobody waits for is not read to where it belonged");
    });
}

#[test]
fn what_follows_a_string_has_to_be_its_end() {
    let spout = Spout::new([format!("$1000\r\n{}--", text(1000))], usize::MAX);
    both_faces!(blocking(&spout), asynchronous(&spout), |redis, call| {
        let error = call!(redis.get("key")).unwrap_err();
        assert!(error.to_string().contains("at byte 1007"), "{error}");
        assert_eq!(redis.standing(), Standing::Broken);
    });
}

#[test]
fn what_is_shown_is_seen() {
    let spout = Spout::new([bulk(&text(5000))], usize::MAX);
    let mut redis = blocking(&spout);
    let (sender, shown) = std::sync::mpsc::channel();
    redis.debug_to(move |wire| {
        if let picoredis::Wire::Recv(bytes) = wire {
            sender.send(bytes.to_vec()).unwrap();
        }
    });
    assert_eq!(redis.get("key").unwrap().unwrap(), text(5000));
    assert_eq!(shown.try_iter().flatten().collect::<Vec<u8>>(), bulk(&text(5000)).as_bytes());
}

#[test]
fn not_text() {
    let mut bytes = bulk(&text(1000)).into_bytes();
    bytes[900] = 0xff;
    let spout = Spout::new([&bytes[..], PONG.as_bytes()], usize::MAX);
    both_faces!(blocking(&spout), asynchronous(&spout), |redis, call| {
        let error = call!(redis.run(cmd::get("key").reply::<String>())).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Reply(ReplyError::Utf8)), "{error}");
        assert_eq!(call!(redis.ping()).unwrap(), "PONG");
    });
}

/// A value takes its own memory and no more, though nobody believes the server's word for how long it is.
#[test]
fn the_peak_is_the_value() {
    let value = text(8 << 20);
    let spout = Spout::new([bulk(&value)], 100_000);
    let mut redis = blocking(&spout);
    let (got, peak) = peak_during(|| redis.get("key").unwrap().unwrap());
    assert!(got == value);
    assert!((value.len()..value.len() + 1024).contains(&peak), "{peak}");

    let spout = Spout::new(["$500000000\r\nabc"], usize::MAX);
    let mut redis = blocking(&spout);
    let (error, peak) = peak_during(|| redis.get("key").unwrap_err());
    assert!(matches!(error.kind(), ErrorKind::Closed), "{error}");
    assert!(peak < 200_000, "{peak}");
}
