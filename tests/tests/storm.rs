//! The storm: ten thousand random faults, and never a reply for the wrong caller, never a lost write that was acknowledged,
//! never one that was done twice.

#[path = "support/storm/mod.rs"]
mod storm;

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use picoredis::{Config, Protocol, Reconnect, Redis};
use picoredis_tests::proxy::{Plan, Proxy};
use picoredis_tests::server::Server;
use storm::client::{Async, Blocking, Client};
use storm::worker::Worker;

/// How many faults there are at the least.
const FAULTS: usize = 10_000;

/// Long enough for a loopback connection, short enough for the many that fall silent.
const TIMEOUT: Duration = Duration::from_millis(60);

#[test]
fn ten_thousand_faults() {
    storm(0x5eed, |config| config);
}

#[test]
fn ten_thousand_faults_with_a_policy() {
    let pauses = (Duration::from_millis(1), Duration::from_millis(5));
    let policy =
        Reconnect::new().tries(4).within(Duration::from_secs(5)).pauses(pauses.0, pauses.1).idle(Duration::ZERO);
    storm(0xcafe, |config| config.reconnect(policy.seed(1)));
}

/// Both faces in both protocols, against one server, through one proxy.
fn storm(seed: u64, with: impl Fn(Config) -> Config) {
    let seed = std::env::var("PICOREDIS_STORM").map_or(seed, |seed| seed.parse().expect("a number"));
    let server = Server::start().unwrap();
    let proxy = Proxy::start(server.port(), Plan::Random { seed, gap: 500, harmless: 70 }).unwrap();
    let calm = || Redis::builder().port(server.port()).connect().unwrap();
    let config = |protocol| with(Redis::builder().port(proxy.port()).protocol(protocol).timeout(TIMEOUT));
    let failed = AtomicBool::new(false);
    let weather = Weather { seed, proxy: &proxy, failed: &failed };
    thread::scope(|scope| {
        let mut workers = Vec::new();
        for (index, protocol) in [Protocol::Resp2, Protocol::Resp3].into_iter().enumerate() {
            let number = 2 * index as u64 + 1;
            // A runtime stays where it was made, and so does what is driven by it.
            for is_async in [false, true] {
                let (config, calm) = (config(protocol), calm());
                workers.push(scope.spawn(move || match is_async {
                    false => weather.endure(Worker::new(tried(|| Blocking::connect(&config)), calm, number, seed)),
                    true => weather.endure(Worker::new(tried(|| Async::connect(&config)), calm, number + 1, seed)),
                }));
            }
        }
        let told: Vec<[usize; 3]> = workers.into_iter().map(|worker| worker.join().unwrap()).collect();
        println!(
            "{} faults on {} connections; done, uncertain, not done: {told:?}",
            proxy.faults(),
            proxy.connections()
        );
        // Something came through, and not everything.
        assert!(told.iter().all(|[done, maybe, _]| *done > 0 && *maybe > 0), "{told:?}");
    });
}

/// What comes of it at last: a storm rages before there is a connection, too.
fn tried<C>(connect: impl Fn() -> picoredis::Result<C>) -> C {
    std::iter::repeat_with(connect).find_map(Result::ok).expect("it ends when it is ready")
}

/// What all workers are exposed to.
#[derive(Clone, Copy)]
struct Weather<'a> {
    seed: u64,
    proxy: &'a Proxy,
    failed: &'a AtomicBool,
}

impl Weather<'_> {
    /// Works until there have been enough faults; then what the server has is what was told.
    fn endure<C: Client>(&self, mut worker: Worker<C>) -> [usize; 3] {
        let outcome = catch_unwind(AssertUnwindSafe(|| {
            let mut shown = 0;
            while self.proxy.faults() < FAULTS && !self.failed.load(Ordering::Relaxed) {
                worker.step();
                if self.proxy.faults() / 1000 > shown {
                    shown = self.proxy.faults() / 1000;
                    println!("{shown},000 faults");
                }
            }
            let told = worker.told();
            worker.assert_told();
            told
        }));
        outcome.unwrap_or_else(|panic| {
            if !self.failed.swap(true, Ordering::Relaxed) {
                let deeds = self.proxy.deeds();
                let last: Vec<String> = deeds.iter().rev().take(30).map(ToString::to_string).collect();
                println!(
                    "PICOREDIS_STORM={} after {} faults, the last ones first:\n{}",
                    self.seed,
                    deeds.len(),
                    last.join("\n")
                );
            }
            resume_unwind(panic)
        })
    }
}
