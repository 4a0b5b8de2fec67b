//! The prompt, as a person sees it: what they type stands on the screen too.

use picoredis_tests::server::{Server, server};

use crate::terminal::Terminal;
use crate::{good, picoredis_on, ran};

/// The prompt of a server, without its end.
fn address(server: &Server) -> String {
    format!("127.0.0.1:{}", server.port())
}

/// Types a line; returns what the screen shows until that prompt, but for how long it took: a machine may be busy.
fn answer(terminal: &mut Terminal, line: &str, prompt: &str) -> String {
    let answer = timed_answer(terminal, line, prompt);
    let without_time = answer.strip_suffix("s)\n").and_then(|answer| {
        let (before, time) = answer.rsplit_once('(')?;
        time.parse::<f64>().is_ok().then(|| before.to_owned())
    });
    without_time.unwrap_or(answer)
}

/// The same with the time, if that is shown.
fn timed_answer(terminal: &mut Terminal, line: &str, prompt: &str) -> String {
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
    terminal.press("get a");
    terminal.until_typed(&here, "get a");
    terminal.press("\x03");
    terminal.until_prompt(&here);
    assert_eq!(answer(&mut terminal, "echo still", &here), "\"still\"\n");
}

#[test]
fn control_c_abandons_a_slow_command_and_nothing_else() {
    let server = Server::start().unwrap();
    let here = format!("{}> ", address(&server));
    let mut terminal = Terminal::start(picoredis_on(&server).args(["-t", "0"]));
    terminal.until_prompt(&here);
    assert_eq!(answer(&mut terminal, "client id", &here), "(integer) 3\n");
    let outside = |words: &[&str]| ran(picoredis_on(&server).args(words));
    assert_eq!(outside(&["CONFIG", "SET", "busy-reply-threshold", "10"]), good("OK\n"));

    terminal.type_line("blpop nothing 0");
    while !outside(&["INFO", "clients"]).out.contains("blocked_clients:1") {}
    terminal.press("\x03");
    let interrupted = |shown: &str| shown.contains(": interrupted (the command may have been executed)\n");
    assert!(interrupted(&terminal.until_prompt(&here)));
    // It is answered at last, to nobody.
    assert_eq!(outside(&["RPUSH", "nothing", "late"]), good("1\n"));
    assert_eq!(answer(&mut terminal, "echo 'the right one'", &here), "\"the right one\"\n");

    terminal.type_line("eval 'while true do end' 0");
    while !outside(&["PING"]).err.starts_with("BUSY ") {}
    terminal.press("\x03");
    assert!(interrupted(&terminal.until_prompt(&here)));
    assert_eq!(outside(&["SCRIPT", "KILL"]), good("OK\n"));
    assert_eq!(answer(&mut terminal, "client id", &here), "(integer) 3\n");
}

#[test]
fn what_was_given_up_does_not_keep_the_next_waiting() {
    let server = Server::start().unwrap();
    let here = format!("{}[1]> ", address(&server));
    let mut terminal = Terminal::start(picoredis_on(&server).args(["-n", "1"]));
    terminal.until_prompt(&here);
    terminal.type_line("blpop nothing 0");
    while !ran(picoredis_on(&server).args(["INFO", "clients"])).out.contains("blocked_clients:1") {}
    terminal.press("\x03");
    terminal.until_prompt(&here);
    // The server does not let go of that connection: this is another one.
    assert_eq!(answer(&mut terminal, "client info", &here).matches(" db=1 ").count(), 1);
    while !ran(picoredis_on(&server).args(["INFO", "clients"])).out.contains("blocked_clients:0") {}
}

#[test]
fn what_can_follow_is_shown_in_grey() {
    let here = format!("{}> ", address(server()));
    let mut terminal = Terminal::start(&picoredis_on(server()));
    terminal.until_prompt(&here);
    terminal.press("zadd key ch ");
    terminal.until_typed(&here, "zadd key ch [INCR] [NX | XX] [GT | LT] score member [score member ...]");
    assert!(!terminal.is_grey(here.len()) && terminal.is_grey(here.len() + "zadd key ch ".len()));
    terminal.press("1 m\x15");
    terminal.until_typed(here.trim_end(), "");
    assert_eq!(answer(&mut terminal, ":set nohints", &here), "");
    terminal.press("get");
    terminal.until_typed(&here, "get");
    terminal.press(" a\r");
    terminal.until_prompt(&here);
    assert_eq!(answer(&mut terminal, ":set bogus", &here), "unknown preference 'bogus'\n");
}

#[test]
fn words_are_completed() {
    let here = format!("{}> ", address(server()));
    let mut terminal = Terminal::start(&picoredis_on(server()));
    terminal.until_prompt(&here);
    let mut completes = |typed: &str, expected: &str| {
        terminal.press(&format!("{typed}\t"));
        terminal.until_typed(&here, expected);
        terminal.press("\x15");
        terminal.until_typed(here.trim_end(), "");
    };
    completes("hincrbyf", "hincrbyfloat key field increment");
    completes("CONFIG REW", "CONFIG REWRITE");
    completes("set a b keep", "set a b keepttl [NX | XX | IFEQ comparison-value] [GET]");
    completes("help @stri", "help @string");
}

