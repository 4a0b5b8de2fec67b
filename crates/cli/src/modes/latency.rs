//! `--latency` and `--latency-history`: how long the server takes to answer PING.

use std::io::{self, Write};
use std::time::{Duration, Instant};

use crate::console::Console;
use crate::hundredths::Hundredths;
use crate::interrupt;
use crate::modes::patience;
use crate::output::Style;
use crate::pace::{self, Pace};
use crate::status::Status;

/// How long to wait between two samples.
const REST: Duration = Duration::from_millis(10);

/// Samples until Ctrl-C, or for as many ranges of time as `pace` says; of ranges, `history` shows one after the other.
///
/// On a terminal the line changes with every sample. Elsewhere it is shown when its time is over, and without a history
/// one is enough.
///
/// # Errors
///
/// Standard output cannot be written.
pub(crate) fn run(console: &mut Console, history: bool, pace: Pace) -> io::Result<Status> {
    interrupt::listen();
    let style = console.printer().style;
    let range = pace.interval.unwrap_or(Duration::from_secs(if history { 15 } else { 1 }));
    let ranges = pace.times.or((!history && style != Style::Formatted).then_some(1));
    let mut done = 0;
    let mut sampled = false;
    let mut samples = Samples::default();
    let mut begin = Instant::now();
    while ranges.is_none_or(|ranges| done < ranges) {
        let ask = |redis: &mut picoredis::Redis| {
            let start = Instant::now();
            redis.ping().map(|_| start.elapsed())
        };
        match patience::ask(console, sampled, ask) {
            Ok(time) => samples.add(time),
            Err(status) => {
                end_line(style, sampled)?;
                return Ok(status);
            }
        }
        sampled = true;
        let lasted = begin.elapsed();
        let is_over = lasted >= range;
        samples.show(style, is_over)?;
        if is_over {
            done += 1;
            if history {
                end_range(style, lasted)?;
                samples = Samples::default();
            }
            begin = Instant::now();
        }
        pace::wait(REST);
    }
    end_line(style, !history)?;
    Ok(Status::Good)
}

/// What was measured, in milliseconds.
#[derive(Default)]
struct Samples {
    min: Option<f64>,
    max: f64,
    total: f64,
    count: u64,
}

impl Samples {
    fn add(&mut self, time: Duration) {
        let millis = time.as_secs_f64() * 1000.0;
        self.min = Some(self.min.map_or(millis, |min| min.min(millis)));
        self.max = self.max.max(millis);
        self.total += millis;
        self.count += 1;
    }

    fn show(&self, style: Style, is_over: bool) -> io::Result<()> {
        // Whole milliseconds, but for the average: as redis-cli has it.
        let (min, max) = (self.min.unwrap_or(0.0) as u64, self.max as u64);
        let (average, count) = (Hundredths(self.total / self.count as f64), self.count);
        let mut out = io::stdout().lock();
        match style {
            Style::Formatted => {
                write!(out, "\x1b[0G\x1b[2Kmin: {min}, max: {max}, avg: {average} ({count} samples)")?;
            }
            _ if !is_over => {}
            Style::Raw => writeln!(out, "{min} {max} {average} {count}")?,
            Style::Csv => writeln!(out, "{min},{max},{average},{count}")?,
            Style::Json(_) => {
                writeln!(out, "{{\"min\": {min}, \"max\": {max}, \"avg\": {average}, \"count\": {count}}}")?;
            }
        }
        out.flush()
    }
}

fn end_range(style: Style, lasted: Duration) -> io::Result<()> {
    if style == Style::Formatted {
        writeln!(io::stdout(), " -- {} seconds range", Hundredths(lasted.as_secs_f64()))?;
    }
    Ok(())
}

/// Leaves the line that the samples stand on.
fn end_line(style: Style, has_line: bool) -> io::Result<()> {
    if style == Style::Formatted && has_line {
        writeln!(io::stdout())?;
    }
    Ok(())
}
