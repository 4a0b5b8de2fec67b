//! What the project has set itself, and what came of it.

use super::table::{self, markdown, number};
use crate::builds::Build;
use crate::items::Place;
use crate::rounds::{Outcome, Score};

/// Who it is about.
const OURS: &str = "picoredis";

/// One target.
struct Target {
    /// The item, where, and the size
    of: (&'static str, Place, usize),
    measure: &'static Measure,
    bound: Bound,
}

enum Bound {
    AtLeast(f64),
    AtMost(f64),
}

/// What is measured: in words, from an outcome and a score of it, and how it is written.
struct Measure {
    words: &'static str,
    take: fn(&Outcome, &Score) -> Option<f64>,
    write: fn(f64) -> String,
}

const SPEED: Measure = Measure { words: "speed, as a part of RAW", take: table::speed, write: two_digits };
const PROCESSOR: Measure = Measure { words: "CPU, as a multiple of RAW", take: table::processor, write: two_digits };
const CPU: Measure = Measure { words: "CPU ns for one", take: |_, score| score.cpu(), write: number };
const INSTRUCTIONS: Measure =
    Measure { words: "instructions for one", take: |_, score| score.instructions, write: number };
const COPIES: Measure = Measure {
    words: "copies resident",
    take: |outcome, score| score.peak().map(|peak| peak / outcome.row.size as f64),
    write: two_digits,
};

use Bound::{AtLeast, AtMost};
use Place::Tcp;

const fn target(of: (&'static str, Place, usize), measure: &'static Measure, bound: Bound) -> Target {
    Target { of, measure, bound }
}

const LARGE: usize = 64 << 20;

const TARGETS: &[Target] = &[
    target(("get", Tcp, 1), &SPEED, AtLeast(0.97)),
    target(("get", Tcp, 1), &PROCESSOR, AtMost(1.08)),
    target(("get-async", Tcp, 1), &PROCESSOR, AtMost(1.4)),
    target(("pipeline-get", Tcp, 100), &SPEED, AtLeast(0.85)),
    target(("pipeline-get", Tcp, 100), &CPU, AtMost(150.0)),
    target(("pipeline-get", Tcp, 100), &INSTRUCTIONS, AtMost(1000.0)),
    target(("pipeline-set", Tcp, 100), &SPEED, AtLeast(0.85)),
    target(("pipeline-set", Tcp, 100), &CPU, AtMost(150.0)),
    target(("pipeline-set", Tcp, 100), &INSTRUCTIONS, AtMost(1000.0)),
    target(("large-get", Tcp, LARGE), &SPEED, AtLeast(0.95)),
    target(("large-get", Tcp, LARGE), &COPIES, AtMost(1.01)),
    target(("large-set", Tcp, LARGE), &SPEED, AtLeast(0.95)),
    target(("large-set", Tcp, LARGE), &COPIES, AtMost(0.01)),
    target(("lrange", Tcp, 100_000), &SPEED, AtLeast(0.9)),
    target(("hgetall", Tcp, 10_000), &SPEED, AtLeast(0.9)),
    target(("mget", Tcp, 1000), &SPEED, AtLeast(0.9)),
    target(("scan-bulks", Tcp, 10_000), &INSTRUCTIONS, AtMost(120.0)),
    target(("scan-integers", Tcp, 10_000), &INSTRUCTIONS, AtMost(150.0)),
    target(("parse-bulks", Tcp, 10_000), &INSTRUCTIONS, AtMost(550.0)),
    target(("encode-set", Tcp, 1), &INSTRUCTIONS, AtMost(250.0)),
    target(("shared", Tcp, 64), &SPEED, AtLeast(0.5)),
    target(("shared", Tcp, 64), &INSTRUCTIONS, AtMost(3000.0)),
];

/// What is wanted of building the smallest program: in words, what it is, and the most that it may be.
type OfBuild = (&'static str, fn(&Build) -> f64, f64);

const OF_BUILDS: [OfBuild; 3] = [
    ("dependencies", Build::dependencies, 1.0),
    ("CPU seconds", Build::cpu, 3.0),
    ("KiB at its smallest", Build::smallest, 350.0),
];

/// A line for each target that was measured.
pub(super) fn table(outcomes: &[Outcome], builds: &[Build]) -> String {
    let of_outcomes = TARGETS.iter().filter_map(|target| line(target, outcomes));
    let of_builds = OF_BUILDS.iter().filter_map(|of| line_of_builds(of, builds));
    let lines: Vec<[String; 6]> = of_outcomes.chain(of_builds).collect();
    let mut all = vec![vec!["", "of", "target", "measured", "met", "best peer"]];
    all.extend(lines.iter().map(|line| line.iter().map(String::as_str).collect()));
    markdown(&all)
}

fn line(target: &Target, outcomes: &[Outcome]) -> Option<[String; 6]> {
    let (name, place, size) = target.of;
    let is_it = |outcome: &&Outcome| {
        let row = outcome.row;
        row.item.name == name && row.item.place == place && row.size == size
    };
    let outcome = outcomes.iter().find(is_it)?;
    let take = |score: &Score| (target.measure.take)(outcome, score);
    let measured = take(outcome.score(OURS)?)?;
    let peers = outcome.scores.iter().filter(|score| ![OURS, table::LIMIT].contains(&score.name.as_str()));
    let peers = peers.filter_map(|score| Some((take(score)?, &score.label)));
    let best = peers.max_by(|one, other| target.bound.better(one.0, other.0));
    let best = best.map(|(value, label)| (value, label.as_str()));
    let of = [outcome.row.to_string(), target.measure.words.into()];
    Some(cells(of, &target.bound, measured, best, target.measure.write))
}

fn line_of_builds((words, take, most): &OfBuild, builds: &[Build]) -> Option<[String; 6]> {
    let is_ours = |build: &&Build| build.label.starts_with(OURS);
    let measured = take(builds.iter().find(is_ours)?);
    // The first is the bare socket.
    let peers = builds.iter().skip(1).filter(|build| !is_ours(build)).map(|build| (take(build), build.label.as_str()));
    let best = peers.min_by(|one, other| one.0.total_cmp(&other.0));
    Some(cells(["Build a program that says PING".into(), (*words).into()], &AtMost(*most), measured, best, number))
}

fn cells(
    [what, of]: [String; 2],
    bound: &Bound,
    measured: f64,
    best: Option<(f64, &str)>,
    write: fn(f64) -> String,
) -> [String; 6] {
    let target = match bound {
        AtLeast(bound) => format!("≥ {}", write(*bound)),
        AtMost(bound) => format!("≤ {}", write(*bound)),
    };
    let met = if bound.is_met(measured) { "yes".into() } else { "**no**".into() };
    let best = best.map_or_else(String::new, |(value, label)| format!("{} ({label})", write(value)));
    [what, of, target, write(measured), met, best]
}

impl Bound {
    fn is_met(&self, value: f64) -> bool {
        match self {
            AtLeast(bound) => value >= *bound,
            AtMost(bound) => value <= *bound,
        }
    }

    fn better(&self, one: f64, other: f64) -> std::cmp::Ordering {
        match self {
            AtLeast(_) => one.total_cmp(&other),
            AtMost(_) => other.total_cmp(&one),
        }
    }
}

fn two_digits(value: f64) -> String {
    format!("{value:.2}")
}
