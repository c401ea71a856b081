//! The committed client is what the generator makes of the description, and only the description decides that.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod shuffle;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use clientgen::SourceFile;
use clientgen::diagnostics::{Deny, Severity};
use clientgen::{Config, Lock};
use clientgen::{Options, Outcome};
use tests::description;

/// What the generator owns in the folder of the client.
const OWNED: [&str; 6] = ["Cargo.toml", "README.md", "rustfmt.toml", "surface.txt", "wire.txt", "src"];

#[test]
fn the_committed_client_is_up_to_date() {
    let generated = files(&generate(description::text("thrive.yaml")));
    let committed = committed();

    let names = |files: &BTreeMap<String, String>| files.keys().cloned().collect::<BTreeSet<_>>();
    assert_eq!(names(&committed), names(&generated), "{ADVICE}");
    for (path, text) in &generated {
        assert!(committed[path] == *text, "{path} is outdated; {ADVICE}");
    }
}

const ADVICE: &str = "run `cargo xtask regen` and commit the result";

#[test]
fn the_description_has_nothing_worse_than_notes() {
    let outcome = generate(description::text("thrive.yaml"));

    let worse = outcome.diagnostics.iter().filter(|diagnostic| diagnostic.severity != Severity::Note);
    assert_eq!(worse.count(), 0, "{:#?}", outcome.diagnostics);
    assert_eq!(outcome.operations, description::operations().len());
}

#[test]
fn twice_the_same() {
    let text = description::text("thrive.yaml");

    assert!(files(&generate(text.clone())) == files(&generate(text)));
}

#[test]
fn the_order_of_keys_does_not_matter() {
    let text = description::text("thrive.yaml");
    let shuffled = shuffle::reversed_keys(&text);
    assert_ne!(text, shuffled);

    assert_same(&generate(shuffled), &generate(text));
}

#[test]
fn comments_and_quotes_do_not_matter() {
    let text = description::text("thrive.yaml");
    let rewritten = shuffle::rewritten(&text);
    assert_ne!(text, rewritten);

    assert_same(&generate(rewritten), &generate(text));
}

#[test]
fn the_surface_lists_every_operation() {
    let surface = std::fs::read_to_string(client().join("surface.txt")).unwrap();

    for operation in description::operations() {
        let request = format!("  {} {} ", operation.method, operation.path);
        let lines: Vec<&str> =
            surface.lines().filter(|line| line.starts_with("fn ") && line.contains(&request)).collect();
        assert_eq!(lines.len(), 1, "{request}: {lines:?}");
    }
}

fn generate(text: String) -> Outcome {
    let mut config: Config = serde_yaml::from_str(&description::text("overrides.yaml")).unwrap();
    config.lock = Lock::read(&std::fs::read_to_string(client().join("surface.txt")).unwrap());
    let source = SourceFile { name: "spec/thrive.yaml".to_owned(), text };
    let options = Options { command: "cargo xtask regen".to_owned(), deny: vec![Deny::Warnings], ..Options::default() };
    // The description is one file.
    clientgen::generate(source, &BTreeMap::<String, String>::new(), &config, &options)
}

fn files(outcome: &Outcome) -> BTreeMap<String, String> {
    outcome.files.iter().map(|file| (file.path.clone(), file.text.clone())).collect()
}

fn assert_same(left: &Outcome, right: &Outcome) {
    let (left, right) = (files(left), files(right));
    assert!(left.keys().eq(right.keys()), "{:?} against {:?}", left.keys(), right.keys());
    for (path, text) in &right {
        let difference = left[path].lines().zip(text.lines()).find(|(left, right)| left != right);
        assert!(left[path] == *text, "{path}: {difference:?}");
    }
}

fn client() -> std::path::PathBuf {
    description::root().join("generated-client")
}

fn committed() -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    OWNED.iter().for_each(|name| read(&client(), Path::new(name), &mut files));
    files
}

fn read(folder: &Path, path: &Path, files: &mut BTreeMap<String, String>) {
    let full = folder.join(path);
    if full.is_dir() {
        for entry in std::fs::read_dir(&full).unwrap() {
            read(folder, &path.join(entry.unwrap().file_name()), files);
        }
    } else if full.is_file() {
        let name = path.to_string_lossy().replace('\\', "/");
        files.insert(name, std::fs::read_to_string(full).unwrap());
    }
}
