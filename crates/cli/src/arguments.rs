//! What was said on the command line and in the environment.

use std::ffi::OsString;
use std::io::{self, IsTerminal};
use std::num::NonZeroU16;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use lexopt::{Arg, Parser};
use picoredis::address::Address;
use picoredis::number::parse_f64;
use picoredis::{Config, Protocol};

use crate::encryption::Encryption;
use crate::options::{self, Id};
use crate::output::{Printer, Style};
use crate::pace::Pace;
use crate::styles::json;
use crate::task::{Filter, Measure, Task};
use crate::wire;
use crate::words::{self, Words};

/// What is to be done.
pub(crate) enum Request {
    Help,
    Version,
    Run(Box<Arguments>),
}

/// What to do, where and how.
pub(crate) struct Arguments {
    pub(crate) account: Account,
    pub(crate) printer: Printer,
    pub(crate) show_pushes: bool,
    /// The password is asked for.
    pub(crate) ask_password: bool,
    /// The password can be read in the list of processes, and the user has not been warned.
    pub(crate) exposed: bool,
    pub(crate) pace: Pace,
    pub(crate) task: Task,
}

/// Where to connect, and what is known besides what `config` holds.
#[derive(Clone)]
pub(crate) struct Account {
    pub(crate) config: Config,
    pub(crate) user: Option<Vec<u8>>,
    pub(crate) db: u32,
    pub(crate) protocol: Protocol,
}

/// What is wrong with the command line, in words.
pub(crate) type Misuse = String;

/// Reads the command line, without the name of the program. `REDISCLI_AUTH` is `password`.
pub(crate) fn parse(
    arguments: impl IntoIterator<Item = OsString>,
    password: Option<OsString>,
) -> Result<Request, Misuse> {
    let environment = password.map(OsString::into_encoded_bytes).filter(|password| !password.is_empty());
    let mut options = Options { environment, ..Options::default() };
    let mut parser = Parser::from_args(arguments);
    let mut command = Words::new();
    while let Some(argument) = parser.next().map_err(|error| error.to_string())? {
        let written = match argument {
            // Whatever follows is the command's, even if it looks like an option.
            Arg::Value(name) => {
                command.push(name.into_encoded_bytes());
                let rest = parser.raw_args().map_err(|error| error.to_string())?;
                command.extend(rest.map(OsString::into_encoded_bytes));
                continue;
            }
            Arg::Short(letter) => format!("-{letter}"),
            Arg::Long(word) => format!("--{word}"),
        };
        if let Some(request) = options.take(&written, &mut parser).map_err(|error| format!("{written}: {error}"))? {
            return Ok(request);
        }
    }
    Ok(Request::Run(Box::new(options.finish(command)?)))
}

/// The options as they were given: the last one of a kind counts, and what is more special than a URL wins over it.
#[derive(Default)]
struct Options {
    url: Option<String>,
    host: Option<String>,
    port: Option<NonZeroU16>,
    socket: Option<PathBuf>,
    user: Option<Vec<u8>>,
    password: Option<Vec<u8>>,
    /// The password of the environment.
    environment: Option<Vec<u8>>,
    ask_password: bool,
    knows_the_risk: bool,
    db: Option<u32>,
    protocol: Option<Protocol>,
    timeout: Option<Duration>,
    debug: bool,
    encryption: Encryption,
    /// `Some(None)`: for ever.
    repeat: Option<Option<u64>>,
    interval: Option<Duration>,
    last_from_input: bool,
    tag_from_input: Option<Vec<u8>>,
    quoted_input: bool,
    style: Option<Style>,
    between: Option<Vec<u8>>,
    behind: Option<Vec<u8>>,
    show_pushes: Option<bool>,
    stop_at_error: bool,
    /// What is done instead of commands.
    mode: Option<Id>,
    script: Option<PathBuf>,
    pattern: Option<Vec<u8>>,
    count: Option<u32>,
    pipe_timeout: Option<u64>,
    samples: Option<u32>,
}

