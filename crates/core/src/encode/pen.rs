//! A sink for everything, of one type: what writes into it need not be in a program twice.

use core::fmt;

use super::{Full, Sink};

/// Takes what a [`Pen`] has no room for.
pub trait Spill {
    /// Takes bytes for which there is no room behind the first `len` bytes of the memory: how many are in there then.
    /// `None`: it takes no more.
    fn spill(&mut self, memory: &mut [u8], len: usize, bytes: &[u8]) -> Option<usize>;
}

/// Writes into memory, and hands on what has no room there.
///
/// ```
/// use picoredis_core::cmd;
/// use picoredis_core::encode::{Encoder, Pen, Spill};
///
/// struct Sent(Vec<u8>);
///
/// impl Spill for Sent {
///     fn spill(&mut self, memory: &mut [u8], len: usize, bytes: &[u8]) -> Option<usize> {
///         self.0.extend_from_slice(&memory[..len]);
///         self.0.extend_from_slice(bytes);
///         Some(0)
///     }
/// }
///
/// let (mut memory, mut sent) = ([0; 16], Sent(Vec::new()));
/// let mut encoder = Encoder::new(Pen::new(&mut memory, 0, &mut sent));
/// cmd::get("foo").write(&mut encoder)?;
/// let len = encoder.into_sink().len();
/// sent.0.extend_from_slice(&memory[..len]);
/// assert_eq!(sent.0, b"*2\r\n$3\r\nGET\r\n$3\r\nfoo\r\n");
/// # Ok::<(), picoredis_core::encode::Full>(())
/// ```
pub struct Pen<'a> {
    memory: &'a mut [u8],
    len: usize,
    beyond: &'a mut dyn Spill,
}

impl<'a> Pen<'a> {
    /// Writes to `memory`, behind the first `len` bytes.
    pub fn new(memory: &'a mut [u8], len: usize, beyond: &'a mut dyn Spill) -> Self {
        Pen { memory, len, beyond }
    }

    /// How many bytes are in the memory.
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    // On a board it stands in the one place that calls it: a call takes stack.
    #[cfg_attr(not(target_os = "none"), cold, inline(never))]
    #[cfg_attr(target_os = "none", inline)]
    fn pass(&mut self, bytes: &[u8]) -> Result<(), Full> {
        self.len = self.beyond.spill(self.memory, self.len, bytes).ok_or(Full)?;
        Ok(())
    }
}

impl Sink for Pen<'_> {
    type Error = Full;

    // On a board, size is worth more than speed.
    #[cfg_attr(target_os = "none", inline(never))]
    #[cfg_attr(not(target_os = "none"), inline)]
    fn write(&mut self, bytes: &[u8]) -> Result<(), Full> {
        let free = self.memory.get_mut(self.len..).unwrap_or_default();
        let Some(place) = free.get_mut(..bytes.len()) else { return self.pass(bytes) };
        place.copy_from_slice(bytes);
        self.len = self.len.wrapping_add(bytes.len());
        Ok(())
    }

    #[cfg(not(target_os = "none"))]
    #[inline]
    fn put_arg(&mut self, header: &[u8], bytes: &[u8]) -> bool {
        let free = self.memory.get_mut(self.len..).unwrap_or_default();
        let len = bytes.len().wrapping_add(header.len()).wrapping_add(2);
        let place = free.get_mut(..len).and_then(|place| {
            let (front, rest) = place.split_at_mut_checked(header.len())?;
            let (middle, end) = rest.split_last_chunk_mut()?;
            Some((front, middle, end))
        });
        let Some((front, middle, end)) = place else { return false };
        front.copy_from_slice(header);
        middle.copy_from_slice(bytes);
        *end = *b"\r\n";
        self.len = self.len.wrapping_add(len);
        true
    }
}

impl fmt::Debug for Pen<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {} bytes", self.len, self.memory.len())
    }
}
