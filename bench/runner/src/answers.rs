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
        let who: Vec<_> = contestants.iter().filter(|contestant| contestant.can(row)).collect();
        let mut playing = who.iter().map(|one| one.start(row, server)).collect::<Result<Vec<_>>>()?;
        agree(row, &who, &mut playing)?;
        compared += usize::from(who.len() > 1);
    }
    println!("{} items, {compared} of them compared: all answers agree.", rows.len());
    if compared == 0 { Err("nothing was compared".into()) } else { Ok(()) }
}

/// Has each do it a few times, and compares what they make of it; the first round of all.
pub(crate) fn agree(row: &Row, who: &[&Contestant], playing: &mut [Playing]) -> Result<()> {
    let mut known: Option<(&str, u64)> = None;
    for (one, playing) in who.iter().zip(playing) {
        // Who does not look at what it gets has none.
        let Some(sum) = playing.round(COUNT)?.sum else { continue };
        match known {
            Some((other, theirs)) if theirs != sum => {
                return Err(format!("{row}: {other} makes {theirs} of it, and {} {sum}", one.name));
            }
            _ => known = Some((&one.name, sum)),
        }
    }
    Ok(())
}
