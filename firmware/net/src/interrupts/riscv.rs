//! Interrupts of `virt`: the timer beside its processor, and the controller that the network card is connected to.
//!
//! Source: the RISC-V platform-level interrupt controller specification; "Advanced core local interruptor".

use core::sync::atomic::{AtomicU32, Ordering};

use riscv::register::mie;

// The timer: its time, and the time of its next interrupt, in two halves each.
const NOW: [*const u32; 2] = [0x0200_bff8 as *const u32, 0x0200_bffc as *const u32];
const ALARM: [*mut u32; 2] = [0x0200_4000 as *mut u32, 0x0200_4004 as *mut u32];

const EACH_MILLI: u64 = 10_000;

// The controller, as the first processor sees it.
const PRIORITIES: *mut u32 = 0x0c00_0000 as *mut u32;
const ENABLED: *mut u32 = 0x0c00_2000 as *mut u32;
const THRESHOLD: *mut u32 = 0x0c20_0000 as *mut u32;
const CLAIM: *mut u32 = 0x0c20_0004 as *mut u32;

/// The number of the card's interrupt.
static LINE: AtomicU32 = AtomicU32::new(0);

/// Says which interrupt is the card's.
pub(crate) fn set_line(number: u32) {
    LINE.store(number, Ordering::Relaxed);
}

pub(super) fn enable() {
    let line = LINE.load(Ordering::Relaxed);
    // SAFETY: nothing else uses the controller, and no critical section is open that an interrupt could break.
    unsafe {
        PRIORITIES.add(line as usize).write_volatile(1);
        THRESHOLD.write_volatile(0);
        unmask_card();
        mie::set_mtimer();
        mie::set_mext();
        riscv::interrupt::enable();
    }
}

pub(super) fn unmask_card() {
    // SAFETY: as above; there are fewer than 32 interrupts, and this is the only one of them that is used.
    unsafe { ENABLED.write_volatile(1 << LINE.load(Ordering::Relaxed)) };
}

pub(super) fn mask_card() {
    // SAFETY: as above.
    unsafe { ENABLED.write_volatile(0) };
}

pub(super) fn set_alarm(millis: u32) {
    let at = now() + u64::from(millis) * EACH_MILLI;
    // SAFETY: nothing else uses the timer. In between the alarm is later than both.
    unsafe {
        ALARM[1].write_volatile(u32::MAX);
        ALARM[0].write_volatile(at as u32);
        ALARM[1].write_volatile((at >> 32) as u32);
    }
}

fn now() -> u64 {
    loop {
        // SAFETY: reading it changes nothing.
        let (high, low, again) = unsafe { (NOW[1].read_volatile(), NOW[0].read_volatile(), NOW[1].read_volatile()) };
        if high == again {
            return u64::from(high) << 32 | u64::from(low);
        }
    }
}

// SAFETY: the runtime looks for this name.
#[unsafe(export_name = "MachineTimer")]
extern "C" fn timer() {
    super::alarm_goes_off();
}

// SAFETY: as above.
#[unsafe(export_name = "MachineExternal")]
extern "C" fn external() {
    // SAFETY: as in `enable`. It is given back before it is masked: after that nobody would take it.
    unsafe { CLAIM.write_volatile(CLAIM.read_volatile()) };
    super::card_speaks();
}
