//! What picoredis took when somebody last agreed to it: `firmware/size.txt`.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use super::{Footprint, Key, PLACE, PROGRAMS};
use crate::workspace::root;

/// By how many hundredths something may grow until somebody has to agree to it.
const TOLERANCE: usize = 2;

/// The first line, before the name of the compiler.
const HEADER: &str = "# Bytes of flash, static RAM and stack, as `cargo xtask size --write` wrote them. By ";

fn path() -> PathBuf {
    root().join(PLACE).join("size.txt")
}

/// # Errors
/// What has grown too much, or cannot be read.
pub(super) fn check(compiler: &str, measured: &BTreeMap<Key, Footprint>) -> Result<(), String> {
    let text = fs::read_to_string(path()).map_err(|error| format!("{}: {error}", path().display()))?;
    let (before, agreed) = parse(&text).ok_or("firmware/size.txt is not as `cargo xtask size --write` writes it")?;
    if before != compiler {
        println!("The agreed sizes are those of {before}; {compiler} makes others, so nothing is compared.");
        return Ok(());
    }
    let complaints = compare(&agreed, measured);
    if complaints.is_empty() {
        println!("Nothing has grown by more than {TOLERANCE} %.");
        return Ok(());
    }
    Err(format!("{}\n(if that is worth it: `cargo xtask size --write`)", complaints.join("\n")))
}

/// # Errors
/// It cannot be written.
pub(super) fn write(compiler: &str, measured: &BTreeMap<Key, Footprint>) -> Result<(), String> {
    let mut text = format!("{HEADER}{compiler}.\n");
    for ((program, target, level), footprint) in measured {
        let Footprint { flash, ram, stack } = footprint;
        text += &format!("{program} {target} {level} {flash} {ram} {stack}\n");
    }
    fs::write(path(), text).map_err(|error| format!("{}: {error}", path().display()))
}

fn parse(text: &str) -> Option<(&str, BTreeMap<Key, Footprint>)> {
    let (header, lines) = text.split_once('\n')?;
    let compiler = header.strip_prefix(HEADER)?.strip_suffix('.')?;
    let agreed: Option<_> = lines.lines().map(parse_line).collect();
    Some((compiler, agreed?))
}

fn parse_line(line: &str) -> Option<(Key, Footprint)> {
    let mut words = line.split(' ');
    let mut word = || words.next();
    let key = (word()?.into(), word()?.into(), word()?.into());
    let mut number = || word()?.parse().ok();
    Some((key, Footprint { flash: number()?, ram: number()?, stack: number()? }))
}

fn compare(agreed: &BTreeMap<Key, Footprint>, measured: &BTreeMap<Key, Footprint>) -> Vec<String> {
    let ours = |name: &str| PROGRAMS.iter().any(|program| program.name == name && program.ours);
    let mut complaints = Vec::new();
    for (key @ (program, target, level), now) in measured.iter().filter(|(key, _)| ours(&key.0)) {
        let Some(before) = agreed.get(key) else {
            complaints.push(format!("{program} for {target} at opt-level {level} is new"));
            continue;
        };
        for (what, now, before) in [
            ("flash", now.flash, before.flash),
            ("static RAM", now.ram, before.ram),
            ("stack", now.stack, before.stack),
        ] {
            if now * 100 > before * (100 + TOLERANCE) {
                complaints.push(format!("{program} for {target} at opt-level {level}: {what} {before} -> {now} bytes"));
            }
        }
    }
    complaints
}

#[cfg(test)]
mod tests {
    use super::{HEADER, compare, parse};

    fn agreed(line: &str) -> String {
        format!("{HEADER}rustc 1.2.3.\n{line}\n")
    }

    #[test]
    fn growth_is_seen() {
        let before = agreed("decoder arm s 1000 0 100");
        let (compiler, before) = parse(&before).unwrap();
        assert_eq!(compiler, "rustc 1.2.3");
        let complaints = |line: &str| compare(&before, &parse(&agreed(line)).unwrap().1);
        assert!(complaints("decoder arm s 1020 0 102").is_empty());
        assert!(complaints("decoder arm s 10 0 1").is_empty());
        assert_eq!(
            complaints("decoder arm s 1021 0 100"),
            ["decoder for arm at opt-level s: flash 1000 -> 1021 bytes"]
        );
        assert_eq!(complaints("decoder arm s 1 1 103").len(), 2);
        assert_eq!(complaints("decoder arm z 1 0 1"), ["decoder for arm at opt-level z is new"]);
    }

    #[test]
    fn only_ours() {
        let before = agreed("floor arm s 1000 0 100");
        let now = agreed("floor arm s 2000 0 100");
        assert!(compare(&parse(&before).unwrap().1, &parse(&now).unwrap().1).is_empty());
    }

    #[test]
    fn what_is_no_budget() {
        assert!(parse("decoder arm s 1 2 3\n").is_none());
        assert!(parse(&agreed("decoder arm s 1 2")).is_none());
    }
}
