//! The tries for one command, and when there are no more.

use core::time::Duration;

use super::{Recovery, Waits};

/// What has been tried for the present command. It begins with the first failure.
#[derive(Clone, Debug, Default)]
pub(crate) struct Outage(Option<Tries>);

#[derive(Clone, Debug)]
struct Tries {
    left: u32,
    /// On the transport's clock; `None` is never.
    end: Option<u64>,
    waits: Waits,
    /// Nothing has been tried yet.
    fresh: bool,
}

impl Outage {
    /// The pause before connecting; `None`: there are no more tries. The first comes at once.
    pub(crate) fn before_connecting(&mut self, recovery: &mut Recovery, now: Option<u64>) -> Option<Duration> {
        let tries = self.tries(recovery, now);
        let at_once = core::mem::take(&mut tries.fresh);
        tries.take(at_once, now)
    }

    /// The pause before a command is sent again on the same connection; `None`: there are no more tries.
    pub(crate) fn before_repeating(&mut self, recovery: &mut Recovery, now: Option<u64>) -> Option<Duration> {
        let tries = self.tries(recovery, now);
        tries.fresh = false;
        tries.take(false, now)
    }

    /// Whether there is another try.
    pub(crate) fn goes_on(&mut self, recovery: &mut Recovery, now: Option<u64>) -> bool {
        let tries = self.tries(recovery, now);
        tries.left > 0 && time_left(tries.end, now).is_none_or(|left| !left.is_zero())
    }

    /// How much time is left; `None` is any.
    pub(crate) fn time_left(&self, now: Option<u64>) -> Option<Duration> {
        time_left(self.0.as_ref()?.end, now)
    }

    fn tries(&mut self, recovery: &mut Recovery, now: Option<u64>) -> &mut Tries {
        self.0.get_or_insert_with(|| {
            let within = u64::try_from(recovery.policy.within.as_millis()).unwrap_or(u64::MAX);
            let end = now.map(|now| now.saturating_add(within));
            Tries { left: recovery.policy.tries.max(1), end, waits: recovery.waits(), fresh: true }
        })
    }
}

impl Tries {
    fn take(&mut self, at_once: bool, now: Option<u64>) -> Option<Duration> {
        self.left = self.left.checked_sub(1)?;
        let pause = if at_once { Duration::ZERO } else { self.waits.next()? };
        let left = time_left(self.end, now);
        Some(pause).filter(|pause| left.is_none_or(|left| *pause < left))
    }
}

fn time_left(end: Option<u64>, now: Option<u64>) -> Option<Duration> {
    Some(Duration::from_millis(end?.saturating_sub(now?)))
}
