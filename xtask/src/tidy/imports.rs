//! Imports in core go upward only: a module knows what stands above it in [`ORDER`].

use super::code;
use super::files::File;

const SOURCES: &str = "crates/core/src/";

/// The modules of core from the ground up. A module may use those of the lines before its own; the base may use itself.
const ORDER: &[&[&str]] = &[
    &["number", "error", "event", "target"],
    &["address", "decode", "encode"],
    &["args"],
    &["reply"],
    &["command"],
    &["cmd"],
    &["session"],
    &["cluster", "sentinel"],
    &["defmt_format"],
];

pub(super) fn check(files: &[File]) -> Vec<String> {
    files.iter().flat_map(|file| check_file(file).unwrap_or_default()).collect()
}

/// The complaints about a module of core; nothing for any other file, and for `lib.rs`, which shows them all.
fn check_file(file: &File) -> Option<Vec<String>> {
    let module = file.path.strip_prefix(SOURCES)?.strip_suffix(".rs")?;
    let module = module.split('/').next()?;
    if module == "lib" {
        return None;
    }
    let Some(rank) = rank(module) else {
        return Some(vec![format!("{}: the module {module} has no place in the order of imports", file.path)]);
    };
    let code = code::bare(&file.text);
    let wrong = uses(&code).into_iter().filter_map(|(line, used)| {
        let problem = judge(module, rank, used)?;
        Some(format!("{}:{line}: {problem}", file.path))
    });
    Some(wrong.collect())
}

fn judge(module: &str, rank: usize, used: &str) -> Option<String> {
    if used == module {
        return None;
    }
    match self::rank(used) {
        // A macro has no module to be named by.
        None if used.ends_with('!') => None,
        None => Some(format!("crate::{used} is no module: name the one it comes from")),
        Some(place) if place < rank || (place == 0 && rank == 0) => None,
        Some(_) => Some(format!("{module} uses {used}, which does not stand above it")),
    }
}

fn rank(module: &str) -> Option<usize> {
    ORDER.iter().position(|row| row.contains(&module))
}

/// The modules of core that the code names after `crate::`, or after `super::` where that leads to the root, each with
/// its line.
fn uses(code: &str) -> Vec<(usize, &str)> {
    let from_root = named_after("crate::", code);
    let from_parent = named_after("super::", code).into_iter().filter(|(_, name)| rank(name).is_some());
    from_root.into_iter().chain(from_parent).collect()
}

fn named_after<'a>(start: &str, code: &'a str) -> Vec<(usize, &'a str)> {
    let mut named = Vec::new();
    for (at, _) in code.match_indices(start) {
        let is_whole = code[..at].chars().next_back().is_none_or(|c| !(c.is_alphanumeric() || c == '_'));
        if is_whole {
            let line = code[..at].matches('\n').count() + 1;
            named.extend(heads(&code[at + start.len()..]).into_iter().map(|name| (line, name)));
        }
    }
    named
}

/// The first names of a path or of a braced list of paths: `a::b` is `a`; `{a::{b, c}, d}` is `a` and `d`.
fn heads(path: &str) -> Vec<&str> {
    let path = path.trim_start();
    let Some(list) = path.strip_prefix('{') else { return vec![first_name(path)] };
    let mut heads = Vec::new();
    let mut depth = 0;
    let mut start = 0;
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                heads.push(first_name(&list[start..at]));
                start = at + 1;
                if c == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    // A trailing comma is followed by no name.
    heads.retain(|name| !name.is_empty());
    heads
}

/// The name a path begins with; a macro's with its exclamation mark.
fn first_name(path: &str) -> &str {
    let path = path.trim_start();
    let end = path.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(path.len());
    if path[end..].starts_with('!') { &path[..=end] } else { &path[..end] }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::tidy::files::File;

    fn complaints(path: &str, text: &str) -> Vec<String> {
        check(&[File { path: format!("crates/core/src/{path}"), text: text.into() }])
    }

    #[test]
    fn a_wrong_module() {
        let text = "\
//! See [`crate::session`].
use crate::error::Error;
use crate::{
    event::{Event, Kind},
    reply::FromReply,
};
const TEXT: &str = \"crate::session\";
fn f() -> crate::session::Session { todo!() }
#[cfg(test)]
mod tests {
    use crate::session::Session;
}
";
        let expected = [
            "crates/core/src/decode.rs:3: decode uses reply, which does not stand above it",
            "crates/core/src/decode.rs:8: decode uses session, which does not stand above it",
        ];
        assert_eq!(complaints("decode.rs", text), expected);
    }

    #[test]
    fn right_modules() {
        assert!(complaints("session.rs", "use crate::{decode, encode::{A, B,},}; use crate::session::X;").is_empty());
        assert!(complaints("number.rs", "use crate::error::Error;").is_empty());
        assert!(complaints("command/table.rs", "use crate::args::Args; use crate::command::Command;").is_empty());
        assert!(complaints("cmd.rs", "crate::each_command!(constructors); use crate::command::table;").is_empty());
        assert!(complaints("lib.rs", "pub use crate::session::Session;").is_empty());
    }

    #[test]
    fn neighbours_do_not_see_each_other() {
        assert_eq!(complaints("encode.rs", "use crate::decode::Decoder;").len(), 1);
        assert_eq!(complaints("command/mod.rs", "use crate::session::Session;").len(), 1);
        assert_eq!(complaints("encode.rs", "use super::decode; use super::Other;").len(), 1);
    }

    #[test]
    fn names_must_be_modules() {
        assert_eq!(
            complaints("reply.rs", "use crate::Error;"),
            ["crates/core/src/reply.rs:1: crate::Error is no module: name the one it comes from"]
        );
        assert_eq!(complaints("helpers.rs", "").len(), 1);
    }
}
