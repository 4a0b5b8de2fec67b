//! `--bigkeys` and `--memkeys`: the largest key of each type, and averages.

use std::io::{self, Write};

use picoredis::args::Each;
use picoredis::command::Command;
use picoredis::{Bytes, Error, ErrorKind, Redis, cmd};

use crate::console::{Console, report};
use crate::hundredths::Hundredths;
use crate::interrupt;
use crate::modes::keys::Walk;
use crate::pace::Pace;
use crate::status::Status;
use crate::styles::quote;
use crate::task::{Filter, Measure};

const HEAD: &[u8] = b"
# Scanning the entire keyspace to find biggest keys as well as
# average sizes per key type.  You can use -i 0.1 to sleep 0.1 sec
# per 100 SCAN commands (not usually needed).

";

/// Looks at all keys, until Ctrl-C, and shows what it found so far.
///
/// # Errors
///
/// Standard output cannot be written.
pub(crate) fn run(console: &mut Console, measure: Measure, filter: Filter, pace: Pace) -> io::Result<Status> {
    interrupt::listen();
    let redis = match console.open() {
        Ok(redis) => redis,
        Err(status) => return Ok(status),
    };
    io::stdout().write_all(HEAD)?;
    let mut survey = Survey::new(measure);
    match survey.walk(redis, filter, pace) {
        Ok(()) => {}
        Err(Stop::Connection(error)) if matches!(error.kind(), ErrorKind::Interrupted) => {}
        Err(Stop::Connection(error)) => return Ok(report(&error)),
        Err(Stop::Output(error)) => return Err(error),
    }
    survey.summary(&mut io::stdout().lock())?;
    Ok(Status::Good)
}

/// Why a walk ended before its time.
enum Stop {
    Connection(Error),
    Output(io::Error),
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Stop::Connection(error)
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Stop::Output(error)
    }
}

/// What is known of a type of values.
struct Kind {
    name: String,
    /// What counts the elements, and what they are called.
    counter: Option<(&'static str, &'static str)>,
    keys: u64,
    total: u64,
    /// The largest key, as it is shown, and its size.
    biggest: Option<(String, u64)>,
}

impl Kind {
    fn new(name: &str, counter: Option<(&'static str, &'static str)>) -> Self {
        Kind { name: name.into(), counter, keys: 0, total: 0, biggest: None }
    }

    fn unit(&self, measure: Measure) -> &'static str {
        match measure {
            Measure::Memory { .. } => "bytes",
            Measure::Elements => self.counter.map_or("?", |(_, unit)| unit),
        }
    }
}

/// All that was found so far.
struct Survey {
    measure: Measure,
    kinds: Vec<Kind>,
    /// How many keys there were at the beginning.
    expected: u64,
    sampled: u64,
    /// The length of all names.
    names: u64,
}

impl Survey {
    fn new(measure: Measure) -> Self {
        let kinds = [
            ("string", "STRLEN", "bytes"),
            ("list", "LLEN", "items"),
            ("set", "SCARD", "members"),
            ("hash", "HLEN", "fields"),
            ("zset", "ZCARD", "members"),
            ("stream", "XLEN", "entries"),
        ];
        let kinds = kinds.map(|(name, counter, unit)| Kind::new(name, Some((counter, unit)))).into();
        Survey { measure, kinds, expected: 0, sampled: 0, names: 0 }
    }

    fn walk(&mut self, redis: &mut Redis, filter: Filter, pace: Pace) -> Result<(), Stop> {
        self.expected = redis.run(cmd::dbsize().reply())?;
        let mut walk = Walk::new(filter);
        let mut rounds = 0;
        while let Some(keys) = walk.round(redis)? {
            let kinds = self.kinds_of(redis, &keys)?;
            let sizes = self.sizes_of(redis, &keys, &kinds)?;
            let done = self.done();
            for ((key, kind), size) in keys.iter().zip(kinds).zip(sizes) {
                if let Some(kind) = kind {
                    self.count(key, kind, size, &done, &mut io::stdout().lock())?;
                }
            }
            rounds += 1;
            if rounds % 100 == 0 {
                pace.wait();
            }
            if interrupt::happened() {
                break;
            }
        }
        Ok(())
    }

    /// How much has been looked at, in percent.
    fn done(&self) -> String {
        percent(if self.expected == 0 { 100.0 } else { 100.0 * self.sampled as f64 / self.expected as f64 })
    }

    /// The kind of each key, by its number; `None` for a key that is gone.
    fn kinds_of(&mut self, redis: &mut Redis, keys: &[Bytes]) -> Result<Vec<Option<usize>>, Error> {
        let ask = |key| Command::new("TYPE", key).reply::<String>();
        let types = redis.pipeline(Each(keys.iter().map(ask)));
        types.into_iter().map(|name| Ok(self.kind_of(&name?))).collect()
    }

