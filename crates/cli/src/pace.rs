//! How often, and how fast.

use std::thread;
use std::time::{Duration, Instant};

use crate::interrupt;

/// How often a command is run, and how long to wait after each time.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pace {
    /// `None`: for ever.
    pub(crate) times: Option<u64>,
    pub(crate) interval: Option<Duration>,
}

impl Pace {
    /// That many times, with this interval.
    pub(crate) fn times(self, times: u64) -> Self {
        Pace { times: Some(times), ..self }
    }

    /// Waits for as long as it says, or until Ctrl-C, where that is heard.
    pub(crate) fn wait(self) {
        wait(self.interval.unwrap_or_default());
    }
}

/// Waits for so long, or until Ctrl-C, where that is heard.
pub(crate) fn wait(interval: Duration) {
    /// How long Ctrl-C may go unheard.
    const STEP: Duration = Duration::from_millis(50);

    let end = Instant::now() + interval;
    while !interrupt::happened() {
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return;
        }
        thread::sleep(left.min(STEP));
    }
}
