//! Who is compared: how each is built, and how it is called.

use std::fs;
use std::process::Command;

use super::{Profile, folder, hiredis};
use crate::workspace::root;

/// A contestant that is there.
#[derive(Clone)]
pub(super) struct Entrant {
    name: String,
    /// Name and version, for people
    label: String,
    /// What starts it
    words: Vec<String>,
}

impl Entrant {
    /// The line that the runner reads.
    pub(super) fn line(&self) -> String {
        format!("{}\t{}\t{}\n", self.name, self.label, self.words.join("\t"))
    }
}

/// Contestants that are built together, as the items that they play are their own.
pub(super) struct Group {
    /// The items, or none if it is for all that no other group has.
    items: &'static [&'static str],
    build: fn() -> Result<Vec<Entrant>, String>,
}

pub(super) const GROUPS: &[Group] = &[Group { items: &[], build: rust }];

impl Group {
    /// Whether somebody asks for an item of it, or for all.
    pub(super) fn is_for(&self, asked: &[String]) -> bool {
        let has = |item: &String| match self.items {
            [] => GROUPS.iter().all(|group| !group.items.contains(&item.as_str())),
            items => items.contains(&item.as_str()),
        };
        asked.is_empty() || asked.iter().any(has)
    }

    pub(super) fn build(&self) -> Result<Vec<Entrant>, String> {
        (self.build)()
    }
}

/// The programs in `bench/contestants` that are built without any peer.
const OURS: [&str; 2] = ["raw", "picoredis"];

/// The peers: the program, which is the name of its feature, too, and the package whose version people want to know.
const PEERS: [(&str, &str); 7] = [
    ("redis-1", "redis 1"),
    ("redis-2", "redis 2"),
    ("fred", "fred"),
    ("rustis", "rustis"),
    ("redis-protocol", "redis-protocol"),
    ("hiredis", ""),
    ("redis-benchmark", ""),
];

/// It wants dependencies with features that those of others cannot have beside theirs.
const APART: (&str, &str) = ("embedded-redis", "embedded-redis");

fn rust() -> Result<Vec<Entrant>, String> {
    let mut entrants = ours(Profile::Release);
    let hiredis =
        hiredis::fetch().inspect_err(|reason| eprintln!("Without hiredis: its source cannot be had ({reason})."));
    let peers = PEERS.iter().filter(|peer| peer.0 != "hiredis" || hiredis.is_ok());
    let features: Vec<_> = peers.clone().map(|peer| peer.0).collect();
    let mut build = Profile::Release.build(&["-p", "contestants", "--features", &features.join(",")]);
    if let Ok(source) = &hiredis {
        build.env("HIREDIS", &source.folder);
    }
    build_or_fail(&mut build)?;
    build_or_fail(&mut Profile::Release.build(&["-p", "contestants", "--features", APART.0, "--bin", APART.0]))?;
    for (name, package) in peers.chain([&APART]) {
        let label = match (*name, &hiredis) {
            ("hiredis", Ok(source)) => source.label.clone(),
            _ => label(package).unwrap_or_else(|| (*name).into()),
        };
        entrants.push(program(name, label, Profile::Release));
    }
    Ok(entrants)
}

/// Those that are built without any peer.
pub(super) fn ours(profile: Profile) -> Vec<Entrant> {
    let label = |name: &str| if name == "raw" { "RAW".into() } else { label(name).unwrap_or_else(|| name.into()) };
    OURS.iter().map(|name| program(name, label(name), profile)).collect()
}

fn program(name: &str, label: String, profile: Profile) -> Entrant {
    let path = profile.folder().join(name).to_string_lossy().into_owned();
    Entrant { name: name.into(), label, words: vec![path] }
}

/// `redis 1.8.1`, for `redis 1`: as the lock file has it.
fn label(package: &str) -> Option<String> {
    let (name, version) = package.split_once(' ').unwrap_or((package, ""));
    let lock = fs::read_to_string(root().join("bench/Cargo.lock")).ok()?;
    let found = lock.split("[[package]]").find_map(|entry| {
        let value = |key: &str| entry.lines().find_map(|line| line.strip_prefix(key)?.strip_suffix('"'));
        let found = value("version = \"").filter(|found| found.starts_with(version))?;
        (value("name = \"") == Some(name)).then(|| found.to_owned())
    })?;
    Some(format!("{name} {found}"))
}

/// Builds, showing what cargo says as it says it.
pub(super) fn build_or_fail(build: &mut Command) -> Result<(), String> {
    fs::create_dir_all(folder()).map_err(|error| error.to_string())?;
    let status = build.status().map_err(|error| error.to_string())?;
    if status.success() { Ok(()) } else { Err("what is compared does not compile".into()) }
}
