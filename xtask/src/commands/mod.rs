//! `cargo xtask commands`: writes the command table of `picoredis-core` from what the servers say of themselves.
//!
//! ```text
//! redis-8.json     ┐ what COMMAND and COMMAND DOCS answer (--harvest asks again)
//! valkey-9.json    ┘
//! vectorset.json   what Redis does not say of its vector sets      ──> table.rs
//! replies.txt      the reply type of every command, by hand            docs.tsv
//! blocking.txt     where a blocking command has its timeout
//! ```
//!
//! The data stand in `xtask/commands/`.

mod data;
mod harvest;
mod merge;
mod names;
mod notes;
mod render;
mod syntax;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

/// What a step of the generator gives, or why it cannot.
type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Writes the table; `--check` only compares, `--harvest` first asks the servers again.
pub(crate) fn run(args: &[String]) -> std::result::Result<(), String> {
    run_verb(args).map_err(|error| error.to_string())
}

fn run_verb(args: &[String]) -> Result<()> {
    match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => write(&generate()?),
        ["--check"] => check(&generate()?),
        ["--harvest"] => {
            harvest::harvest_all(&data_folder())?;
            write(&generate()?)
        }
        _ => Err("usage: cargo xtask commands [--check | --harvest]".into()),
    }
}

/// A generated file: where it stands and what is in it.
struct Generated {
    path: PathBuf,
    text: String,
}

fn generate() -> Result<Vec<Generated>> {
    let table = merge::Table::read(&data_folder())?;
    let folder = repository().join("crates/core/src/command");
    Ok(vec![
        Generated { path: folder.join("table.rs"), text: render::table(&table)? },
        Generated { path: folder.join("docs.tsv"), text: render::docs(&table)? },
    ])
}

fn write(files: &[Generated]) -> Result<()> {
    for Generated { path, text } in files {
        fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))?;
        println!("wrote {}", path.display());
    }
    Ok(())
}

fn check(files: &[Generated]) -> Result<()> {
    for Generated { path, text } in files {
        let present = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        if let Some(hint) = first_difference(&present, text) {
            return Err(format!("{}:{hint}\nrun `cargo xtask commands`", path.display()).into());
        }
    }
    Ok(())
}

/// The first line in which two texts differ, as `LINE: what stands there and what should`.
fn first_difference(present: &str, wanted: &str) -> Option<String> {
    if present == wanted {
        return None;
    }
    let (mut old, mut new) = (present.lines(), wanted.lines());
    for number in 1.. {
        match (old.next(), new.next()) {
            (None, None) => return Some(format!("{number}: the line ends differ")),
            (old, new) if old == new => {}
            (old, new) => {
                let show = |line: Option<&str>| line.unwrap_or("(end of file)").trim().to_owned();
                return Some(format!("{number}:\n  is        {}\n  should be {}", show(old), show(new)));
            }
        }
    }
    None
}

fn data_folder() -> PathBuf {
    repository().join("xtask/commands")
}

fn repository() -> &'static Path {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_is_shown_with_its_line() {
        assert_eq!(first_difference("a\nb\n", "a\nb\n"), None);
        let hint = first_difference("a\nb\n", "a\nc\n").expect("they differ");
        assert!(hint.starts_with("2:") && hint.contains("is        b") && hint.contains("should be c"), "{hint}");
        let hint = first_difference("a\n", "a\nb\n").expect("they differ");
        assert!(hint.contains("is        (end of file)"), "{hint}");
        assert!(first_difference("a", "a\n").expect("they differ").contains("line ends"));
    }

    #[test]
    fn check_fails_on_a_changed_or_missing_file() {
        let path = std::env::temp_dir().join(format!("picoredis-check-{}", std::process::id()));
        let file = [Generated { path: path.clone(), text: "new\n".into() }];
        assert!(check(&file).is_err(), "missing");
        fs::write(&path, "old\n").expect("a writable temporary folder");
        assert!(check(&file).is_err(), "changed");
        write(&file).expect("a writable temporary folder");
        assert!(check(&file).is_ok(), "written");
        fs::remove_file(&path).expect("it is there");
    }

    #[test]
    fn an_unknown_option_is_refused() {
        assert!(run(&["--chekc".into()]).is_err());
    }
}
