//! Numbers as text, held against the standard library, which is exact too.

use picoredis_core::number::{
    Digits, FloatGrammar, FloatText, WideDigits, parse_f32, parse_f64, parse_i64, parse_i128, parse_u64, parse_u128,
};
use proptest::prelude::*;
use std::str::FromStr;

#[test]
fn integers_at_the_edges_are_as_std_reads_and_writes_them() {
    let edges = [
        "0",
        "-0",
        "+0",
        "007",
        "-007",
        "",
        "+",
        "-",
        "+-1",
        "-+1",
        "--1",
        "1-",
        " 1",
        "1 ",
        "1.0",
        "0x1",
        "1e3",
        "１",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
        "-9223372036854775809",
        "18446744073709551615",
        "18446744073709551616",
        "-18446744073709551615",
        "99999999999999999999",
        "170141183460469231731687303715884105727",
        "170141183460469231731687303715884105728",
        "-170141183460469231731687303715884105728",
        "-170141183460469231731687303715884105729",
        "340282366920938463463374607431768211455",
        "340282366920938463463374607431768211456",
        "00000000000000000000000000000000000000000000000000000000000000000001",
    ];
    for text in edges {
        check_integer_parsing(text);
    }
    let powers = (0..39).map(|exponent| 10_u128.pow(exponent)).chain((0..128).map(|bit| 1 << bit));
    for number in powers.flat_map(|power| [power.wrapping_sub(1), power, power + 1]).chain([u128::MAX]) {
        check_integer_writing(number);
        check_integer_writing(number.wrapping_neg());
    }
}

fn check_integer_parsing(text: &str) {
    assert_eq!(parse_i64(text.as_bytes()), text.parse().ok(), "{text:?} as i64");
    assert_eq!(parse_u64(text.as_bytes()), text.parse().ok(), "{text:?} as u64");
    assert_eq!(parse_i128(text.as_bytes()), text.parse().ok(), "{text:?} as i128");
    assert_eq!(parse_u128(text.as_bytes()), text.parse().ok(), "{text:?} as u128");
}

fn check_integer_writing(number: u128) {
    assert_eq!(WideDigits::from_u128(number).as_str(), number.to_string());
    assert_eq!(WideDigits::from_i128(number as i128).as_str(), (number as i128).to_string());
    assert_eq!(Digits::from_u64(number as u64).as_str(), (number as u64).to_string());
    assert_eq!(Digits::from_i64(number as i64).as_str(), (number as i64).to_string());
}

/// Reads the text in all three ways, as a double, as a single and with the grammar, and compares with std.
fn check_float_parsing(text: &str) {
    let double = f64::from_str(text).ok();
    let ours = parse_f64(text.as_bytes());
    assert_eq!(ours.map(f64::to_bits), double.map(f64::to_bits), "{text:?}: {ours:?}, not {double:?}");

    let single = f32::from_str(text).ok();
    let ours = parse_f32(text.as_bytes());
    assert_eq!(ours.map(f32::to_bits), single.map(f32::to_bits), "{text:?}: {ours:?}, not {single:?}");

    let mut grammar = FloatGrammar::default();
    let possible = text.bytes().all(|byte| grammar.push(byte));
    assert_eq!(possible && grammar.complete(), double.is_some(), "the grammar on {text:?}");
}

/// Writes the double and reads it back; the text must be the one that std finds, in the notation of picoredis.
fn check_double(number: f64) {
    let text = FloatText::from_f64(number);
    let expected = match number.abs() {
        magnitude if magnitude.is_nan() => "nan".to_owned(),
        magnitude if magnitude == 0.0 || (1e-5..1e17).contains(&magnitude) => format!("{number}"),
        _ => format!("{number:e}"),
    };
    assert_eq!(text.as_str(), expected);
    check_float_parsing(text.as_str());
}

fn check_single(number: f32) {
    let text = FloatText::from_f32(number);
    let expected = match number.abs() {
        magnitude if magnitude.is_nan() => "nan".to_owned(),
        magnitude if magnitude == 0.0 || (1e-5..1e17_f32).contains(&magnitude) => format!("{number}"),
        _ => format!("{number:e}"),
    };
    assert_eq!(text.as_str(), expected);
    check_float_parsing(text.as_str());
}

