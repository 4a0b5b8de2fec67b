//! redis-benchmark, which comes with the server: its own figures, for one connection. It does not look at what it gets.
//! `REDIS_BENCHMARK` has the words that start it, with tabs between.

use std::env;
use std::process::Command;

use contest::work::VALUE;
use contest::{Item, Rounds};

const ITEMS: &[Item] = &[("get", play), ("pipeline-get", play), ("pipeline-set", play)];

/// It measures in milliseconds, and so it does more at a time.
const MORE: usize = 10;

fn main() {
    contest::play(ITEMS);
}

fn play(rounds: &mut Rounds) {
    let (url, size) = (rounds.url().to_owned(), rounds.size());
    let command = if rounds.name() == "pipeline-set" { "set" } else { "get" };
    // What is there to get is what it sets.
    benchmark(&url, "set", 1, 1);
    rounds.tell(|count| {
        let units = count * size;
        units as f64 / benchmark(&url, command, size, units * MORE) * 1e9
    });
}

/// How many commands it does in a second.
fn benchmark(url: &str, name: &str, pipeline: usize, total: usize) -> f64 {
    let words = env::var("REDIS_BENCHMARK").unwrap_or_else(|_| "redis-benchmark".into());
    let mut words = words.split('\t');
    let mut command = Command::new(words.next().expect("a program"));
    command.args(words);
    match url.split_once("://") {
        Some(("redis", address)) => command.args(["-p", address.rsplit_once(':').expect("a port").1]),
        Some((_, path)) => command.args(["-s", path]),
        None => panic!("no URL: {url}"),
    };
    command.args(["-c", "1", "-t", name, "--csv", "-d", &VALUE.len().to_string()]);
    command.args(["-P", &pipeline.to_string(), "-n", &total.to_string()]);
    let output = command.output().expect("redis-benchmark");
    let text = String::from_utf8_lossy(&output.stdout);
    let line = text.lines().find(|line| line.to_lowercase().starts_with(&format!("\"{name}\"")));
    let rate = line.and_then(|line| line.split(',').nth(1)?.trim_matches('"').parse().ok());
    rate.unwrap_or_else(|| panic!("redis-benchmark says {text}{}", String::from_utf8_lossy(&output.stderr)))
}