impl Options {
    fn take(&mut self, written: &str, parser: &mut Parser) -> Result<Option<Request>, Misuse> {
        let Some(row) = options::find(written) else {
            return Err(options::instead_of(written)
                .map_or("there is no such option".into(), |instead| format!("not in picoredis: {instead}")));
        };
        match row.id {
            Id::Help => return Ok(Some(Request::Help)),
            Id::Version => return Ok(Some(Request::Version)),
            // With nothing behind it, somebody asks for help.
            Id::Host => match parser.value() {
                Ok(host) => self.host = Some(utf8(host)?),
                Err(_) => return Ok(Some(Request::Help)),
            },
            Id::Port | Id::Socket | Id::Url | Id::Database | Id::Resp2 | Id::Resp3 | Id::Timeout | Id::Debug => {
                self.take_server(row.id, parser)?;
            }
            Id::Tls | Id::ServerName | Id::Authority | Id::Certificate | Id::Key | Id::Insecure => {
                self.take_encryption(row.id, parser)?;
            }
            Id::User => self.user = Some(bytes(parser)?),
            Id::Password => self.password = Some(bytes(parser)?),
            Id::AskPassword => self.ask_password = true,
            Id::NoAuthWarning => self.knows_the_risk = true,
            Id::Repeat => self.repeat = Some(repeat(&text(parser)?)?),
            Id::Interval => self.interval = Some(seconds(&text(parser)?)?),
            Id::LastFromInput => self.last_from_input = true,
            Id::TagFromInput => self.tag_from_input = Some(bytes(parser)?),
            Id::QuotedInput => self.quoted_input = true,
            Id::Formatted => self.style = Some(Style::Formatted),
            Id::Raw => self.style = Some(Style::Raw),
            Id::Csv => self.style = Some(Style::Csv),
            Id::Json => self.style = Some(Style::Json(json::Strings::Plain)),
            Id::QuotedJson => self.style = Some(Style::Json(json::Strings::Quoted)),
            Id::ElementDelimiter => self.between = Some(bytes(parser)?),
            Id::ReplyDelimiter => self.behind = Some(bytes(parser)?),
            Id::ShowPushes => self.show_pushes = Some(yes_or_no(&text(parser)?)?),
            Id::StopAtError => self.stop_at_error = true,
            Id::Pattern => self.pattern = Some(bytes(parser)?),
            Id::QuotedPattern => self.pattern = Some(unquoted(&bytes(parser)?)?),
            Id::Count => self.count = Some(number(parser, "how many keys to look at")?),
            Id::PipeTimeout => self.pipe_timeout = Some(number(parser, "a number of seconds")?),
            _ => self.take_mode(row.id, parser)?,
        }
        Ok(None)
    }

    fn take_server(&mut self, id: Id, parser: &mut Parser) -> Result<(), Misuse> {
        match id {
            Id::Port => self.port = Some(number(parser, "a port from 1 to 65535")?),
            Id::Socket => self.socket = Some(value(parser)?.into()),
            Id::Url => self.url = Some(text(parser)?),
            Id::Database => self.db = Some(number(parser, "the number of a database")?),
            Id::Resp2 => self.protocol = Some(Protocol::Resp2),
            Id::Resp3 => self.protocol = Some(Protocol::Resp3),
            Id::Timeout => self.timeout = Some(seconds(&text(parser)?)?),
            _ => self.debug = true,
        }
        Ok(())
    }

    fn take_encryption(&mut self, id: Id, parser: &mut Parser) -> Result<(), Misuse> {
        match id {
            Id::Tls => self.encryption.wanted = true,
            Id::ServerName => self.encryption.server_name = Some(text(parser)?),
            Id::Authority => self.encryption.authority = Some(value(parser)?.into()),
            Id::Certificate => self.encryption.certificate = Some(value(parser)?.into()),
            Id::Key => self.encryption.key = Some(value(parser)?.into()),
            _ => self.encryption.insecure = true,
        }
        Ok(())
    }

    /// What excludes each other.
    fn take_mode(&mut self, id: Id, parser: &mut Parser) -> Result<(), Misuse> {
        let mut mode = id;
        if id == Id::Eval {
            self.script = Some(value(parser)?.into());
        } else if id == Id::MemKeysSamples {
            self.samples = Some(number(parser, "how many elements to look at")?);
            mode = Id::MemKeys;
        }
        match self.mode.replace(mode) {
            Some(other) if other != mode => Err("does not go with another mode".into()),
            _ => Ok(()),
        }
    }

    fn finish(mut self, command: Words) -> Result<Arguments, Misuse> {
        let url = self.url.take().unwrap_or_else(|| "redis://".into());
        let address = Address::parse(&url).map_err(|error| format!("-u: {error}"))?;
        let style = self.style.unwrap_or_else(Style::of_stdout);
        let implied = matches!(style, Style::Json(_)).then_some(Protocol::Resp3);
        let of_url = |protocol| if protocol == 3 { Protocol::Resp3 } else { Protocol::Resp2 };
        Ok(Arguments {
            account: Account {
                config: self.encryption.apply(self.config(&url)?, &address)?,
                user: self.user.take().or(address.user().map(|user| user.to_vec())),
                db: self.db.or(address.db()).unwrap_or(0),
                protocol: self.protocol.or(address.protocol().map(of_url)).or(implied).unwrap_or_default(),
            },
            printer: Printer {
                between: self.between.take().unwrap_or_else(|| b"\n".into()),
                behind: self.behind.take().unwrap_or_else(|| b"\n".into()),
                bare_errors: self.stop_at_error,
                ..Printer::new(style)
            },
            show_pushes: self.show_pushes.unwrap_or_else(|| io::stdout().is_terminal()),
            exposed: (self.password.is_some() || address.password().is_some()) && !self.knows_the_risk,
            ask_password: self.ask_password,
            pace: Pace {
                times: self.repeat.unwrap_or(self.mode.is_none_or(|mode| mode == Id::Eval).then_some(1)),
                interval: self.interval,
            },
            task: self.task(command)?,
        })
    }

