//! The lines typed before, in a file that nobody else may read, without those that tell a secret.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use picoredis::command::Secrets;

use super::dotfile;
use crate::words;

/// How many lines are kept.
pub(super) const MOST: usize = 1000;

/// Where the lines are; `None` if they are to be nowhere.
pub(super) struct History(Option<PathBuf>);

impl History {
    /// That of the file that `PICOREDISCLI_HISTFILE` names, else of `~/.picoredis_history`.
    pub(super) fn of_person() -> Self {
        History(dotfile::path("PICOREDISCLI_HISTFILE", ".picoredis_history"))
    }

    /// The lines, oldest first.
    pub(super) fn load(&self) -> Vec<String> {
        let Some(path) = &self.0 else { return Vec::new() };
        let text = fs::read(path).unwrap_or_default();
        let lines: Vec<String> = String::from_utf8_lossy(&text).lines().map(str::to_owned).collect();
        let old = lines.len().saturating_sub(MOST);
        if old > MOST {
            // As `add`.
            let _ = replace(path, &lines[old..]);
        }
        lines[old..].into()
    }

    /// Adds a line.
    pub(super) fn add(&self, line: &str) {
        if let Some(path) = &self.0 {
            // A home that cannot be written must not keep anybody from working.
            let _ = open(path, OpenOptions::new().append(true)).and_then(|mut file| writeln!(file, "{line}"));
        }
    }
}

/// Whether a line holds what nobody else should read.
pub(super) fn is_secret(line: &str) -> bool {
    let words = words::split(line.as_bytes()).unwrap_or_else(|_| {
        // Quotes do not balance: roughly, then.
        line.split_ascii_whitespace().map(|word| word.trim_matches(['"', '\'']).into()).collect()
    });
    // `10 AUTH secret`, and `-1 AUTH secret`, which is refused.
    let count = words.first().is_some_and(|word| word.iter().all(|byte| byte.is_ascii_digit() || *byte == b'-'));
    let mut secrets = Secrets::default();
    words.iter().skip(count.into()).any(|word| secrets.is_secret(word))
}

fn open(path: &Path, options: &mut OpenOptions) -> io::Result<File> {
    options.create(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};

        let file = options.mode(0o600).open(path)?;
        // It may have been there before, for everybody to read.
        if file.metadata()?.is_file() {
            file.set_permissions(fs::Permissions::from_mode(0o600))?;
        }
        Ok(file)
    }
    #[cfg(not(unix))]
    options.open(path)
}

fn replace(path: &Path, lines: &[String]) -> io::Result<()> {
    let new = path.with_extension("new");
    let mut file = open(&new, OpenOptions::new().write(true).truncate(true))?;
    file.write_all((lines.join("\n") + "\n").as_bytes())?;
    fs::rename(new, path)
}

#[cfg(test)]
mod tests {
    use super::is_secret;

    #[test]
    fn lines_with_secrets() {
        for line in [
            "auth hunter2",
            "AUTH me hunter2",
            "3 auth hunter2",
            "hello 3 auth me hunter2",
            "acl setuser me on >hunter2",
            "config set requirepass hunter2",
            "CONFIG SET maxmemory 1 masterauth 'hunter 2'",
            "CONFIG SET maxmemory 1 maxclients 9 requirepass hunter2 port 1",
            "config set tls-key-file-pass hunter2",
            "HELLO 3 SETNAME me AUTH me hunter2",
            "acl setuser me on (>hunter2 ~a)",
            "ACL SETUSER me <hunter2",
            "acl setuser me #0123456789abcdef",
            "migrate h 1 k 0 1 auth hunter2",
            "MIGRATE h 1 '' 0 1 COPY AUTH2 me hunter2 KEYS a b",
            "sentinel set mymaster auth-pass hunter2",
            "-1 auth hunter2",
            "  AuTh\thunter2",
            "auth \"hunter2",
            "'auth' hunter2",
        ] {
            assert!(is_secret(line), "{line}");
        }
        for line in
            ["get auth", "auth", "config get requirepass", "set a 'half", "acl setuser me on", "10 ping", "-1", ""]
        {
            assert!(!is_secret(line), "{line}");
        }
    }
}
