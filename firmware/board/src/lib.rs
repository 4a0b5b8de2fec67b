//! The machines that the firmware runs on: how a program starts and ends there, and how much of the stack it takes.

#![no_std]

pub mod clock;
pub mod host;
pub mod stack;

/// Makes a function of type `fn() -> u8` the program: what it returns is the exit code.
#[macro_export]
macro_rules! program {
    ($run:path) => {
        // SAFETY: the runtime calls it, once, and there is no other.
        #[unsafe(export_name = "main")]
        extern "C" fn main() -> ! {
            $crate::host::exit($run())
        }
    };
}

// The runtimes stand before `main`: nothing names them, but they must be linked.
#[cfg(target_arch = "arm")]
use cortex_m_rt as _;
#[cfg(target_arch = "riscv32")]
use riscv_rt as _;

/// What the processor cannot go on from, such as a stack that is used up, ends the program.
// SAFETY: the runtime looks for these names; on RISC-V it gives the state of the processor, which nobody reads.
#[cfg_attr(target_arch = "arm", unsafe(export_name = "HardFault"))]
#[cfg_attr(target_arch = "riscv32", unsafe(export_name = "ExceptionHandler"))]
extern "C" fn fault() -> ! {
    host::exit(102)
}
