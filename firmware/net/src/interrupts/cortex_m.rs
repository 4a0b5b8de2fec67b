//! Interrupts of the MPS2 boards: the second of their timers, and the network card.
//!
//! Source: Arm, application note 385, "Interrupts"; the CMSDK's technical reference manual, "APB timer".

use cortex_m::interrupt::InterruptNumber;
use cortex_m::peripheral::scb::VectActive;
use cortex_m::peripheral::{NVIC, SCB};

/// The number of an interrupt.
#[derive(Clone, Copy)]
struct Line(u16);

const TIMER: Line = Line(9);
const CARD: Line = Line(13);

// SAFETY: the board has both.
unsafe impl InterruptNumber for Line {
    fn number(self) -> u16 {
        self.0
    }
}

// The timer's registers. It counts down, and begins anew from what it was given.
const CONTROL: *mut u32 = 0x4000_1000 as *mut u32;
const VALUE: *mut u32 = 0x4000_1004 as *mut u32;
const RELOAD: *mut u32 = 0x4000_1008 as *mut u32;
const CLEAR: *mut u32 = 0x4000_100c as *mut u32;

/// Counting, with an interrupt at 0.
const ON: u32 = 1 << 3 | 1;

const EACH_MILLI: u32 = 25_000;

pub(super) fn enable() {
    // SAFETY: whoever calls this has no critical section open that an interrupt could break.
    unsafe { NVIC::unmask(TIMER) };
    unmask_card();
}

pub(super) fn unmask_card() {
    // SAFETY: as above; its handler touches nothing that is not behind a critical section.
    unsafe { NVIC::unmask(CARD) };
}

pub(super) fn mask_card() {
    NVIC::mask(CARD);
}

pub(super) fn set_alarm(millis: u32) {
    let ticks = millis.max(1) * EACH_MILLI;
    // SAFETY: nothing else uses the timer.
    unsafe {
        CONTROL.write_volatile(0);
        CLEAR.write_volatile(1);
        RELOAD.write_volatile(ticks);
        VALUE.write_volatile(ticks);
        CONTROL.write_volatile(ON);
    }
}

/// All interrupts come here: the runtime knows no board.
// SAFETY: the runtime looks for this name.
#[unsafe(export_name = "DefaultHandler")]
extern "C" fn handle() {
    match SCB::vect_active() {
        VectActive::Interrupt { irqn } if u16::from(irqn) == TIMER.0 => {
            // SAFETY: as in `set_alarm`.
            unsafe { CLEAR.write_volatile(1) };
            super::alarm_goes_off();
        }
        VectActive::Interrupt { irqn } if u16::from(irqn) == CARD.0 => super::card_speaks(),
        _ => panic!("an interrupt that nobody asked for"),
    }
}
