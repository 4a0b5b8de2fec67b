//! Asks the servers what their commands are, and writes the data files.

use super::Result;
use super::data;
use super::merge::{SOURCES, Source};
use picoredis_tests::server::{self, Server};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::path::Path;

/// Writes the data file of each of [`SOURCES`] from a running server of that kind.
pub(super) fn harvest_all(folder: &Path) -> Result<()> {
    for source in &SOURCES {
        let path = folder.join(source.file);
        fs::write(&path, harvest(source)?)?;
        println!("wrote {}", path.display());
    }
    Ok(())
}

fn harvest(source: &Source) -> Result<String> {
    let binary = server::binaries()
        .into_iter()
        .find(|binary| binary.flavour == source.flavour && binary.version[0] == source.major)
        .ok_or_else(|| format!("no server for {}: `cargo xtask servers --newer` fetches it", source.file))?;
    let server = Server::start_with(&binary, &[])?;
    let mut connection = Connection::open(server.port())?;
    connection.ask("HELLO 3")?;
    let docs = connection.ask("COMMAND DOCS")?;
    let infos = connection.ask("COMMAND")?;
    let [major, minor, patch] = binary.version;
    let name = format!("{:?} {major}.{minor}.{patch}", binary.flavour);
    Ok(data::to_text(&name, &commands(&docs, &infos)?))
}

/// One set of fields for each command and subcommand that the server documents.
fn commands(docs: &Value, infos: &Value) -> Result<BTreeMap<String, Map<String, Value>>> {
    let docs = flatten_docs(docs);
    let mut commands = BTreeMap::new();
    for info in flatten_infos(infos) {
        let name = spelled(info[0].as_str().ok_or("a command without a name")?);
        if let Some(doc) = docs.get(&name) {
            commands.insert(name, fields(doc, info));
        }
    }
    Ok(commands)
}

fn flatten_docs(docs: &Value) -> BTreeMap<String, &Value> {
    let commands = docs.as_object().into_iter().flatten();
    commands
        .flat_map(|(name, doc)| {
            let inner = doc["subcommands"].as_object().into_iter().flatten();
            std::iter::once((name, doc)).chain(inner)
        })
        .map(|(name, doc)| (spelled(name), doc))
        .collect()
}

fn flatten_infos(infos: &Value) -> impl Iterator<Item = &Value> {
    infos.as_array().into_iter().flatten().flat_map(|info| {
        let subcommands = info[INFO_SUBCOMMANDS].as_array().into_iter().flatten();
        std::iter::once(info).chain(subcommands)
    })
}

// Where COMMAND has what, in the list it gives for each command.
const INFO_ARITY: usize = 1;
const INFO_FLAGS: usize = 2;
const INFO_KEY_SPECS: usize = 8;
const INFO_SUBCOMMANDS: usize = 9;

fn fields(doc: &Value, info: &Value) -> Map<String, Value> {
    let mut fields = Map::new();
    for key in ["summary", "since", "complexity", "group", "deprecated_since", "replaced_by"] {
        keep(&mut fields, key, doc[key].clone());
    }
    keep(&mut fields, "doc_flags", sorted(&doc["doc_flags"]));
    keep(&mut fields, "arguments", each(&doc["arguments"], argument));
    keep(&mut fields, "arity", info[INFO_ARITY].clone());
    keep(&mut fields, "flags", sorted(&info[INFO_FLAGS]));
    keep(&mut fields, "key_specs", each(&info[INFO_KEY_SPECS], key_spec));
    fields
}

/// An argument without its history, and without a display text that only repeats the name.
fn argument(argument: &Value) -> Value {
    let mut fields = Map::new();
    for key in ["name", "type", "token"] {
        keep(&mut fields, key, argument[key].clone());
    }
    if argument["display_text"] != argument["name"] && argument["type"] != "pure-token" {
        keep(&mut fields, "display_text", argument["display_text"].clone());
    }
    keep(&mut fields, "flags", sorted(&argument["flags"]));
    keep(&mut fields, "arguments", each(&argument["arguments"], self::argument));
    fields.into()
}

/// A key position without what is done to the key.
fn key_spec(spec: &Value) -> Value {
    let mut fields = Map::new();
    for key in ["begin_search", "find_keys"] {
        keep(&mut fields, key, spec[key].clone());
    }
    fields.into()
}

