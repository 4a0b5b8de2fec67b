//! Text to floats, correctly rounded.

use super::big::Big;
use super::scale::{POWERS_OF_5, Scaled, scale};

/// Reads a double: the one nearest to the text, the even one of two that are equally near.
///
/// It takes what `str::parse` takes: digits with at most one dot among or around them, perhaps an exponent, or
/// `inf`, `infinity` or `nan` in any case, with or without a sign. What is too large becomes infinite, what is
/// too small zero. `None` for anything else.
///
/// ```
/// use picoredis_core::number::parse_f64;
///
/// assert_eq!(parse_f64(b"3"), Some(3.0));
/// assert_eq!(parse_f64(b"-1.7e-3"), Some(-0.0017));
/// assert_eq!(parse_f64(b"-inf"), Some(f64::NEG_INFINITY));
/// assert_eq!(parse_f64(b"1e999"), Some(f64::INFINITY));
/// assert_eq!(parse_f64(b"1.5 "), None);
/// ```
pub fn parse_f64(text: &[u8]) -> Option<f64> {
    let (negative, text) = split_sign(text);
    let magnitude = match Decimal::read(text) {
        Some(decimal) => decimal.by_hardware().unwrap_or_else(|| f64::from_bits(decimal.bits(&Format::DOUBLE))),
        None => f64::from_bits(Format::DOUBLE.bits_of_word(text)?),
    };
    Some(if negative { -magnitude } else { magnitude })
}

/// Reads a single: [`parse_f64`] for 32 bits, rounded once and not twice.
///
/// ```
/// use picoredis_core::number::parse_f32;
///
/// assert_eq!(parse_f32(b"0.1"), Some(0.1));
/// ```
pub fn parse_f32(text: &[u8]) -> Option<f32> {
    let (negative, text) = split_sign(text);
    let bits = match Decimal::read(text) {
        Some(decimal) => decimal.bits(&Format::SINGLE),
        None => Format::SINGLE.bits_of_word(text)?,
    };
    let magnitude = f32::from_bits(bits as u32);
    Some(if negative { -magnitude } else { magnitude })
}

fn split_sign(text: &[u8]) -> (bool, &[u8]) {
    match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, text),
    }
}

/// How a float is laid out in bits, below its sign.
pub(super) struct Format {
    /// Bits of precision, the implicit one included.
    pub(super) precision: u32,
    /// The exponent of the last bit of the smallest numbers.
    pub(super) min_exponent: i32,
    /// The bits of infinity. Above are those that are not a number.
    pub(super) infinity: u64,
}

impl Format {
    pub(super) const DOUBLE: Format = Format { precision: 53, min_exponent: -1074, infinity: f64::INFINITY.to_bits() };
    pub(super) const SINGLE: Format =
        Format { precision: 24, min_exponent: -149, infinity: f32::INFINITY.to_bits() as u64 };

    /// Bits that hold the significand, apart from the implicit one.
    pub(super) const fn stored(&self) -> u32 {
        self.precision.wrapping_sub(1)
    }

    fn bits_of_word(&self, word: &[u8]) -> Option<u64> {
        if word.eq_ignore_ascii_case(b"inf") || word.eq_ignore_ascii_case(b"infinity") {
            Some(self.infinity)
        } else if word.eq_ignore_ascii_case(b"nan") {
            Some(self.infinity | self.infinity >> 1) // the quiet one
        } else {
            None
        }
    }

    /// The nearest float, the even one of two.
    fn round(&self, scaled: &Scaled) -> u64 {
        let exponent = scaled.magnitude().wrapping_sub_unsigned(self.precision).max(self.min_exponent);
        // Two bits more than the significand has: the first says one half, the second that there is more.
        let wide = scaled.round_to_odd(exponent.wrapping_sub(2));
        let up = matches!(wide & 0b111, 0b011 | 0b110 | 0b111);
        let significand = (wide >> 2).wrapping_add(u64::from(up));
        // The implicit bit, or a carry out of the significand, adds one to the exponent, as it should.
        let biased = exponent.wrapping_sub(self.min_exponent) as u64;
        biased.wrapping_shl(self.stored()).wrapping_add(significand).min(self.infinity)
    }
}

/// Digits, perhaps with a dot and an exponent.
struct Decimal<'a> {
    integer: &'a [u8],
    fraction: &'a [u8],
    exponent: i64,
    /// All digits as one integer, if there are no more than [`EXACT_DIGITS`].
    digits: u64,
}

/// So many digits always fit in 64 bits.
const EXACT_DIGITS: usize = 19;

/// No point half way between two doubles has more digits than 767: of those beyond, all that matters is
/// whether one of them is not zero.
const RELEVANT_DIGITS: usize = 768;

impl<'a> Decimal<'a> {
    fn read(text: &'a [u8]) -> Option<Self> {
        let mut digits = 0;
        let (integer, rest) = split_digits(text, &mut digits);
        let (fraction, rest) = match rest {
            [b'.', rest @ ..] => split_digits(rest, &mut digits),
            _ => (&[][..], rest),
        };
        if integer.is_empty() && fraction.is_empty() {
            return None;
        }
        let exponent = match rest {
            [] => 0,
            [b'e' | b'E', rest @ ..] => read_exponent(rest)?,
            _ => return None,
        };
        Some(Decimal { integer, fraction, exponent, digits })
    }

    fn len(&self) -> usize {
        self.integer.len().saturating_add(self.fraction.len())
    }

