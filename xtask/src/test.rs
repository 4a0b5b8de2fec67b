//! `cargo xtask test`: runs the steps, shows what fails, and ends with a summary.

use std::time::Instant;

use crate::failure::{Failure, Result};
use crate::steps::{Outcome, STEPS, Step};
use crate::summary::{Report, Summary, Verdict};
use crate::workspace::root;

/// `cargo xtask test [NAME...]`
pub(crate) fn run(names: &[String]) -> Result {
    let mut summary = Summary::new()?;
    for step in select(names)? {
        let report = perform(step);
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

fn perform(step: &'static Step) -> Report {
    let start = Instant::now();
    let verdict = match step.needs.iter().find(|file| !root().join(file).exists()) {
        Some(missing) => Verdict::Skipped(format!("{missing} is not there yet")),
        None => match step.run() {
            Ok(Outcome::Done(ran)) => Verdict::of(&ran),
            Ok(Outcome::Skipped(reason)) => Verdict::Skipped(reason),
            Err(reason) => {
                println!("{reason}");
                Verdict::Failed(Default::default())
            }
        },
    };
    let report = Report { step: step.name, time: start.elapsed(), verdict };
    println!("{report}");
    report
}
