//! The README shows what the session prints, word for word.

use std::path::Path;
use std::process::Command;

use picoredis_tests::server;

#[test]
fn the_readme_shows_the_session() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let readme = std::fs::read_to_string(root.join("README.md")).unwrap();
    let shown = readme.split("<!-- session -->\n```text\n").nth(1).unwrap().split("```").next().unwrap();
    let printed = session(root);
    assert_eq!(without_blank_ends(shown), without_blank_ends(&printed), "what the README shows, and what is printed");
}

fn session(root: &Path) -> String {
    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--package", "picoredis", "--example", "session", "--", &server().url()])
        .current_dir(root)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Redis ends some errors with a blank, which editors remove.
fn without_blank_ends(text: &str) -> String {
    text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}
