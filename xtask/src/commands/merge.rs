//! One table from everything that is known: the servers' own words, and the notes made by hand.

use super::Result;
use super::data::{Command, Harvest};
use super::notes::{self, Block};
use picoredis_tests::server::Flavour;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// A server whose commands are known.
pub(super) struct Source {
    /// Its data file
    pub(super) file: &'static str,
    pub(super) flavour: Flavour,
    /// The first number of its version
    pub(super) major: u32,
}

/// Where two know a command, the words of the first are taken: Valkey's are under the BSD licence, Redis' no longer.
pub(super) const SOURCES: [Source; 2] = [
    Source { file: "valkey-9.json", flavour: Flavour::Valkey, major: 9 },
    Source { file: "redis-8.json", flavour: Flavour::Redis, major: 8 },
];

/// Redis has its vector sets as a module, and says nothing of a module's commands but their names and flags.
const SUPPLEMENT: &str = "vectorset.json";
const REPLIES: &str = "replies.txt";
const BLOCKING: &str = "blocking.txt";

/// All that is written into the generated files.
pub(super) struct Table {
    /// `Redis 8.0.6`, ...
    pub(super) servers: Vec<String>,
    /// Sorted by name
    pub(super) entries: Vec<Entry>,
}

/// One command that can be called.
pub(super) struct Entry {
    /// In upper case, words separated by one space
    pub(super) name: String,
    /// `Redis` or `Valkey`: whose words these are
    pub(super) product: String,
    /// Since which versions there is such a command, and where there is none
    pub(super) since: String,
    pub(super) command: Command,
    /// The reply's Rust type
    pub(super) reply: String,
    pub(super) block: Option<Block>,
}

impl Table {
    /// Reads the data files of `folder`.
    ///
    /// # Errors
    /// When one cannot be read, or when the notes do not fit the commands.
    pub(super) fn read(folder: &Path) -> Result<Self> {
        let harvests = SOURCES.iter().map(|source| Harvest::read(&folder.join(source.file))).collect::<Result<_>>()?;
        let supplement = Harvest::read(&folder.join(SUPPLEMENT))?;
        let replies = notes::read_replies(&read(folder, REPLIES)?)?;
        let blocking = notes::read_blocking(&read(folder, BLOCKING)?)?;
        Self::merge(harvests, &supplement, replies, &blocking)
    }

    fn merge(
        harvests: Vec<Harvest>,
        supplement: &Harvest,
        mut replies: BTreeMap<String, String>,
        blocking: &BTreeMap<String, Block>,
    ) -> Result<Self> {
        let names = callable_names(&harvests);
        all_known("the supplement", supplement.commands.keys(), &names)?;
        all_known(REPLIES, replies.keys(), &names)?;
        all_known(BLOCKING, blocking.keys(), &names)?;
        let mut entries = Vec::new();
        for name in names {
            let reply = replies.remove(&name).ok_or_else(|| format!("{REPLIES}: no line for {name}"))?;
            let block = blocking.get(&name).cloned();
            entries.push(Entry::new(name, &harvests, supplement, reply, block)?);
        }
        Ok(Self { servers: harvests.into_iter().map(|harvest| harvest.server).collect(), entries })
    }
}

impl Entry {
    fn new(
        name: String,
        harvests: &[Harvest],
        supplement: &Harvest,
        reply: String,
        block: Option<Block>,
    ) -> Result<Self> {
        let (home, command) = harvests
            .iter()
            .find_map(|harvest| Some((harvest, harvest.commands.get(&name)?)))
            .ok_or_else(|| format!("{name}: no server has it"))?;
        let command = described(command, supplement.commands.get(&name));
        if command.summary.is_empty() || command.since.is_empty() {
            return Err(format!("{name} is not described: {SUPPLEMENT} should do it").into());
        }
        if command.has_flag("blocking") != block.is_some() {
            return Err(format!("{name}: {BLOCKING} and the server's flag `blocking` disagree").into());
        }
        let since = since(&name, &command.since, harvests);
        Ok(Self { product: home.product().to_owned(), since, command, reply, block, name })
    }
}

/// The command, with what the server does not say from the supplement.
fn described(command: &Command, supplement: Option<&Command>) -> Command {
    match supplement {
        None => command.clone(),
        Some(text) => {
            Command { flags: command.flags.clone(), keys: command.keys.clone(), arity: command.arity, ..text.clone() }
        }
    }
}

/// Every command but those that only hold subcommands, as CLIENT does (and COMMAND does not).
fn callable_names(harvests: &[Harvest]) -> BTreeSet<String> {
    let commands = || harvests.iter().flat_map(|harvest| &harvest.commands);
    let containers: BTreeSet<&str> = commands().filter_map(|(name, _)| Some(name.split_once(' ')?.0)).collect();
    commands()
        .filter(|(name, command)| command.arity == -1 || !containers.contains(name.as_str()))
        .map(|(name, _)| name.clone())
        .collect()
}

