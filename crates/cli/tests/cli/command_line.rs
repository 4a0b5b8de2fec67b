//! Options, the environment, exit statuses.

use std::net::TcpListener;
use std::process::Command;

use picoredis_tests::server::{Server, binaries, server};

use crate::{Ran, bad, fed, good, picoredis, picoredis_on, ran, run, text};

#[test]
fn help_fits_the_screen_and_tells_the_exit_statuses() {
    for help in ["--help", "-h"] {
        let shown = ran(picoredis().arg(help));
        assert_eq!((shown.status, shown.err.as_str()), (0, ""));
        assert!(shown.out.lines().all(|line| line.len() <= 80), "{}", shown.out);
        for word in ["REDISCLI_AUTH", "0 all is well", "1 an error", "2 wrong usage", "3 no connection"] {
            assert!(shown.out.contains(word), "no {word} in {}", shown.out);
        }
    }
}

#[test]
fn no_option_of_redis_cli_is_unheard_of() {
    let mut asked = 0;
    for cli in binaries().into_iter().filter_map(|binary| binary.cli) {
        let help = Command::new(&cli[0]).args(&cli[1..]).arg("--help").output().unwrap();
        let help = text([help.stdout, help.stderr].concat());
        for option in help.lines().filter(|line| line.starts_with("  -")).filter_map(|line| line.split(' ').nth(2)) {
            // Nobody listens there.
            let told = ran(picoredis().args(["-p", "1", option]));
            assert!(!told.err.contains("no such option"), "{cli:?}: {}", told.err);
            asked += 1;
        }
    }
    assert!(asked >= 50, "{asked} options");
}

#[test]
fn the_version_is_the_packages() {
    assert_eq!(ran(picoredis().arg("--version")), good(concat!("picoredis ", env!("CARGO_PKG_VERSION"), "\n")));
}

#[test]
fn what_is_wrong_with_the_command_line_is_said() {
    let wrong = |arguments: &[&str], says: &str| {
        let expected = bad(2, &format!("picoredis: {says} (see picoredis --help)\n"));
        assert_eq!(run(arguments), expected, "{arguments:?}");
    };
    wrong(&["--bogus"], "--bogus: there is no such option");
    wrong(&["-z", "PING"], "-z: there is no such option");
    wrong(&["-p"], "-p: something must follow");
    wrong(&["-p", "0", "PING"], "-p: expected a port from 1 to 65535");
    wrong(&["-n", "-1", "PING"], "-n: expected the number of a database");
    wrong(&["-t", "soon", "PING"], "-t: expected a number of seconds");
    assert!(run(["-u", "http://host", "PING"]).err.starts_with("picoredis: -u: bad address at byte 0: "));
    if cfg!(feature = "tls") {
        wrong(&["--tls", "--cert", "client.crt", "PING"], "--cert and --key go together");
    } else {
        wrong(&["--tls", "PING"], "--tls: this program is built without TLS");
        assert!(run(["-u", "rediss://host", "PING"]).err.starts_with("picoredis: -u: cannot connect to host:6379: "));
    }
}

#[test]
fn what_follows_the_command_is_its_own() {
    assert_eq!(run(["ECHO", "--help"]), good("--help\n"));
    assert_eq!(run(["-n", "3", "ECHO", "-n"]), good("-n\n"));
    assert_eq!(run(["--", "ECHO", "x"]), good("x\n"));
}

#[test]
fn words_are_sent_as_they_are() {
    assert_eq!(run(["ECHO", ""]), good("\n"));
    assert_eq!(run(["echo", "two words"]), good("two words\n"));
    // One word to the shell is one word to the server.
    assert!(run(["CONFIG GET", "port"]).err.starts_with("ERR unknown command 'CONFIG GET'"));
    assert!(run([""]).err.starts_with("ERR unknown command ''"));
    assert!(run(["é"]).err.starts_with("ERR unknown command 'é'"));
}

#[test]
fn servers_are_found_by_port_socket_and_url() {
    let server = server();
    let socket = server.socket();
    let socket = socket.to_str().unwrap();
    let url = server.url();
    let port = server.port().to_string();
    let places: [&[&str]; 7] = [
        &["-h", "127.0.0.1", "-p", &port],
        &["-h127.0.0.1", &format!("-p{port}")],
        &["-h", "localhost", "-p", &port],
        &["-s", socket],
        &["-u", &url],
        &["-u", "redis://bogus:1", "-h", "127.0.0.1", "-p", &port],
        &["-u", &format!("unix://{socket}")],
    ];
    for place in places {
        assert_eq!(ran(picoredis().args(place).arg("PING")), good("PONG\n"), "{place:?}");
    }
}

#[test]
fn databases_are_selected() {
    let url = |db: u8| format!("{}/{db}", server().url());
    assert_eq!(run(["-n", "5", "SET", "five", "here"]), good("OK\n"));
    assert_eq!(run(["-u", &url(5), "GET", "five"]), good("here\n"));
    assert_eq!(run(["-u", &url(6), "GET", "five"]), good("\n"));
    assert_eq!(run(["-u", &url(6), "-n", "5", "GET", "five"]), good("here\n"));
    assert_eq!(run(["-n", "99", "PING"]), bad(1, "SELECT failed: ERR DB index is out of range\n"));
}

