//! The manifest of a client belongs to its user after the first run: what the client needs is added, the rest stays.

use std::path::Path;

use toml_edit::{Array, DocumentMut, InlineTable, Item, Key, Table, TableLike, Value};

use crate::runtime::RuntimeKind;

/// The package of the runtime.
const RUNTIME: &str = "clientgen-runtime";

/// Keys of a dependency that say where the package comes from.
const SOURCES: [&str; 9] = ["version", "path", "git", "branch", "tag", "rev", "registry", "package", "workspace"];

/// A manifest with what the client needs.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Merged {
    /// The manifest.
    pub(crate) text: String,
    /// Differences between the manifest and what was asked for. The manifest wins.
    pub(crate) notes: Vec<String>,
}

/// What the user asks for by name. It counts until there is a manifest.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wishes {
    /// Key of `[package]` and value.
    pub(crate) package: Vec<(&'static str, String)>,
    /// The dependency on the runtime has to be as generated.
    pub(crate) runtime: bool,
}

/// Adds to the manifest `present` what the manifest `generated` has and the client needs.
pub(crate) fn merge(present: &str, generated: &str, wishes: &Wishes) -> Result<Merged, String> {
    let parse = |text: &str| text.parse::<DocumentMut>().map_err(|error| error.to_string());
    let (mut manifest, generated) = (parse(present)?, parse(generated)?);
    let mut notes = package_notes(&manifest, wishes);
    if let Some(wanted) = generated.get("features").and_then(Item::as_table_like) {
        features(&mut manifest, wanted)?;
    }
    let wanted = generated.get("dependencies").and_then(|table| table.get(RUNTIME));
    if let Some(wanted) = wanted.and_then(Item::as_table_like) {
        notes.extend(dependency(&mut manifest, wanted, wishes.runtime)?);
    }
    Ok(Merged { text: manifest.to_string(), notes })
}

/// The name of the package in a folder, if there is one.
pub(crate) fn name_of(client: &Path) -> Option<String> {
    manifest_of(client)?.get("package")?.get("name")?.as_str().map(str::to_owned)
}

fn manifest_of(client: &Path) -> Option<DocumentMut> {
    std::fs::read_to_string(client.join("Cargo.toml")).ok()?.parse().ok()
}

/// Where the client in a folder has its runtime from, if there is one.
pub fn runtime_of(client: &Path) -> Option<RuntimeKind> {
    let manifest = manifest_of(client)?;
    let dependency = manifest.get("dependencies")?.get(RUNTIME)?;
    let text = |key: &str| dependency.get(key).and_then(Item::as_str).map(str::to_owned);
    match (text("path"), text("git")) {
        (Some(path), _) if path == crate::files::VENDORED => Some(RuntimeKind::Vendored),
        (Some(path), _) => Some(RuntimeKind::Path(path)),
        (None, Some(url)) => Some(RuntimeKind::Git(url)),
        (None, None) => Some(RuntimeKind::Registry),
    }
}

fn package_notes(manifest: &DocumentMut, wishes: &Wishes) -> Vec<String> {
    let written = |key: &str| manifest.get("package").and_then(|package| package.get(key)).and_then(Item::as_str);
    let differing = wishes.package.iter().filter_map(|(key, wanted)| {
        let written = written(key).filter(|written| written != wanted)?;
        Some(format!("the {key} is `{written}`, not `{wanted}`: the manifest is yours after the first run"))
    });
    differing.collect()
}

/// Every feature of the client with the features it needs; what else is there stays.
fn features(manifest: &mut DocumentMut, wanted: &dyn TableLike) -> Result<(), String> {
    let features = table(manifest, "features")?;
    for (name, needs) in wanted.iter() {
        match features.get_mut(name).map(Item::as_array_mut) {
            // Which features are on by default is the user's choice.
            Some(_) if name == "default" => {}
            Some(Some(present)) => needs.as_array().into_iter().flatten().for_each(|need| add(present, need)),
            Some(None) => return Err(format!("the feature `{name}` is not an array")),
            None => insert(features, wanted, name, needs.clone()),
        }
    }
    Ok(())
}

/// Adds an item as the array writes its items: in one line, or a line each.
fn add(array: &mut Array, item: &Value) {
    if array.iter().any(|present| present.as_str() == item.as_str()) {
        return;
    }
    let prefix = array.iter().last().and_then(|last| last.decor().prefix()?.as_str()).unwrap_or_default().to_owned();
    let in_lines = prefix.contains('\n');
    let prefix = match prefix.as_str() {
        _ if array.is_empty() => "",
        "" => " ",
        other => other,
    };
    array.push_formatted(item.clone().decorated(prefix, ""));
    array.set_trailing_comma(in_lines);
}

/// Inserts an item together with the comment before it in `from`.
fn insert(into: &mut dyn TableLike, from: &dyn TableLike, name: &str, item: Item) {
    let comment = from.key(name).map(|key| key.leaf_decor().clone());
    into.insert(name, item);
    if let (Some(mut key), Some(comment)) = (into.key_mut(name), comment) {
        *key.leaf_decor_mut() = comment;
    }
}

