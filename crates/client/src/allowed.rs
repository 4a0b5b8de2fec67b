//! How long something may take.

use picoredis_core::command::Wait;

/// Milliseconds, or for ever: a single number, of which the largest is for ever.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Allowed(u64);

impl Allowed {
    const FOREVER: Allowed = Allowed(u64::MAX);

    /// `None` is for ever.
    pub(crate) fn of(millis: Option<u64>) -> Self {
        millis.map_or(Self::FOREVER, Allowed)
    }

    /// `None` is for ever.
    pub(crate) fn millis(self) -> Option<u64> {
        Some(self.0).filter(|_| self != Self::FOREVER)
    }

    /// What a command is allowed that may wait on purpose, and answers within this time otherwise.
    #[inline]
    pub(crate) fn beside(self, wait: Wait) -> Self {
        match wait {
            Wait::None => self,
            Wait::Millis(millis) => Allowed(self.0.saturating_add(millis)),
            Wait::Forever => Self::FOREVER,
        }
    }
}