#[test]
fn protocols_are_chosen() {
    let map = ["--no-raw", "DEBUG", "PROTOCOL", "double"];
    let with = |options: &[&str]| run([options, &map].concat()).out;
    assert_eq!(with(&[]), "\"3.141\"\n");
    assert_eq!(with(&["-3"]), "(double) 3.141\n");
    let url = format!("{}?protocol=3", server().url());
    assert_eq!(with(&["-u", &url]), "(double) 3.141\n");
    assert_eq!(with(&["-u", &url, "-2"]), "\"3.141\"\n");
}

#[test]
fn passwords_come_from_the_environment_the_option_or_the_url() {
    let server = Server::start_with(server().binary(), &["--requirepass", "hunter2"]).unwrap();
    let on = || picoredis_on(&server);
    let warning = "Warning: others on this machine can see the password; REDISCLI_AUTH hides it.\n";
    let pong = good("PONG\n");
    let warned = Ran { err: warning.into(), ..good("PONG\n") };
    let url = |password| format!("redis://:{password}@127.0.0.1:{}", server.port());

    assert_eq!(ran(on().arg("PING")), bad(1, "NOAUTH Authentication required.\n"));
    assert_eq!(ran(on().env("REDISCLI_AUTH", "hunter2").arg("PING")), pong);
    assert_eq!(ran(on().args(["-a", "hunter2", "PING"])), warned);
    assert_eq!(ran(on().args(["--pass", "hunter2", "--no-auth-warning", "PING"])), pong);
    assert_eq!(ran(on().env("REDISCLI_AUTH", "hunter2").args(["--user", "default", "-3", "PING"])), pong);
    assert_eq!(ran(on().env("REDISCLI_AUTH", "wrong").args(["-u", &url("hunter2"), "PING"])), warned);
    assert_eq!(ran(on().env("REDISCLI_AUTH", "").arg("PING")), bad(1, "NOAUTH Authentication required.\n"));
    assert_eq!(ran(on().args(["--no-auth-warning", "-a", "hunter2", "-u", &url("wrong"), "PING"])), pong);

    let refused = ran(on().env("REDISCLI_AUTH", "wrong").arg("PING"));
    assert_eq!((refused.status, refused.out.as_str()), (1, ""));
    assert!(refused.err.starts_with("AUTH failed: WRONGPASS "), "{}", refused.err);
}

#[test]
fn passwords_are_not_shown() {
    let server = Server::start_with(server().binary(), &["--requirepass", "hunter2"]).unwrap();
    for protocol in ["-2", "-3"] {
        let mut command = picoredis_on(&server);
        let shown = ran(command.env("REDISCLI_AUTH", "hunter2").args([protocol, "--debug", "AUTH", "hunter2"]));
        assert_eq!(shown.out, "OK\n");
        assert!(shown.err.contains("********") && !shown.err.contains("hunter2"), "{}", shown.err);
    }
}

#[test]
fn debug_shows_the_wire() {
    let wire = "SEND: \"*1\\r\\n$4\\r\\nPING\\r\\n\"\nRECV: \"+PONG\\r\\n\"\n";
    assert_eq!(run(["--debug", "PING"]), Ran { err: wire.into(), ..good("PONG\n") });
}

#[test]
fn exit_statuses_tell_who_is_to_blame() {
    assert_eq!(run(["PING"]).status, 0);
    assert_eq!(run(["BOGUS"]).status, 1);
    assert_eq!(run(["EVAL", "return {redis.error_reply('ERR inside')}", "0"]).status, 0);
    assert_eq!(run(["-p", "none"]).status, 2);
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let url = format!("redis://{nobody}");
    let refused = ran(picoredis().args(["-u", &url, "PING"]));
    assert_eq!((refused.status, refused.out.as_str()), (3, ""));
    let beginning = format!("Could not connect to Redis at {nobody}: ");
    assert!(refused.err.starts_with(&beginning), "{}", refused.err);
}

#[test]
fn a_server_that_does_not_answer_is_not_waited_for() {
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("redis://{}", silent.local_addr().unwrap());
    let expected = bad(3, "Error: GET: timed out after 100 ms (the command may have been executed)\n");
    let ask = |words: &[&str]| ran(picoredis().args(["-u", &url, "-t", "0.1"]).args(words));
    assert_eq!(ask(&["GET", "foo"]), expected);
    let config_get = ask(&["config", "get", "foo"]).err;
    assert!(config_get.starts_with("Error: CONFIG GET: timed out"), "{config_get}");
}

#[test]
fn patience_can_be_endless() {
    assert_eq!(run(["-t", "0", "DEBUG", "SLEEP", "0.05"]), good("OK\n"));
}

#[test]
fn a_command_that_waits_on_purpose_gets_its_time() {
    assert_eq!(run(["-t", "1", "BLPOP", "no such list", "1.2"]), good("\n"));
}

#[test]
fn what_is_not_answered_is_refused() {
    let input = b"SYNC\nclient reply off\nECHO 'still here'\n";
    let output = fed(&mut picoredis_on(server()), input);
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "still here\n");
    let says = "is not answered: it has no use here";
    assert_eq!(String::from_utf8(output.stderr).unwrap(), format!("SYNC {says}\nclient reply {says}\n"));
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_server_that_shuts_down_as_told_is_no_failure() {
    let server = Server::start().unwrap();
    assert_eq!(ran(picoredis_on(&server).args(["shutdown", "nosave"])), good(""));
    assert_eq!(ran(picoredis_on(&server).arg("PING")).status, 3);
}
