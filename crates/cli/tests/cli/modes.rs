//! What there is instead of commands: --scan, --pipe, --stat, --latency, --bigkeys, --memkeys, --eval; and how often, with
//! what input, a command is run.

use std::fs::File;
use std::io::Write;
use std::process::Command;

use picoredis_tests::server::{Flavour, Server, binaries, server};

use crate::terminal::Terminal;
use crate::{Ran, bad, fed, good, picoredis_on, ran, run, text};

/// Runs the command with that on its standard input.
fn piped(server: &Server, options: &[&str], input: &[u8]) -> Ran {
    let output = fed(picoredis_on(server).args(options), input);
    Ran { out: text(output.stdout), err: text(output.stderr), status: output.status.code().unwrap() }
}

/// A server with these commands behind it.
fn server_with(lines: &str) -> Server {
    let server = Server::start().unwrap();
    let filled = piped(&server, &["-e"], lines.as_bytes());
    assert_eq!((filled.err.as_str(), filled.status), ("", 0));
    server
}

#[test]
fn a_command_is_run_as_often_as_asked() {
    assert_eq!(run(["-r", "3", "INCR", "modes:r"]), good("1\n2\n3\n"));
    assert_eq!(run(["-r", "0", "INCR", "modes:r"]), good(""));
    assert_eq!(run(["-r", "2", "-i", "0.01", "--no-raw", "INCR", "modes:r"]), good("(integer) 4\n(integer) 5\n"));
    let errors = run(["-r", "2", "LPUSH", "modes:r", "x"]);
    assert_eq!((errors.err.lines().count(), errors.status), (2, 1));
    let stopped = run(["-e", "-r", "2", "LPUSH", "modes:r", "x"]);
    assert_eq!((stopped.err.lines().count(), stopped.status), (1, 1));
}

#[test]
fn for_ever_ends_with_the_server() {
    let server = Server::start().unwrap();
    let ran = ran(picoredis_on(&server).args(["-r", "-1", "SHUTDOWN", "NOSAVE"]));
    assert_eq!((ran.out.as_str(), ran.status), ("", 3));
}

#[test]
fn standard_input_can_be_an_argument() {
    let set = |options: &[&str]| piped(server(), options, b"from\x00input\n");
    assert_eq!(set(&["-x", "SET", "modes:x"]), good("OK\n"));
    assert_eq!(run(["--no-raw", "GET", "modes:x"]).out, "\"from\\x00input\\n\"\n");
    assert_eq!(set(&["-X", "here", "RPUSH", "modes:l", "a", "here", "b", "here"]), good("4\n"));
    assert_eq!(run(["--no-raw", "LINDEX", "modes:l", "1"]).out, "\"from\\x00input\\n\"\n");
    assert_eq!(run(["LRANGE", "modes:l", "2", "-1"]), good("b\nhere\n"));
    let misuse = |says: &str| bad(2, &format!("picoredis: {says} (see picoredis --help)\n"));
    assert_eq!(set(&["-X", "here", "GET", "a"]), misuse("-X: the command has no such argument"));
    assert_eq!(set(&["-x"]), misuse("-x: a command must follow"));
    assert_eq!(set(&["-x", "-X", "a", "ECHO", "a"]), misuse("-x and -X do not go together"));
}

#[test]
fn files_are_sent_and_replies_kept_without_being_in_memory() {
    let size = 100 << 20;
    let file = server().directory().join("large");
    let chunk: Vec<u8> = (0..=255).cycle().take(1 << 20).collect();
    let mut writer = File::create(&file).unwrap();
    (0..size >> 20).for_each(|_| writer.write_all(&chunk).unwrap());
    drop(writer);

    let copy = server().directory().join("copy");
    // Of address space, less than the value alone would take.
    let limited = |command: &str| {
        let program = format!("{} -p {}", env!("CARGO_BIN_EXE_picoredis"), server().port());
        let script = format!("ulimit -v 60000; {program} {command}");
        let mut shell = Command::new("sh");
        ran(shell.args(["-c", &script, "sh"]).arg(&file).arg(&copy).env_remove("REDISCLI_AUTH"))
    };
    assert_eq!(limited("-x SET modes:large <\"$1\""), good("OK\n"));
    assert_eq!(limited("-D '' GET modes:large >\"$2\""), good(""));
    assert!(std::fs::read(&file).unwrap() == std::fs::read(&copy).unwrap());
    run(["DEL", "modes:large"]);
}

