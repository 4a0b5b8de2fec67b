//! Reads the conformance vectors. `vectors/README.md` describes their format.

use std::path::Path;
use std::{fs, io};

use picoredis_core::decode::Limits;
use picoredis_core::error::ProtocolErrorKind;
use picoredis_core::event::{Aggregate, TextKind};

use super::outcome::{End, Outcome};
use super::value::Value;

/// One case: bytes, and what must come of them.
#[derive(Clone, Debug)]
pub struct Case {
    /// The file's name without its folder.
    pub file: String,
    /// What the case is about; stands once in its file.
    pub title: String,
    /// The limits to decode with.
    pub limits: Limits,
    /// The bytes of the peer.
    pub wire: Vec<u8>,
    /// What a decoder must make of them.
    pub expected: Outcome,
}

/// Every case of every file in `tests/vectors`.
///
/// # Panics
/// If a file cannot be read or does not follow its format; the message says where.
pub fn all() -> Vec<Case> {
    read_folder(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/vectors"))).unwrap_or_else(|error| panic!("{error}"))
}

fn read_folder(folder: &Path) -> io::Result<Vec<Case>> {
    let mut files = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "resp"));
    files.sort();
    let mut cases = Vec::new();
    for file in files {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        cases.extend(parse_file(&name, &fs::read_to_string(&file)?).map_err(io::Error::other)?);
    }
    Ok(cases)
}

/// Parses the text of one file.
///
/// # Errors
/// Where and what in it does not follow the format.
pub fn parse_file(name: &str, text: &str) -> Result<Vec<Case>, String> {
    let mut cases: Vec<Case> = Vec::new();
    let mut open = false;
    for (index, line) in text.lines().map(str::trim_end).enumerate() {
        let at = |message: String| format!("{name}:{}: {message}", index + 1);
        if line.is_empty() {
            open = false;
        } else if let Some(title) = line.strip_prefix("case: ") {
            if cases.iter().any(|case| case.title == title) {
                return Err(at(format!("a second case with the title {title:?}")));
            }
            cases.push(empty_case(name, title));
            open = true;
        } else if !line.starts_with('#') {
            let case = cases.last_mut().filter(|_| open).ok_or_else(|| at("a line outside of a case".into()))?;
            read_line(case, line).map_err(at)?;
        }
    }
    Ok(cases)
}

fn empty_case(file: &str, title: &str) -> Case {
    Case {
        file: file.into(),
        title: title.into(),
        limits: Limits::default(),
        wire: Vec::new(),
        expected: Outcome { replies: Vec::new(), end: End::Idle },
    }
}

fn read_line(case: &mut Case, line: &str) -> Result<(), String> {
    if case.expected.end != End::Idle {
        return Err("nothing may follow `error` or `incomplete`".into());
    }
    if line == "incomplete" {
        case.expected.end = End::Incomplete;
        return Ok(());
    }
    let (keyword, content) = line.split_once(": ").ok_or("expected `keyword: content`")?;
    match keyword {
        "limits" => content.split(' ').try_for_each(|limit| set_limit(&mut case.limits, limit))?,
        "wire" => case.wire.extend(unescape(content)?),
        "reply" => case.expected.replies.push(parse_value(content)?),
        "error" => case.expected.end = parse_error(content)?,
        _ => {
            let count = keyword.strip_prefix("repeat ").ok_or_else(|| format!("unknown keyword {keyword:?}"))?;
            case.wire.extend(unescape(content)?.repeat(parse_number(count)?));
        }
    }
    Ok(())
}

fn set_limit(limits: &mut Limits, limit: &str) -> Result<(), String> {
    match limit.split_once('=') {
        Some(("bulk", number)) => limits.bulk = parse_number(number)?,
        Some(("aggregate", number)) => limits.aggregate = parse_number(number)?,
        Some(("line", number)) => limits.line = parse_number(number)?,
        _ => return Err(format!("unknown limit {limit:?}")),
    }
    Ok(())
}

