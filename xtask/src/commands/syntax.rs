//! Arguments as people read them: `key value [NX | XX] [GET] [EX seconds | PX milliseconds]`.

use super::data::{Argument, Kind};

/// All arguments in one line.
pub(super) fn syntax(arguments: &[Argument]) -> String {
    arguments.iter().map(one).collect::<Vec<_>>().join(" ")
}

fn one(argument: &Argument) -> String {
    let token = argument.token.as_deref().filter(|_| argument.kind != Kind::Token);
    let text = repeated(argument, token);
    if argument.optional { format!("[{text}]") } else { text }
}

fn repeated(argument: &Argument, token: Option<&str>) -> String {
    let text = body(argument, token);
    let first = with_token(token, &text);
    if !argument.multiple {
        return first;
    }
    let again = if argument.multiple_token { first.clone() } else { text };
    format!("{first} [{again} ...]")
}

fn with_token(token: Option<&str>, text: &str) -> String {
    token.map_or_else(|| text.to_owned(), |token| format!("{token} {text}"))
}

fn body(argument: &Argument, token: Option<&str>) -> String {
    match argument.kind {
        Kind::Plain => argument.display.clone(),
        Kind::Token => argument.token.clone().unwrap_or_default(),
        Kind::Block => syntax(&argument.arguments),
        Kind::OneOf => {
            let choice = argument.arguments.iter().map(one).collect::<Vec<_>>().join(" | ");
            // Brackets of an optional argument already hold the choice together, if nothing else is in them.
            let held = argument.optional && !argument.multiple && token.is_none();
            if held { choice } else { format!("<{choice}>") }
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(in super::super) fn plain(name: &str) -> Argument {
        Argument { name: name.into(), display: name.into(), ..Argument::default() }
    }

    pub(in super::super) fn word(token: &str) -> Argument {
        Argument { token: Some(token.into()), kind: Kind::Token, ..plain(token) }
    }

    pub(in super::super) fn group(kind: Kind, name: &str, arguments: &[Argument]) -> Argument {
        Argument { kind, arguments: arguments.to_vec(), ..plain(name) }
    }

    fn after(token: &str, argument: Argument) -> Argument {
        Argument { token: Some(token.into()), ..argument }
    }

    fn optional(argument: Argument) -> Argument {
        Argument { optional: true, ..argument }
    }

    #[test]
    fn choices_are_held_together_once() {
        let choice = group(Kind::OneOf, "c", &[word("NX"), after("EX", plain("seconds"))]);
        assert_eq!(syntax(&[plain("key"), choice.clone()]), "key <NX | EX seconds>");
        assert_eq!(syntax(&[optional(choice.clone())]), "[NX | EX seconds]");
        assert_eq!(syntax(&[optional(after("TYPE", choice.clone()))]), "[TYPE <NX | EX seconds>]");
        let many = Argument { multiple: true, ..optional(choice) };
        assert_eq!(syntax(&[many]), "[<NX | EX seconds> [<NX | EX seconds> ...]]");
    }

    #[test]
    fn repetition_shows_what_is_repeated() {
        let many = |argument| Argument { multiple: true, ..argument };
        assert_eq!(
            syntax(&[many(group(Kind::Block, "data", &[plain("field"), plain("value")]))]),
            "field value [field value ...]"
        );
        assert_eq!(syntax(&[many(after("KEYS", plain("key")))]), "KEYS key [key ...]");
        let token_too = Argument { multiple_token: true, ..many(after("GET", plain("pattern"))) };
        assert_eq!(syntax(&[optional(token_too)]), "[GET pattern [GET pattern ...]]");
    }
}
