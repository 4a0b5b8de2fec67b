//! Server and contestants on one core. Where the system puts them else decides more than the programs do: on two cores they wake
//! each other, which in a virtual machine takes longer than fifty commands, and hides what the client takes; and the system
//! changes its mind in the middle of a round. On one, all that a client takes shows.

use picoredis_tests::server::Server;
use rustix::process::Pid;
use rustix::thread::{CpuSet, sched_getaffinity, sched_setaffinity};

/// While this lives, the server and what this thread starts are on one core.
pub(crate) struct Pinned {
    server: Option<Pid>,
    before: CpuSet,
}

impl Pinned {
    /// `None` where the system does not let it be.
    pub(crate) fn keep(server: &Server) -> Option<Self> {
        let before = sched_getaffinity(None).ok()?;
        // The first has more of the system's own work.
        let last = (0..CpuSet::MAX_CPU).rfind(|core| before.is_set(*core))?;
        let mut only = CpuSet::new();
        only.set(last);
        let pinned = Pinned { server: Pid::from_raw(server.pid().try_into().ok()?), before };
        sched_setaffinity(pinned.server, &only).ok()?;
        sched_setaffinity(None, &only).ok()?;
        Some(pinned)
    }
}

impl Drop for Pinned {
    fn drop(&mut self) {
        // Where it could be set it can be set back.
        let _ = sched_setaffinity(self.server, &self.before);
        let _ = sched_setaffinity(None, &self.before);
    }
}
