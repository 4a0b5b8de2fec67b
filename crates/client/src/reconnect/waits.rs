//! Pauses that grow, and that nobody else makes at the same moment.

use core::time::Duration;

use super::Reconnect;

/// The pauses between one try and the next: see [`Reconnect::waits`].
#[derive(Clone, Debug)]
pub struct Waits {
    /// The next pause, before it is shortened.
    next: Duration,
    longest: Duration,
    dice: Dice,
}

impl Waits {
    pub(super) fn new(policy: &Reconnect, seed: u64) -> Self {
        Waits { next: policy.first.min(policy.longest), longest: policy.longest, dice: Dice(seed) }
    }
}

impl Iterator for Waits {
    type Item = Duration;

    /// Never `None`.
    fn next(&mut self) -> Option<Duration> {
        let whole = self.next;
        self.next = whole.saturating_mul(2).min(self.longest);
        let half = whole / 2;
        let part = u64::try_from((whole - half).as_micros()).unwrap_or(u64::MAX);
        Some(half + Duration::from_micros(self.dice.up_to(part)))
    }
}

/// Numbers out of a seed: SplitMix64.
#[derive(Clone, Copy, Debug)]
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut number = self.0;
        number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        number ^ (number >> 31)
    }

    fn up_to(&mut self, most: u64) -> u64 {
        match most.checked_add(1) {
            Some(end) => self.next() % end,
            None => self.next(),
        }
    }
}
