//! A connection that is made when it is needed, and made again as it was when it is lost.

use picoredis::command::{Command, Spec};
use picoredis::session::Standing;
use picoredis::{Error, ErrorKind, Fate, Redis};

use crate::arguments::Account;
use crate::reply::Reply;
use crate::special::ends_the_server;
use crate::state::State;
use crate::words::Words;

/// A server to talk to, whether there is a connection just now or not.
pub(crate) struct Connection {
    state: State,
    redis: Option<Redis>,
}

impl Connection {
    /// Not connected yet.
    pub(crate) fn new(account: Account) -> Self {
        Connection { state: State::new(account), redis: None }
    }

    /// Connects, if there is no connection.
    ///
    /// # Errors
    ///
    /// There is none to be had, or the server refuses who connects.
    pub(crate) fn open(&mut self) -> Result<&mut Redis, Error> {
        match &mut self.redis {
            Some(redis) => Ok(redis),
            none => Ok(none.insert(self.state.config().connect()?)),
        }
    }

    /// Runs a command, after connecting if need be. An error of the server is a reply like others. `None`: there is none
    /// to come.
    ///
    /// # Errors
    ///
    /// There is no connection, or it failed, or no reply came in time.
    pub(crate) fn run(&mut self, words: &Words) -> Result<Option<Reply>, Error> {
        let redis = self.open()?;
        let outcome = send(redis, words);
        if redis.standing() == Standing::Broken {
            self.redis = None;
            self.state.lost();
        }
        let reply = match outcome {
            Ok(reply) => reply,
            Err(error) if ends_the_server(words) && is_gone(&error) => return Ok(None),
            Err(error) => match error.server() {
                Some(answer) => Reply::from(answer),
                None => return Err(error),
            },
        };
        self.state.follow(words, &reply);
        Ok(Some(reply))
    }

    /// The same for a person: a connection that turns out to be lost is made anew, and the command is sent again if that
    /// can do no harm. What is a log-in counts for a connection that is yet to be made.
    ///
    /// # Errors
    ///
    /// As [`run`](Connection::run).
    pub(crate) fn run_patiently(&mut self, words: &Words) -> Result<Option<Reply>, Error> {
        let had_connection = self.redis.is_some();
        if !had_connection {
            self.state.log_in(words);
        }
        let alone = !self.state.is_bound();
        match self.run(words) {
            Err(error) if had_connection && self.redis.is_none() && alone && may_repeat(&error, words) => {
                self.run(words)
            }
            outcome => outcome,
        }
    }

    /// What stands before the cursor.
    pub(crate) fn prompt(&self) -> String {
        match &self.redis {
            Some(redis) => self.state.prompt(redis.endpoint()),
            None => "not connected> ".into(),
        }
    }
}

fn send(redis: &mut Redis, words: &Words) -> Result<Reply, Error> {
    let (name, arguments) = name_and_arguments(words);
    redis.run(Command::new(&name, arguments).reply())
}

/// The name, two words long where the table knows it so, and the rest. The name is empty, and the rest is all, if the
/// first word is none that a command could have: it is then sent as it is.
fn name_and_arguments(words: &Words) -> (String, &[Vec<u8>]) {
    let plain: Vec<&str> = words.iter().take(2).map_while(|word| plain(word)).collect();
    let name = plain.join(" ");
    match plain[..] {
        [first, _] if Spec::find(&name).is_none() => (first.into(), &words[1..]),
        _ => (name, &words[plain.len()..]),
    }
}

fn plain(word: &[u8]) -> Option<&str> {
    let is_plain = !word.is_empty() && word.iter().all(u8::is_ascii_graphic);
    std::str::from_utf8(word).ok().filter(|_| is_plain)
}

fn is_gone(error: &Error) -> bool {
    matches!(error.kind(), ErrorKind::Closed | ErrorKind::Io(_))
}

/// Whether a command may be sent again after its connection was lost.
fn may_repeat(error: &Error, words: &Words) -> bool {
    let only_reads = || Spec::find(&name_and_arguments(words).0).is_some_and(|spec| spec.read_only);
    is_gone(error) && (error.fate() == Fate::NotSent || only_reads())
}
