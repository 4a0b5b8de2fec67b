//! Is this text a double? Asked one byte at a time.

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
pub struct FloatGrammar {
    /// One of the states below; from `WORD` on, which byte of [`WORDS`] comes next.
    state: u8,
}

// The states are named for what came last.
const START: u8 = 0;
const SIGN: u8 = 1;
const INTEGER: u8 = 2;
/// A dot after digits: digits may follow.
const DOT: u8 = 3;
/// A dot before any digit: digits must follow.
const LEADING_DOT: u8 = 4;
const FRACTION: u8 = 5;
const E: u8 = 6;
const EXPONENT_SIGN: u8 = 7;
const EXPONENT: u8 = 8;
const WORD: u8 = 9;
const FAILED: u8 = 31;

/// What is no digit. The zero is no letter: it ends the first word.
const WORDS: &[u8] = b"infinity\0nan";
const INF: u8 = WORD + 3;
const INFINITY: u8 = WORD + 8;
const NAN: u8 = WORD + 12;

/// The states in which the text is a double.
const COMPLETE: u32 = 1 << INTEGER | 1 << DOT | 1 << FRACTION | 1 << EXPONENT | 1 << INF | 1 << INFINITY | 1 << NAN;

/// From each state, where a digit, a sign, a dot and an `e` lead.
static NEXT: [[u8; 4]; WORD as usize] = [
    [INTEGER, SIGN, LEADING_DOT, FAILED],
    [INTEGER, FAILED, LEADING_DOT, FAILED],
    [INTEGER, FAILED, DOT, E],
    [FRACTION, FAILED, FAILED, E],
    [FRACTION, FAILED, FAILED, FAILED],
    [FRACTION, FAILED, FAILED, E],
    [EXPONENT, EXPONENT_SIGN, FAILED, FAILED],
    [EXPONENT, FAILED, FAILED, FAILED],
    [EXPONENT, FAILED, FAILED, FAILED],
];

impl FloatGrammar {
    /// Before the first byte.
    pub const fn new() -> Self {
        FloatGrammar { state: START }
    }

    /// Takes the next byte. `false` says that no double begins like this; it stays so whatever follows.
    pub fn push(&mut self, byte: u8) -> bool {
        self.state = self.next(byte);
        self.state != FAILED
    }

    /// Whether the bytes so far are a double.
    pub fn complete(&self) -> bool {
        COMPLETE.wrapping_shr(self.state.into()) & 1 != 0
    }

    fn next(self, byte: u8) -> u8 {
        let class = match byte {
            b'0'..=b'9' => 0,
            b'+' | b'-' => 1,
            b'.' => 2,
            b'e' | b'E' => 3,
            _ => return self.letter(byte),
        };
        let row = NEXT.get(usize::from(self.state));
        row.and_then(|row| row.get(class)).map_or(FAILED, |next| *next)
    }

    /// A letter of a word.
    fn letter(self, byte: u8) -> u8 {
        let byte = byte.to_ascii_lowercase();
        let place = match self.state {
            START | SIGN if byte == b'n' => NAN - WORD - 3,
            START | SIGN => 0,
            state => state.wrapping_sub(WORD),
        };
        if WORDS.get(usize::from(place)) == Some(&byte) && byte != 0 { place.wrapping_add(WORD + 1) } else { FAILED }
    }
}
