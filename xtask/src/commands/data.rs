//! What a server says about one command, as kept in `xtask/commands/*.json`.

use super::Result;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// All commands of one server.
pub(super) struct Harvest {
    /// `Redis 8.0.6`
    pub(super) server: String,
    /// By name, in upper case, words separated by one space
    pub(super) commands: BTreeMap<String, Command>,
}

/// One command. Texts that the server does not give are empty.
#[derive(Clone, Default)]
pub(super) struct Command {
    pub(super) summary: String,
    pub(super) since: String,
    pub(super) complexity: String,
    pub(super) group: String,
    pub(super) deprecated_since: String,
    pub(super) replaced_by: String,
    pub(super) arity: i64,
    pub(super) flags: Vec<String>,
    pub(super) keys: Vec<KeySpec>,
    pub(super) arguments: Vec<Argument>,
}

/// One argument as documented, or a group of them.
#[derive(Clone, Default)]
pub(super) struct Argument {
    /// The server's name for it
    pub(super) name: String,
    /// What people read: the name, unless the server says otherwise
    pub(super) display: String,
    pub(super) kind: Kind,
    /// The word that stands before it
    pub(super) token: Option<String>,
    pub(super) optional: bool,
    pub(super) multiple: bool,
    /// Whether the token is repeated too
    pub(super) multiple_token: bool,
    /// The members of a group
    pub(super) arguments: Vec<Argument>,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Kind {
    #[default]
    Plain,
    /// Nothing but its token
    Token,
    OneOf,
    Block,
}

/// Where keys stand; see `KeySpec` of `picoredis-core`, which has the same shape.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct KeySpec {
    pub(super) begin: Begin,
    pub(super) find: Find,
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Begin {
    Index(u8),
    Keyword { word: String, from: i8 },
    Unknown,
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Find {
    Range { last: i16, step: u8, limit: u8 },
    Count { at: u8, first: u8, step: u8 },
    Unknown,
}

impl Harvest {
    pub(super) fn read(path: &Path) -> Result<Self> {
        let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        Self::parse(&text).map_err(|error| format!("{}: {error}", path.display()).into())
    }

    fn parse(text: &str) -> Result<Self> {
        let json: Value = serde_json::from_str(text)?;
        let commands = json["commands"].as_object().ok_or("no commands")?;
        let read = |(name, json): (&String, &Value)| match Command::from_json(json) {
            Ok(command) => Ok((name.clone(), command)),
            Err(error) => Err(format!("{name}: {error}").into()),
        };
        Ok(Self { server: text_of(&json, "server"), commands: commands.iter().map(read).collect::<Result<_>>()? })
    }

    /// The server without the last number of its version: `Redis 8.0`.
    pub(super) fn short_server(&self) -> &str {
        self.server.rsplit_once('.').map_or(&self.server, |(short, _)| short)
    }

    /// `Redis`
    pub(super) fn product(&self) -> &str {
        self.server.split(' ').next().unwrap_or_default()
    }
}

impl Command {
    fn from_json(json: &Value) -> Result<Self> {
        Ok(Self {
            summary: text_of(json, "summary"),
            since: text_of(json, "since"),
            complexity: text_of(json, "complexity"),
            group: text_of(json, "group"),
            deprecated_since: text_of(json, "deprecated_since"),
            replaced_by: text_of(json, "replaced_by"),
            arity: json["arity"].as_i64().unwrap_or(-1),
            flags: texts_of(json, "flags"),
            keys: list_of(json, "key_specs").iter().map(KeySpec::from_json).collect::<Result<_>>()?,
            arguments: list_of(json, "arguments").iter().map(Argument::from_json).collect::<Result<_>>()?,
        })
    }

    pub(super) fn has_flag(&self, flag: &str) -> bool {
        self.flags.iter().any(|known| known == flag)
    }
}

impl Argument {
    fn from_json(json: &Value) -> Result<Self> {
        let flags = texts_of(json, "flags");
        let flag = |name: &str| flags.iter().any(|flag| flag == name);
        let name = json["name"].as_str().ok_or("an argument without a name")?.to_owned();
        Ok(Self {
            display: json["display_text"].as_str().unwrap_or(&name).to_owned(),
            name,
            kind: match json["type"].as_str().ok_or("an argument without a type")? {
                "pure-token" => Kind::Token,
                "oneof" => Kind::OneOf,
                "block" => Kind::Block,
                _ => Kind::Plain,
            },
            token: json["token"].as_str().map(str::to_owned),
            optional: flag("optional"),
            multiple: flag("multiple"),
            multiple_token: flag("multiple_token"),
            arguments: list_of(json, "arguments").iter().map(Self::from_json).collect::<Result<_>>()?,
        })
    }
}

impl KeySpec {
    fn from_json(json: &Value) -> Result<Self> {
        let (begin, find) = (&json["begin_search"], &json["find_keys"]);
        Ok(Self { begin: Begin::from_json(begin)?, find: Find::from_json(find)? })
    }
}

impl Begin {
    fn from_json(json: &Value) -> Result<Self> {
        let spec = &json["spec"];
        Ok(match json["type"].as_str() {
            Some("index") => Self::Index(number_of(spec, "index")?),
            Some("keyword") => Self::Keyword { word: text_of(spec, "keyword"), from: number_of(spec, "startfrom")? },
            Some("unknown") => Self::Unknown,
            other => return Err(format!("keys begin in an unknown way: {other:?}").into()),
        })
    }
}

impl Find {
    fn from_json(json: &Value) -> Result<Self> {
        let spec = &json["spec"];
        let number = |key| number_of(spec, key);
        Ok(match json["type"].as_str() {
            Some("range") => {
                Self::Range { last: number_of(spec, "lastkey")?, step: number("keystep")?, limit: number("limit")? }
            }
            Some("keynum") => {
                Self::Count { at: number("keynumidx")?, first: number("firstkey")?, step: number("keystep")? }
            }
            Some("unknown") => Self::Unknown,
            other => return Err(format!("keys are found in an unknown way: {other:?}").into()),
        })
    }
}

fn text_of(json: &Value, key: &str) -> String {
    // Some texts have two spaces between their sentences.
    let words: Vec<&str> = json[key].as_str().unwrap_or_default().split_whitespace().collect();
    words.join(" ")
}

fn texts_of(json: &Value, key: &str) -> Vec<String> {
    list_of(json, key).iter().filter_map(|item| item.as_str().map(str::to_owned)).collect()
}

fn list_of<'a>(json: &'a Value, key: &str) -> &'a [Value] {
    json[key].as_array().map_or(&[], Vec::as_slice)
}

