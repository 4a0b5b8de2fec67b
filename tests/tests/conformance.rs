//! The vectors, decoded whole and cut in every way that a network can cut them.

use std::panic::{AssertUnwindSafe, catch_unwind};

use picoredis_tests::conformance::outcome::Outcome;
use picoredis_tests::conformance::vectors::{self, Case};
use picoredis_tests::conformance::{oracle, stepping};

const DEPTH: usize = 32;

/// Longer wires are cut only near their ends and at every so many bytes between: time grows with the square.
const CUT_EVERYWHERE_UP_TO: usize = 4096;

#[test]
fn there_are_cases_for_every_type() {
    let cases = vectors::all();
    for sigil in b"+-:$*_#,(!=%~>|" {
        let whole = cases.iter().filter(|case| case.wire.starts_with(&[*sigil]) && !case.expected.replies.is_empty());
        assert!(whole.count() >= 2, "too few legal replies begin with {:?}", char::from(*sigil));
    }
    assert!(cases.len() >= 220, "only {} cases were found", cases.len());
}

#[test]
fn whole() {
    check(|case| vec![decode(case, [&case.wire[..]])]);
}

#[test]
fn byte_by_byte() {
    check(|case| vec![decode(case, case.wire.chunks(1))]);
}

#[test]
fn split_in_two_everywhere() {
    check(|case| {
        cuts(case.wire.len())
            .map(|cut| {
                let (front, back) = case.wire.split_at(cut);
                decode(case, [front, back])
            })
            .collect()
    });
}

#[test]
fn with_empty_pieces_between() {
    check(|case| vec![decode(case, case.wire.chunks(1).flat_map(|byte| [&[], byte, &[]]))]);
}

#[test]
fn the_oracle_agrees() {
    check(|case| vec![oracle::decode(&case.wire, &case.limits, DEPTH)]);
}

fn decode<'a>(case: &Case, pieces: impl IntoIterator<Item = &'a [u8]>) -> Outcome {
    stepping::decode::<DEPTH>(pieces, case.limits)
}

fn cuts(length: usize) -> impl Iterator<Item = usize> {
    (0..=length).filter(move |&cut| length <= CUT_EVERYWHERE_UP_TO || cut < 64 || length - cut < 64 || cut % 1009 == 0)
}

/// Compares every outcome of every case with the expected one, and reports all that differ at once.
fn check(outcomes: impl Fn(&Case) -> Vec<Outcome>) {
    let mut failures = Vec::new();
    for case in vectors::all() {
        match catch_unwind(AssertUnwindSafe(|| outcomes(&case))) {
            Ok(outcomes) => {
                let wrong = outcomes.iter().find(|outcome| **outcome != case.expected);
                failures.extend(wrong.map(|outcome| report(&case, &format!("{outcome:?}"))));
            }
            Err(_) => failures.push(report(&case, "a panic, shown above")),
        }
    }
    assert!(failures.is_empty(), "{} cases failed\n\n{}", failures.len(), failures.join("\n"));
}

fn report(case: &Case, outcome: &str) -> String {
    let expected = format!("{:?}", case.expected);
    format!("{}: {}\n  expected {expected:.400}\n  got      {outcome:.400}\n", case.file, case.title)
}