#[test]
fn a_file_is_read_from_where_it_stands_and_again_for_each_time() {
    let file = server().directory().join("short");
    std::fs::write(&file, "first\nrest\n").unwrap();
    let program = format!("{} -p {}", env!("CARGO_BIN_EXE_picoredis"), server().port());
    let script = format!("{{ read -r line; {program} -r 2 -x RPUSH modes:file a; }} <\"$1\"");
    assert_eq!(ran(Command::new("sh").args(["-c", &script, "sh"]).arg(&file)).status, 0);
    assert_eq!(run(["LRANGE", "modes:file", "0", "-1"]), good("a\nrest\n\na\nrest\n\n"));
}

#[test]
fn arguments_can_be_quoted() {
    assert_eq!(run(["--quoted-input", "ECHO", r#""a\x41\n""#]), good("aA\n\n"));
    assert_eq!(run(["--quoted-input", "ECHO", "two words"]).status, 2);
}

#[test]
fn delimiters_are_as_asked() {
    run(["RPUSH", "modes:d", "a", "b"]);
    assert_eq!(run(["-d", ", ", "LRANGE", "modes:d", "0", "-1"]), good("a, b\n"));
    assert_eq!(run(["-D", "", "ECHO", "bare"]), good("bare"));
    assert_eq!(run(["-D", ";", "-r", "2", "ECHO", "a"]), good("a;a;"));
}

#[test]
fn a_script_gets_its_keys_and_arguments() {
    let script = server().directory().join("script.lua");
    std::fs::write(&script, "return {KEYS, ARGV}").unwrap();
    let script = script.to_str().unwrap();
    assert_eq!(run(["--json", "--eval", script, "k1", "k2", ",", "a", ","]), good("[[\"k1\",\"k2\"],[\"a\",\",\"]]\n"));
    assert_eq!(run(["--json", "--eval", script]), good("[[],[]]\n"));
    assert_eq!(run(["--json", "--eval", script, ",", "a"]), good("[[],[\"a\"]]\n"));
    let missing = run(["--eval", "no/such/file"]);
    assert!(missing.err.starts_with("Can't open file 'no/such/file': "), "{}", missing.err);
    assert_eq!(missing.status, 2);
}

#[test]
fn modes_exclude_each_other_and_commands() {
    let misuse = |says: &str| bad(2, &format!("picoredis: {says} (see picoredis --help)\n"));
    assert_eq!(run(["--scan", "--pipe"]), misuse("--pipe: does not go with another mode"));
    assert_eq!(run(["--stat", "PING"]), misuse("a command does not go with a mode"));
}

#[test]
fn what_redis_cli_has_besides_is_named() {
    for option in ["-c", "--cluster", "--rdb", "--replica", "--hotkeys", "--ldb", "--verbose", "--cluster-yes"] {
        let ran = run([option]);
        assert_eq!((ran.out.as_str(), ran.status), ("", 2), "{option}");
        assert!(ran.err.starts_with(&format!("picoredis: {option}: not in picoredis: ")), "{}", ran.err);
    }
}

#[test]
fn all_keys_are_listed() {
    let lines: String = (0..300).map(|number| format!("SET key:{number} x\n")).collect();
    let server = server_with(&(lines + "SET \"odd\\x00key\" 1\n"));
    let sorted = |options: &[&str]| {
        let ran = ran(picoredis_on(&server).args(options));
        assert_eq!((ran.err.as_str(), ran.status), ("", 0));
        let mut keys: Vec<String> = ran.out.lines().map(str::to_owned).collect();
        keys.sort();
        keys.dedup();
        keys
    };
    let all = sorted(&["--scan"]);
    assert_eq!((all.len(), all.last().unwrap().as_str()), (301, "odd\0key"));
    assert_eq!(sorted(&["--scan", "--pattern", "key:29?"]).len(), 10);
    assert_eq!(sorted(&["--scan", "--count", "1000", "-i", "0"]).len(), 301);
    assert_eq!(sorted(&["--scan", "--no-raw", "--quoted-pattern", "\"odd\\x00*\""]), ["\"odd\\x00key\""]);
}

/// The servers and programs to compare with: redis-cli 7 has another form of these modes than its successors.
fn redis_7() -> Option<Vec<String>> {
    let binaries = binaries();
    let is_7 = |binary: &&picoredis_tests::server::Binary| binary.flavour == Flavour::Redis && binary.version[0] == 7;
    let cli = binaries.iter().find(is_7)?.cli.clone()?;
    Some(cli.iter().map(|word| word.to_str().unwrap().to_owned()).collect())
}

/// What redis-cli 7 prints on that server, if it is here.
fn theirs(server: &Server, options: &[&str], input: &[u8]) -> Option<String> {
    let cli = redis_7()?;
    let mut command = Command::new(&cli[0]);
    command.args(&cli[1..]).arg("-p").arg(server.port().to_string()).args(options).env_remove("REDISCLI_AUTH");
    Some(text(fed(&mut command, input).stdout))
}

const ZOO: &str = "\
SET short x\nSET longer xxxxxxxxxx\nRPUSH list a b c\nSADD set a b\nHSET hash a 1 b 2 c 3 d 4\nZADD zset 1 a\n\
XADD stream 1-1 a b\nSET \"odd \\\"key\\\"\" y\n";

#[test]
fn the_largest_keys_are_found_as_redis_cli_finds_them() {
    let server = server_with(ZOO);
    for options in [&["--bigkeys"][..], &["--memkeys"], &["--memkeys-samples", "0"]] {
        let ours = ran(picoredis_on(&server).args(options));
        assert_eq!((ours.err.as_str(), ours.status), ("", 0));
        let summary = |text: &str| {
            let (_, summary) = text.split_once("-------- summary -------").unwrap();
            let mut lines: Vec<String> = summary.lines().map(str::to_owned).collect();
            // redis-cli has the types in any order.
            lines.sort();
            lines
        };
        assert!(ours.out.contains("Sampled 8 keys in the keyspace!\n"), "{}", ours.out);
        assert!(ours.out.contains("Biggest   hash found '\"hash\"' has "), "{}", ours.out);
        if let Some(theirs) = theirs(&server, options, b"") {
            assert_eq!(summary(&ours.out), summary(&theirs), "{options:?}");
        }
    }
}

#[test]
fn an_empty_server_has_no_largest_keys() {
    let server = Server::start().unwrap();
    let ran = ran(picoredis_on(&server).arg("--bigkeys"));
    assert!(
        ran.out.contains("Sampled 0 keys in the keyspace!\nTotal key length in bytes is 0 (avg len 0.00)"),
        "{}",
        ran.out
    );
}

#[test]
fn commands_are_sent_in_bulk_plain_or_as_protocol() {
    let server = Server::start().unwrap();
    let plain: String = (0..100_000).map(|number| format!("SET key:{number} \"value {number}\"\r\n")).collect();
    let summary = |replies, errors| {
        format!(
            "All data transferred. Waiting for the last reply...\nLast reply received from server.\n\
             errors: {errors}, replies: {replies}\n"
        )
    };
    assert_eq!(piped(&server, &["--pipe"], plain.as_bytes()), good(&summary(100_000, 0)));
    assert_eq!(ran(picoredis_on(&server).arg("DBSIZE")), good("100000\n"));

    let protocol = "*3\r\n$4\r\nMSET\r\n$1\r\na\r\n$5\r\n1\r\n2 \r\n*2\r\n$4\r\nINCR\r\n$1\r\na\r\nPING\n";
    let ours = piped(&server, &["--pipe"], protocol.as_bytes());
    assert_eq!(ours.out, summary(3, 1));
    assert_eq!((ours.err.as_str(), ours.status), ("ERR value is not an integer or out of range\n", 1));
    if let Some(theirs) = theirs(&server, &["--pipe"], protocol.as_bytes()) {
        assert_eq!(ours.out, theirs);
    }
    assert_eq!(piped(&server, &["--pipe"], b""), good(&summary(0, 0)));
}

#[test]
fn bulk_goes_past_large_commands_and_what_cannot_be_sent() {
    let server = Server::start().unwrap();
    let large = "x".repeat(1_000_000);
    let input = format!("SET large {large}\nMONITOR\nSTRLEN large\nSET large {large}\n");
    let ran = piped(&server, &["--pipe"], input.as_bytes());
    assert!(ran.out.ends_with("errors: 1, replies: 3\n"), "{}", ran.out);
    assert_eq!((ran.err.as_str(), ran.status), ("MONITOR is not answered by one reply: it was not sent\n", 1));
    let broken = piped(&server, &["--pipe"], b"PING\n*2\r\n$4\r\nECHO\r\n");
    assert!(broken.out.ends_with("errors: 0, replies: 1\n"), "{}", broken.out);
    assert_eq!(broken.err, "picoredis: standard input, at byte 5: the last command is not whole\n");
    assert_eq!(broken.status, 2);
}

#[test]
fn bulk_ends_when_the_server_does() {
    let server = Server::start().unwrap();
    let ran = piped(&server, &["--pipe"], b"SHUTDOWN NOSAVE\nPING\n");
    assert!(ran.out.ends_with("errors: 0, replies: 0\n"), "{}", ran.out);
    assert!(ran.err.contains("with 2 commands unanswered"), "{}", ran.err);
    assert_eq!(ran.status, 3);
}

#[test]
fn bulk_does_not_wait_for_ever() {
    let server = Server::start().unwrap();
    let ran = piped(&server, &["--pipe", "--pipe-timeout", "1"], b"DEBUG SLEEP 3\n");
    assert_eq!((ran.err.as_str(), ran.status), ("No replies for 1 seconds: exiting.\n", 3));
}

#[test]
fn bulk_shows_how_far_it_is_on_a_terminal() {
    let server = Server::start().unwrap();
    let file = server.directory().join("bulk");
    std::fs::write(&file, "PING\n".repeat(1000)).unwrap();
    let mut shell = Command::new("sh");
    let script = format!("exec {} -p {} --pipe <\"$1\"", env!("CARGO_BIN_EXE_picoredis"), server.port());
    let mut terminal = Terminal::start(shell.args(["-c", &script, "sh"]).arg(&file).env_remove("REDISCLI_AUTH"));
    terminal.until("% ");
    terminal.until(" commands");
    let (rest, status) = terminal.end();
    assert!(rest.ends_with("errors: 0, replies: 1000\n"), "{rest:?}");
    assert_eq!(status, 0);
}

#[test]
fn a_line_tells_of_the_server() {
    let server = server_with("SET a 1\nSELECT 3\nSET b 2\n");
    let ran = ran(picoredis_on(&server).args(["--stat", "-r", "21", "-i", "0"]));
    assert_eq!((ran.err.as_str(), ran.status), ("", 0));
    let lines: Vec<&str> = ran.out.lines().collect();
    assert_eq!((lines.len(), lines[0], lines[22]), (25, lines[22], lines[0]));
    assert!(lines[2].starts_with("2          ") && lines[2].contains("(+0)"), "{}", lines[2]);
    assert!(lines[3].contains("(+1)"), "{}", lines[3]);
    if let Some(cli) = redis_7() {
        // It goes on for ever, so that only its first lines are looked at.
        let script = format!("{} -p {} --stat -i 0.001 | head -n 3", cli.join(" "), server.port());
        let theirs = crate::ran(Command::new("sh").args(["-c", &script])).out;
        let columns = |line: &str| line.split_whitespace().count();
        assert_eq!(lines[..2], theirs.lines().take(2).collect::<Vec<_>>());
        assert_eq!(columns(lines[2]), columns(theirs.lines().nth(2).unwrap()));
    }
}

#[test]
fn latency_is_told_in_every_style() {
    let once = |style: &str| {
        let ran = run(["--latency", "-i", "0.05", style]);
        assert_eq!((ran.err.as_str(), ran.status), ("", 0));
        ran.out
    };
    let is_number = |text: &&str| text.parse::<f64>().is_ok();
    assert_eq!(once("--raw").split_whitespace().filter(is_number).count(), 4);
    assert_eq!(once("--csv").trim_end().split(',').filter(is_number).count(), 4);
    let json = once("--json");
    assert!(json.starts_with("{\"min\": ") && json.contains(", \"count\": ") && json.ends_with("}\n"), "{json}");
    let history = run(["--latency-history", "-i", "0.05", "-r", "2", "--no-raw"]).out;
    assert_eq!(history.matches(" seconds range\n").count(), 2);
    assert!(history.starts_with("\x1b[0G\x1b[2Kmin: "), "{history:?}");
}

#[test]
fn what_cannot_be_written_is_a_failure_and_no_panic() {
    let calls: [&[&str]; 8] = [
        &["PING"],
        &["--help"],
        &["help", "get"],
        &["--scan"],
        &["--bigkeys"],
        &["--pipe"],
        &["--stat", "-r", "1"],
        &["--latency", "--raw", "-i", "0"],
    ];
    run(["SET", "modes:full", "x"]);
    for call in calls {
        // A disk without room; not every system has it.
        let Ok(full) = File::options().write(true).open("/dev/full") else { return };
        let ended = picoredis_on(server()).args(call).stdout(full).output().unwrap();
        let said = text(ended.stderr);
        assert!(said.starts_with("picoredis: ") && said.lines().count() == 1, "{call:?}: {said}");
        assert_eq!(ended.status.code(), Some(3), "{call:?}");
    }
}

#[test]
fn control_c_ends_what_goes_on_for_ever() {
    for mode in ["--latency", "--stat"] {
        let mut terminal = Terminal::start(picoredis_on(server()).arg(mode));
        terminal.until(if mode == "--stat" { "(+0)" } else { "samples" });
        terminal.press("\x03");
        assert_eq!(terminal.end().1, 0, "{mode}");
    }
}
