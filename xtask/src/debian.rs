//! Debian packages without installing them: apt works in a directory of its own, and what it downloads is unpacked
//! beside it. Nothing needs root, and the machine's own packages, lists and sources stay untouched.

use std::ffi::OsString;
use std::fmt;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, MutexGuard, PoisonError};

use picoredis_tests::server::command_in;

use crate::workspace::{self, make_whole, output_of};

mod sources;

/// Where packages come from.
#[derive(Clone, Copy)]
pub(crate) enum Suite {
    /// The sources of this machine, as they are
    Own,
    /// Another suite of the same Debian archive
    Other(&'static str),
}

impl fmt::Display for Suite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Own => f.write_str("the system's own suite"),
            Self::Other(name) => write!(f, "Debian {name}"),
        }
    }
}

/// Unpacks `packages` and what they depend on to the new folder `root`, as far as the names begin with one of `kept`:
/// the rest (init systems, users, documentation tools) only matters to an installed package. Does nothing when `root`
/// is there.
///
/// # Errors
/// Why it cannot be done on this machine, for people.
pub(crate) fn unpack(suite: Suite, packages: &[&str], kept: &[&str], root: &Path) -> Result<(), String> {
    let _one_at_a_time = turn();
    if root.exists() {
        return Ok(());
    }
    let name = root.file_name().unwrap_or_default();
    let apt = Apt::new(workspace::target().join("apt").join(name), suite)?;
    eprintln!("Fetching {} from {suite}", packages.join(" and "));
    let outcome = apt.fetch(packages, kept).and_then(|archives| unpack_all(&archives, root));
    // The lists and archives are large and of no more use; what cannot be removed does no harm.
    let _ = fs::remove_dir_all(&apt.folder);
    outcome
}

/// Writes a script that runs a program unpacked to `root`, as cargo calls one program and no loader.
///
/// # Errors
/// There is no such program there.
pub(crate) fn script(root: &Path, program: &str) -> Result<PathBuf, String> {
    let words = command_in(root, program).ok_or_else(|| format!("the package has no usr/bin/{program}"))?;
    let script = root.join(program).with_extension("sh");
    write_script(&script, &words)?;
    Ok(script)
}

/// Writes a script that runs these words, and what it is given besides.
///
/// # Errors
/// It cannot be written.
pub(crate) fn write_script(path: &Path, words: &[OsString]) -> Result<(), String> {
    let words: Vec<_> = words.iter().map(|word| format!("'{}'", word.to_string_lossy())).collect();
    let text = format!("#!/bin/sh\nexec {} \"$@\"\n", words.join(" "));
    let _one_at_a_time = turn();
    // Another step may be running it.
    if fs::read_to_string(path).is_ok_and(|there| there == text) {
        return Ok(());
    }
    let written = fs::write(path, text).and_then(|()| fs::set_permissions(path, fs::Permissions::from_mode(0o755)));
    written.map_err(|error| format!("{}: {error}", path.display()))
}

/// Downloads what `package` of `suite` is built from to the new folder `root`, as the archives that they are. Does
/// nothing when `root` is there.
///
/// # Errors
/// Why it cannot be done on this machine, for people.
pub(crate) fn source(suite: &'static str, package: &str, root: &Path) -> Result<(), String> {
    let _one_at_a_time = turn();
    if root.exists() {
        return Ok(());
    }
    let name = root.file_name().unwrap_or_default();
    let apt = Apt::with_sources(workspace::target().join("apt").join(name), suite)?;
    eprintln!("Fetching the source of {package} from Debian {suite}");
    let outcome = apt.fetch_source(package).and_then(|archives| {
        // Above the new folder there may be none yet.
        fs::create_dir_all(root.parent().unwrap_or(root)).map_err(|error| error.to_string())?;
        fs::rename(archives, root).map_err(|error| error.to_string())
    });
    let _ = fs::remove_dir_all(&apt.folder);
    outcome
}

/// Two steps of the tests may want the same: the second finds what the first has fetched.
fn turn() -> MutexGuard<'static, ()> {
    static TURN: Mutex<()> = Mutex::new(());
    // Whoever panicked has left nothing half done: see `unpack_all`.
    TURN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A private apt directory.
struct Apt {
    folder: PathBuf,
    suite: Suite,
}

/// What a suite offers: packages, or what they are built from.
#[derive(Clone, Copy)]
enum Offer {
    Binary,
    Source,
}

impl Apt {
    fn new(folder: PathBuf, suite: Suite) -> Result<Self, String> {
        Self::offering(Offer::Binary, folder, suite)
    }

    fn with_sources(folder: PathBuf, suite: &'static str) -> Result<Self, String> {
        Self::offering(Offer::Source, folder, Suite::Other(suite))
    }

