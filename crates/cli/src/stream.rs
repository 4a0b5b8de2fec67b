//! Commands after which the server goes on talking: SUBSCRIBE and its like, and MONITOR.

use std::io::{self, IsTerminal, Write};

use picoredis::{Error, ErrorKind, Redis};

use crate::connection::Connection;
use crate::console::report;
use crate::interrupt;
use crate::output::{Printer, Style};
use crate::pushes::{self, Occasion};
use crate::special::is;
use crate::status::Status;

/// What can be subscribed, and MONITOR.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stream {
    Subscribe,
    PSubscribe,
    SSubscribe,
    /// The ends of those. They are answered as the others are, and that is all.
    Unsubscribe,
    PUnsubscribe,
    SUnsubscribe,
    Monitor,
}

impl Stream {
    /// The stream that these words ask for.
    pub(crate) fn of(words: &[Vec<u8>]) -> Option<Stream> {
        const STREAMS: [(&str, Stream); 7] = [
            ("SUBSCRIBE", Stream::Subscribe),
            ("PSUBSCRIBE", Stream::PSubscribe),
            ("SSUBSCRIBE", Stream::SSubscribe),
            ("UNSUBSCRIBE", Stream::Unsubscribe),
            ("PUNSUBSCRIBE", Stream::PUnsubscribe),
            ("SUNSUBSCRIBE", Stream::SUnsubscribe),
            ("MONITOR", Stream::Monitor),
        ];
        STREAMS.iter().find(|(name, _)| is(words, 0, name)).map(|(_, stream)| *stream)
    }

    fn begin(self, redis: &mut Redis, names: &[Vec<u8>]) -> Result<(), Error> {
        match self {
            Stream::Subscribe => redis.subscribe(names),
            Stream::PSubscribe => redis.psubscribe(names),
            Stream::SSubscribe => redis.ssubscribe(names),
            Stream::Unsubscribe => redis.unsubscribe(names),
            Stream::PUnsubscribe => redis.punsubscribe(names),
            Stream::SUnsubscribe => redis.sunsubscribe(names),
            Stream::Monitor => redis.monitor(),
        }
    }

    /// Whether more comes than the answer.
    fn goes_on(self) -> bool {
        !matches!(self, Stream::Unsubscribe | Stream::PUnsubscribe | Stream::SUnsubscribe)
    }
}

/// Shows what comes, until Ctrl-C where that is heard. Then the connection is a new one.
///
/// # Errors
///
/// Standard output cannot be written.
pub(crate) fn run(
    connection: &mut Connection,
    printer: &Printer,
    stream: Stream,
    words: &[Vec<u8>],
) -> io::Result<Status> {
    let redis = match connection.open() {
        Ok(redis) => redis,
        Err(error) => return Ok(report(&error)),
    };
    // In a pipe it would stand among the messages, as it does with redis-cli 7.
    let is_seen = printer.style != Style::Raw && io::stdout().is_terminal();
    if stream.goes_on() && stream != Stream::Monitor && is_seen {
        writeln!(io::stdout(), "Reading messages... (press Ctrl-C to quit)")?;
    }
    let outcome = watch(redis, printer, stream, &words[1..]);
    connection.close();
    let status = match outcome {
        Ok(()) => Status::Good,
        Err(Stop::Output(error)) => return Err(error),
        Err(Stop::Connection(error)) => match (error.kind(), error.server()) {
            (ErrorKind::Interrupted, _) => Status::Good,
            (_, Some(answer)) => {
                printer.refusal(answer, false);
                Status::Refused
            }
            _ => report(&error),
        },
    };
    Ok(status)
}

/// Why the stream ends.
enum Stop {
    Connection(Error),
    Output(io::Error),
}

fn watch(redis: &mut Redis, printer: &Printer, stream: Stream, names: &[Vec<u8>]) -> Result<(), Stop> {
    let failure = pushes::show(redis, printer.clone(), Occasion::Stream);
    let mut taken = stream.begin(redis, names);
    loop {
        if let Some(error) = failure.take() {
            return Err(Stop::Output(error));
        }
        taken.map_err(Stop::Connection)?;
        if !stream.goes_on() || interrupt::happened() {
            return Ok(());
        }
        taken = redis.next_push(None).map(drop);
    }
}
