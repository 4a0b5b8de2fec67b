//! What was said on the command line and in the environment.

use std::ffi::OsString;
use std::num::NonZeroU16;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use lexopt::{Arg, Parser};
use picoredis::address::Address;
use picoredis::{Config, Protocol};

use crate::output::Style;
use crate::words::Words;

/// What is to be done.
pub(crate) enum Request {
    Help,
    Version,
    Run(Box<Arguments>),
}

/// How to run commands, and which one.
pub(crate) struct Arguments {
    pub(crate) account: Account,
    /// `None`: as suits where standard output goes.
    pub(crate) style: Option<Style>,
    /// The password can be read in the list of processes, and the user has not been warned.
    pub(crate) exposed: bool,
    /// Empty if commands come from standard input.
    pub(crate) command: Words,
}

/// Where to connect, and what is known besides what `config` holds.
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
        match argument {
            Arg::Long("help") => return Ok(Request::Help),
            Arg::Long("version") => return Ok(Request::Version),
            // Whatever follows is the command's, even if it looks like an option.
            Arg::Value(name) => {
                command.push(name.into_encoded_bytes());
                let rest = parser.raw_args().map_err(|error| error.to_string())?;
                command.extend(rest.map(OsString::into_encoded_bytes));
            }
            // With nothing behind it, somebody asks for help.
            Arg::Short('h') => match parser.value() {
                Ok(host) => options.host = Some(utf8(host).map_err(|error| format!("-h: {error}"))?),
                Err(_) => return Ok(Request::Help),
            },
            option => {
                let option = name(option);
                options.take(&option, &mut parser).map_err(|error| format!("{option}: {error}"))?;
            }
        }
    }
    Ok(Request::Run(Box::new(options.finish(command)?)))
}

fn name(option: Arg<'_>) -> String {
    match option {
        Arg::Short(letter) => format!("-{letter}"),
        Arg::Long(word) => format!("--{word}"),
        Arg::Value(value) => value.to_string_lossy().into(),
    }
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
    db: Option<u32>,
    protocol: Option<Protocol>,
    timeout: Option<u64>,
    style: Option<Style>,
    debug: bool,
    knows_the_risk: bool,
}

impl Options {
    fn take(&mut self, option: &str, parser: &mut Parser) -> Result<(), Misuse> {
        match option {
            "-p" => self.port = Some(number(parser, "a port from 1 to 65535")?),
            "-s" => self.socket = Some(value(parser)?.into()),
            "-u" => self.url = Some(text(parser)?),
            "--user" => self.user = Some(value(parser)?.into_encoded_bytes()),
            "-a" | "--pass" => self.password = Some(value(parser)?.into_encoded_bytes()),
            "--no-auth-warning" => self.knows_the_risk = true,
            "-n" => self.db = Some(number(parser, "the number of a database")?),
            "-2" => self.protocol = Some(Protocol::Resp2),
            "-3" => self.protocol = Some(Protocol::Resp3),
            "-t" => self.timeout = Some(number(parser, "a number of milliseconds")?),
            "--raw" => self.style = Some(Style::Raw),
            "--no-raw" => self.style = Some(Style::Formatted),
            "--debug" => self.debug = true,
            _ => return Err("there is no such option".into()),
        }
        Ok(())
    }

    fn finish(self, command: Words) -> Result<Arguments, Misuse> {
        let url = self.url.as_deref().unwrap_or("redis://");
        let address = Address::parse(url).map_err(|error| format!("-u: {error}"))?;
        let of_url = |protocol| if protocol == 3 { Protocol::Resp3 } else { Protocol::Resp2 };
        Ok(Arguments {
            account: Account {
                config: self.config(url)?,
                user: self.user.or(address.user().map(|user| user.to_vec())),
                db: self.db.or(address.db()).unwrap_or(0),
                protocol: self.protocol.or(address.protocol().map(of_url)).unwrap_or_default(),
            },
            style: self.style,
            exposed: (self.password.is_some() || address.password().is_some()) && !self.knows_the_risk,
            command,
        })
    }

    /// The environment, then the URL over it, then what is more special.
    fn config(&self, url: &str) -> Result<Config, Misuse> {
        let mut config = Config::default().debug(self.debug);
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
            config = config.timeout((timeout > 0).then(|| Duration::from_millis(timeout)));
        }
        Ok(config)
    }
}

fn value(parser: &mut Parser) -> Result<OsString, Misuse> {
    parser.value().map_err(|_| "something must follow".into())
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