fn keep(fields: &mut Map<String, Value>, key: &str, value: Value) {
    if !value.is_null() && value != Value::Array(Vec::new()) {
        fields.insert(key.to_owned(), value);
    }
}

fn each(list: &Value, change: fn(&Value) -> Value) -> Value {
    list.as_array().map(|items| items.iter().map(change).collect()).unwrap_or_default()
}

/// Servers give sets in no certain order.
fn sorted(list: &Value) -> Value {
    let mut words: Vec<&str> = list.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    words.sort_unstable();
    words.into()
}

/// `client|no-evict` as people write it: `CLIENT NO-EVICT`.
fn spelled(name: &str) -> String {
    name.replace('|', " ").to_uppercase()
}

/// A connection that reads replies as JSON. The project's own client cannot serve here: it needs the table.
struct Connection {
    stream: BufReader<TcpStream>,
}

impl Connection {
    fn open(port: u16) -> Result<Self> {
        Ok(Self { stream: BufReader::new(TcpStream::connect(("127.0.0.1", port))?) })
    }

    fn ask(&mut self, command: &str) -> Result<Value> {
        self.stream.get_mut().write_all(format!("{command}\r\n").as_bytes())?;
        read_reply(&mut self.stream)
    }
}

fn read_reply(stream: &mut impl BufRead) -> Result<Value> {
    let mut line = String::new();
    stream.read_line(&mut line)?;
    let (kind, rest) = line.trim_end().split_at_checked(1).ok_or("the server closed the connection")?;
    Ok(match kind {
        "+" => rest.into(),
        ":" => rest.parse::<i64>()?.into(),
        "_" => Value::Null,
        "#" => (rest == "t").into(),
        "$" => read_text(stream, rest.parse()?)?.into(),
        "*" | "~" => read_many(stream, rest.parse()?)?.into(),
        "%" => Value::Object(read_map(stream, rest.parse()?)?),
        _ => return Err(format!("unexpected reply: {line}").into()),
    })
}

fn read_text(stream: &mut impl BufRead, length: usize) -> Result<String> {
    let mut bytes = vec![0; length + b"\r\n".len()];
    stream.read_exact(&mut bytes)?;
    bytes.truncate(length);
    Ok(String::from_utf8(bytes)?)
}

fn read_many(stream: &mut impl BufRead, count: usize) -> Result<Vec<Value>> {
    (0..count).map(|_| read_reply(stream)).collect()
}

fn read_map(stream: &mut impl BufRead, count: usize) -> Result<Map<String, Value>> {
    (0..count)
        .map(|_| match read_reply(stream)? {
            Value::String(key) => Ok((key, read_reply(stream)?)),
            other => Err(format!("{other} is no name of a field").into()),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn replies_are_read_as_json() {
        let mut wire: &[u8] = b"*3\r\n%1\r\n+a\r\n:-2\r\n~2\r\n$3\r\nx\r\n\r\n_\r\n#t\r\n";
        assert_eq!(read_reply(&mut wire).expect("a reply"), json!([{"a": -2}, ["x\r\n", null], true]));
        assert!(read_reply(&mut wire).is_err(), "the end");
        assert!(read_reply(&mut b"-ERR no\r\n".as_slice()).is_err());
    }

    #[test]
    fn documented_commands_and_subcommands_are_kept() {
        let docs =
            json!({"client": {"summary": "s", "subcommands": {"client|id": {"summary": "Gives it.", "history": []}}}});
        let infos = json!([
            ["client", -2, [], 0, 0, 0, [], [], [], [["client|id", 2, ["stale", "loading"], 0, 0, 0, [], [], [], []]]],
            ["secret", 1, [], 0, 0, 0, [], [], [], []],
        ]);
        let commands = commands(&docs, &infos).expect("well formed");
        assert_eq!(commands.keys().collect::<Vec<_>>(), ["CLIENT", "CLIENT ID"]);
        let expected = json!({"summary": "Gives it.", "arity": 2, "flags": ["loading", "stale"]});
        assert_eq!(Value::Object(commands["CLIENT ID"].clone()), expected);
    }
}