#[test]
fn floats_at_the_edges_are_as_std_reads_them() {
    let edges = [
        "0",
        "-0",
        "0.0",
        ".0",
        "0.",
        "-.5",
        "+5.",
        ".",
        "-.",
        "+",
        "-",
        "",
        "e",
        "e5",
        ".e5",
        "1e",
        "1e+",
        "1e-",
        "1e+-1",
        "1.5.5",
        "1..5",
        "1e5.0",
        "1e5e5",
        " 1",
        "1 ",
        "1_0",
        "0x10",
        "1f",
        "inf",
        "INF",
        "+Inf",
        "-inF",
        "infinity",
        "-INFINITY",
        "infinit",
        "infinityy",
        "in",
        "i",
        "nan",
        "NaN",
        "-nan",
        "+NAN",
        "na",
        "nanx",
        "1inf",
        "1nan",
        "--1",
        "-+1",
        "3",
        "3.0",
        "1e+17",
        "1E17",
        "1e017",
        "1e-00",
        "0e999999999999999999999",
        "1e999999999999999999999",
        "1e-999999999999999999999",
        "-1e400",
        "1e-400",
        "1e308",
        "1e309",
        "1e-323",
        "1e-324",
        "4.9e-324",
        "5e-324",
        "2.4703282292062327e-324",
        "2.4703282292062328e-324",
        "2.2250738585072011e-308",
        "2.2250738585072012e-308",
        "2.2250738585072014e-308",
        "1.7976931348623157e308",
        "1.7976931348623158e308",
        "1.7976931348623159e308",
        "179769313486231580793728971405303415079934132710037826936173778980444968292764750946649017977587207096330286416692887910946555547851940402630657488671505820681908902000708383676273854845817711531764475730270069855571366959622842914819860834936475292719074168444365510704342711559699508093042880",
        "9007199254740992",
        "9007199254740993",
        "9007199254740994",
        "9007199254740993.00000000000000000000000000000001",
        "9007199254740992.9999999999999999999999999999999",
        "18446744073709551615",
        "18446744073709551616",
        "99999999999999999999",
        "1.50000000000000000000000000000000",
        "0.000000000000000000000000000000000015",
        "16777217",
        "16777216.9999999999999999999999",
        "1.401298464324817e-45",
        "7.006492321624085e-46",
        "7.006492321624086e-46",
        "3.4028234663852886e38",
        "3.4028235677973366e38",
        "3.4028235677973367e38",
    ];
    for text in edges {
        check_float_parsing(text);
    }
    for exponent in -400..400 {
        for digits in
            ["1", "5", "9.999999999999999", "2.5", "12345678901234567", "9007199254740993", "1234567890123456789"]
        {
            check_float_parsing(&format!("{digits}e{exponent}"));
        }
    }
}

#[test]
fn long_texts_are_read_to_the_last_digit() {
    for zeros in [0, 1, 17, 18, 19, 20, 300, 767, 768, 769, 5000] {
        let zeros = "0".repeat(zeros);
        for text in [
            format!("0.{zeros}1"),
            format!("0.{zeros}1e{}", zeros.len()),
            format!("1{zeros}e-{}", zeros.len()),
            format!("{zeros}1{zeros}.{zeros}1{zeros}"),
            format!("{zeros}.{zeros}"),
            format!("9007199254740993{zeros}e-{}", zeros.len()),
            format!("9007199254740993.{zeros}1"),
            format!("9007199254740993.{zeros}"),
        ] {
            check_float_parsing(&text);
        }
    }
    for count in [700_i32, 767, 768, 769, 770, 800, 2000] {
        for digit in ["1", "9"] {
            let digits = digit.repeat(count as usize);
            for exponent in [-count - 330, -count - 300, -count, -300, 0, 300, 310] {
                check_float_parsing(&format!("{digits}e{exponent}"));
                check_float_parsing(&format!("0.{digits}e{exponent}"));
            }
        }
    }
}

