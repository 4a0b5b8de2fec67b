//! What a stream does without waiting, with TLS and without: the driver's own waits are too clever to show it.

use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use picoredis::Config;
use picoredis::embedded_io::{ErrorKind, ErrorType, Read, Write};
use picoredis::transport::{Reopen, Stream, Transport};

use crate::proxy::Proxy;
use crate::{ANYBODY, LONG, SHORT, config, server, trusting_one};

type Experiment = Box<dyn FnOnce(&mut Stream) + Send>;

/// A stream that is lent to an experiment in the place of the next write.
struct Lab {
    stream: Stream,
    next: Arc<Mutex<Option<Experiment>>>,
}

/// Connects, and makes the experiment.
fn experiment(config: Config, work: impl FnOnce(&mut Stream) + Send + 'static) {
    let next = Arc::new(Mutex::new(None));
    let mut redis = config.connect_over(|stream| Lab { stream, next: Arc::clone(&next) }).unwrap();
    *next.lock().unwrap() = Some(Box::new(work));
    redis.ping().unwrap_err();
    assert!(next.lock().unwrap().is_none());
}

/// The same in the clear and with TLS, over a proxy.
fn experiment_over(proxied: impl Fn(Arc<Proxy>, &mut Stream) + Clone + Send + 'static) {
    let server = server(ANYBODY);
    for tls in [false, true] {
        println!("with TLS: {tls}");
        let port = if tls { server.port() } else { server.server().port() };
        let proxy = Arc::new(Proxy::start(port));
        let config = match tls {
            true => config(&server, trusting_one()),
            false => Config::default().timeout(LONG),
        };
        let work = proxied.clone();
        experiment(config.port(proxy.port()), move |stream| work(proxy, stream));
    }
}

#[test]
fn reading_without_waiting() {
    experiment_over(|_, stream| {
        let mut memory = [0; 100];
        // As if it had all the time in the world.
        stream.set_read_timeout(None).unwrap();
        assert_eq!(stream.read_now(&mut memory), Ok(None));
        assert!(!stream.is_stale());
        stream.write_all(b"PING\r\nPING\r\n").unwrap();
        stream.flush().unwrap();
        let read = until(|| stream.read_now(&mut memory[..3]).unwrap());
        assert_eq!(&memory[..read], &b"+PONG\r\n"[..read]);
        // What has come stands before the end.
        assert!(!stream.is_stale());
        let mut rest = Vec::new();
        while rest.len() + read < 14 {
            let more = until(|| stream.read_now(&mut memory).unwrap());
            rest.extend_from_slice(&memory[..more]);
        }
        assert_eq!(stream.read_now(&mut memory), Ok(None));
        stream.write_all(b"QUIT\r\n").unwrap();
        stream.flush().unwrap();
        let read = until(|| stream.read_now(&mut memory).unwrap());
        assert_eq!(&memory[..read], b"+OK\r\n");
        assert_eq!(until(|| stream.read_now(&mut memory).unwrap()), 0);
        assert!(stream.is_stale());
        assert_eq!(stream.read_now(&mut memory), Err(ErrorKind::NotConnected));
    });
}

