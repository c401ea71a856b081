//! What the compiler says of changes: a user's program for the client of before is compiled against the client of after.
//!
//! All rows are members of one workspace below `target`, so that the runtime is compiled once.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use clientgen::compare::Comparison;
use clientgen::{Config, NoFiles, Options, SourceFile};
use serde_json::Value;

use super::user;

/// A change, ready to be compiled.
pub(crate) struct Case {
    /// What the row says, for the reader.
    pub(crate) title: String,
    /// The document after the change, with the decisions about it.
    pub(crate) source: SourceFile,
    pub(crate) config: Config,
    /// What is said of the change.
    pub(crate) comparison: Comparison,
}

/// The changes of which the compiler says something else: what is major and not silent has to fail, all else to compile.
pub(crate) fn wrong(folder: &str, surface: &str, outline: &[String], cases: &[Case]) -> Vec<String> {
    let workspace = target().join("changes").join(folder);
    let failing = failing(&workspace, surface, outline, cases);
    let is_wrong = |(index, case): (usize, &Case)| {
        let fails = failing.contains(&package(&workspace, index));
        let comparison = &case.comparison;
        let rust = comparison.rust().as_str();
        let is_right = if rust == "major" { fails || comparison.silent() } else { !fails };
        let words = if fails { "does not compile" } else { "compiles" };
        (!is_right).then(|| format!("{} is {rust}, and old code {words}\n{}", case.title, comparison.short()))
    };
    cases.iter().enumerate().filter_map(is_wrong).collect()
}

/// The packages whose program does not compile.
fn failing(workspace: &Path, surface: &str, outline: &[String], cases: &[Case]) -> HashSet<String> {
    let _ = fs::remove_dir_all(workspace);
    let mut members = Vec::new();
    for (index, case) in cases.iter().enumerate() {
        let name = package(workspace, index);
        write_client(&workspace.join(&name), &name, case);
        let program = user::program(&name.replace('-', "_"), surface, outline);
        write(&workspace.join(&name).join("examples/user.rs"), &program);
        members.push(format!("\"{name}\""));
    }
    let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = [{}]\n", members.join(", "));
    write(&workspace.join("Cargo.toml"), &manifest);
    fs::copy(root().join("Cargo.lock"), workspace.join("Cargo.lock")).expect("the workspace has a lock file");
    let output = Command::new(env!("CARGO"))
        .args(["check", "--workspace", "--examples", "--keep-going", "--offline", "--quiet"])
        .args(["--message-format", "json"])
        .current_dir(workspace)
        .env("CARGO_TARGET_DIR", target().join("build"))
        .env("RUSTFLAGS", "-Awarnings")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .output()
        .expect("cargo runs, since it runs this test");
    let messages = String::from_utf8_lossy(&output.stdout);
    let messages = messages.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let mut failing = HashSet::new();
    for message in messages.filter(|message| message["message"]["level"] == "error") {
        let rendered = message["message"]["rendered"].as_str().unwrap_or_default();
        let manifest = Path::new(message["manifest_path"].as_str().unwrap_or_default());
        let name = manifest.parent().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
        assert_eq!(message["target"]["kind"][0], "example", "the client itself does not compile: {rendered}");
        failing.extend(name);
    }
    assert!(output.status.success() || !failing.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    failing
}

/// A name that no row of another workspace has: cargo would take one for the other.
fn package(workspace: &Path, index: usize) -> String {
    let folder = workspace.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    format!("{folder}-{index}")
}

fn write_client(folder: &Path, name: &str, case: &Case) {
    let mut config = case.config.clone();
    config.krate.name = Some(name.to_owned());
    config.krate.runtime_path = Some(root().join("runtime").to_string_lossy().replace('\\', "/"));
    (config.krate.workspace, config.krate.dev_dependencies) = (false, Vec::new());
    config.krate.examples.clear();
    let outcome = clientgen::generate(case.source.clone(), &NoFiles, &config, &Options::default());
    assert!(!outcome.files.is_empty(), "{}: {}", case.title, outcome.report().short());
    outcome.files.iter().for_each(|file| write(&folder.join(&file.path), &file.text));
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap_or(path)).expect("folders below target can be made");
    fs::write(path, text).expect("files below target can be written");
}

/// Where the fixtures are compiled, too: the runtime is there already.
fn target() -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    root().join(target).join("fixtures")
}

fn root() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().expect("the generator lies in the workspace").to_owned()
}
