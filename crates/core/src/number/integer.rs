//! Text to integers.

/// Reads an integer: an optional sign and digits. `None` for anything else, and for what does not fit.
///
/// ```
/// use picoredis_core::number::parse_i64;
///
/// assert_eq!(parse_i64(b"-9223372036854775808"), Some(i64::MIN));
/// assert_eq!(parse_i64(b"+007"), Some(7));
/// assert_eq!(parse_i64(b"9223372036854775808"), None);
/// assert_eq!(parse_i64(b"1.0"), None);
/// ```
pub fn parse_i64(text: &[u8]) -> Option<i64> {
    match text {
        [b'-', digits @ ..] => 0_i64.checked_sub_unsigned(magnitude_u64(digits)?),
        _ => i64::try_from(parse_u64(text)?).ok(),
    }
}

/// Reads an integer that is not negative: digits, perhaps after a `+`.
///
/// ```
/// use picoredis_core::number::parse_u64;
///
/// assert_eq!(parse_u64(b"18446744073709551615"), Some(u64::MAX));
/// assert_eq!(parse_u64(b"-1"), None);
/// ```
pub fn parse_u64(text: &[u8]) -> Option<u64> {
    magnitude_u64(text.strip_prefix(b"+").unwrap_or(text))
}

/// Reads a wide integer, such as a RESP3 big number that fits: [`parse_i64`] for 128 bits.
///
/// ```
/// use picoredis_core::number::parse_i128;
///
/// assert_eq!(parse_i128(b"-9223372036854775809"), Some(i128::from(i64::MIN) - 1));
/// ```
pub fn parse_i128(text: &[u8]) -> Option<i128> {
    match text {
        [b'-', digits @ ..] => 0_i128.checked_sub_unsigned(magnitude_u128(digits)?),
        _ => i128::try_from(parse_u128(text)?).ok(),
    }
}

/// Reads a wide integer that is not negative: [`parse_u64`] for 128 bits.
///
/// ```
/// use picoredis_core::number::parse_u128;
///
/// assert_eq!(parse_u128(b"18446744073709551616"), Some(u128::from(u64::MAX) + 1));
/// ```
pub fn parse_u128(text: &[u8]) -> Option<u128> {
    magnitude_u128(text.strip_prefix(b"+").unwrap_or(text))
}

macro_rules! magnitude {
    ($name:ident, $integer:ty) => {
        /// One digit or more, and nothing else.
        fn $name(digits: &[u8]) -> Option<$integer> {
            let (front, rest) = digits.split_at_checked(FITTING).unwrap_or((digits, &[]));
            rest.iter().try_fold(fitting(front)?.into(), |value: $integer, byte| {
                value.checked_mul(10)?.checked_add(digit(*byte)?.into())
            })
        }
    };
}

magnitude!(magnitude_u64, u64);
magnitude!(magnitude_u128, u128);

/// The most digits of which 64 bits hold any number.
const FITTING: usize = 19;

/// One digit or more, as many as fit, and nothing else.
#[inline]
fn fitting(digits: &[u8]) -> Option<u64> {
    let mut value = 0_u64;
    for byte in digits {
        value = value.wrapping_mul(10).wrapping_add(digit(*byte)?.into());
    }
    if digits.is_empty() { None } else { Some(value) }
}

#[inline]
fn digit(byte: u8) -> Option<u8> {
    let digit = byte.wrapping_sub(b'0');
    (digit <= 9).then_some(digit)
}