/// A peer takes nothing for a while: the bytes that were taken from the caller arrive all the same, each once.
#[test]
fn writing_without_waiting() {
    experiment_over(|proxy, stream| {
        stream.set_write_timeout(Some(SHORT.as_millis() as u64)).unwrap();
        proxy.up().allow(0);
        let commands = b"ECHO 7_bytes\r\n".repeat(5_000);
        let mut written = 0;
        loop {
            // In the middle of a command, if need be.
            match stream.write_now(&commands[written % commands.len()..]) {
                Ok(Some(taken)) => {
                    assert!(taken > 0);
                    written += taken;
                }
                Ok(None) => break,
                Err(error) => panic!("{error}"),
            }
        }
        assert!(written > commands.len());
        let mut memory = vec![0; 64 << 10];
        assert_eq!(stream.read_now(&mut memory), Ok(None));
        // Neither a short wait nor a long one is for ever, and neither is the end.
        stream.set_read_timeout(Some(20)).unwrap();
        assert!(matches!(stream.read(&mut memory), Err(ErrorKind::TimedOut | ErrorKind::Interrupted)));
        stream.set_read_timeout(Some(LONG.as_millis() as u64)).unwrap();

        proxy.up().open();
        // Nobody writes any more: what was taken goes out all the same.
        let replies = written / b"ECHO 7_bytes\r\n".len();
        receive(stream, &mut memory, replies * b"$7\r\n7_bytes\r\n".len());
        // No wait has become shorter by that.
        let rest = written % b"ECHO 7_bytes\r\n".len();
        proxy.down().allow(0);
        stream.write_all(&b"ECHO 7_bytes\r\n"[rest..]).unwrap();
        stream.flush().unwrap();
        let opening = thread::spawn(move || {
            // Longer than any short wait: this is about time.
            thread::sleep(Duration::from_millis(100));
            proxy.down().open();
        });
        let end = Instant::now() + LONG;
        let read = loop {
            assert!(Instant::now() < end);
            match stream.read(&mut memory) {
                Err(ErrorKind::Interrupted) => {}
                read => break read.unwrap(),
            }
        };
        assert!(read > 0);
        opening.join().unwrap();
    });
}

/// A server that refuses a client closes the connection in the same breath: a write meets the end, and the reason lies
/// unread.
#[test]
fn the_reason_is_told_when_a_write_fails() {
    let server = server(&["--tls-protocols", "TLSv1.3"]);
    let next: Arc<Mutex<Option<Experiment>>> = Arc::default();
    *next.lock().unwrap() = Some(Box::new(|stream| {
        let end = Instant::now() + LONG;
        let failure = loop {
            assert!(Instant::now() < end);
            if let Err(error) = stream.write_all(b"PING\r\n").and_then(|()| stream.flush()) {
                break error;
            }
        };
        assert_eq!(failure, ErrorKind::InvalidData);
    }));
    let refused = config(&server, trusting_one()).connect_over(|stream| Lab { stream, next: Arc::clone(&next) });
    let words = "the server wants a client certificate, and there is none";
    assert!(refused.err().unwrap().to_string().ends_with(words));
}

/// Reads so many bytes.
fn receive(stream: &mut Stream, memory: &mut [u8], mut len: usize) {
    let end = Instant::now() + LONG;
    while len > 0 {
        assert!(Instant::now() < end, "{len} bytes are missing");
        match stream.read(memory) {
            Ok(0) => panic!("{len} bytes before the end"),
            Ok(read) => len -= read,
            Err(ErrorKind::Interrupted) => {}
            Err(error) => panic!("{error}: {len} bytes are missing"),
        }
    }
}

/// Waits until there is something.
fn until<T>(mut look: impl FnMut() -> Option<T>) -> T {
    let end = Instant::now() + LONG;
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(Instant::now() < end);
        thread::yield_now();
    }
}

impl Reopen for Lab {
    fn stream(&self) -> &Stream {
        &self.stream
    }

    fn stream_mut(&mut self) -> &mut Stream {
        &mut self.stream
    }
}

impl Transport for Lab {
    fn now(&mut self) -> Option<u64> {
        self.stream.now()
    }

    fn set_read_timeout(&mut self, millis: Option<u64>) -> Result<(), ErrorKind> {
        self.stream.set_read_timeout(millis)
    }

    fn set_write_timeout(&mut self, millis: Option<u64>) -> Result<(), ErrorKind> {
        self.stream.set_write_timeout(millis)
    }
}

impl ErrorType for Lab {
    type Error = ErrorKind;
}

impl Read for Lab {
    fn read(&mut self, memory: &mut [u8]) -> Result<usize, ErrorKind> {
        self.stream.read(memory)
    }
}

impl Write for Lab {
    fn write(&mut self, bytes: &[u8]) -> Result<usize, ErrorKind> {
        let Some(work) = self.next.lock().unwrap().take() else { return self.stream.write(bytes) };
        work(&mut self.stream);
        Err(ErrorKind::Other)
    }

    fn flush(&mut self) -> Result<(), ErrorKind> {
        self.stream.flush()
    }
}
