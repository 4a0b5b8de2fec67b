//! A connection that is made when it is needed, and made again as it was when it is lost.

use picoredis::command::Spec;
use picoredis::reply::Build;
use picoredis::session::Standing;
use picoredis::{Error, ErrorKind, Fate, Redis, ServerError};

use crate::arguments::Account;
use crate::call::Call;
use crate::interrupt;
use crate::output::Printer;
use crate::pushes::{self, Occasion};
use crate::reply::{Outcome, Verdict};
use crate::special::ends_the_server;
use crate::state::State;

/// A server to talk to, whether there is a connection just now or not.
pub(crate) struct Connection {
    state: State,
    redis: Option<Redis>,
    /// How pushes are shown, if they are.
    pushes: Option<Printer>,
}

/// What came of a command.
pub(crate) enum Answer<T> {
    Reply(T),
    Refusal(ServerError),
    /// Nothing, and nothing is to come.
    Silence,
}

impl<T> Answer<T> {
    pub(crate) fn map<U>(self, f: impl FnOnce(T) -> U) -> Answer<U> {
        match self {
            Answer::Reply(reply) => Answer::Reply(f(reply)),
            Answer::Refusal(error) => Answer::Refusal(error),
            Answer::Silence => Answer::Silence,
        }
    }
}

impl Connection {
    /// Not connected yet.
    pub(crate) fn new(account: Account, pushes: Option<Printer>) -> Self {
        Connection { state: State::new(account), redis: None, pushes }
    }

    /// The same for a person, who does not wait for what they have given up: where it does not come soon, the next command
    /// is for a new connection.
    pub(crate) fn for_person(self) -> Self {
        Connection { state: self.state.for_person(), ..self }
    }

    /// Connects, if there is no connection.
    ///
    /// # Errors
    ///
    /// There is none to be had, or the server refuses who connects.
    pub(crate) fn open(&mut self) -> Result<&mut Redis, Error> {
        match &mut self.redis {
            Some(redis) => Ok(redis),
            none => {
                let redis = none.insert(self.state.config().connect()?);
                redis.on_interrupt(interrupt::happened);
                if let Some(printer) = &self.pushes {
                    // If it cannot be shown, replies cannot either.
                    let _ = pushes::show(redis, printer.clone(), Occasion::Beside);
                }
                Ok(redis)
            }
        }
    }

    /// Goes to another server.
    ///
    /// # Errors
    ///
    /// As [`open`](Connection::open).
    pub(crate) fn go_to(&mut self, host: &str, port: u16) -> Result<(), Error> {
        self.close();
        self.state.go_to(host, port);
        self.open().map(drop)
    }

    /// Gives the connection up.
    pub(crate) fn close(&mut self) {
        self.redis = None;
        self.state.lost();
    }

    /// Does something with the connection, which is closed if it fails.
    ///
    /// # Errors
    ///
    /// There is no connection, or those of what is done.
    pub(crate) fn attempt<T>(&mut self, work: impl FnOnce(&mut Redis) -> Result<T, Error>) -> Result<T, Error> {
        let redis = self.open()?;
        let outcome = work(redis);
        if redis.standing() == Standing::Broken {
            self.close();
        }
        outcome
    }

    /// Runs a command, after connecting if need be.
    ///
    /// # Errors
    ///
    /// There is no connection, or it failed, or no reply came in time.
    pub(crate) fn run<B>(&mut self, call: Call<'_>, builder: impl FnOnce() -> B) -> Result<Answer<B::Output>, Error>
    where
        B: Build<Output: Outcome>,
    {
        // What is refused here is no answer to the command.
        self.open()?;
        let name = call.name();
        match self.attempt(|redis| redis.run_with(&call.command(&name), builder())) {
            Ok(reply) => {
                self.state.follow(call.words(), reply.verdict());
                Ok(Answer::Reply(reply))
            }
            Err(error) if ends_the_server(call.words()) && is_gone(&error) => Ok(Answer::Silence),
            Err(error) => match error.server() {
                Some(answer) => {
                    self.state.follow(call.words(), Verdict::Refused);
                    Ok(Answer::Refusal(answer.clone()))
                }
                None => Err(error),
            },
        }
    }

    /// The same for a person: a connection that turns out to be lost is made anew, and the command is sent again if that
    /// can do no harm. What is a log-in counts for a connection that is yet to be made.
    ///
    /// # Errors
    ///
    /// As [`run`](Connection::run).
    pub(crate) fn run_patiently<B>(
        &mut self,
        call: Call<'_>,
        builder: impl Fn() -> B,
    ) -> Result<Answer<B::Output>, Error>
    where
        B: Build<Output: Outcome>,
    {
        let had_connection = self.redis.is_some();
        if !had_connection {
            self.state.log_in(call.words());
        }
        let alone = !self.state.is_bound();
        match self.run(call, &builder) {
            Err(error) if had_connection && self.redis.is_none() && alone && may_repeat(&error, call) => {
                self.run(call, &builder)
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

fn is_gone(error: &Error) -> bool {
    matches!(error.kind(), ErrorKind::Closed | ErrorKind::Io(_))
}

/// Whether a command may be sent again after its connection was lost.
fn may_repeat(error: &Error, call: Call<'_>) -> bool {
    let only_reads = || Spec::find(&call.name()).is_some_and(|spec| spec.read_only);
    error.fate() == Fate::NotSent || is_gone(error) && only_reads()
}
