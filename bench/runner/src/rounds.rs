//! Rounds in turns, on one core: whatever else the machine does, it does it to all of them.

use std::time::{Duration, Instant};

use picoredis_tests::server::Server;

use crate::Result;
use crate::answers;
use crate::contestant::{Contestant, Playing, Sample};
use crate::items::Row;
use crate::pinned::Pinned;

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
    /// Who could not do it after all, and why
    pub(crate) left_out: Vec<String>,
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

/// One that fails is left out, and the others go on.
pub(crate) fn play(server: &Server, row: &Row, contestants: &[Contestant]) -> Outcome {
    let _pinned = Pinned::keep(server);
    let (admitted, mut left_out) = answers::admit(server, row, contestants);
    let mut players: Vec<Player> = admitted.into_iter().map(|(one, playing)| Player::new(one, playing)).collect();
    let count = calibrate(&mut players);
    let start = Instant::now();
    for round in 0..*ROUNDS.end() {
        if round >= *ROUNDS.start() && start.elapsed() > BUDGET {
            break;
        }
        // Who comes first changes.
        let first = round % players.len().max(1);
        players.rotate_left(first);
        let plays = |player: &mut Player| {
            // Where a round is but one, it is long and the memory much.
            let begun = if count == 1 { player.begin_anew(row, server) } else { Ok(()) };
            begun.and_then(|()| player.play(count, row))
        };
        players.retain_mut(|player| plays(player).map_err(|complaint| left_out.push(complaint)).is_ok());
        let first = first.min(players.len());
        players.rotate_right(first);
    }
    left_out.iter().for_each(|complaint| eprintln!("left out: {complaint}"));
    players.sort_by_key(|player| contestants.iter().position(|one| one.name == player.score.name));
    Outcome { row: *row, scores: players.into_iter().map(|player| player.score).collect(), left_out }
}

/// One that takes part, and what came of it so far.
struct Player<'a> {
    one: &'a Contestant,
    playing: Playing,
    score: Score,
}

impl<'a> Player<'a> {
    fn new(one: &'a Contestant, playing: Playing) -> Self {
        let (name, label) = (one.name.clone(), one.label.clone());
        let score = Score { name, label, samples: Vec::new(), instructions: None, system_calls: None };
        Player { one, playing, score }
    }

    /// Starts it again: where the system has put the memory of a program decides for as long as it runs how fast much of it is
    /// copied, by a factor of two for one and the same program.
    fn begin_anew(&mut self, row: &Row, server: &Server) -> Result<()> {
        self.playing = self.one.start(row, server)?;
        // What happens once is over then.
        self.playing.round(1).map(drop)
    }

    fn play(&mut self, count: usize, row: &Row) -> Result<()> {
        self.score.samples.push(self.playing.round(count)?.of_each(count * row.units()));
        Ok(())
    }
}

/// How often it has to be done for a round of the fastest.
fn calibrate(players: &mut [Player]) -> usize {
    let mut count = 1;
    loop {
        // One that fails will fail again where it matters.
        let times =
            players.iter_mut().map(|player| player.playing.round(count).map_or(f64::INFINITY, |sample| sample.ns));
        let wanted = ROUND.as_nanos() as f64 / times.fold(f64::INFINITY, f64::min);
        if wanted < 1.5 || count >= MOST {
            return count;
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
