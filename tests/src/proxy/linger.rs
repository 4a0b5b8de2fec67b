//! How a socket ends: the one thing about it that `std` cannot set.

use std::ffi::{c_int, c_void};
use std::net::TcpStream;
use std::os::fd::AsRawFd;

/// Has the connection be reset when the socket is closed.
pub(super) fn reset_on_close(socket: &TcpStream) {
    // SAFETY: the signature is POSIX'.
    unsafe extern "C" {
        fn setsockopt(socket: c_int, level: c_int, name: c_int, value: *const c_void, len: u32) -> c_int;
    }

    /// SOL_SOCKET and SO_LINGER.
    const OPTION: (c_int, c_int) = if cfg!(target_os = "linux") { (1, 13) } else { (0xffff, 0x80) };

    /// On, and no time at all.
    static LINGER: [c_int; 2] = [1, 0];

    // SAFETY: the descriptor is open as long as `socket` lives, and `LINGER` is as long as it is said to be.
    unsafe {
        setsockopt(socket.as_raw_fd(), OPTION.0, OPTION.1, (&raw const LINGER).cast(), size_of_val(&LINGER) as u32)
    };
}