/// Keeps the dependency on the runtime, unless it is missing or the user asks for another one.
fn dependency(manifest: &mut DocumentMut, wanted: &dyn TableLike, asked: bool) -> Result<Option<String>, String> {
    let dependencies = table(manifest, "dependencies")?;
    let present = match dependencies.get_mut(RUNTIME) {
        None => {
            dependencies.insert(RUNTIME, Item::Value(Value::InlineTable(inline(wanted))));
            return Ok(None);
        }
        Some(present) => present,
    };
    if sources_of(present) == sources(wanted) {
        return Ok(None);
    }
    if !asked {
        let shown = present.to_string();
        return Ok(Some(format!("`{RUNTIME} ={shown}` stays; `--runtime` changes it")));
    }
    match present.as_table_like_mut() {
        Some(present) => replace_source(present, wanted),
        None => *present = Item::Value(Value::InlineTable(inline(wanted))),
    }
    Ok(None)
}

/// Where a dependency comes from; a string is a version.
fn sources_of(dependency: &Item) -> Vec<(String, String)> {
    match (dependency.as_str(), dependency.as_table_like()) {
        (Some(version), _) => vec![("version".to_owned(), version.to_owned())],
        (None, Some(table)) => sources(table),
        (None, None) => Vec::new(),
    }
}

fn sources(dependency: &dyn TableLike) -> Vec<(String, String)> {
    let value = |item: &Item| item.as_str().map_or_else(|| item.to_string().trim().to_owned(), str::to_owned);
    let known = SOURCES.iter().filter_map(|key| Some(((*key).to_owned(), value(dependency.get(key)?))));
    known.collect()
}

fn replace_source(present: &mut dyn TableLike, wanted: &dyn TableLike) {
    SOURCES.iter().for_each(|key| _ = present.remove(key));
    for (key, item) in wanted.iter() {
        if present.get(key).is_none() {
            present.insert(key, item.clone());
        }
    }
    present.fmt();
}

fn inline(table: &dyn TableLike) -> InlineTable {
    let mut inline = InlineTable::new();
    for (key, item) in table.iter() {
        if let Some(value) = item.as_value() {
            inline.insert_formatted(&Key::new(key), value.clone());
        }
    }
    inline.fmt();
    inline
}

/// A table of the manifest, which is made if it is missing.
fn table<'m>(manifest: &'m mut DocumentMut, name: &str) -> Result<&'m mut dyn TableLike, String> {
    let item = manifest.entry(name).or_insert_with(|| Item::Table(Table::new()));
    item.as_table_like_mut().ok_or_else(|| format!("`{name}` is not a table"))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

    use super::*;

    const GENERATED: &str = r#"# Generated by `clientgen generate` from pets.yaml. Do not edit.

[package]
name = "pets"
version = "0.1.0"

[features]
default = ["hyper"]
# The default transport.
hyper = ["clientgen-runtime/hyper"]
# Groups.
all-operations = [
    "cats",
    "dogs",
]
cats = []
dogs = []

[dependencies]
clientgen-runtime = { path = "runtime", default-features = false }
"#;

    fn merged(present: &str, runtime: bool) -> Merged {
        merge(present, GENERATED, &Wishes { runtime, ..Wishes::default() }).unwrap()
    }

    #[test]
    fn a_manifest_that_has_everything_stays_as_it_is() {
        let mine = r#"[package]
name = "my-pets"
version = "2.0.0"   # by hand

[features]
all-operations = ["dogs", "cats", "birds"]
default = []
hyper = [ "clientgen-runtime/hyper", "dep:extra" ]
birds = []
cats = []
dogs = []

[dependencies]
extra = { version = "1", optional = true }

[dependencies.clientgen-runtime]
path = "runtime"
default-features = false
features = ["tracing"]
"#;
        assert_eq!(merged(mine, true), Merged { text: mine.to_owned(), notes: Vec::new() });
    }

    #[test]
    fn what_the_client_needs_is_added_where_it_belongs() {
        let mine = "[package]\nname = \"pets\"\n\n[features]\nall-operations = [\n    \"cats\",\n]\ncats = []\n";
        let text = merged(mine, false).text;
        let expected = r#"[package]
name = "pets"

[features]
all-operations = [
    "cats",
    "dogs",
]
cats = []
default = ["hyper"]
# The default transport.
hyper = ["clientgen-runtime/hyper"]
dogs = []

[dependencies]
clientgen-runtime = { path = "runtime", default-features = false }
"#;
        assert_eq!(text, expected);
        assert_eq!(merged(&text, false).text, text, "a second run changes nothing");
    }

    #[test]
    fn another_runtime_stays_unless_it_is_asked_for() {
        let mine = GENERATED.replace(
            "{ path = \"runtime\", default-features = false }",
            "{ git = \"https://a.example/b\", rev = \"1\", default-features = false, features = [\"tracing\"] }",
        );
        let kept = merged(&mine, false);
        assert_eq!(kept.text, mine);
        assert!(kept.notes[0].contains("rev = \"1\""), "{:?}", kept.notes);
        let changed = merged(&mine, true).text;
        let line = "clientgen-runtime = { default-features = false, features = [\"tracing\"], path = \"runtime\" }";
        assert!(changed.contains(line), "{changed}");
    }

    #[test]
    fn a_difference_from_what_was_asked_for_is_a_note() {
        let wishes = Wishes { package: vec![("version", "3.0.0".to_owned())], runtime: false };
        let notes = merge(GENERATED, GENERATED, &wishes).unwrap().notes;
        assert_eq!(notes, ["the version is `0.1.0`, not `3.0.0`: the manifest is yours after the first run"]);
    }

    #[test]
    fn a_manifest_that_is_not_toml_or_has_other_shapes_is_an_error_and_no_panic() {
        for broken in ["[package", "features = 1\n", "dependencies = []\n", "[features]\nhyper = 1\n"] {
            assert!(merge(broken, GENERATED, &Wishes::default()).is_err(), "{broken}");
        }
    }
}
