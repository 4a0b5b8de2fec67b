//! The storm: ten thousand random faults, and never a reply for the wrong caller, never a lost write that was acknowledged,
//! never one that was done twice.

#[path = "support/storm/mod.rs"]
mod storm;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use picoredis::{Config, Protocol, Reconnect, Redis};
use picoredis_tests::proxy::{Plan, Proxy};
use picoredis_tests::server::Server;
use storm::client::{Async, Blocking, Client, Shared};
use storm::worker::{Met, Worker};
use tokio::runtime::Builder;

/// How many faults there are at the least.
const FAULTS: usize = 10_000;

/// Long enough for a loopback connection, short enough for the many that fall silent.
const TIMEOUT: Duration = Duration::from_millis(60);

#[test]
fn ten_thousand_faults() {
    both_faces(Storm::new(0x5eed), |config| config);
}

#[test]
fn ten_thousand_faults_with_a_policy() {
    both_faces(Storm::new(0xcafe), |config| config.reconnect(policy()));
}

fn policy() -> Reconnect {
    let [first, longest] = [1, 5].map(Duration::from_millis);
    Reconnect::new().tries(4).within(Duration::from_secs(5)).pauses(first, longest).idle(Duration::ZERO).seed(1)
}

/// Each face in each protocol.
fn both_faces(storm: Storm, with: impl Fn(Config) -> Config) {
    let mut callers: Vec<Caller<'_>> = Vec::new();
    for protocol in [Protocol::Resp2, Protocol::Resp3] {
        for is_async in [false, true] {
            let config = with(storm.config(protocol));
            callers.push(Box::new(move |storm, number| match is_async {
                false => storm.endure(tried(|| Blocking::connect(&config)), number),
                // A runtime stays where it was made.
                true => storm.endure(tried(|| Async::connect(&config)), number),
            }));
        }
    }
    storm.rage(callers);
}

#[test]
fn ten_thousand_faults_for_many_on_one_connection() {
    two_fours(Storm::new(0x1dea), |config| config);
}

#[test]
fn ten_thousand_faults_for_many_on_one_connection_with_a_policy() {
    two_fours(Storm::new(0xbeef), |config| config.reconnect(policy().repeat_reads()));
}

/// Four callers on one connection, and four on another, each in one protocol.
fn two_fours(storm: Storm, with: impl Fn(Config) -> Config) {
    let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let mut callers: Vec<Caller<'_>> = Vec::new();
    for protocol in [Protocol::Resp2, Protocol::Resp3] {
        let shared = tried(|| runtime.block_on(with(storm.config(protocol)).connect_shared()));
        for _ in 0..4 {
            let client = Shared::new(&shared, runtime.handle());
            callers.push(Box::new(|storm, number| storm.endure(client, number)));
        }
    }
    storm.rage(callers);
}

/// Does what it does until the storm is over, and says what it was told: see [`Worker::told`] and [`Worker::met`].
type Caller<'a> = Box<dyn FnOnce(&Storm, u64) -> Outcome + Send + 'a>;

type Outcome = ([usize; 3], Met);

/// A server, and the way there.
struct Storm {
    seed: u64,
    // Dropped before the server that it leads to.
    proxy: Proxy,
    server: Server,
    failed: AtomicBool,
}

impl Storm {
    fn new(seed: u64) -> Self {
        let seed = std::env::var("PICOREDIS_STORM").map_or(seed, |seed| seed.parse().expect("a number"));
        let server = Server::start().unwrap();
        let proxy = Proxy::start(server.port(), Plan::Random { seed, gap: 500, harmless: 70 }).unwrap();
        Storm { seed, proxy, server, failed: AtomicBool::new(false) }
    }

    fn config(&self, protocol: Protocol) -> Config {
        Redis::builder().port(self.proxy.port()).protocol(protocol).timeout(TIMEOUT)
    }

    fn rage(&self, callers: Vec<Caller<'_>>) {
        let (told, met): (Vec<_>, Vec<_>) = thread::scope(|scope| {
            let mut begun = Vec::new();
            for (caller, number) in callers.into_iter().zip(1..) {
                begun.push(scope.spawn(move || caller(self, number)));
            }
            begun.into_iter().map(|caller| caller.join().unwrap()).collect()
        });
        let (faults, connections) = (self.proxy.faults(), self.proxy.connections());
        println!("{faults} faults on {connections} connections; done, uncertain, not done: {told:?}");
        println!("how often each did what, and how often it failed:");
        met.iter().for_each(|met| println!("{met:?}"));
        // Something came through, and not everything.
        assert!(told.iter().all(|[done, maybe, _]| *done > 0 && *maybe > 0), "{told:?}");
        let mut came_through: BTreeMap<&str, usize> = BTreeMap::new();
        for (deed, [times, failed]) in met.into_iter().flatten() {
            *came_through.entry(deed).or_default() += times - failed;
        }
        assert!(came_through.values().all(|times| *times > 0), "{came_through:?}");
    }

    /// Works until there have been enough faults; then what the server has is what was told.
    fn endure<C: Client>(&self, client: C, number: u64) -> Outcome {
        let calm = Redis::builder().port(self.server.port()).connect().unwrap();
        let mut worker = Worker::new(client, calm, number, self.seed);
        let outcome = catch_unwind(AssertUnwindSafe(|| {
            let mut shown = 0;
            while self.proxy.faults() < FAULTS && !self.failed.load(Ordering::Relaxed) {
                worker.step();
                if number == 1 && self.proxy.faults() / 1000 > shown {
                    shown = self.proxy.faults() / 1000;
                    println!("{shown},000 faults");
                }
            }
            let told = (worker.told(), worker.met().clone());
            worker.assert_told();
            told
        }));
        outcome.unwrap_or_else(|panic| {
            if !self.failed.swap(true, Ordering::Relaxed) {
                self.tell();
            }
            resume_unwind(panic)
        })
    }

    /// What it takes to have the same storm again, and what happened last.
    fn tell(&self) {
        let deeds = self.proxy.deeds();
        let last: Vec<String> = deeds.iter().rev().take(30).map(ToString::to_string).collect();
        println!("PICOREDIS_STORM={}: {} faults, the last ones first:\n{}", self.seed, deeds.len(), last.join("\n"));
    }
}

/// What comes of it at last: a storm rages before there is a connection, too.
fn tried<C>(connect: impl Fn() -> picoredis::Result<C>) -> C {
    std::iter::repeat_with(connect).find_map(Result::ok).expect("it ends when it is ready")
}
