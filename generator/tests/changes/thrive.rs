//! The rows of `thrive.yaml`, run on the description and the overrides of this repository.

use clientgen::compare::Comparison;
use clientgen::{Config, Described, Lock, NoFiles, Options, SourceFile};
use serde_json::Value;

use super::compiled::{self, Case};
use super::edits::{edit, rename};

fn read(path: &str) -> Value {
    let path = format!("{}/../spec/{path}", env!("CARGO_MANIFEST_DIR"));
    serde_yaml::from_str(&std::fs::read_to_string(path).expect("it is there")).expect("it is YAML")
}

/// What goes into the generator.
fn inputs(document: &Value, overrides: &Value, lock: Option<&str>) -> (SourceFile, Config) {
    let text = overrides.to_string();
    let mut config: Config = serde_yaml::from_str(&text).expect("overrides");
    config.source = Some(SourceFile { name: "overrides.json".to_owned(), text });
    config.lock = lock.map(Lock::read).unwrap_or_default();
    (SourceFile { name: "thrive.json".to_owned(), text: document.to_string() }, config)
}

fn described(document: &Value, overrides: &Value, lock: Option<&str>) -> Described {
    let (source, config) = inputs(document, overrides, lock);
    let described = clientgen::describe(source, &NoFiles, config, &Options::default());
    assert!(!described.has_errors(), "{}", described.report().short());
    described
}

#[test]
fn every_change_means_what_its_row_says() {
    let rows: Vec<Value> = serde_yaml::from_str(include_str!("thrive.yaml")).expect("rows");
    assert!(rows.len() >= 60);
    let rows: Vec<Value> = rows.into_iter().step_by(step()).collect();
    let (first, second) = rows.split_at(rows.len() / 2);
    let wrong = std::thread::scope(|scope| {
        let first = scope.spawn(|| run(first));
        run(second) + &first.join().expect("no row panics")
    });
    assert!(wrong.is_empty(), "{wrong}");
}

/// What the rows say that is not so.
fn run(rows: &[Value]) -> String {
    let (document, overrides) = (read("thrive.yaml"), read("overrides.yaml"));
    let before = described(&document, &overrides, None);
    rows.iter().filter_map(|row| wrong(row, &document, &overrides, &before)).collect()
}

fn wrong(row: &Value, document: &Value, overrides: &Value, before: &Described) -> Option<String> {
    let after = edited(row, document, overrides, before);
    let comparison = clientgen::compare(before, &after).expect("both have no errors");
    let levels = [comparison.request().as_str(), comparison.response().as_str(), comparison.rust().as_str()].join(" ");
    let has_rule = row["rule"].as_str().is_none_or(|rule| comparison.changes.iter().any(|change| change.id == rule));
    let is_right = row["means"].as_str() == Some(&levels) && has_rule;
    (!is_right).then(|| format!("{row}\n  is {levels}\n{}\n", comparison.short()))
}

/// The description and the overrides after the change of a row, with the names of before kept.
fn edited(row: &Value, document: &Value, overrides: &Value, before: &Described) -> Described {
    let (document, overrides) = changed(row, document, overrides);
    described(&document, &overrides, Some(before.surface()))
}

/// What is major does not compile, or means something else in silence; all else compiles.
#[test]
#[ignore = "takes minutes: compiles a client for every row"]
fn the_compiler_says_of_every_row_what_the_row_says() {
    let rows: Vec<Value> = serde_yaml::from_str(include_str!("thrive.yaml")).expect("rows");
    let (document, overrides) = (read("thrive.yaml"), read("overrides.yaml"));
    let before = described(&document, &overrides, None);
    let case = |row: &Value| {
        let after = edited(row, &document, &overrides, &before);
        let comparison = clientgen::compare(&before, &after).expect("both have no errors");
        let (document, overrides) = changed(row, &document, &overrides);
        let (source, mut config) = inputs(&document, &overrides, Some(before.surface()));
        // Decisions about what is gone would be errors.
        config.operations.retain(|id, _| source.text.contains(&format!("{id:?}")));
        config.types.retain(|name, _| source.text.contains(&format!("{name:?}")));
        config.servers.retain(|server| source.text.contains(&format!("{:?}", server.url)));
        Case { title: row.to_string(), source, config, comparison }
    };
    let cases: Vec<Case> = rows.iter().step_by(step()).map(case).collect();
    let wrong = compiled::wrong("thrive", before.surface(), before.outline(), &cases);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The description and the overrides after the change of a row.
fn changed(row: &Value, document: &Value, overrides: &Value) -> (Value, Value) {
    let (mut document, mut overrides) = (document.clone(), overrides.clone());
    rename(&mut document, row);
    edit(&mut document, row, "set", "remove");
    edit(&mut overrides, row, "decide", "undecide");
    (document, overrides)
}

/// Every change of the contract shows in `wire.txt`, and only those do.
#[test]
fn wire_txt_shows_what_changes_on_the_wire() {
    let rows: Vec<Value> = serde_yaml::from_str(include_str!("thrive.yaml")).expect("rows");
    let (document, overrides) = (read("thrive.yaml"), read("overrides.yaml"));
    let before = described(&document, &overrides, None);
    let wire = before.wire();
    let is_wrong = |row: &&Value| {
        // What is called otherwise is at another place of the file.
        if row["rename"].is_object() {
            return false;
        }
        let changes_contract = match row["wire"].as_str() {
            Some(word) => word == "other",
            None => !row["means"].as_str().unwrap_or_default().starts_with("none none "),
        };
        changes_contract != (edited(row, &document, &overrides, &before).wire() != wire)
    };
    let wrong: Vec<String> = rows.iter().step_by(step()).filter(is_wrong).map(ToString::to_string).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Each row reads a document; all of them are for a release.
fn step() -> usize {
    if std::env::var_os("EVERY_CHANGE").is_some() { 1 } else { 5 }
}

/// Six edits at once, as a reviewer may get them.
pub(crate) fn six_edits() -> Comparison {
    let (mut document, overrides) = (read("thrive.yaml"), read("overrides.yaml"));
    let before = described(&document, &overrides, None);
    let row: Value = serde_yaml::from_str(
        "set:
  /components/parameters/PerPage/schema/default: 20
  /components/parameters/PerPage/schema/maximum: 100
  /components/schemas/AddUserTags/properties/tags/maxItems: 50
  /components/schemas/EnrolmentStatus/enum/9: paused
  '/components/schemas/Tag/properties/made<b>by': {type: string}
  /components/schemas/Tag/properties/id/description: Another text.
",
    )
    .expect("a row");
    edit(&mut document, &row, "set", "remove");
    let after = described(&document, &overrides, Some(before.surface()));
    clientgen::compare(&before, &after).expect("both have no errors")
}