    /// The environment, then the URL over it, then what is more special.
    fn config(&self, url: &str) -> Result<Config, Misuse> {
        let mut config = Config::default();
        if self.debug {
            config = wire::show(config);
        }
        if let Some(password) = &self.environment {
            config = config.password(password.as_slice());
        }
        config = config.url(url).map_err(|error| format!("-u: {error}"))?;
        if let Some(host) = &self.host {
            config = config.host(host);
        }
        if let Some(port) = self.port {
            config = config.port(port.get());
        }
        if let Some(socket) = &self.socket {
            config = config.unix(socket);
        }
        if let Some(password) = &self.password {
            config = config.password(password.as_slice());
        }
        if let Some(timeout) = self.timeout {
            config = config.timeout((!timeout.is_zero()).then_some(timeout));
        }
        Ok(config)
    }

    fn task(mut self, mut command: Words) -> Result<Task, Misuse> {
        if self.quoted_input {
            command = command.iter().map(|word| unquoted(word)).collect::<Result<_, _>>()?;
        }
        let input = self.input(&command)?;
        let filter = Filter { pattern: self.pattern.take(), count: self.count };
        let Some(mode) = self.mode else {
            return Ok(if command.is_empty() && input.is_none() { Task::Lines } else { Task::Command(command, input) });
        };
        if let Some(script) = self.script {
            return Ok(Task::Eval { script, words: command });
        }
        if !command.is_empty() || input.is_some() {
            return Err("a command does not go with a mode".into());
        }
        Ok(match mode {
            Id::Scan => Task::Scan(filter),
            Id::Pipe => Task::Pipe { patience: Duration::from_secs(self.pipe_timeout.unwrap_or(30)) },
            Id::Stat => Task::Stat,
            Id::Latency => Task::Latency { history: false },
            Id::LatencyHistory => Task::Latency { history: true },
            Id::BigKeys => Task::BigKeys(Measure::Elements, filter),
            _ => Task::BigKeys(Measure::Memory { samples: self.samples }, filter),
        })
    }

    /// Which word of the command stands on standard input: one behind the last, or the tag.
    fn input(&self, command: &Words) -> Result<Option<usize>, Misuse> {
        match &self.tag_from_input {
            Some(_) if self.last_from_input => Err("-x and -X do not go together".into()),
            Some(tag) => {
                let found = command.iter().position(|word| word == tag);
                found.map(Some).ok_or_else(|| "-X: the command has no such argument".into())
            }
            None if self.last_from_input && command.is_empty() => Err("-x: a command must follow".into()),
            None => Ok(self.last_from_input.then_some(command.len())),
        }
    }
}

fn value(parser: &mut Parser) -> Result<OsString, Misuse> {
    parser.value().map_err(|_| "something must follow".into())
}

fn bytes(parser: &mut Parser) -> Result<Vec<u8>, Misuse> {
    value(parser).map(OsString::into_encoded_bytes)
}

fn text(parser: &mut Parser) -> Result<String, Misuse> {
    utf8(value(parser)?)
}

fn utf8(value: OsString) -> Result<String, Misuse> {
    value.into_string().map_err(|_| "expected UTF-8".into())
}

fn number<N: FromStr>(parser: &mut Parser, expected: &str) -> Result<N, Misuse> {
    text(parser)?.parse().map_err(|_| format!("expected {expected}"))
}

/// `None` is for ever.
fn repeat(text: &str) -> Result<Option<u64>, Misuse> {
    match text.parse::<i64>() {
        Ok(times) => Ok(u64::try_from(times).ok()),
        Err(_) => Err("expected how many times, or -1".into()),
    }
}

fn seconds(text: &str) -> Result<Duration, Misuse> {
    let seconds = parse_f64(text.as_bytes()).and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    seconds.ok_or_else(|| "expected a number of seconds".into())
}

fn yes_or_no(text: &str) -> Result<bool, Misuse> {
    match text.bytes().next().map(|first| first.to_ascii_lowercase()) {
        Some(b'y') => Ok(true),
        Some(b'n') => Ok(false),
        _ => Err("expected yes or no".into()),
    }
}

fn unquoted(word: &[u8]) -> Result<Vec<u8>, Misuse> {
    words::unquote(word).ok_or_else(|| "Invalid quoted string".into())
}
