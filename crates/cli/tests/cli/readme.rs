//! The lines of the READMEs, typed on a terminal.

use std::process::Command;

use picoredis_tests::server::Server;

use crate::terminal::Terminal;

#[test]
fn the_readme_of_the_command_is_true() {
    assert!(play(include_str!("../../README.md")) >= 10);
}

#[test]
fn the_readme_of_the_project_is_true() {
    assert!(play(include_str!("../../../../README.md")) >= 4);
}

/// Types what a README shows of a terminal on one: how many lines.
fn play(readme: &str) -> usize {
    let session = readme.split("```console\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let server = Server::start().unwrap();
    let mut played = 0;
    for exchange in session.split("$ ").skip(1) {
        let (line, expected) = exchange.split_once('\n').unwrap();
        let (shown, _) = Terminal::start(&shell(line, &server)).end();
        assert_eq!(shown, expected, "$ {line}");
        played += 1;
    }
    played
}

/// A shell in which `picoredis` is the one on that server.
fn shell(line: &str, server: &Server) -> Command {
    let mut command = Command::new("sh");
    let function = format!("picoredis() {{ '{}' -p {} \"$@\"; }}", env!("CARGO_BIN_EXE_picoredis"), server.port());
    command.env_remove("REDISCLI_AUTH").args(["-c", &format!("{function}\n{line}")]);
    command
}
