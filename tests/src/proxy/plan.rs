//! Which faults a proxy makes, and where.

use std::collections::VecDeque;
use std::fmt;

/// Which way bytes go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// From the client.
    ToServer,
    /// From the server.
    ToClient,
}

/// What happens to a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// So many bytes pass one by one, each in its own packet.
    Crumbs(u32),
    /// What follows waits until something has passed the other way, or for a moment.
    Delay,
    /// Nothing more passes this way, and who would read it sees the end. The other way is open.
    HalfClose,
    /// Both sides see the end.
    Cut,
    /// Both sides see a reset.
    Reset,
    /// Nothing more passes, either way, and nobody is told.
    Silence,
}

impl Fault {
    /// Whether the connection can still be of use after it.
    pub fn is_harmless(self) -> bool {
        matches!(self, Fault::Crumbs(_) | Fault::Delay)
    }
}

/// A fault that happens when so many bytes have passed that way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Strike {
    /// Which way.
    pub way: Way,
    /// After how many bytes.
    pub after: u64,
    /// What.
    pub fault: Fault,
}

/// What happens to each connection.
#[derive(Clone, Debug)]
pub enum Plan {
    /// Nothing.
    Honest,
    /// These, in the order of their bytes, to each.
    Strikes(Vec<Strike>),
    /// Whatever comes out of a seed.
    Random {
        /// The same seed makes the same faults at the same bytes.
        seed: u64,
        /// How many bytes there are between two faults, on average.
        gap: u64,
        /// How many of a hundred faults leave the connection of use.
        harmless: u32,
    },
}

impl Plan {
    /// One fault for each connection.
    pub fn once(way: Way, after: u64, fault: Fault) -> Self {
        Plan::Strikes(vec![Strike { way, after, fault }])
    }

    /// The faults of one way of one connection.
    pub(super) fn course(&self, connection: u64, way: Way) -> Course {
        let source = match self {
            Plan::Honest => Source::Listed(VecDeque::new()),
            Plan::Strikes(strikes) => {
                Source::Listed(strikes.iter().filter(|strike| strike.way == way).copied().collect())
            }
            &Plan::Random { seed, gap, harmless } => {
                let dice = Dice::new(seed ^ connection.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ way as u64);
                Source::Drawn { dice, gap, harmless }
            }
        };
        let mut course = Course { source, next: None };
        course.advance(0);
        course
    }
}

/// The faults to come of one way of one connection.
#[derive(Debug)]
pub(super) struct Course {
    source: Source,
    next: Option<(u64, Fault)>,
}

#[derive(Debug)]
enum Source {
    Listed(VecDeque<Strike>),
    Drawn { dice: Dice, gap: u64, harmless: u32 },
}

impl Course {
    /// After how many bytes the next one is due.
    pub(super) fn next_after(&self) -> Option<u64> {
        self.next.map(|(after, _)| after)
    }

    pub(super) fn next_fault(&self) -> Option<Fault> {
        self.next.map(|(_, fault)| fault)
    }

    /// The next one, if it is due after so many bytes.
    pub(super) fn due(&mut self, passed: u64) -> Option<Fault> {
        let (_, fault) = self.next.filter(|(after, _)| *after <= passed)?;
        self.advance(passed);
        Some(fault)
    }

    fn advance(&mut self, passed: u64) {
        self.next = match &mut self.source {
            Source::Listed(strikes) => strikes.pop_front().map(|strike| (strike.after, strike.fault)),
            Source::Drawn { dice, gap, harmless } => {
                let after = passed + 1 + dice.below(2 * *gap);
                Some((after, dice.fault(*harmless)))
            }
        };
    }
}

/// Numbers out of a seed.
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// The same seed gives the same numbers.
    pub fn new(seed: u64) -> Self {
        let mut dice = Dice(seed.wrapping_add(0x9e37_79b9_7f4a_7c15) | 1);
        // Seeds that differ little are to differ more.
        for _ in 0..8 {
            dice.next();
        }
        dice
    }

    /// The next number: `xorshift64*`.
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 16
    }

    /// A number from 0 to one less than `end`; 0 if there is none.
    pub fn below(&mut self, end: u64) -> u64 {
        self.next() % end.max(1)
    }

    fn fault(&mut self, harmless: u32) -> Fault {
        if self.below(100) < harmless.into() {
            return if self.below(2) == 0 { Fault::Crumbs(1 + self.below(40) as u32) } else { Fault::Delay };
        }
        match self.below(10) {
            0..=3 => Fault::Reset,
            4..=6 => Fault::Cut,
            7..=8 => Fault::HalfClose,
            _ => Fault::Silence,
        }
    }
}

/// A fault that has happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deed {
    /// To which connection; the first is 0.
    pub connection: u64,
    /// Where, and what.
    pub strike: Strike,
}

impl fmt::Display for Deed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Strike { way, after, fault } = self.strike;
        let way = match way {
            Way::ToServer => "to the server",
            Way::ToClient => "to the client",
        };
        write!(f, "connection {}, {way}, after {after} bytes: {fault}", self.connection)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Crumbs(count) => write!(f, "{count} bytes one by one"),
            Fault::Delay => f.write_str("delay"),
            Fault::HalfClose => f.write_str("half closed"),
            Fault::Cut => f.write_str("cut"),
            Fault::Reset => f.write_str("reset"),
            Fault::Silence => f.write_str("silence"),
        }
    }
}
