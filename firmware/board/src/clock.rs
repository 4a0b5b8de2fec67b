//! Time since the program began to ask.

/// The machine's steady clock.
pub struct Clock {
    ticks: u64,
    last: u32,
}

impl Default for Clock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock {
    /// Starts at 0.
    pub fn new() -> Self {
        counter::start();
        Clock { ticks: 0, last: counter::read() }
    }

    /// Milliseconds. It has to be asked every two minutes at least.
    pub fn millis(&mut self) -> u64 {
        let now = counter::read();
        self.ticks += u64::from(now.wrapping_sub(self.last));
        self.last = now;
        self.ticks / counter::EACH_MILLI
    }
}

/// The first timer of the MPS2 boards. It counts down.
#[cfg(target_arch = "arm")]
mod counter {
    const CONTROL: *mut u32 = 0x4000_0000 as *mut u32;
    const VALUE: *mut u32 = 0x4000_0004 as *mut u32;
    const RELOAD: *mut u32 = 0x4000_0008 as *mut u32;

    pub(super) const EACH_MILLI: u64 = 25_000;

    pub(super) fn start() {
        // SAFETY: nothing else uses the timer, and it gives no interrupt.
        unsafe {
            RELOAD.write_volatile(u32::MAX);
            VALUE.write_volatile(u32::MAX);
            CONTROL.write_volatile(1);
        }
    }

    pub(super) fn read() -> u32 {
        // SAFETY: reading it changes nothing.
        u32::MAX - unsafe { VALUE.read_volatile() }
    }
}

/// The lower half of `mtime`.
#[cfg(target_arch = "riscv32")]
mod counter {
    const TIME: *const u32 = 0x0200_bff8 as *const u32;

    pub(super) const EACH_MILLI: u64 = 10_000;

    pub(super) fn start() {}

    pub(super) fn read() -> u32 {
        // SAFETY: reading it changes nothing.
        unsafe { TIME.read_volatile() }
    }
}
