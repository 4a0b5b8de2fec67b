//! Is this text a double? Asked one byte at a time.

use State::*;

/// Checks the text of a double as its bytes arrive. It takes exactly what [`parse_f64`](super::parse_f64) takes:
/// an optional sign, then digits with at most one dot among or around them and an optional exponent, or `inf`,
/// `infinity` or `nan` in any case.
///
/// ```
/// use picoredis_core::number::FloatGrammar;
///
/// let mut grammar = FloatGrammar::default();
/// assert!(b"-1.5e".iter().all(|&byte| grammar.push(byte)));
/// assert!(!grammar.complete()); // the exponent is missing
/// assert!(grammar.push(b'3'));
/// assert!(grammar.complete());
/// assert!(!grammar.push(b'x'));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FloatGrammar(State);

impl FloatGrammar {
    /// Before the first byte.
    pub const fn new() -> Self {
        FloatGrammar(Start)
    }

    /// Takes the next byte. `false` says that no double begins like this; it stays so whatever follows.
    pub fn push(&mut self, byte: u8) -> bool {
        self.0 = self.0.next(byte);
        self.0 != Failed
    }

    /// Whether the bytes so far are a double.
    pub fn complete(&self) -> bool {
        matches!(self.0, Integer | Dot | Fraction | Exponent | Inf | Infinity | Nan)
    }
}

/// Named for what came last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    #[default]
    Start,
    Sign,
    Integer,
    /// A dot after digits: digits may follow.
    Dot,
    /// A dot before any digit: digits must follow.
    LeadingDot,
    Fraction,
    E,
    ExponentSign,
    Exponent,
    I,
    In,
    Inf,
    Infi,
    Infin,
    Infini,
    Infinit,
    Infinity,
    N,
    Na,
    Nan,
    Failed,
}

impl State {
    fn next(self, byte: u8) -> State {
        match (self, byte.to_ascii_lowercase()) {
            (Start | Sign | Integer, b'0'..=b'9') => Integer,
            (Start, b'+' | b'-') => Sign,
            (Start | Sign, b'.') => LeadingDot,
            (Integer, b'.') => Dot,
            (LeadingDot | Dot | Fraction, b'0'..=b'9') => Fraction,
            (Integer | Dot | Fraction, b'e') => E,
            (E, b'+' | b'-') => ExponentSign,
            (E | ExponentSign | Exponent, b'0'..=b'9') => Exponent,
            (Start | Sign, b'i') => I,
            (I, b'n') => In,
            (In, b'f') => Inf,
            (Inf, b'i') => Infi,
            (Infi, b'n') => Infin,
            (Infin, b'i') => Infini,
            (Infini, b't') => Infinit,
            (Infinit, b'y') => Infinity,
            (Start | Sign, b'n') => N,
            (N, b'a') => Na,
            (Na, b'n') => Nan,
            _ => Failed,
        }
    }
}