    /// The power of ten that the integer made of all digits is to be multiplied by.
    fn power(&self) -> i64 {
        self.exponent.saturating_sub_unsigned(self.fraction.len() as u64)
    }

    /// Where the processor knows doubles: if digits and power of ten are both exact, one operation rounds once.
    fn by_hardware(&self) -> Option<f64> {
        const EXACT: bool = cfg!(any(target_arch = "x86_64", target_arch = "aarch64"));
        let power = self.power();
        if !EXACT || self.len() > EXACT_DIGITS || self.digits > 1 << 53 || !(-18..=18).contains(&power) {
            return None;
        }
        let exponent = power.unsigned_abs();
        let factor = POWERS_OF_5.get(exponent as usize)?.wrapping_shl(exponent as u32);
        // Through i64, for which there is an instruction.
        let (digits, factor) = (self.digits as i64 as f64, factor as i64 as f64);
        Some(if power < 0 { digits / factor } else { digits * factor })
    }

    /// The bits of the nearest float.
    fn bits(&self, format: &Format) -> u64 {
        if self.len() > EXACT_DIGITS {
            return self.bits_without_zeros(format);
        }
        if self.digits == 0 {
            return 0;
        }
        // Whatever the digits, beyond this all is infinite or zero.
        let power = self.power().clamp(-350, 320);
        format.round(&scale(self.digits, power as i32))
    }

    /// The same for many digits: those that change nothing go first.
    #[cold]
    fn bits_without_zeros(&self, format: &Format) -> u64 {
        let fraction = trim_end_zeros(self.fraction);
        let integer = trim_start_zeros(self.integer);
        let leading = if integer.is_empty() { trim_start_zeros(fraction) } else { fraction };
        let power = self.exponent.saturating_sub_unsigned(fraction.len() as u64);

        let mut trimmed = Decimal { integer, fraction: leading, exponent: 0, digits: 0 };
        trimmed.exponent = power.saturating_add_unsigned(leading.len() as u64);
        if trimmed.len() > EXACT_DIGITS {
            return format.round(&trimmed.scale_exactly());
        }
        split_digits(integer, &mut trimmed.digits);
        split_digits(leading, &mut trimmed.digits);
        trimmed.bits(format)
    }

    /// Any number of digits, the first of which is not zero.
    fn scale_exactly(&self) -> Scaled {
        let (integer, integer_rest) = split_at_most(self.integer, RELEVANT_DIGITS);
        let (fraction, fraction_rest) = split_at_most(self.fraction, RELEVANT_DIGITS.saturating_sub(integer.len()));

        let mut big = Big::from(0);
        for chunk in integer.chunks(9).chain(fraction.chunks(9)) {
            let (factor, summand) = chunk.iter().fold((1_u32, 0_u32), |(factor, summand), &byte| {
                (factor.wrapping_mul(10), summand.wrapping_mul(10).wrapping_add(digit(byte)))
            });
            big.multiply_add(factor, summand);
        }
        let mut count = integer.len().saturating_add(fraction.len());
        if integer_rest.iter().chain(fraction_rest).any(|&byte| byte != b'0') {
            big.multiply_add(10, 1);
            count = count.saturating_add(1);
        }

        // The number is 0.ddd * 10^point. Beyond these bounds all is infinite or zero.
        let point = self.power().saturating_add_unsigned(self.len() as u64).clamp(-330, 320);
        let power = (point as i32).wrapping_sub(count as i32);
        let mut scaled = big.scale_by_power_of_5(power);
        scaled.exponent = scaled.exponent.wrapping_add(power);
        scaled
    }
}

/// Splits off the digits at the beginning, and appends them to `number`, which wraps round if they are too many.
fn split_digits<'a>(text: &'a [u8], number: &mut u64) -> (&'a [u8], &'a [u8]) {
    let mut rest = text;
    while let [byte @ b'0'..=b'9', tail @ ..] = rest {
        *number = number.wrapping_mul(10).wrapping_add(u64::from(digit(*byte)));
        rest = tail;
    }
    let len = text.len().saturating_sub(rest.len());
    (text.get(..len).unwrap_or_default(), rest)
}

fn read_exponent(text: &[u8]) -> Option<i64> {
    // Large enough to decide even where the digits before are gigabytes of zeros.
    const ENOUGH: i64 = 1 << 50;
    let (negative, digits) = split_sign(text);
    if digits.is_empty() {
        return None;
    }
    let magnitude = digits.iter().try_fold(0_i64, |value, &byte| {
        let value = value.wrapping_mul(10).wrapping_add(i64::from(digit(byte)));
        byte.is_ascii_digit().then_some(value.min(ENOUGH))
    })?;
    Some(if negative { magnitude.wrapping_neg() } else { magnitude })
}

fn digit(byte: u8) -> u32 {
    u32::from(byte.wrapping_sub(b'0'))
}

fn split_at_most(text: &[u8], len: usize) -> (&[u8], &[u8]) {
    text.split_at_checked(len).unwrap_or((text, &[]))
}

fn trim_start_zeros(mut digits: &[u8]) -> &[u8] {
    while let [b'0', rest @ ..] = digits {
        digits = rest;
    }
    digits
}

fn trim_end_zeros(mut digits: &[u8]) -> &[u8] {
    while let [rest @ .., b'0'] = digits {
        digits = rest;
    }
    digits
}
