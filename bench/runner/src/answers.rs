//! Whether all contestants give the same answers: every item, small and once.

use picoredis_tests::server::Server;

use crate::Result;
use crate::contestant::{Contestant, Playing};
use crate::data;
use crate::items::Row;

/// No size is larger.
const SIZE: usize = 1000;

/// How often it is done: more than once, so that one reply follows another.
const COUNT: usize = 3;

pub(crate) fn check(server: &Server, rows: &[Row], contestants: &[Contestant]) -> Result<()> {
    let rows: Vec<Row> = rows.iter().map(|row| Row { size: row.size.min(SIZE), ..*row }).collect();
    data::fill(server, &rows)?;
    let mut compared = 0;
    for row in &rows {
        let (admitted, left_out) = admit(server, row, contestants);
        if !left_out.is_empty() {
            return Err(left_out.join("\n"));
        }
        compared += usize::from(admitted.len() > 1);
    }
    println!("{} items, {compared} of them compared: all answers agree.", rows.len());
    if compared == 0 { Err("nothing was compared".into()) } else { Ok(()) }
}

/// Starts those that can do the item, and has each do it a few times: those that give the first one's answer, and why others
/// do not take part.
pub(crate) fn admit<'a>(
    server: &Server,
    row: &Row,
    contestants: &'a [Contestant],
) -> (Vec<(&'a Contestant, Playing)>, Vec<String>) {
    let (mut admitted, mut left_out) = (Vec::new(), Vec::new());
    let mut known: Option<(&str, u64)> = None;
    for one in contestants.iter().filter(|one| one.can(row)) {
        let started = one.start(row, server).and_then(|mut playing| Ok((playing.round(COUNT)?.sum, playing)));
        match (started, known) {
            (Err(complaint), _) => left_out.push(complaint),
            (Ok((Some(sum), _)), Some((other, theirs))) if sum != theirs => {
                left_out.push(format!("{row}: {other} makes {theirs} of it, and {} {sum}", one.name));
            }
            (Ok((sum, playing)), _) => {
                // Who does not look at what it gets has no sum.
                known = known.or(sum.map(|sum| (one.name.as_str(), sum)));
                admitted.push((one, playing));
            }
        }
    }
    (admitted, left_out)
}
