//! How much memory of this process is resident, and was at the most. Linux tells; elsewhere it is 0.

use std::fs;

/// Begins a new maximum.
pub(crate) fn forget_peak() {
    // Where it cannot be reset, a peak of before shows as none of now.
    let _ = fs::write("/proc/self/clear_refs", "5");
}

pub(crate) fn resident() -> u64 {
    status("VmRSS:")
}

pub(crate) fn peak() -> u64 {
    status("VmHWM:")
}

/// A line of kilobytes, in bytes.
fn status(name: &str) -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<u64>().ok());
    kilobytes.unwrap_or(0) * 1024
}
