//! One round after the other, as the runner says.

use std::io;
use std::time::Instant;

use rustix::time::{ClockId, clock_gettime};

use crate::{allocations, memory};

/// What to do, and the rounds of it.
pub struct Rounds {
    name: String,
    size: usize,
    url: String,
}

impl Rounds {
    pub(crate) fn new(name: &str, size: usize, url: &str) -> Self {
        Rounds { name: name.into(), size, url: url.into() }
    }

    /// The name of the item.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How large the thing is that is done: commands of a pipeline, elements of a reply, bytes of a value, tasks.
    pub fn size(&self) -> usize {
        self.size
    }

    /// Where the server is: `redis://127.0.0.1:PORT` or `unix:///PATH`.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Does it as often as each line says: `work` is given a count, and gives a sum that depends on every result.
    pub fn run(&mut self, mut work: impl FnMut(usize) -> u64) {
        self.run_prepared(|_| (), |count, ()| work(count));
    }

    /// For who measures by itself: gives the nanoseconds that so many took.
    pub fn tell(&mut self, mut measured: impl FnMut(usize) -> f64) {
        counts().for_each(|count| println!("ns={}", measured(count)));
    }

    /// The same as [`run`](Rounds::run), with something that is got ready for each round before the clock runs.
    pub fn run_prepared<T>(&mut self, mut prepare: impl FnMut(usize) -> T, mut work: impl FnMut(usize, T) -> u64) {
        for count in counts() {
            let prepared = prepare(count);
            measure(|| work(count, prepared));
        }
    }
}

/// What the runner says.
fn counts() -> impl Iterator<Item = usize> {
    io::stdin().lines().map(|line| line.expect("a line").trim().parse().expect("a count"))
}

/// Does it and prints what it took.
fn measure(work: impl FnOnce() -> u64) {
    memory::forget_peak();
    let resident = memory::resident();
    let allocations = allocations::count();
    let (cpu, start) = (cpu(), Instant::now());
    let sum = work();
    let (ns, cpu) = (start.elapsed().as_nanos(), self::cpu() - cpu);
    let allocations = allocations::count() - allocations;
    let peak = memory::peak().saturating_sub(resident);
    println!("ns={ns} cpu={cpu} allocations={allocations} peak={peak} sum={sum}");
}

/// The processor's time of this process so far, in nanoseconds.
fn cpu() -> u64 {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    time.tv_sec as u64 * 1_000_000_000 + time.tv_nsec as u64
}
