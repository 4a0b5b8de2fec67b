//! Both faces of the client under one roof, for callers that do not care which it is.

use std::pin::pin;
use std::time::Duration;

use picoredis::session::Standing;
use picoredis::{Command, Config, Message, Push, Redis, Result, Script, asynch, cmd};
use tokio::runtime::{Builder, Runtime};

/// A command, as all of them are here, whose reply is a number.
pub(crate) type Numbered = Command<'static, Vec<String>, u64>;

/// How long to listen for a message.
const LISTEN: Duration = Duration::from_millis(30);

/// A client of either face.
pub(crate) trait Client {
    /// Connects once more.
    fn renew(&mut self) -> Result<()>;
    fn standing(&self) -> Standing;
    fn run(&mut self, command: Numbered) -> Result<u64>;
    fn pipeline(&mut self, commands: Vec<Numbered>) -> Vec<Result<u64>>;
    fn transaction(&mut self, commands: Vec<Numbered>) -> Result<Vec<Result<u64>>>;
    /// Adds `by` to the number of a key in a transaction that watches it.
    fn add_watching(&mut self, key: &str, by: u64) -> Result<u64>;
    fn script(&mut self, script: &Script<'_>, key: &str, arg: u64) -> Result<u64>;
    /// All members of a set.
    fn members(&mut self, key: &str) -> Result<Vec<u64>>;
    fn set(&mut self, key: &str, value: &str) -> Result<()>;
    fn get(&mut self, key: &str) -> Result<Option<String>>;
    /// The first bytes of a string, as a stream that is dropped then.
    fn peek(&mut self, key: &str, len: usize) -> Result<Option<String>>;
    fn subscribe(&mut self, channel: &str) -> Result<()>;
    fn unsubscribe(&mut self) -> Result<()>;
    /// The next message, if one comes soon.
    fn hear(&mut self) -> Result<Option<Message>>;
    /// Gives a command up after so many looks at it; `None` if it was not done by then. Only futures can be given up so.
    fn run_for(&mut self, command: Numbered, looks: u32) -> Option<Result<u64>>;
}

/// The blocking face.
pub(crate) struct Blocking(Redis);

/// The async face, with a runtime to itself.
pub(crate) struct Async(asynch::Redis, Runtime);

impl Blocking {
    pub(crate) fn connect(config: &Config) -> Result<Self> {
        config.clone().connect().map(Blocking)
    }
}

impl Async {
    pub(crate) fn connect(config: &Config) -> Result<Self> {
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        let redis = runtime.block_on(config.clone().connect_async())?;
        Ok(Async(redis, runtime))
    }
}

/// What is said in the same words of both faces: `$wait!(runtime, call)` waits for a call.
macro_rules! client {
    ($type:ident, $wait:ident, $own:item $($more:item)*) => {
        impl Client for $type {
            fn renew(&mut self) -> Result<()> {
                $wait!(self, self.0.connect())
            }

            fn standing(&self) -> Standing {
                self.0.standing()
            }

            fn run(&mut self, command: Numbered) -> Result<u64> {
                $wait!(self, self.0.run(command))
            }

            fn pipeline(&mut self, commands: Vec<Numbered>) -> Vec<Result<u64>> {
                $wait!(self, self.0.pipeline(commands))
            }

            fn transaction(&mut self, commands: Vec<Numbered>) -> Result<Vec<Result<u64>>> {
                $wait!(self, self.0.transaction(commands))
            }

            fn script(&mut self, script: &Script<'_>, key: &str, arg: u64) -> Result<u64> {
                $wait!(self, self.0.run_script(script, key, arg))
            }

            fn set(&mut self, key: &str, value: &str) -> Result<()> {
                $wait!(self, self.0.run(cmd::set(key, value).reply()))
            }

            fn get(&mut self, key: &str) -> Result<Option<String>> {
                $wait!(self, self.0.run(cmd::get(key).reply()))
            }

            fn subscribe(&mut self, channel: &str) -> Result<()> {
                $wait!(self, self.0.subscribe(channel))
            }

            fn unsubscribe(&mut self) -> Result<()> {
                $wait!(self, self.0.unsubscribe(()))
            }

            $own
            $($more)*
        }
    };
}

macro_rules! at_once {
    ($client:ident, $call:expr) => {
        $call
    };
}

macro_rules! by_runtime {
    ($client:ident, $call:expr) => {
        $client.1.block_on($call)
    };
}

client! { Blocking, at_once,
    fn members(&mut self, key: &str) -> Result<Vec<u64>> {
        self.0.sscan_iter(key, ("COUNT", 5)).reply().collect()
    }

    fn add_watching(&mut self, key: &str, by: u64) -> Result<u64> {
        let added = self.0.transaction_watching(key, 3, |redis| {
            let number: Option<u64> = redis.run(cmd::get(key).reply())?;
            Ok((cmd::set(key, number.unwrap_or(0) + by).reply::<()>(), cmd::get(key).reply::<u64>()))
        });
        added.and_then(|(set, get)| set.and(get))
    }

    fn peek(&mut self, key: &str, len: usize) -> Result<Option<String>> {
        let mut stream = self.0.stream(cmd::get(key))?;
        let Some(mut string) = stream.string()? else { return Ok(None) };
        let mut memory = vec![0; len];
        let len = string.read(&mut memory)?;
        memory.truncate(len);
        Ok(Some(String::from_utf8(memory).unwrap()))
    }

    fn hear(&mut self) -> Result<Option<Message>> {
        while let Some(push) = self.0.next_push(LISTEN)? {
            if let Some(message) = message(push) {
                return Ok(Some(message));
            }
        }
        Ok(None)
    }

    fn run_for(&mut self, command: Numbered, _: u32) -> Option<Result<u64>> {
        Some(self.run(command))
    }
}

client! { Async, by_runtime,
    fn members(&mut self, key: &str) -> Result<Vec<u64>> {
        self.1.block_on(async {
            let mut scan = self.0.sscan_iter(key, ("COUNT", 5)).reply();
            let mut members = Vec::new();
            while let Some(member) = scan.next().await {
                members.push(member?);
            }
            Ok(members)
        })
    }

    fn add_watching(&mut self, key: &str, by: u64) -> Result<u64> {
        let added = self.1.block_on(self.0.transaction_watching(key, 3, async |redis| {
            let number: Option<u64> = redis.run(cmd::get(key).reply()).await?;
            Ok((cmd::set(key, number.unwrap_or(0) + by).reply::<()>(), cmd::get(key).reply::<u64>()))
        }));
        added.and_then(|(set, get)| set.and(get))
    }

    fn peek(&mut self, key: &str, len: usize) -> Result<Option<String>> {
        self.1.block_on(async {
            let mut stream = self.0.stream(cmd::get(key)).await?;
            let Some(mut string) = stream.string().await? else { return Ok(None) };
            let mut memory = vec![0; len];
            let len = string.read(&mut memory).await?;
            memory.truncate(len);
            Ok(Some(String::from_utf8(memory).unwrap()))
        })
    }

    fn hear(&mut self) -> Result<Option<Message>> {
        self.1.block_on(async {
            loop {
                let Ok(push) = tokio::time::timeout(LISTEN, self.0.next_push()).await else { return Ok(None) };
                if let Some(message) = message(push?) {
                    return Ok(Some(message));
                }
            }
        })
    }

    fn run_for(&mut self, command: Numbered, looks: u32) -> Option<Result<u64>> {
        self.1.block_on(async {
            let mut running = pin!(self.0.run(command));
            for _ in 0..looks {
                let looked = std::future::poll_fn(|cx| std::task::Poll::Ready(running.as_mut().poll(cx))).await;
                if let std::task::Poll::Ready(done) = looked {
                    return Some(done);
                }
                tokio::task::yield_now().await;
            }
            None
        })
    }
}

/// Messages are looked at; that a connection was made again need not be.
fn message(push: Push) -> Option<Message> {
    match push {
        Push::Message(message) => Some(message),
        Push::Reconnected => None,
        other => panic!("nobody said {other:?}"),
    }
}