    fn offering(offer: Offer, folder: PathBuf, suite: Suite) -> Result<Self, String> {
        if output_of(Command::new("apt-get").arg("--version")).is_err() {
            return Err("there is no apt-get here".into());
        }
        let apt = Self { folder, suite };
        // Left by a run that was interrupted.
        let _ = fs::remove_dir_all(&apt.folder);
        apt.prepare(offer)?;
        Ok(apt)
    }

    fn prepare(&self, offer: Offer) -> Result<(), String> {
        let failed = |error| format!("cannot prepare {}: {error}", self.folder.display());
        for folder in ["lists/partial", "cache/archives/partial", "sources", "archives"] {
            fs::create_dir_all(self.folder.join(folder)).map_err(failed)?;
        }
        // As if nothing were installed, so that every library comes along.
        fs::write(self.folder.join("status"), "").map_err(failed)?;
        if let Suite::Other(name) = self.suite {
            for (file, text) in sources::derive_all(name, offer)? {
                fs::write(self.folder.join("sources").join(file), text).map_err(failed)?;
            }
        }
        Ok(())
    }

    /// Downloads the packages; returns their archives.
    fn fetch(&self, packages: &[&str], kept: &[&str]) -> Result<Vec<PathBuf>, String> {
        eprintln!("  reading the package lists");
        // When a list cannot be fetched, apt still succeeds: the next step tells whether it was needed.
        let update = output_of(self.apt_get().arg("update")).unwrap_or_else(|complaint| complaint);
        let plan = output_of(self.apt_get().args(["--simulate", "--no-install-recommends", "install"]).args(packages))
            .map_err(|complaint| format!("{complaint}{update}"))?;
        let names = planned(&plan, kept);
        eprintln!("  downloading {} packages", names.len());
        let archives = self.folder.join("archives");
        output_of(self.apt_get().arg("download").args(&names).current_dir(&archives))?;
        let entries = fs::read_dir(&archives).map_err(|error| error.to_string())?;
        Ok(entries.flatten().map(|entry| entry.path()).collect())
    }

    /// Downloads the source of a package; returns the folder that it is in.
    fn fetch_source(&self, package: &str) -> Result<PathBuf, String> {
        let update = output_of(self.apt_get().arg("update")).unwrap_or_else(|complaint| complaint);
        let archives = self.folder.join("archives");
        let download = output_of(
            self.apt_get().args(["source", "--download-only", "--only-source", package]).current_dir(&archives),
        );
        download.map_err(|complaint| format!("{complaint}{update}"))?;
        Ok(archives)
    }

    fn apt_get(&self) -> Command {
        let mut command = Command::new("apt-get");
        // The plan is read by a program.
        command.env("LC_ALL", "C").arg("--quiet").args(["-o", "Acquire::Retries=3", "-o", "Acquire::Languages=none"]);
        // Root's apt changes to a user who may have no access to our folder.
        command.args(["-o", "APT::Sandbox::User=root"]);
        self.set(&mut command, "Dir::State::Lists", "lists");
        self.set(&mut command, "Dir::State::status", "status");
        self.set(&mut command, "Dir::Cache", "cache");
        if let Suite::Other(_) = self.suite {
            self.set(&mut command, "Dir::Etc::sourceparts", "sources");
            let nothing = ["Dir::Etc::sourcelist=/dev/null", "Dir::Etc::preferences=/dev/null"];
            command.args(nothing.iter().flat_map(|option| ["-o", option]));
            command.args(["-o", "Dir::Etc::preferencesparts=/dev/null"]);
        }
        command
    }

    fn set(&self, command: &mut Command, option: &str, place: &str) {
        command.arg("-o").arg(format!("{option}={}", self.folder.join(place).display()));
    }
}

/// The packages that apt would install, as far as wanted: `Inst redis-server (5:8.0.6-1 ...)`.
fn planned<'a>(plan: &'a str, kept: &[&str]) -> Vec<&'a str> {
    let names = plan.lines().filter_map(|line| line.strip_prefix("Inst ")?.split_whitespace().next());
    names.filter(|name| kept.iter().any(|start| name.starts_with(start))).collect()
}

/// Unpacks archives to `root`.
fn unpack_all(archives: &[PathBuf], root: &Path) -> Result<(), String> {
    eprintln!("  unpacking to {}", root.display());
    make_whole(root, |folder| {
        archives.iter().try_for_each(|archive| {
            output_of(Command::new("dpkg-deb").arg("--extract").arg(archive).arg(folder)).map(drop)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::planned;

    #[test]
    fn only_wanted_packages_are_downloaded() {
        let plan = "NOTE: a simulation\nInst libc6 (2.41 Debian:13 [amd64])\nInst adduser (3 Debian [all])\n\
                    Inst redis-server (5:8 Debian [amd64])\nConf libc6 (2.41)\n";
        assert_eq!(planned(plan, &["lib", "redis"]), ["libc6", "redis-server"]);
    }
}