    fn kind_of(&mut self, name: &str) -> Option<usize> {
        if name == "none" {
            return None;
        }
        let known = self.kinds.iter().position(|kind| kind.name == name);
        known.or_else(|| {
            // The types of modules.
            self.kinds.push(Kind::new(name, None));
            Some(self.kinds.len() - 1)
        })
    }

    /// The size of each key; 0 where it cannot be told.
    fn sizes_of(&self, redis: &mut Redis, keys: &[Bytes], kinds: &[Option<usize>]) -> Result<Vec<u64>, Error> {
        let questions: Vec<_> = keys.iter().zip(kinds).map(|(key, kind)| self.question(key, *kind)).collect();
        let answers = redis.pipeline(Each(questions.iter().flatten().map(Question::command)));
        let mut answers = answers.into_iter();
        let mut size_of = |question: &Option<Question<'_>>| match question {
            Some(_) => answers.next().map_or(Ok(0), |size| size.or_else(missing).map(Option::unwrap_or_default)),
            None => Ok(0),
        };
        questions.iter().map(&mut size_of).collect()
    }

    /// What to ask for the size of a key; `None` if it is gone, or of a type that nobody can count.
    fn question<'k>(&self, key: &'k Bytes, kind: Option<usize>) -> Option<Question<'k>> {
        let counter = self.kinds[kind?].counter;
        match self.measure {
            Measure::Memory { samples } => {
                Some(Question("MEMORY USAGE", key, samples.map(|samples| ("SAMPLES", samples))))
            }
            Measure::Elements => counter.map(|(counter, _)| Question(counter, key, None)),
        }
    }

    fn count(&mut self, key: &Bytes, kind: usize, size: u64, done: &str, out: &mut dyn Write) -> io::Result<()> {
        self.sampled += 1;
        self.names += key.len() as u64;
        let measure = self.measure;
        let kind = &mut self.kinds[kind];
        kind.keys += 1;
        kind.total += size;
        if size > kind.biggest.as_ref().map_or(0, |(_, size)| *size) {
            let mut quoted = Vec::new();
            quote::write(key, &mut quoted)?;
            let quoted = String::from_utf8_lossy(&quoted).into_owned();
            let unit = kind.unit(measure);
            writeln!(out, "[{done}%] Biggest {:<6} found so far '{quoted}' with {size} {unit}", kind.name)?;
            kind.biggest = Some((quoted, size));
        }
        if self.sampled % 1_000_000 == 0 {
            writeln!(out, "[{done}%] Sampled {} keys so far", self.sampled)?;
        }
        Ok(())
    }

    fn summary(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "\n-------- summary -------\n")?;
        if interrupt::happened() {
            write!(out, "[{}%] ", self.done())?;
        }
        writeln!(out, "Sampled {} keys in the keyspace!", self.sampled)?;
        let average = Hundredths(ratio(self.names, self.sampled));
        writeln!(out, "Total key length in bytes is {} (avg len {average})\n", self.names)?;
        for kind in &self.kinds {
            if let Some((key, size)) = &kind.biggest {
                writeln!(out, "Biggest {:>6} found '{key}' has {size} {}", kind.name, kind.unit(self.measure))?;
            }
        }
        writeln!(out)?;
        for kind in &self.kinds {
            let Kind { name, keys, total, .. } = kind;
            let (share, average) = (percent(100.0 * ratio(*keys, self.sampled)), Hundredths(ratio(*total, *keys)));
            let unit = kind.unit(self.measure);
            writeln!(out, "{keys} {name}s with {total} {unit} ({share}% of keys, avg size {average})")?;
        }
        out.flush()
    }
}

/// A question about the size of a key: a command, the key, an option.
struct Question<'k>(&'static str, &'k [u8], Samples);

/// `SAMPLES` and how many.
type Samples = Option<(&'static str, u32)>;

impl<'k> Question<'k> {
    fn command(&self) -> Command<'static, (&'k [u8], Samples), Option<u64>> {
        Command::new(self.0, (self.1, self.2)).reply()
    }
}

/// A key that was made anew in between, with another type, has no size.
fn missing(error: Error) -> Result<Option<u64>, Error> {
    if error.code() == Some("WRONGTYPE") { Ok(None) } else { Err(error) }
}

/// `05.00`
fn percent(number: f64) -> String {
    let number = Hundredths(number).to_string();
    format!("{number:0>5}")
}

fn ratio(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}
