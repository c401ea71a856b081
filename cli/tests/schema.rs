//! The JSON Schema of `clientgen.toml` and the page about its keys are those of the types that read it.
//!
//! `UPDATE_SCHEMA=always cargo test -p clientgen-cli --test schema` writes both.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use serde_json::Value;

const SCHEMA: &str = "clientgen.schema.json";
const PAGE: &str = "../docs/configuration.md";

#[test]
fn the_committed_schema_is_that_of_the_types() {
    let schema = serde_json::to_string_pretty(&clientgen::Config::schema()).expect("a schema is JSON");
    assert_current(SCHEMA, &(schema + "\n"));
}

#[test]
fn the_page_has_every_key() {
    let schema = clientgen::Config::schema();
    let mut page = String::from(INTRODUCTION);
    section(&mut page, "At the top, or in a `[[client]]`", &schema);
    for (name, definition) in schema["$defs"].as_object().into_iter().flatten() {
        if definition["properties"].is_object() {
            section(&mut page, &format!("`{name}`"), definition);
        } else {
            let values: Vec<String> = values(definition);
            let values = if values.is_empty() { String::new() } else { format!("\nOne of {}.\n", values.join(", ")) };
            write!(page, "\n## `{name}`\n\n{}\n{values}", paragraph(definition)).expect("strings take everything");
        }
    }
    assert_current(PAGE, &page);
}

const INTRODUCTION: &str = "\
# Configuration

`clientgen.toml` has what a run needs, so that `clientgen generate` alone repeats it; `clientgen init` writes one.
An overrides file (`--overrides FILE`) has the same keys, in YAML or TOML.
Paths are relative to the file.
A key that does not exist is an error at its line.
`clientgen init --schema` prints the JSON Schema, with which editors complete the keys.

This page is made from the types that read the file.
";

fn section(page: &mut String, title: &str, object: &Value) {
    write!(page, "\n## {title}\n\n{}\n\n| Key | Value | Meaning |\n|---|---|---|\n", paragraph(object))
        .expect("strings take everything");
    let required: Vec<&str> = object["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    for (key, value) in object["properties"].as_object().into_iter().flatten() {
        let needed = if required.contains(&key.as_str()) { " (required)" } else { "" };
        writeln!(page, "| `{key}`{needed} | {} | {} |", kind(value).replace('|', "or"), paragraph(value))
            .expect("strings take everything");
    }
}

/// The description in one paragraph, a sentence as it is.
fn paragraph(schema: &Value) -> String {
    let text = schema["description"].as_str().unwrap_or_default();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The type of a value in words.
fn kind(schema: &Value) -> String {
    if let Some(name) = schema["$ref"].as_str().and_then(|reference| reference.rsplit('/').next()) {
        return if name == "#" { "as at the top".to_owned() } else { format!("[`{name}`](#{})", name.to_lowercase()) };
    }
    if let Some(some) = schema["anyOf"].as_array().and_then(|any| any.first()) {
        return kind(some);
    }
    let types = &schema["type"];
    let first = types.as_array().and_then(|types| types.first()).unwrap_or(types).as_str().unwrap_or("any");
    match first {
        "array" => format!("array of {}", kind(&schema["items"])),
        "object" => format!("table of {} by name", kind(&schema["additionalProperties"])),
        other => other.to_owned(),
    }
}

fn values(schema: &Value) -> Vec<String> {
    let constants = schema["oneOf"].as_array().into_iter().flatten().map(|one| &one["const"]);
    let all = schema["enum"].as_array().into_iter().flatten().chain(constants);
    all.filter_map(Value::as_str).map(|value| format!("`{value}`")).collect()
}

#[track_caller]
fn assert_current(path: &str, expected: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        fs::write(&file, expected).expect("the file can be written");
    }
    let current = fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n");
    assert!(current == expected, "{path} is not up to date; run the tests with UPDATE_SCHEMA=always");
}