fn number_of<T: TryFrom<i64>>(json: &Value, key: &str) -> Result<T> {
    let number = json[key].as_i64().and_then(|number| T::try_from(number).ok());
    number.ok_or_else(|| format!("{key}: {} is no number in range", json[key]).into())
}

/// The text of a data file: one field, argument or key position a line, so that changes are easy to read.
pub(super) fn to_text(server: &str, commands: &BTreeMap<String, Map<String, Value>>) -> String {
    let commands: Vec<String> = commands.iter().map(|(name, fields)| command_text(name, fields)).collect();
    format!("{{\n\"server\": {},\n\"commands\": {{\n{}\n}}\n}}\n", Value::from(server), commands.join(",\n"))
}

fn command_text(name: &str, fields: &Map<String, Value>) -> String {
    let fields: Vec<String> =
        fields.iter().map(|(key, value)| format!("  {}: {}", Value::from(key.as_str()), field_text(value))).collect();
    format!("{}: {{\n{}\n}}", Value::from(name), fields.join(",\n"))
}

fn field_text(value: &Value) -> String {
    match value {
        Value::Array(items) if items.iter().any(Value::is_object) => {
            let lines: Vec<String> = items.iter().map(|item| format!("    {item}")).collect();
            format!("[\n{}\n  ]", lines.join(",\n"))
        }
        value => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_written_can_be_read() {
        let fields = json!({
            "summary": "Two  spaces.", "arity": -3, "flags": ["readonly"],
            "arguments": [{"name": "a", "type": "string", "flags": ["optional", "multiple"], "token": "A"}],
            "key_specs": [{
                "begin_search": {"type": "keyword", "spec": {"keyword": "KEYS", "startfrom": -2}},
                "find_keys": {"type": "range", "spec": {"lastkey": -1, "keystep": 1, "limit": 2}},
            }],
        });
        let Value::Object(fields) = fields else { panic!("an object") };
        let text = to_text("Redis 8.0.6", &BTreeMap::from([("X Y".to_owned(), fields)]));
        let harvest = Harvest::parse(&text).expect("readable");
        assert_eq!(
            (harvest.server.as_str(), harvest.short_server(), harvest.product()),
            ("Redis 8.0.6", "Redis 8.0", "Redis")
        );
        let command = &harvest.commands["X Y"];
        assert_eq!((command.summary.as_str(), command.arity), ("Two spaces.", -3));
        assert!(command.has_flag("readonly") && !command.has_flag("blocking"));
        let argument = &command.arguments[0];
        assert!(argument.optional && argument.multiple && !argument.multiple_token);
        assert_eq!(argument.token.as_deref(), Some("A"));
        let begin = Begin::Keyword { word: "KEYS".into(), from: -2 };
        assert_eq!(command.keys, [KeySpec { begin, find: Find::Range { last: -1, step: 1, limit: 2 } }]);
    }

    #[test]
    fn a_key_position_it_does_not_know_is_an_error() {
        let odd = json!({"begin_search": {"type": "magic", "spec": {}}, "find_keys": {"type": "unknown", "spec": {}}});
        assert!(KeySpec::from_json(&odd).is_err());
        assert!(number_of::<u8>(&json!({"index": 256}), "index").is_err());
    }
}
