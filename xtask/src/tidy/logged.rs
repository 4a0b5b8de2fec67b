//! Every public type shows itself in a log of defmt: it stands in the list of its crate.

use super::code;
use super::files::File;

/// The crates that have such a list.
const CRATES: [&str; 2] = ["crates/core/src/", "crates/client/src/"];

const LIST: &str = "defmt_format.rs";

pub(super) fn check(files: &[File]) -> Vec<String> {
    CRATES.iter().flat_map(|sources| check_crate(sources, files)).collect()
}

fn check_crate(sources: &str, files: &[File]) -> Vec<String> {
    let path = format!("{sources}{LIST}");
    let Some(list) = files.iter().find(|file| file.path == path) else { return vec![format!("there is no {path}")] };
    let listed: Vec<Type<'_>> = list.text.lines().filter_map(entry).collect();
    let files = files.iter().filter(|file| file.path.starts_with(sources) && file.path.ends_with(".rs"));
    files
        .flat_map(|file| {
            let asynch = file.path[sources.len()..].starts_with("asynch");
            let bare = code::bare(&file.text);
            let missing: Vec<_> = bare
                .lines()
                .filter_map(declared)
                .filter(|name| !listed.contains(&Type { asynch, name }))
                .map(|name| {
                    format!("{}: `{name}` does not show itself in a log of defmt: it lacks in {path}", file.path)
                })
                .collect();
            missing
        })
        .collect()
}

/// A type, and whether it is the async client's: the blocking one has some of the same name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Type<'a> {
    asynch: bool,
    name: &'a str,
}

/// The public type that a line declares.
fn declared(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let rest = line.strip_prefix("pub struct ").or_else(|| line.strip_prefix("pub enum "))?;
    rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().filter(|name| !name.is_empty())
}

/// The type of a line of the list: `{T: Debug} crate::asynch::Bare<T>;`.
fn entry(line: &str) -> Option<Type<'_>> {
    let (_, rest) = line.trim_start().strip_prefix('{')?.split_once("} ")?;
    let path = rest.strip_suffix(';')?.split('<').next()?;
    let name = path.rsplit("::").next()?;
    Some(Type { asynch: path.split("::").any(|word| word == "asynch"), name })
}

#[cfg(test)]
mod tests {
    use super::super::files::File;
    use super::check;

    fn complaints(source: &str, path: &str) -> usize {
        let list = "as_in_a_debugger! {\n    {} Full;\n    {T: Debug} crate::asynch::Bare<T>;\n}\n";
        let file = |path: &str, text: &str| File { path: path.into(), text: text.into() };
        let core = file("crates/core/src/defmt_format.rs", "");
        check(&[core, file("crates/client/src/defmt_format.rs", list), file(path, source)]).len()
    }

    #[test]
    fn what_is_listed() {
        assert_eq!(complaints("pub struct Full;\npub(crate) struct Other;\n", "crates/client/src/a.rs"), 0);
        assert_eq!(complaints("pub struct Bare<T>(pub T);", "crates/client/src/asynch/transport.rs"), 0);
        assert_eq!(complaints("// pub struct Other;\npub struct $name;", "crates/client/src/a.rs"), 0);
    }

    #[test]
    fn what_is_missing() {
        assert_eq!(complaints("pub enum Other {}", "crates/client/src/a.rs"), 1);
        assert_eq!(complaints("pub struct Bare<T>(pub T);", "crates/client/src/transport/mod.rs"), 1);
        assert_eq!(complaints("pub struct Full;", "crates/core/src/encode.rs"), 1);
    }
}
