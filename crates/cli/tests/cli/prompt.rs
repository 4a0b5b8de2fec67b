//! The prompt, as a person sees it: what they type stands on the screen too.

use picoredis_tests::server::{Server, server};

use crate::terminal::Terminal;
use crate::{good, picoredis_on, ran};

/// The prompt of a server, without its end.
fn address(server: &Server) -> String {
    format!("127.0.0.1:{}", server.port())
}

/// Types a line; returns what the screen shows until that prompt.
fn answer(terminal: &mut Terminal, line: &str, prompt: &str) -> String {
    terminal.type_line(line);
    let shown = terminal.until_prompt(prompt);
    let (typed, answer) = shown.split_once('\n').unwrap();
    assert!(typed.trim_end().ends_with(format!("> {line}").trim_end()), "{line} is not in {shown}");
    answer.to_owned()
}

#[test]
fn a_conversation() {
    let here = address(server());
    let mut terminal = Terminal::start(&picoredis_on(server()));
    terminal.until_prompt(&format!("{here}> "));
    let mut say = |line: &str, prompt: &str| answer(&mut terminal, line, &format!("{here}{prompt}> "));
    assert_eq!(say("set prompt:a \"x\\x00y\"", ""), "OK\n");
    assert_eq!(say("get prompt:a", ""), "\"x\\x00y\"\n");
    assert_eq!(say("", ""), "");
    assert_eq!(say("'half", ""), "Invalid argument(s)\n");
    assert_eq!(say("incr prompt:a", ""), "(error) ERR value is not an integer or out of range\n");
    assert_eq!(say("select 2", "[2]"), "OK\n");
    assert_eq!(say("multi", "[2](TX)"), "OK\n");
    assert_eq!(say("ping", "[2](TX)"), "QUEUED\n");
    assert_eq!(say("exec", "[2]"), "1) PONG\n");
    assert_eq!(say("hello 3", "[2]").lines().next(), Some("1# \"server\" => \"redis\""));
    assert_eq!(say("debug protocol true", "[2]"), "(true)\n");
    terminal.type_line("exit");
    assert_eq!(terminal.end_of_screen(), (format!("{here}[2]> exit\n"), 0));
}

#[test]
fn a_unix_socket_is_shown_by_its_path() {
    let mut command = crate::picoredis();
    let mut terminal = Terminal::start(command.arg("-s").arg(server().socket()));
    terminal.until_prompt(&format!("redis {}> ", server().socket().display()));
}

#[test]
fn control_d_and_control_c_leave() {
    let here = format!("{}> ", address(server()));
    for key in ["\x04", "\x03"] {
        let mut terminal = Terminal::start(&picoredis_on(server()));
        terminal.until_prompt(&here);
        terminal.press(key);
        // The shell's prompt gets a line of its own.
        assert_eq!(terminal.end_of_screen(), (format!("{here}\n"), 0));
    }
}

#[test]
fn control_c_gives_up_the_line() {
    let here = format!("{}> ", address(server()));
    let mut terminal = Terminal::start(&picoredis_on(server()));
    terminal.until_prompt(&here);
    terminal.press("set a");
    terminal.until_typed(&here, "set a value [NX | XX | IFEQ comparison-value] [GET] [EX seconds | PX milliseconds | EXAT unix-time-seconds | PXAT unix-time-milliseconds | KEEPTTL]");
    terminal.press("\x03");
    terminal.until_prompt(&here);
    assert_eq!(answer(&mut terminal, "echo still", &here), "\"still\"\n");
}

#[test]
fn the_connection_comes_back_with_the_server_and_is_as_it_was() {
    let server = Server::start_with(server().binary(), &["--requirepass", "hunter2"]).unwrap();
    let (here, binary, port) = (address(&server), server.binary().clone(), server.port().to_string());
    let mut terminal = Terminal::start(&picoredis_on(&server));
    terminal.until_prompt(&format!("{here}> "));
    let mut say = |line: &str, prompt: &str| answer(&mut terminal, line, prompt);
    let selected = format!("{here}[3]> ");
    assert_eq!(say("ping", &format!("{here}> ")), "(error) NOAUTH Authentication required.\n");
    assert_eq!(say("auth hunter2", &format!("{here}> ")), "OK\n");
    assert_eq!(say("select 3", &selected), "OK\n");

    drop(server);
    let gone = say("set a 1", "not connected> ");
    assert!(gone.starts_with("Error: SET: "), "{gone}");
    let refused = say("get a", "not connected> ");
    assert!(refused.starts_with(&format!("Could not connect to Redis at {here}: ")), "{refused}");

    let again = Server::start_with(&binary, &["--requirepass", "hunter2", "--port", &port]).unwrap();
    assert_eq!(say("client info", &selected).matches(" db=3 ").count(), 1);
    assert_eq!(say("get a", &selected), "(nil)\n");
    drop(again);
}

