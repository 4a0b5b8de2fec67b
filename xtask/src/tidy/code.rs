//! Rust source reduced to what matters for imports: no comments, no strings, no tests.

/// Blanks out comments, literals of text, and items under `#[cfg(test)]`; lines keep their numbers.
pub(super) fn bare(source: &str) -> String {
    without_tests(&without_text(source))
}

/// Blanks out comments and the insides of strings and character literals.
fn without_text(source: &str) -> String {
    let mut bare = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(c) = rest.chars().next() {
        let (length, is_code) = token(rest, c);
        let (token, after) = rest.split_at(length);
        if is_code {
            bare.push_str(token);
        } else {
            blank(&mut bare, token);
        }
        rest = after;
    }
    bare
}

/// The length of the next piece of `rest`, which begins with `c`, and whether it is code.
fn token(rest: &str, c: char) -> (usize, bool) {
    if rest.starts_with("//") {
        return (rest.find('\n').unwrap_or(rest.len()), false);
    }
    if rest.starts_with("/*") {
        return (block_comment(rest), false);
    }
    if let Some(length) = raw_string(rest) {
        return (length, false);
    }
    match c {
        '"' => (quoted(rest, '"'), false),
        '\'' if is_character(rest) => (quoted(rest, '\''), false),
        // A whole word, so that the r of `for"` is not taken for a raw string's.
        _ if is_word(c) => (rest.find(|c| !is_word(c)).unwrap_or(rest.len()), true),
        _ => (c.len_utf8(), true),
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The length of a block comment; they nest.
fn block_comment(rest: &str) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while let Some(here) = rest.get(at..).filter(|here| !here.is_empty()) {
        if here.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if here.starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += here.chars().next().map_or(1, char::len_utf8);
        }
    }
    rest.len()
}

/// The length of `r"..."`, `r#"..."#`, `br"..."`, if there is one.
fn raw_string(rest: &str) -> Option<usize> {
    let start = rest.strip_prefix("br").or_else(|| rest.strip_prefix('r'))?;
    let hashes = start.len() - start.trim_start_matches('#').len();
    let body = start[hashes..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    let length = body.find(&end).map_or(body.len(), |at| at + end.len());
    Some(rest.len() - body.len() + length)
}

/// The length of a literal in `quote`s, with its escapes.
fn quoted(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if c == quote => return at + c.len_utf8(),
            _ => {}
        }
    }
    rest.len()
}

/// Whether a quote begins a character, not a lifetime: `'a'`, `'\n'`, but `'a`.
fn is_character(rest: &str) -> bool {
    let mut after = rest.chars().skip(1);
    matches!((after.next(), after.next()), (Some('\\'), _) | (Some(_), Some('\'')))
}

/// Blanks out every item that follows `#[cfg(test)]`.
fn without_tests(source: &str) -> String {
    const MARK: &str = "#[cfg(test)]";
    let mut bare = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(at) = rest.find(MARK) {
        let (before, item) = rest.split_at(at);
        let (item, after) = item.split_at(item_length(item));
        bare.push_str(before);
        blank(&mut bare, item);
        rest = after;
    }
    bare + rest
}

/// The length of an item: to the semicolon or to the brace that closes it.
fn item_length(item: &str) -> usize {
    let mut depth = 0usize;
    for (at, c) in item.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth <= 1 => return at + 1,
            '}' => depth -= 1,
            ';' if depth == 0 => return at + 1,
            _ => {}
        }
    }
    item.len()
}

fn blank(bare: &mut String, text: &str) {
    bare.extend(text.chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
}

#[cfg(test)]
mod tests {
    use super::bare;

    /// What is left, without the blanks.
    fn words(source: &str) -> String {
        bare(source).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn comments_and_text_are_gone() {
        assert_eq!(words("a // b\n/// c\n//! d\ne /* f /* g */ h */ i"), "a e i");
        assert_eq!(words(r##"f("x \" y", 'z', '\'', b"w", r#"v " v"#, "u")"##), "f( , , , b , , )");
        assert_eq!(words("fn f<'a>(x: &'a str) {}"), "fn f<'a>(x: &'a str) {}");
    }

    #[test]
    fn lines_stay() {
        assert_eq!(bare("/*\n\n*/ a\n\"\n\"b").lines().position(|line| line.ends_with('b')), Some(4));
    }

    #[test]
    fn tests_are_gone() {
        assert_eq!(words("a;\n#[cfg(test)]\nmod tests { fn f() { g() } }\nb;"), "a; b;");
        assert_eq!(words("#[cfg(test)]\nuse x::{y, z}; b;"), "; b;");
    }
}
