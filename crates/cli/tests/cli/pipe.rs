//! Commands from standard input, and replies to pipes.

use std::io::Read;
use std::process::Stdio;

use picoredis_tests::server::{Server, server};

use crate::{Ran, fed, good, picoredis_on, ran, text};

/// Runs these lines on the shared server.
fn piped(options: &[&str], input: &[u8]) -> Ran {
    let output = fed(picoredis_on(server()).args(options), input);
    Ran { out: text(output.stdout), err: text(output.stderr), status: output.status.code().unwrap() }
}

#[test]
fn every_line_is_a_command() {
    let input =
        b"SET pipe:a 1\nincr pipe:a\n\n  \nRPUSH pipe:l x 'y z'\r\nLRANGE pipe:l 0 -1\nGET pipe:none\nDEL pipe:l";
    assert_eq!(piped(&[], input), good("OK\n2\n2\nx\ny z\n\n1\n"));
}

#[test]
fn the_last_line_may_be_quit() {
    assert_eq!(piped(&[], b"ECHO a\nquit\nECHO b\n"), good("a\n"));
    assert_eq!(piped(&[], b"ECHO a\nEXIT"), good("a\n"));
    assert_eq!(piped(&[], b""), good(""));
}

#[test]
fn what_concerns_a_screen_is_no_command() {
    assert_eq!(piped(&[], b"clear\n:set nohints\nECHO a\n"), good("a\n"));
}

#[test]
fn replies_can_be_formatted() {
    assert_eq!(piped(&["--no-raw"], b"ECHO a\nGET pipe:none\n"), good("\"a\"\n(nil)\n"));
}

#[test]
fn an_error_does_not_stop_the_rest_and_counts() {
    let ran = piped(&[], b"SET pipe:e text\nINCR pipe:e\nECHO next\n");
    let err = "ERR value is not an integer or out of range\n".to_owned();
    assert_eq!(ran, Ran { out: "OK\nnext\n".into(), err, status: 1 });
    let ran = piped(&["--no-raw"], b"INCR pipe:e\n'half\n");
    let err = "(error) ERR value is not an integer or out of range\nInvalid argument(s)\n".to_owned();
    assert_eq!(ran, Ran { out: String::new(), err, status: 2 });
}

#[test]
fn the_first_error_stops_the_rest_if_asked() {
    let ran = piped(&["-e", "--no-raw"], b"SET pipe:s text\nINCR pipe:s\nECHO next\n");
    let err = "ERR value is not an integer or out of range\n".to_owned();
    assert_eq!(ran, Ran { out: "OK\n".into(), err, status: 1 });
}

#[test]
fn a_lost_connection_stops_the_rest() {
    let server = Server::start().unwrap();
    let input = b"CLIENT KILL TYPE normal SKIPME no\nSET first 1\nSET second 1\n";
    let output = fed(&mut picoredis_on(&server), input);
    let err = text(output.stderr);
    assert_eq!((&output.stdout[..], output.status.code()), (&b"1\n"[..], Some(3)));
    assert!(err.starts_with("Error: SET: ") && err.ends_with("\nstopped at line 2\n"), "{err}");
    assert_eq!(ran(picoredis_on(&server).args(["EXISTS", "second"])), good("0\n"));
}

#[test]
fn bytes_pass_as_they_are() {
    let bytes: Vec<u8> = (0..=255).collect();
    let quoted: String = bytes.iter().map(|byte| format!("\\x{byte:02X}")).collect();
    let output = fed(&mut picoredis_on(server()), format!("SET pipe:bytes \"{quoted}\"\nGET pipe:bytes\n").as_bytes());
    assert_eq!(output.stdout, [b"OK\n", &bytes[..], b"\n"].concat());
    let output = fed(&mut picoredis_on(server()), b"ECHO \xff\xfe\n");
    assert_eq!(output.stdout, b"\xff\xfe\n");
}

#[test]
fn large_replies_arrive_whole() {
    let value = vec![b'v'; 20_000_000];
    let input = [b"SET pipe:large ", &value[..], b"\nGET pipe:large\nDEL pipe:large\n"].concat();
    let output = fed(&mut picoredis_on(server()), &input);
    assert!(output.stdout == [b"OK\n", &value[..], b"\n1\n"].concat(), "{} bytes", output.stdout.len());

    let script = "EVAL 'local t = {} for i = 1, 100000 do t[i] = i end return t' 0";
    let output = fed(&mut picoredis_on(server()), script.as_bytes());
    let numbers: String = (1..=100_000).map(|number| format!("{number}\n")).collect();
    assert!(output.stdout == numbers.as_bytes(), "{} bytes", output.stdout.len());
}

#[test]
fn a_reader_that_has_enough_is_no_error() {
    let script = "return string.rep('x', 10000000)";
    let mut child = picoredis_on(server())
        .args(["EVAL", script, "0"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 10];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    assert_eq!(&first, b"xxxxxxxxxx");
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr), (Some(0), vec![]));
}
