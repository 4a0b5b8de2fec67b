//! Reads the notes made by hand: one command a line, its name and what is noted of it, two or more spaces between.

use super::Result;
use std::collections::BTreeMap;

/// The words of which reply types are made; `replies.txt` explains them.
const TYPES: [&str; 10] = ["bool", "i64", "u64", "f64", "Text", "Bytes", "Option", "List", "Map", "Value"];

/// Noted of a command that is not answered by one reply: by pushes, by a stream, by nothing.
pub(super) const NO_SINGLE_REPLY: &str = "-";

/// How a blocking command says how long it may wait.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Block {
    pub(super) unit: Unit,
    pub(super) at: At,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Unit {
    Seconds,
    Millis,
}

/// See `At` of `picoredis-core`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum At {
    Index(i8),
    AfterBlock,
}

/// The reply type of each command.
pub(super) fn read_replies(text: &str) -> Result<BTreeMap<String, String>> {
    read(text, |reply| {
        if reply == NO_SINGLE_REPLY {
            return Ok(reply.to_owned());
        }
        let mut words = reply.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        match words.find(|word| !TYPES.contains(word)) {
            None => Ok(reply.to_owned()),
            Some(word) => Err(format!("{word} is no reply type").into()),
        }
    })
}

/// The timeout of each blocking command.
pub(super) fn read_blocking(text: &str) -> Result<BTreeMap<String, Block>> {
    read(text, |note| {
        let (unit, at) = note.split_once(' ').ok_or("a unit and a place are needed")?;
        let unit = match unit {
            "seconds" => Unit::Seconds,
            "millis" => Unit::Millis,
            _ => return Err(format!("{unit} is no unit").into()),
        };
        let at = match at.split_once(' ') {
            None if at == "first" => At::Index(0),
            None if at == "last" => At::Index(-1),
            Some(("after", "BLOCK")) => At::AfterBlock,
            _ => return Err(format!("{at} is no place").into()),
        };
        Ok(Block { unit, at })
    })
}

fn read<T>(text: &str, parse: impl Fn(&str) -> Result<T>) -> Result<BTreeMap<String, T>> {
    let mut notes = BTreeMap::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (name, note) = line.split_once("  ").ok_or_else(|| format!("two columns are needed: {line}"))?;
        let note = parse(note.trim()).map_err(|error| format!("{line}: {error}"))?;
        if notes.insert(name.to_owned(), note).is_some() {
            return Err(format!("{name} stands there twice").into());
        }
    }
    Ok(notes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replies_are_types_of_the_vocabulary() {
        let replies = read_replies("# note\n\nSCAN    (u64, List<Bytes>)\nSET X  ()\n").expect("well formed");
        assert_eq!(replies["SCAN"], "(u64, List<Bytes>)");
        assert_eq!(replies["SET X"], "()");
        assert!(read_replies("GET  Option<Byte>").is_err());
        assert!(read_replies("GET Bytes").is_err(), "one space");
        assert!(read_replies("GET  Bytes\nGET  Bytes").is_err(), "twice");
    }

    #[test]
    fn timeouts_have_a_unit_and_a_place() {
        let notes = read_blocking("A  seconds first\nB  millis last\nC  millis after BLOCK\n").expect("well formed");
        assert_eq!(notes["A"], Block { unit: Unit::Seconds, at: At::Index(0) });
        assert_eq!(notes["B"], Block { unit: Unit::Millis, at: At::Index(-1) });
        assert_eq!(notes["C"].at, At::AfterBlock);
        for wrong in ["A  hours last", "A  seconds", "A  seconds middle", "A  seconds after X"] {
            assert!(read_blocking(wrong).is_err(), "{wrong}");
        }
    }
}
