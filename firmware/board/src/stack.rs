//! How much stack a call takes: all of it is painted before, and looked at after.

use core::hint::black_box;

/// How far down is painted.
const DEEPEST: usize = 16 << 10;

const PAINT: u32 = 0x5a17_ca5e;

/// Calls `work` and returns how many bytes of stack it took, to four bytes.
#[inline(never)]
pub fn measure(work: impl FnOnce()) -> usize {
    let mut here = 0_u32;
    let top = &raw mut *black_box(&mut here);
    paint(top);
    work();
    untouched(top)
}

/// Where painting ends: the frame of the painter itself is below `top`, and must stay.
const OWN: usize = 64;

#[inline(never)]
fn paint(top: *mut u32) {
    for distance in (OWN..DEEPEST).step_by(4) {
        // SAFETY: the stack is larger than that, and nothing but this function's frame, which is smaller than `OWN`,
        // is in use below `top`.
        unsafe { top.byte_sub(distance).write_volatile(PAINT) };
    }
}

/// How far below `top` the lowest word stands that is not as it was painted.
#[inline(never)]
fn untouched(top: *mut u32) -> usize {
    let mut distance = DEEPEST - 4;
    // SAFETY: as in `paint`, which has written what is read here.
    while distance > OWN && unsafe { top.byte_sub(distance).read_volatile() } == PAINT {
        distance -= 4;
    }
    distance
}
