//! The same description, written differently.

use serde_yaml::{Mapping, Value};

/// The same content in the same order, without comments and with other quotes.
pub(crate) fn rewritten(text: &str) -> String {
    serde_yaml::to_string(&parse(text)).unwrap()
}

/// The same content with the keys of all objects in reverse, where OpenAPI itself names the keys.
///
/// Where the author of a description names them (paths, properties, ...), the order is that of the output.
pub(crate) fn reversed_keys(text: &str) -> String {
    let mut document = parse(text);
    reverse(&mut document, "");
    serde_yaml::to_string(&document).unwrap()
}

fn parse(text: &str) -> Value {
    serde_yaml::from_str(text).unwrap()
}

fn reverse(value: &mut Value, key: &str) {
    match value {
        Value::Mapping(members) => {
            let own = std::mem::take(members);
            let mut pairs: Vec<(Value, Value)> = own.into_iter().collect();
            for (name, member) in &mut pairs {
                let name = name.as_str().unwrap_or_default();
                if !is_data(name) {
                    reverse(member, name);
                }
            }
            if !is_named_by_author(key) {
                pairs.reverse();
            }
            *members = pairs.into_iter().collect::<Mapping>();
        }
        Value::Sequence(items) => items.iter_mut().for_each(|item| reverse(item, "")),
        _ => {}
    }
}

/// Values that are quoted as they stand.
fn is_data(key: &str) -> bool {
    matches!(key, "example" | "default" | "enum")
}

/// Whether the keys below are the author's: names of things, paths, statuses; and methods, which are operations.
fn is_named_by_author(key: &str) -> bool {
    let names = [
        "paths",
        "properties",
        "schemas",
        "parameters",
        "requestBodies",
        "responses",
        "securitySchemes",
        "scopes",
        "content",
        "mapping",
        "x-webhooks",
    ];
    names.contains(&key) || key.starts_with('/')
}
