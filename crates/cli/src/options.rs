//! The options, each once: the command line is read by this table, and --help, the man page and the completions of shells
//! are made from it.

/// An option, by what it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Id {
    Host,
    Port,
    Socket,
    Url,
    User,
    Password,
    AskPassword,
    NoAuthWarning,
    Database,
    Resp2,
    Resp3,
    Timeout,
    Tls,
    ServerName,
    Authority,
    Certificate,
    Key,
    Insecure,
    Repeat,
    Interval,
    LastFromInput,
    TagFromInput,
    QuotedInput,
    Eval,
    Formatted,
    Raw,
    Csv,
    Json,
    QuotedJson,
    ElementDelimiter,
    ReplyDelimiter,
    ShowPushes,
    StopAtError,
    Debug,
    Scan,
    Pattern,
    QuotedPattern,
    Count,
    Pipe,
    PipeTimeout,
    Stat,
    Latency,
    LatencyHistory,
    BigKeys,
    MemKeys,
    MemKeysSamples,
    Help,
    Version,
}

/// An option.
pub(crate) struct Row {
    pub(crate) id: Id,
    pub(crate) short: Option<char>,
    pub(crate) long: Option<&'static str>,
    /// What stands behind it; empty if nothing does.
    pub(crate) value: &'static str,
    pub(crate) help: &'static str,
}

/// Options that belong together.
pub(crate) struct Section {
    pub(crate) title: &'static str,
    pub(crate) rows: &'static [Row],
}

const fn short(id: Id, short: char, value: &'static str, help: &'static str) -> Row {
    Row { id, short: Some(short), long: None, value, help }
}

const fn long(id: Id, long: &'static str, value: &'static str, help: &'static str) -> Row {
    Row { id, short: None, long: Some(long), value, help }
}

const fn both(id: Id, short: char, long: &'static str, value: &'static str, help: &'static str) -> Row {
    Row { id, short: Some(short), long: Some(long), value, help }
}

/// All options, as they are shown.
pub(crate) const SECTIONS: &[Section] = &[
    Section {
        title: "Server",
        rows: &[
            short(Id::Host, 'h', "HOST", "the host (127.0.0.1)"),
            short(Id::Port, 'p', "PORT", "the port (6379)"),
            short(Id::Socket, 's', "PATH", "its Unix socket, instead of host and port"),
            short(Id::Url, 'u', "URL", "redis://user:password@host:port/db, unix:///path?db=1"),
            long(Id::User, "user", "NAME", "who logs in, with a password of one of the next three"),
            both(Id::Password, 'a', "pass", "SECRET", "the password; better hidden in the variable REDISCLI_AUTH"),
            long(Id::AskPassword, "askpass", "", "ask for the password"),
            long(Id::NoAuthWarning, "no-auth-warning", "", "do not warn that others can see what -a and -u say"),
            short(Id::Database, 'n', "DB", "the number of the database (0)"),
            short(Id::Resp2, '2', "", "speak RESP2 (the default)"),
            short(Id::Resp3, '3', "", "speak RESP3 (the default with --json)"),
            short(Id::Timeout, 't', "SECONDS", "patience for connecting and each reply (3; 0: endless)"),
        ],
    },
    Section {
        title: "Encryption",
        rows: &[
            long(Id::Tls, "tls", "", "speak TLS, as with rediss:// in a URL"),
            long(Id::ServerName, "sni", "NAME", "the name in the server's certificate, if it is not the host"),
            long(Id::Authority, "cacert", "FILE", "whom to trust, instead of whom the system trusts"),
            long(Id::Certificate, "cert", "FILE", "who this client is, for servers that ask"),
            long(Id::Key, "key", "FILE", "the private key of that"),
            long(Id::Insecure, "insecure", "", "trust any server: for experiments only"),
        ],
    },
    Section {
        title: "Commands",
        rows: &[
            short(Id::Repeat, 'r', "N", "run the command N times; -1: for ever"),
            short(Id::Interval, 'i', "SECONDS", "wait so long after each run, round or sample: 0.5"),
            short(Id::LastFromInput, 'x', "", "standard input is the last argument"),
            short(Id::TagFromInput, 'X', "TAG", "standard input is the argument that is written TAG"),
            long(Id::QuotedInput, "quoted-input", "", "arguments may be quoted strings: '\"a\\x00b\"'"),
            long(Id::Eval, "eval", "FILE", "run a script; the command is its keys, a comma, its arguments"),
        ],
    },
    Section {
        title: "Replies",
        rows: &[
            long(Id::Formatted, "no-raw", "", "for people (the default on a terminal)"),
            long(Id::Raw, "raw", "", "bare (the default in a pipe or file)"),
            long(Id::Csv, "csv", "", "as a line of comma-separated values"),
            long(Id::Json, "json", "", "as JSON"),
            long(Id::QuotedJson, "quoted-json", "", "as JSON in ASCII, with strings as --csv quotes them"),
            short(Id::ElementDelimiter, 'd', "TEXT", "what stands between elements of bare replies (\\n)"),
            short(Id::ReplyDelimiter, 'D', "TEXT", "what stands behind each bare reply (\\n)"),
            long(Id::ShowPushes, "show-pushes", "YES|NO", "show pushes of RESP3 (the default on a terminal)"),
            short(Id::StopAtError, 'e', "", "stop at the first error of the server, and show it bare"),
            long(Id::Debug, "debug", "", "show what is sent and received on standard error"),
        ],
    },
    Section {
        title: "Instead of commands",
        rows: &[
            long(Id::Scan, "scan", "", "list all keys"),
            long(Id::Pattern, "pattern", "GLOB", "only keys that match; also with --bigkeys, --memkeys"),
            long(Id::QuotedPattern, "quoted-pattern", "GLOB", "the same as a quoted string: '\"a\\x00*\"'"),
            long(Id::Count, "count", "N", "how many keys to look at in a round (10)"),
            long(Id::Pipe, "pipe", "", "send the commands on standard input, plain or as protocol, in bulk"),
            long(Id::PipeTimeout, "pipe-timeout", "SECONDS", "patience for replies then (30; 0: endless)"),
            long(Id::Stat, "stat", "", "a line about the server every second"),
            long(Id::Latency, "latency", "", "how long PING takes, again and again"),
            long(Id::LatencyHistory, "latency-history", "", "the same, with a new line every 15 seconds"),
            long(Id::BigKeys, "bigkeys", "", "find the keys with the most elements"),
            long(Id::MemKeys, "memkeys", "", "find the keys that take the most memory"),
            long(Id::MemKeysSamples, "memkeys-samples", "N", "the same, looking at N elements of each; 0: all"),
        ],
    },
    Section {
        title: "This program",
        rows: &[long(Id::Help, "help", "", "show this"), both(Id::Version, 'v', "version", "", "show the version")],
    },
];