fn parse_error(text: &str) -> Result<End, String> {
    let (kind, offset) = text.split_once(" @").ok_or("expected `KIND @OFFSET`")?;
    let kind = match kind {
        "UnknownType" => ProtocolErrorKind::UnknownType,
        "Number" => ProtocolErrorKind::Number,
        "Overflow" => ProtocolErrorKind::Overflow,
        "Terminator" => ProtocolErrorKind::Terminator,
        "Length" => ProtocolErrorKind::Length,
        "Value" => ProtocolErrorKind::Value,
        "Nesting" => ProtocolErrorKind::Nesting,
        "Depth" => ProtocolErrorKind::Depth,
        "Limit" => ProtocolErrorKind::Limit,
        _ => return Err(format!("unknown kind of error {kind:?}")),
    };
    Ok(End::Error { kind, offset: parse_number(offset)? })
}

fn parse_number<N: std::str::FromStr>(text: &str) -> Result<N, String> {
    text.parse().map_err(|_| format!("not a number in range: {text:?}"))
}

fn unescape(text: &str) -> Result<Vec<u8>, String> {
    let mut notation = Notation { rest: text.as_bytes() };
    let mut bytes = Vec::new();
    while !notation.rest.is_empty() {
        bytes.push(notation.escaped_byte()?);
    }
    Ok(bytes)
}

/// Parses one value in the notation of the vectors.
///
/// # Errors
/// What does not follow the notation.
pub fn parse_value(text: &str) -> Result<Value, String> {
    let mut notation = Notation { rest: text.as_bytes() };
    let value = notation.value()?;
    if notation.rest.is_empty() { Ok(value) } else { Err(notation.expected("the end of the value")) }
}

struct Notation<'a> {
    rest: &'a [u8],
}

impl Notation<'_> {
    fn value(&mut self) -> Result<Value, String> {
        let streamed = self.take("streamed ");
        Ok(match self.rest.first() {
            Some(b'"') => Value::Text { kind: TextKind::Bulk, data: self.string()?, streamed },
            Some(b'[') => self.aggregate(Aggregate::Array, streamed)?,
            Some(b'{') => self.aggregate(Aggregate::Map, streamed)?,
            _ if self.take("set") => self.aggregate(Aggregate::Set, streamed)?,
            _ if streamed => return Err(self.expected("a bulk string, array, set or map")),
            _ if self.take("push") => self.aggregate(Aggregate::Push, false)?,
            _ if self.take("attribute ") => self.attributed()?,
            _ if self.take("null") => Value::Null,
            _ if self.take("true") => Value::Boolean(true),
            _ if self.take("false") => Value::Boolean(false),
            Some(b'-' | b'0'..=b'9') => Value::Integer(self.integer()?),
            _ => self.text()?,
        })
    }

    fn text(&mut self) -> Result<Value, String> {
        let kind = match () {
            () if self.take("simple ") => TextKind::Simple,
            () if self.take("error ") => TextKind::Error,
            () if self.take("bulkerror ") => TextKind::BulkError,
            () if self.take("big ") => TextKind::BigNumber,
            () if self.take("double ") => TextKind::Double,
            () if self.take("verbatim ") => {
                let format = self.string()?.try_into().map_err(|_| "a format of three bytes")?;
                self.need(" ")?;
                TextKind::Verbatim(format)
            }
            () => return Err(self.expected("a value")),
        };
        Ok(Value::text(kind, self.string()?))
    }

    fn integer(&mut self) -> Result<i64, String> {
        let end = self.rest.iter().position(|byte| !matches!(byte, b'-' | b'0'..=b'9')).unwrap_or(self.rest.len());
        let (digits, rest) = self.rest.split_at(end);
        self.rest = rest;
        parse_number(&String::from_utf8_lossy(digits))
    }

    /// A string in quotes, and how often it is to be repeated.
    fn string(&mut self) -> Result<Vec<u8>, String> {
        self.need("\"")?;
        let mut data = Vec::new();
        while !self.take("\"") {
            data.push(self.escaped_byte()?);
        }
        if self.take("*") {
            let count = usize::try_from(self.integer()?).map_err(|error| error.to_string())?;
            data = data.repeat(count);
        }
        Ok(data)
    }

    fn escaped_byte(&mut self) -> Result<u8, String> {
        let (byte, length) = match *self.rest {
            [b'\\', b'x', high, low, ..] => (16 * hex_digit(high)? + hex_digit(low)?, 4),
            [b'\\', b'r', ..] => (b'\r', 2),
            [b'\\', b'n', ..] => (b'\n', 2),
            [b'\\', byte @ (b'\\' | b'"'), ..] => (byte, 2),
            [byte, ..] if byte != b'\\' => (byte, 1),
            _ => return Err(self.expected("an escape or more of the string")),
        };
        self.rest = &self.rest[length..];
        Ok(byte)
    }

    fn attributed(&mut self) -> Result<Value, String> {
        let attributes = self.pairs()?;
        self.need(" ")?;
        Ok(Value::Attributed { attributes, value: Box::new(self.value()?) })
    }

    fn aggregate(&mut self, kind: Aggregate, streamed: bool) -> Result<Value, String> {
        let items = match kind {
            Aggregate::Map => self.pairs()?,
            _ => self.list("[", "]", Self::push_value)?,
        };
        Ok(Value::Aggregate { kind, items, streamed })
    }

    fn pairs(&mut self) -> Result<Vec<Value>, String> {
        self.list("{", "}", |notation, items| {
            notation.push_value(items)?;
            notation.need(": ")?;
            notation.push_value(items)
        })
    }

    fn push_value(&mut self, items: &mut Vec<Value>) -> Result<(), String> {
        items.push(self.value()?);
        Ok(())
    }

    fn list(
        &mut self,
        open: &str,
        close: &str,
        mut entry: impl FnMut(&mut Self, &mut Vec<Value>) -> Result<(), String>,
    ) -> Result<Vec<Value>, String> {
        self.need(open)?;
        let mut items = Vec::new();
        while !self.take(close) {
            if !items.is_empty() {
                self.need(", ")?;
            }
            entry(self, &mut items)?;
        }
        Ok(items)
    }

    fn need(&mut self, token: &str) -> Result<(), String> {
        if self.take(token) { Ok(()) } else { Err(self.expected(&format!("{token:?}"))) }
    }

    fn take(&mut self, token: &str) -> bool {
        let rest = self.rest.strip_prefix(token.as_bytes());
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn expected(&self, what: &str) -> String {
        format!("expected {what} at {:?}", String::from_utf8_lossy(self.rest))
    }
}

