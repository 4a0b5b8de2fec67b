//! What a program is compiled for.

/// Whether speed is worth more than size, as on a computer; on a board it is not.
pub const FOR_SPEED: bool = !cfg!(target_os = "none");