/// Options of redis-cli and valkey-cli that are left out: what they begin with, and what there is instead.
pub(crate) const LEFT_OUT: &[(&str, &str)] = &[
    ("-c", "redirections are not followed: connect to the node that MOVED names, with -h and -p"),
    ("-4", "-h takes an address: -h 127.0.0.1"),
    ("-6", "-h takes an address: -h ::1"),
    ("--cluster", "clusters are managed by redis-cli; each step is a command, such as CLUSTER MEET"),
    ("--rdb", "dumps are fetched by redis-cli; DUMP and RESTORE move single keys"),
    ("--functions-rdb", "FUNCTION DUMP and FUNCTION RESTORE move functions"),
    ("--replica", "MONITOR shows what clients send"),
    ("--slave", "MONITOR shows what clients send"),
    ("--hotkeys", "OBJECT FREQ tells how often a key is used"),
    ("--keystats", "use --bigkeys and --memkeys"),
    ("--top", "--bigkeys and --memkeys show the first of each type"),
    ("--cursor", "SCAN goes on at any cursor"),
    ("--intrinsic-latency", "it concerns the machine, not the server: redis-cli can tell"),
    ("--latency-dist", "use --latency-history, or LATENCY HISTOGRAM"),
    ("--mono", "it belongs to --latency-dist, which is left out"),
    ("--vset-recall", "VSIM with TRUTH gives what to compare with"),
    ("--mptcp", "it is the system's: mptcpize run picoredis"),
    ("--lru-test", "INFO stats counts hits and misses; redis-cli can simulate them"),
    ("--ldb", "scripts are debugged in redis-cli"),
    ("--verbose", "use --debug"),
    ("--cacertdir", "use --cacert with one file"),
    ("--tls-ciphers", "the choice is the TLS library's"),
];

/// The option that is written so: `-p`, `--raw`.
pub(crate) fn find(written: &str) -> Option<&'static Row> {
    let mut rows = SECTIONS.iter().flat_map(|section| section.rows);
    rows.find(|row| names(row).any(|name| name == written))
}

/// What there is instead of an option that is left out.
pub(crate) fn instead_of(written: &str) -> Option<&'static str> {
    let exact = LEFT_OUT.iter().find(|(name, _)| *name == written);
    let family = || LEFT_OUT.iter().find(|(name, _)| name.len() > 2 && written.starts_with(name));
    exact.or_else(family).map(|(_, instead)| *instead)
}

/// How an option can be written: `-a`, `--pass`.
pub(crate) fn names(row: &Row) -> impl Iterator<Item = String> {
    let short = row.short.map(|letter| format!("-{letter}"));
    short.into_iter().chain(row.long.map(|word| format!("--{word}")))
}

#[cfg(test)]
mod tests {
    use super::{LEFT_OUT, SECTIONS, find, instead_of, names};

    #[test]
    fn every_option_is_found_by_each_of_its_names() {
        for row in SECTIONS.iter().flat_map(|section| section.rows) {
            for name in names(row) {
                assert_eq!(find(&name).map(|found| found.id), Some(row.id), "{name}");
            }
        }
    }

    #[test]
    fn what_is_left_out_is_not_there() {
        assert!(LEFT_OUT.iter().all(|(name, _)| find(name).is_none()));
        assert!(instead_of("--cluster-replicas").is_some());
        assert!(instead_of("--ldb-sync-mode").is_some());
        assert!(instead_of("-cc").is_none());
    }
}
