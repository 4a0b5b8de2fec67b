//! A fixed-size big integer, for the rare floats that 128 bits do not decide.

use super::scale::Scaled;

/// Room for the largest that occurs: a divisor of 5^1099, which has 2552 bits, widened to whole limbs, and
/// one limb more for the dividend.
const LIMBS: usize = 81;

/// An unsigned integer of at most `LIMBS` limbs, least significant first. What would not fit is lost.
pub(super) struct Big {
    limbs: [u32; LIMBS],
    /// All limbs from here on are zero.
    len: usize,
}

impl From<u64> for Big {
    fn from(number: u64) -> Self {
        let mut limbs = [0; LIMBS];
        let [low, high, ..] = &mut limbs;
        (*low, *high) = (number as u32, (number >> 32) as u32);
        let bits = u64::BITS.wrapping_sub(number.leading_zeros());
        Big { limbs, len: bits.div_ceil(32) as usize }
    }
}

impl Big {
    /// `self * factor + summand`, in place.
    pub(super) fn multiply_add(&mut self, factor: u32, summand: u32) {
        let mut carry = u64::from(summand);
        for limb in self.limbs.iter_mut().take(self.len) {
            carry = carry.wrapping_add(u64::from(*limb).wrapping_mul(u64::from(factor)));
            *limb = carry as u32;
            carry >>= 32;
        }
        self.push(carry as u32);
    }

    /// `self * 5^power`, for `self` above zero.
    pub(super) fn scale_by_power_of_5(mut self, power: i32) -> Scaled {
        let mut divisor = Big::from(1);
        let scaled = if power < 0 { &mut divisor } else { &mut self };
        scaled.multiply_by_power_of_5(power.unsigned_abs());
        self.divide_by(divisor)
    }

    fn multiply_by_power_of_5(&mut self, mut power: u32) {
        const STEP: u32 = 13; // 5^13 is the last that fits in a limb
        while let Some(rest) = power.checked_sub(STEP) {
            self.multiply_add(5_u32.pow(STEP), 0);
            power = rest;
        }
        self.multiply_add(5_u32.wrapping_pow(power), 0);
    }

    /// The leading bits of `self / divisor`, by long division in base 2^32.
    fn divide_by(mut self, mut divisor: Big) -> Scaled {
        // The divisor fills its limbs, and the dividend has 31 bits more: each quotient below fits in a limb,
        // and the first is at least 2^30.
        let width = divisor.bits().max(self.bits().saturating_sub(31)).wrapping_add(31) & !31;
        let divisor_shift = width.wrapping_sub(divisor.bits());
        let dividend_shift = width.wrapping_add(31).wrapping_sub(self.bits());
        divisor.shift_left(divisor_shift);
        self.shift_left(dividend_shift);

        let high = self.divide_step(&divisor);
        self.shift_left(32);
        let low = self.divide_step(&divisor);
        Scaled {
            significand: u64::from(high) << 32 | u64::from(low),
            exponent: divisor_shift.wrapping_sub(dividend_shift).wrapping_sub(32) as i32,
            exact: self.limbs.iter().all(|&limb| limb == 0),
        }
    }

    /// Replaces `self` by its remainder and returns the quotient, which must fit in a limb.
    /// The divisor's leading limb must have its leading bit set.
    fn divide_step(&mut self, divisor: &Big) -> u32 {
        let leading = u64::from(divisor.limb(divisor.len.wrapping_sub(1)));
        let high = u64::from(self.limb(divisor.len));
        let low = u64::from(self.limb(divisor.len.wrapping_sub(1)));
        // From the leading limbs alone, the estimate is right or too large by one or two.
        let estimate = (high << 32 | low).checked_div(leading).unwrap_or(0);
        let mut quotient = u32::try_from(estimate).unwrap_or(u32::MAX);
        let mut negative = self.subtract_multiple(divisor, quotient);
        while negative {
            quotient = quotient.wrapping_sub(1);
            negative = !self.add(divisor);
        }
        quotient
    }

    /// `self - other * factor`, in place and modulo one limb more than `other` has; true if it went below zero.
    fn subtract_multiple(&mut self, other: &Big, factor: u32) -> bool {
        let mut carry = 0_u64;
        for (limb, &other) in self.limbs.iter_mut().zip(&other.limbs).take(other.len.wrapping_add(1)) {
            carry = carry.wrapping_add(u64::from(other).wrapping_mul(u64::from(factor)));
            let (difference, borrow) = limb.overflowing_sub(carry as u32);
            *limb = difference;
            carry = (carry >> 32).wrapping_add(u64::from(borrow));
        }
        carry != 0
    }

    /// `self + other`, in place and modulo one limb more than `other` has; true if it went beyond.
    fn add(&mut self, other: &Big) -> bool {
        let mut carry = 0_u64;
        for (limb, &other) in self.limbs.iter_mut().zip(&other.limbs).take(other.len.wrapping_add(1)) {
            carry = carry.wrapping_add(u64::from(*limb)).wrapping_add(u64::from(other));
            *limb = carry as u32;
            carry >>= 32;
        }
        carry != 0
    }

    fn shift_left(&mut self, bits: u32) {
        let whole = (bits / 32) as usize;
        if whole > 0 {
            let mut shifted = [0; LIMBS];
            for (to, &from) in shifted.iter_mut().skip(whole).zip(&self.limbs) {
                *to = from;
            }
            self.limbs = shifted;
            self.len = self.len.wrapping_add(whole).min(LIMBS);
        }
        self.multiply_add(1_u32.wrapping_shl(bits), 0); // by bits % 32
    }

    /// How many bits the number has.
    fn bits(&self) -> u32 {
        let Some(last) = self.len.checked_sub(1) else { return 0 };
        (self.len as u32).wrapping_mul(32).wrapping_sub(self.limb(last).leading_zeros())
    }

    fn limb(&self, index: usize) -> u32 {
        self.limbs.get(index).copied().unwrap_or(0)
    }

    /// Sets the next limb, which counts only if it is not zero.
    fn push(&mut self, limb: u32) {
        if let Some(place) = self.limbs.get_mut(self.len).filter(|_| limb != 0) {
            *place = limb;
            self.len = self.len.wrapping_add(1);
        }
    }
}
