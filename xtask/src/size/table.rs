//! The sizes for people: `firmware/SIZE.md`, and in short in the README.

use std::collections::BTreeMap;
use std::fs;

use super::{Footprint, Key, LEVELS, PLACE, PROGRAMS, Program, TARGETS};
use crate::workspace::root;

/// What a table is about.
type Column = fn(&Footprint) -> usize;

/// What stands above the tables.
const WORDS: &str = "\
# What picoredis adds to firmware

Bytes that a program grows by when it says `PING` and `GET` with picoredis, over a connection that is a stub: the program
less the same program that sends and receives the same bytes and looks at nothing. The decoder takes all of RESP2 and RESP3.
The stack is what a run takes in QEMU, with the connection's state and without the two buffers of 64 bytes, which both
programs have. `cargo xtask size` measures it, and fails when something has grown by more than 2 %.
";

/// All tables.
pub(super) fn of(measured: &BTreeMap<Key, Footprint>) -> String {
    let tables: [(&str, Column); 3] = [
        ("Flash", |footprint| footprint.flash),
        ("Stack", |footprint| footprint.stack),
        ("Static RAM", |footprint| footprint.ram),
    ];
    tables.map(|(name, column)| table(name, measured, column)).join("\n")
}

/// # Errors
/// It cannot be written.
pub(super) fn write(compiler: &str, measured: &BTreeMap<Key, Footprint>) -> Result<(), String> {
    let path = root().join(PLACE).join("SIZE.md");
    let text =
        format!("{WORDS}By {compiler}, at opt-levels `s` and `z`, with link-time optimisation.\n\n{}", of(measured));
    fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))?;
    write_readme(measured)
}

/// Where the README has its table.
const MARKS: [&str; 2] = ["<!-- cargo xtask size --write -->\n", "<!-- -->\n"];

fn write_readme(measured: &BTreeMap<Key, Footprint>) -> Result<(), String> {
    let path = root().join("README.md");
    let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let parts = text.split_once(MARKS[0]).and_then(|(head, rest)| Some((head, rest.split_once(MARKS[1])?.1)));
    let (head, tail) = parts.ok_or("README.md has no place for the table of sizes")?;
    let text = [head, MARKS[0], &summary(measured), MARKS[1], tail].concat();
    fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))
}

/// Flash and stack at the first level.
fn summary(measured: &BTreeMap<Key, Footprint>) -> String {
    let columns = || columns().filter(|(_, level)| *level == LEVELS[0]);
    let mut rows = vec![String::from("| bytes of flash + stack |"), String::from("|---|")];
    for (target, _) in columns() {
        rows[0] += &format!(" {} |", short(target));
        rows[1] += "--:|";
    }
    let cell = |footprint: &Footprint| format!(" {} + {} |", grouped(footprint.flash), grouped(footprint.stack));
    rows.extend(PROGRAMS.iter().map(|program| row(program, measured, columns(), cell)));
    rows.join("\n") + "\n"
}

fn table(name: &str, measured: &BTreeMap<Key, Footprint>, column: Column) -> String {
    let mut head = format!("| {name} |");
    let mut line = String::from("|---|");
    for (target, level) in columns() {
        head += &format!(" {} {level} |", short(target));
        line += "--:|";
    }
    let cell = |footprint: &Footprint| format!(" {} |", grouped(column(footprint)));
    let mut rows = vec![head, line];
    rows.extend(PROGRAMS.iter().map(|program| row(program, measured, columns(), cell)));
    rows.join("\n") + "\n"
}

fn row(
    program: &Program,
    measured: &BTreeMap<Key, Footprint>,
    columns: impl Iterator<Item = (&'static str, &'static str)>,
    cell: impl Fn(&Footprint) -> String,
) -> String {
    let mut row = format!("| {} |", program.words);
    for (target, level) in columns {
        let key = (program.name.to_owned(), target.to_owned(), level.to_owned());
        row += &measured.get(&key).map_or(" - |".into(), &cell);
    }
    row
}

fn short(target: &str) -> &str {
    target.split('-').next().unwrap_or(target)
}

fn columns() -> impl Iterator<Item = (&'static str, &'static str)> {
    TARGETS.iter().flat_map(|(target, _)| LEVELS.iter().map(|level| (*target, *level)))
}

/// `12,345`
fn grouped(number: usize) -> String {
    if number < 1000 { number.to_string() } else { format!("{},{:03}", grouped(number / 1000), number % 1000) }
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn thousands() {
        assert_eq!([0, 999, 1000, 12_045, 1_000_000].map(grouped), ["0", "999", "1,000", "12,045", "1,000,000"]);
    }
}
