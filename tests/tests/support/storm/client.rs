//! Both faces of the client under one roof, for callers that do not care which it is.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use picoredis::asynch::SharedRedis;
use picoredis::session::Standing;
use picoredis::{Command, Config, CopyError, Message, Push, Redis, Result, Script, asynch, cmd};
use tokio::runtime::{Builder, Handle, Runtime};

/// A command, as all of them are here, whose reply is a number.
pub(crate) type Numbered = Command<'static, Vec<String>, u64>;

/// How long to listen for a message.
const LISTEN: Duration = Duration::from_millis(30);

/// A client of either face.
pub(crate) trait Client {
    /// Others are on the same connection: what changes it, or takes it for a while, is for none of them.
    const IS_SHARED: bool = false;

    /// Connects once more.
    fn renew(&mut self) -> Result<()>;
    /// A connection that is broken is replaced, as often as it takes; for those who are impatient also one that owes a
    /// reply: it may have fallen silent for ever.
    fn mend(&mut self, impatient: bool);
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
    /// Sets a string to what a reader gives.
    fn upload(&mut self, key: &str, value: &str) -> Result<()>;
    /// Reads a string to memory that is large enough.
    fn read(&mut self, key: &str, memory: &mut [u8]) -> Result<Option<String>>;
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

/// One of many on a connection, and the runtime of them all.
pub(crate) struct Shared {
    redis: SharedRedis,
    runtime: Handle,
    /// How many commands in a row had no answer in time.
    unanswered: u32,
}

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

            fn mend(&mut self, impatient: bool) {
                let mut is_good = match self.0.standing() {
                    Standing::Clean => true,
                    Standing::Draining => !impatient,
                    Standing::Broken => false,
                };
                while !is_good {
                    is_good = self.renew().is_ok();
                }
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

            fn upload(&mut self, key: &str, value: &str) -> Result<()> {
                let (len, command) = (value.len() as u64, cmd::set(key, ()).reply());
                $wait!(self, self.0.run_from(command, len, value.as_bytes(), ())).map_err(|error| match error {
                    CopyError::Redis(error) => error,
                    CopyError::Other(never) => match never {},
                })
            }

            fn read(&mut self, key: &str, memory: &mut [u8]) -> Result<Option<String>> {
                let read = $wait!(self, self.0.run_into(cmd::get(key), memory))?;
                Ok(read.map(|text| str::from_utf8(text).unwrap().to_owned()))
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
        self.1.block_on(look_at(self.0.run(command), looks))
    }
}

/// Looks at a future so many times, and gives it up.
async fn look_at<T>(future: impl Future<Output = T>, looks: u32) -> Option<T> {
    let mut future = pin!(future);
    for _ in 0..looks {
        if let Poll::Ready(done) = poll_fn(|cx| Poll::Ready(future.as_mut().poll(cx))).await {
            return Some(done);
        }
        tokio::task::yield_now().await;
    }
    None
}

impl Shared {
    pub(crate) fn new(redis: &SharedRedis, runtime: &Handle) -> Self {
        Shared { redis: redis.clone(), runtime: runtime.clone(), unanswered: 0 }
    }
}

impl Client for Shared {
    const IS_SHARED: bool = true;

    fn renew(&mut self) -> Result<()> {
        self.runtime.block_on(self.redis.connect())
    }

    fn mend(&mut self, _: bool) {
        if self.unanswered > 1 {
            self.unanswered = 0;
            // For the others, too.
            self.redis.close();
        }
        while self.renew().is_err() {}
    }

    fn run(&mut self, command: Numbered) -> Result<u64> {
        let result = self.runtime.block_on(self.redis.run(command));
        let is_timeout = result.as_ref().is_err_and(picoredis::Error::is_timeout);
        self.unanswered = if is_timeout { self.unanswered + 1 } else { 0 };
        result
    }

    fn pipeline(&mut self, commands: Vec<Numbered>) -> Vec<Result<u64>> {
        self.runtime.block_on(self.redis.pipeline(commands))
    }

    fn transaction(&mut self, commands: Vec<Numbered>) -> Result<Vec<Result<u64>>> {
        self.runtime.block_on(self.redis.transaction(commands))
    }

    fn script(&mut self, script: &Script<'_>, key: &str, arg: u64) -> Result<u64> {
        self.runtime.block_on(self.redis.run(script.eval(key, arg).reply()))
    }

    fn set(&mut self, key: &str, value: &str) -> Result<()> {
        self.runtime.block_on(self.redis.run(cmd::set(key, value).reply()))
    }

    fn get(&mut self, key: &str) -> Result<Option<String>> {
        self.runtime.block_on(self.redis.run(cmd::get(key).reply()))
    }

    fn run_for(&mut self, command: Numbered, looks: u32) -> Option<Result<u64>> {
        self.runtime.block_on(look_at(self.redis.run(command), looks))
    }

    fn add_watching(&mut self, _: &str, _: u64) -> Result<u64> {
        unreachable!("it is shared")
    }

    fn members(&mut self, _: &str) -> Result<Vec<u64>> {
        unreachable!("it is shared")
    }

    fn peek(&mut self, _: &str, _: usize) -> Result<Option<String>> {
        unreachable!("it is shared")
    }

    fn upload(&mut self, _: &str, _: &str) -> Result<()> {
        unreachable!("it is shared")
    }

    fn read(&mut self, _: &str, _: &mut [u8]) -> Result<Option<String>> {
        unreachable!("it is shared")
    }

    fn subscribe(&mut self, _: &str) -> Result<()> {
        unreachable!("it is shared")
    }

    fn unsubscribe(&mut self) -> Result<()> {
        unreachable!("it is shared")
    }

    fn hear(&mut self) -> Result<Option<Message>> {
        unreachable!("it is shared")
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
