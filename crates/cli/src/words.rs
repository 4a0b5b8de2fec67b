//! A typed line to the words of a command.

/// The words of a command, its name first.
pub(crate) type Words = Vec<Vec<u8>>;

/// Quotes do not balance, or something follows one that ends a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unbalanced;

/// Splits a line as redis-cli does: at blanks, with `"a\x00\n"` and `'it\'s'` as single words.
pub(crate) fn split(line: &[u8]) -> Result<Words, Unbalanced> {
    let mut words = Words::new();
    let mut rest = line.trim_ascii_start();
    while !rest.is_empty() {
        let (word, after) = first_word(rest)?;
        words.push(word);
        rest = after.trim_ascii_start();
    }
    Ok(words)
}

/// The one word that a quoted string is: `"a\x00b"`.
pub(crate) fn unquote(text: &[u8]) -> Option<Vec<u8>> {
    let [word] = <[Vec<u8>; 1]>::try_from(split(text).ok()?).ok()?;
    Some(word)
}

/// The word that `rest` begins with, and what follows it. Quotes may begin in the middle of a word, and end it.
fn first_word(mut rest: &[u8]) -> Result<(Vec<u8>, &[u8]), Unbalanced> {
    let mut word = Vec::new();
    while let [byte, after @ ..] = rest {
        match byte {
            b'"' | b'\'' => {
                let after = quoted(after, *byte, &mut word)?;
                let ends = after.first().is_none_or(u8::is_ascii_whitespace);
                return if ends { Ok((word, after)) } else { Err(Unbalanced) };
            }
            byte if byte.is_ascii_whitespace() => break,
            byte => word.push(*byte),
        }
        rest = after;
    }
    Ok((word, rest))
}

/// Reads to the closing `quote`; returns what follows it.
fn quoted<'a>(mut rest: &'a [u8], quote: u8, word: &mut Vec<u8>) -> Result<&'a [u8], Unbalanced> {
    loop {
        let (byte, after) = match rest {
            [] => return Err(Unbalanced),
            [byte, after @ ..] if *byte == quote => return Ok(after),
            [b'\\', escape @ ..] if quote == b'"' => escaped(escape).ok_or(Unbalanced)?,
            [b'\\', b'\'', after @ ..] => (b'\'', after),
            [byte, after @ ..] => (*byte, after),
        };
        word.push(byte);
        rest = after;
    }
}

/// The byte that stands for an escape in double quotes, and what follows; `escape` begins after the backslash.
fn escaped(escape: &[u8]) -> Option<(u8, &[u8])> {
    if let [b'x', high, low, after @ ..] = escape {
        if let (Some(high), Some(low)) = (hexadecimal(*high), hexadecimal(*low)) {
            return Some((high << 4 | low, after));
        }
    }
    let (byte, after) = escape.split_first()?;
    let byte = match byte {
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        b'b' => 0x08,
        b'a' => 0x07,
        byte => *byte,
    };
    Some((byte, after))
}

fn hexadecimal(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16)?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::{Unbalanced, split, unquote};

    fn words(line: &str) -> Result<Vec<String>, Unbalanced> {
        Ok(split(line.as_bytes())?.iter().map(|word| word.escape_ascii().to_string()).collect())
    }

    #[test]
    fn blanks_separate() {
        assert_eq!(words(" \t set\tfoo  bar\r\n"), Ok(vec!["set".into(), "foo".into(), "bar".into()]));
        assert_eq!(words("  "), Ok(vec![]));
    }

    #[test]
    fn double_quotes_know_escapes() {
        assert_eq!(words(r#""a\x00\xfFb" "\n\r\t\b\a\"\\\q\xg1" """#), {
            Ok(vec![r"a\x00\xffb".into(), r#"\n\r\t\x08\x07\"\\qxg1"#.into(), "".into()])
        });
    }

    #[test]
    fn single_quotes_know_only_their_own() {
        assert_eq!(words(r"'it\'s' '\n\x00'"), Ok(vec![r"it\'s".into(), r"\\n\\x00".into()]));
    }

    #[test]
    fn quotes_begin_in_a_word_and_end_it() {
        assert_eq!(words(r#"a"b c" d"#), Ok(vec!["ab c".into(), "d".into()]));
        for unbalanced in [r#""a"b"#, "'it''s'", r#""a"#, "'a", r#""a\"#, r#"a "b"c"#, r"'\'"] {
            assert_eq!(words(unbalanced), Err(Unbalanced), "{unbalanced}");
        }
    }

    #[test]
    fn a_quoted_string_is_one_word() {
        assert_eq!(unquote(br#""a\x00 b""#), Some(b"a\0 b".into()));
        assert_eq!(unquote(b"plain"), Some(b"plain".into()));
        for other in [&b""[..], b"two words", b"'open"] {
            assert_eq!(unquote(other), None);
        }
    }
}