fn hex_digit(digit: u8) -> Result<u8, String> {
    let value = char::from(digit).to_digit(16).ok_or("expected two hexadecimal digits after \\x")?;
    u8::try_from(value).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_has_all_that_its_lines_say() {
        let text = "# note\n\ncase: two\nlimits: line=9\nwire: +O\\x4b\nrepeat 2: \\r\\n\nreply: simple \"OK\"\nerror: UnknownType @5\n";
        let cases = parse_file("f.resp", text).unwrap();
        let [case] = &cases[..] else { panic!("{cases:?}") };
        assert_eq!((case.file.as_str(), case.title.as_str()), ("f.resp", "two"));
        assert_eq!(case.limits.line, 9);
        assert_eq!(case.wire, b"+OK\r\n\r\n");
        assert_eq!(case.expected.replies, [Value::text(TextKind::Simple, "OK")]);
        assert_eq!(case.expected.end, End::Error { kind: ProtocolErrorKind::UnknownType, offset: 5 });
    }

    #[test]
    fn mistakes_are_found_and_located() {
        for (text, message) in [
            ("wire: x", "f.resp:1: a line outside of a case"),
            ("case: a\n\ncase: a", "f.resp:3: a second case"),
            ("case: a\nwibble: x", "f.resp:2: unknown keyword"),
            ("case: a\nwire: \\q", "f.resp:2: expected an escape"),
            ("case: a\nreply: [1", "f.resp:2: expected \", \""),
            ("case: a\nreply: 1 2", "f.resp:2: expected the end of the value"),
            ("case: a\nerror: Wrong @1", "f.resp:2: unknown kind of error"),
            ("case: a\nincomplete\nreply: 1", "f.resp:3: nothing may follow"),
        ] {
            let error = parse_file("f.resp", text).unwrap_err();
            assert!(error.starts_with(message), "{text:?} gave {error:?}");
        }
    }

    #[test]
    fn a_value_is_written_as_it_is_read() {
        let notation = r#"attribute {"k": -1} [null, true, simple "a\\b", {1: streamed "\x00"}, streamed set[], push[verbatim "txt" ""]]"#;
        assert_eq!(format!("{:?}", parse_value(notation).unwrap()), notation);
        assert_eq!(parse_value(r#""ab"*2"#), parse_value(r#""abab""#));
    }
}
