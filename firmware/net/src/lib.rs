//! A network for the firmware: two network cards, and one TCP connection at a time.

#![no_std]

pub mod interrupts;
pub mod nic;
mod stack;
mod tcp;
mod time;

pub use tcp::{Memory, Tcp};
