//! The manifest of a copied runtime says what that of the runtime says, without a workspace.

use toml::{Table, Value};

const ROOT: &str = include_str!("../../Cargo.toml");
const RUNTIME: &str = include_str!("../../runtime/Cargo.toml");
const VENDORED: &str = include_str!("../../runtime/vendored.toml");

fn parse(text: &str) -> Table {
    text.parse().expect("the manifest is TOML")
}

/// A value in which `workspace = true` is replaced by what the workspace says; features add up.
fn resolved(value: &Value, inherited: &Value) -> Value {
    let Some(table) = value.as_table().filter(|table| table.get("workspace") == Some(&Value::Boolean(true))) else {
        return value.clone();
    };
    let mut own = table.clone();
    own.remove("workspace");
    let Some(base) = inherited.as_table() else { return inherited.clone() };
    let mut whole = base.clone();
    whole.extend(own);
    Value::Table(whole)
}

/// `"1"` and `{ version = "1" }` are the same.
fn spelled_out(value: Value) -> Value {
    match value {
        Value::String(version) => Value::Table(Table::from_iter([("version".to_owned(), Value::String(version))])),
        other => other,
    }
}

#[test]
fn a_copy_has_the_features_and_dependencies_of_the_runtime() {
    let (root, runtime, vendored) = (parse(ROOT), parse(RUNTIME), parse(VENDORED));
    assert_eq!(vendored["features"], runtime["features"]);
    assert_eq!(vendored["target"], runtime["target"]);
    let of_workspace = &root["workspace"]["dependencies"];
    let own = runtime["dependencies"].as_table().expect("a table");
    let copied = vendored["dependencies"].as_table().expect("a table");
    assert_eq!(own.keys().collect::<Vec<_>>(), copied.keys().collect::<Vec<_>>());
    for (name, value) in own {
        let inherited = of_workspace.get(name).cloned().unwrap_or(Value::Boolean(false));
        let expected = resolved(value, &spelled_out(inherited));
        assert_eq!(spelled_out(copied[name].clone()), spelled_out(expected), "{name}");
    }
}

#[test]
fn a_copy_has_the_version_and_the_edition_of_the_runtime() {
    let (root, runtime, vendored) = (parse(ROOT), parse(RUNTIME), parse(VENDORED));
    for key in ["version", "edition", "rust-version", "license"] {
        assert_eq!(runtime["package"][key]["workspace"], Value::Boolean(true), "{key}");
        assert_eq!(vendored["package"][key], root["workspace"]["package"][key], "{key}");
    }
    assert_eq!(vendored["package"]["name"], runtime["package"]["name"]);
    assert!(!VENDORED.contains("workspace"));
}