#[test]
fn commands_are_explained() {
    let here = format!("{}> ", address(server()));
    let mut terminal = Terminal::start(&picoredis_on(server()));
    terminal.until_prompt(&here);
    let explained =
        "\n  STRLEN key\n  summary: Returns the length of a string value.\n  since: 2.2.0\n  group: string\n\n";
    assert_eq!(answer(&mut terminal, "help strlen", &here), explained);
    let group = answer(&mut terminal, "help @hyperloglog", &here);
    assert!(group.contains("  PFADD key") && group.contains("  PFMERGE ") && !group.contains("group:"), "{group}");
    let container = answer(&mut terminal, "help object", &here);
    assert!(container.contains("  OBJECT ENCODING key") && container.contains("  OBJECT FREQ key"), "{container}");
    assert!(answer(&mut terminal, "help", &here).contains("@sorted-set"));
    assert_eq!(crate::run(["help", "strlen"]).out, explained);
}

#[test]
fn a_command_is_repeated_as_often_as_stands_before_it() {
    let here = format!("{}> ", address(server()));
    let mut terminal = Terminal::start(&picoredis_on(server()));
    terminal.until_prompt(&here);
    assert_eq!(answer(&mut terminal, "2 echo x", &here), "\"x\"\n\"x\"\n");
    assert_eq!(
        answer(&mut terminal, "0 echo x", &here),
        "Invalid repeat count: a command is run once, or more often\n"
    );
}

#[test]
fn lines_that_come_at_once_are_each_a_command() {
    let here = format!("{}> ", address(server()));
    let mut terminal = Terminal::start(&picoredis_on(server()));
    terminal.until_prompt(&here);
    // Typed ahead, or pasted where the terminal does not say so.
    terminal.press("echo 1\recho 2\recho 3\r");
    terminal.until("\"3\"");
    let shown = terminal.until_prompt(&here);
    assert_eq!(shown.lines().filter(|line| line.starts_with('"')).collect::<Vec<_>>(), ["\"1\"", "\"2\"", "\"3\""]);
    terminal.press("\x1b[200~echo 4\recho 5\n\necho 6\x1b[201~");
    terminal.until_line_with("echo 6");
    terminal.press("\r");
    let shown = terminal.until_prompt(&here);
    assert!(shown.ends_with("\n\"4\"\n\"5\"\n\"6\"\n"), "{shown:?}");
}

#[test]
fn control_c_ends_all_that_was_pasted() {
    let here = format!("{}> ", address(server()));
    let mut terminal = Terminal::start(&picoredis_on(server()));
    terminal.until_prompt(&here);
    terminal.press("\x1b[200~echo first\rblpop prompt:nothing 0\recho last\x1b[201~");
    terminal.until_line_with("echo last");
    terminal.press("\r");
    terminal.until("\"first\"");
    while !crate::run(["CLIENT", "LIST"]).out.contains("cmd=blpop") {}
    terminal.press("\x03");
    let shown = terminal.until_prompt(&here);
    assert!(shown.ends_with(": interrupted (the command may have been executed)\n"), "{shown:?}");
}

#[test]
fn the_screen_is_cleared() {
    let here = format!("{}> ", address(server()));
    let mut terminal = Terminal::start(&picoredis_on(server()));
    terminal.until_prompt(&here);
    assert_eq!(answer(&mut terminal, "echo x", &here), "\"x\"\n");
    terminal.type_line("clear");
    terminal.until_first_line(&here);
}

#[test]
fn another_server_is_connected_to() {
    let other = Server::start().unwrap();
    let (here, there) = (format!("{}> ", address(server())), format!("{}> ", address(&other)));
    let mut terminal = Terminal::start(&picoredis_on(server()));
    terminal.until_prompt(&here);
    assert_eq!(answer(&mut terminal, &format!("connect 127.0.0.1 {}", other.port()), &there), "");
    assert_eq!(answer(&mut terminal, "dbsize", &there), "(integer) 0\n");
    let port = other.port();
    drop(other);
    let gone = answer(&mut terminal, &format!("connect localhost {port}"), "not connected> ");
    assert!(gone.starts_with(&format!("Could not connect to Redis at localhost:{port}: ")), "{gone}");
}

#[test]
fn lines_are_remembered_without_secrets() {
    let here = format!("{}> ", address(server()));
    let file = server().directory().join("history");
    let start = || {
        let mut command = picoredis_on(server());
        let mut terminal = Terminal::start(command.env("PICOREDISCLI_HISTFILE", &file));
        terminal.until_prompt(&here);
        terminal
    };
    let mut terminal = start();
    for line in
        ["echo first", "auth hunter2", "2 auth default hunter2", "config set requirepass 'hunter", "echo second"]
    {
        answer(&mut terminal, line, &here);
    }
    terminal.type_line("quit");
    terminal.end();
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "echo first\necho second\nquit\n");
    let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&file).unwrap().permissions());
    assert_eq!(mode & 0o777, 0o600);

    let mut terminal = start();
    terminal.press("\x1b[A\x1b[A");
    terminal.until_typed(&here, "echo second");
    // Back from there by a piece of the line.
    terminal.press("\x15\x12fir");
    terminal.until_line_with("echo first");
    terminal.press("\r");
    assert!(terminal.until_prompt(&here).ends_with("\"first\"\n"));
}

