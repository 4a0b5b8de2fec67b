//! All files: how long they may be, and what none of them may mention.

use std::fs;

use crate::workspace::{command, output_of, root};

/// A file of the repository: its path from the root, and its text.
pub(super) struct File {
    pub(super) path: String,
    pub(super) text: String,
}

/// No source file is longer, unless a program writes it.
const MAX_LINES: usize = 800;

const GENERATED: [&str; 3] = [
    "crates/core/src/command/table.rs",
    "crates/core/src/command/docs.tsv",
    "crates/python/python/picoredis/_picoredis.pyi",
];

/// Folders of one machine. In two parts, as this file is checked like any other.
const FOLDERS: [&str; 5] =
    [concat!("/wor", "k/"), concat!("/roo", "t/"), concat!("/hom", "e/"), concat!("/Use", "rs/"), concat!("/tm", "p/")];

/// Hosts of package registries: which one is used is the machine's business.
const HOSTS: [&str; 9] = [
    concat!("index.crates", ".io"),
    concat!("static.crates", ".io"),
    concat!("pypi", ".org"),
    concat!("pythonhosted", ".org"),
    concat!("deb.debian", ".org"),
    concat!("security.debian", ".org"),
    concat!("snapshot.debian", ".org"),
    concat!("archive.ubuntu", ".com"),
    concat!("pkg", ".dev"),
];

/// Every text file that git knows or would add.
pub(super) fn in_repository() -> Result<Vec<File>, String> {
    let listing = output_of(command("git").args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]))?;
    let mut paths: Vec<&str> = listing.split_terminator('\0').collect();
    paths.sort_unstable();
    // What cannot be read as text is an image or a file that has just been removed.
    let read = |path: &str| Some(File { path: path.into(), text: fs::read_to_string(root().join(path)).ok()? });
    Ok(paths.into_iter().filter_map(read).collect())
}

pub(super) fn check(files: &[File]) -> Vec<String> {
    files.iter().flat_map(|file| check_length(file).into_iter().chain(check_words(file))).collect()
}

fn check_length(file: &File) -> Option<String> {
    let lines = file.text.lines().count();
    let counts = file.path.starts_with("crates/") && !GENERATED.contains(&file.path.as_str());
    (counts && lines >= MAX_LINES)
        .then(|| format!("{}: {lines} lines; a file has less than {MAX_LINES}, does it do one thing?", file.path))
}

fn check_words(file: &File) -> Vec<String> {
    let mut complaints = Vec::new();
    for (number, line) in file.text.lines().enumerate() {
        let folder = FOLDERS.iter().find(|folder| mentions_folder(line, folder));
        let host = HOSTS.iter().find(|host| line.contains(*host));
        if let Some(word) = folder.or(host) {
            complaints.push(format!("{}:{}: mentions {word}, which belongs to one machine", file.path, number + 1));
        }
    }
    complaints
}

/// Whether an absolute path begins with `folder`; where it stands within another path, it is no such path.
fn mentions_folder(line: &str, folder: &str) -> bool {
    line.match_indices(folder).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        before.is_none_or(|c| !(c.is_alphanumeric() || "._-}/".contains(c)))
    })
}

#[cfg(test)]
mod tests {
    use super::{File, check};

    fn complaints(path: &str, text: &str) -> Vec<String> {
        check(&[File { path: path.into(), text: text.into() }])
    }

    #[test]
    fn long_files() {
        assert_eq!(complaints("crates/core/src/a.rs", &"\n".repeat(799)).len(), 0);
        assert_eq!(complaints("crates/core/src/a.rs", &"\n".repeat(800)).len(), 1);
        assert_eq!(complaints("crates/core/src/command/table.rs", &"\n".repeat(800)).len(), 0);
        assert_eq!(complaints("CHANGELOG.md", &"\n".repeat(800)).len(), 0);
    }

    #[test]
    fn paths_of_one_machine() {
        let path = concat!("see /hom", "e/me/notes");
        assert_eq!(
            complaints("README.md", path),
            [format!("README.md:1: mentions {}, which belongs to one machine", concat!("/hom", "e/"))]
        );
        assert_eq!(complaints("README.md", concat!("ok\n\"/tm", "p/x\"")).len(), 1);
        assert_eq!(complaints("README.md", concat!("see docs/wor", "k/notes")).len(), 0);
    }

    #[test]
    fn registry_hosts() {
        assert_eq!(complaints("a.sh", concat!("curl https://pypi", ".org/simple")).len(), 1);
        assert_eq!(complaints("a.sh", "curl https://docs.rs/picoredis").len(), 0);
    }
}
