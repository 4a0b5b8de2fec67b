//! The same commands to redis-cli and to picoredis: what they print must be the same, byte for byte.

use std::process::{Command, Stdio};

use picoredis_tests::server::{Server, binaries};

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
const COMMANDS: &str = r#"
PING
PING "hello there"
ECHO ""
GET text
GET empty
GET quotes
GET control
GET binary
GET accents
GET lines
GET none
SET text "hello world"
SETNX text other
STRLEN text
EXISTS text none
TYPE list
TTL none
EXPIRETIME none
GETRANGE text 0 4
MGET text none number
MGET none
LRANGE list 0 -1
LRANGE list 0 0
LRANGE none 0 -1
LPOS list c
LPOS list none
LPOS list a COUNT 0
LINDEX list -1
LLEN list
HGETALL hash
HGETALL none
HKEYS hash
HMGET hash field none
HGET hash "odd field"
HRANDFIELD hash -2 WITHVALUES EXTRA
HRANDFIELD none
SMEMBERS set
SMEMBERS none
SISMEMBER set single
SMISMEMBER set single none
SINTER set none
ZSCORE zset two
ZSCORE zset high
ZSCORE zset none
ZMSCORE zset one none pi
ZRANGE zset 0 -1
ZRANGE zset 0 -1 WITHSCORES
ZRANGE zset 0 -1 REV WITHSCORES
ZRANK zset two
ZRANDMEMBER none 3
ZPOPMIN none
BZPOPMIN none 0.01
BLPOP none 0.01
GEOPOS places Palermo none
GEODIST places Palermo Catania km
GEOSEARCH places FROMLONLAT 15 37 BYRADIUS 200 km ASC WITHCOORD WITHDIST
XRANGE stream - +
XREAD COUNT 1 STREAMS stream 0
XREAD STREAMS stream 9
XINFO GROUPS stream
XPENDING stream group
PFCOUNT visitors
BITFIELD bits GET u8 0 GET u4 100
BITPOS bits 1
OBJECT ENCODING number
SCAN 0 MATCH nothing* COUNT 1000
SORT list ALPHA LIMIT 0 2
CONFIG GET maxmemory
CONFIG GET no-such-setting
COMMAND COUNT extra
COMMAND INFO get nosuchcommand
COMMAND GETKEYS MSET a 1 b 2
CLIENT GETNAME
CLIENT NO-EVICT off
ACL WHOAMI
ACL CAT dangerous-no-such
ACL GETUSER default
SELECT 0
SELECT 99
MEMORY USAGE none
DBSIZE extra
WAIT 0 10
FUNCTION LIST
SCRIPT EXISTS ffffffffffffffffffffffffffffffffffffffff
EVALSHA ffffffffffffffffffffffffffffffffffffffff 0
EVAL "return 3.99" 0
EVAL "return true" 0
EVAL "return false" 0
EVAL "return {}" 0
EVAL "return {{}, {{}}, {1, {2, {3, {4}}}}, 'x'}" 0
EVAL "local t = {} for i = 1, 100 do t[i] = {i, {i}} end return t" 0
EVAL "return redis.status_reply('FINE')" 0
EVAL "return redis.status_reply('')" 0
EVAL "return redis.error_reply('MY error')" 0
EVAL "return {redis.error_reply('MY error'), redis.status_reply('FINE'), false}" 0
EVAL "redis.setresp(3) return {double = 0.1}" 0
EVAL "redis.setresp(3) return {double = 1e300}" 0
EVAL "redis.setresp(3) return {map = {key = {map = {inner = {1, 2}}}}}" 0
EVAL "redis.setresp(3) return {{map = {only = false}}, {set = {member = true}}, true}" 0
EVAL "redis.setresp(3) return {map = {key = {map = {a = {1}}}}}" 0
EVAL "redis.setresp(3) return {map = {key = {map = {a = {{2, 3}}}}}}" 0
EVAL "redis.setresp(3) return {map = {key = {{2}, {3}}}}" 0
EVAL "redis.setresp(3) return {map = {[{map = {only = {1, 2}}}] = {{2}, {}}}}" 0
EVAL "redis.setresp(3) return {map = {key = {{verbatim_string = {string = 'a\\nb', format = 'txt'}}}}}" 0
EVAL "redis.setresp(3) return {map = {}}" 0
EVAL "redis.setresp(3) return {set = {}}" 0
DEBUG PROTOCOL string
DEBUG PROTOCOL integer
DEBUG PROTOCOL double
DEBUG PROTOCOL null
DEBUG PROTOCOL array
DEBUG PROTOCOL set
DEBUG PROTOCOL map
DEBUG PROTOCOL push
DEBUG PROTOCOL verbatim
DEBUG PROTOCOL true
DEBUG PROTOCOL false
INFO keyspace
INFO cluster
info nosuchsection
LOLWUT VERSION 1
MEMORY DOCTOR
LATENCY DOCTOR
LATENCY DOCTOR extra
LATENCY GRAPH nosuchevent
LATENCY LATEST
CLUSTER INFO
CLUSTER NODES extra
CLIENT LIST ID 99999999
CLIENT INFO extra
DEBUG HTSTATS 9
DEBUG HTSTATS-KEY hash
BOGUS
"two words"
GET
INCR text
LPUSH text x
EXEC
"#;

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
fn lines_on_standard_input() {
    let odd = ["PING \"a\\x41\\n\\\"b\"", "\"open", "ECHO 'it\\'s'", "ECHO \"\"", "  ECHO\tx  "];
    for (server, cli) in servers_with_cli() {
        let answers = |line: &&str| ran(&mut sh(&picoredis(), &server, &["--raw"], line)).status == 0;
        // Errors go elsewhere: the test above has them.
        let input: Vec<&str> = lines(COMMANDS).filter(answers).chain(odd).collect();
        assert!(input.len() > 60, "{} commands", input.len());
        for options in STYLES.iter().flat_map(|style| PROTOCOLS.map(|protocol| [style, protocol])) {
            let piped = |program: &[String]| {
                let mut command = on_server(program, &server, &options);
                crate::fed(&mut command, input.join("\n").as_bytes())
            };
            let (ours, theirs) = (piped(&picoredis()), piped(&cli));
            assert_eq!(ours.stderr, b"Invalid argument(s)\n");
            let theirs = crate::text(theirs.stdout).replace("Invalid argument(s)\n", "");
            let ours = crate::text(ours.stdout);
            let different = ours.lines().zip(theirs.lines()).find(|(ours, theirs)| ours != theirs);
            assert_eq!((different, ours.len()), (None, theirs.len()), "{options:?} on {}", server.binary().name);
        }
    }
}

#[test]
fn the_style_suits_where_replies_go() {
    for (server, cli) in servers_with_cli() {
        for line in ["GET text", "LRANGE list 0 -1", "HGETALL hash", "GET none", "INCR text", "INFO keyspace"] {
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
