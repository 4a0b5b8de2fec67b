//! What wakes a program that sleeps: a frame that has come, and a moment that has.
//!
//! A program that polls does without, and never calls [`enable`].

#[cfg(target_arch = "arm")]
mod cortex_m;
#[cfg(target_arch = "riscv32")]
mod riscv;

use core::sync::atomic::{AtomicBool, Ordering};
use core::task::Waker;

use embassy_sync::waitqueue::AtomicWaker;

#[cfg(target_arch = "arm")]
use cortex_m as machine;
#[cfg(target_arch = "riscv32")]
use riscv as machine;

#[cfg(target_arch = "riscv32")]
pub(crate) use riscv::set_line;

static ENABLED: AtomicBool = AtomicBool::new(false);

static FRAME: AtomicWaker = AtomicWaker::new();

/// From now on interrupts come.
pub fn enable() {
    ENABLED.store(true, Ordering::Relaxed);
    machine::enable();
}

/// Whom to wake when a frame comes.
pub(crate) fn wake_for_frame(waker: &Waker) {
    FRAME.register(waker);
}

/// The card has none: its next one interrupts.
pub(crate) fn await_frame() {
    if ENABLED.load(Ordering::Relaxed) {
        machine::unmask_card();
    }
}

/// There will be an interrupt in so many milliseconds, which are at most [`LONGEST`], in place of any that was set before.
pub(crate) fn set_alarm(millis: u32) {
    machine::set_alarm(millis);
}

/// The longest time to an alarm: all clocks are looked at in between, before they begin anew.
pub(crate) const LONGEST: u32 = 60_000;

/// The card says that a frame has come. It says so until it is asked for it, and is not heard until then.
fn card_speaks() {
    machine::mask_card();
    FRAME.wake();
}

/// The alarm goes off.
fn alarm_goes_off() {
    crate::time::pass();
}
