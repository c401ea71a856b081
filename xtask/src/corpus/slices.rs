//! A large document in slices, each with some paths and what they refer to.
//!
//! Prism copies the whole document for every request it validates, which takes seconds when the document is large.

use std::collections::HashSet;
use std::ops::Range;

use clientgen::diagnostics::JsonPointer;
use conformance_protocol::Table;
use serde_json::{Map, Value};

/// Documents with fewer bytes are served whole.
const LARGE: usize = 400_000;
/// Methods in one slice.
const METHODS: usize = 40;

/// A part of a document.
#[derive(Debug)]
pub(super) struct Slice {
    /// The methods it serves, by their position in the table.
    pub(super) calls: Range<usize>,
    /// `None`: the whole document.
    pub(super) document: Option<Value>,
}

/// The slices of a document, from its table of values.
pub(super) fn of(table: &Table) -> Vec<Slice> {
    let Table { calls, document, .. } = table;
    let paths: Vec<&str> = calls.iter().map(|call| call.path.as_str()).collect();
    let is_small = paths.len() <= METHODS || document.to_string().len() < LARGE;
    if is_small || !paths.iter().all(|path| document["paths"].get(*path).is_some()) {
        return vec![Slice { calls: 0..calls.len(), document: None }];
    }
    let ranges = (0..paths.len()).step_by(METHODS).map(|start| start..(start + METHODS).min(paths.len()));
    ranges.map(|range| Slice { document: Some(part(document, &paths[range.clone()])), calls: range }).collect()
}

/// The document with these paths and everything they refer to.
fn part(document: &Value, paths: &[&str]) -> Value {
    let mut wanted: Vec<Vec<String>> = paths.iter().map(|path| vec!["paths".to_owned(), (*path).to_owned()]).collect();
    wanted.push(vec!["components".to_owned(), "securitySchemes".to_owned()]);
    let mut part = Map::new();
    for (key, value) in document.as_object().into_iter().flatten() {
        if !["paths", "components", "webhooks", "x-webhooks"].contains(&key.as_str()) {
            part.insert(key.clone(), value.clone());
            refer(value, &mut wanted);
        }
    }
    let mut part = Value::Object(part);
    let mut seen = HashSet::new();
    while let Some(place) = wanted.pop() {
        let found = place.iter().try_fold(document, |node, key| node.get(key));
        if let (Some(found), true) = (found, seen.insert(place.clone())) {
            refer(found, &mut wanted);
            put(&mut part, &place, found);
        }
    }
    part
}

/// Collects the places a part of the document refers to, by `$ref` in any form or by the mapping of a discriminator.
fn refer(node: &Value, wanted: &mut Vec<Vec<String>>) {
    match node {
        Value::Object(entries) => {
            for (key, child) in entries {
                if key == "mapping" {
                    let names = child.as_object().into_iter().flat_map(Map::values).filter_map(Value::as_str);
                    let place = |name: &str| vec!["components".to_owned(), "schemas".to_owned(), name.to_owned()];
                    wanted.extend(names.map(place));
                }
                refer(child, wanted);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| refer(item, wanted)),
        Value::String(text) => wanted.extend(text.strip_prefix("#/").map(place)),
        _ => {}
    }
}

/// The component, the path or the section of the document that a pointer leads into.
fn place(pointer: &str) -> Vec<String> {
    let pointer = JsonPointer::parse(["/", pointer].concat());
    let decoded: Vec<String> =
        pointer.segments().map(|segment| segment.replace("%7B", "{").replace("%7D", "}")).collect();
    let length = match decoded.first().map(String::as_str) {
        Some("components") => 3,
        Some("paths" | "definitions" | "parameters" | "responses") => 2,
        _ => 1,
    };
    decoded.into_iter().take(length).collect()
}

fn put(part: &mut Value, place: &[String], value: &Value) {
    let Some((last, parents)) = place.split_last() else { return };
    let mut node = part;
    for key in parents {
        let Value::Object(entries) = node else { return };
        node = entries.entry(key.clone()).or_insert_with(|| Value::Object(Map::new()));
    }
    if let Value::Object(entries) = node {
        entries.insert(last.clone(), value.clone());
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_slice_has_what_its_paths_refer_to() {
        let document = json!({
            "openapi": "3.0.3",
            "paths": {
                "/a/{id}": {"get": {"responses": {"200": {"$ref": "#/components/responses/A"}}}},
                "/b": {"get": {"responses": {}}},
                "/c": {"$ref": "#/paths/~1b"},
            },
            "components": {
                "responses": {"A": {"schema": {"$ref": "#/components/schemas/A/properties/x"}}},
                "schemas": {"A": {"discriminator": {"mapping": {"b": "B"}}}, "B": {}, "C": {}},
                "securitySchemes": {"key": {}},
            },
        });
        let one = part(&document, &["/a/{id}"]);
        assert_eq!(one["paths"].as_object().map(Map::len), Some(1));
        assert_eq!(one["components"]["schemas"], json!({"A": {"discriminator": {"mapping": {"b": "B"}}}, "B": {}}));
        assert_eq!(one["components"]["securitySchemes"], json!({"key": {}}));
        assert_eq!(part(&document, &["/c"])["paths"].as_object().map(Map::len), Some(2));
    }
}
