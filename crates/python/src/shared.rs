//! One connection that threads share, a command at a time, and that a forked child leaves to its parent.

use std::ops::{Deref, DerefMut};
use std::sync::atomic::{AtomicPtr, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};

use picoredis::{Config, Endpoint};
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;

use crate::state::State;

/// How often this process, or one that it comes from, was forked: what was made in an earlier era belongs to a parent.
static ERA: AtomicU64 = AtomicU64::new(0);

/// To be called in a child that was forked: its connections are the parent's from now on.
#[pyfunction]
pub(crate) fn _forked() {
    ERA.fetch_add(1, Ordering::Relaxed);
}

/// How often that was: whoever was made at another time is a parent's.
pub(crate) fn era() -> u64 {
    ERA.load(Ordering::Relaxed)
}

/// What a connection is made of, readable while it is in use.
#[derive(Default)]
pub(crate) struct Settings {
    /// `None` before the first connection.
    pub(crate) config: Option<Config>,
    pub(crate) endpoint: Option<Endpoint>,
    pub(crate) decode: bool,
    pub(crate) debug: bool,
    pub(crate) reconnect: bool,
    /// It was not closed by the program.
    pub(crate) open: bool,
}

/// A connection, and whose it is.
pub(crate) struct Shared {
    settings: Mutex<Settings>,
    /// Never null. What a fork leaves behind is not freed: its lock may be held by a thread that is in the parent only.
    guarded: AtomicPtr<Guarded>,
}

struct Guarded {
    era: u64,
    /// The thread that has it; zero is none.
    owner: AtomicUsize,
    state: Mutex<State>,
}

impl Guarded {
    fn new(state: State) -> *mut Guarded {
        Box::into_raw(Box::new(Guarded { era: era(), owner: AtomicUsize::new(0), state: Mutex::new(state) }))
    }
}

/// The connection for one thread alone, until it is dropped.
pub(crate) struct Held<'a> {
    state: MutexGuard<'a, State>,
    owner: &'a AtomicUsize,
}

impl Shared {
    pub(crate) fn new() -> Self {
        Shared { settings: Mutex::default(), guarded: AtomicPtr::new(Guarded::new(State::default())) }
    }

    /// What the connection is made of. Nobody waits while having it.
    pub(crate) fn settings(&self) -> MutexGuard<'_, Settings> {
        self.settings.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The connection for this thread alone. Whoever has to wait for it lets others run.
    ///
    /// # Errors
    ///
    /// This thread has it already: a signal handler, a finalizer or an output that uses the connection which it is called
    /// from.
    pub(crate) fn lock(&self, py: Python<'_>) -> PyResult<Held<'_>> {
        let guarded = self.current();
        loop {
            let state = match guarded.state.try_lock() {
                Ok(state) => state,
                Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
                Err(TryLockError::WouldBlock) if guarded.owner.load(Ordering::Relaxed) == this_thread() => {
                    return Err(PyRuntimeError::new_err("the connection is in the middle of a command of this thread"));
                }
                Err(TryLockError::WouldBlock) => {
                    py.detach(|| drop(guarded.state.lock()));
                    continue;
                }
            };
            guarded.owner.store(this_thread(), Ordering::Relaxed);
            return Ok(Held { state, owner: &guarded.owner });
        }
    }

    fn current(&self) -> &Guarded {
        // SAFETY: it points to a box that is freed with `self` only.
        let guarded = unsafe { &*self.guarded.load(Ordering::Acquire) };
        if guarded.era == era() { guarded } else { self.leave_to_parent(guarded) }
    }

    /// Begins anew in a child, with a connection of its own once one is needed.
    #[cold]
    fn leave_to_parent(&self, old: &Guarded) -> &Guarded {
        let state = State::to_open(&self.settings());
        let new = Guarded::new(state);
        let place = std::ptr::from_ref(old).cast_mut();
        match self.guarded.compare_exchange(place, new, Ordering::AcqRel, Ordering::Acquire) {
            Ok(_) => {
                // Closing the child's share of the socket says nothing to the server.
                if let Ok(mut state) = old.state.try_lock() {
                    *state = State::default();
                }
                // SAFETY: as in `current`.
                unsafe { &*new }
            }
            Err(theirs) => {
                // Another thread was first.
                // SAFETY: `new` was made above and nobody else knows it; `theirs` as in `current`.
                unsafe {
                    drop(Box::from_raw(new));
                    &*theirs
                }
            }
        }
    }
}

impl Drop for Shared {
    fn drop(&mut self) {
        // SAFETY: it is a box, and nobody has a reference to what is dropped.
        drop(unsafe { Box::from_raw(*self.guarded.get_mut()) });
    }
}

impl Deref for Held<'_> {
    type Target = State;

    fn deref(&self) -> &State {
        &self.state
    }
}

impl DerefMut for Held<'_> {
    fn deref_mut(&mut self) -> &mut State {
        &mut self.state
    }
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        self.owner.store(0, Ordering::Relaxed);
    }
}

/// A number that no other living thread has.
pub(crate) fn this_thread() -> usize {
    thread_local! {
        static PLACE: u8 = const { 0 };
    }
    PLACE.with(|place| std::ptr::from_ref(place) as usize)
}
