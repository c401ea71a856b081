//! The crates that are compiled, as a workspace of their own.

use std::fs;
use std::path::{Path, PathBuf};

use crate::derived;

/// Nothing.
pub(crate) const EMPTY: &str = "empty";
/// The models with serde's derive.
pub(crate) const DERIVED: &str = "models-derived";
/// The models as they are committed.
pub(crate) const MODELS: &str = "models-generated";
/// The client as it is committed.
pub(crate) const WHOLE: &str = "whole-client";

/// The crates that are measured.
pub(crate) const NAMES: [&str; 4] = [EMPTY, DERIVED, MODELS, WHOLE];

/// What the derived models have in place of the runtime: its leaf types, and derived ones for those that take
/// only the runtime's models.
const TYPES: &str = "types";

/// Writes the workspace and says where.
pub(crate) fn write() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap().join("compile-cost");
    let members = [&NAMES[..], &[TYPES]].concat();
    write_file(&folder.join("Cargo.toml"), &format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\n"));
    fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    for name in members {
        // Nothing may be left of files that are no longer generated.
        let _ = fs::remove_dir_all(folder.join(name));
        write_file(&folder.join(name).join("Cargo.toml"), &manifest(name));
        for (path, text) in sources(name) {
            write_file(&folder.join(name).join("src").join(path), &text);
        }
    }
    folder
}

/// Makes cargo compile a crate again.
pub(crate) fn touch(folder: &Path, name: &str) {
    let path = folder.join(name).join("src/lib.rs");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(path, text).unwrap();
}

fn manifest(name: &str) -> String {
    let runtime = match name {
        DERIVED => format!("{{ path = \"../{TYPES}\", package = {TYPES:?} }}"),
        _ => format!("{{ path = {:?}, default-features = false }}", root().join("runtime")),
    };
    format!(
        "[package]\nname = {name:?}\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         clientgen-runtime = {runtime}\n\
         serde = {{ version = \"1\", features = [\"derive\"] }}\n"
    )
}

/// The files below `src`, with their content.
fn sources(name: &str) -> Vec<(PathBuf, String)> {
    let client = root().join("generated-client/src");
    match name {
        WHOLE => read(&client, Path::new("")),
        MODELS => models_of(&client),
        DERIVED => derived::of(models_of(&client)),
        TYPES => vec![("lib.rs".into(), include_str!("types.txt").to_owned())],
        _ => vec![("lib.rs".into(), String::new())],
    }
}

/// The module of the models, with a root of its own.
fn models_of(client: &Path) -> Vec<(PathBuf, String)> {
    let mut files = read(client, Path::new(""));
    files.retain(|(path, _)| path.starts_with("models") || path == Path::new("models.rs"));
    files.push(("lib.rs".into(), "//! The models alone.\n\npub mod models;\n".to_owned()));
    files
}

fn read(folder: &Path, below: &Path) -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder.join(below)).unwrap() {
        let entry = entry.unwrap();
        let path = below.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            files.extend(read(folder, &path));
        } else {
            files.push((path, fs::read_to_string(entry.path()).unwrap()));
        }
    }
    files
}

fn write_file(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}
