//! The table of one row: a line for each contestant.

use std::fmt::Write;

use crate::contestant::Sample;
use crate::items::Row;
use crate::rounds::{Outcome, Score};
use crate::statistics::{median, spread};

/// The contestant that the others are compared with: the limit.
pub(crate) const LIMIT: &str = "raw";

/// A column: its heading, and what stands in it, if anything.
type Column = (String, fn(&Outcome, &Score) -> Option<String>);

/// As Markdown, which is read as well on a terminal.
pub(crate) fn of(outcome: &Outcome) -> String {
    let columns = columns(&outcome.row);
    let mut lines: Vec<Vec<String>> = vec![columns.iter().map(|column| column.0.clone()).collect()];
    for score in &outcome.scores {
        lines.push(columns.iter().map(|column| column.1(outcome, score).unwrap_or_default()).collect());
    }
    let kept: Vec<usize> =
        (0..columns.len()).filter(|&at| lines[1..].iter().any(|line| !line[at].is_empty())).collect();
    let lines: Vec<Vec<&str>> = lines.iter().map(|line| kept.iter().map(|&at| line[at].as_str()).collect()).collect();
    let table = format!("**{}**\n\n{}", outcome.row, markdown(&lines));
    // What else it said is for whoever runs it.
    let left_out = outcome.left_out.iter().filter_map(|complaint| complaint.lines().next());
    left_out.fold(table, |text, complaint| format!("{text}\nLeft out: {complaint}\n"))
}

fn columns(row: &Row) -> Vec<Column> {
    vec![
        (String::new(), |_, score| Some(score.label.clone())),
        (format!("ns per {}", row.item.unit), |_, score| Some(number(score.ns()))),
        ("±".into(), |_, score| Some(percent(spread(&score.all(|sample| sample.ns))))),
        ("of RAW".into(), |outcome, score| speed(outcome, score).map(|speed| format!("{speed:.2}"))),
        ("CPU ns".into(), |_, score| score.cpu().map(number)),
        ("× RAW".into(), |outcome, score| processor(outcome, score).map(|ratio| format!("{ratio:.2}"))),
        ("instructions".into(), |_, score| score.instructions.map(number)),
        ("system calls".into(), |_, score| score.system_calls.map(|calls| format!("{calls:.2}"))),
        ("allocations".into(), |_, score| score.allocations().map(|count| format!("{count:.2}"))),
        ("peak KiB".into(), |_, score| score.peak().map(|peak| number(peak / 1024.0))),
    ]
}

/// How fast it is as a part of the limit: of each two rounds side by side, the one in the middle.
pub(crate) fn speed(outcome: &Outcome, score: &Score) -> Option<f64> {
    let limit = outcome.score(LIMIT)?;
    Some(median(limit.samples.iter().zip(&score.samples).map(|(limit, own)| limit.ns / own.ns)))
}

/// How much of the processor's time it takes, as a multiple of the limit's.
pub(crate) fn processor(outcome: &Outcome, score: &Score) -> Option<f64> {
    let limit = outcome.score(LIMIT)?;
    let ratios = limit.samples.iter().zip(&score.samples).map(|(limit, own)| Some(own.cpu? / limit.cpu?));
    ratios.collect::<Option<Vec<_>>>().map(median)
}

/// With as many digits as say something.
pub(crate) fn number(value: f64) -> String {
    let digits = usize::from(value < 100.0);
    let text = format!("{value:.digits$}");
    let (whole, rest) = text.split_at(text.find('.').unwrap_or(text.len()));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) && digit != '-' {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped + rest
}

fn percent(part: f64) -> String {
    format!("{:.0} %", part * 100.0)
}

/// Lines of cells, the first being the heading, in columns as wide as their cells.
pub(crate) fn markdown(lines: &[Vec<&str>]) -> String {
    let widths: Vec<usize> = (0..lines[0].len())
        .map(|at| lines.iter().map(|line| line[at].chars().count()).max().unwrap_or_default().max(3))
        .collect();
    let mut text = String::new();
    for (index, line) in lines.iter().enumerate() {
        for (at, cell) in line.iter().enumerate() {
            let width = widths[at];
            let _ = if at == 0 { write!(text, "| {cell:<width$} ") } else { write!(text, "| {cell:>width$} ") };
        }
        text.push_str("|\n");
        if index == 0 {
            for (at, width) in widths.iter().enumerate() {
                let _ = write!(text, "|{:-<width$}-{}", "-", if at == 0 { '-' } else { ':' });
            }
            text.push_str("|\n");
        }
    }
    text
}

impl Outcome {
    pub(crate) fn score(&self, name: &str) -> Option<&Score> {
        self.scores.iter().find(|score| score.name == name)
    }
}

impl Score {
    fn all(&self, what: impl Fn(&Sample) -> f64) -> Vec<f64> {
        self.samples.iter().map(what).collect()
    }

    /// What is known of every round.
    fn known(&self, what: impl Fn(&Sample) -> Option<f64>) -> Option<f64> {
        self.samples.iter().map(what).collect::<Option<Vec<_>>>().map(median)
    }

    pub(crate) fn ns(&self) -> f64 {
        median(self.all(|sample| sample.ns))
    }

    pub(crate) fn cpu(&self) -> Option<f64> {
        self.known(|sample| sample.cpu)
    }

    pub(crate) fn allocations(&self) -> Option<f64> {
        self.known(|sample| sample.allocations)
    }

    pub(crate) fn peak(&self) -> Option<f64> {
        self.known(|sample| sample.peak)
    }
}

#[cfg(test)]
mod tests {
    use super::{markdown, number};

    #[test]
    fn numbers_for_people() {
        assert_eq!(number(1234567.8), "1,234,568");
        assert_eq!(number(123.4), "123");
        assert_eq!(number(12.34), "12.3");
    }

    #[test]
    fn columns_are_even() {
        let table = markdown(&[vec!["", "ns"], vec!["raw", "1,000"]]);
        assert_eq!(table, "|     |    ns |\n|-----|------:|\n| raw | 1,000 |\n");
    }
}