#[test]
fn messages_are_shown_until_control_c() {
    let server = Server::start().unwrap();
    for (option, channels) in [("-2", "news weather"), ("-3", "news weather")] {
        let here = format!("{}[1]> ", address(&server));
        let mut terminal = Terminal::start(picoredis_on(&server).args([option, "-n", "1"]));
        terminal.until_prompt(&here);
        terminal.type_line(&format!("subscribe {channels}"));
        terminal.until("3) (integer) 2");
        assert_eq!(ran(picoredis_on(&server).args(["PUBLISH", "news", "two\nlines"])), good("1\n"));
        terminal.until("two\\nlines");
        terminal.press("\x03");
        let shown = terminal.until_prompt(&here);
        let (_, shown) = shown.split_once('\n').unwrap();
        let expected = "Reading messages... (press Ctrl-C to quit)\n\
            1) \"subscribe\"\n2) \"news\"\n3) (integer) 1\n1) \"subscribe\"\n2) \"weather\"\n3) (integer) 2\n\
            1) \"message\"\n2) \"news\"\n3) \"two\\nlines\"\n";
        assert_eq!(shown.replace("^C\n", "").replace("^C", ""), expected, "{option}");
        assert_eq!(answer(&mut terminal, "echo back", &here), "\"back\"\n");
    }
}

#[test]
fn what_others_do_is_shown_until_control_c() {
    let server = Server::start().unwrap();
    let here = format!("{}> ", address(&server));
    let mut terminal = Terminal::start(&picoredis_on(&server));
    terminal.until_prompt(&here);
    terminal.type_line("monitor");
    terminal.until("OK");
    ran(picoredis_on(&server).args(["ECHO", "overheard"]));
    terminal.until("\"ECHO\" \"overheard\"");
    terminal.press("\x03");
    terminal.until_prompt(&here);
    assert_eq!(answer(&mut terminal, "echo back", &here), "\"back\"\n");
}

#[test]
fn pushes_are_shown_beside_replies() {
    let server = Server::start().unwrap();
    let here = format!("{}> ", address(&server));
    let mut terminal = Terminal::start(picoredis_on(&server).arg("-3"));
    terminal.until_prompt(&here);
    let mut say = |line: &str| answer(&mut terminal, line, &here);
    assert_eq!(say("client tracking on"), "OK\n");
    assert_eq!(say("mget a b"), "1) (nil)\n2) (nil)\n");
    assert_eq!(ran(picoredis_on(&server).args(["MSET", "a", "1", "b", "2"])), good("OK\n"));
    let shown = say("ping");
    assert_eq!(shown, "-> invalidate: 'a'\n-> invalidate: 'b'\nPONG\n");
}

#[test]
fn a_password_is_asked_for_and_not_shown() {
    let server = Server::start_with(server().binary(), &["--requirepass", "hunter2"]).unwrap();
    let mut terminal = Terminal::start(picoredis_on(&server).args(["--askpass", "PING"]));
    terminal.until_line("Please input password: ");
    terminal.press("hunter2");
    terminal.until_line("Please input password: *******");
    terminal.press("\r");
    let (shown, status) = terminal.end();
    assert!(shown.contains("PONG") && !shown.contains("hunter2"), "{shown:?}");
    assert_eq!(status, 0);
    let piped = crate::fed(picoredis_on(&server).args(["--askpass", "PING"]), b"hunter2\n");
    assert_eq!(piped.stdout, b"PONG\n");
}

#[test]
fn the_wire_is_shown_in_colour() {
    let (shown, _) = Terminal::start(picoredis_on(server()).args(["--debug", "PING"])).end();
    assert!(shown.starts_with("\x1b[33mSEND: \"*1\\r\\n$4\\r\\nPING\\r\\n\"\x1b[0m\n\x1b[36mRECV: "), "{shown:?}");
}

#[test]
fn it_is_said_how_long_a_long_command_took() {
    let here = format!("{}> ", address(server()));
    let mut terminal = Terminal::start(&picoredis_on(server()));
    terminal.until_prompt(&here);
    let shown = timed_answer(&mut terminal, "blpop nosuchlist 0.6", &here);
    let seconds = shown.strip_prefix("(nil)\n(").and_then(|rest| rest.strip_suffix("s)\n")).unwrap();
    assert!(seconds.parse::<f64>().unwrap() >= 0.6, "{shown}");
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
    let lost = say("get a", "not connected> ");
    assert!(lost.starts_with("Error: GET: "), "{lost:?}");
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
