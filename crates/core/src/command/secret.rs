//! Which arguments are nobody's business.

/// Tells the secrets among the words of a command, so that whoever shows or stores it can leave them out.
///
/// Knows the passwords of `AUTH`, `HELLO`, `ACL SETUSER`, `CONFIG SET`, `MIGRATE` and `SENTINEL SET`.
///
/// ```
/// use picoredis_core::command::Secrets;
///
/// let mut secrets = Secrets::default();
/// let shown = [&b"HELLO"[..], b"3", b"AUTH", b"me", b"hunter2"].map(|word| !secrets.is_secret(word));
/// assert_eq!(shown, [true, true, true, true, false]);
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Secrets {
    rule: Rule,
    /// How many words came before.
    words: usize,
    /// The secret comes after so many words more; 0 if none is known to come.
    coming: usize,
    /// So many words more are values that are no secrets, whatever they look like.
    values: usize,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Rule {
    /// Nothing is known yet.
    #[default]
    Name,
    /// This command has no secrets.
    Open,
    /// Every word from here on.
    All,
    /// The word after `AUTH`, the second after `AUTH2`.
    Migrate,
    /// The second word after `AUTH`.
    Hello,
    /// The rules that add, remove or hash a password.
    AclSetUser,
    /// The word after a setting that sounds like a password.
    Setting,
    /// A container whose subcommand comes next.
    Acl,
    Config,
    Sentinel,
}

impl Secrets {
    /// Whether the next word of the command, the first of its name being the first, is a secret.
    pub fn is_secret(&mut self, word: &[u8]) -> bool {
        let is = |name| same(word, name);
        let position = self.words;
        self.words = position.saturating_add(1);
        if self.values > 0 {
            self.values = self.values.saturating_sub(1);
            return false;
        }
        if self.coming > 0 {
            self.coming = self.coming.saturating_sub(1);
            return self.coming == 0;
        }
        match self.rule {
            Rule::Name => self.rule = rule_of(word),
            Rule::Acl => self.rule = if is("SETUSER") { Rule::AclSetUser } else { Rule::Open },
            Rule::Config => self.rule = if is("SET") { Rule::Setting } else { Rule::Open },
            Rule::Sentinel if is("SET") => {
                self.rule = Rule::Setting;
                // The name of the master.
                self.values = 1;
            }
            Rule::Sentinel if is("CONFIG") => self.rule = Rule::Config,
            Rule::Sentinel if position == 1 => self.rule = Rule::Open,
            Rule::All => return true,
            Rule::AclSetUser => return position > 2 && is_password_rule(word),
            Rule::Hello if is("SETNAME") => self.values = 1,
            Rule::Hello if is("AUTH") => self.coming = 2,
            Rule::Migrate if is("AUTH") => self.coming = 1,
            Rule::Migrate if is("AUTH2") => self.coming = 2,
            Rule::Setting if sounds_secret(word) => self.coming = 1,
            Rule::Setting => self.values = 1,
            _ => {}
        }
        false
    }
}

/// Not inlined: it is called so often that it would fill a page.
#[inline(never)]
fn same(word: &[u8], name: &str) -> bool {
    word.eq_ignore_ascii_case(name.as_bytes())
}

fn rule_of(name: &[u8]) -> Rule {
    let is = |other| same(name, other);
    match () {
        () if is("AUTH") => Rule::All,
        () if is("HELLO") => Rule::Hello,
        () if is("MIGRATE") => Rule::Migrate,
        () if is("ACL") => Rule::Acl,
        () if is("CONFIG") => Rule::Config,
        () if is("SENTINEL") => Rule::Sentinel,
        () => Rule::Open,
    }
}

/// `>password`, `<password`, `#hash`, `!hash`, or a selector with one in it: `(>password ~key)`.
fn is_password_rule(rule: &[u8]) -> bool {
    match rule.first() {
        Some(b'>' | b'<' | b'#' | b'!') => true,
        Some(b'(') => rule.iter().any(|byte| matches!(byte, b'>' | b'#')),
        _ => false,
    }
}

/// `requirepass`, `masterauth`, `primaryauth`, `tls-key-file-pass`, `auth-pass` ...
fn sounds_secret(setting: &[u8]) -> bool {
    ["pass", "masterauth", "primaryauth"]
        .into_iter()
        .any(|part| setting.windows(part.len()).any(|window| same(window, part)))
}
