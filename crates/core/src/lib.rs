//! core

#![no_std]
#![forbid(unsafe_code)]
#![deny(
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::unreachable,
    clippy::arithmetic_side_effects
)]

#[cfg(feature = "alloc")]
extern crate alloc;
#[cfg(feature = "std")]
extern crate std;

pub mod address;
pub mod args;
pub mod cmd;
pub mod command;
pub mod decode;
pub mod encode;
pub mod error;
pub mod event;
pub mod number;
pub mod reply;
pub mod session;
