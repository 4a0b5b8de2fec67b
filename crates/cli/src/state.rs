//! What the commands so far have made of a connection: what the prompt shows, and what a new connection must be told.

use picoredis::session::DrainBudget;
use picoredis::{Config, Endpoint, Protocol};

use crate::arguments::Account;
use crate::reply::Verdict;
use crate::special::is;

/// Follows the commands that change more than data.
pub(crate) struct State {
    config: Config,
    user: Option<Vec<u8>>,
    password: Option<Vec<u8>>,
    db: u32,
    protocol: Protocol,
    /// The database that was selected when MULTI began.
    transaction: Option<u32>,
    watches: bool,
}

impl State {
    pub(crate) fn new(account: Account) -> Self {
        let Account { config, user, db, protocol } = account;
        State { config, user, password: None, db, protocol, transaction: None, watches: false }
    }

    /// Has connections bear little with a late reply that nobody waits for any more.
    pub(crate) fn for_person(self) -> Self {
        let budget = DrainBudget { millis: 300, ..DrainBudget::DEFAULT };
        State { config: self.config.drain_budget(budget), ..self }
    }

    /// Another server: a new connection will be made there.
    pub(crate) fn go_to(&mut self, host: &str, port: u16) {
        self.config = self.config.clone().host(host).port(port);
        self.lost();
    }

    /// How to make a connection that is as the present one is, or was.
    pub(crate) fn config(&self) -> Config {
        let mut config = self.config.clone().db(self.db).protocol(self.protocol);
        if let Some(user) = &self.user {
            config = config.user(user.as_slice());
        }
        if let Some(password) = &self.password {
            config = config.password(password.as_slice());
        }
        config
    }

    /// `127.0.0.1:6379[2](TX)> `
    pub(crate) fn prompt(&self, endpoint: &Endpoint) -> String {
        let kind = if matches!(endpoint, Endpoint::Unix(_)) { "redis " } else { "" };
        let db = if self.db == 0 { String::new() } else { format!("[{}]", self.db) };
        let transaction = if self.transaction.is_some() { "(TX)" } else { "" };
        format!("{kind}{endpoint}{db}{transaction}> ")
    }

    /// Whether the next commands mean something only on this very connection.
    pub(crate) fn is_bound(&self) -> bool {
        self.transaction.is_some() || self.watches
    }

    /// The connection is no more.
    pub(crate) fn lost(&mut self) {
        self.watches = false;
        if let Some(db) = self.transaction.take() {
            self.db = db;
        }
    }

    /// A command was answered so.
    pub(crate) fn follow(&mut self, words: &[Vec<u8>], verdict: Verdict) {
        if words.len() == 1 && (is(words, 0, "EXEC") || is(words, 0, "DISCARD")) {
            let happened = is(words, 0, "EXEC") && verdict == Verdict::Aggregate;
            self.end_transaction(happened);
        } else if verdict == Verdict::Refused {
            // Nothing has changed.
        } else if is(words, 0, "SELECT") {
            self.select(words);
        } else if is(words, 0, "MULTI") {
            self.transaction = Some(self.db);
        } else if is(words, 0, "WATCH") {
            self.watches = true;
        } else if is(words, 0, "UNWATCH") {
            self.watches = false;
        } else if is(words, 0, "RESET") {
            (self.db, self.protocol, self.transaction, self.watches) = (0, Protocol::Resp2, None, false);
        } else if verdict != Verdict::Queued {
            self.log_in(words);
            self.speak(words);
        }
    }

    /// Remembers who logs in with AUTH or HELLO.
    pub(crate) fn log_in(&mut self, words: &[Vec<u8>]) {
        let credentials = match words {
            [_, credentials @ ..] if is(words, 0, "AUTH") => credentials,
            [_, _, word, credentials @ ..] if is(words, 0, "HELLO") && word.eq_ignore_ascii_case(b"AUTH") => {
                credentials.get(..2).unwrap_or_default()
            }
            _ => return,
        };
        match credentials {
            [password] => {
                // A user that was named before is not meant any more.
                self.user = self.user.take().map(|_| b"default".into());
                self.password = Some(password.clone());
            }
            [user, password] => {
                self.user = Some(user.clone());
                self.password = Some(password.clone());
            }
            _ => {}
        }
    }

    fn speak(&mut self, words: &[Vec<u8>]) {
        if is(words, 0, "HELLO") && words.len() > 1 {
            self.protocol = if is(words, 1, "3") { Protocol::Resp3 } else { Protocol::Resp2 };
        }
    }

    fn select(&mut self, words: &[Vec<u8>]) {
        let number = words.get(1).and_then(|word| std::str::from_utf8(word).ok()?.parse().ok());
        self.db = number.unwrap_or(self.db);
    }

