//! What can be typed next: completions and hints, from the command table.

use picoredis::command::{Doc, Spec};

use super::syntax::Syntax;
use crate::manual;
use crate::words;

/// Words that this program takes itself.
const OWN: [&str; 5] = ["clear", "connect", "exit", "help", "quit"];

/// What the word that `line` ends with can become: where it begins, and the words, in order.
pub(super) fn complete(line: &str) -> (usize, Vec<String>) {
    let start = line.rfind(' ').map_or(0, |space| space + 1);
    let (before, prefix) = line.split_at(start);
    let typed = match typed_words(before) {
        Some(words) if !prefix.contains(['"', '\'']) => words,
        _ => return (start, Vec::new()),
    };
    let small = [prefix, typed.first().map_or("", String::as_str)].into_iter().find(|word| !word.is_empty());
    let small = small.is_some_and(|word| word.bytes().any(|byte| byte.is_ascii_lowercase()));
    let fits = |word: &String| {
        word.as_bytes().get(..prefix.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(prefix.as_bytes()))
    };
    let mut found = candidates(&typed);
    found.retain(fits);
    if small {
        found.iter_mut().for_each(|word| word.make_ascii_lowercase());
    }
    found.sort_unstable();
    found.dedup();
    (start, found)
}

/// What is still missing of the command that is being typed.
pub(super) fn hint(line: &str) -> Option<String> {
    let typed = typed_words(line)?;
    let left = left_of(&typed)?.show();
    let gap = if line.ends_with(' ') || left.is_empty() { "" } else { " " };
    Some(format!("{gap}{left}")).filter(|hint| !hint.is_empty())
}

/// The words of a line; without the number of times that a command is to be run.
fn typed_words(line: &str) -> Option<Vec<String>> {
    let words = words::split(line.as_bytes()).ok()?;
    let mut words: Vec<String> = words.iter().map(|word| String::from_utf8_lossy(word).into_owned()).collect();
    if words.first().is_some_and(|word| word.bytes().all(|byte| byte.is_ascii_digit())) {
        words.remove(0);
    }
    Some(words)
}

/// The command that these words begin with, and its arguments.
fn command(words: &[String]) -> Option<(Doc, &[String])> {
    let word = |index: usize| words.get(index).map_or(&b""[..], String::as_bytes);
    let name = Spec::of_words(word(0), word(1))?.name();
    Some((Doc::find(name)?, &words[name.split(' ').count()..]))
}

/// What can stand behind these words.
fn candidates(typed: &[String]) -> Vec<String> {
    match typed {
        [] => words_of_names(0).chain(OWN.map(String::from)).collect(),
        [help] if same(help, "help") => {
            words_of_names(0).chain(manual::groups().into_iter().map(|group| format!("@{group}"))).collect()
        }
        [help, first] if same(help, "help") => subcommands(first),
        [set] if set == ":set" => ["hints", "nohints"].map(String::from).into(),
        [first] if !subcommands(first).is_empty() => subcommands(first),
        _ => literals(typed).unwrap_or_default(),
    }
}

fn words_of_names(index: usize) -> impl Iterator<Item = String> {
    Doc::all().filter_map(move |doc| doc.name.split(' ').nth(index)).map(String::from)
}

fn subcommands(container: &str) -> Vec<String> {
    let second =
        |doc: Doc| doc.name.split_once(' ').filter(|(first, _)| same(first, container)).map(|(_, second)| second);
    Doc::all().filter_map(second).map(String::from).collect()
}

fn literals(typed: &[String]) -> Option<Vec<String>> {
    Some(left_of(typed)?.literals().into_iter().map(String::from).collect())
}

/// What is left of the syntax of the command that these words begin.
fn left_of(typed: &[String]) -> Option<Syntax> {
    let (doc, arguments) = command(typed)?;
    arguments.iter().try_fold(Syntax::parse(doc.syntax), |syntax, word| syntax.after(word))
}

fn same(word: &str, name: &str) -> bool {
    word.eq_ignore_ascii_case(name)
}

#[cfg(test)]
mod tests {
    use super::{complete, hint};

    #[test]
    fn completions() {
        let is = |line, expected: &[&str]| assert_eq!(complete(line).1, expected, "{line}");
        is("hinc", &["hincrby", "hincrbyfloat"]);
        is("HINC", &["HINCRBY", "HINCRBYFLOAT"]);
        is("qu", &["quit"]);
        is("config re", &["resetstat", "rewrite"]);
        is("Config G", &["GET"]);
        is("help config s", &["set"]);
        is("help @str", &["@stream", "@string"]);
        is("set a b e", &["ex", "exat"]);
        is("3 set a b nx p", &["px", "pxat"]);
        is("set a 'b", &[]);
        is("get a ", &[]);
        is(":set ", &["hints", "nohints"]);
        assert_eq!(complete("config re").0, 7);
    }

    #[test]
    fn hints() {
        let is = |line, expected: Option<&str>| assert_eq!(hint(line).as_deref(), expected, "{line}");
        is("get", Some(" key"));
        is("get ", Some("key"));
        is("get k", None);
        is("ge", None);
        is("config get", Some(" parameter [parameter ...]"));
        is("5 incrby 'a b' ", Some("increment"));
        is("get 'a", None);
        is("", None);
    }
}
