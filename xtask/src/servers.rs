//! Makes sure that there is a server to talk to.
//!
//! What is missing is fetched with apt into a folder under `target/`: the machine itself stays as it is, no service is
//! started, and no root is needed.

use picoredis_tests::server::{Binary, Flavour, binaries, unpacked_servers};

use crate::debian::{self, Suite};
use crate::failure::Result;

/// Debian's newest suite: Redis 8 and Valkey 9 are there.
const NEWER: Suite = Suite::Other("sid");

/// Redis and Valkey not older than these need not be fetched.
const NEW: [(Flavour, u32); 2] = [(Flavour::Redis, 8), (Flavour::Valkey, 9)];

/// What is kept of what apt would install: the servers themselves and libraries.
const KEPT: &[&str] = &["redis", "valkey", "lib", "zlib"];

const HOW_TO_INSTALL: &str = "\
Neither redis-server nor valkey-server is installed. Install one of them:
  Debian, Ubuntu   sudo apt-get install redis-server
  Fedora           sudo dnf install valkey
  Alpine           sudo apk add redis
  macOS            brew install redis";

/// `cargo xtask servers [--newer]`
pub(crate) fn run(arguments: &[String]) -> Result {
    let with_newer = match arguments {
        [] => false,
        [word] if word == "--newer" => true,
        _ => return Err("usage: cargo xtask servers [--newer]".into()),
    };
    ensure()?;
    if with_newer {
        newer()?;
    }
    for binary in binaries() {
        let command: Vec<_> = binary.command.iter().map(|word| word.to_string_lossy()).collect();
        println!("{:<14} {}", binary.name, command.join(" "));
    }
    Ok(())
}

/// The first server there is; fetched when there is none.
///
/// # Errors
/// What to install, when nothing can be fetched.
pub(crate) fn ensure() -> std::result::Result<Binary, String> {
    if let Some(binary) = first() {
        return Ok(binary);
    }
    eprintln!("There is no Redis or Valkey server here: one in target/servers will do, the system is not touched.");
    let fetch = |package| debian::unpack(Suite::Own, &[package], KEPT, &unpacked_servers().join("own"));
    let fetched = fetch("redis-server").or_else(|_| fetch("valkey-server"));
    match (first(), fetched) {
        (Some(binary), _) => Ok(binary),
        (None, Err(reason)) => Err(format!("{HOW_TO_INSTALL}\n(apt could not fetch it: {reason})")),
        (None, Ok(())) => Err(HOW_TO_INSTALL.into()),
    }
}

/// Fetches Redis 8 and Valkey 9 from a newer Debian suite, unless they are there.
///
/// # Errors
/// Why they cannot be had on this machine.
pub(crate) fn newer() -> std::result::Result<(), String> {
    if has_new() {
        return Ok(());
    }
    debian::unpack(NEWER, &["redis-server", "valkey-server"], KEPT, &unpacked_servers().join("sid"))?;
    if has_new() { Ok(()) } else { Err(format!("{NEWER} does not have Redis 8 and Valkey 9")) }
}

fn first() -> Option<Binary> {
    binaries().into_iter().next()
}

fn has_new() -> bool {
    let found = binaries();
    let has = |(flavour, major)| found.iter().any(|binary| binary.flavour == flavour && binary.version[0] >= major);
    NEW.into_iter().all(has)
}
