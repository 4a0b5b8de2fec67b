//! The same commands to redis-cli and to picoredis: what they print must be the same, byte for byte.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use picoredis_tests::server::{Flavour, Server, binaries};

use crate::terminal::Terminal;
use crate::{Ran, picoredis_on, ran};

/// What the commands below find.
const DATA: &str = r#"
SET text "hello world"
SET empty ""
SET quotes "say \"hi\" \\ 'there'"
SET control "\a\b\t\n\r\x00\x1b\x7f"
SET binary "\xff\xfe\x80"
SET accents "caf\xc3\xa9"
SET lines "one\ntwo\r\nthree"
SET number 42
RPUSH list a b c d e f g h i j k
RPUSH one only
HSET hash field value "odd field" "a \"quoted\" value" empty ""
SADD set single
ZADD zset 1 one 2.5 two -inf low inf high 3.14159265358979 pi
GEOADD places 13.361389 38.115556 Palermo 15.087269 37.502669 Catania
XADD stream 1-1 temperature 20.5 note "a b"
XADD stream 1-2 temperature 21
XGROUP CREATE stream group 0
PFADD visitors a b c
SETBIT bits 7 1
"#;

/// What is asked: every kind of reply, nested, empty and odd, and errors. Asked twice, each answers the same.
const COMMANDS: &str = include_str!("commands.txt");

/// What else is asked, one after the other on one connection: these change what they find.
const MORE_COMMANDS: &str = include_str!("more_commands.txt");

/// The styles that can be asked for.
const ALL_STYLES: [&str; 5] = ["--no-raw", "--raw", "--csv", "--json", "--quoted-json"];

const STYLES: [&str; 2] = ["--no-raw", "--raw"];
const PROTOCOLS: [&str; 2] = ["-2", "-3"];

#[test]
fn one_command_and_its_reply() {
    for (server, cli) in servers_with_cli() {
        let mut differences = Vec::new();
        for line in lines(COMMANDS) {
            for options in STYLES.iter().flat_map(|style| PROTOCOLS.map(|protocol| [style, protocol])) {
                let theirs = ran(sh(&cli, &server, &options, line).stdin(Stdio::null()));
                let ours = ran(&mut sh(&picoredis(), &server, &options, line));
                let expected = expected(&theirs, &ours, options[0]);
                if ours != expected {
                    differences.push(format!("{options:?} {line}\n  ours:   {ours:?}\n  theirs: {expected:?}"));
                }
            }
        }
        assert!(differences.is_empty(), "on {}:\n{}", server.binary().name, differences.join("\n"));
    }
}

#[test]
fn every_style_of_every_reply() {
    for (server, cli) in servers_with_cli() {
        for style in ALL_STYLES {
            for protocol in PROTOCOLS {
                let answers = |program: &[String]| answers(piped(program, &server, &[style, protocol]));
                let (ours, theirs) = (answers(&picoredis()), answers(&cli));
                compare(&ours, &theirs, &format!("{style} {protocol} on {}", server.binary().name));
            }
        }
    }
}

#[test]
fn every_reply_on_a_terminal() {
    for (server, cli) in servers_with_cli() {
        let input = server.directory().join("input");
        std::fs::write(&input, input_with_marks()).unwrap();
        let styles = ALL_STYLES.map(|style| vec![style]).into_iter().chain([vec![]]);
        for (style, protocol) in styles.flat_map(|style| PROTOCOLS.map(|protocol| (style.clone(), protocol))) {
            let answers = |program: &[String]| {
                let direct = on_server(program, &server, &[&style[..], &[protocol]].concat());
                let mut command = Command::new("sh");
                command.args(["-c", "input=$1; shift; exec \"$@\" <\"$input\""]).arg("sh").arg(&input);
                command.arg(direct.get_program()).args(direct.get_args()).env_remove("REDISCLI_AUTH");
                answers(Terminal::start(&command).end().0)
            };
            let (ours, theirs) = (answers(&picoredis()), answers(&cli));
            compare(&ours, &theirs, &format!("{style:?} {protocol} on {}, on a terminal", server.binary().name));
        }
    }
}

#[test]
fn what_is_published_and_monitored() {
    for (server, cli) in servers_with_cli() {
        for (style, protocol) in ALL_STYLES.iter().flat_map(|style| PROTOCOLS.map(|protocol| (*style, protocol))) {
            let heard = |program: &[String]| heard(on_server(program, &server, &[style, protocol]), &server);
            let theirs = heard(&cli).map(|heard| heard.replace("Reading messages... (press Ctrl-C to quit)\n", ""));
            assert_eq!(heard(&picoredis()), theirs, "{style} {protocol} on {}", server.binary().name);
        }
    }
}

