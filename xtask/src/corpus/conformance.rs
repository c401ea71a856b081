//! One generated crate through the test its document makes up: build the program, start Prism, run, note.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use serde_json::Value;

use super::Place;
use super::compile::cargo;
use super::verdict::Conformance;
use crate::prism::Prism;
use crate::process::bounded;

/// The largest documents take minutes to build without optimisation on a busy machine.
const BUILD_LIMIT: Duration = Duration::from_secs(1200);
const RUN_LIMIT: Duration = Duration::from_secs(600);

/// Tests one document; all findings are left in a file beside its crate.
pub(super) fn run(place: &Place, operations: usize) -> Conformance {
    let conformance = tested(place, operations)
        .unwrap_or_else(|failure| Conformance { failure: Some(failure), ..Default::default() });
    let _ = fs::write(place.folder.with_extension("conformance.txt"), conformance.findings());
    conformance
}

fn tested(place: &Place, operations: usize) -> Result<Conformance, String> {
    let folder = place.folder.with_extension("test");
    complete(place, &folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let program = build(place, &folder)?;
    let table = folder.join("table.json");
    let (prism, without_prism) = match prism(place, operations) {
        Ok(prism) => (Some(prism), None),
        Err(reason) => (None, Some(reason)),
    };
    let mut command = Command::new(program);
    command.arg(&table).env_remove("PRISM_URL");
    if let Some(prism) = &prism {
        command.env("PRISM_URL", &prism.url);
    }
    let finished = bounded(&mut command, RUN_LIMIT).ok_or("the test cannot be started")?;
    match (finished.code, serde_json::from_str::<Value>(&finished.stdout)) {
        (Some(0), Ok(report)) => Ok(Conformance { report, failure: None, without_prism }),
        (None, _) => Err("the test does not end".to_owned()),
        _ => Err(finished.stderr.lines().last().unwrap_or("the test ended without a report").to_owned()),
    }
}

/// Prism serving the document, if there is anything to serve.
fn prism(place: &Place, operations: usize) -> Result<Prism, String> {
    if operations == 0 {
        return Err("the document has no operations".to_owned());
    }
    Prism::start(&place.document, &place.folder.with_extension("prism.txt"))
}

/// Writes the manifest; the program and the table are there.
fn complete(place: &Place, folder: &Path) -> io::Result<()> {
    let root = crate::regen::workspace_root();
    let (harness, runtime) = (fs::canonicalize(root.join("conformance"))?, fs::canonicalize(root.join("runtime"))?);
    let manifest = fs::read_to_string(place.folder.join("Cargo.toml"))?;
    let package = manifest.lines().find_map(|line| line.strip_prefix("name = ")).unwrap_or_default();
    let text = format!(
        "[package]\nname = \"document-test\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n\
         [workspace]\n\n[dependencies]\nsubject = {{ package = {package}, path = {subject:?} }}\n\
         harness = {{ path = {harness:?} }}\n\
         clientgen-runtime = {{ path = {runtime:?}, default-features = false }}\n",
        subject = place.folder,
    );
    fs::write(folder.join("Cargo.toml"), text)?;
    // The versions that the harness is known to work with.
    fs::copy(harness.join("Cargo.lock"), folder.join("Cargo.lock")).map(drop)
}

fn build(place: &Place, folder: &Path) -> Result<PathBuf, String> {
    let mut command = cargo(place, "cargo build --quiet --message-format short");
    command.current_dir(folder).env("CARGO_PROFILE_DEV_DEBUG", "0").env("CARGO_INCREMENTAL", "0");
    let finished = bounded(&mut command, BUILD_LIMIT).ok_or("cargo cannot be started")?;
    let _ = fs::write(folder.join("build.txt"), &finished.stderr);
    if finished.code != Some(0) {
        let first = finished.stderr.lines().find(|line| line.contains("error")).unwrap_or("it takes too long");
        return Err(format!("the test does not build: {first}"));
    }
    // Each document's program replaces the last one's, so that a whole corpus fits on a disk.
    Ok(place.target.join("debug/document-test"))
}
