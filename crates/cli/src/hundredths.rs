//! A number with two digits behind the point, as `printf("%.2f")` of C writes it. What the standard library has for that
//! serves every number there is, and would be a twentieth of this program.

use std::fmt;

/// Shows a number that is not negative.
pub(crate) struct Hundredths(pub(crate) f64);

impl fmt::Display for Hundredths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hundredths = rounded(self.0);
        // In 64 bits: to show more is a thousand bytes.
        f.pad(&format!("{}.{:02}", (hundredths / 100) as u64, (hundredths % 100) as u8))
    }
}

/// A hundred times the number, exactly, to the nearest integer; from the middle to the even one.
fn rounded(number: f64) -> u128 {
    const DIGITS: u64 = f64::MANTISSA_DIGITS as u64 - 1;
    /// The exponent of a number whose digits are an integer.
    const INTEGER: u64 = DIGITS + f64::MAX_EXP as u64 - 1;

    let bits = number.to_bits();
    let exponent = bits >> DIGITS;
    let digits = bits & ((1 << DIGITS) - 1) | u64::from(exponent > 0) << DIGITS;
    let hundred = u128::from(digits) * 100;
    if exponent >= INTEGER {
        // Larger than what anything here counts.
        return hundred.checked_shl((exponent - INTEGER) as u32).unwrap_or(u128::MAX);
    }
    let shift = INTEGER - exponent;
    if shift >= u128::BITS.into() {
        return 0;
    }
    let (floor, rest, half) = (hundred >> shift, hundred & ((1 << shift) - 1), 1 << (shift - 1));
    floor + u128::from(rest > half || rest == half && floor % 2 == 1)
}

#[cfg(test)]
mod tests {
    use super::Hundredths;

    #[test]
    fn as_the_standard_library() {
        let mut numbers: Vec<f64> = (0..5000).map(|number| f64::from(number) / 1000.0).collect();
        numbers.extend((0..5000).map(|number| f64::from(number) / 7.0));
        numbers.extend([f64::MIN_POSITIVE, f64::from_bits(1), 1e-40, 0.005, 1e15 + 0.125, 123_456_789_012.345, 1e18]);
        for number in numbers {
            assert_eq!(Hundredths(number).to_string(), format!("{number:.2}"), "{number:e}");
        }
        assert_eq!(format!("[{:>8}]", Hundredths(1.5)), "[    1.50]");
    }
}
