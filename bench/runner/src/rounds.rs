//! Rounds in turns: whatever else the machine does, it does it to all of them.

use std::time::{Duration, Instant};

use picoredis_tests::server::Server;

use crate::Result;
use crate::answers;
use crate::contestant::{Contestant, Playing, Sample};
use crate::items::Row;

/// How long a round takes the fastest, about.
const ROUND: Duration = Duration::from_millis(20);

/// How many rounds there are: as many as there is time for.
const ROUNDS: std::ops::RangeInclusive<usize> = 5..=25;

/// How long all rounds of a row take, unless that is too few.
const BUDGET: Duration = Duration::from_secs(4);

/// A round does it no more often: what is published waits in the server.
const MOST: usize = 20_000;

/// What came of a row.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) row: Row,
    pub(crate) scores: Vec<Score>,
}

/// What one contestant took, for one unit.
#[derive(Debug)]
pub(crate) struct Score {
    pub(crate) name: String,
    pub(crate) label: String,
    /// A round each: those of the same index went side by side
    pub(crate) samples: Vec<Sample>,
    pub(crate) instructions: Option<f64>,
    pub(crate) system_calls: Option<f64>,
}

pub(crate) fn play(server: &Server, row: &Row, contestants: &[Contestant]) -> Result<Outcome> {
    let who: Vec<_> = contestants.iter().filter(|contestant| contestant.can(row)).collect();
    let mut playing = who.iter().map(|one| one.start(row, server)).collect::<Result<Vec<_>>>()?;
    answers::agree(row, &who, &mut playing)?;
    let count = calibrate(&mut playing)?;
    let mut samples = vec![Vec::new(); who.len()];
    let start = Instant::now();
    for round in 0..*ROUNDS.end() {
        if round >= *ROUNDS.start() && start.elapsed() > BUDGET {
            break;
        }
        // Who comes first changes.
        for turn in 0..who.len() {
            let at = (turn + round) % who.len();
            samples[at].push(playing[at].round(count)?.of_each(count * row.units()));
        }
    }
    let scores = who.iter().zip(samples).map(|(one, samples)| Score {
        name: one.name.clone(),
        label: one.label.clone(),
        samples,
        instructions: None,
        system_calls: None,
    });
    Ok(Outcome { row: *row, scores: scores.collect() })
}

/// How often it has to be done for a round of the fastest.
fn calibrate(playing: &mut [Playing]) -> Result<usize> {
    let mut count = 1;
    loop {
        let mut fastest = f64::INFINITY;
        for one in &mut *playing {
            fastest = fastest.min(one.round(count)?.ns);
        }
        let wanted = ROUND.as_nanos() as f64 / fastest;
        if wanted < 1.5 || count >= MOST {
            return Ok(count);
        }
        // Not at once: the first times are slow.
        count = ((count as f64 * wanted.min(10.0)) as usize).clamp(count + 1, MOST);
    }
}

impl Sample {
    /// For one unit of so many. The peak stays: what is done is done one after the other.
    fn of_each(self, units: usize) -> Self {
        let each = |value: f64| value / units as f64;
        Sample { ns: each(self.ns), cpu: self.cpu.map(each), allocations: self.allocations.map(each), ..self }
    }
}
