//! TCP keepalive: the one thing about a socket that `std` cannot set.
#![allow(unsafe_code, reason = "setsockopt is a C function, and a crate for one call of it is a crate too many")]

use std::net::TcpStream;

/// Seconds of silence after which the system asks whether the peer is still there.
const IDLE: i32 = 60;
/// Seconds between two such questions.
const INTERVAL: i32 = 15;
/// Questions without an answer after which the connection counts as dead.
const PROBES: i32 = 4;

/// Has the system notice a peer that is gone without a word. Where it cannot, timeouts still do.
pub(super) fn enable(socket: &TcpStream) {
    for &(level, name, value) in options::ALL {
        set(socket, level, name, value);
    }
}

#[cfg(unix)]
fn set(socket: &TcpStream, level: i32, name: i32, value: i32) {
    use std::ffi::{c_int, c_void};
    use std::os::fd::AsRawFd;

    // SAFETY: the signature is POSIX'.
    unsafe extern "C" {
        fn setsockopt(socket: c_int, level: c_int, name: c_int, value: *const c_void, len: u32) -> c_int;
    }

    // SAFETY: the descriptor is open as long as `socket` lives, and `value` is as long as it is said to be.
    unsafe { setsockopt(socket.as_raw_fd(), level, name, (&raw const value).cast(), size_of_val(&value) as u32) };
}

#[cfg(not(unix))]
fn set(_: &TcpStream, _: i32, _: i32, _: i32) {}

/// Level, name and value of each option. The numbers are those of the systems' own headers.
#[cfg(any(target_os = "linux", target_os = "android"))]
mod options {
    use super::{IDLE, INTERVAL, PROBES};
    const TCP: i32 = 6;

    #[cfg(not(any(target_arch = "mips", target_arch = "mips64", target_arch = "sparc64")))]
    const KEEPALIVE: (i32, i32, i32) = (1, 9, 1);
    #[cfg(any(target_arch = "mips", target_arch = "mips64", target_arch = "sparc64"))]
    const KEEPALIVE: (i32, i32, i32) = (0xffff, 8, 1);

    pub(super) const ALL: &[(i32, i32, i32)] = &[KEEPALIVE, (TCP, 4, IDLE), (TCP, 5, INTERVAL), (TCP, 6, PROBES)];
}

#[cfg(any(target_os = "macos", target_os = "ios"))]
mod options {
    use super::{IDLE, INTERVAL, PROBES};
    const TCP: i32 = 6;

    pub(super) const ALL: &[(i32, i32, i32)] =
        &[(0xffff, 8, 1), (TCP, 0x10, IDLE), (TCP, 0x101, INTERVAL), (TCP, 0x102, PROBES)];
}

#[cfg(any(target_os = "freebsd", target_os = "netbsd", target_os = "openbsd", target_os = "dragonfly"))]
mod options {
    pub(super) const ALL: &[(i32, i32, i32)] = &[(0xffff, 8, 1)];
}

#[cfg(not(any(
    target_os = "linux",
    target_os = "android",
    target_os = "macos",
    target_os = "ios",
    target_os = "freebsd",
    target_os = "netbsd",
    target_os = "openbsd",
    target_os = "dragonfly"
)))]
mod options {
    pub(super) const ALL: &[(i32, i32, i32)] = &[];
}