/// What a program shows that listens to some channels in a pipe, while others say something there.
fn heard(command: Command, server: &Server) -> [String; 2] {
    let listen = |words: &[&str], last: &str, says: &[&[&str]]| {
        let mut listening = Command::new(command.get_program());
        listening.args(command.get_args()).args(words).env_remove("REDISCLI_AUTH");
        let mut child = listening.stdout(Stdio::piped()).stdin(Stdio::null()).spawn().unwrap();
        let (mut lines, mut heard) = (BufReader::new(child.stdout.take().unwrap()), String::new());
        let mut until = |last: &str| while !heard.contains(last) && lines.read_line(&mut heard).unwrap() > 0 {};
        until(if words[0] == "MONITOR" { "OK" } else { words[words.len() - 1] });
        for say in says {
            ran(picoredis_on(server).args(*say));
        }
        until(last);
        child.kill().unwrap();
        child.wait().unwrap();
        heard
    };
    let published: [&[&str]; 2] = [&["PUBLISH", "news", "said \"this\"\n"], &["PUBLISH", "other", "the last"]];
    let channels = listen(&["PSUBSCRIBE", "n*", "other"], "the last", &published);
    let monitored = listen(&["MONITOR"], "the last", &[&["ECHO", "the last"]]);
    // Time and port differ.
    let monitored = monitored.lines().map(|line| {
        line.split_once('[').map_or(line, |(_, what)| what.split_once(']').map_or(what, |(_, words)| words)).to_owned()
            + "\n"
    });
    [channels, monitored.collect()]
}

#[test]
fn odd_lines_on_standard_input() {
    let odd =
        "PING \"a\\x41\\n\\\"b\"\n\"open\nECHO 'it\\'s'\nECHO 'it''s'\n  ECHO\tx  \n\n2 PING\n0 PING\nECHO \"\"x\n";
    // valkey-cli has other rules since version 9.
    let is_redis = |(server, _): &(Server, _)| server.binary().flavour == Flavour::Redis;
    for (server, cli) in servers_with_cli().into_iter().filter(is_redis) {
        let piped = |program: &[String]| crate::fed(&mut on_server(program, &server, &["--raw"]), odd.as_bytes());
        let (ours, theirs) = (piped(&picoredis()), piped(&cli));
        let complaint = "Invalid argument(s)\n";
        let theirs = crate::text(theirs.stdout).replace(complaint, "");
        let theirs = theirs.lines().filter(|line| !line.contains("repeat command option")).collect::<Vec<_>>();
        let ours_said = crate::text(ours.stdout);
        assert_eq!(ours_said.lines().collect::<Vec<_>>(), theirs, "on {}", server.binary().name);
        assert_eq!(crate::text(ours.stderr).matches(complaint).count(), 3);
    }
}

/// All commands on one connection, on fresh data; between them stands what no reply is.
fn input_with_marks() -> String {
    let mut input = format!("FLUSHALL\nACL LOG RESET\n{DATA}");
    for (index, line) in all_commands().iter().enumerate() {
        input += &format!("ECHO {}\n{line}\n", mark(index));
    }
    input
}

/// All commands. A transaction is one of them: between its lines, a mark would be one more of its commands.
fn all_commands() -> Vec<String> {
    let mut commands: Vec<String> = Vec::new();
    let mut in_transaction = false;
    for line in lines(COMMANDS).chain(lines(MORE_COMMANDS)) {
        match commands.last_mut().filter(|_| in_transaction) {
            Some(last) => *last += &format!("\n{line}"),
            None => commands.push(line.into()),
        }
        in_transaction = line == "MULTI" || (in_transaction && !matches!(line, "EXEC" | "DISCARD"));
    }
    commands
}

fn mark(index: usize) -> String {
    format!("<<<{index}>>>")
}

/// What a program prints for those commands, errors included.
fn piped(program: &[String], server: &Server, options: &[&str]) -> String {
    let direct = on_server(program, server, options);
    let mut command = Command::new("sh");
    command.args(["-c", "exec \"$@\" 2>&1", "sh"]).arg(direct.get_program()).args(direct.get_args());
    command.env_remove("REDISCLI_AUTH");
    crate::text(crate::fed(&mut command, input_with_marks().as_bytes()).stdout)
}

