//! Ctrl-C, where it is to end what goes on and not the program.

use std::sync::atomic::{AtomicBool, Ordering};

static HAPPENED: AtomicBool = AtomicBool::new(false);

/// Whether Ctrl-C was pressed and nobody has taken it yet.
pub(crate) fn happened() -> bool {
    HAPPENED.load(Ordering::Relaxed)
}

/// The same, and takes it.
pub(crate) fn take() -> bool {
    HAPPENED.swap(false, Ordering::Relaxed)
}

/// From now on Ctrl-C ends waiting, and is remembered.
#[cfg(unix)]
#[allow(unsafe_code, reason = "no safe function installs a handler that cuts a blocking read short")]
pub(crate) fn listen() {
    use nix::sys::signal::{SaFlags, SigAction, SigHandler, SigSet, Signal, sigaction};

    extern "C" fn remember(_: nix::libc::c_int) {
        HAPPENED.store(true, Ordering::Relaxed);
    }

    // Without SA_RESTART: a read that is under way must end.
    let action = SigAction::new(SigHandler::Handler(remember), SaFlags::empty(), SigSet::empty());
    // SAFETY: all that the handler does is to store a value in an atomic.
    let installed = unsafe { sigaction(Signal::SIGINT, &action) };
    debug_assert!(installed.is_ok(), "SIGINT is no signal that cannot be caught");
}

/// Elsewhere Ctrl-C ends the program.
#[cfg(not(unix))]
pub(crate) fn listen() {}
