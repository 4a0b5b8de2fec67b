//! Numbers to text, in a small buffer on the stack.

use core::fmt;
use core::ops::Deref;

use crate::target::FOR_SPEED;

/// The text of a number: at most `N` bytes of ASCII, which it derefs to.
///
/// It is filled from its end, because the last digit of a number is known first.
#[derive(Clone, Copy)]
pub struct Ascii<const N: usize> {
    bytes: [u8; N],
    /// The text is `bytes[start..]`; never more than `N`.
    start: u8,
}

/// The text of an integer of up to 64 bits.
pub type Digits = Ascii<20>;

/// The text of an integer of up to 128 bits.
pub type WideDigits = Ascii<40>;

/// The text of a double, in the fewest digits that read back as the same double.
pub type FloatText = Ascii<24>;

/// The first line of a length or a count: `$3\r\n`.
pub(crate) type Header = Ascii<23>;

impl Header {
    /// Writes the type byte, the number and the line's end.
    pub(crate) fn of(kind: u8, number: u64) -> Self {
        let mut text = Self::new();
        text.prepend(b'\n');
        text.prepend(b'\r');
        text.prepend_integer(number);
        text.prepend(kind);
        text
    }
}

impl Digits {
    /// Writes an unsigned integer.
    ///
    /// ```
    /// use picoredis_core::number::Digits;
    ///
    /// assert_eq!(&*Digits::from_u64(1024), b"1024");
    /// ```
    #[inline]
    pub fn from_u64(number: u64) -> Self {
        let mut text = Self::new();
        text.prepend_integer(number);
        text
    }

    /// Writes a signed integer.
    ///
    /// ```
    /// use picoredis_core::number::Digits;
    ///
    /// assert_eq!(&*Digits::from_i64(i64::MIN), b"-9223372036854775808");
    /// ```
    #[inline]
    pub fn from_i64(number: i64) -> Self {
        let mut text = Self::from_u64(number.unsigned_abs());
        text.prepend_sign(number < 0);
        text
    }
}

impl WideDigits {
    /// Writes an unsigned integer of up to 128 bits.
    ///
    /// ```
    /// use picoredis_core::number::WideDigits;
    ///
    /// assert_eq!(&*WideDigits::from_u128(u128::MAX), b"340282366920938463463374607431768211455");
    /// ```
    pub fn from_u128(mut number: u128) -> Self {
        const PLACES: u32 = 19;
        const BLOCK: u128 = 10_u128.pow(PLACES);
        let mut text = Self::new();
        while number > u128::from(u64::MAX) {
            text.prepend_places((number % BLOCK) as u64, PLACES);
            number /= BLOCK;
        }
        text.prepend_integer(number as u64);
        text
    }

    /// Writes a signed integer of up to 128 bits.
    ///
    /// ```
    /// use picoredis_core::number::WideDigits;
    ///
    /// assert_eq!(&*WideDigits::from_i128(-1), b"-1");
    /// ```
    pub fn from_i128(number: i128) -> Self {
        let mut text = Self::from_u128(number.unsigned_abs());
        text.prepend_sign(number < 0);
        text
    }
}

impl<const N: usize> Ascii<N> {
    /// The text as a string slice.
    pub fn as_str(&self) -> &str {
        core::str::from_utf8(self).unwrap_or_default()
    }

    pub(super) const fn new() -> Self {
        const { assert!(N < 256) };
        Ascii { bytes: [0; N], start: N as u8 }
    }

    /// Puts a byte before the text; does nothing when the buffer is full.
    #[inline]
    pub(super) fn prepend(&mut self, byte: u8) {
        let start = self.start.wrapping_sub(1);
        if let Some(place) = self.bytes.get_mut(usize::from(start)) {
            *place = byte;
            self.start = start;
        }
    }

    #[inline]
    pub(super) fn prepend_sign(&mut self, negative: bool) {
        if negative {
            self.prepend(b'-');
        }
    }

    /// Puts a number before the text, without leading zeros.
    #[inline]
    pub(super) fn prepend_integer(&mut self, number: u64) {
        let free = self.bytes.get_mut(..usize::from(self.start)).unwrap_or_default();
        self.start = self.start.wrapping_sub(write_digits(free, number));
    }

    /// Puts the last `places` digits of a number before the text, and returns the number without them.
    pub(super) fn prepend_places(&mut self, mut number: u64, places: u32) -> u64 {
        for _ in 0..places {
            number = self.prepend_last_digit(number);
        }
        number
    }

    fn prepend_last_digit(&mut self, number: u64) -> u64 {
        let (rest, digit) = divide_by_10(number);
        self.prepend(digit | b'0');
        rest
    }
}

impl<const N: usize> Deref for Ascii<N> {
    type Target = [u8];

    #[inline]
    fn deref(&self) -> &[u8] {
        self.bytes.get(usize::from(self.start)..).unwrap_or_default()
    }
}

impl<const N: usize> AsRef<[u8]> for Ascii<N> {
    #[inline]
    fn as_ref(&self) -> &[u8] {
        self
    }
}

impl<const N: usize> fmt::Display for Ascii<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl<const N: usize> fmt::Debug for Ascii<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Writes a number to the end of `place`, as much of it as fits; returns how many digits those are.
///
/// Not inlined, and for texts of any length: it would stand in a program once for every type of argument.
#[inline(never)]
fn write_digits(place: &mut [u8], mut number: u64) -> u8 {
    let mut count = 0_u8;
    for place in place.iter_mut().rev() {
        let (rest, digit) = divide_by_10(number);
        *place = digit | b'0';
        count = count.wrapping_add(1);
        number = rest;
        if number == 0 {
            break;
        }
    }
    count
}

/// Quotient and remainder.
pub(super) fn divide_by_10(number: u64) -> (u64, u8) {
    // A 64-bit division is a large routine where the processor has none.
    let quotient = if FOR_SPEED { number / 10 } else { tenth_by_bytes(number) };
    let remainder = (number as u8).wrapping_sub((quotient as u8).wrapping_mul(10));
    (quotient, remainder)
}

/// `number / 10` as on paper, with bytes for digits.
fn tenth_by_bytes(number: u64) -> u64 {
    let mut bytes = number.to_be_bytes();
    let mut carried = 0_u32;
    for byte in &mut bytes {
        let part = carried << 8 | u32::from(*byte);
        let tenth = part.wrapping_mul(6554) >> 16; // 6554 / 2^16 is a tenth, closely enough below 2560
        carried = part.wrapping_sub(tenth.wrapping_mul(10));
        *byte = tenth as u8;
    }
    u64::from_be_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tenth_is_a_tenth() {
        let edges = (0..64).flat_map(|bit| {
            let power = 1_u64 << bit;
            [power - 1, power, power + 1, power / 10 * 10, power / 10 * 10 + 9]
        });
        let spread = (0..100_000_u64).map(|n| n.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        for number in edges.chain(spread).chain(0..100_000).chain(u64::MAX - 100..=u64::MAX) {
            assert_eq!(tenth_by_bytes(number), number / 10, "{number}");
            assert_eq!(divide_by_10(number), (number / 10, (number % 10) as u8), "{number}");
        }
    }
}
