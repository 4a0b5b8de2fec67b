//! Time for embassy: what it is, and waking who waits for a moment.

use core::cell::RefCell;
use core::task::Waker;

use board::clock::Clock;
use critical_section::{CriticalSection, Mutex};
use embassy_time_queue_utils::Queue;

use crate::interrupts::{LONGEST, set_alarm};

struct Time(Mutex<RefCell<Waiting>>);

struct Waiting {
    /// It begins when it is asked first.
    clock: Option<Clock>,
    queue: Queue,
}

embassy_time_driver::time_driver_impl!(
    static TIME: Time = Time(Mutex::new(RefCell::new(Waiting { clock: None, queue: Queue::new() })))
);

/// Wakes those whose moment has come, and sets the alarm for the next.
pub(crate) fn pass() {
    critical_section::with(|section| TIME.pass(section));
}

impl Time {
    fn pass(&self, section: CriticalSection<'_>) {
        let mut waiting = self.0.borrow_ref_mut(section);
        let now = waiting.now();
        let next = waiting.queue.next_expiration(now);
        let millis = u32::try_from(next.saturating_sub(now)).unwrap_or(LONGEST);
        set_alarm(millis.min(LONGEST));
    }
}

impl Waiting {
    fn now(&mut self) -> u64 {
        self.clock.get_or_insert_with(Clock::new).millis()
    }
}

impl embassy_time_driver::Driver for Time {
    fn now(&self) -> u64 {
        critical_section::with(|section| self.0.borrow_ref_mut(section).now())
    }

    fn schedule_wake(&self, at: u64, waker: &Waker) {
        critical_section::with(|section| {
            if self.0.borrow_ref_mut(section).queue.schedule_wake(at, waker) {
                self.pass(section);
            }
        });
    }
}
