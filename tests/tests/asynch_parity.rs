//! What one face of the client can do, the other can, under the same name.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// What one face has and the other has not, and why.
const BLOCKING_ALONE: &[(&str, &str)] = &[
    ("Redis::next_push(timeout)", "how long to wait: a future is dropped instead"),
    ("Redis::next_push_as(timeout_ms)", "as of next_push()"),
    ("Redis::next_push_with(timeout, take)", "as of next_push()"),
    ("Redis::on_interrupt(enough)", "a future is dropped instead"),
    ("Redis::abandon()", "for whoever was interrupted"),
    (
        "Redis::pushes(timeout)",
        "it is an iterator, and the language has no async ones: next_push() in a loop is the same",
    ),
];
const ASYNC_ALONE: &[(&str, &str)] = &[
    ("Redis::next_push()", "the same without a time"),
    ("Redis::next_push_as()", "the same without a time"),
    ("Redis::next_push_with(take)", "the same without a time"),
    ("Redis::share()", "threads have a connection each, or a pool"),
    ("Scan::next()", "an iterator has it already"),
];

/// The types that each face has of its own.
const TYPES: [&str; 5] = ["Redis", "Cached", "Scan", "ReplyStream", "StringReader"];

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/client/src")
}

/// The files of a module: its own, and those of its folder.
fn files(module: &str) -> Vec<PathBuf> {
    let mut files = vec![source().join(module).with_extension("rs")];
    let mut folders = vec![source().join(module)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files
}

/// The public methods of the types in some files, with the names of their parameters. The formatter has it that a block ends
/// with a brace in the first column.
fn methods(files: &[PathBuf]) -> BTreeSet<String> {
    let mut methods = BTreeSet::new();
    for file in files {
        let text = fs::read_to_string(file).unwrap();
        for block in text.split("\n}").filter_map(|block| Some(&block[block.find("\nimpl")? + 1..])) {
            let Some(of) = type_of(block) else { continue };
            for function in block.split("\n    pub ").skip(1) {
                let function = function.trim_start_matches("const ").trim_start_matches("async ");
                let Some(signature) = function.strip_prefix("fn ") else { continue };
                let name = signature.split(['(', '<']).next().unwrap();
                methods.insert(format!("{of}::{name}({})", parameters(signature).join(", ")));
            }
        }
    }
    methods
}

/// The type that a block is of: `impl<T: Transport> Redis<T> {`, but not `impl Debug for Redis {`.
fn type_of(block: &str) -> Option<&'static str> {
    let header = block.split(" {\n").next()?;
    let rest = match header.trim_start_matches("impl") {
        generic if generic.starts_with('<') => generic[end_of(generic)..].trim_start(),
        plain => plain.trim_start(),
    };
    let name = rest.split(['<', ' ', '\n']).next();
    TYPES.into_iter().find(|of| Some(*of) == name && !header.contains(" for "))
}

/// The names of the parameters, but for `self`.
fn parameters(signature: &str) -> Vec<&str> {
    let signature = &signature[signature.find(['(', '<']).unwrap()..];
    let list = if signature.starts_with('<') { &signature[end_of(signature)..] } else { signature };
    let list = &list[1..end_of(list) - 1];
    let mut names = Vec::new();
    let mut depth = 0;
    let mut begin = 0;
    for (index, character) in list.char_indices().chain([(list.len(), ',')]) {
        depth += step(list, index, character);
        if depth == 0 && character == ',' {
            let name = list[begin..index].split(':').next().unwrap().trim().trim_start_matches("mut ");
            if !name.is_empty() && !name.ends_with("self") {
                names.push(name);
            }
            begin = index + 1;
        }
    }
    names
}

/// Where the bracket that a text begins with is closed.
fn end_of(text: &str) -> usize {
    let mut depth = 0;
    let mut closed = |(index, character)| {
        depth += step(text, index, character);
        depth == 0
    };
    text.char_indices().find(|&at| closed(at)).expect("it is closed").0 + 1
}

/// How much deeper a character leads.
fn step(text: &str, index: usize, character: char) -> i32 {
    match character {
        '(' | '[' | '<' => 1,
        '>' if text[..index].ends_with('-') => 0,
        ')' | ']' | '>' => -1,
        _ => 0,
    }
}

#[test]
fn both_faces_have_the_same_methods() {
    let mut blocking = files("blocking");
    blocking.push(source().join("connect.rs"));
    let (blocking, asynch) = (methods(&blocking), methods(&files("asynch")));
    for name in [
        "Redis::run(command)",
        "Redis::run_from(command, len, reader, more)",
        "Redis::transaction_watching(keys, tries, plan)",
        "Redis::connect()",
        "Redis::debug_off()",
        "Scan::redis()",
        "StringReader::write_to(writer)",
        "Cached::run(command)",
    ] {
        assert!(blocking.contains(name) && asynch.contains(name), "{name} is not found: is the test blind?");
    }
    let names = |alone: &[(&str, &str)]| alone.iter().map(|(name, _)| (*name).to_owned()).collect::<BTreeSet<_>>();
    assert_eq!(&blocking - &asynch, names(BLOCKING_ALONE), "what the blocking face has alone");
    assert_eq!(&asynch - &blocking, names(ASYNC_ALONE), "what the async face has alone");
}

#[test]
fn every_face_has_all_commands() {
    for file in ["commands.rs", "asynch/commands.rs", "asynch/tokio/shared/commands.rs"] {
        let text = fs::read_to_string(source().join(file)).unwrap();
        assert!(text.contains("picoredis_core::each_command!(methods);"), "{file}");
    }
}
