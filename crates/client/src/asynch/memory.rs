//! The memory that an async client works in.

/// The memory of a [`Redis`](super::Redis) that names none.
#[cfg(feature = "alloc")]
pub type DefaultBuffer = alloc::vec::Vec<u8>;
/// The memory of a [`Redis`](super::Redis) that names none: there is none without `alloc`.
#[cfg(not(feature = "alloc"))]
pub type DefaultBuffer = [u8; 0];

/// Memory for what is received, and for commands before they are sent.
///
/// In a `Vec` there is room for a command of any size: it grows, and shrinks again. In all else a larger command passes
/// through in pieces.
pub trait Memory: AsRef<[u8]> + AsMut<[u8]> {
    /// Makes room for `len` bytes in all, or says `false`.
    fn grow_to(&mut self, len: usize) -> bool {
        let _ = len;
        false
    }

    /// Gives back what only a large command needed.
    fn relax(&mut self) {}
}

impl Memory for &mut [u8] {}

impl<const N: usize> Memory for [u8; N] {}

#[cfg(feature = "alloc")]
impl Memory for alloc::boxed::Box<[u8]> {}

#[cfg(feature = "alloc")]
impl Memory for alloc::vec::Vec<u8> {
    fn grow_to(&mut self, len: usize) -> bool {
        if len > self.len() {
            self.resize(len, 0);
        }
        true
    }

    fn relax(&mut self) {
        /// What is kept for the next large command.
        const KEPT: usize = 64 << 10;
        if self.len() > KEPT {
            self.truncate(KEPT);
            self.shrink_to_fit();
        }
    }
}
