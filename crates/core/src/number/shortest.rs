//! Floats to the shortest text that reads back as the same float.

use super::float::Format;
use super::scale::scale;
use super::text::{FloatText, divide_by_10};

impl FloatText {
    /// Writes a double: in the fewest digits that read back as the same double, and of those texts the nearest.
    ///
    /// From 0.00001 up to 10^17 as a plain decimal, without a dot if it is whole; beyond with an exponent;
    /// otherwise `inf`, `-inf` or `nan`. Redis takes all of them.
    ///
    /// ```
    /// use picoredis_core::number::FloatText;
    ///
    /// assert_eq!(FloatText::from_f64(0.1 + 0.2).as_str(), "0.30000000000000004");
    /// assert_eq!(FloatText::from_f64(3.0).as_str(), "3");
    /// assert_eq!(FloatText::from_f64(-1.25e-7).as_str(), "-1.25e-7");
    /// assert_eq!(FloatText::from_f64(f64::INFINITY).as_str(), "inf");
    /// ```
    pub fn from_f64(number: f64) -> Self {
        from_bits(number.is_sign_negative(), number.abs().to_bits(), &Format::DOUBLE)
    }

    /// Writes a single, as short as a single needs it.
    ///
    /// ```
    /// use picoredis_core::number::FloatText;
    ///
    /// assert_eq!(FloatText::from_f32(0.1).as_str(), "0.1");
    /// assert_eq!(FloatText::from_f64(f64::from(0.1_f32)).as_str(), "0.10000000149011612");
    /// ```
    pub fn from_f32(number: f32) -> Self {
        from_bits(number.is_sign_negative(), u64::from(number.abs().to_bits()), &Format::SINGLE)
    }

    /// Puts a decimal before the text, the last `places` of its digits after a dot.
    fn prepend_decimal(&mut self, digits: u64, places: u32) {
        let whole = self.prepend_places(digits, places);
        if places > 0 {
            self.prepend(b'.');
        }
        self.prepend_integer(whole);
    }

    fn prepend_word(&mut self, word: &[u8]) {
        for &byte in word.iter().rev() {
            self.prepend(byte);
        }
    }
}

fn from_bits(negative: bool, bits: u64, format: &Format) -> FloatText {
    let mut text = FloatText::new();
    if bits > format.infinity {
        text.prepend_word(b"nan");
        return text; // a sign would mean nothing
    }
    if bits == format.infinity {
        text.prepend_word(b"inf");
    } else if let Some(integer) = Binary::new(bits, format).integer() {
        text.prepend_integer(integer);
    } else {
        write_decimal(&mut text, shortest(&Binary::new(bits, format)));
    }
    text.prepend_sign(negative);
    text
}

/// `significand * 2^exponent`.
struct Binary {
    significand: u64,
    exponent: i32,
    /// The next float below is only half as far away as the next above.
    narrow_below: bool,
}

impl Binary {
    fn new(bits: u64, format: &Format) -> Self {
        let implicit = 1_u64.wrapping_shl(format.stored());
        let stored = bits & implicit.wrapping_sub(1);
        match bits.wrapping_shr(format.stored()) as i32 {
            0 => Binary { significand: stored, exponent: format.min_exponent, narrow_below: false },
            biased => Binary {
                significand: stored | implicit,
                exponent: format.min_exponent.wrapping_add(biased).wrapping_sub(1),
                narrow_below: stored == 0 && biased > 1,
            },
        }
    }

    /// The number, if it is whole and so small that no shorter number stands for it.
    fn integer(&self) -> Option<u64> {
        if self.significand == 0 {
            return Some(0);
        }
        let places = self.exponent.checked_neg()?.try_into().ok()?;
        let integer = self.significand.checked_shr(places)?;
        (integer.checked_shl(places) == Some(self.significand)).then_some(integer)
    }
}

/// `digits * 10^power`.
struct Decimal {
    digits: u64,
    power: i32,
}

/// The fewest digits within the interval that is rounded to the number, and of those the nearest.
///
/// In units of a power of ten not larger than the interval, and more than a tenth of it, there is a whole
/// number in the interval, and at most one that is a multiple of ten: if there is one, it is the shortest.
fn shortest(number: &Binary) -> Decimal {
    let power = floor_log10_of_interval(number);
    // In quarters, so that the bounds, half way to the neighbours, are whole numbers too.
    let quarters = |significand| {
        let mut scaled = scale(significand, power.wrapping_neg());
        scaled.exponent = scaled.exponent.wrapping_add(number.exponent);
        scaled.round_to_odd(0)
    };
    let center = number.significand << 2;
    let value = quarters(center);
    // A bound itself is rounded to the even neighbour.
    let open = number.significand & 1;
    let low = quarters(center.wrapping_sub(if number.narrow_below { 1 } else { 2 })).wrapping_add(open);
    let high = quarters(center.wrapping_add(2)).wrapping_sub(open);
    let within = |whole: u64| (low..=high).contains(&(whole << 2));

    let below = value >> 2;
    let (tens, digit) = divide_by_10(below);
    let ten_below = below.wrapping_sub(u64::from(digit));
    let ten_above = ten_below.wrapping_add(10);
    if within(ten_below) {
        return without_zeros(tens, power.wrapping_add(1));
    }
    if within(ten_above) {
        return without_zeros(tens.wrapping_add(1), power.wrapping_add(1));
    }

    // The nearer of the two, unless that is `below` and the interval, shorter on this side, ends before it.
    let above_is_nearer = value.wrapping_sub(below << 2) >= 2;
    let digits = if above_is_nearer || !within(below) { below.wrapping_add(1) } else { below };
    Decimal { digits, power }
}

/// The largest power of ten not above the width of the interval that is rounded to the number.
fn floor_log10_of_interval(number: &Binary) -> i32 {
    // Both in units of 2^-22: precise enough for every exponent of a double.
    const LOG10_OF_2: i32 = 1_262_611;
    const LOG10_OF_3_QUARTERS: i32 = -524_031;
    let width = number.exponent.wrapping_mul(LOG10_OF_2);
    width.wrapping_add(if number.narrow_below { LOG10_OF_3_QUARTERS } else { 0 }) >> 22
}

fn without_zeros(mut digits: u64, mut power: i32) -> Decimal {
    // Short decimals end in many.
    if digits % 100_000_000 == 0 {
        digits /= 100_000_000;
        power = power.wrapping_add(8);
    }
    while let (rest @ 1.., 0) = divide_by_10(digits) {
        digits = rest;
        power = power.wrapping_add(1);
    }
    Decimal { digits, power }
}

fn write_decimal(text: &mut FloatText, decimal: Decimal) {
    let Decimal { mut digits, power } = decimal;
    let count = digits.checked_ilog10().unwrap_or(0).wrapping_add(1);
    // The number is d.ddd * 10^exponent.
    let exponent = power.wrapping_add_unsigned(count).wrapping_sub(1);
    if !(-5..17).contains(&exponent) {
        text.prepend_integer(u64::from(exponent.unsigned_abs()));
        text.prepend_sign(exponent < 0);
        text.prepend(b'e');
        text.prepend_decimal(digits, count.wrapping_sub(1));
        return;
    }
    for _ in 0..power {
        digits = digits.wrapping_mul(10);
    }
    text.prepend_decimal(digits, power.min(0).unsigned_abs());
}