/// The answer to each command.
fn answers(mut printed: String) -> Vec<String> {
    let mut answers = Vec::new();
    for index in 0..all_commands().len() {
        let mark = mark(index);
        let (before, after) = printed.split_once(&mark).unwrap_or_else(|| panic!("no {mark} in {printed}"));
        answers.push(before.into());
        printed = after.into();
    }
    answers.push(printed);
    // Before the first mark there is the data.
    answers.split_off(1)
}

fn compare(ours: &[String], theirs: &[String], occasion: &str) {
    assert!(ours.len() >= 300, "{} commands", ours.len());
    let mut differences = String::new();
    for ((line, ours), theirs) in all_commands().iter().zip(ours).zip(theirs) {
        if !are_same(ours, theirs) {
            differences += &format!("{line}\n  ours:   {ours:?}\n  theirs: {theirs:?}\n");
        }
    }
    assert!(differences.is_empty(), "{occasion}:\n{differences}");
}

/// Byte for byte, but for this: an error that redis-cli shows bare ends its line twice.
fn are_same(ours: &str, theirs: &str) -> bool {
    let is_error =
        |line: &str| line.split(' ').next().is_some_and(|code| code.bytes().all(|byte| byte.is_ascii_uppercase()));
    if ours == theirs {
        return true;
    }
    let mut theirs = theirs.split('\n').peekable();
    let mut lines = ours.split('\n').peekable();
    while let Some(line) = lines.next() {
        if theirs.next() != Some(line) {
            return false;
        }
        let ends_twice = theirs.peek() == Some(&"") && (lines.peek() != Some(&"") || theirs.clone().nth(1) == Some(""));
        if ends_twice && !line.is_empty() && is_error(line) {
            theirs.next();
        }
    }
    theirs.next().is_none()
}

#[test]
fn the_style_suits_where_replies_go() {
    for (server, cli) in servers_with_cli() {
        for line in
            ["GET text", "LRANGE list 0 -1", "HGETALL hash", "GET none", "INCR text", "INFO keyspace", "MEMORY DOCTOR"]
        {
            let piped = |program: &[String]| ran(&mut sh(program, &server, &["-3"], line));
            let (ours, theirs) = (piped(&picoredis()), piped(&cli));
            assert_eq!(ours, expected(&theirs, &ours, "--raw"), "{line} in a pipe");

            let screen = |program: &[String]| Terminal::start(&sh(program, &server, &["-3"], line)).end().0;
            assert_eq!(screen(&picoredis()), screen(&cli), "{line} on a terminal");
        }
    }
}

/// What ours must be: as theirs, but for errors, which go to standard error, as a line, with a status.
fn expected(theirs: &Ran, ours: &Ran, style: &str) -> Ran {
    if ours.status == 0 {
        return Ran { out: theirs.out.clone(), ..crate::good("") };
    }
    // Raw, redis-cli ends the line twice.
    let twice = style == "--raw" && theirs.out.ends_with("\n\n");
    let line = if twice { &theirs.out[..theirs.out.len() - 1] } else { &theirs.out };
    crate::bad(1, line)
}

/// Every server that comes with a redis-cli or valkey-cli, and that.
fn servers_with_cli() -> Vec<(Server, Vec<String>)> {
    let with_cli = |binary| {
        let server = Server::start_with(binary, &[]).unwrap();
        let cli: Vec<_> = binary.cli.as_ref()?.iter().map(|word| word.to_str().unwrap().to_owned()).collect();
        let filled = crate::fed(&mut picoredis_on(&server), DATA.as_bytes());
        assert_eq!(filled.stderr, b"");
        Some((server, cli))
    };
    let found: Vec<_> = binaries().iter().filter_map(with_cli).collect();
    assert!(!found.is_empty(), "no redis-cli or valkey-cli to compare with: install redis-tools");
    found
}

fn picoredis() -> Vec<String> {
    vec![env!("CARGO_BIN_EXE_picoredis").into()]
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.is_empty())
}

/// A program with these options on a server.
fn on_server(program: &[String], server: &Server, options: &[&str]) -> Command {
    let mut command = Command::new(&program[0]);
    command.env_remove("REDISCLI_AUTH").args(&program[1..]);
    command.arg("-p").arg(server.port().to_string()).args(options);
    command
}

/// The same with the words of a line, which a shell splits as both programs would.
fn sh(program: &[String], server: &Server, options: &[&str], line: &str) -> Command {
    let direct = on_server(program, server, options);
    let mut command = Command::new("sh");
    command.env_remove("REDISCLI_AUTH").args(["-c", &format!("exec \"$@\" {line}"), "sh"]);
    command.arg(direct.get_program()).args(direct.get_args());
    command
}