/// Some of so many lie so close to half way between two floats that only the last bit of the arithmetic decides.
#[test]
fn decimals_that_just_fit_in_64_bits_are_read_to_the_last_bit() {
    for n in 0..200_000_u64 {
        let digits = n.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (n % 5);
        check_float_parsing(&format!("{digits}e{}", n as i64 % 61 - 30));
    }
}

/// Half way between two neighbours the even one wins; a digit a thousand places on decides for its side.
#[test]
fn halfway_between_two_doubles_the_even_one_is_taken() {
    let bits = (0..2046_u64).flat_map(|exponent| [0, 1, 2, 0xf_ffff_ffff_ffff].map(|stored| exponent << 52 | stored));
    for bits in bits.step_by(7).chain([0, 1, 2]) {
        let halfway = halfway_above(bits);
        for text in [halfway.clone(), format!("{halfway}{}1", "0".repeat(100)), just_below(&halfway)] {
            check_float_parsing(&text);
        }
        assert_eq!(parse_f64(halfway.as_bytes()).map(f64::to_bits), Some(bits + (bits & 1)), "{halfway}");
    }
}

/// The decimal expansion of the point half way between a double and the next: their sum, times five, over ten.
fn halfway_above(bits: u64) -> String {
    let [below, above] = [bits, bits + 1].map(|bits| format!("{:.1080}", f64::from_bits(bits)).replace('.', ""));
    let padded = format!("{below:0>width$}", width = above.len());
    let mut carry = 0;
    let mut digits: Vec<u8> = padded
        .bytes()
        .zip(above.bytes())
        .rev()
        .map(|(a, b)| {
            carry += 5 * u32::from(a - b'0' + b - b'0');
            let digit = carry % 10;
            carry /= 10;
            digit as u8 + b'0'
        })
        .collect();
    digits.extend(carry.to_string().bytes().rev());
    digits.reverse();
    let point = digits.len() - 1081;
    let digits = String::from_utf8(digits).unwrap();
    format!("{}.{}", &digits[..point], digits[point..].trim_end_matches('0'))
}

/// The last digit, which is not zero, made smaller by one, and nines after it.
fn just_below(decimal: &str) -> String {
    let mut text = decimal.trim_end_matches(['.', '0']).to_owned().into_bytes();
    *text.last_mut().unwrap() -= 1;
    let text = String::from_utf8(text).unwrap();
    let dot = if text.contains('.') { "" } else { "." };
    let lost = "9".repeat(decimal.find('.').unwrap().saturating_sub(text.len()));
    format!("{text}{lost}{dot}{}", "9".repeat(100))
}

#[test]
fn floats_at_the_edges_are_written_as_std_writes_them() {
    let edges = [
        0.0,
        1.0,
        3.0,
        10.0,
        1e-5,
        9.999_999_999_999_999e-6,
        1e15,
        1e16,
        9.999_999_999_999_998e16,
        1e17,
        1e21,
        1e22,
        1e23,
        0.1,
        0.3,
        2.5,
        1234.5678,
        5e-324,
        1e-323,
        f64::MAX,
        f64::MIN_POSITIVE,
        f64::EPSILON,
        2.225_073_858_507_201e-308,
        9_007_199_254_740_991.0,
        9_007_199_254_740_992.0,
        9_007_199_254_740_994.0,
        f64::INFINITY,
        f64::NAN,
    ];
    let powers_of_two = (0..2047_u64).map(|exponent| f64::from_bits(exponent << 52));
    let subnormal_powers = (0..52).map(|bit| f64::from_bits(1 << bit));
    let powers_of_ten = (-323..309).map(|exponent| f64::from_str(&format!("1e{exponent}")).unwrap());
    for number in edges.into_iter().chain(powers_of_two).chain(subnormal_powers).chain(powers_of_ten) {
        for near in [number, number.next_up(), number.next_down()] {
            check_double(near);
            check_double(-near);
            check_single(near as f32);
            check_single(-near as f32);
        }
    }
    for exponent in 0..256_u32 {
        for stored in [0, 1, 0x7f_ffff] {
            check_single(f32::from_bits(exponent << 23 | stored));
        }
    }
}

