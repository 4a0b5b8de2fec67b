//! A word with the machine outside: through QEMU, or a debugger.

/// Ends the program.
pub fn exit(code: u8) -> ! {
    semihosting::process::exit(code.into())
}

/// Says a number, and no more: without the formatting of `core`, which is larger than what is measured.
pub fn say_hex(number: usize) {
    for shift in (0..usize::BITS).step_by(4).rev() {
        let digit = (number >> shift) as u8 & 0xf;
        semihosting::sys::arm_compat::sys_writec(if digit < 10 { b'0' + digit } else { b'a' + digit - 10 });
    }
    semihosting::sys::arm_compat::sys_writec(b'\n');
}
