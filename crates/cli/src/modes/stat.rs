//! `--stat`: a line about the server every second.

use std::io::{self, Write};
use std::time::Duration;

use picoredis::cmd;

use crate::console::Console;
use crate::hundredths::Hundredths;
use crate::interrupt;
use crate::modes::patience;
use crate::pace::Pace;
use crate::status::Status;

const HEAD: &str = "\
------- data ------ --------------------- load -------------------- - child -
keys       mem      clients blocked requests            connections          
";

/// How many lines stand below a head.
const PAGE: u64 = 20;

/// Shows a line for each time that `pace` says, or until Ctrl-C.
///
/// # Errors
///
/// Standard output cannot be written.
pub(crate) fn run(console: &mut Console, pace: Pace) -> io::Result<Status> {
    interrupt::listen();
    let pace = Pace { interval: pace.interval.or(Some(Duration::from_secs(1))), ..pace };
    let mut before = None;
    let mut shown = 0;
    while pace.times.is_none_or(|times| shown < times) {
        let ask = |redis: &mut picoredis::Redis| redis.run(cmd::info().reply::<String>());
        let info = match patience::ask(console, shown > 0, ask) {
            Ok(info) => Info(info),
            Err(status) => return Ok(status),
        };
        let mut out = io::stdout().lock();
        if shown % PAGE == 0 {
            out.write_all(HEAD.as_bytes())?;
        }
        let requests = info.number("total_commands_processed");
        writeln!(out, "{}", line(&info, requests - before.unwrap_or(requests)))?;
        out.flush()?;
        drop(out);
        before = Some(requests);
        shown += 1;
        if pace.times != Some(shown) {
            pace.wait();
        }
    }
    Ok(Status::Good)
}

fn line(info: &Info, new: i64) -> String {
    format!(
        "{:<11}{:<8} {:<8}{:<8}{:<19} {:<12}{}",
        info.keys(),
        for_people(info.number("used_memory")),
        info.number("connected_clients"),
        info.number("blocked_clients"),
        format!("{} (+{new})", info.number("total_commands_processed")),
        info.number("total_connections_received"),
        info.children()
    )
}

/// What INFO said.
struct Info(String);

impl Info {
    fn field(&self, name: &str) -> Option<&str> {
        self.0.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))
    }

    /// A number; 0 where it is missing.
    fn number(&self, name: &str) -> i64 {
        self.field(name).and_then(|text| text.trim().parse().ok()).unwrap_or(0)
    }

    /// How many keys all databases have: `db0:keys=5,expires=0,...`.
    fn keys(&self) -> u64 {
        let in_line = |line: &str| {
            let (number, fields) = line.strip_prefix("db")?.split_once(":keys=")?;
            number.parse::<u32>().ok()?;
            fields.split(',').next()?.parse::<u64>().ok()
        };
        self.0.lines().filter_map(in_line).sum()
    }

    /// What the server has children do.
    fn children(&self) -> &'static str {
        match ["rdb_bgsave_in_progress", "aof_rewrite_in_progress", "loading"].map(|field| self.number(field) != 0) {
            [true, false, false] => "SAVE",
            [false, true, false] => "AOF",
            [true, true, false] => "SAVE+AOF",
            [false, false, true] => "LOAD",
            _ => "",
        }
    }
}

/// `512B`, `1.02M`
fn for_people(bytes: i64) -> String {
    const UNITS: [char; 4] = ['K', 'M', 'G', 'T'];

    if bytes < 1024 {
        return format!("{bytes}B");
    }
    let power = (bytes.ilog2() / 10).min(UNITS.len() as u32);
    let unit = UNITS[power as usize - 1];
    format!("{}{unit}", Hundredths(bytes as f64 / (1_u64 << (10 * power)) as f64))
}

#[cfg(test)]
mod tests {
    use super::{Info, for_people, line};

    #[test]
    fn sizes() {
        let sizes = [0, 1023, 1024, 1 << 20, 5 << 29, 3 << 40, i64::MAX].map(for_people);
        assert_eq!(sizes, ["0B", "1023B", "1.00K", "1.00M", "2.50G", "3.00T", "8388608.00T"]);
    }

    #[test]
    fn a_line() {
        let fields = "db0:keys=5,expires=0\r\ndb11:keys=37,expires=1\r\nused_memory:1048576\r\nconnected_clients:1\r\n\
            blocked_clients:2\r\ntotal_commands_processed:100\r\ntotal_connections_received:3\r\naof_rewrite_in_progress:1\r\n";
        let expected = "42         1.00M    1       2       100 (+7)            3           AOF";
        assert_eq!(line(&Info(fields.into()), 7), expected);
    }
}
