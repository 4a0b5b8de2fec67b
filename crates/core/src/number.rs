//! Numbers as text, both ways: integers, and doubles in the shortest text that reads back as the same double.
//!
//! Written here instead of taken from `core`, because `core`'s float routines leave panics in the binary and
//! `core::fmt` is large. Everything is exact: parsing gives the double nearest to the text, as `str::parse` does.
//!
//! ```
//! use picoredis_core::number::{Digits, FloatText, parse_f64, parse_i64};
//!
//! assert_eq!(parse_i64(b"-42"), Some(-42));
//! assert_eq!(parse_f64(b"1.5e3"), Some(1500.0));
//! assert_eq!(Digits::from_i64(-42).as_str(), "-42");
//! assert_eq!(FloatText::from_f64(0.1).as_str(), "0.1");
//! ```

mod big;
mod float;
mod grammar;
mod integer;
mod scale;
mod shortest;
mod text;

pub use float::{parse_f32, parse_f64};
pub use grammar::FloatGrammar;
pub use integer::{parse_i64, parse_i128, parse_u64, parse_u128};
pub(crate) use text::Header;
pub use text::{Ascii, Digits, FloatText, WideDigits};
