//! What one face of the client can do, the other can, under the same name.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// What one face has and the other has not, and why.
const BLOCKING_ALONE: &[(&str, &str)] = &[
    ("on_interrupt", "a future is dropped instead"),
    ("pushes", "it is an iterator, and the language has no async ones: next_push() in a loop is the same"),
];
const ASYNC_ALONE: &[(&str, &str)] = &[("share", "threads have a connection each, or a pool")];

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

/// The public methods of `Redis` in some files. The formatter has it that a block ends with a brace in the first column.
fn methods(files: &[PathBuf]) -> BTreeSet<String> {
    let mut methods = BTreeSet::new();
    for file in files {
        let text = fs::read_to_string(file).unwrap();
        let mut of_redis = false;
        let mut header = None;
        for line in text.lines() {
            if line.starts_with("impl") {
                header = Some(String::new());
            }
            if let Some(begun) = &mut header {
                begun.push_str(line);
                if line.ends_with('{') {
                    of_redis = is_of_redis(begun);
                    header = None;
                }
            }
            let name = line.trim_start().strip_prefix("pub ").and_then(name_of_function);
            if let (true, Some(name)) = (of_redis, name) {
                methods.insert(name.to_owned());
            }
            of_redis &= line != "}";
        }
    }
    methods
}

/// `impl<T: Transport> Redis<T> {`, but not `impl Debug for Redis {`.
fn is_of_redis(header: &str) -> bool {
    let mut depth = 0;
    let generics = |&(_, character): &(usize, char)| {
        depth += i32::from(character == '<') - i32::from(character == '>');
        depth == 0
    };
    let rest = header.trim_start_matches("impl");
    let rest = match rest.char_indices().find(generics) {
        Some((end, '>')) => rest[end + 1..].trim_start(),
        _ => rest.trim_start(),
    };
    let name = rest.split(['<', ' ']).next();
    name == Some("Redis") && !header.contains(" for ")
}

fn name_of_function(signature: &str) -> Option<&str> {
    let words = signature.trim_start_matches("const ").trim_start_matches("async ");
    words.strip_prefix("fn ")?.split(['(', '<']).next()
}

#[test]
fn both_faces_have_the_same_methods() {
    let mut blocking = files("blocking");
    blocking.push(source().join("connect.rs"));
    let (blocking, asynch) = (methods(&blocking), methods(&files("asynch")));
    for name in ["run", "do_cmd", "pipeline", "subscribe", "connect", "is_stale", "debug_off", "with_limits"] {
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
