//! `cargo xtask test`: runs the steps, shows what fails, and ends with a summary.

use std::panic::resume_unwind;
use std::process::Command;
use std::thread;
use std::time::Instant;

use crate::failure::{Failure, Result};
use crate::progress;
use crate::steps::{Outcome, STEPS, Step};
use crate::summary::{Report, Summary, Verdict};
use crate::workspace::{output_of, root};

/// `cargo xtask test [NAME...]`
pub(crate) fn run(names: &[String]) -> Result {
    let mut summary = Summary::new()?;
    for report in perform_all(&select(names)?) {
        summary.add(report);
    }
    summary.print();
    if summary.is_good() { Ok(()) } else { Err(Failure::silent(1)) }
}

fn select(names: &[String]) -> Result<Vec<&'static Step>> {
    if let Some(unknown) = names.iter().find(|name| STEPS.iter().all(|step| step.name != **name)) {
        let known: Vec<_> = STEPS.iter().map(|step| step.name).collect();
        return Err(format!("no such step: {unknown} (there are {})", known.join(", ")).into());
    }
    Ok(STEPS.iter().filter(|step| names.is_empty() || names.iter().any(|name| name == step.name)).collect())
}

/// One after the other; those that only compile are done beside the rest, by what these leave of the processors.
fn perform_all(steps: &[&'static Step]) -> Vec<Report> {
    let in_turn = |beside| steps.iter().filter(move |step| step.is_beside() == beside).map(|step| perform(step));
    if steps.iter().all(|step| step.is_beside()) {
        // There is nothing to give way to.
        return in_turn(true).collect();
    }
    let mut reports: Vec<_> = thread::scope(|scope| {
        let beside = scope.spawn(|| {
            give_way();
            in_turn(true).collect::<Vec<_>>()
        });
        let rest: Vec<_> = in_turn(false).collect();
        rest.into_iter().chain(beside.join().unwrap_or_else(|panic| resume_unwind(panic))).collect()
    });
    reports.sort_by_key(|report| STEPS.iter().position(|step| step.name == report.step));
    reports
}

/// Whatever this thread starts from now on runs when nothing else wants to.
fn give_way() {
    // The system counts threads as it does processes. Where this cannot be said so, all have the same share.
    let Ok(thread) = std::fs::read_link("/proc/thread-self") else { return };
    let number = thread.file_name().unwrap_or_default();
    let _ = output_of(Command::new("renice").args(["-n", "15", "-p"]).arg(number));
}

fn perform(step: &'static Step) -> Report {
    let start = Instant::now();
    let verdict = match step.needs.iter().find(|file| !root().join(file).exists()) {
        Some(missing) => Verdict::Skipped(format!("{missing} is not there yet")),
        None => match step.run() {
            Ok(Outcome::Done(ran)) => Verdict::of(&ran),
            Ok(Outcome::Skipped(reason)) => Verdict::Skipped(reason),
            Err(reason) => {
                progress::tell(&reason);
                Verdict::Failed(Default::default())
            }
        },
    };
    let report = Report { step: step.name, time: start.elapsed(), verdict };
    progress::tell(&report.to_string());
    report
}
