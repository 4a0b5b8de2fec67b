//! A network for the firmware: two network cards, and one TCP connection at a time.

#![no_std]

pub mod nic;
mod stack;
mod tcp;

pub use tcp::{Memory, Tcp};