    /// What was selected in a transaction holds if it happened.
    fn end_transaction(&mut self, happened: bool) {
        self.watches = false;
        if let (Some(db), false) = (self.transaction.take(), happened) {
            self.db = db;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::State;
    use crate::arguments::Account;
    use crate::reply::Outcome;
    use crate::reply::tests::received;
    use crate::words;
    use picoredis::{Config, Endpoint, Protocol};

    /// A state after these lines, each answered as said.
    fn after(lines: &[(&str, &str)]) -> State {
        let account = Account { config: Config::default(), user: None, db: 0, protocol: Protocol::Resp2 };
        let mut state = State::new(account);
        for (line, wire) in lines {
            state.follow(&words::split(line.as_bytes()).unwrap(), received(wire, wire.len()).verdict());
        }
        state
    }

    fn prompt(lines: &[(&str, &str)]) -> String {
        after(lines).prompt(&Endpoint::Tcp { host: "::1".into(), port: 7 })
    }

    const OK: &str = "+OK\r\n";
    const QUEUED: &str = "+QUEUED\r\n";
    const NO: &str = "-ERR no\r\n";

    #[test]
    fn the_prompt_tells_the_database() {
        assert_eq!(prompt(&[]), "[::1]:7> ");
        assert_eq!(prompt(&[("select 2", OK)]), "[::1]:7[2]> ");
        assert_eq!(prompt(&[("SELECT 2", OK), ("SELECT 99", NO)]), "[::1]:7[2]> ");
        assert_eq!(prompt(&[("SELECT 2", OK), ("RESET", "+RESET\r\n")]), "[::1]:7> ");
        assert_eq!(after(&[]).prompt(&Endpoint::Unix("a/b".into())), "redis a/b> ");
    }

    #[test]
    fn the_prompt_tells_a_transaction() {
        let begun = [("SELECT 1", OK), ("MULTI", OK), ("SELECT 2", QUEUED)];
        assert_eq!(prompt(&begun), "[::1]:7[2](TX)> ");
        let ended = |line, reply| prompt(&[&begun[..], &[(line, reply)]].concat());
        assert_eq!(ended("EXEC", "*1\r\n+OK\r\n"), "[::1]:7[2]> ");
        assert_eq!(ended("EXEC", "*-1\r\n"), "[::1]:7[1]> ");
        assert_eq!(ended("EXEC", NO), "[::1]:7[1]> ");
        assert_eq!(ended("DISCARD", OK), "[::1]:7[1]> ");
        assert_eq!(ended("EXEC now", NO), "[::1]:7[2](TX)> ");
    }

    #[test]
    fn what_holds_for_one_connection_alone() {
        assert!(!after(&[("WATCH a", NO)]).is_bound());
        assert!(after(&[("WATCH a", OK)]).is_bound());
        assert!(after(&[("WATCH a", OK), ("MULTI", OK)]).is_bound());
        assert!(!after(&[("WATCH a", OK), ("UNWATCH", OK)]).is_bound());
        assert!(!after(&[("WATCH a", OK), ("MULTI", OK), ("EXEC", "*0\r\n")]).is_bound());
        let mut state = after(&[("SELECT 1", OK), ("WATCH a", OK), ("MULTI", OK), ("SELECT 2", QUEUED)]);
        state.lost();
        assert!(!state.is_bound());
        assert_eq!(state.db, 1);
    }

    #[test]
    fn who_logged_in_is_remembered() {
        let credentials = |lines: &[(&str, &str)]| {
            let state = after(lines);
            let text = |bytes: Option<Vec<u8>>| bytes.map_or(String::new(), |bytes| String::from_utf8(bytes).unwrap());
            (text(state.user), text(state.password), state.protocol)
        };
        let expected = |user: &str, password: &str, protocol| (user.into(), password.into(), protocol);
        assert_eq!(credentials(&[("AUTH pw", OK)]), expected("", "pw", Protocol::Resp2));
        assert_eq!(credentials(&[("AUTH pw", NO)]), expected("", "", Protocol::Resp2));
        assert_eq!(credentials(&[("AUTH me pw", OK)]), expected("me", "pw", Protocol::Resp2));
        assert_eq!(credentials(&[("AUTH me pw", OK), ("AUTH x", OK)]), expected("default", "x", Protocol::Resp2));
        assert_eq!(credentials(&[("HELLO 3 auth me pw", "%0\r\n")]), expected("me", "pw", Protocol::Resp3));
        assert_eq!(credentials(&[("HELLO 3", "%0\r\n"), ("HELLO 2", "*0\r\n")]), expected("", "", Protocol::Resp2));
    }
}
