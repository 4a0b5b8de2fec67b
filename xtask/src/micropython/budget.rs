//! What the client costs, in bytes: each figure has a limit in `budget.txt`, and stands beside the original's.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use super::dist::{CRATE, Package};
use super::original::{self, Original};
use super::port::Port;
use super::qemu::Board;
use super::tools::Tools;
use crate::progress::Ran;
use crate::workspace::{in_ci, output_of, root};

const FILE: &str = "budget.txt";

/// Between two sizes of the heap that are tried.
const STEP: usize = 64;

/// A figure: where it is from, what it counts, how much it is, and how much it is of the original.
struct Figure {
    name: String,
    bytes: usize,
    original: Option<usize>,
}

/// Measures everything and compares it with the limits.
///
/// # Errors
/// When something cannot be measured.
pub(super) fn check(port: &Port, board: &Board, packages: &[Package], tools: &Tools) -> Result<Ran, String> {
    let original = match original::fetch(tools) {
        Ok(original) => Some(original),
        Err(reason) if in_ci() => return Err(reason),
        Err(reason) => {
            eprintln!("The original cannot be had, and is not compared: {reason}");
            None
        }
    };
    let figures = measure(port, board, packages, original.as_ref())?;
    let limits = fs::read_to_string(root().join(CRATE).join(FILE)).map_err(|error| format!("{FILE}: {error}"))?;
    Ok(compare(&figures, &limits))
}

fn measure(
    port: &Port,
    board: &Board,
    packages: &[Package],
    original: Option<&Original>,
) -> Result<Vec<Figure>, String> {
    let mut figures = Vec::new();
    for package in packages.iter().filter(|package| package.arch != "source") {
        let mut add =
            |what: &str, folder: &Path, of: &dyn Fn(&Path) -> Result<usize, String>, theirs: Option<&Path>| {
                let name = format!("{} {what}", package.arch);
                let original = theirs.map(of).transpose()?;
                figures.push(Figure { name, bytes: of(folder)?, original });
                Ok::<_, String>(())
            };
        let compiled = original.map(|original| original.compiled.as_path());
        add("file", &package.folder, &size, compiled)?;
        if matches!(package.arch, "x64" | "py") {
            let source = original.map(|original| original.source.as_path());
            add("unix-ram", &package.folder, &|folder| after_import(port, folder), compiled)?;
            add("unix-peak", &package.folder, &|folder| peak(port, folder), source)?;
        }
        if matches!(package.arch, "armv6m" | "py") {
            add("board-ram", &package.folder, &|folder| board.import_cost(folder), compiled)?;
        }
    }
    Ok(figures)
}

fn size(folder: &Path) -> Result<usize, String> {
    let file = folder.join("picoredis.mpy");
    let data = fs::metadata(&file).map_err(|error| format!("{}: {error}", file.display()))?;
    Ok(data.len() as usize)
}

/// What the heap lacks after the import.
fn after_import(port: &Port, folder: &Path) -> Result<usize, String> {
    let script = root().join(CRATE).join("tests/import_cost.py");
    let script = fs::read_to_string(&script).map_err(|error| format!("{}: {error}", script.display()))?;
    let output = output_of(command_in(port, folder).args(["-c", &script, "."]))?;
    output.trim().parse().map_err(|_| format!("no figure: {output}"))
}

/// How much larger the smallest heap is that an import succeeds with than one for nothing.
fn peak(port: &Port, folder: &Path) -> Result<usize, String> {
    let heap = |module| smallest_heap(port, folder, &format!("import sys; sys.path[:] = ['.']; import {module}"));
    Ok(heap("picoredis")?.saturating_sub(heap("socket")?))
}

fn smallest_heap(port: &Port, folder: &Path, script: &str) -> Result<usize, String> {
    let runs = |steps: usize| {
        let heap = format!("heapsize={}", steps * STEP);
        output_of(command_in(port, folder).args(["-X", &heap, "-c", script])).is_ok()
    };
    let (mut fails, mut works) = (16, 2048);
    if !runs(works) {
        return Err(format!("does not run at all: {script}"));
    }
    while works - fails > 1 {
        let middle = (fails + works) / 2;
        *(if runs(middle) { &mut works } else { &mut fails }) = middle;
    }
    Ok(works * STEP)
}

/// The interpreter in the folder of a client: a path to it would be in the heap, too, long or short.
fn command_in(port: &Port, folder: &Path) -> Command {
    let mut command = port.command();
    command.current_dir(folder);
    command
}

/// The table, and whether every figure keeps to its limit.
fn compare(figures: &[Figure], limits: &str) -> Ran {
    let limits: Vec<_> =
        limits.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.rsplit_once(' ')).collect();
    let mut output = format!("{:<18}{:>8}{:>8}{:>10}\n", "bytes", "ours", "most", "original");
    let mut ok = true;
    for figure in figures {
        let limit = limits.iter().find(|(name, _)| name.trim() == figure.name);
        let limit: Option<usize> = limit.and_then(|(_, most)| most.parse().ok());
        let kept = limit.is_some_and(|most| figure.bytes <= most);
        let words = |bytes: Option<usize>| bytes.map_or("-".into(), |bytes| bytes.to_string());
        let verdict = if kept { "" } else { "  more than budget.txt allows" };
        let (most, original) = (words(limit), words(figure.original));
        // Writing to a string cannot fail.
        let _ = writeln!(output, "{:<18}{:>8}{most:>8}{original:>10}{verdict}", figure.name, figure.bytes);
        ok &= kept;
    }
    Ran { ok, output }
}

#[cfg(test)]
mod tests {
    use super::{Figure, compare};

    #[test]
    fn growth_fails() {
        let figures = |bytes| [Figure { name: "py file".into(), bytes, original: Some(1885) }];
        let limits = "# a comment\npy file      2300\n";
        assert!(compare(&figures(2300), limits).ok);
        assert!(!compare(&figures(2301), limits).ok);
        assert!(!compare(&figures(1), "").ok);
    }
}
