//! What a person wants to know of a command.

use super::table::SPECS;

/// What a person wants to know of a command.
///
/// ```
/// use picoredis_core::command::Doc;
///
/// assert_eq!(Doc::find("APPEND").unwrap().syntax, "key value");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Doc {
    /// The name, as [`Spec::name`](super::Spec::name) says it.
    pub name: &'static str,
    /// What it does, in a sentence.
    pub summary: &'static str,
    /// Its arguments: `key value [NX | XX] [GET]`.
    pub syntax: &'static str,
    /// The version that first had it.
    pub since: &'static str,
    /// The group it stands in: `string`, `hash`, `generic`.
    pub group: &'static str,
}

/// A line for each of the specs, in their order: its name stands there. As text it is as small as it can be without more code: an
/// array of these strings would be twice as large in a program that can be loaded anywhere.
static TEXT: &str = include_str!("docs.tsv");

impl Doc {
    /// The documentation of every command, sorted by name.
    pub fn all() -> impl Iterator<Item = Doc> + Clone {
        let lines = TEXT.as_bytes().split(|byte| *byte == b'\n');
        SPECS.iter().zip(lines).map(|(spec, line)| Doc::read(spec.name(), line))
    }

    /// That of one command, by its name in upper case.
    pub fn find(name: &str) -> Option<Doc> {
        Doc::all().find(|doc| doc.name == name)
    }

    /// Split as bytes: the search for characters may panic, as far as the compiler can tell.
    fn read(name: &'static str, line: &'static [u8]) -> Doc {
        let mut fields = line.split(|byte| *byte == b'\t');
        let mut next = || fields.next().and_then(|field| core::str::from_utf8(field).ok()).unwrap_or_default();
        Doc { name, syntax: next(), summary: next(), since: next(), group: next() }
    }
}