/// `7.4.0 (Valkey 9.0.0)`, `Valkey 9.0.0, not in Redis 8.0`
fn since(name: &str, first: &str, harvests: &[Harvest]) -> String {
    let mut since = first.to_owned();
    if !harvests[0].commands.contains_key(name) {
        let home = harvests.iter().find(|harvest| harvest.commands.contains_key(name));
        since.insert_str(0, &home.map(|home| format!("{} ", home.product())).unwrap_or_default());
    }
    for harvest in harvests {
        match harvest.commands.get(name) {
            Some(command) if command.since.is_empty() || command.since == first => {}
            Some(command) => since += &format!(" ({} {})", harvest.product(), command.since),
            None => since += &format!(", not in {}", harvest.short_server()),
        }
    }
    since
}

fn all_known<'a>(file: &str, named: impl Iterator<Item = &'a String>, names: &BTreeSet<String>) -> Result<()> {
    let unknown: Vec<&str> = named.filter(|name| !names.contains(*name)).map(String::as_str).collect();
    if unknown.is_empty() {
        return Ok(());
    }
    Err(format!("{file}: no server has {}", unknown.join(", ")).into())
}

fn read(folder: &Path, file: &str) -> Result<String> {
    fs::read_to_string(folder.join(file)).map_err(|error| format!("{file}: {error}").into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::notes::{At, Unit};

    fn command(since: &str, arity: i64, flags: &[&str]) -> Command {
        Command {
            summary: "Does it.".into(),
            since: since.into(),
            arity,
            flags: flags.iter().map(|flag| (*flag).to_owned()).collect(),
            ..Command::default()
        }
    }

    fn harvest(server: &str, commands: &[(&str, Command)]) -> Harvest {
        let commands = commands.iter().map(|(name, command)| ((*name).to_owned(), command.clone())).collect();
        Harvest { server: server.into(), commands }
    }

    /// Two servers, all of whose commands have a reply.
    fn merge(replies: &[&str], blocking: &[&str]) -> Result<Table> {
        let redis = harvest(
            "Redis 8.0.6",
            &[
                ("A", command("1.0.0", 2, &[])),
                ("BLOCKS", command("7.4.0", 2, &["blocking"])),
                ("BOX", command("1.0.0", -2, &[])),
                ("CALL", command("1.0.0", -1, &[])),
                ("CALL ID", command("1.0.0", 2, &[])),
                ("BOX ID", command("1.0.0", 2, &[])),
                ("V", Command { summary: String::new(), ..command("", -1, &["readonly"]) }),
            ],
        );
        let valkey = harvest(
            "Valkey 9.1.2",
            &[
                ("A", command("1.0.0", 2, &[])),
                ("BLOCKS", command("9.0.0", 2, &["blocking"])),
                ("BOX NEW", command("9.1.0", 2, &[])),
            ],
        );
        let replies = replies.iter().map(|name| ((*name).to_owned(), "i64".to_owned())).collect();
        let block = Block { unit: Unit::Seconds, at: At::Index(-1) };
        let blocking = blocking.iter().map(|name| ((*name).to_owned(), block.clone())).collect();
        let supplement = harvest("", &[("V", command("8.0.0", -1, &[]))]);
        Table::merge(vec![redis, valkey], &supplement, replies, &blocking)
    }

    #[test]
    fn the_table_is_the_union_without_mere_containers() {
        let table =
            merge(&["A", "BLOCKS", "BOX ID", "BOX NEW", "CALL", "CALL ID", "V"], &["BLOCKS"]).expect("all is known");
        let since: Vec<_> = table.entries.iter().map(|entry| (entry.name.as_str(), entry.since.as_str())).collect();
        let expected = [
            ("A", "1.0.0"),
            ("BLOCKS", "7.4.0 (Valkey 9.0.0)"),
            ("BOX ID", "1.0.0, not in Valkey 9.1"),
            ("BOX NEW", "Valkey 9.1.0, not in Redis 8.0"),
            ("CALL", "1.0.0, not in Valkey 9.1"),
            ("CALL ID", "1.0.0, not in Valkey 9.1"),
            ("V", "8.0.0, not in Valkey 9.1"),
        ];
        assert_eq!(since, expected);
        assert_eq!(table.entries[3].product, "Valkey");
        assert!(table.entries[6].command.has_flag("readonly"), "flags come from the server");
    }

    #[test]
    fn notes_must_fit_the_commands() {
        let refusal = |replies, blocking| merge(replies, blocking).err().expect("refused").to_string();
        let all = &["A", "BLOCKS", "BOX ID", "BOX NEW", "CALL", "CALL ID", "V"];
        assert!(refusal(&["A"], &["BLOCKS"]).contains("no line for BLOCKS"));
        assert!(
            refusal(&["A", "BLOCKS", "BOX", "BOX ID", "BOX NEW", "CALL", "CALL ID", "V"], &["BLOCKS"])
                .contains("no server has BOX")
        );
        assert!(refusal(all, &[]).contains("BLOCKS: blocking.txt"));
        assert!(refusal(all, &["BLOCKS", "A"]).contains("A: blocking.txt"));
        assert!(refusal(all, &["BLOCKS", "Z"]).contains("no server has Z"));
    }
}