#[test]
fn a_lost_connection_is_made_anew_for_what_only_reads() {
    let server = Server::start().unwrap();
    let here = format!("{}> ", address(&server));
    let mut terminal = Terminal::start(&picoredis_on(&server));
    terminal.until_prompt(&here);
    let mut say = |line: &str, prompt: &str| answer(&mut terminal, line, prompt);
    let kill = "client kill type normal skipme no";
    assert_eq!(say("set a 1", &here), "OK\n");
    assert_eq!(say(kill, &here), "(integer) 1\n");
    assert_eq!(say("get a", &here), "\"1\"\n");

    // The watch is gone with its connection: who asked for it must know.
    assert_eq!(say("watch a", &here), "OK\n");
    assert_eq!(say(kill, &here), "(integer) 1\n");
    assert!(say("get a", "not connected> ").starts_with("Error: GET: "));
    assert_eq!(say("get a", &here), "\"1\"\n");
}

#[test]
fn a_wrong_password_can_be_corrected() {
    let server = Server::start_with(server().binary(), &["--requirepass", "hunter2"]).unwrap();
    let mut command = picoredis_on(&server);
    let mut terminal = Terminal::start(command.env("REDISCLI_AUTH", "wrong"));
    let shown = terminal.until_prompt("not connected> ");
    assert!(shown.starts_with("AUTH failed: WRONGPASS "), "{shown}");
    let here = format!("{}> ", address(&server));
    assert_eq!(answer(&mut terminal, "auth hunter2", &here), "OK\n");
    assert_eq!(answer(&mut terminal, "ping", &here), "PONG\n");
}

#[test]
fn whoever_logged_in_last_logs_in_again() {
    let server = Server::start_with(server().binary(), &["--requirepass", "hunter2"]).unwrap();
    let mut adding = picoredis_on(&server);
    adding.env("REDISCLI_AUTH", "hunter2").args(["ACL", "SETUSER", "me", "on", ">pw", "+@all"]);
    assert_eq!(ran(&mut adding), good("OK\n"));
    let here = format!("{}> ", address(&server));
    let url = format!("redis://me:pw@{}", address(&server));
    for options in [&["-u", &url][..], &["--user", "me", "-a", "pw"]] {
        let mut command = picoredis_on(&server);
        let mut terminal = Terminal::start(command.args(options).arg("--no-auth-warning"));
        terminal.until_prompt(&here);
        let mut say = |line: &str| answer(&mut terminal, line, &here);
        assert_eq!(say("acl whoami"), "\"me\"\n");
        assert_eq!(say("auth hunter2"), "OK\n");
        assert_eq!(say("client kill type normal skipme no"), "(integer) 1\n");
        assert_eq!(say("exists a"), "(integer) 0\n");
        assert_eq!(say("acl whoami"), "\"default\"\n");
    }
}

#[test]
fn the_prompt_does_not_go_with_the_replies() {
    let file = server().directory().join("replies");
    let mut shell = std::process::Command::new("sh");
    let command = format!(
        "{} -p {} > '{}'; cat '{}'",
        env!("CARGO_BIN_EXE_picoredis"),
        server().port(),
        file.display(),
        file.display()
    );
    let mut terminal = Terminal::start(shell.args(["-c", &command]).env("PICOREDISCLI_HISTFILE", "/dev/null"));
    let here = format!("{}> ", address(server()));
    terminal.until_prompt(&here);
    assert_eq!(answer(&mut terminal, "ping", &here), "");
    terminal.type_line("quit");
    assert_eq!(terminal.end_of_screen(), (format!("{here}quit\nPONG\n"), 0));
}
