//! Says what is being done.

use std::time::Instant;

/// Which row of how many.
pub(crate) struct Progress {
    start: Instant,
    row: usize,
    rows: usize,
}

impl Progress {
    pub(crate) fn new(rows: usize) -> Self {
        Progress { start: Instant::now(), row: 0, rows }
    }

    pub(crate) fn begin(&mut self, what: &str) {
        self.row += 1;
        eprintln!("  {:>4} s  {:>2} of {}  {what}", self.start.elapsed().as_secs(), self.row, self.rows);
    }
}
