//! `integer * 10^power` as 64 leading bits: the one piece of arithmetic that reading and writing floats share.

use super::big::Big;

/// A number of which 63 or 64 leading bits are known: `significand * 2^exponent`, and a little more unless `exact`.
pub(super) struct Scaled {
    /// At least 2^62, unless the number is zero.
    pub(super) significand: u64,
    pub(super) exponent: i32,
    pub(super) exact: bool,
}

impl Scaled {
    /// One above the exponent of the leading bit.
    pub(super) fn magnitude(&self) -> i32 {
        let bits = u64::BITS.wrapping_sub(self.significand.leading_zeros());
        self.exponent.wrapping_add_unsigned(bits)
    }

    /// The number in units of `2^exponent`, rounded to odd: what is cut off sets the last bit, so that a
    /// comparison with an even number, and rounding at any higher bit, come out as for the exact number.
    /// The unit must be larger than the last bit of the significand.
    pub(super) fn round_to_odd(&self, exponent: i32) -> u64 {
        let shift = exponent.wrapping_sub(self.exponent).unsigned_abs();
        let kept = self.significand.checked_shr(shift).unwrap_or(0);
        let cut = kept.checked_shl(shift) != Some(self.significand);
        kept | u64::from(cut || !self.exact)
    }
}

/// `integer * 10^power`, for an integer above zero.
pub(super) fn scale(integer: u64, power: i32) -> Scaled {
    let mut scaled = match POWERS_OF_5.get(power.unsigned_abs() as usize) {
        Some(&factor) if power >= 0 => product(integer, factor),
        Some(&factor) => quotient(integer, factor),
        None => Big::from(integer).scale_by_power_of_5(power),
    };
    scaled.exponent = scaled.exponent.wrapping_add(power);
    scaled
}

fn product(integer: u64, factor: u64) -> Scaled {
    let product = u128::from(integer).wrapping_mul(u128::from(factor));
    let shift = product.leading_zeros();
    let product = product.wrapping_shl(shift);
    Scaled {
        significand: (product >> 64) as u64,
        exponent: 64_i32.wrapping_sub_unsigned(shift),
        exact: product as u64 == 0,
    }
}

fn quotient(integer: u64, divisor: u64) -> Scaled {
    let integer_shift = integer.leading_zeros();
    let divisor_shift = divisor.leading_zeros();
    // Both have their leading bit at 63 now, so the quotient lies between 2^62 and 2^64.
    let integer = u128::from(integer.wrapping_shl(integer_shift)) << 63;
    let divisor = u128::from(divisor.wrapping_shl(divisor_shift));
    let quotient = integer.checked_div(divisor).unwrap_or(0);
    Scaled {
        significand: quotient as u64,
        exponent: divisor_shift.wrapping_sub(integer_shift).wrapping_sub(63) as i32,
        exact: quotient.wrapping_mul(divisor) == integer,
    }
}

/// Those that fit in 64 bits: 5^0 to 5^27.
#[allow(clippy::indexing_slicing, clippy::arithmetic_side_effects, reason = "evaluated by the compiler")]
pub(super) static POWERS_OF_5: [u64; 28] = {
    let mut powers = [1; 28];
    let mut n = 1;
    while n < powers.len() {
        powers[n] = powers[n - 1] * 5;
        n += 1;
    }
    powers
};