/// Every text of up to four bytes that could matter, and longer ones with each byte replaced.
#[test]
fn the_grammar_takes_exactly_what_std_takes() {
    const ALPHABET: &str = "+-.09eEiInNfaATtyx ";
    let mut texts = vec![String::new()];
    for _ in 0..4 {
        texts = texts.iter().flat_map(|text| ALPHABET.chars().map(move |next| format!("{text}{next}"))).collect();
        texts.iter().for_each(|text| check_float_parsing(text));
    }
    for word in ["-infinity", "+nan", "-12.5e-10"] {
        for position in 0..word.len() {
            for byte in ALPHABET.chars() {
                check_float_parsing(&format!("{}{byte}{}", &word[..position], &word[position + 1..]));
            }
        }
    }
}

#[test]
fn the_grammar_never_recovers() {
    let mut grammar = FloatGrammar::default();
    assert!(grammar.push(b'1'));
    assert!(!grammar.push(b'x'));
    assert!(!grammar.push(b'1'));
    assert!(!grammar.complete());
}

/// Doubles with few bits set: among them are those for which two shortest texts are equally near.
fn sparse_double() -> impl Strategy<Value = f64> {
    (any::<u64>(), 0..52_u32).prop_map(|(bits, zeros)| f64::from_bits(bits >> zeros << zeros))
}

/// What people write: `1234.56`.
fn short_decimal() -> impl Strategy<Value = f64> {
    (any::<i64>(), 0..60_u32, 0..12).prop_map(|(digits, shift, places)| (digits >> shift) as f64 / 10_f64.powi(places))
}

proptest! {
    #[test]
    fn any_integer_is_as_std_reads_and_writes_it(number: u128, shift in 0..128_u32) {
        check_integer_writing(number >> shift);
        check_integer_parsing(&(number as i128 >> shift).to_string());
    }

    #[test]
    fn any_text_like_an_integer_is_as_std_reads_it(text in "[+-]?0{0,3}[0-9]{0,42}.?") {
        check_integer_parsing(&text);
    }

    #[test]
    fn any_double_is_as_std_writes_it(bits: u64) {
        check_double(f64::from_bits(bits));
    }

    #[test]
    fn any_usual_double_is_as_std_writes_it(number in -1e9..1e9_f64) {
        check_double(number);
    }

    #[test]
    fn any_sparse_double_is_as_std_writes_it(number in sparse_double()) {
        check_double(number);
    }

    #[test]
    fn any_short_decimal_is_as_std_writes_it(number in short_decimal()) {
        check_double(number);
    }

    #[test]
    fn any_single_is_as_std_writes_it(bits: u32) {
        check_single(f32::from_bits(bits));
    }

    #[test]
    fn any_decimal_is_as_std_reads_it(text in "[+-]?[0-9]{0,25}(\\.[0-9]{0,25})?([eE][+-]?[0-9]{1,3})?") {
        check_float_parsing(&text);
    }

    #[test]
    fn any_usual_decimal_is_as_std_reads_it(text in "-?[0-9]{1,10}(\\.[0-9]{1,10})?(e-?[0-9]{1,2})?") {
        check_float_parsing(&text);
    }

    #[test]
    fn any_long_decimal_is_as_std_reads_it(text in "0{0,30}[0-9]{0,900}\\.[0-9]{0,900}(e-?[0-9]{1,3})?") {
        check_float_parsing(&text);
    }

    /// Points half way between two singles are doubles, so their exact text is easily had.
    #[test]
    fn halfway_between_two_singles_is_as_std_reads_it(bits in 0..0x7f7f_ffff_u32) {
        let [low, high] = [bits, bits + 1].map(|bits| f64::from(f32::from_bits(bits)));
        let halfway = format!("{:.200}", (low + high) / 2.0);
        check_float_parsing(&halfway);
        check_float_parsing(&format!("{halfway}1"));
        check_float_parsing(halfway.trim_end_matches('0'));
    }
}
