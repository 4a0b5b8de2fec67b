//! What commands and arguments are called in Rust.

use super::Result;
use super::data::{Argument, Kind};

/// Words of the language which no function or parameter can be called.
const KEYWORDS: [&str; 51] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod",
    "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super", "trait", "true",
    "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// The function of a command: `CLIENT NO-EVICT` is `client_no_evict`, `TYPE` is `type_`.
pub(super) fn function(command: &str) -> String {
    lower(command)
}

/// The static that describes a command: `CLIENT_NO_EVICT`.
pub(super) fn constant(command: &str) -> String {
    snake(command).to_uppercase()
}

/// The parameters of a command: its required arguments.
///
/// # Errors
/// When two of them would have the same name.
pub(super) fn parameters(arguments: &[Argument]) -> Result<Vec<String>> {
    let mut names: Vec<String> = Vec::new();
    for argument in arguments.iter().filter(|argument| !argument.optional) {
        let name = parameter(argument);
        if names.contains(&name) {
            return Err(format!("two parameters are called {name}").into());
        }
        names.push(name);
    }
    Ok(names)
}

fn parameter(argument: &Argument) -> String {
    match argument.kind {
        Kind::Plain | Kind::Token => lower(&argument.display),
        Kind::OneOf | Kind::Block => {
            let name = argument.name.as_str();
            // `id-selector` says no more than `id`.
            lower(name.strip_suffix("-selector").or(name.strip_suffix("-block")).unwrap_or(name))
        }
    }
}

fn lower(words: &str) -> String {
    let mut name = snake(words).to_lowercase();
    if KEYWORDS.contains(&name.as_str()) {
        name.push('_');
    }
    name
}

fn snake(words: &str) -> String {
    words.replace(|c: char| !c.is_ascii_alphanumeric(), "_")
}

#[cfg(test)]
mod tests {
    use super::super::syntax::tests::{group, plain};
    use super::*;

    #[test]
    fn commands_become_identifiers() {
        assert_eq!(
            (function("CLIENT NO-EVICT").as_str(), constant("CLIENT NO-EVICT").as_str()),
            ("client_no_evict", "CLIENT_NO_EVICT")
        );
        assert_eq!((function("MOVE").as_str(), constant("MOVE").as_str()), ("move_", "MOVE"));
        assert_eq!(function("JSON.SET"), "json_set");
    }

    #[test]
    fn required_arguments_become_parameters() {
        let optional = Argument { optional: true, ..plain("count") };
        let arguments =
            [plain("key"), optional, group(Kind::OneOf, "where", &[]), group(Kind::OneOf, "id-selector", &[])];
        assert_eq!(parameters(&arguments).expect("distinct"), ["key", "where_", "id"]);
        assert_eq!(parameters(&[group(Kind::Block, "group-block", &[])]).expect("distinct"), ["group"]);
        let shown = Argument { display: "ip:port".into(), ..plain("old-format") };
        assert_eq!(parameters(&[shown]).expect("distinct"), ["ip_port"]);
        assert!(parameters(&[plain("key"), plain("key")]).is_err());
    }
}
