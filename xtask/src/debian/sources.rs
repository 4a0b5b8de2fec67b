//! The sources of another suite, derived from the machine's own: whatever mirror and keyring it uses, they stay.

use std::fs;
use std::path::{Path, PathBuf};

use super::Offer;

/// The names a machine's main suite may have in its sources, beside its codename.
const ALIASES: [&str; 5] = ["stable", "oldstable", "testing", "unstable", "sid"];

/// Files (name, content) that offer `suite`, made from all of the machine's own.
///
/// # Errors
/// Why this machine's sources offer no other suite.
pub(super) fn derive_all(suite: &str, offer: Offer) -> Result<Vec<(String, String)>, String> {
    let release = fs::read_to_string("/etc/os-release").unwrap_or_default();
    if field(&release, "ID") != Some("debian") {
        return Err(format!("this is not Debian, whose {suite} suite would have it"));
    }
    let codename = field(&release, "VERSION_CODENAME").unwrap_or_default();
    let mut names = ALIASES.to_vec();
    names.push(codename);
    let derived: Vec<_> = files().iter().filter_map(|path| derive(path, &names, suite, offer)).collect();
    if derived.is_empty() {
        return Err(format!("the apt sources of this machine do not mention {codename}"));
    }
    Ok(derived)
}

impl Offer {
    /// As apt's sources call it.
    fn word(self) -> &'static str {
        match self {
            Self::Binary => "deb",
            Self::Source => "deb-src",
        }
    }
}

fn field<'a>(release: &'a str, name: &str) -> Option<&'a str> {
    release.lines().find_map(|line| Some(line.strip_prefix(name)?.strip_prefix('=')?.trim_matches('"')))
}

fn files() -> Vec<PathBuf> {
    let parts = fs::read_dir("/etc/apt/sources.list.d").into_iter().flatten().flatten();
    let mut files: Vec<_> = parts.map(|entry| entry.path()).collect();
    files.sort();
    files.push("/etc/apt/sources.list".into());
    files
}

fn derive(path: &Path, names: &[&str], suite: &str, offer: Offer) -> Option<(String, String)> {
    let text = fs::read_to_string(path).ok()?;
    let derived = match path.extension()?.to_str()? {
        "list" => derive_lines(&text, names, suite, offer),
        "sources" => derive_stanzas(&text, names, suite, offer),
        _ => return None,
    };
    let file = path.file_name()?.to_string_lossy().into_owned();
    (!derived.is_empty()).then_some((file, derived))
}

/// One-line format: `deb [options] uri suite component...`
fn derive_lines(text: &str, names: &[&str], suite: &str, offer: Offer) -> String {
    text.lines().filter_map(|line| derive_line(line, names, suite, offer)).collect()
}

fn derive_line(line: &str, names: &[&str], suite: &str, offer: Offer) -> Option<String> {
    let rest = line.trim().strip_prefix("deb")?;
    let rest = rest.strip_prefix(char::is_whitespace)?.trim_start();
    let (options, rest) = match rest.strip_prefix('[') {
        Some(rest) => rest.split_once(']').map(|(options, rest)| (format!("[{options}] "), rest))?,
        None => (String::new(), rest),
    };
    let mut words = rest.split_whitespace();
    let (uri, named) = (words.next()?, words.next()?);
    let wanted = names.contains(&named) && words.any(|component| component == "main");
    wanted.then(|| format!("{} {options}{uri} {suite} main\n", offer.word()))
}

/// deb822 format: stanzas of `Field: value`, separated by blank lines.
fn derive_stanzas(text: &str, names: &[&str], suite: &str, offer: Offer) -> String {
    let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
    let stanzas = lines.split(|line| line.trim().is_empty());
    stanzas.filter_map(|stanza| derive_stanza(stanza, names, suite, offer)).collect()
}

fn derive_stanza(lines: &[&str], names: &[&str], suite: &str, offer: Offer) -> Option<String> {
    let fields = fields(lines);
    let has = |name: &str, accepted: &[&str]| {
        let values = fields.iter().filter(|field| field.0.eq_ignore_ascii_case(name));
        values.flat_map(|field| field.1.split_whitespace()).any(|word| accepted.contains(&word))
    };
    if !(has("Types", &["deb"]) && has("Suites", names) && has("Components", &["main"])) {
        return None;
    }
    let replaced = ["Types", "Suites", "Components"];
    let kept = fields.iter().filter(|field| !replaced.iter().any(|name| field.0.eq_ignore_ascii_case(name)));
    let kept: String = kept.map(|(name, value)| format!("{name}:{value}\n")).collect();
    Some(format!("Types: {}\nSuites: {suite}\nComponents: main\n{kept}\n", offer.word()))
}

/// Name and value of each field; the value keeps its continuation lines, as an inline key has them.
fn fields<'a>(lines: &[&'a str]) -> Vec<(&'a str, String)> {
    let mut fields: Vec<(&str, String)> = Vec::new();
    for line in lines {
        match line.split_once(':') {
            Some((name, value)) if !line.starts_with([' ', '\t']) => fields.push((name, value.to_owned())),
            _ => {
                if let Some((_, value)) = fields.last_mut() {
                    value.push('\n');
                    value.push_str(line);
                }
            }
        }
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::{Offer, derive_lines, derive_stanzas};

    #[test]
    fn one_line_sources() {
        let text = "\
# deb http://commented.test/debian bookworm main
deb [arch=amd64 signed-by=/keys/a.gpg] http://mirror.test/debian bookworm main contrib
deb http://mirror.test/debian bookworm-updates main
deb-src http://mirror.test/debian bookworm main
deb http://security.test/debian-security bookworm-security main
deb http://other.test/ bookworm stable
deb\thttp://second.test/debian   stable  main
";
        let expected = "\
deb [arch=amd64 signed-by=/keys/a.gpg] http://mirror.test/debian sid main
deb http://second.test/debian sid main
";
        assert_eq!(derive_lines(text, &["bookworm", "stable"], "sid", Offer::Binary), expected);
        let sources = derive_lines(text, &["bookworm", "stable"], "sid", Offer::Source);
        assert_eq!(sources, expected.replace("deb ", "deb-src "));
    }

    #[test]
    fn deb822_sources() {
        let text = "\
# a comment
Types: deb deb-src
URIs: http://mirror.test/debian
Suites: bookworm bookworm-updates
Components: main contrib
Signed-By:
 -----BEGIN PGP PUBLIC KEY BLOCK-----
 .
 mQ:IN
 -----END PGP PUBLIC KEY BLOCK-----

Types: deb
URIs: http://security.test/debian-security
Suites: bookworm-security
Components: main

Types: deb
URIs: http://other.test/
Suites: bookworm
Components: stable
";
        let expected = "\
Types: deb
Suites: trixie
Components: main
URIs: http://mirror.test/debian
Signed-By:
 -----BEGIN PGP PUBLIC KEY BLOCK-----
 .
 mQ:IN
 -----END PGP PUBLIC KEY BLOCK-----

";
        assert_eq!(derive_stanzas(text, &["bookworm"], "trixie", Offer::Binary), expected);
        let sources = derive_stanzas(text, &["bookworm"], "trixie", Offer::Source);
        assert_eq!(sources, expected.replace("Types: deb", "Types: deb-src"));
    }
}
