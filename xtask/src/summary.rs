//! What a test run came to: a table, and one line to count by.

use std::fmt;
use std::fs;
use std::time::Duration;

use crate::cases::Cases;
use crate::failure::Result;
use crate::progress::{self, Ran};
use crate::workspace::{in_ci, root};

/// The skips that may happen in CI, each with its reason.
const ALLOWED: &str = "xtask/skips.txt";

/// What became of one step.
pub(crate) struct Report {
    pub(crate) step: &'static str,
    pub(crate) time: Duration,
    pub(crate) verdict: Verdict,
}

/// Whether a step passed, and which test cases it had (none, for a step that is one case itself).
pub(crate) enum Verdict {
    Passed(Cases),
    Failed(Cases),
    Skipped(String),
}

impl Verdict {
    /// Judges what a step said, and shows all of it if the step failed.
    pub(crate) fn of(ran: &Ran) -> Self {
        let cases = Cases::count(&ran.output);
        if ran.ok {
            return Self::Passed(cases);
        }
        progress::tell(ran.output.trim_end());
        Self::Failed(cases)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (word, detail) = match &self.verdict {
            Verdict::Passed(cases) => ("ok", in_words(cases)),
            Verdict::Failed(cases) => ("FAILED", in_words(cases)),
            Verdict::Skipped(reason) => ("skipped", reason.lines().next().unwrap_or_default().to_owned()),
        };
        let line = format!("{:<9} {word:<8} {:>6.1} s  {detail}", self.step, self.time.as_secs_f32());
        f.write_str(line.trim_end())
    }
}

fn in_words(cases: &Cases) -> String {
    let Cases { passed, failed, ignored } = cases;
    match (cases.is_empty(), failed, ignored.len()) {
        (true, ..) => String::new(),
        (_, 0, 0) => format!("{passed} tests"),
        (_, failed, ignored) => format!("{passed} tests passed, {failed} failed, {ignored} ignored"),
    }
}

/// All reports of a run, and the skips that CI allows.
pub(crate) struct Summary {
    reports: Vec<Report>,
    allowed: Vec<(String, String)>,
    strict: bool,
}

impl Summary {
    pub(crate) fn new() -> Result<Self> {
        let text = fs::read_to_string(root().join(ALLOWED)).map_err(|error| format!("{ALLOWED}: {error}"))?;
        Ok(Self { reports: Vec::new(), allowed: parse_allowed(&text)?, strict: in_ci() })
    }

    pub(crate) fn add(&mut self, report: Report) {
        self.reports.push(report);
    }

    pub(crate) fn print(&self) {
        println!("\nSummary");
        for report in &self.reports {
            println!("  {report}");
        }
        for name in self.skips() {
            match self.reason(name) {
                Some(reason) => println!("  allowed to be skipped: {name}: {reason}"),
                None if self.strict => println!("  FAILED, as {ALLOWED} does not allow to skip it: {name}"),
                None => {}
            }
        }
        let count = self.count();
        println!("\n{} passed, {} failed, {} skipped", count.passed, count.failed, count.skipped);
    }

    pub(crate) fn is_good(&self) -> bool {
        self.count().failed == 0
    }

    fn count(&self) -> Count {
        let mut count = Count::default();
        for report in &self.reports {
            match &report.verdict {
                // A step without test cases is one itself.
                Verdict::Passed(cases) => count.passed += if cases.is_empty() { 1 } else { cases.passed },
                Verdict::Failed(cases) => {
                    count.passed += cases.passed;
                    count.failed += cases.failed.max(1);
                }
                Verdict::Skipped(_) => {}
            }
        }
        for name in self.skips() {
            if self.strict && self.reason(name).is_none() {
                count.failed += 1;
            } else {
                count.skipped += 1;
            }
        }
        count
    }

    /// The names of everything that did not run: steps, and ignored test cases.
    fn skips(&self) -> Vec<&str> {
        let mut names = Vec::new();
        for report in &self.reports {
            match &report.verdict {
                Verdict::Skipped(_) => names.push(report.step),
                Verdict::Passed(cases) | Verdict::Failed(cases) => {
                    names.extend(cases.ignored.iter().map(String::as_str))
                }
            }
        }
        names
    }

    fn reason(&self, name: &str) -> Option<&str> {
        self.allowed.iter().find(|skip| skip.0 == name).map(|skip| skip.1.as_str())
    }
}

#[derive(Debug, Default, PartialEq)]
struct Count {
    passed: usize,
    failed: usize,
    skipped: usize,
}

/// Reads lines of `name: reason`; `#` begins a comment.
fn parse_allowed(text: &str) -> std::result::Result<Vec<(String, String)>, String> {
    let lines = text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    lines
        .map(|line| match line.split_once(": ") {
            Some((name, reason)) if !reason.trim().is_empty() => Ok((name.trim().into(), reason.trim().into())),
            _ => Err(format!("{ALLOWED}: a skip needs a reason: {line}")),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Count, Report, Summary, Verdict, parse_allowed};
    use crate::cases::Cases;
    use std::time::Duration;

    fn summary(strict: bool, verdicts: impl IntoIterator<Item = Verdict>) -> Summary {
        let time = Duration::ZERO;
        let reports = verdicts.into_iter().map(|verdict| Report { step: "a step", time, verdict }).collect();
        let allowed = parse_allowed("# why\n\na board: nobody has one\n").unwrap();
        Summary { reports, allowed, strict }
    }

    fn cases(passed: usize, failed: usize, ignored: &[&str]) -> Cases {
        Cases { passed, failed, ignored: ignored.iter().map(|&name| name.into()).collect() }
    }

    #[test]
    fn counts_cases_and_steps() {
        let summary = summary(
            false,
            [
                Verdict::Passed(cases(5, 0, &[])),
                Verdict::Passed(cases(0, 0, &[])),
                Verdict::Failed(cases(3, 2, &[])),
                Verdict::Failed(cases(0, 0, &[])),
            ],
        );
        assert_eq!(summary.count(), Count { passed: 9, failed: 3, skipped: 0 });
        assert!(!summary.is_good());
    }

    #[test]
    fn a_skip_is_a_failure_in_ci_unless_it_is_listed() {
        let verdicts = || [Verdict::Skipped("none here".into()), Verdict::Passed(cases(1, 0, &["a board", "another"]))];
        assert_eq!(summary(false, verdicts()).count(), Count { passed: 1, failed: 0, skipped: 3 });
        assert_eq!(summary(true, verdicts()).count(), Count { passed: 1, failed: 2, skipped: 1 });
        assert!(!summary(true, verdicts()).is_good());
    }

    #[test]
    fn a_listed_skip_needs_a_reason() {
        assert!(parse_allowed("a board\n").is_err());
        assert!(parse_allowed("a board: \n").is_err());
    }
}
