//! `cargo xtask VERB`: whatever a person would otherwise have to remember. `cargo xtask help` lists the verbs.

mod authority;
mod bench;
mod boards;
mod cases;
mod cli;
mod commands;
mod cross;
mod debian;
mod demo;
mod failure;
mod firmware;
mod hiredis;
mod interpreter;
mod measure;
mod micropython;
mod msrv;
mod panics;
mod progress;
mod python;
mod qemu;
mod servers;
mod size;
mod steps;
mod summary;
mod test;
mod tidy;
mod venv;
mod workspace;

use std::process::ExitCode;

use failure::{Failure, Result};

/// One verb: its name, what it does in one line, and the function that does it.
type Verb = (&'static str, &'static str, fn(&[String]) -> Result);

const VERBS: &[Verb] = &[
    ("demo", "play the README's session on a private server; with --shell, try it yourself at a prompt", demo::run),
    ("test", "fetch what is missing and run every test; with names of steps, only these", test::run),
    (
        "servers",
        "make sure there is a Redis or Valkey server; with --newer, fetch Redis 8 and Valkey 9 too",
        servers::run,
    ),
    ("micropython", "build dist/micropython and test it under MicroPython", micropython::run),
    ("python", "build the Python package and test it in an environment of its own", python::run),
    ("tidy", "check the order of imports, who depends on whom, the size of files and stray paths", tidy::run),
    ("panics", "prove that a program using the whole of core contains no panic", panics::run),
    ("measure", "count instructions and bytes where the project promises some", measure::run),
    (
        "bench",
        "compare with other clients, side by side; without names of items, all, and write bench/RESULTS.md",
        bench::run,
    ),
    ("weigh", "measure the size of the picoredis command, and its start beside redis-cli's", cli::weigh::run),
    (
        "firmware",
        "run the programs for boards in QEMU, against a private server; with names of programs or targets, only these",
        firmware::run,
    ),
    ("boards", "compile the examples for boards", boards::run),
    (
        "size",
        "measure what picoredis adds to firmware, and compare with firmware/size.txt; with --write, change it",
        size::run,
    ),
    ("man", "write the man page of the picoredis command and its completions for shells to target/", cli::run),
    ("commands", "generate the command table from its data; with --check, only compare", run_commands),
    ("help", "print this list", help),
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match arguments.split_first() {
        None => help(&[]),
        Some((name, rest)) => match VERBS.iter().find(|verb| verb.0 == name) {
            Some((_, _, run)) => run(rest),
            None => Err(Failure::from(format!("no such verb: {name} (`cargo xtask help` lists them)"))),
        },
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            if !failure.message.is_empty() {
                eprintln!("error: {}", failure.message);
            }
            ExitCode::from(failure.code)
        }
    }
}

fn run_commands(arguments: &[String]) -> Result {
    commands::run(arguments).map_err(|error| error.to_string().into())
}

fn help(_: &[String]) -> Result {
    println!("cargo xtask VERB\n");
    for (name, line, _) in VERBS {
        println!("  {name:<11} {line}");
    }
    Ok(())
}
