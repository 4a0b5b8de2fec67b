//! Who depends on whom among crates.

use serde_json::Value;

use crate::workspace::{cargo, output_of};

/// What a crate may depend on, outside its tests.
struct Rule {
    name: &'static str,
    allowed: &'static [&'static str],
    /// Crates from elsewhere
    others: Others,
}

#[derive(PartialEq)]
enum Others {
    /// These alone, behind a feature
    Only(&'static [&'static str]),
    /// Behind a feature
    Optional,
    Free,
}

const RULES: &[Rule] = &[
    Rule { name: "picoredis-core", allowed: &[], others: Others::Only(&["defmt"]) },
    Rule { name: "picoredis", allowed: &["picoredis-core", "embedded-io"], others: Others::Optional },
    Rule { name: "picoredis-cli", allowed: &["picoredis"], others: Others::Free },
    Rule { name: "picoredis-python", allowed: &["picoredis"], others: Others::Free },
    Rule { name: "picoredis-micropython", allowed: &["picoredis-core"], others: Others::Free },
];

impl Rule {
    fn allows(&self, name: &str, is_optional: bool) -> bool {
        let free = match self.others {
            Others::Only(names) => is_optional && names.contains(&name),
            Others::Optional => is_optional,
            Others::Free => true,
        };
        self.allowed.contains(&name) || (free && !name.starts_with(OURS))
    }
}

/// The start of the names of our own crates.
const OURS: &str = "picoredis";

pub(super) fn check() -> Result<Vec<String>, String> {
    let metadata = output_of(cargo().args(["metadata", "--no-deps", "--format-version=1"]))?;
    let metadata: Value = serde_json::from_str(&metadata).map_err(|error| format!("cargo metadata: {error}"))?;
    Ok(check_all(&metadata))
}

fn check_all(metadata: &Value) -> Vec<String> {
    let packages = metadata["packages"].as_array().into_iter().flatten();
    packages.flat_map(check_package).collect()
}

fn check_package(package: &Value) -> Vec<String> {
    let Some(rule) = RULES.iter().find(|rule| package["name"] == rule.name) else { return Vec::new() };
    let dependencies = package["dependencies"].as_array().into_iter().flatten();
    dependencies
        .filter(|dependency| dependency["kind"] != "dev")
        .filter_map(|dependency| Some((dependency["name"].as_str()?, dependency["optional"] == true)))
        .filter(|(name, is_optional)| !rule.allows(name, *is_optional))
        .map(|(name, _)| format!("{} depends on {name}; it may depend on {}", rule.name, in_words(rule)))
        .collect()
}

fn in_words(rule: &Rule) -> String {
    let allowed = if rule.allowed.is_empty() { "nothing".into() } else { rule.allowed.join(", ") };
    match rule.others {
        Others::Only(names) => format!("{allowed}, and behind a feature on {}", names.join(", ")),
        Others::Optional => format!("{allowed}, and on others behind a feature"),
        Others::Free => format!("{allowed} of ours"),
    }
}

#[cfg(test)]
mod tests {
    use super::check_all;
    use serde_json::{Value, json};

    fn metadata(name: &str, dependencies: &[(&str, Option<&str>)]) -> Value {
        let dependencies: Vec<_> =
            dependencies.iter().map(|(name, kind)| json!({"name": name, "kind": kind})).collect();
        json!({"packages": [{"name": name, "dependencies": dependencies}]})
    }

    #[test]
    fn core_depends_on_nothing() {
        let wrong = metadata("picoredis-core", &[("memchr", None), ("proptest", Some("dev")), ("cc", Some("build"))]);
        let complaint =
            |name| format!("picoredis-core depends on {name}; it may depend on nothing, and behind a feature on defmt");
        assert_eq!(check_all(&wrong), ["memchr", "cc"].map(complaint));
    }

    #[test]
    fn the_command_line_knows_only_the_client_of_ours() {
        let wrong = metadata("picoredis-cli", &[("picoredis", None), ("lexopt", None), ("picoredis-core", None)]);
        assert_eq!(check_all(&wrong), ["picoredis-cli depends on picoredis-core; it may depend on picoredis of ours"]);
    }

    #[test]
    fn the_client_depends_on_little() {
        assert!(check_all(&metadata("picoredis", &[("picoredis-core", None), ("embedded-io", None)])).is_empty());
        let mut tokio = metadata("picoredis", &[("tokio", None)]);
        let complaint = "picoredis depends on tokio; \
                         it may depend on picoredis-core, embedded-io, and on others behind a feature";
        assert_eq!(check_all(&tokio), [complaint]);
        tokio["packages"][0]["dependencies"][0]["optional"] = true.into();
        assert!(check_all(&tokio).is_empty());
    }
}
